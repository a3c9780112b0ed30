"""Names on the map: room beside others on a row, and tiers above the map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.map.labels import CLEAR, GAP, OVER, Align, Head, Stretches, extent, fit, place_heads

BOUNDS = (0.5, 40.0)
places = st.floats(1, 39, allow_subnormal=False)
widths = st.floats(2, 12, allow_subnormal=False)


# --- on a row -----------------------------------------------------------------------------------


def test_name_is_centred_over_its_ring() -> None:
    """Where nothing is in the way."""
    assert fit(20, 6, BOUNDS, [], Stretches()) == -3


@pytest.mark.parametrize("x", [1, 1.5, 38, 39.5])
def test_name_near_an_end_stays_within(x: float) -> None:
    """It moves no further than it must, give or take a step, and still reaches over its ring."""
    shift = fit(x, 6, BOUNDS, [], Stretches())
    assert shift is not None
    spare = min(x + shift - BOUNDS[0], BOUNDS[1] - (x + shift + 6))
    assert 0 <= spare < 0.33


@pytest.mark.parametrize(("x", "left", "right"), [(0.5, 0.5, 6.5), (40, 34, 40)])
def test_ring_at_an_end_has_its_name_beside_it(x: float, left: float, right: float) -> None:
    """The newest event, just before now, is named, too."""
    shift = fit(x, 6, BOUNDS, [], Stretches())
    assert shift is not None
    assert (x + shift, x + shift + 6) == pytest.approx((left, right), abs=1e-5)


def test_name_stands_clear_of_what_runs_across() -> None:
    """On the side where there is room; between two lines that are too near to each other it has none."""
    shift = fit(20, 6, BOUNDS, [21], Stretches())
    assert shift is not None
    assert 20 + shift + 6 + CLEAR <= 21
    assert fit(20, 6, BOUNDS, [18, 22], Stretches()) is None


def test_what_runs_through_the_ring_itself_is_no_hindrance() -> None:
    """The name of a joined station stands over its joint."""
    assert fit(20, 6, BOUNDS, [20], Stretches()) == -3


@pytest.mark.parametrize(("at", "side"), [(20.1, -1), (20.4, -1), (19.9, 1), (19.6, 1)])
def test_what_runs_close_beside_the_ring_has_the_name_on_its_other_side(at: float, side: int) -> None:
    """On a wider track the two move apart, and a name across would cross it there."""
    shift = fit(20, 6, BOUNDS, [at], Stretches())
    assert shift is not None
    edge = 20 + shift + (6 if side < 0 else 0)
    assert abs(edge - at) == pytest.approx(CLEAR, abs=1e-5)
    assert (edge - at) * side > 0


def test_second_name_leaves_a_gap_and_a_name_without_room_takes_none() -> None:
    """What has been refused is in nobody's way."""
    row = Stretches()
    assert fit(10, 6, BOUNDS, [], row) == -3
    assert fit(11, 6, BOUNDS, [], row) is None
    assert row.taken == [(7, 13)]
    shift = fit(15, 6, BOUNDS, [], row)
    assert shift is not None
    assert 15 + shift >= 13 + GAP


@pytest.mark.parametrize(
    ("left", "right", "free"), [(2, 6.5, True), (2, 6.6, False), (13.5, 15, True), (13, 15, False)]
)
def test_stretches_are_free_a_gap_away(left: float, right: float, free: bool) -> None:
    """On both sides."""
    assert Stretches([(7, 13)]).free(left, right) is free


@settings(deadline=None)
@given(st.lists(st.tuples(places, widths), max_size=8), st.lists(places, max_size=4))
def test_names_of_a_row_never_meet(wanted: list[tuple[float, float]], across: list[float]) -> None:
    """Each within the bounds, at its ring, apart from the others, clear of what runs across."""
    row, found = Stretches(), []
    for x, width in wanted:
        shift = fit(x, width, BOUNDS, across, row)
        if shift is not None:
            left, right = x + shift, x + shift + width
            assert BOUNDS[0] <= left
            assert right <= BOUNDS[1]
            assert left - OVER <= x <= right + OVER
            assert not any(left - CLEAR + 1e-9 < at < right + CLEAR - 1e-9 for at in across if at != x)
            found.append((left, right))
    for (_, end), (start, _) in combinations(sorted(found), 2):
        assert end + GAP <= start


