"""Dates as precise as their source, from a decade to a day, and never more than that."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from microsite.content.date_slips import meant, outside_of_time
from microsite.messages.catalogue import Message

Precision = Literal["decade", "year", "quarter", "month", "day"]

MOMENT = r"[0-9]{3}0s|[0-9]{4}(?:-Q[1-4]|-[0-9]{2}(?:-[0-9]{2})?)?"  # every form of a date
_DECADE = 10  # years
_QUARTER = 3  # months


class DateError(Exception):
    """What was written is no date; says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Moment:
    """A decade, a year, a quarter, a month or a day. `first` and `last` are the days it may mean."""

    year: int  # of a decade its first
    month: int | None = None
    day: int | None = None
    quarter: int | None = field(default=None, kw_only=True)  # 1 to 4, where no month is known
    decade: bool = field(default=False, kw_only=True)  # true where not even the year is known

    @classmethod
    def of(cls, day: date) -> Moment:
        """A calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        if self.decade:
            return "decade"
        if self.quarter:
            return "quarter"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first(self) -> date:
        month = self.quarter * _QUARTER - _QUARTER + 1 if self.quarter else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        year = self.year + _DECADE - 1 if self.decade else self.year
        month = self.quarter * _QUARTER if self.quarter else self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    @property
    def period(self) -> Moment:
        """The year that it is in or, where no year is known, the decade: what lists put it under."""
        return self if self.decade else Moment(self.year)

    def __str__(self) -> str:
        """As it is written: 2040s, 2029, 2029-Q3, 2025-12 or 2025-09-10.

        That of a year, a month and a day is the form of `<time datetime>`, which has none for the others.
        """
        if self.decade:
            return f"{self.year}s"
        if self.quarter:
            return f"{self.year}-Q{self.quarter}"
        return "-".join(f"{n:02}" for n in (self.year, self.month, self.day) if n is not None)


def read_moment(written: str) -> Moment:
    """Read `2040s`, `2029`, `2029-Q3`, `2025-12` or `2025-09-10`.

    Raises `DateError` with a message for the editor when it is none of them, no real date, or before the
    year 1000 or after 9999, which have other digits than four.
    """
    if outside_of_time(written):
        raise DateError(Message("outside-of-time", written=written))
    if not re.fullmatch(MOMENT, written):
        raise DateError(Message("not-a-date", written=written, hint=meant(written)))
    year = int(written[:4])
    if written.endswith("s"):
        return Moment(year, decade=True)
    if "Q" in written:
        return Moment(year, quarter=int(written[-1]))
    moment = Moment(year, *(int(part) for part in written.split("-")[1:]))
    try:
        date(year, 1 if moment.month is None else moment.month, 1 if moment.day is None else moment.day)
    except ValueError:
        raise DateError(Message("not-in-the-calendar", written=written)) from None
    return moment
