"""The icon of a site -> the pictures of it that home screens ask for.

Where the icon is a plain ground up to its edges, these have that ground; any other stands on the paper.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from microsite.cards.drawing import png_of
from microsite.content.pictures import opened
from microsite.content.site import Site
from microsite.folders import STATIC, Folders
from microsite.messages.catalogue import Message
from microsite.pages.brand import ICON, ICONS, icon_of

if TYPE_CHECKING:
    from PIL.Image import Image

SAFE = 0.8  # of the width: what stands further out may be cut off (Web App Manifest, "safe zone")
OPAQUE = 255


def icon_files(site: Site, folders: Folders) -> Mapping[str, bytes]:
    """The pictures of a site's icon by their paths; those that it has in `static/` itself are left to it.

    Of an icon that cannot be drawn there are those of the generator's.
    """
    wanted = [name for name in ICONS if not folders.find(STATIC + name)]
    paper = site.settings.theme.colours.paper.light
    usual = folders.engine / STATIC / ICON
    path = folders.find(STATIC + icon_of(site).file) or usual
    try:
        return {name: _picture(path.read_bytes(), path.suffix, *ICONS[name], paper) for name in wanted}
    except (OSError, ValueError):
        return {name: _picture(usual.read_bytes(), usual.suffix, *ICONS[name], paper) for name in wanted}


@lru_cache(maxsize=32)
def _picture(body: bytes, suffix: str, size: int, whole: bool, paper: str) -> bytes:
    """An icon as PNG of so many pixels: `whole` up to the edges, or as it was drawn."""
    from PIL import Image

    if whole:
        ground = _ground(_drawn(body, suffix, size))
        inner = round(size * SAFE)
        picture = Image.new("RGBA", (size, size), ground or paper)
        picture.alpha_composite(_drawn(body, suffix, inner), ((size - inner) // 2,) * 2)
    else:
        picture = _drawn(body, suffix, size)
    made = io.BytesIO()
    picture.convert("RGB" if whole else "RGBA").save(made, "PNG", optimize=True)
    return made.getvalue()


def _drawn(body: bytes, suffix: str, size: int) -> Image:
    """A drawing in a square of so many pixels."""
    from PIL import Image
    from PIL.Image import Resampling

    found = opened(png_of(body.decode(), width=size) if suffix == ".svg" else body)
    if isinstance(found, Message):
        raise ValueError(str(found))
    try:
        picture = found.convert("RGBA")
    except Exception as error:  # a damaged picture fails in any way
        raise ValueError("no picture") from error
    scale = size / max(picture.size)
    width, height = (max(1, round(it * scale)) for it in picture.size)
    picture = picture.resize((width, height), Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size))
    square.paste(picture, ((size - width) // 2, (size - height) // 2))
    return square


def _ground(picture: Image) -> tuple[int, ...] | None:
    """The colour that a drawing has at the middle of all its edges; None where it has none or several."""
    far, middle = picture.width - 1, picture.width // 2
    found = set(_at(picture, ((1, middle), (far - 1, middle), (middle, 1), (middle, far - 1))))
    colour = found.pop()
    return colour if not found and colour[3] == OPAQUE else None


def _at(picture: Image, places: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, ...]]:
    for place in places:
        colour = picture.getpixel(place)
        assert isinstance(colour, tuple)
        yield colour
