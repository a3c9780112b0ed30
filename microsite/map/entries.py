"""The site's stations -> one line map a language, and the style rules that hold its coordinates.

Pages carry no inline style, so the places of labels are rules of the style sheet, one a station,
found by the station's number on the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from microsite.content.moments import Moment
from microsite.content.site import Site
from microsite.language import formats
from microsite.language.phrases import Phrases
from microsite.map.geometry import LineMap, draw_map
from microsite.map.labels import Placed, Stop

# Before the launch; before the last check; since then, and not looked at; or still to come.
Time = Literal["before", "passed", "unlooked", "ahead"]


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
        maps[lang] = draw_map(
            stops,
            len(lines),
            launch.date,
            today,
            years.first,
            years.last,
            longest,
            site.settings.checked.last,
        )
    return maps


@dataclass(frozen=True)
class MapEntry:
    """One item of the map's list: a year, a named station, or (neither) the last check or the build date."""

    index: int  # its number among the years or the named stations
    year: int | None = None
    crowded: bool = False  # a year whose number has no room beside the one before it
    placed: Placed | None = None
    check: bool = False
    sectors: tuple[str, ...] = ()  # whose badges it shows: none where it concerns every line
    lanes: tuple[int, int] | None = None  # the first and the last lane its ring spans
    time: Time = "passed"


def map_entries(site: Site, drawn: LineMap, today: date) -> tuple[MapEntry, ...]:
    """The list of the map in the order of dates."""
    entries: list[tuple[tuple[date, int], MapEntry]] = []
    launch = site.stations[site.launch.station].date
    checked = min(site.settings.checked.last, today)

    def time_of(first: date, last: date) -> Time:
        if first < launch.first:
            return "before"
        return "ahead" if last >= today else "passed" if last <= checked else "unlooked"

    opening = {year: date(year, 1, 1) for year, _, _ in drawn.years}
    for index, (year, day) in enumerate(opening.items()):
        time = time_of(day, day) if day != today else "passed"
        entries.append(((day, 0), MapEntry(index, year=year, crowded=year in drawn.crowded, time=time)))
    for index, placed in enumerate(drawn.placed):
        when, rows = placed.stop.when, placed.stop.rows
        time = time_of(when.last, when.last)
        sectors = () if placed.stop.everywhere else site.sectors_of(site.stations[placed.stop.id])
        lanes = (rows[0], rows[-1]) if rows else None
        entry = MapEntry(index, placed=placed, sectors=sectors, lanes=lanes, time=time)
        entries.append(((when.last, 2), entry))
    if drawn.now is not None:
        entries.append(((today, 1), MapEntry(0)))
        if drawn.checked is not None and checked < today:
            entries.append(((checked, 3), MapEntry(0, check=True)))
    return tuple(entry for _, entry in sorted(entries, key=lambda item: item[0]))
