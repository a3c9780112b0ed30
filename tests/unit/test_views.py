from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from microsite.content.citations import counts, used_sources
from microsite.content.entries import Station
from microsite.content.moments import read_moment
from microsite.content.site import Site
from microsite.line import build
from microsite.pages.digest import Digest
from microsite.pages.kinds import BY_NAME
from microsite.pages.views import NEXT_STATIONS, extremes
from tests.samples import BASE_URL, DAY, Sample


def with_stations(sample: Sample, **dates: str) -> Site:
    """The site with promises on these dates and no other station."""
    pattern: Station = next(iter(sample.site.stations.values()))
    stations = {
        id: pattern.model_copy(update={"date": read_moment(written), "kind": "target"})
        for id, written in dates.items()
    }
    return replace(sample.site, stations=stations)


@pytest.mark.parametrize(
    ("written", "last_day"),
    [("2028", date(2028, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2028-02-10", date(2028, 2, 10))],
)
def test_station_passes_after_the_last_day_it_may_mean(other: Sample, written: str, last_day: date) -> None:
    """On its last possible day a station is still ahead; on the next it has passed."""
    site = with_stations(other, due=written)
    (ahead,), (passed,) = Digest(site, last_day).stations, Digest(site, last_day + timedelta(days=1)).stations
    assert ahead.standing
    assert passed.standing
    assert (ahead.passed, ahead.standing.state) == (False, "ahead")
    assert (passed.passed, passed.standing.state) == (True, "unchecked")


def test_event_has_no_standing(other: Sample) -> None:
    """Only a promise is kept, missed or open; an event has happened."""
    events = [stop for stop in Digest(other.site, date(2100, 1, 1)).stations if stop.station.kind == "event"]
    assert events
    assert not any(stop.standing for stop in events)


def test_home_page_shows_the_next_stations_in_order(other: Sample) -> None:
    """The next stations are the first ones that have not passed, in the order of dates."""
    dates = {f"d{n}": f"2027-{n:02}" for n in range(1, NEXT_STATIONS + 4)}
    site = with_stations(other, **dates)
    shown = BY_NAME["home"].view(Digest(site, date(2027, 2, 28)), "")["next_stops"]
    assert [stop.id for stop in shown] == [f"d{n}" for n in range(2, NEXT_STATIONS + 2)]
    assert not BY_NAME["home"].view(Digest(site, date(2028, 1, 1)), "")["next_stops"]


def test_station_of_all_sectors_belongs_to_each(other: Sample) -> None:
    """A station of all sectors names every one of them, another only its own, in the order of numbers."""
    for stop in Digest(other.site, DAY).stations:
        expected = [
            id for id in other.site.sectors if stop.station.sectors == "all" or id in stop.station.sectors
        ]
        assert list(stop.sectors) == expected


def test_used_sources_are_newest_first_with_every_use(other: Sample) -> None:
    """Each source that something leans on is listed once, undated ones last."""
    used = used_sources(other.site)
    days = [it.source.published.last if it.source.published else date.min for it in used]
    assert days == sorted(days, reverse=True)
    assert len({it.id for it in used}) == len(used)
    assert all(it.uses for it in used)
    by_id = {it.id: it for it in used}
    for citable in other.site.citables.values():
        for id in citable.sources:
            assert (citable.page, citable.anchor) in {(use.page, use.anchor) for use in by_id[id].uses}


def test_source_of_a_year_may_be_newer_than_one_of_a_day(other: Sample) -> None:
    """Of two sources the one that may be the newer stands first: a year may mean its last day."""
    dates = {"gazette-2019": "2019", "sada-2019": "2019-06-16", "deliberation-2019": "2019-07"}
    sources = {
        id: it.model_copy(update={"published": read_moment(dates[id])}) if id in dates else it
        for id, it in other.site.sources.items()
    }
    found = [it.id for it in used_sources(replace(other.site, sources=sources)) if it.id in dates]
    assert found == ["gazette-2019", "deliberation-2019", "sada-2019"]


def test_unused_source_is_not_listed(other: Sample) -> None:
    """A source on which nothing leans does not appear."""
    pattern = next(iter(other.site.sources.values()))
    site = replace(other.site, sources={**other.site.sources, "unused": pattern})
    assert "unused" not in {it.id for it in used_sources(site)}
    assert counts(site) == counts(other.site)


def test_sectors_follow_each_other_by_number(other: Sample) -> None:
    """The page of a sector leads to the ones before and after it, and the ends lead nowhere."""
    ids = list(other.site.sectors)
    around = [
        (it["previous"], it["next"])
        for it in (BY_NAME["sector"].view(Digest(other.site, DAY), id) for id in ids)
    ]
    assert around == list(zip([None, *ids], [*ids[1:], None], strict=False))


def test_every_station_stands_in_its_year(sample: Sample) -> None:
    """The counted numbers are those of the content."""
    assert counts(sample.site)["stations"] == len(sample.site.stations)
    assert counts(sample.site)["conflicts"] == len(sample.site.conflicts)
    facts = [it for it in sample.site.citables.values() if it.kind != "station"]
    assert counts(sample.site)["facts"] == len(facts)


def test_source_that_only_prose_names_is_listed(content: Path) -> None:
    """A mark or a link in prose is a use of a source: it has its entry, which leads to the page."""
    source = (
        '\naside:\n  publisher: "Aside"\n  title: "Beside"\n  url: "https://example.org/aside"\n'
        "  language: fr\n  kind: news\n  read: whole\n"
    )
    file = content / "sources.yaml"
    file.write_text(file.read_text("utf-8") + source, "utf-8")
    for lang in ("fr", "ar", "de"):
        about = content / f"pages/about.{lang}.md"
        about.write_text(about.read_text("utf-8").rstrip() + "{^aside}\n", "utf-8")
    built = build(content, DAY, BASE_URL)
    assert "idle-source" not in {it.message.code for it in built.warnings}
    (used,) = (it for it in used_sources(built.site) if it.id == "aside")
    assert [(use.page, use.anchor) for use in used.uses] == [(("about", ""), "")]


def test_what_shows_extremes_takes_nothing_from_nothing() -> None:
    """Without entries there are no examples of them."""
    assert extremes({}) == []


def test_promises_come_by_their_dates(other: Sample) -> None:
    """First what is due and open, then by the date it is held to, last what has none."""
    shown = BY_NAME["targets"].view(Digest(other.site, DAY), "")
    for rows in (shown["rows"], shown["related"]):
        dates = [row.standing.due or row.target.due for row in rows]
        places = [
            (not row.standing.open, due is None, due and due.last)
            for row, due in zip(rows, dates, strict=True)
        ]
        assert places == sorted(places, key=lambda it: (it[0], it[1], it[2] or date.max))
    assert {row.standing.open for row in shown["rows"]} == {True, False}


def test_sectors_are_compared_by_their_own_promises(other: Sample) -> None:
    """Of each sector its own promises are counted, and it is told how its first one stands."""
    digest = Digest(other.site, DAY)
    shown = BY_NAME["sectors"].view(digest, "")
    for id, sector in other.site.sectors.items():
        own = [target for target in sector.targets.values() if target.scope != "related"]
        assert shown["tallies"][id].number == len(own) == sum(shown["tallies"][id].states.values())
        lead = shown["leads"][id]
        assert lead == (digest.standings.rows[sector.headline].standing if sector.headline else None)
