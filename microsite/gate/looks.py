"""What is seen of each kind of file, by the end of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from microsite.gate import data, feeds, pages
from microsite.gate.seen import Fault, Seen, fault, numbered, weight_of
from microsite.pages.urls import CARD, CARD_PIXELS

_PNG = b"\x89PNG\r\n\x1a\n"
# In Markdown: what it is called, and where it leads; between brackets others may stand in pairs.
_LINK = re.compile(
    r"""((?<!\\)\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\])\(<?([^()<>\s]+)>?(?:\s+"[^"]*")?\)|<(https?://[^<>\s]+)>"""
)
_FRONT = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)  # of a Markdown file: texts without marks
_DRAWN = re.compile(r"""url\(\s*["']?([^"')#][^"')]*)""")  # in a style sheet
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def text(path: str, body: bytes) -> Seen:
    """What a Markdown file holds that can be wrong: where its links lead, and its numbers, line by line."""
    said = _CODE.sub("", body.decode("utf-8", "replace"))
    lines = [_LINK.sub(r"\1", line) for line in said.splitlines() if line.strip()]
    return Seen(
        weight=weight_of(body),
        links=tuple(one or other for _, one, other in _LINK.findall(_FRONT.sub("", said))),
        texts=numbered(lines),
    )


def style_sheet(path: str, body: bytes) -> Seen:
    """The files that a style sheet draws with."""
    found = _DRAWN.findall(body.decode("utf-8", "replace"))
    return Seen(weight_of(body), links=tuple(it for it in found if not it.startswith("data:")))


def picture(path: str, body: bytes) -> Seen:
    """A PNG: its size, which of a card has to be what its page says of it."""
    if not body.startswith(_PNG) or body[12:16] != b"IHDR":
        return Seen(len(body), (fault(0, "not-read-back", form="PNG", reason="IHDR"),))
    width, height = (int.from_bytes(body[at : at + 4], "big") for at in (16, 20))
    faults: tuple[Fault, ...] = ()
    if PurePosixPath(path).name == CARD and (width, height) != CARD_PIXELS:
        found, wanted = f"{width}×{height}", "×".join(map(str, CARD_PIXELS))
        faults = (fault(0, "picture-size", found=found, wanted=wanted),)
    return Seen(len(body), faults, pixels=(width, height))


def anything(path: str, body: bytes) -> Seen:
    """A file of which only the weight is known."""
    return Seen(weight_of(body))


LOOKS: Mapping[str, Callable[[str, bytes], Seen]] = {
    ".html": pages.page,
    ".xml": feeds.document,
    ".svg": feeds.document,
    ".ics": feeds.calendar,
    ".json": data.document,
    ".webmanifest": data.document,
    ".csv": data.table,
    ".md": text,
    ".txt": text,
    ".css": style_sheet,
    ".png": picture,
}


def look(path: str, body: bytes) -> Seen:
    """What a file holds that can be wrong."""
    return LOOKS.get(PurePosixPath(path).suffix, anything)(path, body)
