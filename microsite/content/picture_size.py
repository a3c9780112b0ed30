"""How wide and high a picture says it is."""

from __future__ import annotations

import re
import struct

PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = 16  # where the first chunk has the width and the height, four bytes each (PNG, 11.2.1)
_ROOT = re.compile(rb"<svg\b[^>]*>")
_BOX = re.compile(rb"""\bviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)\s*["']""")
_SIDES = [
    re.compile(rb"""\s%s\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""" % side) for side in (b"width", b"height")
]


def size_of(body: bytes) -> tuple[float, float] | None:
    """The width and height of a PNG or SVG in its own units; None for what is neither, or says none."""
    sides = _of_png(body) if body.startswith(PNG) else _of_svg(body)
    return sides if sides and min(sides) > 0 else None


def _of_png(body: bytes) -> tuple[float, float] | None:
    sides = body[_PNG_SIZE : _PNG_SIZE + 8]
    return struct.unpack(">II", sides) if len(sides) == 8 else None


def _of_svg(body: bytes) -> tuple[float, float] | None:
    root = _ROOT.search(body)
    if not root:
        return None
    box = _BOX.search(root[0])
    found = box.groups() if box else [side[1] for it in _SIDES if (side := it.search(root[0]))]
    try:
        width, height = map(float, found)
    except ValueError:
        return None
    return width, height
