"""Texts -> lines of measured letters: where they break, how large they can be, and what has to go.

Lengths are pixels of the picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from microsite.fonts.typefaces import BOLD, Typefaces

MORE = "…"
SOFT_HYPHEN = "\u00ad"
WORD_JOINER = "\u2060"
_SPACES = re.compile(r"(?<=[ \n\t])")
# What begins no line and what ends none, where lines may break at any letter: closing and opening signs,
# small kana and the mark of a long vowel.
_NEVER_FIRST = frozenset("々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_CLOSING, _OPENING = ("Pe", "Pf", "Po"), ("Ps", "Pi")


@dataclass(frozen=True)
class Style:
    """How a text is set: its weight, what stands between its letters in em, and whether words stay whole."""

    faces: Typefaces
    weight: int = BOLD
    tracking: float = 0.0
    whole_words: bool = True

    def width(self, text: str, size: float) -> float:
        """How wide a text is at most."""
        return (self.faces.width(text, self.weight) + self.tracking * len(text)) * size


@dataclass(frozen=True)
class Lines:
    """A text in lines of one size."""

    texts: tuple[str, ...]
    size: float


def fitted(text: str, style: Style, width: float, sizes: Sequence[float], most: Sequence[int]) -> Lines:
    """A text in the first of the sizes at which it takes no more than so many lines (`most`, one a size),
    about as long as each other; in the last size what has no room is left out, with a sign of that."""
    parts = _parts(text, style.whole_words)
    for size, number in zip(sizes, most, strict=True):
        lines = _broken(parts, style, width, size)
        if len(lines) <= number and all(style.width(it, size) <= width for it in lines):
            return Lines(tuple(_even(parts, style, width, size, len(lines))), size)
    size, number = sizes[-1], most[-1]
    lines = [piece for line in _broken(parts, style, width, size) for piece in _cut(line, style, width, size)]
    if len(lines) > number:
        lines[number - 1 :] = [_ended(lines[number - 1], style, width, size)]
    return Lines(tuple(lines), size)


def _parts(text: str, whole_words: bool) -> list[str]:
    """The pieces between which a line may end; a space stays with the piece before it."""
    words = [word for word in _SPACES.split(text.replace(SOFT_HYPHEN, "")) if word]
    return words if whole_words else [part for word in words for part in _by_letters(word)]


def _by_letters(word: str) -> Iterable[str]:
    """A word in pieces, parted beside ideographs and kana."""
    part = ""
    for letter in word:
        if part and _may_part(part[-1], letter):
            yield part
            part = ""
        part += letter
    yield part


def _may_part(before: str, after: str) -> bool:
    if "W" not in (unicodedata.east_asian_width(before), unicodedata.east_asian_width(after)):
        return False
    ends, begins = unicodedata.category(before), unicodedata.category(after)
    if WORD_JOINER in (before, after) or after.isspace() or after in _NEVER_FIRST:
        return False
    return begins not in _CLOSING and ends not in _OPENING


def _broken(parts: Iterable[str], style: Style, width: float, size: float) -> list[str]:
    """The parts in lines, each as full as it gets."""
    lines: list[str] = []
    for part in parts:
        if lines and style.width((lines[-1] + part).rstrip(), size) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return [line.rstrip() for line in lines]


def _even(parts: list[str], style: Style, width: float, size: float, number: int) -> list[str]:
    """The parts in so many lines, of which the longest is as short as it can be."""
    low, high = 0, round(width)
    while low < high:
        middle = (low + high) // 2
        lines = _broken(parts, style, middle, size)
        if len(lines) <= number and all(style.width(it, size) <= middle for it in lines):
            high = middle
        else:
            low = middle + 1
    return _broken(parts, style, high if high < round(width) else width, size)


def _cut(line: str, style: Style, width: float, size: float) -> Iterable[str]:
    """A line, or where it is a word too long for one, its pieces."""
    piece = ""
    for letter in line:
        if piece and style.width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _ended(line: str, style: Style, width: float, size: float) -> str:
    """A line that ends in a sign that there is more."""
    while line and style.width(line + MORE, size) > width:
        line = line[:-1]
    return line.rstrip() + MORE
