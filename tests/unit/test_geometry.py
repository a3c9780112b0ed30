"""The geometry of the line map: where lines, stations and their names stand, at the least width and wider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.content.moments import Moment, read_moment
from microsite.map.geometry import Course, Setting, draw_map
from microsite.map.labels import CLEAR, GAP, OVER
from microsite.map.lengths import HEAD_TEXT, MAP_TEXT, PILL_SIDES, PIN, RING, TOUCH, UNDATED
from microsite.map.line_map import LineMap, Pill
from microsite.map.rings import MORE, RING_GAP, Ring, Stop
from microsite.map.widths import text_width, wrapped_width

TODAY = date(2026, 9, 30)
LAUNCH = Stop("launch", Moment(2024, 3, 1), (0, 1, 2), "Launch", everywhere=True)
WIDER = (1.0, 1.3, 2.0, 4.0)  # times the least width of the track


def event(
    id: str, when: str, lines: tuple[int, ...] = (0,), label: str = "Event", urgent: bool = False
) -> Stop:
    return Stop(id, read_moment(when), lines, label, urgent=urgent)


def promise(id: str, when: str, lines: tuple[int, ...] = (0,), label: str = "Promise") -> Stop:
    return Stop(id, read_moment(when), lines, label, planned=True)


def final(id: str, when: str, label: str = "The end of it all") -> Stop:
    return Stop(id, read_moment(when), (0, 1, 2), label, everywhere=True, planned=True)


def draw(
    *stops: Stop,
    today: date = TODAY,
    checked: date = date(2026, 8, 31),
    courses: Sequence[Course] = (Course(),) * 3,
    last: int = 2030,
    names: Sequence[str] = (),
    launch: Moment | None = LAUNCH.when,
) -> LineMap:
    ordered = sorted([LAUNCH, *stops], key=lambda stop: (stop.when.last, stop.when.first))
    heads = {stop.id: stop.label for stop in ordered} | {
        "now": "Now, 30 September 2026",
        "check": "Last check",
    }
    on = Setting(2020, last, launch, today, checked, names, heads)
    return draw_map(ordered, courses, on)


def ring(drawn: LineMap, id: str, row: int = 0) -> Ring:
    return next(it for it in drawn.rings if (it.stop.id, it.row) == (id, row))


def sides(drawn: LineMap) -> dict[tuple[str, int], str | None]:
    return {(it.stop.id, it.row): it.side for it in drawn.rings}


def pill(drawn: LineMap, row: int, year: int) -> Pill:
    column = drawn.axis.column_of(year)
    return next(it for it in drawn.pills if (it.row, it.column) == (row, column))


def test_what_may_fall_into_any_year_of_a_decade_stands_in_its_last() -> None:
    """Of what is promised for a decade nobody can say more than that it is over by then."""
    late, soon = promise("late", "2030s"), promise("soon", "2027-Q3", (1,))
    drawn = draw(late, soon, final("end", "2030s"), last=2040)
    assert pill(drawn, 0, 2039).stop.id == "late"
    assert pill(drawn, 1, 2027).stop.id == "soon"
    (capsule,) = (it for it in drawn.capsules if it.stop.id == "end")
    assert capsule.column == drawn.axis.column_of(2039)


def test_what_happened_in_a_decade_is_as_long_as_it() -> None:
    """A ring is drawn out over the time in which nobody knows where it belongs; a quarter is short enough."""
    drawn = draw(event("ten", "2020s"), event("three", "2022-Q1", (1,)), event("one", "2021", (2,)))
    decade, quarter, year = (ring(drawn, id, row) for row, id in enumerate(("ten", "three", "one")))
    assert decade.length > 5 * year.length > 0
    assert quarter.length == 0


# --- what has happened --------------------------------------------------------------------------


def test_ring_stands_at_its_day_or_in_the_middle_of_its_month() -> None:
    """As long as nothing is in its way."""
    drawn = draw(event("day", "2025-04-10"), event("month", "2025-10"))
    assert ring(drawn, "day").x == drawn.axis.at(date(2025, 4, 10))
    assert drawn.axis.at(date(2025, 10, 1)) < ring(drawn, "month").x < drawn.axis.at(date(2025, 10, 31))


def test_ring_of_a_year_is_as_long_as_the_year() -> None:
    """And of the year of today no longer than what has passed of it."""
    drawn = draw(event("year", "2025"), event("this", "2026", (1,)))
    year, this = ring(drawn, "year"), ring(drawn, "this", 1)
    assert (year.x, year.x + year.length) == pytest.approx(
        (drawn.axis.at(date(2025, 1, 1)), drawn.axis.at(date(2025, 12, 31)))
    )
    assert this.length
    assert this.x + this.length + RING / 2 / drawn.axis.width <= drawn.axis.past


@pytest.mark.parametrize(
    "dates",
    [
        ("2025-05-01", "2025-05-02", "2025-05-03"),
        ("2024-03-02", "2024-03-02", "2024-03-03"),
        ("2026-09-28", "2026-09-29", "2026-09-30"),  # the last days move back from now
    ],
)
def test_rings_of_days_that_follow_closely_stand_apart(dates: tuple[str, ...]) -> None:
    """In their order, between the launch and now."""
    drawn = draw(*(event(str(at), when) for at, when in enumerate(dates)))
    places = [ring(drawn, str(at)).x * drawn.axis.width for at in range(3)]
    assert all(after - before == pytest.approx(RING + RING_GAP) for before, after in pairwise(places))
    assert places[0] - RING / 2 > 0
    assert places[-1] + RING / 2 < drawn.axis.past * drawn.axis.width


def test_station_of_several_lines_has_one_place_on_all_of_them() -> None:
    """Though it must move on one of them; what follows it on another keeps away from where it went."""
    drawn = draw(
        event("a", "2025-05-01", (1,)), event("b", "2025-05-02", (0, 1)), event("c", "2025-05-03", (0,))
    )
    assert ring(drawn, "b", 0).x == ring(drawn, "b", 1).x
    gap = (RING + RING_GAP) / drawn.axis.width
    assert ring(drawn, "b", 1).x - ring(drawn, "a", 1).x == pytest.approx(gap)
    assert ring(drawn, "c", 0).x - ring(drawn, "b", 0).x == pytest.approx(gap)


def test_station_of_several_lines_is_joined_and_named_on_the_first() -> None:
    """On the others its name waits below, to be read when the line is lifted."""
    drawn = draw(event("shared", "2025-05-01", (0, 2)))
    assert sides(drawn) == {("shared", 0): "above", ("shared", 2): "below"}
    (joint,) = drawn.joints
    assert (joint.x, joint.top, joint.bottom, joint.line) == (ring(drawn, "shared").x, 0, 2, None)


def test_urgent_name_goes_before_all_others() -> None:
    """Where there is room for one name only, it is read."""
    at = {str(number): f"2026-0{number}-10" for number in range(1, 9)}
    for urgent in at:
        drawn = draw(
            *(event(id, when, label="A name of some length", urgent=id == urgent) for id, when in at.items())
        )
        named = {id for (id, _), side in sides(drawn).items() if side == "above"}
        assert urgent in named < set(at)


def test_promise_that_fell_due_is_named_before_what_has_happened() -> None:
    """Whatever became of it; what wants an answer goes before what has one."""
    days = [("event", "2026-05-10"), ("kept", "2026-05-20"), ("late", "2026-05-30")]
    for kinds in (("event", "kept"), ("event", "late"), ("event", "kept", "late")):
        stops = [
            replace(
                event(id, when, label="A name of some length" * 2),
                promised=id != "event",
                urgent=id == "late",
            )
            for id, when in days
            if id in kinds
        ]
        drawn = draw(*stops)
        assert [id for (id, _), side in sides(drawn).items() if side == "above"] == [kinds[-1]]


def test_name_counts_promises_without_room_for_theirs() -> None:
    """With room for the number; what has happened is not counted, and nothing is where all have room."""
    long = "A name of some length" * 2
    due = [replace(event(id, f"2026-05-{id}", label=long), promised=True) for id in ("10", "20", "30")]
    drawn = draw(*due, event("event", "2026-05-25", label=long))
    (named,) = (it for it in drawn.rings if it.side == "above")
    assert {it.stop.id for it in named.others} == {"10", "20", "30"} - {named.stop.id}
    assert named.width == pytest.approx(text_width(f"{long} {MORE}") * MAP_TEXT)
    alone = draw(due[0], event("event", "2026-05-25", label=long))
    assert [it.others for it in alone.rings] == [(), ()]
    assert ring(alone, "10").width == pytest.approx(text_width(long) * MAP_TEXT)


def test_name_of_an_event_counts_promises_where_none_of_theirs_has_room() -> None:
    """So that no sign stands there without a word."""
    due = replace(event("due", "2026-05-10", label="A name of some length" * 9), promised=True)
    drawn = draw(due, event("event", "2025-11-25"))
    assert [it.stop.id for it in ring(drawn, "event").others] == ["due"]


def test_names_stand_above_then_below_then_nowhere() -> None:
    """Each on its row, as many above as there is room for."""
    drawn = draw(
        *(event(str(day), f"2025-05-{day:02}", label="A name of some length") for day in range(1, 7))
    )
    found = [side for _, side in sorted(sides(drawn).items())]
    assert found.count("above") >= 1
    assert found.count("below") >= 1
    assert found.count(None) >= 1
    assert all((it.width > 0) == (it.side is not None) for it in drawn.rings)


def test_short_name_is_as_wide_as_what_is_pressed() -> None:
    """At least 44 pixels."""
    assert ring(draw(event("short", "2025-05-01", label="A")), "short").width == TOUCH


def test_station_without_a_name_is_not_drawn() -> None:
    """The lists of the page have it."""
    assert draw(event("quiet", "2025-05-01", label="")).rings == ()


# --- what is promised ---------------------------------------------------------------------------


def test_promises_of_one_line_and_year_share_a_pill() -> None:
    """The first that has a name is named, the others are counted, those without a name last."""
    drawn = draw(
        promise("nameless", "2028-02", label=""),
        promise("first", "2028-06"),
        promise("second", "2028"),
        promise("elsewhere", "2028", (1,)),
    )
    one = pill(drawn, 0, 2028)
    assert (one.stop.id, [stop.id for stop in one.others]) == ("first", ["second", "nameless"])
    assert (pill(drawn, 1, 2028).stop.id, pill(drawn, 1, 2028).others) == ("elsewhere", ())
    assert drawn.promises == 4


def test_pill_without_any_name_is_counted() -> None:
    """Nothing that is promised is left out."""
    drawn = draw(promise("one", "2028", label=""), promise("two", "2028", label=""))
    (only,) = drawn.pills
    assert (only.stop.label, len(only.others)) == ("", 1)


def test_promise_of_several_lines_is_on_each_of_them_and_counted_once() -> None:
    """Pills are not joined."""
    drawn = draw(promise("shared", "2028", (0, 2)))
    assert [(it.row, it.stop.id) for it in drawn.pills] == [(0, "shared"), (2, "shared")]
    assert (drawn.promises, drawn.joints) == (1, ())


def test_years_that_share_a_column_share_its_pills() -> None:
    """Where there are too many years, what is promised for several of them is counted together."""
    drawn = draw(
        *(promise(str(year), str(year), label="Some promise") for year in range(2026, 2061)), last=2060
    )
    assert len({(it.row, it.column) for it in drawn.pills}) == len(drawn.pills) < 10
    assert drawn.promises == 35


@pytest.mark.parametrize("label", ["Promise", "A promise of two lines", "ThatIsAWordOfSomeLength"])
def test_pill_has_room_for_its_name(label: str) -> None:
    """In two lines, with the number of further ones behind it."""
    alone, among = (
        draw(promise("one", "2028", label=label)),
        draw(promise("one", "2028", label=label), promise("two", "2028")),
    )
    for drawn, text in ((alone, label), (among, f"{label} +1")):
        column = drawn.columns[drawn.axis.column_of(2028)]
        room = (column.right - column.left) * drawn.axis.width
        assert room >= wrapped_width(text, 2) * MAP_TEXT + PILL_SIDES - 1e-9


@pytest.mark.parametrize("today", ["2026-12-31", "2030-12-31", "2026-01-01", "2024-03-01", "2020-05-05"])
def test_what_is_due_this_year_has_a_pill_on_its_last_day(today: str) -> None:
    """It is still to come until the day is over."""
    day = date.fromisoformat(today)
    drawn = draw(promise("due", str(max(day.year, 2024))), today=day, checked=day)
    assert [it.stop.id for it in drawn.pills] == ["due"]


# --- rows ---------------------------------------------------------------------------------------


def test_what_concerns_no_line_has_the_last_row() -> None:
    """If there is anything of the kind; else there is no such row."""
    drawn = draw(event("law", "2025-05-01", ()), promise("plan", "2029", ()))
    assert (drawn.lines, drawn.setting) == (3, True)
    assert [it.row for it in drawn.rings] == [it.row for it in drawn.pills] == [3]
    assert not draw(event("own", "2025-05-01")).setting
    assert not draw(event("law", "2025-05-01", (), label="too long for the past " * 4)).setting


def test_line_runs_from_the_launch_to_the_end() -> None:
    """Or from its first station, if that came earlier."""
    drawn = draw(event("early", "2023-05-01", (1,)))
    assert drawn.launch > 0
    assert (drawn.extents[0].start, drawn.extents[0].end) == (drawn.launch, 1)
    assert drawn.extents[1].start == ring(drawn, "early", 1).x < drawn.launch


def test_line_runs_from_what_all_began_with_where_there_is_no_launch() -> None:
    """The first that happened on all lines is the beginning of each."""
    drawn = draw(event("own", "2025-05-01", (1,)), launch=None)
    (opening,) = (it for it in drawn.capsules if it.stop == LAUNCH)
    assert {extent.start for extent in drawn.extents.values()} == {opening.x}


def test_line_begins_and_ends_on_its_days() -> None:
    """It leaves the line that it comes from and joins the one that it goes over to."""
    courses = [Course(), Course(begins=date(2025, 5, 1), leaves=0), Course(ends=date(2025, 9, 1), joins=0)]
    drawn = draw(courses=courses)
    began, ended = (drawn.axis.at(date(2025, month, 1)) for month in (5, 9))
    assert (drawn.extents[1].start, drawn.extents[2].end) == (began, ended)
    assert [(it.x, it.top, it.bottom, it.line) for it in drawn.joints] == [(began, 0, 1, 1), (ended, 0, 2, 2)]
    assert draw(courses=[Course(ends=date(2029, 1, 1))]).extents[0].end == 1


# --- what concerns every line -------------------------------------------------------------------


def test_launch_is_a_capsule_at_its_day_and_a_promise_for_all_at_the_end_of_its_years() -> None:
    """Each with its name at the head of the map."""
    drawn = draw(final("goal", "2028"), promise("other", "2030"))
    launch, goal = drawn.capsules
    assert (launch.x, launch.column) == (drawn.launch, None)
    column = drawn.columns[drawn.axis.column_of(2028)]
    assert (goal.x, goal.column, column.closed) == (column.right, drawn.axis.column_of(2028), True)
    assert {head.name: head.x for head in drawn.heads}.items() >= {"launch": launch.x, "goal": goal.x}.items()
    assert (drawn.number_of("launch"), drawn.number_of("goal")) == (0, 1)


def test_now_and_the_last_check_are_named_where_they_are() -> None:
    """The check only when time has passed since; neither when today lies outside the years."""
    drawn = draw()
    assert drawn.now == drawn.axis.past
    assert drawn.checked == drawn.axis.at(date(2026, 8, 31)) < drawn.now
    assert {head.name for head in drawn.heads} == {"launch", "now", "check"}
    assert {head.name for head in draw(checked=TODAY).heads} == {"launch", "now"}
    assert draw(checked=TODAY + timedelta(days=9)).checked == drawn.now
    past = draw(today=date(2031, 1, 1))
    assert (past.now, past.checked, {head.name for head in past.heads}) == (None, None, {"launch"})


def test_promise_for_all_in_the_year_of_today_is_named() -> None:
    """Though the name of now stands over it: one of the two turns round."""
    drawn = draw(final("soon", "2026"), final("late", "2030"))
    assert {head.name for head in drawn.heads} == {"launch", "now", "check", "soon", "late"}


def test_scale_is_broken_only_between_two_scales() -> None:
    """Not when all is past, nor when all is ahead."""
    assert draw(promise("one", "2028")).broken
    assert not draw(today=date(2031, 1, 1)).broken
    assert not draw(promise("one", "2028"), today=date(2022, 1, 1)).broken


def test_wide_form_has_room_for_names_track_and_what_has_no_date() -> None:
    """The names of the lines take two rows where they must, and one where there is more room."""
    drawn = draw(names=["A line with a long name", "Short"])
    two, one = drawn.names
    assert one == pytest.approx(text_width("A line with a long name") * HEAD_TEXT + PIN + RING)
    assert two < one
    assert drawn.width == two + drawn.axis.width + UNDATED
    assert drawn.least == pytest.approx(text_width("Short"))


# --- nothing meets ------------------------------------------------------------------------------

LINES = ((0,), (1,), (2,), (0, 1), (0, 2), (0, 1, 2), ())
labels = st.text(alphabet="aWi 가é", min_size=1, max_size=20).filter(str.strip)
entries = st.lists(
    st.tuples(
        st.dates(date(2022, 1, 1), date(2034, 12, 31)),
        st.sampled_from([1, 2, 3]),
        st.sampled_from(LINES),
        labels | st.just(""),
        st.sampled_from(["one", "one", "one", "urgent", "all"]),
    ),
    max_size=20,
)


def stops_of(drawn: list[tuple[date, int, tuple[int, ...], str, str]], today: date) -> list[Stop]:
    """Stations at random: what has not passed is promised."""
    stops = []
    for at, (day, precision, lines, label, kind) in enumerate(drawn):
        when = Moment(*(day.year, day.month, day.day)[:precision])
        planned, everywhere = when.last >= today, kind == "all"
        stops.append(
            Stop(
                str(at),
                when,
                (0, 1, 2) if everywhere else lines,
                label or ("All" if everywhere else ""),
                everywhere,
                planned,
                kind == "urgent" and not planned,
            )
        )
    return stops


def rings_are_apart(drawn: LineMap, track: float) -> None:
    """On each row, in the order of their days, and none beyond now."""
    for row in range(drawn.lines + 1):
        own = [it for it in drawn.rings if it.row == row]
        days = [it for it in own if it.stop.when.precision == "day"]
        assert [it.x for it in days] == sorted(it.x for it in days)
        for before, after in pairwise(sorted(own, key=lambda it: it.x)):
            assert (after.x - before.x) * track >= min(RING, drawn.axis.past * drawn.axis.width / 30)
        assert all(it.x * track + RING / 2 <= drawn.axis.past * track + 1e-9 for it in own)


def names_are_apart(drawn: LineMap, track: float) -> None:
    """From each other, from what runs down the map, and from its ends; each is at its ring."""
    down = [it.x for it in drawn.capsules]
    down += [x for x in (drawn.launch, drawn.now, drawn.checked) if x is not None]
    boxes: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for it in drawn.rings:
        if not it.side:
            continue
        left, right = it.x * track + it.shift, it.x * track + it.shift + it.width
        assert left >= -1e-9
        assert right <= drawn.axis.past * track + 1e-9
        assert left - OVER - 1e-9 <= it.x * track <= right + OVER + 1e-9
        across = [*down, *(joint.x for joint in drawn.joints if joint.top < it.row <= joint.bottom)]
        for x in across:
            if x != it.x:
                assert not left - CLEAR + 1e-9 < x * track < right + CLEAR - 1e-9
        boxes.setdefault((it.row, it.side), []).append((left, right))
    for row in boxes.values():
        for (_, end), (start, _) in combinations(sorted(row), 2):
            assert end + GAP <= start + 1e-9


def pills_are_apart(drawn: LineMap) -> None:
    """One a row and column, and none where its column's end is taken."""
    places = [(it.row, it.column) for it in drawn.pills]
    assert len(places) == len(set(places))
    assert all(before.right <= after.left + 1e-9 for before, after in pairwise(drawn.columns))
    if drawn.columns:
        assert drawn.columns[0].left >= drawn.axis.past


