"""The axis of the map: even time up to today, and years after it as wide as what they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.content.moments import read_moment
from microsite.map.axis import (
    BREAK,
    CLOSED,
    PAST_LEAST,
    QUIET,
    TRACK_LEAST,
    YEARS_MOST,
    Axis,
    Cell,
    Column,
    make_axis,
    middle,
)
from microsite.map.lengths import MAP_TEXT
from microsite.map.widths import text_width

OPENING = date(2024, 6, 1)
TODAY = date(2026, 9, 30)
ROOM = 65.0


def said(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def axis(
    *cells: tuple[int, int, float],
    opening: date = OPENING,
    today: date = TODAY,
    last: int = 2030,
    closed: Collection[int] = (),
    events: bool = True,
    room: float = ROOM,
    rest: str = "",
) -> Axis:
    """An axis with cells of a row, a year, and a width that is a rem more among others."""
    made = [Cell(row, year, width, width + 1) for row, year, width in cells]
    return make_axis(opening, today, last, made, closed, events, room=room, said=said, rest=rest)


def years(drawn: Axis) -> list[tuple[int, int]]:
    return [(column.first, column.last) for column in drawn.columns]


def width(drawn: Axis, column: Column) -> float:
    """How wide a column is, in rem."""
    return (column.right - column.left) * drawn.width


# --- up to today --------------------------------------------------------------------------------


def test_time_is_even_up_to_today() -> None:
    """As many days, as much room; the opening and today stand at the ends."""
    drawn = axis((0, 2030, 6))
    half = OPENING + (TODAY - OPENING) / 2
    assert drawn.at(OPENING) == 0
    assert drawn.at(half) == pytest.approx(drawn.past / 2, abs=0.001)
    assert drawn.at(TODAY) == drawn.past < 1


@pytest.mark.parametrize(("day", "end"), [(date(2020, 1, 1), 0.0), (date(2029, 1, 1), 1.0)])
def test_days_outside_stand_at_the_ends(day: date, end: float) -> None:
    """Nothing stands before the map begins, and no day after today has a place among the past."""
    drawn = axis((0, 2030, 6))
    assert drawn.at(day) == end * drawn.past


@settings(deadline=None)
@given(st.lists(st.dates(date(2020, 1, 1), date(2035, 12, 31)), min_size=2))
def test_later_days_never_stand_before_earlier_ones(days: list[date]) -> None:
    """Whatever the days are."""
    drawn = axis((0, 2030, 6))
    places = [drawn.at(day) for day in sorted(days)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("written", "day"), [("2025-03-10", "2025-03-10"), ("2025-03", "2025-03-16"), ("2025", "2025-07-02")]
)
def test_moment_stands_in_the_middle_of_what_it_may_mean(written: str, day: str) -> None:
    """A month in the middle of its days."""
    drawn = axis((0, 2030, 6))
    assert middle(drawn, read_moment(written)) == pytest.approx(drawn.at(date.fromisoformat(day)), abs=0.001)


def test_what_has_happened_has_room() -> None:
    """What the years leave of the track, and a good part where they leave nothing; none where nothing was."""
    little, much = axis((0, 2030, 4)), axis(*((0, year, 9) for year in range(2026, 2031)))
    assert little.width == pytest.approx(TRACK_LEAST)
    assert little.past * little.width > much.past * much.width == pytest.approx(PAST_LEAST)
    quiet = axis(*((0, year, 9) for year in range(2026, 2031)), events=False)
    assert quiet.past * quiet.width == pytest.approx(QUIET)


# --- years to come ------------------------------------------------------------------------------


def test_years_of_promises_stand_by_themselves_and_quiet_ones_together() -> None:
    """The year of today is only what is left of it; a run of years without anything is one column."""
    drawn = axis((0, 2027, 6), (0, 2030, 6), last=2032)
    assert years(drawn) == [(2026, 2026), (2027, 2027), (2028, 2029), (2030, 2030), (2031, 2032)]
    assert [column.quiet for column in drawn.columns] == [True, False, True, False, True]
    assert [column.rest for column in drawn.columns] == [True, False, False, False, False]


def test_rest_of_a_year_is_not_gathered_with_the_quiet_years_after_it() -> None:
    """It is no whole year; and what falls into it makes it as wide as any."""
    assert years(axis((0, 2030, 6)))[:2] == [(2026, 2026), (2027, 2029)]
    drawn = axis((0, 2026, 6), (0, 2030, 6))
    assert (drawn.columns[0].rest, drawn.columns[0].quiet) == (True, False)
    assert width(drawn, drawn.columns[0]) == pytest.approx(6)


@pytest.mark.parametrize(
    ("today", "first", "rest"),
    [
        ("2026-01-01", 2026, False),
        ("2026-01-02", 2026, True),
        ("2026-12-30", 2026, True),
        ("2026-12-31", 2026, True),
    ],
)
def test_every_day_has_a_column_for_what_is_due_that_year(today: str, first: int, rest: bool) -> None:
    """On the last day of a year, too: what is promised for it is not over yet."""
    drawn = axis((0, 2026, 6), today=date.fromisoformat(today))
    assert (drawn.columns[0].first, drawn.columns[0].rest) == (first, rest)
    assert drawn.column_of(2026) == 0


def test_column_is_as_wide_as_the_widest_name_in_it() -> None:
    """Of a row that has several, the first needs room for their number, too; others are not named."""
    drawn = axis((0, 2028, 7), (0, 2028, 20), (1, 2028, 7.5), (1, 2030, 5))
    columns = drawn.columns
    assert width(drawn, columns[drawn.column_of(2028)]) == pytest.approx(8)
    assert width(drawn, columns[drawn.column_of(2030)]) == pytest.approx(5)


def test_rest_of_the_year_has_room_for_its_own_name() -> None:
    """It is called otherwise than the year; where nothing falls into it, it is not named."""
    name = "what is left of the year 2026"
    busy, quiet = (axis(*dues, (0, 2030, 6), rest=name) for dues in ([(0, 2026, 2)], []))
    assert width(busy, busy.columns[0]) >= text_width(name) * MAP_TEXT
    assert width(quiet, quiet.columns[0]) == pytest.approx(QUIET)
    closed = axis((0, 2030, 6), closed={2026}, rest=name)
    assert width(closed, closed.columns[0]) >= text_width(name) * MAP_TEXT


def test_end_of_a_column_has_room_for_what_concerns_every_line() -> None:
    """Beside the names; a year with nothing else is not quiet then."""
    drawn = axis((0, 2028, 7), closed={2028, 2030})
    assert [(it.first, it.closed, it.quiet) for it in drawn.columns[2:]] == [
        (2028, True, False),
        (2029, False, True),
        (2030, True, False),
    ]
    assert width(drawn, drawn.columns[2]) == pytest.approx(7 + CLOSED)


def test_many_years_share_columns() -> None:
    """From 2027 to 2060 something every year: periods that end before a round year, all of them drawn."""
    drawn = axis(*((0, year, 6) for year in range(2027, 2061)), last=2060)
    assert years(drawn)[:3] == [(2026, 2029), (2030, 2039), (2040, 2049)]
    assert years(drawn)[-1] == (2060, 2060)
    assert drawn.width <= ROOM + BREAK


def test_less_room_makes_fewer_columns_and_the_years_have_some_at_least() -> None:
    """However long the names of the lines are that stand beside the track."""
    dues = [(0, year, 6.0) for year in range(2027, 2061)]
    wide, less, least, none = (axis(*dues, last=2060, room=room) for room in (300, ROOM, 40, 0))
    assert len(wide.columns) > len(less.columns) > len(least.columns)
    assert least.columns == none.columns
    assert least.width <= PAST_LEAST + BREAK + YEARS_MOST


def test_few_far_years_keep_their_own_columns() -> None:
    """What is between them is gathered, so that they need not share."""
    assert (2027, 2027) in years(axis((0, 2027, 6), (0, 2060, 6), last=2060))


dues = st.lists(st.tuples(st.integers(0, 3), st.integers(2026, 2060), st.floats(1, 12)), max_size=30)


@settings(deadline=None)
@given(dues, st.integers(2026, 2060), st.sets(st.integers(2026, 2060), max_size=2), st.booleans())
@example([(0, 2026, 5.0)], 2026, {2026}, True)
@example([], 2026, set(), False)
def test_columns_fill_what_is_left_of_the_track(
    cells: list[tuple[int, int, float]], last: int, closed: set[int], events: bool
) -> None:
    """Every year up to the last is in one column, each begins where the one before it ends."""
    cells = [cell for cell in cells if cell[1] <= last]
    drawn = axis(*cells, last=last, closed={year for year in closed if year <= last}, events=events)
    assert [year for it in drawn.columns for year in range(it.first, it.last + 1)] == [*range(2026, last + 1)]
    assert all(before.right == pytest.approx(after.left) for before, after in pairwise(drawn.columns))
    assert drawn.columns[0].left == pytest.approx(drawn.past + BREAK / drawn.width)
    assert drawn.columns[-1].right == pytest.approx(1)
    assert all(it.left < it.middle < it.right for it in drawn.columns)
    for row, year, wide in cells:
        column = drawn.columns[drawn.column_of(year)]
        first = next(it for it in cells if it[0] == row and column.first <= it[1] <= column.last)
        if first == (row, year, wide):
            assert width(drawn, column) >= wide - 1e-9


# --- all past, all ahead ------------------------------------------------------------------------


@pytest.mark.parametrize("today", [date(2031, 1, 1), date(2040, 6, 1)])
def test_all_past(today: date) -> None:
    """After the last year the whole track is even time up to its end."""
    drawn = axis(today=today)
    assert (drawn.columns, drawn.past, drawn.end) == ((), 1.0, date(2030, 12, 31))
    assert drawn.at(date(2030, 12, 31)) == 1
    assert drawn.width == TRACK_LEAST


@pytest.mark.parametrize("today", [date(2020, 1, 1), OPENING])
def test_all_ahead(today: date) -> None:
    """Up to the opening the whole track is years, from what is left of the first one on."""
    drawn = axis((0, 2028, 6), today=today, events=False)
    assert drawn.past == 0
    assert drawn.columns[0].left == 0
    assert (drawn.columns[0].first, drawn.columns[0].rest) == (2024, True)
    assert drawn.at(TODAY) == 0


# --- numbers of years ---------------------------------------------------------------------------


def test_each_year_that_begins_before_today_has_its_number() -> None:
    """At its first day, where there is room."""
    drawn = axis((0, 2030, 6))
    assert drawn.ticks == ((2025, drawn.at(date(2025, 1, 1))), (2026, drawn.at(date(2026, 1, 1))))
    assert axis(opening=date(2025, 1, 1)).ticks[0] == (2025, 0.0)


def test_numbers_are_thinned_where_they_have_no_room() -> None:
    """To round years, evenly, and none so near to now that it meets the number of the column there."""
    drawn = axis((0, 2030, 6), opening=date(1950, 3, 1))
    steps = {after - before for (before, _), (after, _) in pairwise(drawn.ticks)}
    assert len(steps) == 1
    (step,) = steps
    assert all(year % step == 0 for year, _ in drawn.ticks)
    places = [x * drawn.width for _, x in drawn.ticks] + [drawn.past * drawn.width]
    assert all(after - before >= 2.5 for before, after in pairwise(places))


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), TODAY - timedelta(days=1)))
def test_numbers_never_meet(opening: date) -> None:
    """However long ago the map begins."""
    drawn = axis((0, 2030, 6), opening=opening)
    places = [x * drawn.width for _, x in drawn.ticks] + [drawn.past * drawn.width]
    assert all(after - before >= 2 for before, after in pairwise(places))
