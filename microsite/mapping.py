"""The site's stations -> one line map a language, and the style rules that hold its coordinates.

Pages carry no inline style, so the places of labels are rules of the style sheet, one a station,
found by the station's number on the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from microsite import formats
from microsite.interface import StationKind
from microsite.lengths import OF_MAP, declarations, rem
from microsite.linemap import LineMap, Placed, Stop, draw_map
from microsite.model import Confidence, Scope
from microsite.moments import Moment
from microsite.phrases import Phrases
from microsite.site import Site

Time = Literal["before", "passed", "ahead"]  # before the launch, before now, or still to come


def line_maps(site: Site, today: date) -> Mapping[str, LineMap]:
    """The map of each language; they differ in the width of their labels only."""
    lines = {id: row for row, id in enumerate(site.sectors)}
    launch = site.stations[site.launch.station]
    years = site.settings.years
    maps = {}
    for lang in site.settings.languages:
        phrases = Phrases(site, lang)
        stops = [
            Stop(
                id=id,
                when=station.date,
                rows=tuple(lines[sector] for sector in site.sectors_of(station)),
                label=phrases.plain(station.label, station) if station.label else "",
                everywhere=len(site.sectors_of(station)) == len(lines),
            )
            for id, station in site.stations.items()
        ]
        longest = max((formats.moment(Moment(year), phrases.language) for year in site.years), key=len)
        maps[lang] = draw_map(stops, len(lines), launch.date, today, years.first, years.last, longest)
    return maps


@dataclass(frozen=True)
class MapEntry:
    """One item of the map's list: a year, a named station, or (neither) the build date."""

    index: int  # its number among the years or the named stations
    year: int | None = None
    crowded: bool = False  # a year whose number has no room beside the one before it
    placed: Placed | None = None
    sectors: tuple[str, ...] = ()  # whose badges it shows: none where it concerns every line
    lanes: tuple[int, int] | None = None  # the first and the last lane its ring spans
    time: Time = "passed"


def map_entries(site: Site, drawn: LineMap, today: date) -> tuple[MapEntry, ...]:
    """The list of the map in the order of dates."""
    entries: list[tuple[tuple[date, int], MapEntry]] = []
    launch = site.stations[site.launch.station].date
    opening = {year: date(year, 1, 1) for year, _, _ in drawn.years}
    for index, (year, day) in enumerate(opening.items()):
        time: Time = "before" if day < launch.first else "passed" if day <= today else "ahead"
        entries.append(((day, 0), MapEntry(index, year=year, crowded=year in drawn.crowded, time=time)))
    for index, placed in enumerate(drawn.placed):
        when, rows = placed.stop.when, placed.stop.rows
        time = "before" if when.last < launch.first else "passed" if when.last < today else "ahead"
        sectors = () if placed.stop.everywhere else site.sectors_of(site.stations[placed.stop.id])
        lanes = (rows[0], rows[-1]) if rows else None
        entry = MapEntry(index, placed=placed, sectors=sectors, lanes=lanes, time=time)
        entries.append(((when.last, 2), entry))
    if drawn.now is not None:
        entries.append(((today, 1), MapEntry(0)))
    return tuple(entry for _, entry in sorted(entries, key=lambda item: item[0]))


def year_styles(drawn: LineMap) -> str:
    """Where the years stand on the map, and on one line by itself."""
    rules = (f'[data-year="{at}"]{{--x:{_share(left)}}}' for at, (_, left, _) in enumerate(drawn.years))
    return f"@layer components{{{''.join(rules)}}}"


def map_styles(site: Site, drawn: LineMap) -> str:
    """The style rules of one language's map: places of labels and lines, the lanes, and the filters."""
    return "@layer components{" + "".join(_rules(site, drawn)) + "}"


def _rules(site: Site, drawn: LineMap) -> Iterator[str]:
    yield f".line-map{{--height:{rem(drawn.height)};--top:{rem(drawn.top)};{declarations(OF_MAP)}}}"
    if drawn.now is not None:
        yield f".line-map__now{{--x:{_share(drawn.now)}}}"
    for row in drawn.rows:
        if row.line is not None:
            yield f'[data-row="{row.line}"]{{--y:{rem(row.y)}}}'
    for at, item in enumerate(drawn.placed):
        places = f"--x:{_share(item.x)};--y:{rem(item.y)};--w:{rem(item.width)};--s:{rem(item.shift)}"
        tier = f";--t:{item.tier}" if item.tier else ""
        yield f'[data-stop="{at}"]{{{places}{tier}}}'
    yield from _lanes(site)
    yield from _filters(site)


def _filters(site: Site) -> Iterator[str]:
    """What a pressed filter leaves out: entries of lists go, parts of the map fade."""
    words = [*site.sectors, *get_args(StationKind), *get_args(Confidence), *get_args(Scope)]
    for word in words:
        others = f'.filtered:has([value="{word}"]:checked) [data-of]:not([data-of~="{word}"])'
        yield f"{others}{{--shown:none;opacity:var(--faded,1)}}"
    for id in site.sectors:
        yield f'.filtered:has([value="{id}"]:checked) path[data-line]:not([data-line="{id}"]){{opacity:.15}}'


def _lanes(site: Site) -> Iterator[str]:
    """The parallel lanes of the narrow form: one stripe a line, and which lane a ring stands on."""
    lines = range(len(site.sectors))
    for at in lines:
        yield f'[data-from="{at}"]{{--from:{at}}}[data-to="{at}"]{{--to:{at}}}'
    for name, colour in (("--lanes", "--line"), ("--lanes-pale", "--line-pale")):
        stripes = ",".join(f"linear-gradient(var({colour}-{id}) 0 0)" for id in site.sectors)
        yield f".line-map{{{name}:{stripes}}}"
    for direction, side in (("ltr", "left"), ("rtl", "right")):
        places = ",".join(f"{side} calc({at}*var(--lane)) top" for at in lines)
        yield f'[dir="{direction}"] .lanes{{background-position:{places}}}'
    yield f".line-map{{--lane-count:{len(site.sectors)}}}"


def _share(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
