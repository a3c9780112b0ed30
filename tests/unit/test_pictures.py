"""The shapes of the line map, from a geometry made by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from microsite.content.moments import Moment
from microsite.map.geometry import LineMap, MapRow
from microsite.map.labels import Placed, Stop
from microsite.map.pictures import ACROSS, DOWN, Picture, Shape, picture_of, strip_of

LAUNCH = Placed(Stop("launch", Moment(2020), (0, 1), "Launch", everywhere=True), 0.1, None, (0, 1))
ROWS = (MapRow(0, 5.0, 0.1), MapRow(1, 9.0, 0.1))


def station(id: str = "stop", **given: object) -> Placed:
    """A named station of the first line, in the middle of the track."""
    stop = Stop(id, Moment(2022), (0,), "Station")
    return replace(Placed(stop, 0.5, None, (0,), y=5.0), **given)  # type: ignore[arg-type]


def drawn(
    *placed: Placed,
    rows: tuple[MapRow, ...] = ROWS,
    now: float | None = 0.4,
    checked: float | None = None,
) -> LineMap:
    """A map of two lines; where nothing is said of the last check, it was today."""
    checked = now if checked is None else checked
    years = ((2020, 0.0, 0.5), (2021, 0.5, 1.0))
    return LineMap(12.0, 3.0, years, frozenset(), LAUNCH.x, now, checked, rows, (LAUNCH, *placed))


def shapes(picture: Picture, kind: str, stop: str | None = None) -> list[Shape]:
    return [it for it in picture.shapes if it.kind == kind and stop in (None, it.stop)]


def heights(shape: Shape) -> tuple[float, float]:
    """Where a line down the picture begins and ends."""
    found = re.fullmatch(r"M\d+ (-?[\d.]+)V(-?[\d.]+)", shape.d)
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize(("side", "sign"), [("above", -1), ("below", 1)])
def test_leader_runs_from_the_line_towards_its_label(side: str, sign: int) -> None:
    """A label that stands away from its line is led to on its side, farther with each tier."""
    ends = []
    for tier in (1, 2):
        picture = picture_of(drawn(station(side=side, tier=tier)))
        (leader,) = shapes(picture, "leader", "stop")
        start, end = heights(leader)
        assert start == ROWS[0].y * DOWN
        assert (end - start) * sign > 0
        ends.append(abs(end - start))
    assert ends[0] < ends[1]


def test_label_beside_its_line_needs_no_leader() -> None:
    """Next to the line nothing leads to the label."""
    assert shapes(picture_of(drawn(station(tier=0))), "leader") == []


def test_rings_of_one_station_are_joined() -> None:
    """A station of several lines has a ring on each, in the colour of the line, and a link between them."""
    shared = station(rows=(0, 1))
    picture = picture_of(drawn(shared))
    assert [it.line for it in shapes(picture, "ring", "stop")] == [0, 1]
    assert [it.line for it in shapes(picture, "hole", "stop")] == [None, None]
    (link,) = shapes(picture, "link", "stop")
    assert heights(link) == (ROWS[0].y * DOWN, ROWS[1].y * DOWN)
    assert shapes(picture_of(drawn(station())), "link") == []


def test_line_is_travelled_up_to_now_and_promised_beyond() -> None:
    """Each line has its approach, what is travelled and what is promised, which follow each other."""
    rows = (MapRow(0, 5.0, 0.02), MapRow(1, 9.0, 0.1))
    picture = picture_of(drawn(rows=rows))
    assert [(it.kind, it.d) for it in picture.shapes if it.line == 0] == [
        ("approach", "M20 50H100"),
        ("promised", "M400 50H1000"),
        ("travelled", "M100 50H400"),
    ]
    assert [it.kind for it in picture.shapes if it.line == 1] == ["promised", "travelled"]


@pytest.mark.parametrize(
    ("checked", "parts"),
    [
        (0.3, [("promised", "M400 50H1000"), ("unlooked", "M300 50H400"), ("travelled", "M100 50H300")]),
        (0.4, [("promised", "M400 50H1000"), ("travelled", "M100 50H400")]),
        (0.6, [("promised", "M400 50H1000"), ("travelled", "M100 50H400")]),
        (0.05, [("promised", "M400 50H1000"), ("unlooked", "M100 50H400"), ("travelled", "M100 50H100")]),
    ],
)
def test_line_is_broken_where_nobody_has_looked_yet(checked: float, parts: list[tuple[str, str]]) -> None:
    """From the last check to now; a check of tomorrow breaks nothing, one before the launch all of it."""
    for picture in (picture_of(drawn(checked=checked)), strip_of(drawn(checked=checked), 0)):
        found = [it for it in picture.shapes if it.line == 0 and it.kind in {kind for kind, _ in parts}]
        assert [it.kind for it in found] == [kind for kind, _ in parts]
    assert [(it.kind, it.d) for it in picture_of(drawn(checked=checked)).shapes if it.line == 0] == parts


@pytest.mark.parametrize(("now", "kinds"), [(None, ["travelled"]), (0.05, ["promised", "travelled"])])
def test_line_before_the_launch_and_after_the_years(now: float | None, kinds: list[str]) -> None:
    """Before the launch nothing is travelled; when the years are over, nothing is promised."""
    picture = picture_of(drawn(now=now))
    assert [it.kind for it in picture.shapes if it.line == 0] == kinds
    assert len(shapes(picture, "now")) == (now is not None)
    if now:
        (travelled,) = (it for it in shapes(picture, "travelled") if it.line == 0)
        assert travelled.d == "M100 50H100"


def test_row_of_no_line_is_drawn_as_one() -> None:
    """What concerns no line has a track of its own, without a colour, and the launch does not cross it."""
    rows = (MapRow(None, 2.0, 0.1), *ROWS)
    picture = picture_of(drawn(rows=rows))
    assert {it.kind for it in picture.shapes if it.kind.endswith(" setting")} == {
        "travelled setting",
        "promised setting",
    }
    (terminal,) = shapes(picture, "terminal")
    assert heights(terminal) == (ROWS[0].y * DOWN, ROWS[1].y * DOWN)


def test_year_is_a_bar_on_its_line_and_a_band_over_all() -> None:
    """A station known by its year is as long as that; one that concerns every line covers all of them."""
    picture = picture_of(drawn(station(span=(0.5, 1.0))))
    (bar,) = shapes(picture, "span", "stop")
    assert (bar.line, bar.d) == (0, "M503 50H997")
    everywhere = Placed(Stop("all", Moment(2021), (0, 1), "All", True), 0.7, (0.5, 1.0), (0, 1))
    (band,) = shapes(picture_of(drawn(everywhere)), "band", "all")
    assert band.d == "M500 50H1000V90H500z"


def test_picture_has_the_size_of_the_map() -> None:
    """Across it is as wide as always, down it is as high as the map."""
    picture = picture_of(drawn())
    assert (picture.width, picture.height) == (ACROSS, 120)


def test_small_stops_stand_on_their_line() -> None:
    """A station without a name is a dot on its line."""
    rows = (replace(ROWS[0], small=(("quiet", 0.25),)), ROWS[1])
    assert shapes(picture_of(drawn(rows=rows)), "small") == [Shape("small", "M250 50h0", 0, "quiet")]


def test_strip_holds_one_line_alone() -> None:
    """The picture of one line has its own stations, and no other's."""
    rows = (replace(ROWS[0], small=(("quiet", 0.25),)), ROWS[1])
    other = replace(station("other", y=9.0), rows=(1,), stop=Stop("other", Moment(2022), (1,), "Other"))
    drawing = drawn(station(), other, rows=rows)
    first, second = strip_of(drawing, 0), strip_of(drawing, 1)
    assert {it.stop for it in first.shapes} == {"", "launch", "stop", "quiet"}
    assert {it.stop for it in second.shapes} == {"", "launch", "other"}
    assert {it.line for it in first.shapes} <= {0, None}
    assert first.height == second.height
