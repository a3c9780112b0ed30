"""The whole content as one value: what `reading` returns and everything after it works from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, fields, replace
from typing import Any

from microsite.content.documents import Document
from microsite.content.entries import (
    UNDATED,
    Change,
    Conflict,
    Fact,
    Launch,
    Origin,
    PageText,
    Question,
    Sector,
    Source,
    Station,
    Term,
)
from microsite.content.files import IdKind
from microsite.content.index import CITABLE, Indexed, Name
from microsite.content.interface import Interface
from microsite.content.moments import Moment
from microsite.content.pages import WRITTEN_PAGES, PageKey, PageKind
from microsite.content.pictures import Picture
from microsite.content.promises import Target
from microsite.content.references import PART, sources_in
from microsite.content.scalars import Text
from microsite.content.settings import Settings, Unit, Years
from microsite.content.telling import telling_words
from microsite.content.text_files import Prose
from microsite.content.weights import Weight, weight_of
from microsite.messages.problems import Place
from microsite.tracking import Part, derived


@dataclass(frozen=True, kw_only=True)
class Entries(Part):
    """What the content files hold, and what can be named in them."""

    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    origins: Mapping[str, Origin]
    sectors: Mapping[str, Sector]  # in the order of their numbers
    stations: Mapping[str, Station]  # in the order of their dates
    glossary: Mapping[str, Term]
    conflicts: Mapping[str, Conflict]
    questions: Mapping[str, Question]
    launch: Launch | None
    pages: Mapping[str, PageText]  # by the names of their files: what the engine knows, and pages of its own
    prose: Mapping[tuple[PageKey, str], Prose]  # by page and language
    index: tuple[Indexed, ...]  # everything that is named and in order
    changes: Mapping[str, Change]  # newest first
    pictures: Mapping[str, Picture]
    parts: Mapping[tuple[str, str], Prose]  # texts that pages share, by name and language

    @derived
    def there(self) -> Set[PageKind]:
        """The pages with words of their own that there is something for."""
        filled: Mapping[PageKind, object] = {
            "home": True,
            "launch": self.launch,
            "sectors": len(self.sectors) > 1,
            "timeline": self.stations,
            "targets": any(it.targets for it in (self.launch, *self.sectors.values()) if it),
            "questions": self.questions,
            "glossary": self.glossary,
            "method": self.conflicts,
            "sources": self.sources,
            "data": self.citables or self.sources,
            "changes": self.changes,
        }
        return {kind for kind in WRITTEN_PAGES if filled.get(kind) or self.has_prose((kind, ""))}

    @derived
    def citables(self) -> Mapping[str, Indexed]:
        """What texts can name in braces, by id."""
        return {named.id: named for named in self.index if named.kind in CITABLE}

    @derived
    def weights(self) -> Mapping[str, Weight]:
        """How much the sources of each citable weigh together, by its id."""
        disputed = {
            id for conflict in self.conflicts.values() if not conflict.settled for id in conflict.about
        }
        return {
            id: weight_of(named.sources, self.sources, self.origins, named.witnessed, id in disputed)
            for id, named in self.citables.items()
        }

    @derived
    def files_by_page(self) -> Mapping[PageKey, tuple[str, ...]]:
        """The files with the entries that have their place on a page."""
        pages: dict[PageKey, dict[str, None]] = {}
        for named in self.index:
            pages.setdefault(named.page, {})[named.file] = None
        return {key: tuple(files) for key, files in pages.items()}

    @derived
    def named_in_prose(self) -> Mapping[tuple[PageKey, str], tuple[str, ...]]:
        """What may be a source, in the text of each page and language with what it shares."""
        return {
            (page, lang): tuple(
                name
                for text in (prose, *(self.parts[part, lang] for part in self.part_names(page, lang)))
                for name in sources_in(text.text)
            )
            for (page, lang), prose in self.prose.items()
        }

    @derived
    def with_prose(self) -> Set[PageKey]:
        """The pages that have a text of their own."""
        return {page for page, _ in self.prose}

    @property
    def texts(self) -> tuple[Prose, ...]:
        """All prose, that of pages and what they share."""
        return (*self.prose.values(), *self.parts.values())

    def part_names(self, page: PageKey, lang: str) -> tuple[str, ...]:
        """What the text of a page in a language shares with others, as far as it is there."""
        prose = self.prose.get((page, lang))
        named = (part[1] for part in PART.finditer(prose.text if prose else ""))
        return tuple(name for name in named if (name, lang) in self.parts)

    def title_of(self, key: PageKey) -> Text:
        """What a page with prose is called."""
        kind, subject = key
        return self.sectors[subject].name if kind == "sector" else self.page_text(key).title

    def moved_of(self, key: PageKey) -> tuple[str, ...]:
        """What a page was called in its address before."""
        kind, subject = key
        if kind == "sector":
            return self.sectors[subject].moved
        return self.page_text(key).moved if kind == "page" or kind in WRITTEN_PAGES else ()

    def page_text(self, key: PageKey) -> PageText:
        """The words of a page that the engine knows, or of one of the site's own."""
        kind, subject = key
        return self.pages[subject if kind == "page" else kind]

    @property
    def own_pages(self) -> tuple[str, ...]:
        """The pages of the site's own, by the names of their files."""
        return tuple(name for name in self.pages if name not in WRITTEN_PAGES)

    def has_prose(self, key: PageKey) -> bool:
        """Whether a page has a text of its own, in every language then."""
        return key in self.with_prose


