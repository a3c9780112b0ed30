"""Content files as they are written: text, with a line and a column for every character.

What the eye does not see is refused here: bytes that are no UTF-8, characters without a shape,
letters of another script, lines that no person wrote. So are the marks of changes that were not merged.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from microsite.content.spoilt_letters import mended, spoilt
from microsite.messages.catalogue import UNPRINTED, Message
from microsite.messages.problems import Place, Problem

MAX_BYTES = 2_000_000
MAX_PROSE = 200_000  # bytes; a book of thirty thousand words is no page


MAX_LINE = 10_000  # letters; what was pasted or is a stuck key would take long to look through


# What stands for a text that is still to be written; `new` leaves it in the files that it makes.
UNFILLED = "____"


# What git leaves in a file where two changes met: its own lines, and ours and theirs between them.
# A line of seven = alone may be meant for a heading in Markdown.
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ ].*)?$", re.MULTILINE)
CONFLICT_IN_YAML = re.compile(rf"{CONFLICT.pattern}|^={{7}}$", re.MULTILINE)


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


def shown_name(folder: Path, name: str) -> str:
    """A file as it is named to editors, in one line and without bytes that are no UTF-8."""
    return _printed(f"{_posix(folder)}{name}")


@lru_cache(maxsize=100_000)
def _printed(name: str) -> str:
    return UNPRINTED.sub("?", name)


@lru_cache
def _posix(folder: Path) -> str:
    """A folder as it stands before the names of its files."""
    return (folder / "_").as_posix()[:-1]


def read_text(path: Path, shown: str, problems: list[Problem], max_bytes: int = MAX_BYTES) -> str | None:
    """The file as NFC text with plain line ends, or None after saying why it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(Place(shown), "", Message("cannot-open", reason=error.strerror or "?")))
        return None
    if len(raw) > max_bytes:
        size, limit = f"{len(raw) / 1e6:.1f}", f"{max_bytes / 1e6:g}"
        problems.append(Problem(Place(shown), "", Message("too-big", size=size, limit=limit)))
        return None
    if problem := not_utf_8(raw, shown):
        problems.append(problem)
        return None
    text = raw.decode("utf-8-sig")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for at, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            problems.append(Problem(Place(shown, at), "", Message("line-too-long", limit=MAX_LINE)))
            return None
    text = unicodedata.normalize("NFC", text)
    written = Prose(shown, text)
    if conflict := (CONFLICT_IN_YAML if path.suffix == ".yaml" else CONFLICT).search(text):
        place = written.place(conflict.start())
        problems.append(Problem(place, "", Message("conflict-left", mark=conflict[0][:7])))
        return None
    problems += unseen(written)
    return mended(text)


def not_utf_8(raw: bytes, shown: str) -> Problem | None:
    """Where bytes are no text, if they are none."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return Problem(Place(shown, before.count(b"\n") + 1, column), "", Message("not-utf-8"))
    return None


def unseen(written: Prose) -> Iterator[Problem]:
    """What the eye does not see: characters without a shape, letters of another script or encoding."""
    for offset, message in spoilt(written.text):
        yield Problem(written.place(offset), "", message)


def read_prose(path: Path, shown: str, problems: list[Problem]) -> Prose | None:
    """Read one Markdown file."""
    text = read_text(path, shown, problems, MAX_PROSE)
    if text is None:
        return None
    if not text.strip():
        problems.append(Problem(Place(shown), "", Message("empty-prose")))
        return None
    prose = Prose(shown, text)
    for match in re.finditer(re.escape(UNFILLED), text):
        problems.append(Problem(prose.place(match.start()), "", Message("unfilled")))
    return prose
