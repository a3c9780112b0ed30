"""Names -> places at which they meet nothing: on a side of their line, or at the head of the map.

Everything is reckoned in rem at the narrowest track of the wide form. On a wider one the places of
time move apart and the names keep their size, so nothing that is apart here can meet there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["above", "below"]
Align = Literal["start", "end"]

GAP = 0.5  # rem: the least room between two names
CLEAR = 0.25  # rem: and between a name and what runs down the map
OVER = 0.45  # rem: how far the box of a name reaches over its ring at least


@dataclass
class Stretches:
    """What is taken of a row, in rem."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def free(self, left: float, right: float) -> bool:
        """Whether a name has room there, with a gap on both sides."""
        return all(
            right + GAP <= other_left or left >= other_right + GAP for other_left, other_right in self.taken
        )

    def take(self, left: float, right: float) -> None:
        self.taken.append((left, right))


def fit(
    x: float, width: float, bounds: tuple[float, float], across: Iterable[float], row: Stretches
) -> float | None:
    """How far from its ring at `x` a name may begin, or None where it has no room.

    It reaches over its ring, stays within the bounds, and clear of what runs across the row.
    """
    others = [at for at in across if abs(at - x) > OVER]
    for shift in _shifts(x, width, bounds):
        left, right = x + shift, x + shift + width
        if left < bounds[0] or right > bounds[1] or not left + OVER <= x <= right - OVER:
            continue
        if any(left - CLEAR < at < right + CLEAR for at in others) or not row.free(left, right):
            continue
        row.take(left, right)
        return shift
    return None


def _shifts(x: float, width: float, bounds: tuple[float, float]) -> Sequence[float]:
    """Where a name may begin: centred first, then further and further to either side, in steps."""
    lean = width / 2 - OVER
    steps = [step / 8 * lean for step in range(9)]
    wanted = [-width / 2 + sign * step for step in steps for sign in (1, -1)]
    return [*wanted, bounds[0] - x, bounds[1] - x - width]


@dataclass(frozen=True)
class Head:
    """A name above the map. `x` is where it points to, in rem; `align` which of its ends is there."""

    name: str  # an id of a station, or what the day is
    x: float
    width: float
    align: Align = "start"
    tier: int = 0  # 0 stands next to the years


def place_heads(wanted: Sequence[Head], bounds: tuple[float, float]) -> list[Head]:
    """Give each name an end and a tier; the first ones stand lowest. None is left out.

    What leads down from a name to its day runs through the tiers below it, and meets no name there.
    """
    tiers: list[list[Head]] = []
    placed: list[Head] = []
    for head in wanted:
        placed.append(_stacked(head, placed, tiers, bounds))
    return placed


def _stacked(
    head: Head, placed: Sequence[Head], tiers: list[list[Head]], bounds: tuple[float, float]
) -> Head:
    for tier in range(len(tiers) + 1):
        if tier == len(tiers):
            tiers.append([])
        for align in (head.align, "end" if head.align == "start" else "start"):
            one = Head(head.name, head.x, head.width, align, tier)
            left, right = extent(one)
            last = tier == len(placed)  # above all others there is always room
            inside = bounds[0] <= left and right <= bounds[1]
            apart = all(right + GAP <= extent(it)[0] or left >= extent(it)[1] + GAP for it in tiers[tier])
            below = any(extent(it)[0] < head.x < extent(it)[1] for row in tiers[:tier] for it in row)
            above = any(left < it.x < right for row in tiers[tier + 1 :] for it in row)
            if (inside or last) and apart and not below and not above:
                tiers[tier].append(one)
                return one
    raise AssertionError("a fresh tier always has room")


def extent(head: Head) -> tuple[float, float]:
    """From where to where a name at the head reaches, in rem."""
    return (head.x, head.x + head.width) if head.align == "start" else (head.x - head.width, head.x)
