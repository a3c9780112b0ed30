"""The whole content as one value: what `reading` returns and everything after it works from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from microsite.interface import Interface
from microsite.model import (
    Confidence,
    Conflict,
    Fact,
    Figure,
    Launch,
    PageText,
    Sector,
    Settings,
    Source,
    Station,
    Target,
    Term,
    Text,
    Unit,
)
from microsite.source import Prose

PageKind = Literal[
    "home",
    "launch",
    "sectors",
    "timeline",
    "targets",
    "glossary",
    "sources",
    "method",
    "about",
    "sector",
]
PageKey = tuple[PageKind, str]  # the second part names the sector, and is empty elsewhere

# The pages that every site has, in the order of the navigation. `sector` pages come with sectors.
PAGE_KINDS: tuple[PageKind, ...] = (
    "home",
    "launch",
    "sectors",
    "timeline",
    "targets",
    "glossary",
    "method",
    "sources",
    "about",
)


@dataclass(frozen=True)
class Citable:
    """Anything that prose can name in braces, with its sources and the place it is shown at."""

    id: str
    kind: Literal["fact", "target", "figure", "station"]
    entry: Fact | Target | Figure | Station
    label: Text
    sources: tuple[str, ...]
    confidence: Confidence
    page: PageKey
    anchor: str


@dataclass(frozen=True)
class Site:
    """Everything an editor wrote, whole and checked."""

    settings: Settings
    interface: Interface
    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    launch: Launch
    sectors: Mapping[str, Sector]  # in the order of their numbers
    stations: Mapping[str, Station]  # in the order of their dates
    glossary: Mapping[str, Term]
    conflicts: Mapping[str, Conflict]
    pages: Mapping[PageKind, PageText]
    prose: Mapping[tuple[PageKey, str], Prose]  # by page and language
    citables: Mapping[str, Citable]

    def with_settings(self, settings: Settings) -> Site:
        """The same content under other settings."""
        return replace(self, settings=settings)

    def sectors_of(self, station: Station) -> tuple[str, ...]:
        """The ids of the sectors a station concerns, in the order of their numbers."""
        if station.sectors == "all":
            return tuple(self.sectors)
        return tuple(sector for sector in self.sectors if sector in station.sectors)

    def conflicts_about(self, citable: str) -> tuple[str, ...]:
        """The ids of the conflicts that concern a fact, target or station."""
        return tuple(id for id, conflict in self.conflicts.items() if citable in conflict.about)
