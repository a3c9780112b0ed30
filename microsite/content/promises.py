"""What was promised, and what became of it.

A verdict is written by an editor, with a date, sources and a sentence. Everything else that is said
of a promise follows from its due date, the days on which the facts were checked, and today:
nothing is called searched for that was not. Source: docs/decisions/0010-standings-are-computed.md
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from microsite.content.measures import Dated, EarlierPlan, Observed
from microsite.content.moments import Moment
from microsite.content.scalars import Addressed, Entry, KnownScope, Sources, Text, When, refused

Timing = Literal["in", "by", "from"]
Every = Literal["month", "year"]
Outcome = Literal["kept", "partly-kept", "missed", "postponed", "changed", "dropped"]
# In the order in which readers are told of them: what has an outcome, what wants one, what can wait.
State = Literal[
    "kept",
    "partly-kept",
    "missed",
    "postponed",
    "changed",
    "dropped",
    "overdue",  # due, looked for, and no result found
    "unchecked",  # due since the last check, and not looked at yet
    "ahead",
    "undated",
]
# How a promise can be held to its word.
Measure = Literal["measured", "starting-point", "number", "no-number"]


class Verdict(Entry):
    """What became of a promise, on whose word; the only part of a standing that is written."""

    outcome: Outcome
    date: When
    until: When | None = None  # postponed: until when
    into: Text | None = None  # changed: into what
    text: Text
    sources: Sources

    @model_validator(mode="after")
    def _whole(self) -> Verdict:
        for outcome, key in (("postponed", "until"), ("changed", "into")):
            if (self.outcome == outcome) != (getattr(self, key) is not None):
                raise refused("verdict-without", outcome=outcome, key=key)
        return self


class Target(Observed, Addressed):
    """A promise: what, how much, by when, said where."""

    title: Text
    label: Text | None = None  # its name on the map, where no station has one for it
    metric: Text
    due: When | None = None
    timing: Timing = "in"
    every: Every | None = None  # for a promise that runs: kept or not at the end of each month or year
    scope: KnownScope | None = None  # where it comes from
    announced: When | None = None
    earlier: EarlierPlan | None = None
    verdicts: tuple[Verdict, ...] = ()  # the oldest first
    sources: Sources
    note: Text | None = None

    @model_validator(mode="after")
    def _runs_from_a_date(self) -> Target:
        if self.every and self.due is None:
            raise refused("every-without-due")
        return self

    @property
    def year(self) -> Moment | None:
        """The year or decade in which it is due."""
        return self.due.period if self.due else None

    @property
    def date(self) -> Moment | None:
        """When it is due, as exactly as it was said."""
        return self.due

    @property
    def other_days(self) -> Mapping[tuple[str | int, ...], Dated]:
        """The numbers of other days, an earlier plan included."""
        return {**super().other_days, **({("earlier",): self.earlier} if self.earlier else {})}

    @property
    def measure(self) -> Measure:
        """What there is to hold it against."""
        if self.latest:
            return "measured"
        if self.start:
            return "starting-point"
        return "no-number" if self.value is None else "number"

    @property
    def way(self) -> Way | None:
        """The way from the starting point to the target, where all of it was measured alike.

        Of a range it leads to the lower end. Of a number with a comparator that means nothing here, nobody
        knows when it is reached.
        """
        start = self.measured_alike(self.start) if self.start else None
        if self.value is None or self.meaning is None or start is None or start == self.value:
            return None
        return Way(start, self.measured_alike(self.latest) if self.latest else None, self.value)


@dataclass(frozen=True)
class Way:
    """Start, latest and target on one axis, which reaches from nought to the largest of them.

    All numbers are of one unit; a falling target lies nearer to nought than its start.
    """

    first: Decimal
    last: Decimal | None  # None where nothing was measured since the start, or not alike
    goal: Decimal

    def _at(self, value: Decimal) -> float:
        """Where a number stands on the axis (0 to 1)."""
        numbers = (Decimal(0), self.first, self.goal, self.first if self.last is None else self.last)
        low, high = min(numbers), max(numbers)
        return float((value - low) / (high - low))

    @property
    def start(self) -> float:
        return self._at(self.first)

    @property
    def latest(self) -> float:
        return self._at(self.first if self.last is None else self.last)

    @property
    def target(self) -> float:
        return self._at(self.goal)

    @property
    def share(self) -> float | None:
        """How much of the way is done: below 0 where it went back, above 1 where it went beyond."""
        if self.last is None:
            return None
        return float((self.last - self.first) / (self.goal - self.first))


@dataclass(frozen=True)
class Standing:
    """What is known of a promise today."""

    state: State
    since: date | None = None  # when it came to be so, if it ever changed
    due: Moment | None = None  # the date that it is held to now
    verdict: Verdict | None = None

    @property
    def open(self) -> bool:
        """Whether its date has passed and nobody has said what became of it."""
        return self.state in ("unchecked", "overdue")

    @property
    def moved(self) -> Moment | None:
        """The date that a promise was put off to, if that is the last that is known of it."""
        return self.due if self.verdict and self.verdict.outcome == "postponed" else None


def standings_of(
    due: Moment | None,
    every: Every | None,
    verdicts: Sequence[Verdict],
    checks: Sequence[Moment],
    today: date,
) -> tuple[Standing, ...]:
    """Every standing that a promise has had up to today, the last one last.

    `due` may be as vague as a decade: it is due at the end. `checks` are the days on which the
    facts were compared with their sources; `every` makes a promise due again at each later end.
    """
    known = [verdict for verdict in verdicts if verdict.date.first <= today]
    history: list[Standing] = [Standing("undated") if due is None else Standing("ahead", due=due)]
    for verdict, following in zip([None, *known], [*known, None], strict=True):
        until = following.date.first if following else today + timedelta(days=1)
        held = due if verdict is None else _held_to(verdict, due, every)
        if verdict:
            history.append(Standing(verdict.outcome, verdict.date.first, held or due, verdict))
        if held is None:
            continue
        passed = held.last + timedelta(days=1)
        if passed < until:
            history.append(Standing("unchecked", passed, held, verdict))
            looked = next((check.last for check in checks if check.last >= held.last), None)
            if looked and looked < until:
                # Looked at on the last day itself: it was overdue as soon as that day was over.
                history.append(Standing("overdue", max(looked, passed), held, verdict))
    return tuple(history)


def standing_of(
    due: Moment | None,
    every: Every | None,
    verdicts: Sequence[Verdict],
    checks: Sequence[Moment],
    today: date,
) -> Standing:
    """What is known of a promise today."""
    return standings_of(due, every, verdicts, checks, today)[-1]


def _held_to(verdict: Verdict, due: Moment | None, every: Every | None) -> Moment | None:
    """The date that a promise is held to after a verdict; None where the verdict was the last word."""
    if verdict.outcome == "postponed":
        return verdict.until
    if verdict.outcome == "dropped" or every is None or due is None:
        return None
    return next(end for end in _ends(due, every) if end.last > verdict.date.last)


def _ends(due: Moment, every: Every) -> Iterator[Moment]:
    """The first date and the ends of each later period, as exact as the first."""
    last = due.last
    yield due
    while True:
        if every == "year":
            year, month = last.year + 1, last.month
        else:
            year, month = last.year + last.month // 12, last.month % 12 + 1
        last = date(year, month, min(due.last.day, calendar.monthrange(year, month)[1]))
        if due.day:
            yield Moment(last.year, last.month, last.day)
        elif due.month or every == "month":
            yield Moment(last.year, last.month)
        else:
            yield Moment(last.year, quarter=due.quarter)
