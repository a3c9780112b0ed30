"""The geometry of the line map -> shapes of an SVG picture without any words.

Across, the picture is 1000 units wide whatever its width on the page; down, ten units are one rem.
It is stretched to its place, and strokes keep their width (`vector-effect`), so a dot is a stroke
of no length with round ends and stays round. Where the script runs from right to left the style
sheet mirrors the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsite.map.geometry import LineMap, MapRow
from microsite.map.labels import Placed
from microsite.map.lengths import REACH, TOUCH

ACROSS = 1000
DOWN = 10


@dataclass(frozen=True)
class Shape:
    """One path. `kind` is its class; `line` colours it; `stop` is the station it belongs to."""

    kind: str
    d: str
    line: int | None = None
    stop: str = ""


@dataclass(frozen=True)
class Picture:
    """The view box (units) and the shapes, those in front last."""

    width: int
    height: float
    shapes: tuple[Shape, ...]


def picture_of(drawn: LineMap) -> Picture:
    """The whole map."""
    shapes = [*_grid(drawn), *_bands(drawn), *_lines(drawn)]
    for item in drawn.placed:
        shapes += _spans(drawn, item)
    for row in drawn.rows:
        shapes += [Shape("small", _dot(x, row.y), row.line, id) for id, x in row.small]
    if drawn.now is not None:
        shapes.append(Shape("now", _down(drawn.now, drawn.top - 1, drawn.height)))
    for item in drawn.placed:
        shapes += _across(drawn, item)
    shapes += _ends(drawn)
    for item in drawn.placed:
        shapes += _rings(drawn, item)
    return Picture(ACROSS, round(drawn.height * DOWN, 1), tuple(shapes))


def strip_of(drawn: LineMap, line: int) -> Picture:
    """One line by itself, as the picture at the head of its page."""
    row = next(row for row in drawn.rows if row.line == line)
    middle = 1.0
    flat = MapRow(line, middle, row.start, row.small)
    shapes = [*_track(flat, drawn)]
    shapes += [Shape("small", _dot(x, middle), line, id) for id, x in row.small]
    index = drawn.rows.index(row)
    for item in drawn.placed:
        if index not in item.rows:
            continue
        if item.span:
            shapes.append(Shape("span", _inset(item.span, middle), line, item.stop.id))
        shapes += _ring(item.x, middle, line, item.stop.id)
    for x in (drawn.launch, 1.0):
        shapes += _capsule(x, middle - 0.35, middle + 0.35, "")
    if drawn.now is not None:
        shapes.append(Shape("now", _down(drawn.now, 0, 2 * middle)))
    return Picture(ACROSS, 2 * middle * DOWN, tuple(shapes))


def _grid(drawn: LineMap) -> list[Shape]:
    d = "".join(_down(left, drawn.top - 1.6, drawn.height) for _, left, _ in drawn.years)
    return [Shape("grid", d)]


def _bands(drawn: LineMap) -> Iterator[Shape]:
    """A year that concerns every line is a soft band down the whole map."""
    bottom = drawn.rows[-1].y
    for item in drawn.placed:
        if item.stop.everywhere and item.span:
            left, right = item.span
            top = _first_line(drawn)
            yield Shape(
                "band", f"M{_x(left)} {_y(top)}H{_x(right)}V{_y(bottom)}H{_x(left)}z", None, item.stop.id
            )


def _lines(drawn: LineMap) -> Iterator[Shape]:
    for row in drawn.rows:
        yield from _track(row, drawn)


def _track(row: MapRow, drawn: LineMap) -> Iterator[Shape]:
    """The approach before the launch, the part travelled, the part not looked at yet, the part promised."""
    kind = "" if row.line is not None else " setting"
    if row.start < drawn.launch:
        yield Shape(f"approach{kind}", _along(row.start, drawn.launch, row.y), row.line)
    now = 1.0 if drawn.now is None else max(drawn.now, drawn.launch)
    if now < 1.0:
        yield Shape(f"promised{kind}", _along(now, 1.0, row.y), row.line)
    looked = now if drawn.checked is None else min(max(drawn.checked, drawn.launch), now)
    if looked < now:
        yield Shape(f"unlooked{kind}", _along(looked, now, row.y), row.line)
    yield Shape(f"travelled{kind}", _along(drawn.launch, looked, row.y), row.line)


def _spans(drawn: LineMap, item: Placed) -> Iterator[Shape]:
    """A year on its lines: a long soft station."""
    if item.span and not item.stop.everywhere:
        for index in item.rows:
            row = drawn.rows[index]
            yield Shape("span", _inset(item.span, row.y), row.line, item.stop.id)


def _across(drawn: LineMap, item: Placed) -> Iterator[Shape]:
    """What joins the rings of one station, or leads to its label."""
    top, bottom = drawn.rows[item.rows[0]].y, drawn.rows[item.rows[-1]].y
    if item.stop.everywhere:
        if not item.span and item.x != drawn.launch:
            yield from _capsule(item.x, top, bottom, item.stop.id)
        return
    if len(item.rows) > 1:
        yield Shape("link", _down(item.x, top, bottom), None, item.stop.id)
    if item.tier:
        away = REACH + item.tier * TOUCH
        end = top + (away if item.side == "below" else -away)
        yield Shape("leader", _down(item.x, top, end), None, item.stop.id)


def _rings(drawn: LineMap, item: Placed) -> Iterator[Shape]:
    if not item.stop.everywhere:
        for index in item.rows:
            row = drawn.rows[index]
            yield from _ring(item.x, row.y, row.line, item.stop.id)


def _ends(drawn: LineMap) -> Iterator[Shape]:
    """The station that all lines leave, and the one that they run to."""
    top, bottom = _first_line(drawn), drawn.rows[-1].y
    launch = next((it.stop.id for it in drawn.placed if it.stop.everywhere and it.x == drawn.launch), "")
    yield from _capsule(drawn.launch, top, bottom, launch, " launch")
    yield Shape("terminal", _down(1.0, top, bottom))


def _first_line(drawn: LineMap) -> float:
    return next(row.y for row in drawn.rows if row.line is not None)


def _ring(x: float, y: float, line: int | None, stop: str) -> Iterator[Shape]:
    yield Shape("ring", _dot(x, y), line, stop)
    yield Shape("hole", _dot(x, y), None, stop)


def _capsule(x: float, top: float, bottom: float, stop: str, which: str = "") -> Iterator[Shape]:
    yield Shape(f"capsule{which}", _down(x, top, bottom), None, stop)
    yield Shape(f"capsule-inside{which}", _down(x, top, bottom), None, stop)


def _dot(x: float, y: float) -> str:
    return f"M{_x(x)} {_y(y)}h0"


def _inset(span: tuple[float, float], y: float) -> str:
    """A year's bar, a hair shorter than the year, so that neighbours stay two."""
    left, right = span
    return _along(left + 0.003, right - 0.003, y)


def _along(left: float, right: float, y: float) -> str:
    return f"M{_x(left)} {_y(y)}H{_x(right)}"


def _down(x: float, top: float, bottom: float) -> str:
    return f"M{_x(x)} {_y(top)}V{_y(bottom)}"


def _x(share: float) -> str:
    return f"{share * ACROSS:.0f}"


def _y(rem: float) -> str:
    return f"{rem * DOWN:.1f}".removesuffix(".0")
