"""Text -> the lines of iCalendar (RFC 5545, 3.1 and 3.3.11)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

LONGEST = 75  # bytes of a line, its end aside
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def ical(text: object) -> Markup:
    """Words as the value of a property; for a template, nothing in it needs to be escaped any more."""
    return Markup(str(text).translate(_ESCAPED))


def content_lines(text: str) -> bytes:
    """Lines as they are exchanged: what is too long is folded between two letters, what is empty left out."""
    return b"".join(part + b"\r\n" for line in text.split("\n") if line for part in _folded(line.encode()))


def _folded(line: bytes) -> Iterator[bytes]:
    while len(line) > LONGEST:
        at = LONGEST
        while line[at] & 0xC0 == 0x80:  # inside a letter of several bytes
            at -= 1
        yield line[:at]
        line = b" " + line[at:]
    yield line
