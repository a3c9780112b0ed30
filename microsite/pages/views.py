"""What each kind of page shows, gathered, sorted and counted before a template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from microsite.content.citations import UsedSource, counts, used_sources
from microsite.content.entries import UNDATED, Conflict, Sector, Station, Target
from microsite.content.index import Indexed
from microsite.content.pages import page_named
from microsite.content.site import Site

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


@dataclass(frozen=True)
class Digest:
    """A site on a day, and what several of its pages show, worked out once."""

    site: Site
    today: date

    @cached_property
    def stations(self) -> tuple[StationRow, ...]:
        """Every station in the order of dates."""
        return tuple(
            StationRow(id, station, self.site.sectors_of(station), station.date.last < self.today)
            for id, station in self.site.stations.items()
        )

    @cached_property
    def stations_by_year(self) -> Mapping[int, Sequence[StationRow]]:
        """The years that have stations, each with its own."""
        years: dict[int, list[StationRow]] = {year: [] for year in self.site.years}
        for row in self.stations:
            years[row.station.date.year].append(row)
        return years

    @cached_property
    def stations_by_sector(self) -> Mapping[str, Sequence[StationRow]]:
        """Every sector with its stations."""
        sectors: dict[str, list[StationRow]] = {id: [] for id in self.site.sectors}
        for row in self.stations:
            for id in row.sectors:
                sectors[id].append(row)
        return sectors

    @cached_property
    def conflicts_by_entry(self) -> Mapping[str, Sequence[str]]:
        """The ids of the conflicts that concern each fact, target or station."""
        about: dict[str, list[str]] = {}
        for id, conflict in self.site.conflicts.items():
            for name in dict.fromkeys(conflict.about):
                about.setdefault(name, []).append(id)
        return about

    @cached_property
    def sources(self) -> tuple[UsedSource, ...]:
        return used_sources(self.site)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return counts(self.site)

    @cached_property
    def cards(self) -> tuple[tuple[str, Sector, Target | None], ...]:
        """Every sector with the target that stands for it, if it has one."""
        sectors = self.site.sectors.items()
        return tuple((id, sector, sector.targets.get(sector.headline or "")) for id, sector in sectors)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The sectors before and after each sector, by number."""
        ids = [None, *self.site.sectors, None]
        return {id: (before, after) for before, id, after in zip(ids, ids[1:], ids[2:], strict=False) if id}


Values = Mapping[str, Any]
View = Callable[[Digest, str], Values]  # the second is the subject of the page


def home(digest: Digest, _: str) -> Values:
    site, page = digest.site, digest.site.pages["home"]
    return {
        "figures": [site.citables[id] for id in page.figures],
        "money": _shares([site.citables[id] for id in page.money]),
        "cards": digest.cards,
        "next_stops": [row for row in digest.stations if not row.passed][:NEXT_STATIONS],
        "counts": digest.counts,
    }


def _shares(facts: Sequence[Indexed]) -> list[tuple[Indexed, float]]:
    """Facts of one unit, each with its share of the largest (0 to 1)."""
    values = [fact.entry.value or Decimal(0) for fact in facts]
    largest = max(values, default=Decimal(1)) or Decimal(1)
    return [(fact, float(value / largest)) for fact, value in zip(facts, values, strict=True)]


def launch(digest: Digest, _: str) -> Values:
    launch = digest.site.launch
    shown = {*launch.key_facts, *launch.since}
    return {
        "key_facts": [(id, launch.facts[id]) for id in launch.key_facts],
        "since": [(id, launch.facts[id]) for id in launch.since if id not in launch.key_facts],
        "others": [(id, fact) for id, fact in launch.facts.items() if id not in shown],
    }


def sectors(digest: Digest, _: str) -> Values:
    return {"cards": digest.cards}


def sector(digest: Digest, id: str) -> Values:
    one = digest.site.sectors[id]
    before, after = digest.neighbours[id]
    return {
        "sector_id": id,
        "sector": one,
        "previous": before,
        "next": after,
        "stops": digest.stations_by_sector[id],
        "conflicts_about": {name: digest.conflicts_by_entry.get(name, ()) for name in one.targets},
    }


def timeline(digest: Digest, _: str) -> Values:
    return {"years": digest.stations_by_year}


def year(digest: Digest, year: str) -> Values:
    stations = digest.stations_by_year[int(year)]
    return {"year": int(year), "stops": stations, "years": digest.site.years}


def targets(digest: Digest, _: str) -> Values:
    return {
        "rows": [
            TargetRow(id, target, sector_id, sector)
            for sector_id, sector in digest.site.sectors.items()
            for id, target in sector.targets.items()
        ],
    }


def sources(digest: Digest, _: str) -> Values:
    shelves = Counter(used.source.shelf for used in digest.sources)
    return {"shelves": {shelf: shelves[shelf] for shelf in digest.site.shelves if shelves[shelf]}}


def shelf(digest: Digest, shelf: str) -> Values:
    used = [used for used in digest.sources if used.source.shelf == shelf]
    return {"shelf": shelf, "undated": UNDATED, "used": used}


def method(digest: Digest, _: str) -> Values:
    site = digest.site
    conflicts: list[tuple[str, Conflict, list[Indexed]]] = [
        (id, conflict, [site.citables[name] for name in conflict.about])
        for id, conflict in site.conflicts.items()
    ]
    return {"conflicts": conflicts, "counts": digest.counts}


def changes(digest: Digest, _: str) -> Values:
    site = digest.site
    return {
        "changes": [
            (id, change, [(key, site.title_of(key)) for key in map(page_named, change.pages)])
            for id, change in site.changes.items()
        ],
    }


def compare(digest: Digest, name: str) -> Values:
    original = page_named(name)
    sector_id = original[1] or None
    return {
        "original": original,
        "sector_id": sector_id,
        "title": digest.site.title_of(original),
        "lead": digest.site.sectors[sector_id].answer if sector_id else None,
    }


def plain(digest: Digest, _: str) -> Values:
    return {}


def samples(digest: Digest, _: str) -> Values:
    """What the examples of components are made of: entries of the site itself, and what its pages show."""
    site = digest.site
    targets_of_all = {id: it for sector in site.sectors.values() for id, it in sector.targets.items()}
    chosen_sectors = set(extremes(site.sectors))
    stations = {row.id: row for row in digest.stations}
    return {
        **home(digest, ""),
        **targets(digest, ""),
        **sources(digest, ""),
        **method(digest, ""),
        **changes(digest, ""),
        "used": digest.sources,
        "extremes": extremes,
        "conflicts_by_entry": digest.conflicts_by_entry,
        "targets": {id: targets_of_all[id] for id in extremes(targets_of_all)},
        "cards": [card for card in digest.cards if card[0] in chosen_sectors],
        "stops": [stations[id] for id in extremes(site.stations)],
        "facts": [(id, site.launch.facts[id]) for id in extremes(site.launch.facts)],
    }


def extremes(entries: Mapping[str, BaseModel]) -> list[str]:
    """The first entry, the one with most text, the one with least, and the one with fewest fields."""
    if not entries:
        return []
    length = {id: len(entry.model_dump_json(exclude_none=True)) for id, entry in entries.items()}
    fields = {id: len(entry.model_dump(exclude_defaults=True)) for id, entry in entries.items()}
    first, longest = next(iter(entries)), max(length, key=length.__getitem__)
    shortest, barest = min(length, key=length.__getitem__), min(fields, key=fields.__getitem__)
    return list(dict.fromkeys((first, longest, shortest, barest)))
