"""Lengths that the geometry of the map and the style sheets share, in rem: written here, nowhere else.

A style sheet names them (`var(--touch)`); they are drawn into the sheets as custom properties.
"""

from __future__ import annotations

from collections.abc import Mapping

TOUCH = 2.75  # the least height of whatever is pressed: 44 px
TEXT_SMALL = 0.875  # the size of the letters of labels and of the years, and of small text everywhere
REACH = 0.6  # how far a label's pressed area reaches over its station
TRACK = 49.0  # the track at the narrowest width that the wide form of the map is shown at
TRACK_START = 12.0  # beside it, the names of the lines
TRACK_END = 1.0  # beside it, room for the last station

LENGTHS: Mapping[str, float] = {
    "touch": TOUCH,
    "text-small": TEXT_SMALL,
    "reach": REACH,
    "track-start": TRACK_START,
    "track-end": TRACK_END,
    "map-wide": TRACK_START + TRACK + TRACK_END,
}
OF_TEXT = ("touch", "text-small")
OF_MAP = ("reach", "track-start", "track-end")


def length_styles() -> str:
    """The lengths of every page. The map has them of its own, for on paper the page has others."""
    return f"@layer tokens{{:root,.line-map{{{declarations(OF_TEXT)}}}}}"


def declarations(names: tuple[str, ...]) -> str:
    """Lengths as custom properties."""
    return ";".join(f"--{name}:{rem(LENGTHS[name])}" for name in names)


def rem(length: float) -> str:
    """A length as style sheets write it."""
    return f"{length:.3f}".rstrip("0").rstrip(".") + "rem"
