"""Texts -> how wide they are at most, before any browser has set them."""

from __future__ import annotations

import unicodedata

# Widths of letters in em, wide enough for the fonts of every system (the widest of Pretendard,
# Noto Sans, Segoe UI and San Francisco at weight 700, rounded up). Small Latin letters differ most.
WIDE, CAPITAL, DIGIT, NARROW, SPACE, OTHER = 1.0, 0.78, 0.62, 0.4, 0.3, 0.64
SOFT_HYPHEN = "\u00ad"  # as wide as a hyphen, which it may become
NARROW_LETTERS = frozenset(f"ijlI.,:;'|!()[]‘’-{SOFT_HYPHEN}\u2060")
SMALL = {
    letter: width
    for width, letters in {
        0.4: "f",
        0.46: "rt",
        0.53: "csz",
        0.6: "vxy",
        0.62: "ae",
        0.65: "bdgkopq",
        0.67: "hnu",
    }.items()
    for letter in letters
}


def text_width(text: str) -> float:
    """An upper estimate of a text's width in em at weight 700, per script."""
    return sum(map(_letter_width, text))


def wrapped_width(text: str, lines: int = 2, whole_words: bool = True) -> float:
    """The least width in em at which a text takes no more than so many lines.

    It breaks at its spaces and soft hyphens, and between ideographs and kana where words need not stay whole.
    """
    parts = _parts(text, whole_words)
    low = max((_hundredths(part.rstrip(" ")) for part in parts), default=0)
    high = sum(map(_hundredths, parts))
    while low < high:  # a long text has too many widths to try each
        middle = (low + high) // 2
        if len(_lines(parts, middle)) <= lines:
            high = middle
        else:
            low = middle + 1
    return max((text_width(line.rstrip(" ")) for line in _lines(parts, low)), default=0.0)


def _parts(text: str, whole_words: bool) -> list[str]:
    """The pieces between which a line may end; a space or soft hyphen stays with the piece before it."""
    parts: list[str] = []
    for letter in text:
        breaks = not whole_words and unicodedata.east_asian_width(letter) in ("W", "F")
        if parts and not parts[-1].endswith((" ", SOFT_HYPHEN)) and not breaks:
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _lines(parts: list[str], width: int) -> list[str]:
    """The parts in lines of so many hundredths of an em, each as full as it gets; none of them is too wide
    for one."""
    lines: list[list[str]] = []
    taken = 0  # of the line, with the spaces at its end
    for part in parts:
        wide, spaces = _hundredths(part), _hundredths(part[len(part.rstrip(" ")) :])
        if lines and (wide == spaces or taken + wide - spaces <= width):  # spaces hang over the end
            lines[-1].append(part)
            taken += wide
        else:
            lines.append([part])
            taken = wide
    return ["".join(line) for line in lines]


def _hundredths(text: str) -> int:
    """The width in hundredths of an em: sums of them are exact."""
    return round(100 * text_width(text))


def _letter_width(letter: str) -> float:
    if letter in SMALL:
        return SMALL[letter]
    if letter in "mwMW%@—…":
        return 1.0
    if letter in NARROW_LETTERS:
        return NARROW
    if letter.isspace():
        return SPACE
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return WIDE
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() or letter in "ß&" else OTHER
