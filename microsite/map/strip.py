"""The rings of a row -> marks on its strip in the narrow form, which meet none of each other.

A mark stands at its day as far as the strip is long enough; where it is not, marks keep their distance
and their order. Where a strip is too short for all of them, those that stand nearest are one mark with
their number. Everything is reckoned for every length that a strip may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from microsite.map.lengths import RING, rem
from microsite.map.rings import Ring

STRIP_LEAST = 6.5  # rem: where the strip beside a name would be shorter, it stands below
STRIP_MOST = 40.0  # rem: from here on nothing is in the way of anything
BESIDE_LAUNCH = 0.9  # rem: a mark is clear of what runs down at the start, where there is room
SIDE = 0.375  # rem: and this far from the start in any case
BESIDE_NOW = 0.65  # rem: half of the widest mark, and the line of now
APART = 0.0125  # rem: between two marks
STEP = 0.5  # rem: in which lengths of strips are tried


@dataclass(frozen=True)
class Group:
    """Rings that are one mark: the last of them is drawn, the others are not."""

    rings: tuple[tuple[int, Ring], ...]  # each with its number on the map
    x: float  # a share of the strip

    @property
    def leader(self) -> int:
        return self.rings[-1][0]

    @property
    def absorbed(self) -> tuple[int, ...]:
        return tuple(number for number, _ in self.rings[:-1])

    @property
    def sign(self) -> str | None:
        """The sign that all of them have; None where they differ, or have none."""
        signs = {ring.stop.sign for _, ring in self.rings}
        return next(iter(signs)) or None if len(signs) == 1 else None

    def joined(self, other: Group) -> Group:
        rings = (*self.rings, *other.rings)
        parts = ((len(it.rings) * it.x) for it in (self, other))
        return Group(rings, sum(parts) / len(rings))


@dataclass(frozen=True)
class Level:
    """How the marks of a row are drawn on strips shorter than `below` rem."""

    below: float
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Strip:
    """The marks of a row, on strips whose first part, up to the share `past`, has room for them."""

    groups: tuple[Group, ...]
    past: float

    @property
    def pitch(self) -> float:
        """How far from each other the middles of two marks stand, in rem."""
        due = any(ring.stop.promised for group in self.groups for _, ring in group.rings)
        return RING * (sqrt(2) if due else 1) + APART

    def least(self, marks: int) -> float:
        """The shortest strip on which so many marks have room, in rem."""
        return (SIDE + BESIDE_NOW + (marks - 1) * self.pitch) / self.past

    def most(self, strip: float) -> int:
        """How many marks have room on a strip of so many rem."""
        return max(int((self.past * strip - SIDE - BESIDE_NOW) / self.pitch + 1e-9) + 1, 1)

    def levels(self, shortest: float) -> Iterator[Level]:
        """What is drawn where not all marks have room, from long strips to the shortest."""
        groups, below = list(self.groups), self.least(len(self.groups))
        while below > shortest:
            until = max(shortest, below / 2)
            while len(groups) > self.most(until):
                groups = _joined(groups)
            yield Level(below, tuple(groups))
            below = until

    def places(self, shortest: float) -> list[str]:
        """Where each mark stands, as style sheets write it, on all strips from the shortest on."""
        lengths = [shortest + STEP * at for at in range(int((STRIP_MOST - shortest) / STEP) + 1)]
        shares, pitch, found = [it.x for it in self.groups], self.pitch, []
        for at, _ in enumerate(shares):
            ends = [(x, (at - before) * pitch) for before, x in enumerate(shares[: at + 1])]
            starts = _needed([(0.0, BESIDE_LAUNCH + at * pitch), *ends], lengths)
            last = (self.past, -(BESIDE_NOW + (len(shares) - 1 - at) * pitch))
            free = all(max(_at(it, strip) for it in starts) <= _at(last, strip) for strip in lengths)
            written = _chosen("max", starts)
            found.append(written if free else f"min({written},{_said(*last)})")
        return found


def strip_of(rings: Sequence[tuple[int, Ring]], scale: float, past: float) -> Strip:
    """The marks of a row from its rings, whose shares of the track are scaled to the strip."""
    ordered = sorted(rings, key=lambda it: it[1].x)
    return Strip(tuple(Group((it,), it[1].x * scale) for it in ordered), past)


def _joined(groups: Sequence[Group]) -> list[Group]:
    """With the two neighbours as one that have the same sign, and of these the two that are nearest."""

    def apart(pair: tuple[Group, Group]) -> tuple[bool, float]:
        before, after = pair
        return before.sign is None or before.sign != after.sign, after.x - before.x

    before, after = min(pairwise(groups), key=apart)
    at = groups.index(before)
    return [*groups[:at], before.joined(after), *groups[at + 2 :]]


Place = tuple[float, float]  # a share of the strip, and rem more


def _at(place: Place, strip: float) -> float:
    return place[0] * strip + place[1]


def _needed(places: Sequence[Place], lengths: Sequence[float]) -> list[Place]:
    """Those that are the furthest on some strip."""
    furthest = {max(places, key=lambda it: _at(it, strip)) for strip in lengths}
    return sorted(furthest)


def _chosen(name: str, places: Sequence[Place]) -> str:
    said = [_said(*it) for it in places]
    return f"{name}({','.join(said)})" if len(said) > 1 else f"calc({said[0]})" if " " in said[0] else said[0]


def _said(share: float, more: float) -> str:
    """A place as style sheets write it."""
    if not more:
        return percent(share)
    if not share:
        return rem(more)
    return f"{percent(share)} {'-' if more < 0 else '+'} {rem(abs(more))}"


def percent(share: float) -> str:
    """A share as style sheets write it."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