def promises_are_named_or_counted(drawn: LineMap) -> None:
    """Once on each of its rows, where any name stands there, or by the name that it is joined to."""
    above = {it.stop.id for it in drawn.rings if it.side == "above"}
    for row in range(drawn.lines + 1):
        own = [it for it in drawn.rings if it.row == row]
        counted = [other.stop.id for it in own for other in it.others]
        assert len(counted) == len(set(counted))
        assert all(it.side == "above" for it in own if it.others)
        unnamed = {it.stop.id for it in own if it.stop.promised} - above
        assert set(counted) == (unnamed if any(it.side == "above" for it in own) else set())


def heads_are_apart(drawn: LineMap, track: float) -> None:
    """At the least width in rem; wider, too, for their tiers and ends stay the same."""
    boxes = [(head, head.x * track) for head in drawn.heads]
    for (one, x), (two, y) in combinations(boxes, 2):
        if one.tier == two.tier:
            (a, b), (c, d) = (
                (at, at + it.width) if it.align == "start" else (at - it.width, at)
                for it, at in ((one, x), (two, y))
            )
            assert b + GAP <= c + 1e-9 or d + GAP <= a + 1e-9


@settings(deadline=None)
@given(entries, st.dates(date(2021, 1, 1), date(2036, 1, 1)))
@example([(date(2026, 12, 31), 1, (0,), "Due", "one")], date(2026, 12, 31))
@example([(date(2026, 9, day), 3, (0,), "Name", "one") for day in range(20, 30)], date(2026, 9, 30))
def test_nothing_meets_at_any_width(
    drawn: list[tuple[date, int, tuple[int, ...], str, str]], today: date
) -> None:
    """Whatever the stations are and whenever it is: on the narrowest track and on wider ones."""
    result = draw(*stops_of(drawn, today), today=today, last=2034)
    assert {it.stop.id for it in result.capsules} >= {"launch"}
    pills_are_apart(result)
    promises_are_named_or_counted(result)
    for factor in WIDER:
        track = result.axis.width * factor
        rings_are_apart(result, track)
        names_are_apart(result, track)
        heads_are_apart(result, track)


@settings(deadline=None)
@given(entries)
def test_nothing_is_left_out(drawn: list[tuple[date, int, tuple[int, ...], str, str]]) -> None:
    """What has a name is a ring on each of its lines, a part of a pill, or a capsule; a promise without one
    is counted."""
    stops = stops_of(drawn, TODAY)
    result = draw(*stops, last=2034)
    found = [(it.stop.id, it.row) for it in result.rings]
    found += [(stop.id, it.row) for it in result.pills for stop in (it.stop, *it.others)]
    setting = result.lines
    wanted = [
        (stop.id, row)
        for stop in stops
        if not stop.everywhere and (stop.label or stop.planned)
        for row in stop.lines or (setting,)
    ]
    if result.setting:
        assert sorted(found) == sorted(wanted)
    else:
        assert sorted(found) == sorted(it for it in wanted if it[1] != setting)
    assert {it.stop.id for it in result.capsules} == {
        "launch",
        *(stop.id for stop in stops if stop.everywhere),
    }
