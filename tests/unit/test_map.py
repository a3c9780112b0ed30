"""The site's stations on the map: their order and time, and the style rules of lists and map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from microsite.content.moments import read_moment
from microsite.content.site import Site
from microsite.map.entries import MapEntry, line_maps, map_entries
from microsite.map.styles import map_styles, year_styles
from tests.samples import DAY, Sample


def with_dates(sample: Sample, **dates: str) -> Site:
    """The made-up town with its launch, and stations of the first line on these dates."""
    site = sample.site
    launch, first = site.stations[site.launch.station], next(iter(site.sectors))
    stations = {site.launch.station: launch}
    for id, written in dates.items():
        moved = {"date": read_moment(written), "sectors": (first,), "label": launch.label}
        stations[id] = launch.model_copy(update=moved)
    ordered = sorted(stations.items(), key=lambda item: (item[1].date.last, item[1].date.first))
    return replace(site, stations=dict(ordered))


def entries(site: Site, today: date = DAY) -> tuple[MapEntry, ...]:
    return map_entries(site, next(iter(line_maps(site, today).values())), today)


def times(site: Site, today: date) -> Mapping[str, str]:
    """When each named station is, seen from a day."""
    return {it.placed.stop.id: it.time for it in entries(site, today) if it.placed}


@pytest.mark.parametrize(
    ("written", "last_day"),
    [("2028", date(2028, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2028-02-10", date(2028, 2, 10))],
)
def test_station_passes_after_the_last_day_it_may_mean(other: Sample, written: str, last_day: date) -> None:
    """A promise for a year is ahead for the whole of that year."""
    site = with_dates(other, due=written)
    assert times(site, last_day)["due"] == "ahead"
    assert times(site, last_day + timedelta(days=1))["due"] == "unlooked"
    looked = {"checked": read_moment(str(last_day + timedelta(days=1)))}
    later = site.with_settings(site.settings.model_copy(update=looked))
    assert times(later, last_day + timedelta(days=2))["due"] == "passed"


def test_what_came_after_the_last_check_was_not_looked_at(other: Sample) -> None:
    """Up to the day of the check it has passed, from the next one to today nobody has looked."""
    checked = other.site.settings.checked.last
    site = with_dates(other, at=str(checked), after=str(checked + timedelta(days=1)), month="2026-03")
    assert {id: time for id, time in times(site, DAY).items() if id != site.launch.station} == {
        "at": "passed",
        "after": "unlooked",
        "month": "unlooked",
    }


def test_last_check_stands_before_now(other: Sample) -> None:
    """Behind what falls on its day; on that day itself, and when the years are over, it is not named."""
    checked = other.site.settings.checked.last
    site = with_dates(other, at=str(checked), after=str(checked + timedelta(days=1)))

    def around(today: date) -> list[str]:
        return [
            it.placed.stop.id if it.placed else "check" if it.check else "now"
            for it in entries(site, today)
            if it.year is None
        ][1:]

    assert around(DAY) == ["at", "check", "after", "now"]
    assert around(checked) == ["now", "at", "after"]
    assert around(date(2040, 1, 1)) == ["at", "after"]


@pytest.mark.parametrize(
    ("written", "time"),
    [("2019-06-13", "before"), ("2019-05", "before"), ("2019-06", "passed"), ("2019", "passed")],
)
def test_what_may_be_after_the_launch_is_not_before_it(other: Sample, written: str, time: str) -> None:
    """Only what was over on the day of the launch stands before it."""
    assert str(other.site.launch.date) == "2019-06-14"
    assert times(with_dates(other, early=written), DAY)["early"] == time


def test_entries_stand_in_the_order_of_dates(other: Sample) -> None:
    """A year comes before what happens in it, its last days before what is known by the year alone."""
    site = with_dates(other, day="2027-11-02", month="2027-11", year="2027", late="2028-01-01")
    found = [it.placed.stop.id if it.placed else it.year or "now" for it in entries(site)]
    around = found[found.index(2027) :]
    assert around[: around.index("late") + 1] == [2027, "day", "month", "year", 2028, "late"]
    assert found.index(2026) < found.index("now") < found.index(2027)


def test_what_happens_today_stands_behind_now(other: Sample) -> None:
    """The line of the day stands before what falls on it, and behind what is over."""
    site = with_dates(other, yesterday=str(DAY - timedelta(days=1)), today=str(DAY))
    found = [it.placed.stop.id if it.placed else it.year or "now" for it in entries(site)]
    assert found[found.index("yesterday") :][:3] == ["yesterday", "now", "today"]


def test_today_is_no_entry_outside_the_years(other: Sample) -> None:
    """When the years are over the list does not name the day."""
    nameless = [it for it in entries(other.site, date(2040, 1, 1)) if it.placed is None and it.year is None]
    assert nameless == []


def test_entry_says_which_lines_it_spans(other: Sample) -> None:
    """A station has the badges and the lanes of its lines; one of all lines needs no badges."""
    site = other.site
    found = {it.placed.stop.id: it for it in entries(site) if it.placed}
    assert (found["works"].sectors, found["works"].lanes) == (("port",), (0, 0))
    assert (found["collines-decision"].sectors, found["collines-decision"].lanes) == (("collines",), (1, 1))
    assert (found["inquiry"].sectors, found["inquiry"].lanes) == ((), (0, 1))
    assert (found["loan"].sectors, found["loan"].lanes) == ((), None)


def test_maps_of_all_languages_have_the_same_stations(other: Sample) -> None:
    """The languages differ in the width of labels, not in what is there or when."""
    maps = line_maps(other.site, DAY)
    assert list(maps) == other.languages
    assert len({tuple((item.stop.id, item.x) for item in drawn.placed) for drawn in maps.values()}) == 1
    widths = {tuple(item.width for item in drawn.placed) for drawn in maps.values()}
    assert len(widths) == len(maps)


# --- style rules --------------------------------------------------------------------------------


def test_places_of_the_map_are_rules_of_its_sheet(other: Sample) -> None:
    """Each named station, line and year stands where the geometry has it."""
    drawn = line_maps(other.site, DAY)["fr"]
    styles = map_styles(other.site, drawn)
    for at, item in enumerate(drawn.placed):
        (found,) = re.findall(rf'\[data-stop="{at}"\]\{{--x:([\d.]+)%;--y:([\d.]+)rem', styles)
        assert (float(found[0]), float(found[1])) == pytest.approx((item.x * 100, item.y), abs=0.01)
    for row in drawn.rows:
        if row.line is not None:
            (height,) = re.findall(rf'\[data-row="{row.line}"\]\{{--y:([\d.]+)rem\}}', styles)
            assert float(height) == pytest.approx(row.y, abs=0.001)
    places = re.findall(r"--x:([\d.]+)%", year_styles(drawn))
    assert [float(place) for place in places] == pytest.approx(
        [left * 100 for _, left, _ in drawn.years], abs=0.01
    )
    assert drawn.now is not None
    assert f".line-map__now{{--x:{drawn.now * 100:.2f}%}}" in styles


def test_lanes_stand_from_the_side_where_reading_begins(other: Sample) -> None:
    """One lane a line, counted from the left, or from the right where the script runs that way."""
    styles = map_styles(other.site, line_maps(other.site, DAY)["fr"])
    assert "--lane-count:2" in styles
    for direction, side in (("ltr", "left"), ("rtl", "right")):
        (places,) = re.findall(rf'\[dir="{direction}"\] \.lanes\{{background-position:([^}}]*)\}}', styles)
        assert places == f"{side} calc(0*var(--lane)) top,{side} calc(1*var(--lane)) top"
