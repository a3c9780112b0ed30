"""Where an entry is named: in keys, in lists, in braces, in links, in the names of files.

Everything is found in the text of the files, so that what is written about it can be changed and all else
stays byte for byte as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml

from microsite.content.documents import KeyPath, Loader
from microsite.content.files import (
    INTERFACE,
    PAGE,
    REVIEWED,
    SECTOR,
    STATIONS,
    UNITS,
    FileKind,
    kind_of,
    part_file,
    prose_file,
)
from microsite.content.index import CITABLE, names_in
from microsite.content.references import PART, PATTERN
from microsite.content.site import Draft
from microsite.content.validation import places_naming
from microsite.language.markdown import ParsedTexts
from microsite.language.markdown_source import PICTURE, without_code
from microsite.upgrades.yaml_text import index_of

ARROW = " › "  # between the parts of a name in `reviewed.yaml`
IN_FILES_OF_THEIR_OWN: Mapping[str, FileKind] = {"sector": SECTOR, "page": PAGE}


@dataclass(frozen=True)
class Edit:
    """What stands from one character of a file to another is to be this."""

    start: int
    stop: int
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with all its changes."""
    for edit in sorted(edits, key=lambda it: it.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.stop :]
    return text


class Nodes:
    """The keys and values of a YAML file, by the keys that lead to them; marks count its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = len(text) - len(text.removeprefix("\ufeff"))
        self.keys: dict[KeyPath, yaml.Node] = {}
        self.values: dict[KeyPath, yaml.Node] = {}
        if root := yaml.compose(text[self.offset :], Loader=Loader):
            self._take(root, ())

    def _take(self, node: yaml.Node, path: KeyPath) -> None:
        self.values[path] = node
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self.keys[*path, key.value.strip()] = key
                self._take(value, (*path, key.value.strip()))
        elif isinstance(node, yaml.SequenceNode):
            for at, item in enumerate(node.value):
                self._take(item, (*path, at))

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """From where to where a key or a scalar is written."""
        start, stop = (index_of(mark) + self.offset for mark in (node.start_mark, node.end_mark))
        return start, start + len(self.text[start:stop].rstrip())

    def written(self, node: yaml.Node, old: str, new: str) -> Edit:
        """A key or a scalar with another word in it."""
        start, stop = self.span(node)
        at = self.text.find(old, start, stop)
        return Edit(start, stop, f'"{new}"') if at < 0 else Edit(at, at + len(old), new)


@dataclass(frozen=True)
class Renaming:
    """An entry that is to have another id, in the texts of a content folder.

    `texts` has the YAML and Markdown files that have the old id anywhere, by their names, with the line ends
    and whatever else they have.
    """

    draft: Draft
    kind: str
    old: str
    new: str
    texts: Mapping[str, str]

    @cached_property
    def home(self) -> tuple[str, KeyPath] | None:
        """The file of the entry and the keys that lead to it there; None for a text that pages share."""
        if own := IN_FILES_OF_THEIR_OWN.get(self.kind):
            return own.file(self.old), ()
        kinds = CITABLE if self.kind in CITABLE else (self.kind,)
        for file in self.texts.keys() & self.draft.documents.keys():
            for name in names_in(file, self.draft.documents[file]):
                if name.kind in kinds and name.id == self.old:
                    return file, name.path
        return None

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The files that are called after it, and what they are to be called."""
        languages = self.draft.known.get("language", ())
        if self.kind == "part":
            return {part_file(self.old, lang): part_file(self.new, lang) for lang in languages}
        kind = IN_FILES_OF_THEIR_OWN.get(self.kind)
        if not kind:
            return {}
        halves = {prose_file(kind, self.old, it): prose_file(kind, self.new, it) for it in languages}
        return {kind.file(self.old): kind.file(self.new), **halves}

    def edits(self) -> dict[str, list[Edit]]:
        """What is to be changed in each file."""
        found = {name: list(self._edits_in(name, text)) for name, text in self.texts.items()}
        return {name: edits for name, edits in found.items() if edits}

    def _edits_in(self, name: str, text: str) -> Iterator[Edit]:
        if name.endswith(".md"):
            yield from self._in_prose(name, text)
        elif REVIEWED.holds(name):
            nodes = Nodes(text)
            yield from (
                nodes.written(node, str(key), again)
                for (key, *rest), node in nodes.keys.items()
                if not rest and (again := self._name_of_text(str(key))) != key
            )
        elif kind_of(name):
            yield from self._in_yaml(name, Nodes(text))

    def _in_yaml(self, file: str, nodes: Nodes) -> Iterator[Edit]:
        kind = kind_of(file)
        assert kind is not None
        if self.home and self.home[0] == file and (path := self.home[1]):
            yield nodes.written(nodes.keys[path], self.old, self.new)
        for name, again in self._as_named():
            for path in places_naming(name, self.draft.documents[file], kind.shape, self._others()):
                yield nodes.written(nodes.values[path], name, again)
        languages = self.draft.known.get("language", ())
        for path, node in nodes.values.items():
            in_words = isinstance(node, yaml.ScalarNode) and path and path[-1] in languages
            if in_words and kind not in (INTERFACE, UNITS):
                start, stop = nodes.span(node)
                yield from self._in_braces(nodes.text[start:stop], start)

    def _as_named(self) -> list[tuple[str, str]]:
        """How other entries name it, and are to name it."""
        ways = [(self.old, self.new)] if self.kind not in ("page", "part") else []
        if self.kind in IN_FILES_OF_THEIR_OWN:
            ways.append((f"{self.kind}:{self.old}", f"{self.kind}:{self.new}"))
        return ways

    def _others(self) -> Mapping[str, Sequence[str]]:
        """Every id that entries may name, without this one: who names it then is complained of."""
        kinds = {"fact", *CITABLE} if self.kind in CITABLE else {self.kind}
        gone = {f"{self.kind}:{self.old}"}
        known = self.draft.known
        return {
            kind: [id for id in ids if id not in gone and not (kind in kinds and id == self.old)]
            for kind, ids in known.items()
        }

    def _in_braces(self, text: str, start: int = 0) -> Iterator[Edit]:
        """Facts and sources in a text that begins at a character of its file."""
        groups = ("name", "cited") if self.kind in CITABLE else ("cited",) if self.kind == "source" else ()
        for match in PATTERN.finditer(text) if groups else ():
            for group in groups:
                if match[group] == self.old:
                    yield Edit(start + match.start(group), start + match.end(group), self.new)

    def _in_text(self, text: str) -> Iterator[Edit]:
        """All that names it in prose."""
        yield from self._in_braces(text)
        if self.kind == "picture":
            found = ((it.span(2), it[2]) for it in PICTURE.finditer(text))
        elif self.kind == "part":
            found = ((it.span(1), it[1]) for it in PART.finditer(text))
        else:
            link = re.compile(rf"(?<=\]\({self.kind}:)([^)\s]*)")
            found = ((it.span(1), it[1]) for it in link.finditer(text))
        yield from (Edit(*span, self.new) for span, name in found if name == self.old)

    def _in_prose(self, name: str, text: str) -> Iterator[Edit]:
        """The same where it is no code, which is printed as it stands."""
        prose = next((it for it in self.draft.texts if it.file.endswith(f"/{name}")), None)
        if prose is None:
            return
        named = self._in_text(without_code(prose.text, ParsedTexts().of(prose)))
        meant = {edit.start for edit in named}
        # The file may have other line ends than the text that was read of it, but names the same.
        for written, read in zip(self._in_text(text), self._in_text(prose.text), strict=True):
            if read.start in meant:
                yield written

    def _name_of_text(self, name: str) -> str:
        """The name of a text in `reviewed.yaml` as it is to be."""
        file, *keys = name.split(ARROW)
        for old, new in self.files.items():
            if file in (old, re.sub(r"\.[^./]+\.md$", ".md", old)):
                return ARROW.join([re.sub(r"\.[^./]+\.md$", ".md", new) if file != old else new, *keys])
        home, path = self.home or ("", ())
        same = file == home or (
            STATIONS.holds(file) and STATIONS.holds(home)
        )  # whichever the entry is in now
        if same and path and tuple(keys[: len(path)]) == path:
            keys[len(path) - 1] = self.new
        return ARROW.join([file, *keys])
