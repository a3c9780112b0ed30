"""What became of the promises of a whole site: rows, counts, and the days on which something changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.content.moments import Moment
from microsite.content.promises import Target
from microsite.content.site import Site
from microsite.line import build
from microsite.pages.digest import Digest, Divider
from microsite.pages.kinds import BY_NAME
from microsite.pages.standings import Standings
from microsite.pages.years import YearList
from tests.samples import DAY, Sample, edit

CHECKED = Moment(2026, 3, 15)


def with_targets(sample: Sample, **due: str | None) -> Site:
    """The site with one sector that has these targets and no other; stations are left out."""
    id, sector = next(iter(sample.site.sectors.items()))
    pattern: Target = next(iter(sector.targets.values()))
    plain = {"verdicts": (), "observations": (), "every": None, "earlier": None, "announced": None}
    targets = {
        name: pattern.model_copy(
            update={**plain, "due": None if written is None else Moment(*map(int, written.split("-")))}
        )
        for name, written in due.items()
    }
    one = sector.model_copy(update={"targets": targets, "headline": None})
    settings = sample.site.settings.model_copy(update={"checked": CHECKED, "earlier_checks": ()})
    assert sample.site.launch
    launch = sample.site.launch.model_copy(update={"targets": {}})
    return replace(sample.site, sectors={id: one}, settings=settings, launch=launch, stations={})


def test_every_promise_is_counted_once(other: Sample) -> None:
    """Standings and measures add up to the promises; the goals of other policies are no part of them."""
    standings = Standings(other.site, date(2026, 11, 29))
    assert sum(standings.tally.states.values()) == standings.tally.number == len(standings.promises)
    assert sum(standings.tally.measures.values()) == standings.tally.number
    assert 0 not in standings.tally.states.values()
    assert {row.target.scope for row in standings.related} == {"related"}
    assert len(standings.promises) + len(standings.related) == len(other.site.targets)


def test_changes_of_standing_are_told_newest_first(other: Sample) -> None:
    """What fell due, or what a check did not find after that, each on its day."""
    site = with_targets(other, early="2025-12", late="2026-09", far="2030", none=None)
    changes = Standings(site, date(2026, 11, 29)).changes
    assert [(it.day, it.id, it.standing.state) for it in changes] == [
        (date(2026, 10, 1), "late", "unchecked"),
        (date(2026, 3, 15), "early", "overdue"),
    ]


def test_station_stands_as_its_target_does(other: Sample) -> None:
    """A planned station is told by its target, or else by its own date; an event has no standing."""
    site = other.site
    planned = {id: it for id, it in site.stations.items() if it.kind == "target"}
    standings = Standings(site, date(2100, 1, 1))
    assert {standings.of_station(id) for id, it in site.stations.items() if it.kind == "event"} == {None}
    for id, station in planned.items():
        standing = standings.of_station(id)
        assert standing
        if station.target:
            assert standing == standings.rows[station.target].standing
    late = {id for id, it in planned.items() if not it.target and not it.verdicts}
    assert late
    assert {standings.of_station(id).state for id in late} <= {"overdue", "unchecked"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 15), [("now", date(2026, 3, 15))]),
        (date(2026, 3, 16), [("check", date(2026, 3, 15)), ("now", date(2026, 3, 16))]),
    ],
)
def test_check_and_now_divide_the_timeline(
    other: Sample, today: date, expected: list[tuple[str, date]]
) -> None:
    """Between the two nothing was looked at; on the day of the check itself there is only now."""
    site = with_targets(other)
    assert [(it.kind, it.day) for it in Digest(site, today).dividers] == expected


def test_dividers_stand_between_the_stations_of_their_year(other: Sample) -> None:
    """What a divider follows was over on its day; what follows it was not."""
    digest = Digest(other.site, date(2027, 6, 1))
    years = [it.stops for it in BY_NAME["timeline"].view(digest, "")["years"] if isinstance(it, YearList)]
    seen = [it.kind for rows in years for it in rows if isinstance(it, Divider)]
    assert seen.count("now") == 1
    for rows in years:
        for at, it in enumerate(rows):
            if isinstance(it, Divider):
                assert all(
                    row.station.date.last <= it.day for row in rows[:at] if not isinstance(row, Divider)
                )
                assert all(
                    row.station.date.last > it.day for row in rows[at:] if not isinstance(row, Divider)
                )


def test_what_fell_due_is_told_and_nothing_else(other: Sample) -> None:
    """Promises that no station tells of are told by themselves, the oldest first."""
    site = with_targets(other, early="2025-12", late="2026-09", far="2030", none=None)
    due = Digest(site, date(2026, 11, 29)).open_promises
    assert [row.id for row in due] == ["early", "late"]


def test_planned_stations_that_fell_due_are_told_with_them(other: Sample) -> None:
    """Those whose standing is open, and no station that is ahead, kept or an event."""
    digest = Digest(other.site, date(2026, 11, 29))
    told = {row.id for row in digest.open_promises}
    due = {
        row.id for row in digest.stations if row.standing and row.standing.state in ("overdue", "unchecked")
    }
    ahead = {row.id for row in digest.stations} - due
    assert due
    assert due <= told
    assert not ahead & told


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2027 2028 2028 2030 2030 2030", ((2028, 2030), 5, 6)),
        ("2028 2030 2031 2032 2033", ((2028, 2030), 2, 5)),  # two in five: just enough
        ("2028 2030 2031 2032 2033 2034", None),  # no year has more than another
        ("2028 2028 2030", None),  # two years are all there are
        ("2028", None),
        ("2028 2030 2031 - - -", None),  # those without a date are promises, too
        ("2028-03 2028 2030 2031 -", ((2028, 2030), 3, 5)),
        ("", None),
    ],
)
def test_rush_is_the_two_years_in_which_most_falls_due(
    other: Sample, due: str, expected: tuple[tuple[int, ...], int, int] | None
) -> None:
    """Of several years at least two in five of all promises; else there is nothing to say."""
    dates = {f"t{at}": None if it == "-" else it for at, it in enumerate(due.split())}
    rush = Standings(with_targets(other, **dates), date(2026, 11, 29)).rush
    assert (rush and (rush.years, rush.due, rush.promises)) == expected


def test_dropped_promise_is_struck_through_on_the_map(content: Path) -> None:
    """What was given up is neither ahead nor done: it has a sign of its own, which the legend explains."""
    words = '{fr: "Fin.", ar: "انتهى.", de: "Ende."}'
    verdict = f"outcome: dropped, date: 2026-01, text: {words}, sources: [sada-2025]"
    edit(
        content / "sectors/port.yaml",
        "  port-opening:\n",
        f"  port-opening:\n    verdicts: [{{{verdict}}}]\n",
    )
    built = build(content, DAY)
    home = LexborHTMLParser(built.files["fr/index.html"])
    (stop,) = home.css(".stop[data-kind=dropped]")
    assert built.site.interface.standing["dropped"]["fr"] in stop.text()
    assert home.css('.map-legend .standing[data-state="dropped"]')
