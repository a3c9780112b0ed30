"""Content files as they are written: text, with a line and a column for every key and value.

YAML is taken as literal text. `NO`, `010` and `2025-09-10` stay what the author sees; the model
decides which fields are numbers or dates. The tree is built from parser events, so that size,
depth, anchors and tags are refused before anything is composed from them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from microsite.problems import Place, Problem

KeyPath = tuple[str | int, ...]
MAX_BYTES = 2_000_000
MAX_DEPTH = 20
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What YAML does not allow in a text: control characters, halves of pairs, the last two of a plane.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What the YAML parser says, in an editor's words. The first pattern that is found wins.
YAML_ADVICE = (
    (r"'\\t'|tab", "a tab stands where spaces must; indent with two spaces"),
    (
        r"expected <block end>|did not find expected key",
        "the indentation does not line up with the lines above",
    ),
    (r"mapping values are not allowed", 'a text with ": " in it must stand in double quotes'),
    (r"could not find expected ':'", 'this line has no ":" after its key'),
    (r"unexpected end of stream|quoted scalar", "a quotation mark is opened and not closed"),
    (r"cannot start any token", "a text that starts with this character must stand in quotes"),
)


@dataclass(frozen=True)
class Document:
    """One YAML file: nested dicts, lists and strings, and where each of them stands."""

    file: str
    data: Any
    places: dict[KeyPath, Place] = field(repr=False)

    def place(self, path: KeyPath) -> Place:
        """Where the value at `path` stands, or its nearest parent that is written at all."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


@dataclass(frozen=True)
class Prose:
    """One Markdown file in one language."""

    file: str
    text: str

    def place(self, offset: int) -> Place:
        """Line and column of a character."""
        before = self.text[:offset]
        return Place(self.file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """The file as NFC text with plain line ends, or None after saying why it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        problems.append(Problem(Place(shown), "", f"this file cannot be opened: {reason}."))
        return None
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1e6:.1f} MB"
        problems.append(Problem(Place(shown), "", f"this file has {size}; split it (limit 2 MB)."))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(Place(shown, line), "", "this is not UTF-8; save the file as UTF-8."))
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_prose(path: Path, shown: str, problems: list[Problem]) -> Prose | None:
    """Read one Markdown file."""
    text = read_text(path, shown, problems)
    if text is None:
        return None
    if not text.strip():
        problems.append(Problem(Place(shown), "", "this file is empty; write the text."))
        return None
    return Prose(shown, text)


def read_yaml(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    """Read one YAML file whose top level is a list of keys (a mapping)."""
    text = read_text(path, shown, problems)
    if text is None:
        return None
    before = len(problems)
    tree = _Tree(shown, problems)
    try:
        for event in yaml.parse(text, Loader=Loader):
            if not tree.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        problems.append(Problem(place, "", f"this is not valid YAML: {_advice(error, text)}."))
        return None
    except yaml.reader.ReaderError:
        problems.append(_unprintable(shown, text))
        return None
    if len(problems) > before:
        return None
    if not isinstance(tree.root, dict):
        problems.append(Problem(Place(shown, 1), "", 'this file must hold keys, such as "title: …".'))
        return None
    return Document(shown, tree.root, tree.places)


def _advice(error: yaml.MarkedYAMLError, text: str) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    if error.problem_mark:
        line = text.split("\n")[error.problem_mark.line]
        said += " tab" if line[error.problem_mark.column :].startswith("\t") else ""
    for pattern, advice in YAML_ADVICE:
        if re.search(pattern, said):
            return advice
    return " ".join(said.split())


def _unprintable(shown: str, text: str) -> Problem:
    match = UNPRINTABLE.search(text)
    line = text[: match.start()].count("\n") + 1 if match else 0
    return Problem(Place(shown, line), "", "there is an invisible control character; delete it.")


class _Tree:
    """Builds the tree of one document from parser events and keeps each place."""

    def __init__(self, shown: str, problems: list[Problem]) -> None:
        self.shown = shown
        self.problems = problems
        self.root: Any = None
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.stack: list[tuple[Any, KeyPath]] = []
        self.key: str | None = None

    def take(self, event: yaml.Event) -> bool:
        """Add one event; False when the file must not be read any further."""
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            return self.refuse(event, "a second document starts here; remove the line of ---")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            return self.refuse(event, "anchors and aliases (& and *) are not used here; write it out")
        if getattr(event, "tag", None) not in (None, "", "!"):
            return self.refuse(event, "tags (!) are not used here; put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            return self.open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def refuse(self, event: yaml.Event, message: str) -> bool:
        self.problems.append(Problem(self.at(event), "", f"{message}."))
        return False

    def at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            self.name_key(event)
        else:
            plain = event.style in (None, "")  # the C parser says "", the other None
            empty = plain and event.value in ("", "~", "null")
            self.put(event, None if empty else event.value)

    def name_key(self, event: yaml.ScalarEvent) -> None:
        mapping, path = self.stack[-1]
        key_path = (*path, event.value)
        if event.value in mapping:
            first = self.key_places[key_path].line
            message = f'"{event.value}" stands here twice; the first is on line {first}.'
            self.problems.append(Problem(self.at(event), "", message))
        self.key_places.setdefault(key_path, self.at(event))
        self.key = event.value

    def open(self, event: yaml.CollectionStartEvent) -> bool:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            return self.refuse(event, "a key must be a plain word")
        if len(self.stack) >= MAX_DEPTH:
            return self.refuse(event, "the brackets are nested too deeply")
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append((value, self.put(event, value)))
        return True

    def put(self, event: yaml.Event, value: Any) -> KeyPath:
        path: KeyPath = ()
        if not self.stack:
            self.root = value
        else:
            parent, parent_path = self.stack[-1]
            if isinstance(parent, dict):
                assert self.key is not None
                path, parent[self.key] = (*parent_path, self.key), value
                self.key = None
            else:
                path = (*parent_path, len(parent))
                parent.append(value)
        self.places[path] = self.at(event)
        return path
