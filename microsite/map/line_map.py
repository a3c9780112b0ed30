"""The line map as the geometry places it: what is drawn, and where.

Places along time are shares of the track (0 to 1, from its start to its end, whichever way the script
runs); widths are in rem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsite.map.axis import Axis, Column
from microsite.map.labels import Head
from microsite.map.lengths import UNDATED
from microsite.map.rings import Joint, Ring, Stop


@dataclass(frozen=True)
class Pill:
    """What is promised for the years of a column, on one row; `others` fall into the same."""

    stop: Stop
    row: int
    column: int
    others: tuple[Stop, ...] = ()


@dataclass(frozen=True)
class Capsule:
    """What concerns every line, at its place along time."""

    stop: Stop
    x: float
    column: int | None = None  # of the years that it is promised for, at whose end it stands


@dataclass(frozen=True)
class Extent:
    """From where to where a line runs."""

    start: float
    end: float


@dataclass(frozen=True)
class LineMap:
    """The whole picture. `names` is the width of the lines' names in rem, in two rows and in one."""

    axis: Axis
    lines: int
    setting: bool  # whether there is a row of what concerns no line; it is the last
    launch: float
    now: float | None  # None when the build date lies outside the years
    checked: float | None  # the last check, after which nothing was looked at; likewise
    extents: Mapping[int, Extent]  # of each line
    rings: tuple[Ring, ...]
    pills: tuple[Pill, ...]
    capsules: tuple[Capsule, ...]
    joints: tuple[Joint, ...]
    heads: tuple[Head, ...]
    names: tuple[float, float]
    least: float  # the width of the longest word in these names, in rem at the size of text

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.axis.columns

    @property
    def broken(self) -> bool:
        """Whether the scale of time changes."""
        return bool(self.columns) and self.axis.past > 0

    def deep(self, row: int) -> bool:
        """Whether a row has names below its line."""
        return any(ring.row == row and ring.side == "below" for ring in self.rings)

    def joins(self, ring: Ring) -> bool:
        """Whether a ring is joined to those of other lines, one of which bears the name."""
        return any(joint.stop == ring.stop.id for joint in self.joints)

    @property
    def events(self) -> int:
        """How many events are drawn."""
        return len({ring.stop.id for ring in self.rings}) + sum(it.column is None for it in self.capsules)

    @property
    def promises(self) -> int:
        """How many promises are drawn or counted."""
        return len({stop.id for pill in self.pills for stop in (pill.stop, *pill.others)})

    def number_of(self, stop: str) -> int:
        """The number of what concerns every line, among its like."""
        return next(at for at, capsule in enumerate(self.capsules) if capsule.stop.id == stop)

    @property
    def tiers(self) -> int:
        """How many tiers of names stand above the years."""
        return max((head.tier + 1 for head in self.heads), default=0)

    @property
    def width(self) -> float:
        """The least width in rem of the wide form."""
        return self.names[0] + self.axis.width + UNDATED
