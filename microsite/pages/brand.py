"""What a site is known by: the picture beside its name, and the one in a browser's tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from microsite.content.picture_size import size_of
from microsite.content.site import Site
from microsite.folders import STATIC, Folders

ICON = "icon.svg"
TOUCH_ICON = "apple-touch-icon.png"
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}

# In the header, in rem; site-header.css has the same lengths.
LOGO_HEIGHT = 1.5
LOGO_WIDEST = 8.0
PIXELS = 16  # a rem, unless readers have set it otherwise


@dataclass(frozen=True)
class Logo:
    """A picture of `static/`, as wide as its height in the header makes it."""

    file: str
    room: float  # in rem

    @property
    def width(self) -> int:
        """In pixels."""
        return round(self.room * PIXELS)

    @property
    def height(self) -> int:
        """In pixels."""
        return round(LOGO_HEIGHT * PIXELS)


class Size(NamedTuple):
    """A picture of the icon, so many pixels wide and high: whole up to its edges, or as it was drawn."""

    pixels: int
    whole: bool


# What is made of the icon, by its path in the site. Systems cut what is whole into shapes of their own.
ICONS: Mapping[str, Size] = {
    TOUCH_ICON: Size(180, whole=True),
    "icon-192.png": Size(192, whole=False),
    "icon-512.png": Size(512, whole=True),
}


@dataclass(frozen=True)
class Icon:
    """A picture of `static/`, and what kind of file it is."""

    file: str

    @property
    def type(self) -> str:
        return TYPES[PurePosixPath(self.file).suffix]


def logo_of(site: Site, folders: Folders) -> Logo | None:
    """The logo that a site has, if it has one."""
    file = site.settings.theme.logo
    path = folders.find(f"{STATIC}{file}")
    size = size_of(path.read_bytes()) if path else None
    if not (file and size):
        return None
    width, height = size
    return Logo(file, min(LOGO_HEIGHT * width / height, LOGO_WIDEST))


def icon_of(site: Site) -> Icon:
    """The icon of a site, or else the generator's."""
    return Icon(site.settings.theme.icon or ICON)
