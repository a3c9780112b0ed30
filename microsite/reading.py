"""Content folder -> `Site`: read all files, gather their ids, validate each against the model.

One run reports every mistake. What only shows in the whole is checked by `coherence`.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from microsite import coherence
from microsite.interface import Interface
from microsite.model import (
    ID_PATTERN,
    Change,
    Confidence,
    Conflict,
    Figure,
    Launch,
    PageText,
    Sector,
    Settings,
    Source,
    Station,
    Term,
    Unit,
)
from microsite.problems import Place, Problem, did_you_mean, stop_if_any
from microsite.site import PAGE_KINDS, Citable, PageKey, Site, page_name
from microsite.source import Document, Prose, read_prose, read_yaml
from microsite.wording import complaints, where

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


def read_site(folder: Path) -> Site:
    """Read the content folder.

    Raises `ContentError` with every problem that was found; files are named as `folder` is given.
    """
    return _Reader(folder).read()


class _Reader:
    """One reading of a content folder: what was found so far, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.known: dict[str, dict[str, Place]] = {}

    def read(self) -> Site:
        if not self.folder.is_dir():
            self.say(Place(self.folder.as_posix()), "", "there is no such folder with content.")
        stop_if_any(self.problems)
        self.read_documents()
        self.gather_ids()
        site = self.assemble()
        stop_if_any(self.problems)
        assert site is not None
        stop_if_any(coherence.problems_of(site, self.documents))
        return site

    def assemble(self) -> Site | None:
        """Validate every file; None when any of them failed (the problems say why)."""
        settings = self.validate("site.yaml", Settings)
        interface = self.validate("interface.yaml", Interface)
        units = self.validate("units.yaml", dict[str, Unit])
        sources = self.validate("sources.yaml", dict[str, Source])
        launch = self.validate("launch.yaml", Launch)
        glossary = self.validate("glossary.yaml", dict[str, Term])
        conflicts = self.validate("conflicts.yaml", dict[str, Conflict])
        changes = self.validate("changes.yaml", dict[str, Change]) or {}
        pages = {kind: self.validate(f"pages/{kind}.yaml", PageText) for kind in PAGE_KINDS}
        sectors = {id: self.validate(f"sectors/{id}.yaml", Sector) for id in self.known["sector"]}
        stations: dict[str, Station] = {}
        for name in self.names_in("stations"):
            stations |= self.validate(name, dict[str, Station]) or {}
        prose = self.read_all_prose()
        self.check_time_zone()
        if self.problems or not (settings and interface and launch):
            return None
        whole_sectors = {id: sector for id, sector in sectors.items() if sector}
        return Site(
            settings=settings,
            interface=interface,
            units=units or {},
            sources=sources or {},
            launch=launch,
            sectors=dict(sorted(whole_sectors.items(), key=lambda item: item[1].number)),
            stations=dict(sorted(stations.items(), key=_by_date)),
            glossary=glossary or {},
            conflicts=conflicts or {},
            pages={kind: page for kind, page in pages.items() if page},
            prose=prose,
            citables={
                citable.id: citable for citable in _citables(launch, whole_sectors, stations, glossary or {})
            },
            changes=dict(sorted(changes.items(), key=lambda item: item[1].date.last, reverse=True)),
        )

    def say(self, place: Place, key: str, message: str) -> None:
        self.problems.append(Problem(place, key, message))

    def shown(self, name: str) -> str:
        return (self.folder / name).as_posix()

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
                self.say(place, "", f"this file is missing.{did_you_mean(name, strays)}")
            elif name not in SINGLE_FILES and not re.fullmatch(r"(sectors|stations)/[^/]+\.yaml", name):
                hint = did_you_mean(name, [other for other in SINGLE_FILES if other not in found])
                self.say(place, "", f"nothing is made from this file.{hint}")
            elif document := read_yaml(self.folder / name, place.file, self.problems):
                self.documents[name] = document

    def read_all_prose(self) -> dict[tuple[PageKey, str], Prose]:
        """Read the Markdown of every page and sector; a missing half is a problem."""
        stems: dict[str, PageKey] = {f"pages/{kind}": (kind, "") for kind in PAGE_KINDS}
        stems |= {f"sectors/{id}": ("sector", id) for id in self.known["sector"]}
        expected = {
            f"{stem}.{lang}.md": (key, lang) for stem, key in stems.items() for lang in self.known["language"]
        }
        found = {name for name in self.files() if name.endswith(".md")}
        prose: dict[tuple[PageKey, str], Prose] = {}
        for name, key in expected.items():
            if name not in found:
                message = f'the text in "{key[1]}" is missing; write this file.'
                self.say(Place(self.shown(name)), "", message)
            elif text := read_prose(self.folder / name, self.shown(name), self.problems):
                prose[key] = text
        if self.known["language"]:
            for name in sorted(found - expected.keys()):
                hint = did_you_mean(name, expected.keys() - found)
                self.say(Place(self.shown(name)), "", f"nothing is made from this file.{hint}")
        return prose

    # --- ids ------------------------------------------------------------------------------------

    def gather_ids(self) -> None:
        """Note every id that the content defines, and where, before anything refers to one."""
        kinds = ("language", "unit", "source", "sector", "fact", "term", "conflict", "change", "page")
        self.known = {kind: {} for kind in kinds}
        for kind, name, path in DEFINITIONS:
            self.define(kind, name, path)
        for name in self.names_in("sectors"):
            id = Path(name).stem
            self.known["sector"][id] = Place(self.shown(name))
            if not re.fullmatch(ID_PATTERN, id):
                message = "name the file in small letters, digits and hyphens."
                self.say(Place(self.shown(name)), "", message)
            self.define("fact", name, ("targets",))
            self.define("fact", name, ("figures",))
        if not self.known["sector"]:
            self.say(Place(self.shown("sectors")), "", "no sector stands here; a site has at least one.")
        for name in self.names_in("stations"):
            self.define("fact", name, ())
        self.known["page"] = {
            page_name(key): Place(self.folder.as_posix())
            for key in [(kind, "") for kind in PAGE_KINDS] + [("sector", id) for id in self.known["sector"]]
        }
        for name in [*self.names_in("stations"), "glossary.yaml"]:
            for id in self.documents[name].data if name in self.documents else ():
                self.define("fact", name, (id, "figures"))
        for id in self.known["fact"].keys() & self.known["source"].keys():
            message = f'"{id}" is the id of a source, too; choose another.'
            self.say(self.known["fact"][id], "", message)

    def define(self, kind: str, name: str, path: tuple[str, ...]) -> None:
        """Note the ids of one group of entries; a second use of an id is a problem."""
        document = self.documents.get(name)
        group: Any = document.data if document else None
        for key in path:
            group = group.get(key) if isinstance(group, dict) else None
        if not document or not isinstance(group, dict):
            return
        for id in group:
            place, key = document.place((*path, id)), where((*path, id))
            if first := self.known[kind].get(id):
                message = f'the id "{id}" is taken, see {first}; each id stands once in the whole site.'
                self.say(place, key, message)
            elif kind == "language" and not re.fullmatch(LANGUAGE_PATTERN, id):
                self.say(place, key, f'"{id}" is no code of a language; write one such as fr or pt-BR.')
            elif kind != "language" and not re.fullmatch(ID_PATTERN, id):
                self.say(place, key, f'"{id}" is no id; write small letters, digits and hyphens.')
            self.known[kind].setdefault(id, place)

    # --- one file -------------------------------------------------------------------------------

    def validate(self, name: str, shape: type[Shape]) -> Shape | None:
        document = self.documents.get(name)
        if document is None:
            return None
        try:
            return TypeAdapter(shape).validate_python(document.data, context={"known": self.known_for_sure()})
        except ValidationError as error:
            for path, complaint in complaints(document, error):
                self.say(document.place(path), where(path), complaint)
            return None

    def known_for_sure(self) -> dict[str, dict[str, Place]]:
        """The ids by kind, without the kinds of which some may stand in a file that cannot be read."""
        unread = {name for name in self.files() if name.endswith(".yaml")} - self.documents.keys()
        unread |= set(SINGLE_FILES) - self.documents.keys()
        unsure = {kind for kind, name, _ in DEFINITIONS if name in unread}
        if any(name.startswith(("sectors/", "stations/")) or name == "glossary.yaml" for name in unread):
            unsure.add("fact")
        return {kind: ids for kind, ids in self.known.items() if kind not in unsure}

    def check_time_zone(self) -> None:
        document = self.documents.get("site.yaml")
        zone = document.data.get("time_zone") if document else None
        if document and isinstance(zone, str) and zone not in zoneinfo.available_timezones():
            hint = did_you_mean(zone, zoneinfo.available_timezones())
            message = f'"{zone}" is not a time zone; write one such as Europe/Paris.{hint}'
            self.say(document.place(("time_zone",)), "time_zone", message)


