"""Labels -> places at which they meet no other: a side of the line, a tier, and a shift."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from microsite.content.moments import Moment
from microsite.map.lengths import REACH, TRACK

Side = Literal["above", "below"]

LABEL_GAP = 0.5  # rem: the least room between two labels of one row

# Widths of letters in em, wide enough for the fonts of every system (the widest of Pretendard,
# Noto Sans, Segoe UI and San Francisco at weight 700, rounded up).
WIDE, CAPITAL, DIGIT, NARROW, SPACE, OTHER = 1.0, 0.78, 0.62, 0.4, 0.3, 0.64
NARROW_LETTERS = frozenset("ijlI.,:;'|!()[]‘’“”·-–")


def text_width(text: str) -> float:
    """An upper estimate of a text's width in em at weight 700, per script."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in "mwMW%@—…":
        return 1.0
    if letter in NARROW_LETTERS:
        return NARROW
    if letter.isspace():
        return SPACE
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return WIDE
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() else OTHER


@dataclass(frozen=True)
class Stop:
    """A station as the map takes it. `rows` are the lines it concerns; none is the row of no line."""

    id: str
    when: Moment
    rows: tuple[int, ...]
    label: str = ""  # empty for a small stop without a name
    everywhere: bool = False  # true when it concerns every line


@dataclass(frozen=True)
class Placed:
    """A named station with its place. `x` and `span` are shares of the track, the rest is in rem."""

    stop: Stop
    x: float
    span: tuple[float, float] | None  # a whole year, where no more is known
    rows: tuple[int, ...]  # rows of the map (0 is the first), where its rings stand
    side: Side = "above"
    tier: int = 0  # 0 stands next to the line
    y: float = 0.0  # the line's height, at which the label hangs
    width: float = 0.0
    shift: float = 0.0  # from the station to the start of the label


@dataclass
class _Taken:
    """Which stretches (rem along the track) are taken, per side and tier."""

    stretches: dict[tuple[Side, int], list[tuple[float, float, float]]] = field(default_factory=dict)

    def fits(self, side: Side, tier: int, left: float, right: float, x: float) -> bool:
        """Whether a label is free of the others, keeps their order, and lies on the track."""
        if left < 0 or right > TRACK:
            return False
        return all(
            (right + LABEL_GAP <= other_left and x < other_x)
            or (left >= other_right + LABEL_GAP and x > other_x)
            for other_left, other_right, other_x in self.stretches.get((side, tier), [])
        )

    def take(self, side: Side, tier: int, left: float, right: float, x: float) -> None:
        self.stretches.setdefault((side, tier), []).append((left, right, x))


def place_labels(
    items: Sequence[Placed], sides: Sequence[Side], crossing: Sequence[float] = ()
) -> list[Placed]:
    """Give each label of one row a side, a tier and a shift in which it meets no other.

    Greedy, the widest first: a wide label has the fewest places to go. Within a tier, places that
    nothing is drawn across come first. Tiers are added until all are placed: none is left out.
    """
    taken = _Taken()
    by_width = sorted(items, key=lambda item: (-item.width, item.x))
    placed = [_first_fit(item, sides, taken, crossing) for item in by_width]
    return sorted(placed, key=lambda item: item.x)


def _first_fit(item: Placed, sides: Sequence[Side], taken: _Taken, crossing: Sequence[float]) -> Placed:
    if item.width > TRACK:
        raise ValueError(f'the label "{item.stop.label}" is wider than the map')
    x = item.x * TRACK
    others = [at for at in crossing if abs(at - x) > REACH]
    for tier in range(1000):
        for allowed in (0, 1, len(others)):
            for side in sides:
                for shift in _shifts(item.width, x):
                    left, right = x + shift, x + shift + item.width
                    crossed = sum(left - REACH < at < right + REACH for at in others)
                    if crossed <= allowed and taken.fits(side, tier, left, right, x):
                        taken.take(side, tier, left, right, x)
                        return replace(item, side=side, tier=tier, shift=shift)
    raise AssertionError("a fresh tier always has room")


def _shifts(width: float, x: float) -> list[float]:
    """Where a label may begin, seen from its station: centred, then more and more to either side."""
    lean = (width - 2 * REACH) / 2
    shifts = [-width / 2 + share * lean for share in (0, 0.5, -0.5, 1, -1)]
    return [*shifts, min(max(-width / 2, -x), TRACK - x - width)]
