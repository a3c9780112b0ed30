"""Content files as they are written: text, with a line and a column for every key and value.

YAML is taken as literal text. `NO`, `010` and `2025-09-10` stay what the author sees; the model
decides which fields are numbers or dates. The tree is built from parser events, so that size,
depth, anchors and tags are refused before anything is composed from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from microsite.content.spoilt_letters import INVISIBLE, UNPRINTABLE, mended
from microsite.content.text_files import MAX_BYTES, UNFILLED, read_text
from microsite.content.yaml_slips import WIDE_COLON, slip
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, Severity

KeyPath = tuple[str | int, ...]
MAX_DEPTH = 20
MAX_VALUES = 50_000  # in a file; one has some hundreds
MAX_KEYS = 10_000  # in a file that cannot be read, of which somebody may speak
MAX_MISTAKES = 1_000  # in a file; with more, it is something else
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


LINE_END = re.compile("[\n\x85\u2028\u2029]")  # of a line as YAML counts them


# A `#` behind a space starts a comment, wherever it was meant as a number sign.
COMMENT_BEHIND = re.compile(r"[ \t]*(?P<rest>#(?P<letter>\S?).*)")

# Whatever may be a key in a file that cannot be read as YAML.
MAYBE_KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?([\w-]+)["']?[ \t]*:(?=\s|$)""", re.MULTILINE)

# A text that somebody, or a program, has put into marks that hold nothing together; they would be printed.
CURLY = re.compile('[“”„‟＂‘’][^“”„‟＂"]*[“”‟＂’"]')

# What a key cannot hold inside brackets, where YAML takes a colon without a space for a letter.
COLON_IN_KEY = re.compile(f":|(?P<wide>{WIDE_COLON})")


def where(path: KeyPath) -> str:
    """The keys that lead to a value, as an editor reads them; list items count from 1."""
    return " › ".join(str(key + 1) if isinstance(key, int) else key for key in path)