def _by_date(item: tuple[str, Station]) -> tuple[Any, ...]:
    """Order by the last day a date may mean, so that a whole year follows its own months."""
    id, station = item
    return (station.date.last, station.date.first, id)


def _citables(
    launch: Launch,
    sectors: Mapping[str, Sector],
    stations: Mapping[str, Station],
    glossary: Mapping[str, Term],
) -> Iterator[Citable]:
    """Everything that prose can name, with the page and anchor where it is shown."""
    page: PageKey = ("launch", "")
    for id, fact in launch.facts.items():
        yield Citable(id, "fact", fact, fact.label, fact.sources, fact.confidence, page, id)
    for name, sector in sectors.items():
        page = ("sector", name)
        for id, target in sector.targets.items():
            sources, confidence = target.sources, target.confidence
            yield Citable(id, "target", target, target.title, sources, confidence, page, id)
        for id, number in sector.figures.items():
            sources, confidence = number.sources, number.confidence
            yield Citable(id, "figure", number, number.label, sources, confidence, page, id)
    for name, station in stations.items():
        page = ("year", str(station.date.year))
        sources, confidence = station.sources, station.confidence
        yield Citable(name, "station", station, station.title, sources, confidence, page, name)
        for id, figure in station.figures.items():
            yield _inherited(id, figure, sources, confidence, page, name)
    for name, term in glossary.items():
        for id, figure in term.figures.items():
            confidence = "confirmed" if len(term.sources) > 1 else "single-source"
            yield _inherited(id, figure, term.sources, confidence, ("glossary", ""), name)


def _inherited(
    id: str, figure: Figure, sources: tuple[str, ...], confidence: Confidence, page: PageKey, anchor: str
) -> Citable:
    """A figure inside another entry takes over what it does not say itself."""
    own = figure.confidence or confidence
    return Citable(id, "figure", figure, figure.label, figure.sources or sources, own, page, anchor)
