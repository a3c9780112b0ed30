"""Names -> places at which they meet nothing: on a side of their line, or at the head of the map.

Everything is reckoned in rem at the narrowest track of the wide form. On a wider one the places of
time move apart and the names keep their size, so nothing that is apart here can meet there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, permutations, product
from typing import Literal

Side = Literal["above", "below"]
Align = Literal["start", "end"]

GAP = 0.5  # rem: the least room between two names
CLEAR = 0.25  # rem: and between a name and what runs down the map
TINY = 1e-6  # rem: what sums of these may be off
OVER = 0.45  # rem: how far the box of a name reaches over its ring at least
WAYS = 1000  # of stacking names that are tried at most: all of four names, some of more


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

    It reaches over its ring, or stands close beside it where something runs down too near; it stays within
    the bounds, and clear of what runs across the row on either side of the ring.
    """
    others = [at for at in across if at != x]
    near = min(abs(at - x) for at in (*others, *bounds))
    over = OVER if near >= OVER + CLEAR else -OVER
    for shift in _shifts(x, width, bounds, others, over):
        left, right = x + shift, x + shift + width
        inside = bounds[0] <= left <= x - over and x + over <= right <= bounds[1]
        clear = all(right + CLEAR <= at if at > x else at + CLEAR <= left for at in others)
        if inside and clear and row.free(left, right):
            row.take(left, right)
            return shift
    return None


def _shifts(
    x: float, width: float, bounds: tuple[float, float], others: Sequence[float], over: float
) -> Sequence[float]:
    """Where a name may begin: centred first, then further and further to either side, in steps; and at the
    bounds, and beside what runs across."""
    lean = width / 2 - over
    wanted = [sign * step / 8 * lean - width / 2 for step in range(9) for sign in (1, -1)]
    ends = [bounds[0], *(at + CLEAR for at in others if at < x)]
    starts = [bounds[1], *(at - CLEAR for at in others if at > x)]
    wanted += [end + TINY - x for end in ends] + [start - TINY - width - x for start in starts]
    return sorted(wanted, key=lambda shift: abs(shift + width / 2))


@dataclass(frozen=True)
class Head:
    """A name above the map. `x` is where it points to, in rem; `align` which of its ends is there."""

    name: str  # an id of a station, or what the day is
    x: float
    width: float
    align: Align = "start"
    tier: int = 0  # 0 stands next to the years


def place_heads(wanted: Sequence[Head], bounds: tuple[float, float]) -> list[Head]:
    """Give each name an end and a tier, in as few tiers as there is room for; the first ones stand lowest.

    None is left out. What leads down from a name to its day runs through the tiers below it, and meets no
    name there.
    """
    ends = {head.name: head.align for head in wanted}
    ways = product(permutations(wanted), product((False, True), repeat=len(wanted)))
    stacked = (_stacked(order, turned, bounds) for order, turned in islice(ways, WAYS))
    if found := [heads for heads in stacked if heads]:
        best = min(found, key=lambda heads: sum(2 * it.tier + (it.align != ends[it.name]) for it in heads))
        return sorted(best, key=lambda head: list(ends).index(head.name))
    # From the last day to the first, each behind its own day: that needs room, but no search.
    last_first = sorted(wanted, key=lambda head: -head.x)
    return [replace(head, align="start", tier=tier) for tier, head in enumerate(last_first)]


def _stacked(wanted: Sequence[Head], turned: Sequence[bool], bounds: tuple[float, float]) -> list[Head]:
    """The names in their order, each as low as it may stand; nothing where one of them may stand nowhere."""
    placed: list[Head] = []
    for head, turn in zip(wanted, turned, strict=True):
        align: Align = "end" if (head.align == "start") == turn else "start"
        tiers = range(max((it.tier for it in placed), default=-1) + 2)
        choices = (replace(head, align=align, tier=tier) for tier in tiers)
        found = next((it for it in choices if _is_free(it, placed, bounds)), None)
        if not found:
            return []
        placed.append(found)
    return placed


def _is_free(head: Head, placed: Iterable[Head], bounds: tuple[float, float]) -> bool:
    """Whether a name has room where it stands, and what leads down from it and from others meets no name."""
    left, right = extent(head)
    if left < bounds[0] or right > bounds[1]:
        return False
    for other in placed:
        start, end = extent(other)
        if other.tier == head.tier and not (right + GAP <= start or left >= end + GAP):
            return False
        if (other.tier < head.tier and start < head.x < end) or (
            other.tier > head.tier and left < other.x < right
        ):
            return False
    return True


def extent(head: Head) -> tuple[float, float]:
    """From where to where a name at the head reaches, in rem."""
    return (head.x, head.x + head.width) if head.align == "start" else (head.x - head.width, head.x)
