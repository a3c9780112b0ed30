"""What has happened -> rings on the rows of the map, and room for their names.

A ring stands at its day. Its name stands above the line or, where that is full, below it, to be read
when the line is lifted; where neither has room, the lists of the page have it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from microsite.content.moments import Moment
from microsite.map.axis import Axis, middle
from microsite.map.labels import Side, Stretches, fit
from microsite.map.lengths import MAP_TEXT, RING, TOUCH
from microsite.map.widths import text_width

RING_GAP = 0.375  # rem: between two rings of one line, so that diamonds have room as well
END_ROOM = 0.5  # rem: between a name and the launch, or now
MORE = "+00"  # the widest of the numbers of further ones

Bar = tuple[float, float]  # what runs down the map: the place of its middle, and half of its width, in rem


@dataclass(frozen=True)
class Stop:
    """Something on the timeline as the map takes it. `lines` are those it concerns: none, some or all."""

    id: str
    when: Moment
    lines: tuple[int, ...]
    label: str  # without a name it is counted, and not drawn
    everywhere: bool = False  # true when it concerns every line
    planned: bool = False  # true when it is still to come
    promised: bool = False  # true of a promise, still to come or not
    urgent: bool = False  # named before others
    sign: str = ""  # how a promise stands that has fallen due


@dataclass(frozen=True)
class Ring:
    """What has happened, on one row. Its name has no side where it has no room on this row.

    `others` are promises of the row that have fallen due and have no room for names of their own: this name
    counts them.
    """

    stop: Stop
    row: int
    x: float
    length: float = 0.0  # a share: of a year or decade, where no more is known
    side: Side | None = None
    width: float = 0.0
    shift: float = 0.0
    others: tuple[Ring, ...] = ()

    @property
    def rank(self) -> int:
        """Whose name goes first: of what has no outcome known, of other promises, of what has happened."""
        return 0 if self.stop.urgent else 1 if self.stop.promised else 2


@dataclass(frozen=True)
class Joint:
    """What leads from one row to another: a station of several lines, or where a line leaves or joins one."""

    x: float
    top: int
    bottom: int
    line: int | None = None  # that leaves or joins
    stop: str = ""  # the station


def rows_of(stop: Stop, setting: int | None) -> tuple[int, ...]:
    """The rows of a station: those of its lines, or that of no line, if there is one."""
    return stop.lines or (() if setting is None else (setting,))


def rings_of(stop: Stop, axis: Axis, setting: int | None) -> list[Ring]:
    if stop.planned or stop.everywhere:
        return []
    x, length = middle(axis, stop.when), 0.0
    if stop.when.precision in ("year", "decade"):
        x, length = axis.at(stop.when.first), axis.at(stop.when.last) - axis.at(stop.when.first)
    return [Ring(stop, row, x, length) for row in rows_of(stop, setting)]


def spread(rings: Sequence[Ring], axis: Axis) -> list[Ring]:
    """Keep the rings of a row apart, in the order of their days, and all of them before now.

    What is too near moves on, and what would pass now moves back with all before it; where a row has
    more rings than room, all stand nearer.
    """
    least = END_ROOM / axis.width
    most = max(axis.past - least, least)
    order = {ring.stop.id: ring.x for ring in sorted(rings, key=lambda ring: ring.x)}
    at = {id: number for number, id in enumerate(order)}
    pairs = sorted({pair for row in _rows(rings, at).values() for pair in pairwise(row)})
    behind = [0] * len(order)  # at least so many stand before each
    for before, after in sorted(pairs, key=lambda pair: pair[1]):
        behind[after] = max(behind[after], behind[before] + 1)
    gap = min((RING + RING_GAP) / axis.width, (most - least) / max([1, *behind]))
    places = [max(x, least) for x in order.values()]
    for before, after in sorted(pairs, key=lambda pair: pair[1]):
        places[after] = max(places[after], places[before] + gap)
    places = [min(x, most) for x in places]
    for before, after in reversed(pairs):
        places[before] = min(places[before], places[after] - gap)
    moved = [(ring, places[at[ring.stop.id]]) for ring in rings]
    return [replace(ring, x=x, length=min(ring.length, max(most - x, 0.0))) for ring, x in moved]


def _rows(rings: Sequence[Ring], at: Mapping[str, int]) -> dict[int, list[int]]:
    """The numbers of the stations of each row, in their order."""
    rows: dict[int, list[int]] = {}
    for ring in sorted(rings, key=lambda ring: at[ring.stop.id]):
        rows.setdefault(ring.row, []).append(at[ring.stop.id])
    return rows


def joints_of(rings: Sequence[Ring]) -> list[Joint]:
    """A station of several lines is joined down the map."""
    rows: dict[str, list[Ring]] = {}
    for ring in rings:
        rows.setdefault(ring.stop.id, []).append(ring)
    groups = (group for group in rows.values() if len(group) > 1)
    return [Joint(group[0].x, group[0].row, group[-1].row, stop=group[0].stop.id) for group in groups]


def named(rings: Sequence[Ring], joints: Sequence[Joint], down: Sequence[Bar], axis: Axis) -> list[Ring]:
    """Give each ring's name a place on its row: above the line if there is room, below it, or none.

    A station of several lines has its name above the first of them; on the others it stands below.
    """
    first = {ring.stop.id: ring.row for ring in reversed(rings)}
    placed: dict[tuple[str, int], Ring] = {}
    told: set[str] = set()  # above a line
    for row in sorted({ring.row for ring in rings}):
        across = [*down, *((it.x * axis.width, 0.0) for it in joints if it.top < row <= it.bottom)]
        own = [ring for ring in rings if ring.row == row]
        above = _above(own, [ring for ring in own if first[ring.stop.id] == row], told, across, axis)
        below = _best([ring for ring in own if ring.stop.id not in above], across, axis, "below")
        told |= above.keys()
        placed |= {(ring.stop.id, row): ring for ring in own}
        placed |= {(id, row): ring for id, ring in (above | below).items()}
        placed |= _counting([placed[ring.stop.id, row] for ring in own], above, told)
    return [placed[ring.stop.id, ring.row] for ring in rings]


def _above(
    own: Sequence[Ring], wanted: Sequence[Ring], told: Collection[str], across: Sequence[Bar], axis: Axis
) -> dict[str, Ring]:
    """The names above a line. Where not all promises have room, those that have it count the others."""
    found = _best(wanted, across, axis, "above")
    for most in (1, 2):  # behind the names of promises or, where none has room, behind any
        if all(ring.rank == 2 or ring.stop.id in {*found, *told} for ring in own):
            break
        longer = _best(wanted, across, axis, "above", counting=most)
        if any(ring.rank <= most for ring in longer.values()):
            return longer
    return found


def _counting(
    row: Sequence[Ring], above: Collection[str], told: Collection[str]
) -> dict[tuple[str, int], Ring]:
    """The rings of a row whose names count others: each the promises without one that are nearest."""
    named = [ring for ring in row if ring.stop.id in above]
    hosts = [ring for ring in named if ring.rank < 2] or named
    others: dict[str, list[Ring]] = {}
    for ring in row:
        if hosts and ring.rank < 2 and ring.stop.id not in told:
            host = min(hosts, key=lambda it: abs(it.x - ring.x))
            others.setdefault(host.stop.id, []).append(ring)
    return {
        (ring.stop.id, ring.row): replace(ring, others=tuple(others[ring.stop.id]))
        for ring in hosts
        if ring.stop.id in others
    }


def _edge(bar: Bar, x: float) -> float:
    """The edge of a bar that faces a ring; its middle, where the ring stands on it."""
    at, half = bar
    return at if abs(at - x) < half else at - half if at > x else at + half


def _best(
    rings: Sequence[Ring], across: Sequence[Bar], axis: Axis, side: Side, counting: int = -1
) -> dict[str, Ring]:
    """The rings of a row whose names have room on one side, by id: as many as some order of trying finds.

    Names up to the rank `counting` have room for a number behind them, too.
    """
    orders: list[Callable[[Ring], tuple[int, float]]] = [
        lambda ring: (ring.rank, -ring.x),
        lambda ring: (ring.rank, ring.x),
        lambda ring: (ring.rank, text_width(ring.stop.label)),
    ]
    found: list[dict[str, Ring]] = []
    bounds = (END_ROOM, axis.past * axis.width - END_ROOM)
    for order in orders:
        taken, fitting = Stretches(), {}
        for ring in sorted(rings, key=order):
            label = f"{ring.stop.label} {MORE}" if ring.rank <= counting else ring.stop.label
            width, x = max(text_width(label) * MAP_TEXT, TOUCH), ring.x * axis.width
            shift = fit(x, width, bounds, [_edge(bar, x) for bar in across], taken)
            if shift is not None:
                fitting[ring.stop.id] = replace(ring, side=side, width=width, shift=shift)
        found.append(fitting)
    return max(found, key=lambda it: (sum(ring.rank < 2 for ring in it.values()), len(it)))
