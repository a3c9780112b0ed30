"""The site's stations and promises on the map: what each row lists, and the rules of styles that place it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from microsite.content.entries import Station
from microsite.content.moments import read_moment
from microsite.content.site import Site
from microsite.map.entries import MapRow, line_maps, map_rows
from microsite.map.line_map import Extent, LineMap, Pill
from microsite.map.rings import Ring, Stop
from microsite.map.styles import map_styles
from tests.samples import ANY_CONTENT, DAY, Sample

DAYS = (DAY, date(2026, 12, 31), date(2028, 6, 1), date(2090, 1, 1))


def maps(site: Site, today: date = DAY) -> dict[str, LineMap]:
    return dict(line_maps(site, today))


def first(site: Site, today: date = DAY) -> LineMap:
    return next(iter(line_maps(site, today).values()))


def stops(drawn: LineMap) -> dict[str, Stop]:
    """Everything that the map draws or counts, by its id."""
    found = [it.stop for it in drawn.rings] + [it.stop for it in drawn.pills]
    found += [it.stop for it in drawn.capsules]
    found += [stop for it in drawn.pills for stop in it.others]
    return {stop.id: stop for stop in found}


def places(drawn: LineMap) -> list[tuple[str, int | None]]:
    """Each of them with each row that it is on; None where it runs down the whole map."""
    on_rows: list[tuple[str, int | None]] = [(it.stop.id, it.row) for it in drawn.rings]
    on_rows += [(stop.id, it.row) for it in drawn.pills for stop in (it.stop, *it.others)]
    return on_rows + [(it.stop.id, None) for it in drawn.capsules]


def with_stations(sample: Sample, **changes: dict[str, object]) -> Site:
    """The made-up town with its launch, and stations of the first line; each with what it changes."""
    site = sample.site
    assert site.launch
    assert site.launch.station
    launch, line = site.stations[site.launch.station], next(iter(site.sectors))
    plain: dict[str, object] = {"sectors": (line,), "label": launch.label, "target": None, "verdicts": ()}
    made = {id: launch.model_copy(update={**plain, **change}) for id, change in changes.items()}
    stations: dict[str, Station] = {site.launch.station: launch, **made}
    ordered = sorted(stations.items(), key=lambda it: (it[1].date.last, it[1].date.first))
    return replace(site, stations=dict(ordered))


# --- what is drawn ------------------------------------------------------------------------------


@ANY_CONTENT
@pytest.mark.parametrize("today", DAYS)
def test_every_station_with_a_name_is_drawn_once_on_each_of_its_lines(sample: Sample, today: date) -> None:
    """Or once down the map, when it concerns all; what all promised and did not show stands with no line."""
    site, drawn = sample.site, first(sample.site, today)
    found = places(drawn)
    assert len(found) == len(set(found))
    lines = list(site.sectors)
    for id, station in site.stations.items():
        rows: Sequence[int | None] = [lines.index(sector) for sector in site.sectors_of(station)]
        if site.everywhere(station):
            past = station.kind == "target" and station.date.last < today
            rows = [drawn.lines if past else None]
        elif not station.sectors:
            rows = [drawn.lines]
        if station.label:
            assert [row for other, row in found if other == id] == list(rows)


@ANY_CONTENT
def test_every_promise_with_a_date_is_drawn_or_counted(sample: Sample) -> None:
    """By itself, or by the station that tells of it; the others are counted on their row."""
    site, drawn = sample.site, first(sample.site)
    assert site.span
    last = site.span.last
    told = {station.target: id for id, station in site.stations.items() if station.target}
    rows = {list(site.sectors)[row.line]: row for row in map_rows(site, drawn) if row.line is not None}
    for id, (sector, target) in site.targets.items():
        if not sector:
            continue
        if target.due and target.due.last >= DAY and target.due.year <= last:
            assert told.get(id, id) in stops(drawn)
        elif target.scope != "related":
            assert (id in rows[sector].undated) == (target.due is None)
            assert (id in rows[sector].later) == bool(target.due and target.due.year > last)
    counted = sum(len(row.undated) + len(row.later) for row in rows.values())
    assert counted == sum(
        target.due is None or target.due.year > last
        for sector, target in site.targets.values()
        if sector and target.scope != "related"
    )


@ANY_CONTENT
@pytest.mark.parametrize("today", DAYS)
def test_maps_of_all_languages_have_the_same_in_the_same_order(sample: Sample, today: date) -> None:
    """The languages differ in the width of names, and so in what has room, not in what there is."""
    drawn = maps(sample.site, today)
    assert list(drawn) == sample.languages
    assert len({tuple(stops(it)) for it in drawn.values()}) == 1
    assert len({tuple((ring.stop.id, ring.row) for ring in it.rings) for it in drawn.values()}) == 1
    assert len({it.names for it in drawn.values()}) == len(drawn)


@pytest.mark.parametrize(
    ("written", "last_day"),
    [("2028", date(2028, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2028-02-10", date(2028, 2, 10))],
)
def test_promise_is_ahead_to_the_last_day_it_may_mean(other: Sample, written: str, last_day: date) -> None:
    """Then it is a ring on that day, named before others, for nobody has said what became of it."""
    site = with_stations(other, due={"kind": "target", "date": read_moment(written)})
    assert [it.stop.id for it in first(site, last_day).pills] == ["due", *others_of(site)]
    after = last_day + timedelta(days=1)
    (ring,) = (it for it in first(site, after).rings if it.stop.id == "due")
    assert (ring.stop.when.last, ring.stop.when.precision, ring.stop.urgent) == (last_day, "day", True)


def others_of(site: Site) -> list[str]:
    """The promises of the first line that a made-up station does not tell of."""
    return [it.stop.id for it in first(site, date(2028, 1, 1)).pills if it.stop.id != "due"]


def test_overdue_promises_are_urgent_until_somebody_says_what_became_of_them(other: Sample) -> None:
    """An event is not, however long ago."""
    late = {"kind": "target", "date": read_moment("2025-12")}
    verdicts = next(it.verdicts for _, it in other.site.targets.values() if it.verdicts)
    site = with_stations(
        other,
        late=late,
        judged={**late, "verdicts": verdicts},
        event={"kind": "event", "date": read_moment("2025-11")},
    )
    urgent = {id: stop.urgent for id, stop in stops(first(site)).items() if id in ("late", "judged", "event")}
    assert urgent == {"late": True, "judged": False, "event": False}


def test_station_bears_the_name_of_its_promise_while_that_is_ahead(other: Sample) -> None:
    """And when it has gone by and nobody has seen its end; else too much has happened to name all of it."""
    id, (sector, target) = next(it for it in other.site.targets.items() if it[1][0] and it[1][1].due)
    assert sector
    moved: dict[str, object] = {"target": id, "kind": "target", "date": read_moment("2027")}
    site = with_stations(other, told={**moved, "label": None})
    named = target.model_copy(update={"label": target.title})
    targets = {**site.sectors[sector].targets, id: named}
    sectors = {**site.sectors, sector: site.sectors[sector].model_copy(update={"targets": targets})}
    site = replace(site, sectors=sectors)
    assert stops(first(site))["told"].label
    assert stops(first(site, date(2029, 1, 1)))["told"].urgent
    event = with_stations(other, told={**moved, "label": None, "kind": "event", "date": read_moment("2024")})
    assert "told" not in stops(first(event))


# --- what a row lists ---------------------------------------------------------------------------


@ANY_CONTENT
def test_rows_are_the_lines_and_what_concerns_none_of_them(sample: Sample) -> None:
    """From the top, the latter last; each lists what is on it, in the order of dates."""
    drawn = first(sample.site)
    rows = map_rows(sample.site, drawn)
    lines: list[int | None] = [*range(len(sample.site.sectors))]
    assert [row.line for row in rows] == lines + [None] * drawn.setting
    assert [row.row for row in rows] == [*range(len(rows))]
    for row in rows:
        assert {it.row for it in row.items} <= {row.row}
        days = [it.stop.when.last for it in row.items]
        assert days == sorted(days)
    assert sum(len(row.items) for row in rows) == len(drawn.rings) + len(drawn.pills)


def test_row_counts_what_has_no_room_for_its_name() -> None:
    """What is promised is always named in its pill."""
    stop = Stop("a", read_moment("2025-05-01"), (0,), "A")
    items = (Ring(stop, 0, 0.1, side="above"), Ring(stop, 0, 0.2), Ring(stop, 0, 0.3, side="below"))
    row = MapRow(0, 0, (*items, Pill(stop, 0, 0)))
    assert (len(row.drawn), row.unnamed) == (3, 1)


# --- style rules --------------------------------------------------------------------------------


@ANY_CONTENT
@pytest.mark.parametrize("today", DAYS)
def test_whatever_is_drawn_has_its_rule(sample: Sample, today: date) -> None:
    """Each column, ring, capsule, number of a year, name at the head and joint, in every language.

    On the strip, where anything is ahead, what has happened is not drawn, but for what was promised.
    """
    for drawn in maps(sample.site, today).values():
        narrow, wide = (part.partition("{")[2] for part in map_styles(drawn).split("@container")[1:3])
        heads = [str(drawn.number_of(it.name)) for it in drawn.heads if it.name not in ("now", "check")]
        counted = {"column": drawn.columns, "ring": drawn.rings, "capsule": drawn.capsules}
        for (name, those), style in product(counted.items(), (narrow, wide)):
            wanted = [str(at) for at, _ in enumerate(those)]
            if style is narrow and name == "ring" and drawn.columns:
                wanted = [str(at) for at, it in enumerate(drawn.rings) if it.stop.promised]
            found = re.findall(rf'\[data-{name}="(\d+)"\]', style)
            assert (sorted(found, key=int) if name == "ring" else found) == wanted
        for name, there in {"tick": drawn.axis.ticks, "joint": drawn.joints}.items():
            assert re.findall(rf'\[data-{name}="(\d+)"\]', wide) == [str(at) for at, _ in enumerate(there)]
        found = re.findall(r'\[data-head="(\w+)"\]', wide)
        assert sorted(set(found) - {"now", "check"}) == sorted(heads)
        assert len(found) == len(drawn.heads)


def test_places_are_those_of_the_geometry(other: Sample) -> None:
    """As shares of the track, and names in rem; in the narrow form the years are as wide as each other."""
    drawn = maps(other.site)["fr"]
    narrow, wide = map_styles(drawn).split("@container")[1:3]
    for at, column in enumerate(drawn.columns):
        (found,) = re.findall(rf'\[data-column="{at}"\]\{{--x:([\d.]+)%;--w:([\d.]+)%', wide)
        assert (float(found[0]), float(found[1])) == pytest.approx(
            (column.left * 100, (column.right - column.left) * 100), abs=0.01
        )
    for at, ring in enumerate(drawn.rings):
        (found,) = re.findall(rf'\[data-ring="{at}"\]\{{([^}}]*)\}}', wide)
        rules = dict(rule.split(":") for rule in found.split(";"))
        assert float(rules["--x"].rstrip("%")) == pytest.approx(ring.x * 100, abs=0.01)
        assert ("--w" in rules) == ("--s" in rules) == (ring.side is not None)
        assert ("--l" in rules) == (ring.length > 0)
        if ring.side:
            assert float(rules["--w"].removesuffix("rem")) == pytest.approx(ring.width, abs=0.001)
            assert float(rules["--s"].removesuffix("rem")) == pytest.approx(ring.shift, abs=0.001)
    busy = {str(at) for at, column in enumerate(drawn.columns) if not column.quiet}
    strip = dict(re.findall(r'\[data-column="(\d+)"\]\{--x:[\d.]+%;--w:([\d.]+)%', narrow))
    assert len({width for at, width in strip.items() if at in busy}) == 1
    assert all(float(strip[at]) < float(strip[min(busy)]) for at in strip.keys() - busy)


def test_lines_begin_and_end_on_the_strip_as_on_the_wide_map(other: Sample) -> None:
    """In the past of either, which is shorter on the strip."""
    drawn = maps(other.site)["fr"]
    begun = replace(drawn, extents={0: Extent(0.0, drawn.axis.past / 2)})
    narrow, wide = map_styles(begun).split("@container")[1:3]
    ends = [
        float(*re.findall(r'\[data-course="0"\]\{--start:0%;--end:([\d.]+)%', it)) for it in (narrow, wide)
    ]
    now = [float(*re.findall(r"--now:([\d.]+)%", it)) for it in (narrow, wide)]
    assert [100 - end for end in ends] == pytest.approx([it / 2 for it in now], abs=0.02)


def test_narrow_strip_ends_with_its_last_year(other: Sample) -> None:
    """The past has its share of it, the years follow without a gap."""
    (style,) = map_styles(maps(other.site)["fr"]).split("@container")[1:2]
    columns = [
        (float(x), float(w))
        for x, w in re.findall(r'\[data-column="\d+"\]\{--x:([\d.]+)%;--w:([\d.]+)%', style)
    ]
    (now,) = re.findall(r"--now:([\d.]+)%", style)
    assert columns[0][0] == float(now)
    assert all(x + w == pytest.approx(after, abs=0.02) for (x, w), (after, _) in pairwise(columns))
    assert sum(columns[-1]) == pytest.approx(100, abs=0.02)


@ANY_CONTENT
def test_wide_form_begins_where_the_names_fit(sample: Sample) -> None:
    """The widths from which on the form changes are the content's own, in each language."""
    for drawn in maps(sample.site).values():
        style = map_styles(drawn)
        lengths = dict(re.findall(r"--(map-[a-z]+):([\d.]+)rem", style))
        assert float(lengths["map-wide"]) == pytest.approx(drawn.width, abs=0.001)
        more = drawn.names[1] - drawn.names[0]
        assert float(lengths["map-wider"]) == pytest.approx(drawn.width + more, abs=0.001)
        assert float(lengths["map-narrow"]) < float(lengths["map-wide"])
        conditions = re.findall(r"@container map \(([a-z<>= ]+var\([^)]+\))\)", style)
        assert conditions == [
            "width < var(--map-wide)",
            "width >= var(--map-wide)",
            "width >= var(--map-wider)",
        ]


@ANY_CONTENT
def test_names_are_measured_as_they_are_written(sample: Sample) -> None:
    """A number and its unit stay together in the pill, and so they do where its width is reckoned."""
    for lang, drawn in maps(sample.site).items():
        tree = sample.trees[sample.page("home", lang).path]
        written = {node.text().strip() for node in tree.css(".stop[data-column] .stop__label")}
        assert drawn.pills
        for pill in drawn.pills:
            assert any(text.startswith(pill.stop.label) for text in written), pill.stop.label
