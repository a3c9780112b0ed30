"""The site's stations and promises -> one line map a language, and what each of its rows lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from microsite.content.entries import Sector, Station
from microsite.content.moments import Moment
from microsite.content.promises import Standing, Target, standing_of
from microsite.content.scalars import Entry, Text
from microsite.content.site import Site
from microsite.language import formats
from microsite.language.phrases import Phrases
from microsite.map.geometry import Course, Setting, draw_map
from microsite.map.line_map import LineMap, Pill
from microsite.map.rings import Ring, Stop

_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True)
class MapRow:
    """One row of the map as a page lists it: its stations and promises in the order of dates.

    `line` is None for what concerns no line. `undated` and `later` are promises without a date, and
    those that fall due after the years of the map.
    """

    row: int
    line: int | None
    items: tuple[Ring | Pill, ...]
    undated: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[Ring | Pill, ...]:
        """Those that have a name here."""
        return tuple(it for it in self.items if isinstance(it, Pill) or it.side)

    @property
    def unnamed(self) -> int:
        """How many stations have no room for their names on this row."""
        return len(self.items) - len(self.drawn)


def line_maps(site: Site, today: date) -> Mapping[str, LineMap]:
    """The map of each language, if there is anything to draw; they differ in the width of names only."""
    if not site.has_map:
        return {}
    courses = [_course(site, sector) for sector in site.sectors.values()]
    return {
        lang: draw_map(tuple(_stops(site, Phrases(site, lang), today)), courses, _setting(site, lang, today))
        for lang in site.settings.languages
    }


def _setting(site: Site, lang: str, today: date) -> Setting:
    phrases = Phrases(site, lang)
    words, settings, language, span = phrases.words, site.settings, phrases.language, site.span
    assert span
    assert settings.checked
    heads = {
        id: _letters(phrases, station.label, station)
        for id, station in site.stations.items()
        if station.label and site.everywhere(station)
    }
    heads["now"] = str(phrases.fill(words["now"], date=formats.day(today, language)))
    heads["check"] = str(
        phrases.fill(words["last_check"], date=formats.short_day(settings.checked.last, language))
    )
    return Setting(
        first=span.first,
        last=span.last,
        launch=site.launch.date if site.launch else None,
        today=today,
        checked=settings.checked.last,
        names=[_letters(phrases, sector.name) for sector in site.sectors.values()],
        heads=heads,
        said=phrases.year_range,
        rest=str(phrases.fill(words["rest_of_year"], year=phrases.year_range(today.year, today.year))),
        whole_words=language.type.breaks != "normal",  # where phrases end only browsers know
    )


def _letters(phrases: Phrases, text: Text, own: Entry | None = None) -> str:
    """The letters of a text as they are set, soft hyphens included."""
    return unescape(_TAG.sub("", phrases.say(text, own)))  # `striptags` would part "100 projects"


def _name(phrases: Phrases, id: str) -> str:
    """What a station or promise is called on the map; empty where it has no name there."""
    named = phrases.site.name_on_map(id)
    return _letters(phrases, *named) if named else ""


def _course(site: Site, sector: Sector) -> Course:
    lines = list(site.sectors)
    return Course(
        sector.begins.first if sector.begins else None,
        sector.ends.last if sector.ends else None,
        lines.index(sector.leaves) if sector.leaves else None,
        lines.index(sector.joins) if sector.joins else None,
    )


def _stops(site: Site, phrases: Phrases, today: date) -> Iterator[Stop]:
    """What the map counts, in the order of dates: every station, and the promises that none tells of.

    Of what falls into the same year on the same line, the first is named.
    """
    told = {station.target for station in site.stations.values()}
    found: list[tuple[tuple[date, int], Stop]] = []
    for id, station in site.stations.items():
        label = _name(phrases, id)
        rank = 0 if station.label else 1 if label else 2
        found.append(((station.date.last, rank), _station_stop(site, id, station, label, today)))
    lines, span = list(site.sectors), site.span
    assert span
    for id, (sector, target) in site.targets.items():
        if target.due and id not in told and target.due.last.year <= span.last:
            label = _name(phrases, id)
            standing = standing_of(target.due, target.every, target.verdicts, site.settings.checks, today)
            moved = standing.moved
            due = moved if moved and moved.last.year <= span.last else target.due
            planned = due.last >= today
            own = (lines.index(sector),) if sector else ()
            when = due if planned else _ended(due)
            sign = "" if planned else standing.state
            stop = Stop(
                id,
                when,
                own,
                label,
                planned=planned,
                promised=True,
                urgent=not planned and standing.open,
                sign=sign,
            )
            found.append(((due.last, 1 if label else 2), stop))
    yield from (stop for _, stop in sorted(found, key=lambda it: it[0]))


def _station_stop(site: Site, id: str, station: Station, label: str, today: date) -> Stop:
    lines = list(site.sectors)
    promised, planned = station.kind == "target", station.kind == "target" and station.date.last >= today
    standing = _standing(site, station, today) if promised and not planned else None
    urgent = standing is not None and standing.open
    # What all promised and did not show is no event of all lines: it stands with what concerns none.
    everywhere = site.everywhere(station) and (planned or not promised)
    own = site.sectors_of(station) if everywhere or not site.everywhere(station) else ()
    return Stop(
        id,
        station.date if planned or not promised else _ended(station.date),
        tuple(lines.index(sector) for sector in own),
        label if station.label or planned or urgent else "",
        everywhere=everywhere,
        planned=planned,
        promised=promised,
        urgent=urgent,
        sign=standing.state if standing else "",
    )


def _ended(when: Moment) -> Moment:
    """What was promised for a month or a year was due on its last day."""
    return Moment(when.last.year, when.last.month, when.last.day)


def _standing(site: Site, station: Station, today: date) -> Standing:
    """What is known of what a station promised."""
    target: Target | None = site.targets[station.target][1] if station.target else None
    due, every, verdicts = (
        (target.due, target.every, target.verdicts) if target else (station.date, None, station.verdicts)
    )
    return standing_of(due, every, verdicts, site.settings.checks, today)


def map_rows(site: Site, drawn: LineMap) -> tuple[MapRow, ...]:
    """What each row of the map lists, from the top."""
    lines: list[int | None] = [*range(drawn.lines), *([None] if drawn.setting else [])]
    ids, span = list(site.sectors), site.span
    assert span
    drawn_on: list[list[Ring | Pill]] = [[] for _ in lines]
    everything: list[Ring | Pill] = [*drawn.rings, *drawn.pills]
    for it in everything:
        drawn_on[it.row].append(it)
    rows = []
    for row, line in enumerate(lines):
        targets = (site.common_targets if line is None else site.sectors[ids[line]].targets).items()
        own = [(id, target) for id, target in targets if site.counts(target)]
        rows.append(
            MapRow(
                row,
                line,
                tuple(sorted(drawn_on[row], key=lambda it: (it.stop.when.last, isinstance(it, Pill)))),
                tuple(id for id, target in own if target.due is None),
                tuple(id for id, it in own if it.due and it.due.last.year > span.last),
            )
        )
    return tuple(rows)
