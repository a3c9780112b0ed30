"""Content folder -> `Draft`: read all files, gather their ids, validate each against the model.

What is wrong is said and left out, so that the rest can be checked in the same run. What only shows
in the whole is checked by `coherence`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from microsite.content.citables import citables
from microsite.content.complaints import complaints, place_of
from microsite.content.documents import Document, keys_in, read_yaml, where
from microsite.content.entries import (
    Change,
    Conflict,
    Launch,
    PageText,
    Reviewed,
    Sector,
    Source,
    Station,
    Term,
)
from microsite.content.interface import Interface
from microsite.content.salvage import salvaged
from microsite.content.scalars import ID_PATTERN
from microsite.content.settings import Settings, Unit
from microsite.content.site import PAGE_KINDS, Draft, PageKey, page_name
from microsite.content.text_files import Prose, read_prose
from microsite.history.halves import REVIEWED
from microsite.messages.catalogue import UNPRINTED, Message, Part
from microsite.messages.problems import ContentError, Place, Problem, did_you_mean

Shape = TypeVar("Shape")
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

SINGLE_FILES = (
    "site.yaml",
    "interface.yaml",
    "units.yaml",
    "sources.yaml",
    "launch.yaml",
    "glossary.yaml",
    "conflicts.yaml",
    "changes.yaml",
    *(f"pages/{kind}.yaml" for kind in PAGE_KINDS),
)
# What may be there or not.
OPTIONAL_FILES = (REVIEWED,)

ID_KINDS = (
    "language",
    "unit",
    "source",
    "sector",
    "fact",
    "target",
    "station",
    "term",
    "conflict",
    "change",
    "page",
)
ALSO_FACTS = ("target", "station")  # what is wrong with their ids is said of the fact

# Where ids are defined: their kind, the file, and the key that they stand under.
DEFINITIONS = (
    ("language", "site.yaml", ("languages",)),
    ("unit", "units.yaml", ()),
    ("source", "sources.yaml", ()),
    ("term", "glossary.yaml", ()),
    ("conflict", "conflicts.yaml", ()),
    ("change", "changes.yaml", ()),
    ("fact", "launch.yaml", ("facts",)),
)


def read_draft(folder: Path) -> tuple[Draft, list[Problem]]:
    """What of the content folder is in order, and everything that is wrong with the rest.

    Files are named as `folder` is given. Raises `ContentError` when there is no such folder.
    """
    reader = _Reader(folder)
    if not folder.is_dir():
        raise ContentError([Problem(Place(folder.as_posix()), "", Message("no-content"))])
    reader.read_documents()
    reader.gather_ids()
    return reader.draft(), reader.problems


class _Reader:
    """One reading of a content folder: what was found so far, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.known: dict[str, dict[str, Place]] = {}
        self.perhaps: set[str] = set()  # words that may be ids, in files that cannot be read
        self.doubtful: set[str] = set()  # kinds of which an id is wrong that many files name
        self.damaged: set[str] = set()  # keys of entries that something was taken out of

    def draft(self) -> Draft:
        """Validate every file; leave out what is wrong."""
        settings = self.validate("site.yaml", Settings)
        launch = self.validate("launch.yaml", Launch)
        sectors = {id: self.validate(f"sectors/{id}.yaml", Sector) for id in self.known["sector"]}
        whole_sectors = {id: sector for id, sector in sectors.items() if sector}
        stations: dict[str, Station] = {}
        written_in: dict[str, str] = {}
        for name in self.names_in("stations"):
            entries = self.validate(name, dict[str, Station]) or {}
            stations |= entries
            written_in |= dict.fromkeys(entries, name)
        glossary = self.validate("glossary.yaml", dict[str, Term]) or {}
        pages = {kind: self.validate(f"pages/{kind}.yaml", PageText) for kind in PAGE_KINDS}
        changes = self.validate("changes.yaml", dict[str, Change]) or {}
        return Draft(
            settings=settings,
            interface=self.validate("interface.yaml", Interface),
            units=self.validate("units.yaml", dict[str, Unit]) or {},
            sources=self.validate("sources.yaml", dict[str, Source]) or {},
            launch=launch,
            sectors=dict(sorted(whole_sectors.items(), key=lambda item: item[1].number)),
            stations=dict(sorted(stations.items(), key=_by_date)),
            written_in=written_in,
            glossary=glossary,
            conflicts=self.validate("conflicts.yaml", dict[str, Conflict]) or {},
            pages={kind: page for kind, page in pages.items() if page},
            prose=self.read_all_prose(),
            citables={citable.id: citable for citable in citables(launch, whole_sectors, stations, glossary)},
            reviewed=self.validate(REVIEWED, Reviewed) or {},
            changes=dict(sorted(changes.items(), key=lambda item: item[1].date.last, reverse=True)),
            documents=self.documents,
            known=self.known_for_sure,
            damaged=self.damaged & self.known["fact"].keys(),
        )

    def complain(self, place: Place, key: str, code: str, **parts: Part) -> None:
        self.problems.append(Problem(place, key, Message(code, **parts)))

    def shown(self, name: str) -> str:
        """A file as it is named to editors, in one line and without bytes that are no UTF-8."""
        return UNPRINTED.sub("?", (self.folder / name).as_posix())

    # --- files ----------------------------------------------------------------------------------

    def names_in(self, folder: str) -> list[str]:
        return [name for name in self.documents if name.startswith(f"{folder}/")]

    def files(self) -> list[str]:
        paths = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(
            path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)
        )

    def read_documents(self) -> None:
        """Read the YAML files; report those that are missing and those that belong nowhere."""
        found = self.files()
        for name in sorted({*SINGLE_FILES, *found}):
            place = Place(self.shown(name))
            if name.endswith(".md"):
                continue  # read with the page or the sector it belongs to
            if name not in found:
                strays = [other for other in found if other not in SINGLE_FILES and other.endswith(".yaml")]
                self.complain(place, "", "missing-file", hint=did_you_mean(name, strays))
            elif name not in {*SINGLE_FILES, *OPTIONAL_FILES} and not re.fullmatch(
                r"(sectors|stations)/[^/]+\.yaml", name
            ):
                hint = did_you_mean(name, [other for other in SINGLE_FILES if other not in found])
                self.complain(place, "", "stray-file", hint=hint)
            elif document := read_yaml(self.folder / name, place.file, self.problems):
                self.documents[name] = document
            else:
                self.perhaps |= keys_in(self.folder / name)

    def read_all_prose(self) -> dict[tuple[PageKey, str], Prose]:
        """Read the Markdown of every page and sector; a missing half is a problem."""
        if "language" in self.doubtful:
            return {}
        stems: dict[str, PageKey] = {f"pages/{kind}": (kind, "") for kind in PAGE_KINDS}
        stems |= {f"sectors/{id}": ("sector", id) for id in self.known["sector"]}
        expected = {
            f"{stem}.{lang}.md": (key, lang) for stem, key in stems.items() for lang in self.known["language"]
        }
        found = {name for name in self.files() if name.endswith(".md")}
        prose: dict[tuple[PageKey, str], Prose] = {}
        for name, key in expected.items():
            if name not in found:
                self.complain(Place(self.shown(name)), "", "missing-prose", lang=key[1])
            elif text := read_prose(self.folder / name, self.shown(name), self.problems):
                prose[key] = text
        if self.known["language"]:
            for name in sorted(found - expected.keys()):
                hint = did_you_mean(name, expected.keys() - found)
                self.complain(Place(self.shown(name)), "", "stray-file", hint=hint)
        return prose

    # --- ids ------------------------------------------------------------------------------------

    def gather_ids(self) -> None:
        """Note every id that the content defines, and where, before anything refers to one."""
        self.known = {kind: {} for kind in ID_KINDS}
        for kind, name, path in DEFINITIONS:
            self.define(kind, name, path)
        for name in self.names_in("sectors"):
            id = Path(name).stem
            self.known["sector"][id] = Place(self.shown(name))
            if not re.fullmatch(ID_PATTERN, id):
                self.complain(Place(self.shown(name)), "", "file-is-no-id")
            self.define("fact", name, ("targets",))
            self.define("target", name, ("targets",))
            self.define("fact", name, ("figures",))
        if not any(name.startswith("sectors/") for name in self.files()):
            self.complain(Place(self.shown("sectors")), "", "no-sector")
        for name in self.names_in("stations"):
            self.define("fact", name, ())
            self.define("station", name, ())
        self.known["page"] = {
            page_name(key): Place(self.folder.as_posix())
            for key in [(kind, "") for kind in PAGE_KINDS] + [("sector", id) for id in self.known["sector"]]
        }
        for name in [*self.names_in("stations"), "glossary.yaml"]:
            for id in self.documents[name].data if name in self.documents else ():
                self.define("fact", name, (id, "figures"))
        for id in self.known["fact"].keys() & self.known["source"].keys():
            self.complain(self.known["fact"][id], "", "fact-and-source", id=id)

    def define(self, kind: str, name: str, path: tuple[str, ...]) -> None:
        """Note the ids of one group of entries; a second use of an id is a problem."""
        document = self.documents.get(name)
        group: Any = document.data if document else None
        for key in path:
            group = group.get(key) if isinstance(group, dict) else None
        if not document or not isinstance(group, dict):
            return
        for id in group:
            place, key = document.key_place((*path, id)), where((*path, id))
            if kind in ALSO_FACTS:
                pass
            elif first := self.known[kind].get(id):
                self.complain(place, key, "id-taken", id=id, first=str(first))
            elif kind == "language" and not re.fullmatch(LANGUAGE_PATTERN, id):
                self.complain(place, key, "not-a-language", id=id)
                self.doubtful.add(kind)
            elif kind != "language" and not re.fullmatch(ID_PATTERN, id):
                self.complain(place, key, "not-an-id", value=id)
            self.known[kind].setdefault(id, place)

    # --- one file -------------------------------------------------------------------------------

    def validate(self, name: str, shape: type[Shape]) -> Shape | None:
        """A file as the model has it, without what is wrong with it; None when nothing is left."""
        document = self.documents.get(name)
        if document is None:
            return None
        shaped = TypeAdapter(shape)
        context = {"known": self.known_for_sure}
        try:
            return shaped.validate_python(document.data, context=context)
        except ValidationError as error:
            for path, complaint in complaints(document, error):
                place = place_of(document, path, complaint)
                self.problems.append(Problem(place, where(path), complaint))
            left_over = salvaged(shaped, document, error, context)
            self.damaged |= left_over[1]
            return left_over[0]

    @cached_property
    def known_for_sure(self) -> dict[str, Collection[str]]:
        """The ids by kind, with those that may stand in files that cannot be read.

        Without the kinds that a missing file defines, and without languages when they are not sure:
        every text must have all of them.
        """
        missing = {kind for kind, name, _ in DEFINITIONS if not (self.folder / name).is_file()}
        missing |= self.doubtful
        if not (self.folder / "glossary.yaml").is_file():
            missing.add("fact")  # terms have figures, too
        if "site.yaml" not in self.documents:
            missing.add("language")
        perhaps = {kind: self.perhaps for kind in ID_KINDS if kind != "language"}
        return {
            kind: dict.fromkeys((*ids, *sorted(perhaps.get(kind, ()))))
            for kind, ids in self.known.items()
            if kind not in missing
        }


def _by_date(item: tuple[str, Station]) -> tuple[Any, ...]:
    """Order by the last day a date may mean, so that a whole year follows its own months."""
    id, station = item
    return (station.date.last, station.date.first, id)
