"""Letters that were spoilt on their way into a file: lost, invisible, or read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from microsite.messages.catalogue import Message
from microsite.messages.problems import MOST

LOST = re.compile("\ufffd")

# What YAML does not allow in a text: control characters, halves of pairs, the last two of a plane.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Nobody sees these, but they part words, hide from a search, turn the order of letters round, or end
# a line for YAML alone: zero-width space, byte order mark, embeddings and overrides of direction, the other
# line ends of Unicode, fillers without a shape, signs that are operators or tags for machines alone.
INVISIBLE = re.compile(
    "[\u200b\ufeff\u202a-\u202e\x85\u2028\u2029\u034f\u115f\u1160\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# Joiners shape letters of many scripts, and pictures; beside these letters, and at an edge, they do nothing.
# A soft hyphen says where a word may be parted, so it has a letter on either side.
_UNSHAPED = "\\s!-\u024f\u1100-\u11ff\uac00-\ud7a3"
_USELESS = re.compile(
    f"(?:(?<=[{_UNSHAPED}])|^)[\u200c\u200d]|[\u200c\u200d](?=[{_UNSHAPED}]|$)"
    "|\xad{2,}|(?<!\\w)\xad|\xad(?!\\w)",
    re.MULTILINE,
)

# Letters of a font's own: without that font they are boxes.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

# Cyrillic and Greek letters that look like Latin ones, next to a Latin one.
_LIKE_LATIN = "асԁеһіјӏорԛѕԝхуАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN = str.maketrans(_LIKE_LATIN, "acdehijlopqswxyABCEHIJKMOPSTXYABEZHIKMNOPTYXo")
LOOK_ALIKE = re.compile(f"(?<=[A-Za-z])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[A-Za-z])")

# UTF-8 that was read as Windows-1252: the bytes of a letter as letters each. Of two bytes, only those are
# sure that begin with Â or Ã, or of which several stand in a row; of three, what was punctuation, or several.
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = re.compile(
    f"(?:[ÂÃ]{_REST}|[Â-ß]{_REST}(?=[Â-ß]{_REST})|(?<=[Â-ß]{_REST})[Â-ß]{_REST}"
    f"|â[€‚„†ˆ]{_REST}|(?:[à-ï]{_REST}{{2}}){{2,}}|ð[Ÿ\x9f]{_REST}{{2}}|ï»¿)+"
)


def spoilt(text: str) -> Iterator[tuple[int, Message]]:
    """What is wrong with single letters of a text, each with its offset; the first few of a kind."""
    misread = [(match, meant) for match in _MISREAD.finditer(text) if (meant := _as_utf_8(match[0]))]
    yield from (
        (match.start(), Message("misread-letters", piece=match[0], meant=meant)) for match, meant in misread
    )
    covered = {at for match, _ in misread for at in range(*match.span())}
    yield from _first(LOST, text, lambda letter: Message("lost-letter"))
    for pattern, said in _UNSEEN.items():
        for at, message in _first(pattern, text, said):
            if at not in covered:
                yield at, message
    yield from _first(LOOK_ALIKE, text, _look_alike)


def _first(
    pattern: re.Pattern[str], text: str, said: Callable[[str], Message]
) -> Iterator[tuple[int, Message]]:
    """What is said of the first few of what a pattern finds, and how many more there are."""
    found = [*islice(pattern.finditer(text), MOST + 1)]
    yield from ((match.start(), said(match[0])) for match in found[:MOST])
    if len(found) > MOST:
        yield found[-1].start(), Message("and-more", number=len(pattern.findall(text)) - MOST)


def _invisible(letters: str) -> Message:
    return Message("invisible-character", code=f"U+{ord(letters[0]):04X}")


_UNSEEN: Mapping[re.Pattern[str], Callable[[str], Message]] = {
    UNPRINTABLE: lambda letter: Message("control-character"),
    INVISIBLE: _invisible,
    _USELESS: _invisible,
    _PRIVATE: _invisible,
}


def _look_alike(letter: str) -> Message:
    return Message("look-alike", letter=letter, name=unicodedata.name(letter))


def mended(text: str) -> str:
    """The text without what was said of its letters: who names such a word elsewhere is not told again that
    it is another one."""
    text = UNPRINTABLE.sub("", text)
    if text.isascii():
        return text
    return INVISIBLE.sub("", LOOK_ALIKE.sub(lambda letter: letter[0].translate(_LATIN), text))


def _as_utf_8(piece: str) -> str:
    """What the bytes mean as UTF-8, or nothing where they mean nothing."""
    try:
        return b"".join(map(_byte, piece)).decode("utf-8")
    except UnicodeError:
        return ""


def _byte(letter: str) -> bytes:
    """The byte that was read as this letter; Windows-1252 has none for five of them."""
    return letter.encode("latin-1" if letter <= "\xff" else "cp1252")
