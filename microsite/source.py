"""Content files as they are written: text, with a line and a column for every key and value.

YAML is taken as literal text. `NO`, `010` and `2025-09-10` stay what the author sees; the model
decides which fields are numbers or dates. The tree is built from parser events, so that size,
depth, anchors and tags are refused before anything is composed from them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from microsite.catalogue import Message, say
from microsite.grammar import WIDE_COLON, slip
from microsite.problems import Place, Problem, Severity

KeyPath = tuple[str | int, ...]
MAX_BYTES = 2_000_000
MAX_LINE = 10_000  # letters; what was pasted or is a stuck key would take long to look through
MAX_DEPTH = 20
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What stands for a text that is still to be written; `new` leaves it in the files that it makes.
UNFILLED = "____"

# What YAML does not allow in a text: control characters, halves of pairs, the last two of a plane.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LINE_END = re.compile("[\n\x85\u2028\u2029]")  # of a line as YAML counts them

# Nobody sees these, but they part words, hide from a search, turn the order of letters round, or end
# a line for YAML alone: zero-width space, byte order mark, embeddings and overrides of direction,
# the other line ends of Unicode.
INVISIBLE = re.compile("[\u200b\ufeff\u202a-\u202e\x85\u2028\u2029]")

# Cyrillic and Greek letters that look like Latin ones, next to a Latin one.
_LIKE_LATIN = "асԁеһіјӏорԛѕԝхуАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = str.maketrans(_LIKE_LATIN, "acdehijlopqswxyABCEHIJKMOPSTXYABEZHIKMNOPTYXo")
LOOK_ALIKE = re.compile(f"(?<=[A-Za-z])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[A-Za-z])")

# A `#` behind a space starts a comment, wherever it was meant as a number sign.
COMMENT_BEHIND = re.compile(r"[ \t]*(?P<rest>#(?P<letter>\S?).*)")

# Whatever may be a key in a file that cannot be read as YAML.
MAYBE_KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?([\w-]+)["']?[ \t]*:(?=\s|$)""", re.MULTILINE)

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


@dataclass(frozen=True)
class Prose:
    """One Markdown file in one language."""

    file: str
    text: str

    def place(self, offset: int) -> Place:
        """Line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Place(self.file, line, offset - self._starts[line - 1] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """The file as NFC text with plain line ends, or None after saying why it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(Place(shown), "", say("cannot-open", reason=error.strerror or "?")))
        return None
    if len(raw) > MAX_BYTES:
        size, limit = f"{len(raw) / 1e6:.1f}", f"{MAX_BYTES / 1e6:g}"
        problems.append(Problem(Place(shown), "", say("too-big", size=size, limit=limit)))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        problems.append(Problem(Place(shown, before.count(b"\n") + 1, column), "", say("not-utf-8")))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for at, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            problems.append(Problem(Place(shown, at), "", say("line-too-long", limit=MAX_LINE)))
            return None
    text = unicodedata.normalize("NFC", text)
    problems += unseen(Prose(shown, text))
    # That was said; who names such a word elsewhere is not told again that it is another one.
    return INVISIBLE.sub("", LOOK_ALIKE.sub(lambda letter: letter[0].translate(_LATIN), text))


def unseen(written: Prose) -> Iterator[Problem]:
    """What the eye does not see: characters without a shape, letters of another script."""
    for match in INVISIBLE.finditer(written.text):
        message = say("invisible-character", code=f"U+{ord(match[0]):04X}")
        yield Problem(written.place(match.start()), "", message)
    for match in LOOK_ALIKE.finditer(written.text):
        message = say("look-alike", letter=match[0], name=unicodedata.name(match[0]))
        yield Problem(written.place(match.start()), "", message)


def read_prose(path: Path, shown: str, problems: list[Problem]) -> Prose | None:
    """Read one Markdown file."""
    text = read_text(path, shown, problems)
    if text is None:
        return None
    if not text.strip():
        problems.append(Problem(Place(shown), "", say("empty-prose")))
        return None
    prose = Prose(shown, text)
    for match in re.finditer(re.escape(UNFILLED), text):
        problems.append(Problem(prose.place(match.start()), "", say("unfilled")))
    for match in UNPRINTABLE.finditer(text):
        problems.append(Problem(prose.place(match.start()), "", say("control-character")))
    return prose


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
        message = say("not-yaml", advice=say(code))
        problems.append(Problem(Place(shown, line + 1, column + 1), "", message))
        return None
    except yaml.reader.ReaderError:
        first = UNPRINTABLE.search(text)
        place = Prose(shown, text).place(first.start()) if first else Place(shown)
        problems.append(Problem(place, "", say("control-character")))
        return None
    if not isinstance(tree.root, dict):
        problems.append(Problem(Place(shown, 1), "", say("not-a-mapping")))
        return None
    return Document(shown, tree.root, tree.places, tree.key_places)


def keys_in(path: Path) -> frozenset[str]:
    """Every word that may be a key in a file that cannot be read: who names one is not blamed for it."""
    try:
        return frozenset(MAYBE_KEY.findall(path.read_bytes()[:MAX_BYTES].decode("utf-8", "replace")))
    except OSError:
        return frozenset()


def _behind_text(cut: str | None) -> tuple[Message, Severity]:
    """A comment that is meant as one has a space behind its sign; else it is the rest of the text."""
    return (say("cut-by-comment", rest=cut), "error") if cut else (say("comment-behind-text"), "warning")


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
        if isinstance(event, yaml.ScalarEvent):
            self.last = event
            self.escapes(event)
            return self.scalar(event)
        if isinstance(event, yaml.CollectionStartEvent):
            return self.open(event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def refuse(self, event: yaml.Event, code: str) -> bool:
        self.problems.append(Problem(self.at(event), "", say(code)))
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
        if UNFILLED in event.value:
            self.problems.append(Problem(self.at(event), where(path), say("unfilled")))
        return True

    def escapes(self, event: yaml.ScalarEvent) -> None:
        """What must not stand in a file must not come in by its number, either, as in "\\0"."""
        if event.style == '"' and UNPRINTABLE.search(event.value):
            self.problems.append(Problem(self.at(event), "", say("control-character")))
        elif event.style == '"' and (match := INVISIBLE.search(event.value)):
            message = say("invisible-character", code=f"U+{ord(match[0]):04X}")
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
            message = say("key-twice", key=name, line=self.key_places[key_path].line)
            self.problems.append(Problem(self.at(event), "", message))
        if name != event.value:  # no-break and ideographic spaces are letters to YAML
            self.problems.append(Problem(self.at(event), "", say("odd-space")))
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
