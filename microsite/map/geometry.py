"""Stations -> the geometry of the line map: where each line, station and label stands.

Pure functions from dates and text widths to numbers. Positions along time are shares of the track
(0 to 1, from its start to its end, whichever way the script runs); heights and label widths are in
rem, so that the map grows with the reader's text. Labels are placed for the narrowest track that
the wide form is shown at: on a wider one the stations move apart and the labels keep their size,
so nothing that is apart here can meet there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from microsite.content.moments import Moment
from microsite.map.labels import LABEL_GAP, Placed, Side, Stop, place_labels, text_width
from microsite.map.lengths import REACH, TEXT_SMALL, TOUCH, TRACK
from microsite.map.scale import TimeScale, make_scale

DOT_GAP = 1.0  # rem: the least distance of two named stations on one line
ROOM = 0.9  # rem: what a line keeps free on a side without labels
HEADER = 2.0  # rem: the row of the years


@dataclass(frozen=True)
class MapRow:
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
    checked: float | None  # the last check, after which nothing was looked at; likewise
    rows: tuple[MapRow, ...]
    placed: tuple[Placed, ...]


def draw_map(
    stops: Sequence[Stop],
    lines: int,
    launch: Moment,
    today: date,
    first: int,
    last: int,
    year: str = "0000",
    checked: date | None = None,
) -> LineMap:
    """Place everything. `stops` are in the order of dates; rows of lines count from 0.

    `year` is the widest of the numbers that stand above the map, `checked` the day of the last check.
    """
    looked = min(checked or today, today)
    scale = make_scale(first, last, [stop.when for stop in stops])
    named = [stop for stop in stops if stop.label]
    setting = 1 if any(not stop.rows for stop in named) else 0
    launch_x = scale.middle(launch)
    placed = [_on_track(stop, scale, setting, lines) for stop in named]
    placed = _spread(placed, launch_x)

    band = place_labels([item for item in placed if item.stop.everywhere], ("above",))
    rows: list[MapRow] = []
    done: list[Placed] = []
    top = _tiers(band, "above") * TOUCH + HEADER
    y = top
    for index in range(setting + lines):
        line = index - setting if index >= setting else None
        mine = [item for item in placed if not item.stop.everywhere and item.rows[0] == index]
        labelled = place_labels(mine, ("below", "above"), _crossing(placed, index, launch_x))
        y += _depth(labelled, "above")
        done += [replace(item, y=y) for item in labelled]
        on_row = [item.x for item in placed if index in item.rows and not item.stop.everywhere]
        rows.append(MapRow(line, y, min([launch_x, *on_row]), _small(stops, scale, index, setting)))
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
        checked=scale.at(looked) if first <= looked.year <= last else None,
        rows=tuple(rows),
        placed=tuple(sorted(done, key=lambda item: order[item.stop.id])),
    )


def _crowded(scale: TimeScale, room: float) -> frozenset[int]:
    """The years that begin too near the last numbered one; the last year always has its number."""
    *others, last = scale.years
    crowded, taken = set(), -room
    for year, left, _ in others:
        if left < taken + room or left > last[1] - room:
            crowded.add(year)
        else:
            taken = left
    return frozenset(crowded)


def _on_track(stop: Stop, scale: TimeScale, setting: int, lines: int) -> Placed:
    rows = tuple(row + setting for row in stop.rows) or (0,)
    if stop.everywhere:
        rows = tuple(range(setting, setting + lines))
    span = (scale.at(stop.when.first), scale.at(stop.when.last)) if stop.when.precision == "year" else None
    return Placed(
        stop, scale.middle(stop.when), span, rows, width=max(text_width(stop.label) * TEXT_SMALL, TOUCH)
    )


def _small(
    stops: Sequence[Stop], scale: TimeScale, index: int, setting: int
) -> tuple[tuple[str, float], ...]:
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


def _tiers(items: Sequence[Placed], side: Side) -> int:
    return max((item.tier + 1 for item in items if item.side == side), default=0)


def _depth(items: Sequence[Placed], side: Side) -> float:
    """The room that a line needs on one side, in rem."""
    tiers = _tiers(items, side)
    return ROOM if not tiers else tiers * TOUCH - REACH
