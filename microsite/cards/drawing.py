"""SVG -> PNG, set in the fonts that are given and in no other: the same bytes wherever it is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 256  # of a picture with a palette
APART = (
    10  # of 255 in some channel: colours that are nearer are one. Pillow looks for the nearest in steps of 4
)

Colour = tuple[int, ...]


def png_of(svg: str, fonts: Sequence[str] = (), width: int | None = None) -> bytes:
    """A drawing as PNG, in its own size or as wide as is given. Raises `ValueError` where it is none."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=list(fonts), font_family="", width=width
    )


def lightened(png: bytes) -> bytes:
    """A picture without transparency in no more than 256 colours.

    Those of which there is most stay as they are; what lies between them, at the edges of letters, becomes
    the nearest.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        full = picture.convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in _palette(full) for channel in colour])
    light, small = full.quantize(palette=palette, dither=Image.Dither.NONE), io.BytesIO()
    light.save(small, "PNG")  # `optimize` takes a tenth off, and four times as long
    return small.getvalue()


def _palette(picture: Image) -> list[Colour]:
    """The colours of which a picture has most, each unlike those before it."""
    counted: list[tuple[int, Any]] = list(picture.getcolors(picture.width * picture.height) or ())
    found: dict[Colour, Colour] = {}  # by the cell of the space of colours that each is in
    for _, colour in sorted(counted, key=lambda it: (-it[0], it[1])):
        cell = tuple(channel // APART for channel in colour)
        if cell not in found and not any(_alike(colour, found.get(it)) for it in _around(cell)):
            found[cell] = colour
        if len(found) == COLOURS:
            break
    return [*found.values()]


def _around(cell: Colour) -> Iterator[Colour]:
    return product(*((channel - 1, channel, channel + 1) for channel in cell))


def _alike(one: Colour, other: Colour | None) -> bool:
    return other is not None and all(abs(a - b) < APART for a, b in zip(one, other, strict=True))
