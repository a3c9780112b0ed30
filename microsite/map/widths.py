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
    least = max((text_width(part.rstrip(" ")) for part in parts), default=0.0)
    runs = ("".join(parts[a:b]).rstrip(" ") for a in range(len(parts)) for b in range(a + 1, len(parts) + 1))
    wanted = sorted(width for width in map(text_width, runs) if width >= least)
    return next((width for width in wanted if _lines(parts, width) <= lines), least)


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


def _lines(parts: list[str], width: float) -> int:
    """How many lines the parts take, each as full as it gets; none of them is too wide for one."""
    lines = [""]
    for part in parts:
        if lines[-1] and text_width((lines[-1] + part).rstrip(" ")) > width:
            lines.append("")
        lines[-1] += part
    return len(lines)


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
