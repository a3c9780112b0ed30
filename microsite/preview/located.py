"""A marked page -> the page as it is published, each element with the place in the content of what it says.

The place stands in the attribute `data-written`, as in `content/launch.yaml:12:5`. The tags are looked
through as they are written and kept as they are: nothing else of a page becomes another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from microsite.messages.problems import Place
from microsite.pages.marked import BEFORE, MARK

WRITTEN = "data-written"

_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_LETTERS = re.compile("script|style|textarea|title")  # what stands in these is no HTML
_PIECE = re.compile(
    rf"""<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>|{MARK.pattern}""",
    re.DOTALL,
)
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")

# What an element says itself tells best what it is, then what it is called, then what its attributes say.
_SAID, _CALLED, _ATTRIBUTE = 3, 2, 1


@dataclass
class _Element:
    """A start tag, where among the pieces of the page it is, and the best place that is known of it."""

    name: str
    at: int
    place: str = ""
    weight: int = 0

    def take(self, place: Place | None, weight: int) -> None:
        if place and weight > self.weight:
            self.place, self.weight = str(place), weight


@dataclass
class _Page:
    place_of: Callable[[str], Place | None]
    entries: Mapping[str, Place]
    pieces: list[str] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)
    placed: list[_Element] = field(default_factory=list)

    def start(self, tag: str, name: str, rest: str) -> _Element:
        element = _Element(name, len(self.pieces))
        if BEFORE in rest:
            for spot in MARK.findall(rest):
                element.take(self.place_of(spot), _ATTRIBUTE)
            tag = MARK.sub("", tag)
        if called := _ID.search(rest):
            element.take(self.entries.get(unescape(called[1])), _CALLED)
        self.pieces.append(tag)
        self.placed.append(element)
        if not _VOID.fullmatch(name) and not rest.endswith("/"):
            self.open.append(element)
        return element

    def end(self, name: str) -> None:
        """Close the nearest element of this name, and what was left open in it."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].name == name:
                del self.open[at:]
                return

    def finished(self) -> str:
        for element in self.placed:
            if element.place:
                tag = self.pieces[element.at]
                cut = len(tag) - (2 if tag.endswith("/>") else 1)
                self.pieces[element.at] = f'{tag[:cut]} {WRITTEN}="{escape(element.place)}"{tag[cut:]}'
        return "".join(self.pieces)


def located(
    marked: bytes,
    place_of: Callable[[str], Place | None],
    entries: Mapping[str, Place],
    page: Place | None = None,
) -> bytes:
    """A page with the places of what it says.

    `place_of` finds the place of a spot, `entries` has those of entries by their ids, `page` is the one of
    the page as a whole, which its body gets. What stands in no body has no place.
    """
    html = marked.decode()
    start = max(html.find("<body"), 0)
    work = _Page(place_of, entries)
    work.pieces.append(MARK.sub("", html[:start]))
    at = start
    while found := _PIECE.search(html, at):
        work.pieces.append(html[at : found.start()])
        at = found.end()
        tag, name = found[0], (found["name"] or "").lower()
        if tag[0] != "<":
            if work.open:
                work.open[-1].take(place_of(found[4]), _SAID)
        elif not name:
            work.pieces.append(MARK.sub("", tag))
        elif found["end"]:
            work.pieces.append(tag)
            work.end(name)
        else:
            element = work.start(tag, name, found["rest"])
            if name == "body":
                element.take(page, _SAID)
            if _LETTERS.fullmatch(name):
                ends = html.lower().find(f"</{name}", at)
                ends = ends if ends >= 0 else len(html)
                work.pieces.append(MARK.sub("", html[at:ends]))
                at = ends
    work.pieces.append(html[at:])
    return work.finished().encode()
