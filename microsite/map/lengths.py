"""Lengths that the geometry of the map and the style sheets share, in rem: written here, nowhere else.

A style sheet names them (`var(--touch)`); they are drawn into the sheets as custom properties.
"""

from __future__ import annotations

from collections.abc import Mapping

TOUCH = 2.75  # the least height of whatever is pressed: 44 px
TEXT_SMALL = 0.875  # the size of small text everywhere
ROW = 2.75  # one line of the map, with the names above it
LINE_AT = 1.75  # how far down in its row a line runs
MAP_TEXT = 0.875  # the size of the letters on the map
HEAD_TEXT = 0.9375  # of the names above it
HEAD = 1.5  # a tier of these names, and the row of the years
PILL_SIDES = 1.375  # what a promise has beside its name: edges, room inside, and the gap to the next
RING = 0.875  # the width of an event
CAPSULE = 1.125  # and of what concerns every line, which runs down the map
UNDATED = 5.75  # the column of what has no date, or one beyond the years of the map
PIN = 2.75  # what is pressed at the start of a line

LENGTHS: Mapping[str, float] = {
    "touch": TOUCH,
    "text-small": TEXT_SMALL,
    "row": ROW,
    "line-at": LINE_AT,
    "map-text": MAP_TEXT,
    "head-text": HEAD_TEXT,
    "head": HEAD,
    "ring": RING,
    "capsule": CAPSULE,
    "undated": UNDATED,
    "pin": PIN,
}
OF_TEXT = ("touch", "text-small")
OF_MAP = ("row", "line-at", "map-text", "head-text", "head", "ring", "capsule", "undated", "pin")


def length_styles() -> str:
    """The lengths of every page. The map has them of its own, for on paper the page has others."""
    return f"@layer tokens{{:root,.line-map{{{declarations(OF_TEXT)}}}}}"


def declarations(names: tuple[str, ...]) -> str:
    """Lengths as custom properties."""
    return ";".join(f"--{name}:{rem(LENGTHS[name])}" for name in names)


def rem(length: float) -> str:
    """A length as style sheets write it."""
    return f"{length:.3f}".rstrip("0").rstrip(".") + "rem"
