"""What each kind of page shows, gathered, sorted and counted before a template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from microsite.model import Conflict, Sector, Source, Station, Target, Text
from microsite.site import UNDATED, Citable, PageKey, Site, page_named, shelf_of

NEXT_STATIONS = 5


@dataclass(frozen=True)
class Stop:
    """A station as a page shows it."""

    id: str
    station: Station
    sectors: tuple[str, ...]
    passed: bool  # true when its last possible day lies before the build date

    @property
    def outcome_unknown(self) -> bool:
        """A promise whose date has passed; had the outcome been found, an event would say so."""
        return self.passed and self.station.kind == "target"


@dataclass(frozen=True)
class TargetRow:
    id: str
    target: Target
    sector_id: str
    sector: Sector


@dataclass(frozen=True)
class Use:
    """One place that leans on a source."""

    label: Text
    owner: Any  # what `{value}` in the label speaks of
    page: PageKey
    anchor: str


@dataclass(frozen=True)
class UsedSource:
    id: str
    source: Source
    uses: tuple[Use, ...]


def stops(site: Site, today: date) -> tuple[Stop, ...]:
    """Every station in the order of dates."""
    return tuple(
        Stop(id, station, site.sectors_of(station), station.date.last < today)
        for id, station in site.stations.items()
    )


def used_sources(site: Site) -> tuple[UsedSource, ...]:
    """The sources that something leans on, newest first, each with every use of it."""
    uses: dict[str, dict[tuple[PageKey, str], Use]] = {}
    for ids, use in _uses(site):
        for id in ids:
            uses.setdefault(id, {}).setdefault((use.page, use.anchor), use)
    used = [
        UsedSource(id, source, tuple(uses[id].values())) for id, source in site.sources.items() if id in uses
    ]
    return tuple(sorted(used, key=_newest_first))


def _newest_first(used: UsedSource) -> tuple[bool, int]:
    published = used.source.published
    return (published is None, -published.last.toordinal() if published else 0)


def _uses(site: Site) -> Iterator[tuple[tuple[str, ...], Use]]:
    for citable in site.citables.values():
        yield citable.sources, Use(citable.label, citable.entry, citable.page, citable.anchor)
        if citable.kind == "target" and citable.entry.baseline:  # type: ignore[union-attr]
            baseline = citable.entry.baseline  # type: ignore[union-attr]
            yield baseline.sources, Use(citable.label, citable.entry, citable.page, citable.anchor)
    for id, sector in site.sectors.items():
        for participant in sector.participants:
            yield participant.sources, Use(sector.name, None, ("sector", id), "participants")
    for id, term in site.glossary.items():
        yield term.sources, Use(term.term, None, ("glossary", ""), id)
    for id, conflict in site.conflicts.items():
        use = Use(conflict.topic, None, ("method", ""), id)
        yield conflict.sources, use
        for reading in conflict.readings:
            yield reading.sources, use


def counts(site: Site) -> Mapping[str, int]:
    """How much the site rests on: facts (targets and figures included), stations, sources, conflicts."""
    return {
        "facts": sum(citable.kind != "station" for citable in site.citables.values()),
        "stations": len(site.stations),
        "sources": len(used_sources(site)),
        "conflicts": len(site.conflicts),
    }


def view(site: Site, key: PageKey, today: date) -> Mapping[str, Any]:
    """The values that the template of a page needs beside the site itself."""
    return _VIEWS[key[0]](site, key[1], today)


def _home(site: Site, _: str, today: date) -> Mapping[str, Any]:
    page = site.pages["home"]
    ahead = [stop for stop in stops(site, today) if not stop.passed]
    return {
        "figures": [site.citables[id] for id in page.figures],
        "money": _shares([site.citables[id] for id in page.money]),
        "cards": _cards(site),
        "next_stops": ahead[:NEXT_STATIONS],
        "counts": counts(site),
    }


def _shares(citables: list[Citable]) -> list[tuple[Citable, float]]:
    """Facts of one unit, each with its share of the largest (0 to 1)."""
    values = [citable.entry.value or Decimal(0) for citable in citables if citable.kind != "station"]  # type: ignore[union-attr]
    largest = max(values, default=Decimal(1)) or Decimal(1)
    return [(citable, float(value / largest)) for citable, value in zip(citables, values, strict=True)]


def _cards(site: Site) -> list[tuple[str, Sector, Target | None]]:
    """Every sector with the target that stands for it, if it has one."""
    return [(id, sector, sector.targets.get(sector.headline or "")) for id, sector in site.sectors.items()]


def _launch(site: Site, _: str, today: date) -> Mapping[str, Any]:
    launch = site.launch
    shown = {*launch.key_facts, *launch.since}
    return {
        "key_facts": [(id, launch.facts[id]) for id in launch.key_facts],
        "since": [(id, launch.facts[id]) for id in launch.since if id not in launch.key_facts],
        "others": [(id, fact) for id, fact in launch.facts.items() if id not in shown],
    }


def _sectors(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {
        "cards": _cards(site),
    }


def _sector(site: Site, id: str, today: date) -> Mapping[str, Any]:
    ids = list(site.sectors)
    at = ids.index(id)
    return {
        "sector_id": id,
        "sector": site.sectors[id],
        "previous": ids[at - 1] if at else None,
        "next": ids[at + 1] if at + 1 < len(ids) else None,
        "stops": [stop for stop in stops(site, today) if id in stop.sectors],
        "conflicts_about": {name: site.conflicts_about(name) for name in site.sectors[id].targets},
    }


def _timeline(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {"years": {year: _stops_of(site, year, today) for year in site.years}}


def _year(site: Site, year: str, today: date) -> Mapping[str, Any]:
    return {"year": int(year), "stops": _stops_of(site, int(year), today), "years": site.years}


def _stops_of(site: Site, year: int, today: date) -> list[Stop]:
    return [stop for stop in stops(site, today) if stop.station.date.year == year]


def _targets(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {
        "rows": [
            TargetRow(id, target, sector_id, sector)
            for sector_id, sector in site.sectors.items()
            for id, target in sector.targets.items()
        ],
    }


def _sources(site: Site, _: str, today: date) -> Mapping[str, Any]:
    shelves = Counter(shelf_of(entry.source) for entry in used_sources(site))
    return {"shelves": {shelf: shelves[shelf] for shelf in site.shelves if shelves[shelf]}}


def _shelf(site: Site, shelf: str, today: date) -> Mapping[str, Any]:
    return {
        "shelf": shelf,
        "undated": UNDATED,
        "used": [entry for entry in used_sources(site) if shelf_of(entry.source) == shelf],
    }


def _method(site: Site, _: str, today: date) -> Mapping[str, Any]:
    conflicts: list[tuple[str, Conflict, list[Citable]]] = [
        (id, conflict, [site.citables[name] for name in conflict.about])
        for id, conflict in site.conflicts.items()
    ]
    return {"conflicts": conflicts, "counts": counts(site)}


def _changes(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {
        "changes": [
            (id, change, [(key, site.title_of(key)) for key in map(page_named, change.pages)])
            for id, change in site.changes.items()
        ],
    }


def _compare(site: Site, name: str, today: date) -> Mapping[str, Any]:
    original = page_named(name)
    sector_id = original[1] or None
    return {
        "original": original,
        "sector_id": sector_id,
        "title": site.title_of(original),
        "lead": site.sectors[sector_id].answer if sector_id else None,
    }


def _plain(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {}


def _samples(site: Site, _: str, today: date) -> Mapping[str, Any]:
    """Entries of the site itself that show each component at its ordinary, longest, shortest, barest."""
    targets = {id: target for sector in site.sectors.values() for id, target in sector.targets.items()}
    by_id = {stop.id: stop for stop in stops(site, today)}
    return {
        **_home(site, "", today),
        **_targets(site, "", today),
        **_sources(site, "", today),
        **_method(site, "", today),
        **_changes(site, "", today),
        "used": used_sources(site),
        "extremes": _extremes,
        "targets": {id: targets[id] for id in _extremes(targets)},
        "cards": [card for card in _cards(site) if card[0] in _extremes(site.sectors)],
        "stops": [by_id[id] for id in _extremes(site.stations)],
        "facts": [(id, site.launch.facts[id]) for id in _extremes(site.launch.facts)],
    }


def _extremes(entries: Mapping[str, BaseModel]) -> list[str]:
    """The first entry, the one with most text, the one with least, and the one with fewest fields."""
    if not entries:
        return []
    length = {id: len(entry.model_dump_json(exclude_none=True)) for id, entry in entries.items()}
    fields = {id: len(entry.model_dump(exclude_defaults=True)) for id, entry in entries.items()}
    first, longest = next(iter(entries)), max(length, key=length.__getitem__)
    shortest, barest = min(length, key=length.__getitem__), min(fields, key=fields.__getitem__)
    chosen = (first, longest, shortest, barest)
    return list(dict.fromkeys(chosen))


_VIEWS: Mapping[str, Callable[[Site, str, date], Mapping[str, Any]]] = {
    "home": _home,
    "launch": _launch,
    "sectors": _sectors,
    "sector": _sector,
    "timeline": _timeline,
    "year": _year,
    "targets": _targets,
    "glossary": _plain,
    "sources": _sources,
    "shelf": _shelf,
    "method": _method,
    "changes": _changes,
    "about": _plain,
    "compare": _compare,
    "samples": _samples,
}
