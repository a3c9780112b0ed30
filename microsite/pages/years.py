"""The years of the timeline: what stands in each, which one is open, and which have nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from microsite.pages.digest import Digest, Divider, StationRow


@dataclass(frozen=True)
class YearList:
    """A year with its stations."""

    year: int
    stops: Sequence[StationRow | Divider]  # with the dividers that fall into it
    number: int
    planned: int
    open: bool  # whether a reader finds it unfolded: the year of today, or the nearest


@dataclass(frozen=True)
class Gap:
    """Years in a row without a station."""

    first: int
    last: int


def years_of(digest: Digest) -> list[YearList | Gap]:
    """The years that have stations, and between them those that have none, a run in one."""
    years = [year for year, stations in digest.stations_by_year.items() if stations]
    nearest = min(years, key=lambda year: abs(year - digest.today.year), default=None)
    found: list[YearList | Gap] = []
    for before, year in pairwise([None, *years]):
        assert year is not None
        if before and year - before > 1:
            found.append(Gap(before + 1, year - 1))
        stations = digest.stations_by_year[year]
        planned = sum(row.station.kind == "target" for row in stations)
        stops = digest.divided(stations, year)
        found.append(YearList(year, stops, len(stations), planned, open=year == nearest))
    return found
