"""The whole content as one value, and how its pages are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from microsite.content.entries import UNDATED
from microsite.content.moments import Moment
from microsite.content.pages import WRITTEN_PAGES, PageKey, page_name, page_named
from microsite.pages.digest import Digest
from tests.samples import BASE_URL, DAY, Sample


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (("launch", ""), "page:launch"),
        (("sector", "port"), "sector:port"),
        (("home", ""), "page:home"),
        (("page", "elephants"), "page:elephants"),
    ],
)
def test_page_has_a_name_in_the_content(key: PageKey, name: str) -> None:
    """The name of a page leads back to it."""
    assert page_name(key) == name
    assert page_named(name) == key


def test_every_page_of_the_navigation_can_be_named() -> None:
    """Each has a name of its own."""
    assert [page_named(page_name((kind, ""))) for kind in WRITTEN_PAGES] == [
        (kind, "") for kind in WRITTEN_PAGES
    ]


@pytest.mark.parametrize("name", ["page:", "sector:", "", "launch", "term:harbour"])
def test_what_names_no_page_is_an_error(name: str) -> None:
    """No page is guessed."""
    with pytest.raises(KeyError):
        page_named(name)


def test_years_are_those_that_have_stations(other: Sample) -> None:
    """In their order, each once, without those in between where nothing happens."""
    years = (2019, 2020, 2021, 2022, 2023, 2025, 2027, 2028, 2031, 2035)
    assert other.site.periods == tuple(map(Moment, years))


def test_sources_stand_on_shelves_by_year(other: Sample) -> None:
    """The year of publication is the shelf, in order; sources without a date stand on the last one."""
    assert other.site.shelves == ("2019", "2021", "2022", "2023", "2025", "2026", UNDATED)
    assert other.site.source_page("sada-2025") == ("shelf", "2025")
    assert other.site.source_page("amala-mobilite") == ("shelf", UNDATED)


def test_sectors_of_a_station_come_by_number(other: Sample) -> None:
    """However they are written; a station of all has all, one of none has none."""
    vote = other.site.stations["vote"]
    assert other.site.sectors_of(vote) == ("port", "collines")
    for written, found in (
        (("collines", "port"), ("port", "collines")),
        (("collines",), ("collines",)),
        ((), ()),
    ):
        assert other.site.sectors_of(vote.model_copy(update={"sectors": written})) == found


def test_conflicts_are_found_by_what_they_are_about(other: Sample) -> None:
    """A fact, target or station leads to the conflicts that name it."""
    found = Digest(other.site, DAY).conflicts_by_entry
    assert found["network-budget"] == ["cost"]
    assert found["collines-opening-due"] == ["hills-year"]
    assert "vote-count" not in found


def test_title_is_that_of_the_page_or_the_sector(other: Sample) -> None:
    """A page with prose is called as its file says."""
    assert other.site.title_of(("sector", "port")) == other.site.sectors["port"].name
    assert other.site.title_of(("about", "")) == other.site.pages["about"].title


def test_other_settings_leave_the_content_as_it_is(other: Sample) -> None:
    """A site under another address is the same site."""
    settings = other.site.settings.model_copy(update={"base_url": f"{BASE_URL}elsewhere/"})
    moved = other.site.with_settings(settings)
    assert moved.settings.base_url == f"{BASE_URL}elsewhere/"
    assert replace(moved, settings=other.site.settings) == other.site
