"""Stations -> the geometry of the line map: where each line, station and label stands.

Pure functions from dates and text widths to numbers. Positions along time are shares of the track
(0 to 1, from its start to its end, whichever way the script runs); heights and label widths are in
rem, so that the map grows with the reader's text. Labels are placed for the narrowest track that
the wide form is shown at: on a wider one the stations move apart and the labels keep their size,
so nothing that is apart here can meet there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from microsite.lengths import REACH, TEXT_SMALL, TOUCH, TRACK
from microsite.moments import Moment

Side = Literal["above", "below"]

LABEL_GAP = 0.5  # rem: the least room between two labels of one row
DOT_GAP = 1.0  # rem: the least distance of two named stations on one line
ROOM = 0.9  # rem: what a line keeps free on a side without labels
HEADER = 2.0  # rem: the row of the years
EVEN_PART = 0.4  # how much of the track is shared out evenly among the years

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


@dataclass(frozen=True)
class Row:
    """One line of the map, or the row above them of what concerns no line."""

    line: int | None
    y: float
    start: float  # where its approach begins, before the launch
    small: tuple[tuple[str, float], ...] = ()  # stations without a name: id and x


@dataclass(frozen=True)
class LineMap:
    """The whole picture. Heights in rem, everything along time as a share of the track."""

    height: float
    top: float  # where the first row begins
    years: tuple[tuple[int, float, float], ...]  # year, its start, its end
    crowded: frozenset[int]  # years whose number would run into another
    launch: float
    now: float | None  # None when the build date lies outside the years
    rows: tuple[Row, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Scale:
    """Date -> share of the track. Years may differ in width; within a year time is even."""

    start: date
    years: tuple[tuple[int, float, float], ...]

    def at(self, day: date) -> float:
        """The place of a day; days outside the span stand at its ends."""
        for year, left, right in self.years:
            if day.year == year:
                first = max(self.start, date(year, 1, 1))
                share = (day - first).days / ((date(year, 12, 31) - first).days + 1)
                return left + (right - left) * min(max(share, 0.0), 1.0)
        return 0.0 if day < self.start else 1.0

    def middle(self, when: Moment) -> float:
        """The middle of the time that a moment may mean."""
        return (self.at(when.first) + self.at(when.last)) / 2


def make_scale(first: int, last: int, moments: Iterable[Moment]) -> Scale:
    """A scale whose years are partly of even width, partly in proportion to what stands in them.

    Where much is known, there must be room to show it. The first year begins with the month of its
    first station.
    """
    moments = list(moments)
    counts = Counter(moment.year for moment in moments)
    opening = min((m.first for m in moments if m.precision != "year"), default=date(first, 1, 1))
    start = date(first, opening.month if opening.year == first else 1, 1)
    total = max(sum(counts.values()), 1)
    length = dict.fromkeys(range(first, last + 1), 1.0)
    length[first] = ((date(first, 12, 31) - start).days + 1) / 365
    even = sum(length.values())
    years, left = [], 0.0
    for year, share in length.items():
        right = left + EVEN_PART * share / even + (1 - EVEN_PART) * counts[year] / total
        years.append((year, left, right))
        left = right
    return Scale(start, tuple((year, a / left, b / left) for year, a, b in years))


def draw_map(
    stops: Sequence[Stop], lines: int, launch: Moment, today: date, first: int, last: int, year: str = "0000"
) -> LineMap:
    """Place everything. `stops` are in the order of dates; rows of lines count from 0.

    `year` is the widest of the numbers that stand above the map.
    """
    scale = make_scale(first, last, [stop.when for stop in stops])
    named = [stop for stop in stops if stop.label]
    setting = 1 if any(not stop.rows for stop in named) else 0
    launch_x = scale.middle(launch)
    placed = [_on_track(stop, scale, setting, lines) for stop in named]
    placed = _spread(placed, launch_x)

    band = _place_labels([item for item in placed if item.stop.everywhere], ("above",))
    rows: list[Row] = []
    done: list[Placed] = []
    top = _tiers(band, "above") * TOUCH + HEADER
    y = top
    for index in range(setting + lines):
        line = index - setting if index >= setting else None
        mine = [item for item in placed if not item.stop.everywhere and item.rows[0] == index]
        labelled = _place_labels(mine, ("below", "above"), _crossing(placed, index, launch_x))
        y += _depth(labelled, "above")
        done += [replace(item, y=y) for item in labelled]
        on_row = [item.x for item in placed if index in item.rows and not item.stop.everywhere]
        rows.append(Row(line, y, min([launch_x, *on_row]), _small(stops, scale, index, setting)))
        y += _depth(labelled, "below")
    done += [replace(item, y=top - HEADER - REACH) for item in band]
    order = {stop.id: at for at, stop in enumerate(named)}
    return LineMap(
        height=y,
        top=top,
        years=scale.years,
        crowded=_crowded(scale, (text_width(year) * TEXT_SMALL + LABEL_GAP) / TRACK),
        launch=launch_x,
        now=scale.at(today) if first <= today.year <= last else None,
        rows=tuple(rows),
        placed=tuple(sorted(done, key=lambda item: order[item.stop.id])),
    )


def _crowded(scale: Scale, room: float) -> frozenset[int]:
    """The years that begin too near the last numbered one; the last year always has its number."""
    *others, last = scale.years
    crowded, taken = set(), -room
    for year, left, _ in others:
        if left < taken + room or left > last[1] - room:
            crowded.add(year)
        else:
            taken = left
    return frozenset(crowded)


def _on_track(stop: Stop, scale: Scale, setting: int, lines: int) -> Placed:
    rows = tuple(row + setting for row in stop.rows) or (0,)
    if stop.everywhere:
        rows = tuple(range(setting, setting + lines))
    span = (scale.at(stop.when.first), scale.at(stop.when.last)) if stop.when.precision == "year" else None
    return Placed(
        stop, scale.middle(stop.when), span, rows, width=max(text_width(stop.label) * TEXT_SMALL, TOUCH)
    )


def _small(stops: Sequence[Stop], scale: Scale, index: int, setting: int) -> tuple[tuple[str, float], ...]:
    """The stations without a name on one row of the map."""
    rows = ((stop, tuple(row + setting for row in stop.rows) or (0,)) for stop in stops if not stop.label)
    return tuple(
        (stop.id, scale.middle(stop.when))
        for stop, on in rows
        if index in on and not stop.everywhere and stop.when.precision != "year"
    )


def _crossing(placed: Sequence[Placed], index: int, launch: float) -> list[float]:
    """Where something is drawn across a row, in rem: labels had better stand elsewhere."""
    across = [
        item.x
        for item in placed
        if not item.span and item.rows[0] <= index <= item.rows[-1] and len(item.rows) > 1
    ]
    return [x * TRACK for x in (launch, *across)]


def _spread(placed: Sequence[Placed], launch: float) -> list[Placed]:
    """Keep named stations of a line apart: whole years share their bar evenly, days move on.

    The order of dates is kept, and whatever happened after the launch stays behind it.
    """
    groups: dict[tuple[int, float], list[Placed]] = {}
    for item in placed:
        if item.span and not item.stop.everywhere:
            groups.setdefault((item.rows[0], item.span[0]), []).append(item)
    moved: dict[str, Placed] = {}
    for group in groups.values():
        for at, item in enumerate(group, start=1):
            assert item.span
            left, right = item.span
            moved[item.stop.id] = replace(item, x=left + (right - left) * at / (len(group) + 1))
    gap = DOT_GAP / TRACK
    taken: dict[int, float] = {}
    for item in sorted((i for i in placed if not i.span), key=lambda i: (i.x, not i.stop.everywhere)):
        x = item.x
        if not item.stop.everywhere:  # these stand where they are, and the others make room
            x = max([x, *(taken[row] + gap for row in item.rows if row in taken)])
            if item.x >= launch:
                x = max(x, launch + gap)
        moved[item.stop.id] = replace(item, x=min(x, 1.0 - gap))
        taken |= dict.fromkeys(item.rows, x)
    return [moved.get(item.stop.id, item) for item in placed]


# --- labels -------------------------------------------------------------------------------------


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


def _place_labels(
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


def _tiers(items: Sequence[Placed], side: Side) -> int:
    return max((item.tier + 1 for item in items if item.side == side), default=0)


def _depth(items: Sequence[Placed], side: Side) -> float:
    """The room that a line needs on one side, in rem."""
    tiers = _tiers(items, side)
    return ROOM if not tiers else tiers * TOUCH - REACH
