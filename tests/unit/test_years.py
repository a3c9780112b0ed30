from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from microsite.content.entries import Station
from microsite.content.moments import read_moment
from microsite.pages.digest import Digest
from microsite.pages.years import Gap, YearList, years_of
from tests.samples import Sample


def digest(sample: Sample, today: date, *planned: str, happened: tuple[str, ...] = ()) -> Digest:
    """The site on a day with just these stations."""
    pattern: Station = next(iter(sample.site.stations.values()))
    dates = [(written, "target") for written in planned] + [(written, "event") for written in happened]
    stations = {
        f"one-{at}": pattern.model_copy(update={"date": read_moment(written), "kind": kind})
        for at, (written, kind) in enumerate(dates)
    }
    return Digest(replace(sample.site, stations=stations), today)


def test_years_without_stations_are_one_gap(other: Sample) -> None:
    """A run of them is one; before the first year and after the last there is none."""
    found = years_of(digest(other, date(2026, 1, 1), "2024", "2028", "2030", "2031"))
    assert [(it.first, it.last) if isinstance(it, Gap) else str(it.period) for it in found] == [
        *("2024", (2025, 2027), "2028", (2029, 2029), "2030", "2031")
    ]


@pytest.mark.parametrize(
    ("today", "opened"), [(2020, 2024), (2025, 2024), (2027, 2028), (2028, 2028), (2040, 2031)]
)
def test_one_year_is_open(other: Sample, today: int, opened: int) -> None:
    """That of today, or the nearest."""
    found = years_of(digest(other, date(today, 6, 1), "2024", "2028", "2030", "2031"))
    assert [it.period.year for it in found if isinstance(it, YearList) and it.open] == [opened]


def test_entries_are_counted(other: Sample) -> None:
    """All of a year, and of them the planned ones; dividers count as none."""
    (year,) = years_of(digest(other, date(2026, 6, 1), "2026", happened=("2026-01", "2026-02-03")))
    assert isinstance(year, YearList)
    assert (year.number, year.planned) == (3, 1)
    assert len(year.stops) > 3


def test_site_without_stations_has_no_years(other: Sample) -> None:
    assert years_of(digest(other, date(2026, 1, 1))) == []


def test_decade_follows_its_last_year(other: Sample) -> None:
    """What may be in any year of it stands behind all of them, and none of them counts as empty."""
    found = years_of(digest(other, date(2026, 1, 1), "2030s", "2024", "2031", "2039-12-31", "2041"))
    assert [(it.first, it.last) if isinstance(it, Gap) else str(it.period) for it in found] == [
        *("2024", (2025, 2029), "2031", "2039", "2030s", (2040, 2040), "2041")
    ]


def test_decade_is_open_where_no_year_is_nearer(other: Sample) -> None:
    """Today's year goes before its decade; where it has no station, the decade is what a reader finds."""
    for planned, opened in ((("2030s", "2032"), "2032"), (("2030s", "2041"), "2030s")):
        found = years_of(digest(other, date(2032, 6, 1), *planned))
        assert [str(it.period) for it in found if isinstance(it, YearList) and it.open] == [opened]
