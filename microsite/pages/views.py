"""What each kind of page shows, gathered, sorted and counted before a template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from microsite.content.citations import counts, used_sources
from microsite.content.entries import Conflict, Sector, Station, Target
from microsite.content.site import UNDATED, Citable, PageKey, Site, page_named, shelf_of

NEXT_STATIONS = 5


@dataclass(frozen=True)
class StationRow:
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


def station_rows(site: Site, today: date) -> tuple[StationRow, ...]:
    """Every station in the order of dates."""
    return tuple(
        StationRow(id, station, site.sectors_of(station), station.date.last < today)
        for id, station in site.stations.items()
    )


def view(site: Site, key: PageKey, today: date) -> Mapping[str, Any]:
    """The values that the template of a page needs beside the site itself."""
    return _VIEWS[key[0]](site, key[1], today)


def _home(site: Site, _: str, today: date) -> Mapping[str, Any]:
    page = site.pages["home"]
    ahead = [stop for stop in station_rows(site, today) if not stop.passed]
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
        "stops": [stop for stop in station_rows(site, today) if id in stop.sectors],
        "conflicts_about": {name: site.conflicts_about(name) for name in site.sectors[id].targets},
    }


def _timeline(site: Site, _: str, today: date) -> Mapping[str, Any]:
    return {"years": {year: _stops_of(site, year, today) for year in site.years}}


def _year(site: Site, year: str, today: date) -> Mapping[str, Any]:
    return {"year": int(year), "stops": _stops_of(site, int(year), today), "years": site.years}


def _stops_of(site: Site, year: int, today: date) -> list[StationRow]:
    return [stop for stop in station_rows(site, today) if stop.station.date.year == year]


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
    by_id = {stop.id: stop for stop in station_rows(site, today)}
    return {
        "targets": {id: targets[id] for id in _extremes(targets)},
        "cards": [card for card in _cards(site) if card[0] in _extremes(site.sectors)],
        "stops": [by_id[id] for id in _extremes(site.stations)],
        "facts": [(id, site.launch.facts[id]) for id in _extremes(site.launch.facts)],
        "shares": (0.0, 0.005, 0.5, 1.0),
    }


def _extremes(entries: Mapping[str, BaseModel]) -> list[str]:
    """The first entry, the one with most text, the one with least, and the one with fewest fields."""
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
