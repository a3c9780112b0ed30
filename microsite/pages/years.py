"""The years of the timeline: what stands in each, which one is open, and which have nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from microsite.content.moments import Moment
from microsite.pages.digest import Digest, Divider, StationRow


@dataclass(frozen=True)
class YearList:
    """A year with its stations, or a decade with those of which no year is known."""

    period: Moment
    stops: Sequence[StationRow | Divider]  # with the dividers that fall into it
    number: int
    planned: int
    open: bool  # whether a reader finds it unfolded: the year of today, or the nearest


@dataclass(frozen=True)
class Gap:
    """Years in a row without a station, and in no decade that has one."""

    first: int
    last: int


def years_of(digest: Digest) -> list[YearList | Gap]:
    """The years that have stations, and between them those that have none, a run in one.

    A decade follows its last year: whatever falls into it is over by then.
    """
    periods = list(digest.stations_by_period)
    nearest = min(periods, key=lambda period: _distance(period, digest.today.year), default=None)
    filled = {year for period in periods for year in range(period.first.year, period.last.year + 1)}
    found: list[YearList | Gap] = []
    for before, period in pairwise([None, *periods]):
        assert period is not None
        between = range(before.last.year + 1, period.last.year) if before else range(0)
        if empty := [year for year in between if year not in filled]:
            found.append(Gap(empty[0], empty[-1]))
        stations = digest.stations_by_period[period]
        planned = sum(row.station.kind == "target" for row in stations)
        stops = digest.divided(period)
        found.append(YearList(period, stops, len(stations), planned, open=period == nearest))
    return found


def _distance(period: Moment, year: int) -> tuple[int, bool]:
    """How many years lie between, a year before a decade."""
    return max(period.first.year - year, year - period.last.year, 0), period.decade
