"""Stations -> the geometry of the line map: where each line, station and name stands.

Pure functions from dates and widths of names to numbers. Places along time are shares of the track
(0 to 1, from its start to its end, whichever way the script runs); widths of names are in rem, so
that the map grows with the reader's text. What has happened is a ring at its day, with its name above
the line or, where that is full, below it, to be read when the line is lifted. What is promised is a
pill as long as its years, with its name inside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from microsite.content.moments import Moment
from microsite.map.axis import Axis, Cell, make_axis, middle
from microsite.map.labels import CLEAR, Head, place_heads
from microsite.map.lengths import CAPSULE, HEAD_TEXT, MAP_TEXT, PILL_SIDES, PIN, RING, TOUCH, UNDATED
from microsite.map.line_map import Capsule, Extent, LineMap, Pill
from microsite.map.rings import MORE, Joint, Ring, Stop, joints_of, named, rings_of, rows_of, spread
from microsite.map.widths import text_width, wrapped_width

WIDEST = 85.0  # rem: the wide form had better fit a common screen
NO_LINE = -1
HEAD_SIDES = {"now": 1.25, "check": 0.75}  # rem: what a name at the head has beside its letters
HEAD_SIDE = 0.25  # rem: the other names


@dataclass(frozen=True)
class Course:
    """Where a line begins and ends, as its editors say; and which lines it leaves and joins."""

    begins: date | None = None
    ends: date | None = None
    leaves: int | None = None
    joins: int | None = None


@dataclass(frozen=True)
class Setting:
    """What the map is drawn for: the time it covers, and how its language writes names."""

    first: int
    last: int
    launch: Moment | None  # when the lines begin that no station or date says otherwise of
    today: date
    checked: date
    names: Sequence[str] = ()  # of the lines
    heads: Mapping[str, str] = field(
        default_factory=dict
    )  # texts at the head: now, check, and stations by id
    said: Callable[[int, int], str] = lambda first, last: f"{first}–{last}" if last > first else f"{first}"
    rest: str = ""  # what the rest of the year of today is called
    whole_words: bool = True


def draw_map(stops: Sequence[Stop], courses: Sequence[Course], on: Setting) -> LineMap:
    """Place everything. `stops` are in the order of dates, `courses` one a line."""
    lines, names = len(courses), _names(on)
    drawn = [stop for stop in stops if stop.label]
    axis = make_axis(
        _opening(stops, courses, on),
        on.today,
        on.last,
        [cell for stop in sorted(stops, key=_named_first) for cell in _cells(stop, on)],
        {stop.when.last.year for stop in drawn if stop.planned and stop.everywhere},
        any(not stop.planned and not stop.everywhere for stop in drawn),
        on.said,
        WIDEST - names[0] - UNDATED,
        on.rest,
    )
    setting = lines if any(not stop.lines for stop in drawn) else None  # the row of what concerns no line
    launch = axis.at(on.launch.first) if on.launch else 0.0
    inside = on.first <= on.today.year <= on.last
    now = axis.past if inside else None
    checked = axis.at(on.checked) if inside else None
    capsules = tuple(_capsules(drawn, axis))
    common = [it.x for it in capsules if it.column is None] + ([launch] if on.launch else [])
    turns = _turns(courses, axis)
    rings = spread([ring for stop in drawn for ring in rings_of(stop, axis, setting)], axis)
    down = [(x * axis.width, 0.0) for x in (launch, checked, now) if x is not None]
    down += [(it.x * axis.width, CAPSULE / 2 - CLEAR) for it in capsules]
    rings = named(rings, [*joints_of(rings), *turns], down, axis)
    pills = _pills(stops, axis, setting)
    telling = {ring.row for ring in rings if ring.side or ring.stop.promised} | {pill.row for pill in pills}
    if setting not in telling:  # a row of its own for what has no room for its name says nothing
        rings, setting = [ring for ring in rings if ring.row != setting], None
    above = {ring.stop.id for ring in rings if ring.side == "above"}
    return LineMap(
        axis=axis,
        lines=lines,
        setting=setting is not None,
        launch=launch,
        now=now,
        checked=checked,
        extents={at: _extent(at, course, rings, common, axis) for at, course in enumerate(courses)},
        rings=tuple(rings),
        pills=tuple(pills),
        capsules=capsules,
        joints=tuple(joint for joint in [*joints_of(rings), *turns] if not joint.stop or joint.stop in above),
        heads=_heads(capsules, now, checked, axis, on, names[0]),
        names=names,
        least=max((wrapped_width(name, len(name), on.whole_words) for name in on.names), default=0.0),
    )


def _names(on: Setting) -> tuple[float, float]:
    """The room that the names of the lines need, in two rows and in one, and what stands around them."""
    two = max((wrapped_width(name, 2, on.whole_words) for name in on.names), default=0.0)
    one = max(map(text_width, on.names), default=0.0)
    two, one = (max(width * HEAD_TEXT, TOUCH) + PIN + RING for width in (two, one))
    return two, one


def _opening(stops: Sequence[Stop], courses: Sequence[Course], on: Setting) -> date:
    """The day that the map begins with: the launch, or the year of what came before it."""
    earlier = [stop.when.last for stop in stops if stop.planned]
    earlier += [stop.when.first for stop in stops if stop.label and not stop.planned]
    earlier += [course.begins for course in courses if course.begins]
    opening = date(on.first, 1, 1)
    if on.launch is None:
        return max(min([date(first.year, 1, 1) for first in earlier], default=opening), opening)
    first = min([on.launch.first, *earlier])
    if first >= on.launch.first:
        return on.launch.first
    return max(
        date(first.year, first.month, 1) if first.year == on.launch.year else date(first.year, 1, 1), opening
    )


# --- what is promised ---------------------------------------------------------------------------


def _named_first(stop: Stop) -> bool:
    """How what falls into the same years is ordered: the order of dates is kept."""
    return not stop.label


def _cells(stop: Stop, on: Setting) -> list[Cell]:
    """The room that a name needs inside its pill, on each of its lines: no more than two lines of text."""
    if not stop.planned or stop.everywhere:
        return []
    alone, among = (
        wrapped_width(text, 2, on.whole_words) * MAP_TEXT + PILL_SIDES
        for text in (stop.label or MORE, f"{stop.label} {MORE}")
    )
    return [Cell(line, stop.when.last.year, alone, among) for line in stop.lines or (NO_LINE,)]


def _pills(stops: Sequence[Stop], axis: Axis, setting: int | None) -> list[Pill]:
    """One pill for each row and column that something falls into; what has a name goes first."""
    cells: dict[tuple[int, int], list[Stop]] = {}
    for stop in stops:
        if stop.planned and not stop.everywhere:
            for row in rows_of(stop, setting):
                cells.setdefault((row, axis.column_of(stop.when.last.year)), []).append(stop)
    pills = []
    for (row, column), found in cells.items():
        first, *others = sorted(found, key=_named_first)
        pills.append(Pill(first, row, column, tuple(others)))
    return sorted(pills, key=lambda pill: (pill.row, pill.column))


# --- what runs down the map ---------------------------------------------------------------------


def _capsules(drawn: Sequence[Stop], axis: Axis) -> list[Capsule]:
    """What concerns every line: at its day, or at the end of the years that it is promised for."""
    capsules = []
    for stop in drawn:
        if stop.everywhere and stop.planned:
            column = axis.column_of(stop.when.last.year)
            capsules.append(Capsule(stop, axis.columns[column].right, column))
        elif stop.everywhere:
            capsules.append(Capsule(stop, middle(axis, stop.when)))
    return capsules


def _turns(courses: Sequence[Course], axis: Axis) -> list[Joint]:
    """Where a line leaves another, or joins one."""
    joints = []
    for at, course in enumerate(courses):
        for other, day in ((course.leaves, course.begins), (course.joins, course.ends)):
            if other is not None and day is not None:
                top, bottom = sorted((at, other))
                joints.append(Joint(axis.at(day), top, bottom, at))
    return joints


def _extent(at: int, course: Course, rings: Sequence[Ring], common: Sequence[float], axis: Axis) -> Extent:
    """From where to where a line runs: from the launch, or the first that happened on it or on all lines."""
    first = min([*common, *(ring.x for ring in rings if ring.row == at)], default=0.0)
    start = axis.at(course.begins) if course.begins else first
    end = axis.at(course.ends) if course.ends and course.ends < axis.end else 1.0
    return Extent(start, end)


def _heads(
    capsules: Sequence[Capsule],
    now: float | None,
    checked: float | None,
    axis: Axis,
    on: Setting,
    names: float,
) -> tuple[Head, ...]:
    """The names above the map: now, what concerns every line, the last check."""
    wanted = []
    if now is not None:
        wanted.append(Head("now", now, _head_width(on, "now")))
    wanted += [Head(it.stop.id, it.x, _head_width(on, it.stop.id), "end") for it in capsules]
    if checked is not None and now is not None and checked < now:
        wanted.append(Head("check", checked, _head_width(on, "check"), "end"))
    in_rem = [replace(head, x=head.x * axis.width) for head in wanted]
    return tuple(
        replace(head, x=head.x / axis.width) for head in place_heads(in_rem, (-names, axis.width + UNDATED))
    )


def _head_width(on: Setting, name: str) -> float:
    size = MAP_TEXT if name == "check" else HEAD_TEXT
    return text_width(on.heads.get(name, "")) * size + HEAD_SIDES.get(name, HEAD_SIDE)