@dataclass(frozen=True, kw_only=True)
class Draft(Entries):
    """The content as far as it is in order: wrong entries and files are left out.

    `known` has every id that is written anywhere, in wrong entries too, by its kind (source, fact,
    page and so on); a kind whose file is missing is not in it. `damaged` are the facts that something
    wrong was taken out of: what they lack is not held against those who name them.
    """

    settings: Settings | None
    interface: Interface | None
    reviewed: Mapping[str, Mapping[str, Moment]]  # when a half was read again, by text and language
    documents: Mapping[str, Document]  # by their name inside the content folder
    values: Mapping[str, Any]  # what each of them holds, as far as it is in order
    known: Mapping[str, Collection[str]]
    damaged: Set[str]

    @derived
    def ids(self) -> Set[str]:
        """Everything that is called something."""
        return {named.id for named in self.index}

    @derived
    def telling_words(self) -> Mapping[str, Set[str]]:
        """The words by which texts in the same letters are told apart, by language."""
        return telling_words(self.interface) if self.interface else {}

    @derived
    def entries_at(self) -> Mapping[PageKey | IdKind, Mapping[str, Indexed]]:
        """The entries that are no parts of others, by their page and by their kind."""
        places: dict[PageKey | IdKind, dict[str, Indexed]] = {}
        for named in self.index:
            if not named.around:
                places.setdefault(named.page, {})[named.id] = named
                places.setdefault(named.kind, {})[named.id] = named
        return places

    @derived
    def linkable(self) -> Mapping[str, Set[str]]:
        """What may stand behind the colon of a link in prose, by what stands before it."""
        pages = {id.partition(":")[2] for id in self.known.get("page", ()) if id.startswith("page:")}
        return {**{kind: {*ids} for kind, ids in self.known.items()}, "page": pages}

    def place_of(self, named: Name) -> Place:
        """Where an id is written."""
        return named.place_in(self.documents[named.file])

    def finished(self) -> Site:
        """The whole site; only for a draft without problems."""
        assert self.settings is not None
        assert self.interface is not None
        entries = {field.name: getattr(self, field.name) for field in fields(Entries)}
        return Site(settings=self.settings, interface=self.interface, **entries)


@dataclass(frozen=True, kw_only=True)
class Site(Entries):
    """Everything an editor wrote, whole and checked."""

    settings: Settings
    interface: Interface

    @derived
    def targets(self) -> Mapping[str, tuple[str | None, Target]]:
        """Every target with its sector: first those of all together, then by the numbers of the sectors."""
        common: dict[str, tuple[str | None, Target]] = {
            id: (None, target) for id, target in self.common_targets.items()
        }
        own = {
            id: (it, target) for it, sector in self.sectors.items() for id, target in sector.targets.items()
        }
        return common | own

    @property
    def common_targets(self) -> Mapping[str, Target]:
        """The promises of all together."""
        return self.launch.targets if self.launch else {}

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts about the whole."""
        return self.launch.facts if self.launch else {}

    def counts(self, target: Target) -> bool:
        """Whether a promise is one of those that the site counts, or a goal of others."""
        return target.scope is None or self.settings.scopes[target.scope].counted

    @derived
    def span(self) -> Years | None:
        """The years of the timeline: as they are set, or else those of what it shows."""
        if self.settings.years:
            return self.settings.years
        moments = [station.date for station in self.stations.values()]
        moments += [target.due for _, target in self.targets.values() if target.due]
        if not moments:
            return None
        return Years(first=min(it.first.year for it in moments), last=max(it.last.year for it in moments))

    @property
    def has_map(self) -> bool:
        """Whether there is anything to draw: lines, and something that has a date."""
        return bool(self.sectors and self.span)

    def name_on_map(self, id: str) -> tuple[Text, Station | Target] | None:
        """The short name of a station or promise, and whose it is: its own, or of the promise it tells of."""
        station = self.stations.get(id)
        told = station.target if station else id
        target = self.targets[told][1] if told else None
        for entry in (station, target):
            if entry and entry.label:
                return entry.label, entry
        return None

    @property
    def periods(self) -> tuple[Moment, ...]:
        """The years that have stations, and behind its last year each decade of which no more is known."""
        periods = {station.date.period for station in self.stations.values()}
        return tuple(sorted(periods, key=lambda period: (period.last, period.decade)))

    @property
    def shelves(self) -> tuple[str, ...]:
        """The shelves that sources stand on: the years of publication, the undated ones last."""
        shelves = {source.shelf for source in self.sources.values()}
        return tuple(sorted(shelves, key=lambda shelf: (shelf == UNDATED, shelf)))

    def source_page(self, id: str) -> PageKey:
        """The page on which a source has its entry."""
        return ("shelf", self.sources[id].shelf)

    def with_settings(self, settings: Settings) -> Site:
        """The same content under other settings."""
        return replace(self, settings=settings)

    def everywhere(self, station: Station) -> bool:
        """Whether a station concerns all sectors, where there are several to be told apart."""
        return station.sectors == "all" and len(self.sectors) > 1

    def sectors_of(self, station: Station) -> tuple[str, ...]:
        """The ids of the sectors a station concerns, in the order of their numbers."""
        if station.sectors == "all":
            return tuple(self.sectors)
        known = (id for id in station.sectors if id in self.sectors)
        return tuple(sorted(set(known), key=lambda it: self.sectors[it].number))
