"""Content folder -> `Draft`: read all files, gather their ids, validate each against its kind.

What is wrong is said and left out, so that the rest can be checked in the same run. What only shows
in the whole is for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from microsite.content import file_names, pictures
from microsite.content.defaults import completable, completed, wordless
from microsite.content.documents import Document, keys_in, where
from microsite.content.entries import Station
from microsite.content.files import (
    CHANGES,
    CONFLICTS,
    FILES,
    GLOSSARY,
    INTERFACE,
    LAUNCH,
    NAMED,
    ORIGINS,
    PAGE,
    PICTURES,
    QUESTIONS,
    REQUIRED,
    REVIEWED,
    SECTOR,
    SITE,
    SOURCES,
    STATIONS,
    UNITS,
    FileKind,
    IdKind,
    kind_of,
    of_kind,
    part_file,
    part_in,
    prose_file,
)
from microsite.content.folder_reader import FolderReader, Halves
from microsite.content.formats import other_format
from microsite.content.index import CITABLE, Indexed, Name, indexed, names_in
from microsite.content.pages import WRITTEN_PAGES, PageKey, order_of, page_in_file, page_name
from microsite.content.pictures import Picture
from microsite.content.readings import Readings
from microsite.content.scalars import ID_PATTERN, LANGUAGE_PATTERN
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem, did_you_mean, stop_if_any

# The groups in which an id stands for one thing; what is citable is a fact in them.
GROUPS = (*(kind for kind in get_args(IdKind) if kind != "figure"), "page", "part")


def read_draft(folder: Path, readings: Readings | None = None) -> tuple[Draft, list[Problem]]:
    """What of the content folder is in order, and everything that is wrong with the rest.

    Files are named as `folder` is given; of those in `readings` only what has changed is read. Raises
    `ContentError` when there is no such folder, for what is no plain file with a name that all systems can
    have, and for content of another format; nothing else is then looked at.
    """
    reader = _Reader(folder, readings or Readings())
    if not folder.is_dir():
        raise ContentError([Problem(Place(folder.as_posix()), "", Message("no-content"))])
    stop_if_any(file_names.problems_of(reader.files, reader.readings.odd(folder), reader.shown))
    reader.read_documents()
    stop_if_any(filter(None, [other_format(reader.documents)]))
    reader.gather_names()
    return reader.draft(), reader.problems


def _all(found: Callable[..., Iterable[Any]], *given: Any) -> tuple[Any, ...]:
    return tuple(found(*given))


def _group(kind: IdKind) -> str:
    return "fact" if kind in CITABLE else kind


class _Reader(FolderReader):
    """One reading of a content folder: what was found so far, and what is wrong with it."""

    def __init__(self, folder: Path, readings: Readings) -> None:
        super().__init__(folder, readings)
        self.documents: dict[str, Document] = {}
        self.names: dict[str, Sequence[Name]] = {}  # by file
        self.known: dict[str, dict[str, Place]] = {group: {} for group in GROUPS}
        self.perhaps: set[str] = set()  # words that may be ids, in files that cannot be read
        self.doubtful: set[str] = set()  # kinds of which an id is wrong that many files name
        self.damaged: set[str] = set()  # keys of entries that something was taken out of

    def draft(self) -> Draft:
        """Validate every file; leave out what is wrong."""
        values: dict[str, Any] = {}
        languages = [] if "language" in self.doubtful else list(self.known["language"])
        wanting = list(wordless(self.documents, languages))
        for lang in wanting:
            self.complain(self.known["language"][lang], where(("languages", lang)), "no-words", lang=lang)
        self.documents |= self.completed(languages)
        if wanting:
            self.documents.pop(INTERFACE.pattern, None)  # its gaps were said in one sentence
        for kind in FILES:
            for name in of_kind(kind, self.documents):
                values[name] = self.validate(name, kind)
        sectors = {
            SECTOR.name_in(name): values[name] for name in of_kind(SECTOR, self.documents) if values[name]
        }
        stations: dict[str, Station] = {}
        for name in of_kind(STATIONS, self.documents):
            stations |= values[name] or {}
        pages = {PAGE.name_in(name): values[name] for name in of_kind(PAGE, self.documents)}
        changes = values.get(CHANGES.pattern) or {}
        self.look_at_pictures(values.get(PICTURES.pattern) or {})
        prose, parts = self.read_all_prose()
        return Draft(
            settings=values.get(SITE.pattern),
            interface=values.get(INTERFACE.pattern),
            units=values.get(UNITS.pattern) or {},
            sources=values.get(SOURCES.pattern) or {},
            origins=values.get(ORIGINS.pattern) or {},
            launch=values.get(LAUNCH.pattern),
            sectors=dict(sorted(sectors.items(), key=lambda item: item[1].number)),
            stations=dict(sorted(stations.items(), key=_by_date)),
            glossary=values.get(GLOSSARY.pattern) or {},
            conflicts=values.get(CONFLICTS.pattern) or {},
            questions=values.get(QUESTIONS.pattern) or {},
            pages={name: pages[name] for name in sorted(pages, key=order_of) if pages[name]},
            prose=prose,
            parts=parts,
            pictures=values.get(PICTURES.pattern) or {},
            index=tuple(self.indexed(values)),
            reviewed=values.get(REVIEWED.pattern) or {},
            changes=dict(sorted(changes.items(), key=lambda item: item[1].date.last, reverse=True)),
            documents=self.documents,
            values={name: value for name, value in values.items() if value is not None},
            known=self.known_for_sure,
            damaged=self.damaged & self.known["fact"].keys(),
        )

    def completed(self, languages: Sequence[str]) -> Mapping[str, Document]:
        """The documents that the engine completes or brings."""
        given = [*languages, *(self.documents.get(name) for name in completable())]
        return self.readings.keep(
            "completed", given, lambda: completed(self.documents, languages, self.shown)
        )

    def indexed(self, values: Mapping[str, Any]) -> Iterator[Indexed]:
        """What is named in the files, file by file."""
        for file, names in self.names.items():
            given = (names, values.get(file))
            yield from self.readings.keep(("indexed", file), given, partial(_all, indexed, names, values))

    # --- files ----------------------------------------------------------------------------------

    def read_documents(self) -> None:
        """Read the YAML files; report those that are missing and those that belong nowhere."""
        for name in sorted({*REQUIRED, *self.files}):
            place = Place(self.shown(name))
            if name.endswith(".md") or name.startswith(pictures.FOLDER):
                continue  # read with the page or the sector it belongs to; looked at with its entry
            if name not in self.files:
                strays = [it for it in self.files if it not in NAMED and it.endswith(".yaml")]
                self.complain(place, "", "missing-file", hint=did_you_mean(name, strays))
            elif not kind_of(name):
                hint = did_you_mean(name, [it for it in NAMED if it not in self.files])
                self.complain(place, "", "stray-file", hint=hint)
            elif hint := self.misnamed(name):
                self.complain(place, "", "stray-file", hint=hint)
            elif document := self.document(name):
                self.documents[name] = document
            else:
                self.perhaps |= keys_in(self.folder / name)

    def look_at_pictures(self, described: Mapping[str, Picture]) -> None:
        """Compare the pictures that are described with those that are there."""
        document = self.documents.get(PICTURES.pattern)
        if document or PICTURES.pattern not in self.files:
            folder = pictures.FOLDER
            there = (name for name in self.files if name.startswith(folder))
            files = {name.removeprefix(folder): self.shown(name) for name in there}
            given = (described, document, " ".join(f"{it} {self.files[folder + it].hex()}" for it in files))
            look = partial(_all, pictures.problems_of, described, document, self.folder / folder, files)
            self.problems += self.readings.keep("pictures", given, look)

    def read_all_prose(self) -> tuple[Halves[PageKey], Halves[str]]:
        """Read the Markdown of every page and sector, and what they share; a missing half is a problem."""
        if "language" in self.doubtful:
            return {}, {}
        written = {PAGE.name_in(name) for name in of_kind(PAGE, self.files)}
        pages: dict[PageKey, tuple[FileKind, str]] = {
            page_in_file(page): (PAGE, page) for page in dict.fromkeys((*WRITTEN_PAGES, *sorted(written)))
        }
        pages |= {("sector", id): (SECTOR, id) for id in self.known["sector"]}
        expected = {
            prose_file(kind, name, lang): (key, lang)
            for key, (kind, name) in pages.items()
            for lang in self.known["language"]
        }
        languages = self.known["language"]
        shared = {part_file(name, lang): (name, lang) for name in self.known["part"] for lang in languages}
        found = {name for name in self.files if name.endswith(".md")}
        if self.known["language"]:
            wanted = expected.keys() | shared.keys()
            for name in sorted(found - wanted):
                # One slip is in the name or in the language.
                own, _, end = name.partition(".")
                near = [it for it in wanted - found if it.startswith(f"{own}.") or it.endswith(f".{end}")]
                hint = did_you_mean(name, near)
                self.complain(Place(self.shown(name)), "", "stray-file", hint=hint)
        # A page may have no prose at all, but none in some languages only.
        told = {key for key in pages if key[0] in ("home", "page")}
        told |= {expected[name][0] for name in found & expected.keys()}
        prose = self.read_halves({name: half for name, half in expected.items() if half[0] in told})
        return prose, self.read_halves(shared)

    # --- ids ------------------------------------------------------------------------------------

    def gather_names(self) -> None:
        """Note every id that the content defines, and where, before anything refers to one."""
        for kind in FILES:
            for file in of_kind(kind, self.documents):
                document = self.documents[file]
                self.names[file] = self.readings.keep(
                    ("names", file), (document,), partial(_all, names_in, file, document)
                )
        for name in chain.from_iterable(self.names.values()):
            self.define(name)
        for file in self.files.keys() - self.documents.keys():  # what cannot be read still has its name
            kind_here = kind_of(file)
            if kind_here and kind_here.file_id:
                known = self.known[_group(kind_here.file_id)]
                known.setdefault(kind_here.name_in(file), Place(self.shown(file)))
        pages: list[PageKey] = [(kind, "") for kind in WRITTEN_PAGES]
        pages += [page_in_file(PAGE.name_in(name)) for name in of_kind(PAGE, self.files)]
        pages += [("sector", id) for id in self.known["sector"]]
        self.known["page"] = {page_name(key): Place(self.folder.as_posix()) for key in pages}
        self.known["part"] = {part_in(file): Place(self.shown(file)) for file in self.files if part_in(file)}
        for part, place in self.known["part"].items():
            if not re.fullmatch(ID_PATTERN, part):
                self.complain(place, "", "file-is-no-id")
        for id in self.known["fact"].keys() & self.known["source"].keys():
            self.complain(self.known["fact"][id], "", "fact-and-source", id=id)

    def define(self, name: Name) -> None:
        """Note an id; a second use of it in its group is a problem."""
        group, key, id = _group(name.kind), where(name.path), name.id
        place = name.place_in(self.documents[name.file])
        if first := self.known[group].get(id):
            self.complain(place, key, "id-taken", id=id, first=str(first))
        elif name.kind == "language":
            said = None if re.fullmatch(LANGUAGE_PATTERN, id) else Message("not-a-language", value=id)
            if said := said or file_names.wrong_with(id) or file_names.twice(id, self.known[group]):
                self.problems.append(Problem(place, key, said))
                self.doubtful.add(name.kind)
        elif not re.fullmatch(ID_PATTERN, id):
            if name.path:
                self.complain(place, key, "not-an-id", value=id)
            else:
                self.complain(place, key, "file-is-no-id")
        for kind in {group, name.kind} & self.known.keys():
            self.known[kind].setdefault(id, place)

    def validate(self, name: str, kind: FileKind) -> Any:
        """What a file holds, without what is wrong with it; None when nothing is left."""
        found = self.readings.validate(name, self.documents[name], kind.shape, self.known_for_sure)
        self.problems += found.problems
        self.damaged |= found.damaged
        return found.value

    @cached_property
    def known_for_sure(self) -> dict[str, Collection[str]]:
        """The ids by kind, with those that may stand in files that cannot be read.

        Without the kinds that a missing file defines, and without languages when they are not sure:
        every text must have all of them.
        """
        missing = set(self.doubtful)
        if SITE.pattern not in self.documents:
            missing |= {"language", "scope"}
        sure = {"language", *(kind.file_id for kind in FILES)}  # files are known by name
        perhaps = {kind: self.perhaps for kind in GROUPS if kind not in sure}
        return {
            kind: dict.fromkeys((*ids, *sorted(perhaps.get(kind, ()))))
            for kind, ids in self.known.items()
            if kind not in missing
        }


def _by_date(item: tuple[str, Station]) -> tuple[Any, ...]:
    """Order by the last day a date may mean, so that a whole year follows its own months."""
    id, station = item
    return (station.date.last, station.date.last - station.date.first, id)
