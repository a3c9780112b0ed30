"""The whole content as one value: what `reading` returns and everything after it works from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, fields, replace
from typing import Literal

from microsite.content.documents import Document
from microsite.content.entries import (
    Change,
    Confidence,
    Conflict,
    Fact,
    Figure,
    Launch,
    PageText,
    Sector,
    Source,
    Station,
    Target,
    Term,
)
from microsite.content.interface import Interface
from microsite.content.moments import Moment
from microsite.content.scalars import Text
from microsite.content.settings import Settings, Unit
from microsite.content.text_files import Prose

PageKind = Literal[
    "home",
    "launch",
    "sectors",
    "timeline",
    "targets",
    "glossary",
    "sources",
    "method",
    "changes",
    "about",
    "sector",
    "year",
    "shelf",
    "compare",
    "samples",
]
# The second part names the sector, the year or the shelf of sources, or the page (as content names
# it) whose languages a `compare` page sets side by side; it is empty elsewhere.
PageKey = tuple[PageKind, str]

# Pages that belong to another one: a sector, a year of the timeline, the sources of one year.
PART_OF: Mapping[PageKind, PageKind] = {
    "sector": "sectors",
    "year": "timeline",
    "shelf": "sources",
    "samples": "about",
}

# The pages that every site has, in the order of the navigation.
PAGE_KINDS: tuple[PageKind, ...] = (
    "home",
    "launch",
    "sectors",
    "timeline",
    "targets",
    "glossary",
    "method",
    "sources",
    "changes",
    "about",
)

# The pages with prose that is worth reading in several languages at once.
COMPARED_KINDS: tuple[PageKind, ...] = ("launch", "sector", "method", "about")


def page_name(key: PageKey) -> str:
    """How content names a page: `page:launch`, `sector:port`."""
    kind, subject = key
    return f"sector:{subject}" if kind == "sector" else f"page:{kind}"


def page_named(name: str) -> PageKey:
    """The page that content names so; `KeyError` when it names none."""
    group, _, id = name.partition(":")
    if group == "sector":
        return ("sector", id)
    for kind in PAGE_KINDS:
        if kind == id:
            return (kind, "")
    raise KeyError(name)


UNDATED = "undated"


def shelf_of(source: Source) -> str:
    """The year a source was published in, in digits, or `UNDATED`."""
    return str(source.published.year) if source.published else UNDATED


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


@dataclass(frozen=True, kw_only=True)
class Entries:
    """What the content files hold, and what can be named in them."""

    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    sectors: Mapping[str, Sector]  # in the order of their numbers
    stations: Mapping[str, Station]  # in the order of their dates
    written_in: Mapping[str, str]  # the file of each station
    glossary: Mapping[str, Term]
    conflicts: Mapping[str, Conflict]
    pages: Mapping[PageKind, PageText]
    prose: Mapping[tuple[PageKey, str], Prose]  # by page and language
    citables: Mapping[str, Citable]
    changes: Mapping[str, Change]  # newest first


@dataclass(frozen=True, kw_only=True)
class Draft(Entries):
    """The content as far as it is in order: wrong entries and files are left out.

    `known` has every id that is written anywhere, in wrong entries too, by its kind (source, fact,
    page and so on); a kind whose file is missing is not in it. `damaged` are the facts that something
    wrong was taken out of: what they lack is not held against those who name them.
    """

    settings: Settings | None
    interface: Interface | None
    launch: Launch | None
    reviewed: Mapping[str, Mapping[str, Moment]]  # when a half was read again, by text and language
    documents: Mapping[str, Document]  # by their name inside the content folder
    known: Mapping[str, Collection[str]]
    damaged: Set[str]

    def finished(self) -> Site:
        """The whole site; only for a draft without problems."""
        assert self.settings is not None
        assert self.interface is not None
        assert self.launch is not None
        entries = {field.name: getattr(self, field.name) for field in fields(Entries)}
        return Site(settings=self.settings, interface=self.interface, launch=self.launch, **entries)


@dataclass(frozen=True, kw_only=True)
class Site(Entries):
    """Everything an editor wrote, whole and checked."""

    settings: Settings
    interface: Interface
    launch: Launch

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have stations."""
        return tuple(sorted({station.date.year for station in self.stations.values()}))

    @property
    def shelves(self) -> tuple[str, ...]:
        """The shelves that sources stand on: the years of publication, the undated ones last."""
        shelves = {shelf_of(source) for source in self.sources.values()}
        return tuple(sorted(shelves, key=lambda shelf: (shelf == UNDATED, shelf)))

    def source_page(self, id: str) -> PageKey:
        """The page on which a source has its entry."""
        return ("shelf", shelf_of(self.sources[id]))

    def with_settings(self, settings: Settings) -> Site:
        """The same content under other settings."""
        return replace(self, settings=settings)

    def title_of(self, key: PageKey) -> Text:
        """What a page with prose is called."""
        kind, subject = key
        return self.sectors[subject].name if kind == "sector" else self.pages[kind].title

    def sectors_of(self, station: Station) -> tuple[str, ...]:
        """The ids of the sectors a station concerns, in the order of their numbers."""
        if station.sectors == "all":
            return tuple(self.sectors)
        return tuple(sector for sector in self.sectors if sector in station.sectors)

    def conflicts_about(self, citable: str) -> tuple[str, ...]:
        """The ids of the conflicts that concern a fact, target or station."""
        return tuple(id for id, conflict in self.conflicts.items() if citable in conflict.about)
