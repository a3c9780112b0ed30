"""What a published file holds that can be wrong, whatever kind of file it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from microsite.messages.catalogue import Message, Part

GZIP = 18  # bytes that gzip sets around what it has packed: its head and its end
LEVEL = 6  # of what servers pack with, as most of them come


class Fault(NamedTuple):
    """What is wrong with a file by itself, and in which line of it; 0 is the file as a whole."""

    line: int
    message: Message


class Figure(NamedTuple):
    """A number or a date for machines, and how people read it."""

    kind: str  # the element that it stands in: data or time
    lang: str
    value: str
    text: str
    past: bool = False  # True for what was said once, and no fact says now
    fitted: bool = False  # True where it stands only if there is room, which differs by language


class Described(NamedTuple):
    """What a file says of another one: its size in bytes and its hash (of a file of data), or its width and
    height in pixels (of a picture); None where it does not say."""

    path: str  # as it is written there
    bytes: int | None = None
    hash: str | None = None
    pixels: tuple[int, int] | None = None


@dataclass(frozen=True)
class Seen:
    """What one file holds that can be wrong."""

    weight: int = 0  # in bytes, packed as it is sent
    faults: tuple[Fault, ...] = ()
    links: tuple[str, ...] = ()  # relative, rooted or full: each that leads into the site leads to a file
    names: tuple[str, ...] = ()  # addresses that name something, and lead to its page, not to a place on it
    entries: tuple[str, ...] = ()  # what it tells of, by what its sisters in other languages share
    texts: Mapping[str, str] = field(default_factory=dict)  # with digits and no markup, by whose words it is
    values: tuple[tuple[str, str], ...] = ()  # numbers of facts in data, each with the id beside it
    described: tuple[Described, ...] = ()
    pixels: tuple[int, int] | None = None  # width and height of a picture


@dataclass(frozen=True)
class SeenPage(Seen):
    """What one page holds that can be wrong."""

    ids: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()  # ids of what only a button opens: no address leads there
    outward: frozenset[str] = frozenset()  # full addresses that readers can follow: they may lead anywhere
    alternates: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""
    headings: tuple[str, ...] = ()
    left_over: tuple[tuple[str, str], ...] = ()  # marks that are printed, and the words around each
    figures: Mapping[Figure, int] = field(default_factory=dict)  # how often each stands there

    @property
    def anchors(self) -> Set[str]:
        """What an address can lead to."""
        return set(self.ids) - self.folded


def weight_of(body: bytes) -> int:
    """How many bytes are sent of a file that is packed."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packer.compress(body)) + len(packer.flush()) + GZIP


def numbered(texts: Iterable[str]) -> Mapping[str, str]:
    """Texts by their places in a row, as far as there are digits in them."""
    return {str(at): text for at, text in enumerate(texts) if any(map(str.isdigit, text))}


def fault(line: int, code: str, **parts: Part) -> Fault:
    """What is wrong in a line of a file."""
    return Fault(line, Message(code, **parts))
