"""A content folder -> its documents and texts, each read once as long as its file stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from microsite.content.documents import Document, read_yaml
from microsite.content.files import NAMED, PAGE
from microsite.content.pages import WRITTEN_PAGES
from microsite.content.readings import Readings
from microsite.content.text_files import Prose, read_prose, shown_name
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, did_you_mean

Key = TypeVar("Key")  # what a text is the text of: a page, or its own name where pages share it
Halves = dict[tuple[Key, str], Prose]  # the second is the language


class FolderReader:
    """The files of a content folder, and what is wrong with them."""

    def __init__(self, folder: Path, readings: Readings) -> None:
        self.folder = folder
        self.readings = readings
        self.problems: list[Problem] = []

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The hashes of the files of the folder by their names in it, in the order of the alphabet."""
        return self.readings.look(self.folder)

    @cached_property
    def written(self) -> Set[str]:
        """What has prose, by the names of its files without language and ending."""
        return {name.rsplit(".", 2)[0] for name in self.files if name.endswith(".md")}

    def complain(self, place: Place, key: str, code: str, **parts: Part) -> None:
        self.problems.append(Problem(place, key, Message(code, **parts)))

    def shown(self, name: str) -> str:
        """A file as it is named to editors."""
        return shown_name(self.folder, name)

    def misnamed(self, name: str) -> Part:
        """What a page without prose may be meant for, when it is none that the engine knows."""
        own = PAGE.holds(name) and name not in NAMED
        if own and name.removesuffix(".yaml") not in self.written:
            near = did_you_mean(PAGE.name_in(name), WRITTEN_PAGES)
            return near and did_you_mean(name, [it for it in NAMED if PAGE.holds(it)])
        return ""

    def document(self, name: str) -> Document | None:
        """What a YAML file holds, as far as it has a form at all."""
        return self.readings.read(name, self.problems, self._read_yaml)

    def read_halves(self, expected: Mapping[str, tuple[Key, str]]) -> Halves[Key]:
        """Read Markdown files, by what each is the text of and its language."""
        prose: Halves[Key] = {}
        for name, half in expected.items():
            if name not in self.files:
                self.complain(Place(self.shown(name)), "", "missing-prose", lang=half[1])
            elif text := self.readings.read(name, self.problems, self._read_prose):
                prose[half] = text
        return prose

    def _read_yaml(self, name: str, problems: list[Problem]) -> Document | None:
        return read_yaml(self.folder / name, self.shown(name), problems)

    def _read_prose(self, name: str, problems: list[Problem]) -> Prose | None:
        return read_prose(self.folder / name, self.shown(name), problems)