# --- above the map ------------------------------------------------------------------------------

SPAN = (-12.0, 50.0)


def head(name: str, x: float, width: float = 6, align: Align = "start") -> Head:
    return Head(name, x, width, align)


def stand(*heads: Head, bounds: tuple[float, float] = SPAN) -> dict[str, tuple[Align, int]]:
    return {it.name: (it.align, it.tier) for it in place_heads(heads, bounds)}


def check(heads: Sequence[Head]) -> None:
    """No two of a tier meet, and what leads down from one meets no name below it."""
    for one, two in combinations(heads, 2):
        (a, b), (c, d) = extent(one), extent(two)
        if one.tier == two.tier:
            assert b + GAP <= c or d + GAP <= a
    for one in heads:
        for two in heads:
            if two.tier < one.tier:
                assert not extent(two)[0] < one.x < extent(two)[1]


def test_names_with_room_stand_in_the_lowest_tier_at_their_own_ends() -> None:
    """Now before its day, the others behind theirs."""
    assert stand(head("now", 20), head("launch", 0, align="end"), head("last", 44, align="end")) == {
        "now": ("start", 0),
        "launch": ("end", 0),
        "last": ("end", 0),
    }


def test_name_that_would_leave_the_map_stands_at_its_other_end() -> None:
    """On either side."""
    assert stand(head("late", 46), head("early", -8, align="end")) == {
        "late": ("end", 0),
        "early": ("start", 0),
    }


def test_name_beside_another_turns_round_rather_than_going_up() -> None:
    """As few tiers as there is room for; where both sides are taken it stands above."""
    assert stand(head("now", 20), head("soon", 19, align="start")) == {
        "now": ("start", 0),
        "soon": ("end", 0),
    }
    found = stand(head("now", 20), head("day", 10, 6), head("check", 19, 10, "end"))
    assert found == {"now": ("start", 0), "day": ("start", 0), "check": ("end", 1)}


def test_what_falls_under_the_name_of_now_turns_it_round() -> None:
    """No line could lead down from a tier above it."""
    found = place_heads([head("now", 20, 14), head("soon", 27, 6, "end")], SPAN)
    check(found)
    assert [(it.name, it.align, it.tier) for it in found] == [("now", "end", 0), ("soon", "end", 0)]


def test_names_of_one_day_stand_above_each_other() -> None:
    """Two promises for the end of the same year."""
    found = place_heads([head("one", 44.25, 12, "end"), head("two", 44.25, 12, "end")], SPAN)
    check(found)
    assert sorted(it.tier for it in found) == [0, 1]


def test_name_that_is_wider_than_the_map_is_not_left_out() -> None:
    """It reaches beyond the map, which is the lesser evil."""
    assert [it.name for it in place_heads([head("now", 20, 90)], SPAN)] == ["now"]
    assert place_heads([], SPAN) == []


heads = st.lists(
    st.tuples(st.floats(0, 44), st.floats(3, 40), st.sampled_from(["start", "end"])), min_size=1, max_size=6
)


@settings(deadline=None)
@given(heads)
@example([(20.0, 14.0, "start"), (27.0, 30.0, "end"), (33.0, 30.0, "end")])
def test_every_name_has_its_place(wanted: list[tuple[float, float, Align]]) -> None:
    """However many there are, and however wide."""
    found = place_heads([head(str(at), *it) for at, it in enumerate(wanted)], SPAN)
    assert sorted(it.name for it in found) == [str(at) for at in range(len(wanted))]
    assert {it.tier for it in found} == set(range(max(it.tier for it in found) + 1))
    check(found)