@dataclass(frozen=True)
class Document:
    """One YAML file: nested dicts, lists and strings, and where each of them stands."""

    file: str
    data: Any
    places: dict[KeyPath, Place] = field(repr=False)
    keys: dict[KeyPath, Place] = field(repr=False, default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Where the value at `path` stands, or its nearest parent that is written at all."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def key_place(self, path: KeyPath) -> Place:
        """Where the last key of `path` stands, which may be a line above its value."""
        return self.keys.get(path) or self.place(path)

    def problem(self, path: KeyPath, code: str, severity: Severity = "error", **parts: Part) -> Problem:
        """A problem at the value of a path; `parts` fill the blanks of the message."""
        return Problem(self.place(path), where(path), Message(code, **parts), severity)


def read_yaml(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    """Read one YAML file whose top level is a list of keys (a mapping).

    None when its form is broken; mistakes that leave the form whole (a key that stands twice, a
    text that is cut) are said, and the rest of the file is read.
    """
    text = read_text(path, shown, problems)
    if text is None:
        return None
    tree = _Tree(shown, text, problems)
    try:
        for event in yaml.parse(text, Loader=Loader):
            if not tree.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        if tree.odd:  # an indentation that is none for the parser: that was said
            return None
        line, column, code = slip(error, tree.lines, tree.last)
        message = Message("not-yaml", advice=Message(code))
        problems.append(Problem(Place(shown, line + 1, column + 1), "", message))
        return None
    if not isinstance(tree.root, dict):
        problems.append(Problem(Place(shown, 1), "", Message("not-a-mapping")))
        return None
    return Document(shown, tree.root, tree.places, tree.key_places)


def keys_in(path: Path) -> frozenset[str]:
    """Every word that may be a key in a file that cannot be read: who names one is not blamed for it."""
    try:
        text = path.read_bytes()[:MAX_BYTES].decode("utf-8", "ignore")
    except OSError:
        return frozenset()
    return frozenset(match[1] for match in islice(MAYBE_KEY.finditer(mended(text)), MAX_KEYS))


def _behind_text(cut: str | None) -> tuple[Message, Severity]:
    """A comment that is meant as one has a space behind its sign; else it is the rest of the text."""
    return (
        (Message("cut-by-comment", rest=cut), "error") if cut else (Message("comment-behind-text"), "warning")
    )


class _Tree:
    """Builds the tree of one document from parser events and keeps each place."""

    def __init__(self, shown: str, text: str, problems: list[Problem]) -> None:
        self.shown = shown
        self.lines = LINE_END.split(text)
        self.problems = problems
        self.root: Any = None
        self.places: dict[KeyPath, Place] = {}
        self.key_places: dict[KeyPath, Place] = {}
        self.stack: list[tuple[Any, KeyPath]] = []
        self.key: str | None = None
        self.last: yaml.ScalarEvent | None = None
        self.odd = False

    def take(self, event: yaml.Event) -> bool:
        """Add one event; False when the file must not be read any further."""
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            return self.refuse(event, "second-document")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            return self.refuse(event, "anchor")
        if getattr(event, "tag", None) not in (None, "", "!"):
            return self.refuse(event, "tag")
        if len(self.places) > MAX_VALUES:
            return self.refuse(event, "too-many-values", limit=f"{MAX_VALUES:,}")
        if len(self.problems) > MAX_MISTAKES:
            return self.refuse(event, "reading-stopped", number=f"{MAX_MISTAKES:,}")
        if isinstance(event, yaml.ScalarEvent):
            self.last = event
            self.escapes(event)
            return self.scalar(event)
        if isinstance(event, yaml.CollectionStartEvent):
            return self.open(event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def refuse(self, event: yaml.Event, code: str, **parts: Part) -> bool:
        self.problems.append(Problem(self.at(event), "", Message(code, **parts)))
        return False

    def at(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def scalar(self, event: yaml.ScalarEvent) -> bool:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            return self.name_key(event)
        plain = event.style in (None, "")  # the C parser says "", the other None
        comment = self.comment_behind(event) if plain else None
        cut = comment["rest"].strip() if comment and comment["letter"] else None
        empty = plain and event.value in ("", "~", "null")
        path = self.put(event, cut if empty else event.value)
        if comment and (cut or " " in event.value):
            assert event.end_mark is not None
            place = Place(self.shown, event.end_mark.line + 1, comment.start("rest") + 1)
            self.problems.append(Problem(place, where(path), *_behind_text(cut)))
        if plain and CURLY.fullmatch(event.value):
            self.problems.append(Problem(self.at(event), where(path), Message("curly-quotes")))
        if UNFILLED in event.value:
            self.problems.append(Problem(self.at(event), where(path), Message("unfilled")))
        return True

    def escapes(self, event: yaml.ScalarEvent) -> None:
        """What must not stand in a file must not come in by its number, either, as in "\\0"."""
        if event.style == '"' and UNPRINTABLE.search(event.value):
            self.problems.append(Problem(self.at(event), "", Message("control-character")))
        elif event.style == '"' and (match := INVISIBLE.search(event.value)):
            message = Message("invisible-character", code=f"U+{ord(match[0]):04X}")
            self.problems.append(Problem(self.at(event), "", message))

    def comment_behind(self, event: yaml.ScalarEvent) -> re.Match[str] | None:
        mark = event.end_mark
        assert mark is not None
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return COMMENT_BEHIND.match(line, mark.column)

    def name_key(self, event: yaml.ScalarEvent) -> bool:
        """Take a key; False for one that swallowed its value, as in `{en:"…"}`."""
        mapping, path = self.stack[-1]
        name = event.value.strip()
        key_path = (*path, name)
        if event.style in (None, "") and (colon := COLON_IN_KEY.search(name)):
            return self.refuse(event, "yaml-wide-colon" if colon["wide"] else "yaml-no-space")
        if name in mapping:
            message = Message("key-twice", key=name, line=self.key_places[key_path].line)
            self.problems.append(Problem(self.at(event), "", message))
        if name != event.value:  # no-break and ideographic spaces are letters to YAML
            self.problems.append(Problem(self.at(event), "", Message("odd-space")))
            self.odd = True
        self.key_places.setdefault(key_path, self.at(event))
        self.key = name
        return True

    def open(self, event: yaml.CollectionStartEvent) -> bool:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            return self.refuse(event, "key-not-a-word")
        if len(self.stack) >= MAX_DEPTH:
            return self.refuse(event, "too-deep")
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
