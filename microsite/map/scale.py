"""Dates -> shares of the map's track: where there is much to show, a year is wider."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from microsite.content.moments import Moment

EVEN_PART = 0.4  # how much of the track is shared out evenly among the years


@dataclass(frozen=True)
class TimeScale:
    """Date -> share of the track. Years may differ in width; within a year time is even."""

    start: date
    years: tuple[tuple[int, float, float], ...]

    def at(self, day: date) -> float:
        """The place of a day; days outside the span stand at its ends."""
        for year, left, right in self.years:
            if day.year == year:
                first = max(self.start, date(year, 1, 1))
                share = (day - first).days / ((date(year, 12, 31) - first).days + 1)
                return left + (right - left) * min(max(share, 0.0), 1.0)
        return 0.0 if day < self.start else 1.0

    def middle(self, when: Moment) -> float:
        """The middle of the time that a moment may mean."""
        return (self.at(when.first) + self.at(when.last)) / 2


def make_scale(first: int, last: int, moments: Iterable[Moment]) -> TimeScale:
    """A scale whose years are partly of even width, partly in proportion to what stands in them.

    Where much is known, there must be room to show it. The first year begins with the month of its
    first station.
    """
    moments = list(moments)
    counts = Counter(moment.year for moment in moments)
    opening = min((m.first for m in moments if m.precision != "year"), default=date(first, 1, 1))
    start = date(first, opening.month if opening.year == first else 1, 1)
    total = max(sum(counts.values()), 1)
    length = dict.fromkeys(range(first, last + 1), 1.0)
    length[first] = ((date(first, 12, 31) - start).days + 1) / 365
    even = sum(length.values())
    years, left = [], 0.0
    for year, share in length.items():
        right = left + EVEN_PART * share / even + (1 - EVEN_PART) * counts[year] / total
        years.append((year, left, right))
        left = right
    return TimeScale(start, tuple((year, a / left, b / left) for year, a, b in years))
