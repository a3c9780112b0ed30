"""Marks on the strip of a row: their places on strips of any length, and which of them are one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.moments import Moment
from microsite.map.rings import Ring, Stop
from microsite.map.strip import BESIDE_NOW, SIDE, STRIP_LEAST, Strip, strip_of

PAST = 0.36


def ring(x: float, sign: str = "overdue", promised: bool = True) -> Ring:
    return Ring(Stop(f"{x}", Moment(2026), (0,), "Due", promised=promised, sign=sign), 0, x)


def strip(*places: float, signs: str = "") -> Strip:
    rings = [ring(x, signs[at] if signs else "overdue") for at, x in enumerate(places)]
    return strip_of(list(enumerate(rings)), PAST, PAST)


def at(place: str, length: float) -> float:
    """Where a place of a style sheet is on a strip of so many rem."""
    reckoned = re.sub(r"([\d.]+)%", lambda it: str(float(it[1]) / 100 * length), place)
    found: float = eval(reckoned.replace("rem", "").replace("calc", ""), {"min": min, "max": max})
    return found


shares = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@given(shares, st.floats(STRIP_LEAST, 60))
def test_marks_are_apart_in_their_order_on_strips_of_any_length(places: list[float], length: float) -> None:
    """And between the start and now; where that is too short for all of them, some are one."""
    made = strip(*places)
    groups = made.groups
    for level in made.levels(STRIP_LEAST):
        if length < level.below:
            groups = level.groups
    found = [at(it, length) for it in Strip(groups, PAST).places(STRIP_LEAST)]
    assert all(after - before >= made.pitch - 0.02 for before, after in pairwise(found))
    assert found[0] >= SIDE - 0.02
    assert found[-1] <= PAST * length - BESIDE_NOW + 0.02
    numbers = sorted(number for group in groups for number, _ in group.rings)
    assert numbers == list(range(len(places)))


def test_mark_stands_at_its_day_where_nothing_is_in_the_way() -> None:
    """On a long strip; on a short one it is clear of the start."""
    made = strip(0.1, 0.5)
    first, second = made.places(STRIP_LEAST)
    assert at(first, 40) == pytest.approx(0.1 * PAST * 40, abs=0.01)
    assert at(second, 40) == pytest.approx(0.5 * PAST * 40, abs=0.01)
    assert at(strip(0.0).places(STRIP_LEAST)[0], STRIP_LEAST) == pytest.approx(0.9)
    assert strip(0.6).places(STRIP_LEAST) == ["21.6%"]


def test_marks_of_one_sign_become_one_before_others_do() -> None:
    """However near the others stand; the last one is drawn, in the middle of all."""
    (level,) = strip(0.0, 0.6, 0.7, signs="aab").levels(STRIP_LEAST)
    both, alone = level.groups
    assert (both.leader, both.absorbed, both.sign) == (1, (0,), "a")
    assert both.x == pytest.approx(0.3 * PAST)
    assert (alone.leader, alone.absorbed) == (2, ())
    (level,) = strip(0.0, 0.6, 0.7, signs="aba").levels(STRIP_LEAST)
    assert [(it.leader, it.sign) for it in level.groups] == [(0, "a"), (2, None)]


def test_two_marks_have_room_on_the_shortest_strip() -> None:
    """None of two is ever left out."""
    assert list(strip(0.5, 0.5).levels(STRIP_LEAST)) == []


def test_what_has_happened_takes_less_room() -> None:
    """A ring is narrower than a diamond."""
    happened = strip_of([(0, ring(0.1, "", promised=False)), (1, ring(0.2, "", promised=False))], PAST, PAST)
    assert happened.pitch < strip(0.1, 0.2).pitch
