"""The kinds of content files: where they stand, what they hold, which ids they define.

This is the one place that knows the names of files. A row of `FILES` is all that a new kind needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args, get_origin

from microsite.content.documents import KeyPath
from microsite.content.entries import (
    Change,
    Conflict,
    Launch,
    Origin,
    PageText,
    Question,
    Reviewed,
    Sector,
    Source,
    Station,
    Term,
)
from microsite.content.interface import Interface
from microsite.content.pages import WRITTEN_PAGES, PageKind
from microsite.content.pictures import Picture
from microsite.content.scalars import Id
from microsite.content.settings import Settings, Unit

IdKind = Literal[
    "language",
    "unit",
    "comparator",
    "source_kind",
    "source",
    "origin",
    "sector",
    "fact",
    "target",
    "figure",
    "station",
    "term",
    "conflict",
    "question",
    "change",
    "scope",
    "picture",
]
EACH = "*"  # in a pattern or a path: every name that stands there


@dataclass(frozen=True)
class Ids:
    """One group of ids in a file: their kind, and the keys that lead to them."""

    kind: IdKind
    path: KeyPath = ()


def _by_name(name: str, entry: Any) -> str:
    return name


def _no_subject(name: str, entry: Any) -> str:
    return ""


@dataclass(frozen=True)
class FileKind:
    """One kind of content file; there are several of it where its pattern has an `*`."""

    name: str
    pattern: str  # inside the content folder
    shape: Any  # the class or type that its tree is validated against
    ids: tuple[Ids, ...] = ()
    file_id: IdKind | None = None  # what the names of the files are ids of
    required: bool = False
    prose: bool = False  # whether a Markdown file in each language stands beside it
    page: PageKind | None = None  # the kind of page that shows its entries
    subject: Callable[[str, Any], str] = _no_subject  # name and entry -> which page of that kind

    @property
    def entry(self) -> Any:
        """The class of one entry."""
        return get_args(self.shape)[1] if get_origin(self.shape) is dict else self.shape

    @property
    def several(self) -> bool:
        return EACH in self.pattern

    @cached_property
    def _form(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.pattern).replace(re.escape(EACH), "([^/]+)"))

    def holds(self, file: str) -> bool:
        """Whether a file of the content folder is of this kind."""
        return bool(self._form.fullmatch(file)) if self.several else file == self.pattern

    def name_in(self, file: str) -> str:
        """What stands in the place of the `*`."""
        return file.rpartition("/")[2].rpartition(".")[0] if self.several else ""

    def file(self, name: str = "") -> str:
        """The file of this kind that bears a name."""
        return self.pattern.replace(EACH, name)


def _year_of(name: str, station: Station) -> str:
    return str(station.date.period)


def _shelf_of(name: str, source: Source) -> str:
    return source.shelf


SITE = FileKind(
    "site", "site.yaml", Settings, (Ids("language", ("languages",)), Ids("scope", ("scopes",))), required=True
)
INTERFACE = FileKind(
    "interface",
    "interface.yaml",
    Interface,
    (Ids("comparator", ("comparator",)), Ids("source_kind", ("source_kind",))),
)
UNITS = FileKind("units", "units.yaml", dict[Id, Unit], (Ids("unit"),))
SOURCES = FileKind(
    "sources",
    "sources.yaml",
    dict[Id, Source],
    (Ids("source"),),
    page="shelf",
    subject=_shelf_of,
)
GLOSSARY = FileKind(
    "glossary",
    "glossary.yaml",
    dict[Id, Term],
    (Ids("term"), Ids("figure", (EACH, "figures"))),
    page="glossary",
)
CONFLICTS = FileKind("conflicts", "conflicts.yaml", dict[Id, Conflict], (Ids("conflict"),), page="method")
# Whose texts sources repeat; a site whose sources are all their own work has none.
ORIGINS = FileKind("origins", "origins.yaml", dict[Id, Origin], (Ids("origin"),), page="sources")
QUESTIONS = FileKind("questions", "questions.yaml", dict[Id, Question], (Ids("question"),), page="questions")
CHANGES = FileKind("changes", "changes.yaml", dict[Id, Change], (Ids("change"),), page="changes")
LAUNCH = FileKind(
    "launch",
    "launch.yaml",
    Launch,
    (Ids("fact", ("facts",)), Ids("target", ("targets",))),
    page="launch",
)
PICTURES = FileKind("pictures", "pictures.yaml", dict[Id, Picture], (Ids("picture"),))
# When a half was read again and found right; the history of the content reads its older versions.
REVIEWED = FileKind("reviewed", "reviewed.yaml", Reviewed)
PAGE = FileKind("page", "pages/*.yaml", PageText, prose=True)
SECTOR = FileKind(
    "sector",
    "sectors/*.yaml",
    Sector,
    (Ids("target", ("targets",)), Ids("figure", ("figures",))),
    file_id="sector",
    prose=True,
    page="sector",
    subject=_by_name,
)
STATIONS = FileKind(
    "station",
    "stations/*.yaml",
    dict[Id, Station],
    (Ids("station"), Ids("figure", (EACH, "figures"))),
    page="year",
    subject=_year_of,
)

# What comes first is said first: of two entries with one id, the later one is to be renamed.
FILES = (
    SITE,
    INTERFACE,
    UNITS,
    LAUNCH,
    SECTOR,
    STATIONS,
    GLOSSARY,
    CONFLICTS,
    QUESTIONS,
    CHANGES,
    ORIGINS,
    SOURCES,
    PICTURES,
    PAGE,
    REVIEWED,
)
Homes = tuple[tuple[FileKind, Ids], ...]  # the groups in which entries of a kind stand


def _homes(*kinds: IdKind) -> dict[Any, Homes]:
    return {
        kind: tuple((file, ids) for file in FILES for ids in file.ids if ids.kind == kind) for kind in kinds
    }


# What the rows of a table can be, and where such entries stand.
TABLES: Mapping[IdKind, Homes] = _homes("station", "target", "source", "fact", "term", "unit")
# What `new` writes: entries of a group, and those that are files with a text beside them.
NEW_ENTRIES: Mapping[str, Homes] = {
    SECTOR.name: ((SECTOR, Ids("sector")),),
    **_homes("station", "target", "fact", "source", "origin", "term", "conflict", "question"),
    **_homes("change", "unit", "picture"),
    PAGE.name: ((PAGE, Ids("figure")),),
}


def shape_of(kind: str) -> Any:
    """The class of the entries of a kind that can be written anew."""
    file, ids = NEW_ENTRIES[kind][0]
    group = file.entry.model_fields[str(ids.path[0])].annotation if ids.path else None
    return get_args(group)[1] if group else file.entry


# What can be called otherwise: all that is named in the content, but for what the engine names.
BY_ENGINE: tuple[IdKind, ...] = ("language", "comparator", "source_kind")
RENAMED = (*(kind for kind in get_args(IdKind) if kind not in BY_ENGINE), "page", "part")
REQUIRED = tuple(kind.pattern for kind in FILES if kind.required)
# The files that have a name of their own, or that of a page.
NAMED = (
    *(kind.pattern for kind in FILES if not kind.several),
    *(PAGE.file(page) for page in WRITTEN_PAGES),
)


@lru_cache(maxsize=100_000)
def kind_of(file: str) -> FileKind | None:
    """The kind of a YAML file by its name in the content folder; None for one that belongs nowhere."""
    return next((kind for kind in FILES if kind.holds(file)), None)


def of_kind(kind: FileKind, files: Collection[str]) -> list[str]:
    """Those files that are of a kind, in their order."""
    if not kind.several:
        return [kind.pattern] if kind.pattern in files else []
    return [file for file in files if kind_of(file) is kind]


def part_file(name: str, lang: str) -> str:
    """The Markdown file in a language of a text that pages share."""
    return f"parts/{name}.{lang}.md"


@lru_cache(maxsize=100_000)
def part_in(file: str) -> str:
    """The name of the shared text that a file has a half of; empty for any other file."""
    match = re.fullmatch(r"parts/([^/.]+)\.[^/.]+\.md", file)
    return match[1] if match else ""


def prose_file(kind: FileKind, name: str, lang: str) -> str:
    """The Markdown file in a language that stands beside a file of a kind."""
    return kind.file(name).removesuffix("yaml") + f"{lang}.md"
