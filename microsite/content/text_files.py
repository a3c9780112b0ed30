"""Content files as they are written: text, with a line and a column for every character.

What the eye does not see is refused here: bytes that are no UTF-8, characters without a shape,
letters of another script, lines that no person wrote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from microsite.messages.catalogue import UNPRINTED, Message
from microsite.messages.problems import MOST, Place, Problem

MAX_BYTES = 2_000_000
MAX_PROSE = 200_000  # bytes; a book of thirty thousand words is no page


MAX_LINE = 10_000  # letters; what was pasted or is a stuck key would take long to look through


# What stands for a text that is still to be written; `new` leaves it in the files that it makes.
UNFILLED = "____"


# What YAML does not allow in a text: control characters, halves of pairs, the last two of a plane.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# Nobody sees these, but they part words, hide from a search, turn the order of letters round, or end
# a line for YAML alone: zero-width space, byte order mark, embeddings and overrides of direction,
# the other line ends of Unicode.
INVISIBLE = re.compile("[\u200b\ufeff\u202a-\u202e\x85\u2028\u2029]")


# Cyrillic and Greek letters that look like Latin ones, next to a Latin one.
_LIKE_LATIN = "асԁеһіјӏорԛѕԝхуАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"


_LATIN = str.maketrans(_LIKE_LATIN, "acdehijlopqswxyABCEHIJKMOPSTXYABEZHIKMNOPTYXo")


LOOK_ALIKE = re.compile(f"(?<=[A-Za-z])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[A-Za-z])")


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
    problems += unseen(Prose(shown, text))
    return as_seen(text)  # the rest was said; who names such a word is not told again that it is another one


def as_seen(text: str) -> str:
    """A text without what the eye does not see."""
    latin = LOOK_ALIKE.sub(lambda letter: letter[0].translate(_LATIN), text)
    return UNPRINTABLE.sub("", INVISIBLE.sub("", latin))


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
    """What the eye does not see: characters without a shape, letters of another script; the first few."""
    for pattern, message in _UNSEEN.items():
        found = [*islice(pattern.finditer(written.text), MOST + 1)]
        yield from (Problem(written.place(it.start()), "", message(it[0])) for it in found[:MOST])
        if len(found) > MOST:
            more = len(pattern.findall(written.text)) - MOST
            yield Problem(written.place(found[-1].start()), "", Message("and-more", number=more))


_UNSEEN: Mapping[re.Pattern[str], Callable[[str], Message]] = {
    UNPRINTABLE: lambda letter: Message("control-character"),
    INVISIBLE: lambda letter: Message("invisible-character", code=f"U+{ord(letter):04X}"),
    LOOK_ALIKE: lambda letter: Message("look-alike", letter=letter, name=unicodedata.name(letter)),
}


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
