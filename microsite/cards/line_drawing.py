"""The line map in miniature: the places that the map has worked out, as marks on a card.

Where it stands everything is as on the page: solid is what was checked, dots are time that has passed since,
pale is what is promised; a ring has happened, a pill is promised for its years, a diamond fell due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from microsite.cards.marks import Box, Mark, Stroke, disc
from microsite.map.axis import CLOSED
from microsite.map.entries import MapRow
from microsite.map.lengths import CAPSULE
from microsite.map.line_map import LineMap, Pill
from microsite.map.rings import Ring
from microsite.pages.stops import StopKind, has_fallen_due

DUE: Mapping[StopKind, bool] = {"overdue": True, "unchecked": False}  # whether its diamond is filled
BREAK = 9.0  # px: the two strokes where the scale of time changes
SLOPE = 4.0


@dataclass(frozen=True)
class Ink:
    """The colours of a drawing; of each row its line and the pale part of that."""

    paper: str
    text: str
    quiet: str
    warning: str
    lines: Sequence[tuple[str, str]]  # of rows that stand for no line, too


@dataclass(frozen=True)
class Plot:
    """Where a map is drawn: from where to where time runs, the middle of the first row, the height of one."""

    left: float
    right: float
    top: float
    pitch: float

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def y(self, at: int) -> float:
        return self.top + at * self.pitch

    @property
    def stroke(self) -> float:
        """How thick a line is drawn."""
        return max(2.0, min(10.0, self.pitch * 0.28))

    @property
    def ring(self) -> float:
        """The radius of an event."""
        return min(9.0, self.pitch * 0.27)

    @property
    def pill(self) -> float:
        """The height of a promise."""
        return min(28.0, self.pitch * 0.66)


@dataclass(frozen=True)
class Drawing:
    """A map as a card draws it: some of its rows, on a plot, in its colours. `kinds` are those of its
    stations and promises; a plain one has lines alone."""

    drawn: LineMap
    rows: Sequence[MapRow]
    plot: Plot
    ink: Ink
    kinds: Mapping[str, StopKind]

    def marks(self, plain: bool = False) -> Iterator[Mark]:
        """Everything from the ground up."""
        for at, row in enumerate(self.rows):
            yield from self._line(at, row)
        yield from self._down(plain)
        if plain:
            return
        yield from self._joints()
        for at, row in enumerate(self.rows):
            for item in row.items:
                yield from self._pill(at, item) if isinstance(item, Pill) else self._ring(at, item)

    @property
    def passed(self) -> float:
        """The place of now, or the end, where all that the map shows has passed."""
        return 1.0 if self.drawn.now is None else self.drawn.now

    @property
    def checked(self) -> float:
        """The place of the last check."""
        return self.passed if self.drawn.checked is None else self.drawn.checked

    @property
    def bottom(self) -> float:
        """The middle of the last row."""
        return self.plot.y(len(self.rows) - 1)

    def _line(self, at: int, row: MapRow) -> Iterator[Mark]:
        """The strokes of a line: as far as it was checked, what has passed since, what is ahead."""
        plot, (colour, pale) = self.plot, self.ink.lines[row.row]
        extent = self.drawn.extents.get(row.row)
        start, end = (extent.start, extent.end) if extent else (self.drawn.launch, 1.0)
        y, thick = plot.y(at), plot.stroke if row.line is not None else 2.0
        for first, last, ink, dotted in (
            (start, min(self.checked, end), colour, False),
            (max(self.checked, start), min(self.passed, end), colour, True),
            (max(self.passed, start), end, pale, False),
        ):
            if last <= first:
                continue
            if dotted:
                dots = min(thick, 4.0)
                yield Stroke(plot.x(first) + dots, y, plot.x(last), y, ink, dots, f"0 {2.2 * dots:g}")
            else:
                yield Box(plot.x(first), y - thick / 2, plot.x(last) - plot.x(first), thick, ink)
        if self.drawn.broken and start < self.passed < end:
            yield from self._break(y, thick)

    def _break(self, y: float, thick: float) -> Iterator[Mark]:
        """Two strokes through a line, where months turn into years."""
        for step in (0.0, BREAK * 0.7):
            x, half = self.plot.x(self.passed) + BREAK + step, thick / 2 + 2
            yield Stroke(x - SLOPE / 2, y + half, x + SLOPE / 2, y - half, self.ink.paper, 2.5)

    def _down(self, plain: bool) -> Iterator[Mark]:
        """What runs down the map: the last check, now, what concerns every line."""
        plot, top = self.plot, self.plot.top - self.plot.pitch / 2
        bottom = self.bottom + plot.pitch / 2
        if self.drawn.now is not None:
            if not plain and self.checked < self.passed:
                x = plot.x(self.checked)
                yield Stroke(x, top, x, bottom, self.ink.quiet, 2, "0 5")
            x = plot.x(self.passed)
            yield Box(x - 1.5, top, 3, bottom - top, self.ink.text)
        wide = max(6.0, min(plot.x(CAPSULE / self.drawn.axis.width) - plot.left, 16.0))
        lines = [at for at, row in enumerate(self.rows) if row.line is not None]
        over = min(plot.pitch / 2 - 1, 12.0)
        high = plot.y(lines[-1]) - plot.y(lines[0]) + 2 * over if lines else 0.0
        for it in self.drawn.capsules if lines and not plain else ():
            x = plot.x(it.x) - (wide if it.column is not None else wide / 2)
            fill = self.ink.text if it.column is not None else self.ink.paper
            yield Box(x, plot.y(lines[0]) - over, wide, high, fill, self.ink.text, 3, wide / 2)

    def _joints(self) -> Iterator[Mark]:
        """What leads from one row to another."""
        at = {row.row: number for number, row in enumerate(self.rows)}
        for joint in self.drawn.joints:
            if joint.top in at and joint.bottom in at:
                colour = self.ink.text if joint.line is None else self.ink.lines[joint.line][0]
                x, top, bottom = (
                    self.plot.x(joint.x),
                    self.plot.y(at[joint.top]),
                    self.plot.y(at[joint.bottom]),
                )
                yield Box(x - 1.5, top, 3, bottom - top, colour)

    def _pill(self, at: int, item: Pill) -> Iterator[Mark]:
        """A promise, as long as its years."""
        plot, column = self.plot, self.drawn.columns[item.column]
        shut = CLOSED / self.drawn.axis.width if column.closed else 0.0
        left, right = plot.x(column.left) + 2, plot.x(column.right - shut) - 2
        dashes = "6 5" if self.kinds[item.stop.id] == "related" else ""
        edge = self.ink.lines[item.row][0]
        box = (left, plot.y(at) - plot.pill / 2, right - left, plot.pill)
        yield Box(*box, self.ink.paper, edge, 3, plot.pill / 2, dashes)

    def _ring(self, at: int, item: Ring) -> Iterator[Mark]:
        """What has happened, where the page names it; what fell due in any case."""
        kind, plot, ink = self.kinds[item.stop.id], self.plot, self.ink
        due = has_fallen_due(kind)
        shown = item.side == "above" or self.drawn.joins(item) or (item.side and len(self.rows) == 1)
        if not (due or shown):
            return
        x, y, radius = plot.x(item.x), plot.y(at), plot.ring
        if kind in DUE:
            fill = ink.warning if DUE[kind] else ink.paper
            side = 2 * radius * 0.9
            yield Box(x - side / 2, y - side / 2, side, side, fill, ink.warning, 3, turn=45)
        elif kind in ("kept", "missed"):
            fill = ink.lines[item.row][0] if kind == "kept" else ink.warning
            yield disc(x, y, radius, fill, ink.paper, 2)
        else:
            edge = ink.warning if kind == "dropped" else ink.lines[item.row][0]
            long = plot.x(item.length) - plot.left
            yield Box(x - radius, y - radius, 2 * radius + long, 2 * radius, ink.paper, edge, 3, radius)


def kinds_of_rows(rows: Iterable[MapRow]) -> set[str]:
    """The ids of the stations and promises of some rows."""
    return {item.stop.id for row in rows for item in row.items}
