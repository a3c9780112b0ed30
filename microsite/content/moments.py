"""Dates as precise as their source: a year, a month or a day, and never more than that."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from microsite.messages.catalogue import Message

Precision = Literal["year", "month", "day"]


class DateError(Exception):
    """What was written is no date; says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Moment:
    """A year, a month or a day. `first` and `last` are the days it may mean."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """The form of `<time datetime>`: 2029, 2025-12 or 2025-09-10."""
        parts = [f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)


def read_moment(written: str) -> Moment:
    """Read `2029`, `2025-12` or `2025-09-10`.

    Raises `DateError` with a message for the editor when it is none of them or no real date.
    """
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", written)
    if not match:
        raise DateError(Message("not-a-date", written=written))
    year, month, day = (int(n) if n else None for n in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(Message("not-in-the-calendar", written=written)) from None
    return Moment(year, month, day)
