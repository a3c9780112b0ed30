"""Time -> shares of the map's track: even time up to today, and whole years after it.

What has happened has a day, so up to today time is even. What is promised has a year at best: after
today every year that something falls into is as wide as the names in it need, and years into which
nothing falls are gathered. Where there are too many years, several share a column.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from microsite.content.moments import Moment
from microsite.map.lengths import MAP_TEXT
from microsite.map.widths import text_width

PAST_LEAST = 17.0  # rem: what has happened has so much room at least, where anything has
TRACK_LEAST = 44.0  # rem: and takes what the years leave of this
YEARS_MOST = 30.0  # rem: the years have so much at least, however long the names of the lines
BREAK = 1.25  # rem: between today and the first column, where the scale changes
CLOSED = 1.5  # rem: for what stands at the end of a column
QUIET = 1.5  # rem: years without anything, at least
YEAR_GAP = 0.75  # rem: beside the number of a year
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)  # years that share a column, years between two numbers


@dataclass(frozen=True)
class Column:
    """Some whole years, or what is left of the one of today."""

    first: int
    last: int
    left: float
    right: float
    quiet: bool = False  # nothing falls into it
    rest: bool = False  # the year of today, from today on
    closed: bool = False  # what concerns every line is promised for it, and stands at its end

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Cell:
    """What is still to come on a row in a year, and the room in rem that its name needs: alone, and
    among others of the same column."""

    row: int
    year: int
    alone: float
    among: float


@dataclass(frozen=True)
class Axis:
    """Dates -> shares of the track (0 to 1). `width` (rem) is the least at which all names have room."""

    start: date
    end: date  # of the part where time is even: today, or the end of the last year
    past: float  # the share of that part
    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, float], ...]  # years that begin in that part, each with its place
    width: float

    def at(self, day: date) -> float:
        """The place of a day up to today; those before the first or after today stand at the ends."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return self.past * min(max(share, 0.0), 1.0)

    def column_of(self, year: int) -> int:
        """The number of the column that a year is in."""
        return next(at for at, column in enumerate(self.columns) if column.first <= year <= column.last)


def make_axis(
    opening: date,
    today: date,
    last: int,
    cells: Iterable[Cell],
    closed: Collection[int],
    events: bool,
    said: Callable[[int, int], str],
    room: float,
    rest: str = "",
) -> Axis:
    """The axis from `opening` to the end of the year `last`.

    `cells` are what is still to come; `closed` are the years at whose end something stands that concerns
    every line; `events` says whether anything stands before today; `said` writes some years as a text;
    `room` is what the track may take, in rem: where the years need more, several share a column;
    `rest` is what the rest of the year of today is called.
    """
    close = date(last, 12, 31)
    end = min(max(today, opening), close)
    columns = (
        _columns(end, close, list(cells), closed, said, max(room - PAST_LEAST, YEARS_MOST), rest)
        if today <= close
        else []
    )
    past_ends = BREAK if columns and today > opening else 0.0
    ahead = sum(width for _, width in columns) + past_ends
    past = 0.0 if today <= opening else max(PAST_LEAST if events else QUIET, TRACK_LEAST - ahead)
    width = past + ahead
    placed, left = [], past + past_ends
    for column, wide in columns:
        right = left + wide
        placed.append(replace(column, left=left / width, right=right / width))
        left = right
    axis = Axis(opening, end, past / width, tuple(placed), (), width)
    return replace(axis, ticks=_ticks(axis, said))


def _columns(
    start: date,
    close: date,
    cells: Sequence[Cell],
    closed: Collection[int],
    said: Callable[[int, int], str],
    room: float,
    rest: str,
) -> list[tuple[Column, float]]:
    """The columns from a day on, each with its width in rem: as few years in each as there is room for."""
    found: list[tuple[Column, float]] = []
    for step in STEPS:
        found = []
        for first, last in _periods(start.year, close.year, step):
            widths = _widths([cell for cell in cells if first <= cell.year <= last])
            ends = any(first <= year <= last for year in closed)
            is_rest = first == start.year and start != date(start.year, 1, 1)
            if not widths and not ends and found and found[-1][0].quiet and not found[-1][0].rest:
                first = found.pop()[0].first
            name = rest if is_rest and first == last else said(first, last)
            quiet = not widths and not ends
            named = text_width(name) * MAP_TEXT + YEAR_GAP
            least = QUIET if is_rest and quiet else max(named, max(widths, default=0.0) + CLOSED * ends)
            found.append((Column(first, last, 0, 0, quiet, is_rest, ends), least))
        if sum(width for _, width in found) <= room:
            break
    return found


def _widths(cells: Sequence[Cell]) -> list[float]:
    """What the rows of a column need: each row names the first of what falls into it."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [found[0].among if len(found) > 1 else found[0].alone for found in rows.values()]


def _periods(first: int, last: int, step: int) -> list[tuple[int, int]]:
    """Runs of years: each ends before a round year, and none is longer than the step."""
    periods: list[tuple[int, int]] = []
    while first <= last:
        until = min(first - first % step + step - 1, last)
        periods.append((first, until))
        first = until + 1
    return periods


def _ticks(axis: Axis, said: Callable[[int, int], str]) -> tuple[tuple[int, float], ...]:
    """The years that begin before today, as many as have room for their numbers."""
    years = range(axis.start.year + (axis.start != date(axis.start.year, 1, 1)), axis.end.year + 1)
    room = text_width(max((said(year, year) for year in years), key=len, default="")) * MAP_TEXT + YEAR_GAP
    ticks: list[tuple[int, float]] = []
    for step in STEPS:
        ticks = [(year, axis.at(date(year, 1, 1))) for year in years if year % step == 0]
        if all((after - before) * axis.width >= room for (_, before), (_, after) in pairwise(ticks)):
            break
    return tuple((year, x) for year, x in ticks if (axis.past - x) * axis.width >= room)


def middle(axis: Axis, when: Moment) -> float:
    """The middle of the time that a moment may mean."""
    return (axis.at(when.first) + axis.at(when.last)) / 2
