"""How much of a title and a description lists of search results show, and a text cut to that."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from microsite.language.scripts import code_of

MORE = "…"
# Where a sentence ends: behind its mark, and what closes it. A point ends one before a space or at the end.
_SENTENCE = re.compile(r"[.!?؟।።]+[”’»)\"]*(?=\s|$)|[。！？]+[」』”’）]*")
_BEFORE_MORE = " \u00a0,;:–—-·،؛、，；：("


class Span(NamedTuple):
    """From how many characters to how many."""

    least: int
    most: int


class Room(NamedTuple):
    """What is shown whole, and says enough."""

    title: Span
    description: Span


# Letters of some scripts are twice as wide as Latin ones, and half as many find room; some say as much with
# fewer, since they write no vowels, or a word with one sign.
NARROW = Room(title=Span(5, 70), description=Span(50, 160))
CONSONANTS = Room(title=Span(5, 70), description=Span(35, 160))
WIDE = Room(title=Span(5, 40), description=Span(25, 90))
SIGNS = Room(title=Span(3, 40), description=Span(15, 90))
ROOMS = {
    "Arab": CONSONANTS,
    "Hebr": CONSONANTS,
    "Hans": SIGNS,
    "Hant": SIGNS,
    "Jpan": WIDE,
    "Kore": WIDE,
}


def without_middle(text: str, most: int) -> str:
    """A name with no more than `most` letters: what stands at its end tells like names apart."""
    if len(text) <= most:
        return text
    before, after = text[: most // 2], text[len(MORE) + most // 2 - most :]
    if " " in before:
        before = before[: before.rfind(" ")]
    if " " in after:
        after = after[after.find(" ") :]
    return before.rstrip(_BEFORE_MORE) + MORE + after


def room_of(locale: str) -> Room:
    """The room for texts in the script of a CLDR locale."""
    return ROOMS.get(code_of(locale) or "", NARROW)


def shortened(text: str, span: Span) -> str:
    """A plain text as far as there is room: whole sentences, or else whole words and an ellipsis."""
    if len(text) <= span.most:
        return text
    ends = [it.end() for it in _SENTENCE.finditer(text) if span.least <= it.end() <= span.most]
    if ends:
        return text[: ends[-1]]
    at = span.most - len(MORE)
    space = max(text.rfind(" ", 0, at + 1), text.rfind("\u00a0", 0, at + 1))
    if space >= span.least:  # a script without spaces may be parted anywhere
        at = space
    while unicodedata.combining(text[at]):  # a letter and its signs stay together
        at -= 1
    return text[:at].rstrip(_BEFORE_MORE) + MORE
