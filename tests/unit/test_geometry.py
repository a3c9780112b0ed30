"""The geometry of the line map: places of dates, stations and labels."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.moments import Moment, read_moment
from microsite.map.geometry import DOT_GAP, LineMap, draw_map
from microsite.map.labels import LABEL_GAP, Placed, Stop, text_width
from microsite.map.lengths import REACH, TOUCH, TRACK
from microsite.map.scale import make_scale

LAUNCH = Stop("launch", Moment(2020, 3, 1), (0, 1, 2), "Launch", everywhere=True)
TODAY = date(2022, 6, 30)


def stop(id: str, when: str, rows: tuple[int, ...] = (0,), label: str = "Station") -> Stop:
    return Stop(id, read_moment(when), rows, label)


def draw(*stops: Stop) -> LineMap:
    ordered = sorted([LAUNCH, *stops], key=lambda item: (item.when.last, item.when.first))
    return draw_map(ordered, 3, LAUNCH.when, TODAY, 2020, 2025)


def box(item: Placed) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a label in rem, at the narrowest width of the wide form."""
    left = item.x * TRACK + item.shift
    middle = item.y + (item.tier + 0.5) * (TOUCH if item.side == "below" else -TOUCH)
    return left, left + item.width, middle - TOUCH / 2, middle + TOUCH / 2


def placed(drawn: LineMap, id: str) -> Placed:
    return next(item for item in drawn.placed if item.stop.id == id)


class TestScale:
    def test_time_runs_from_the_month_of_the_first_station_to_the_end_of_the_last_year(self) -> None:
        scale = make_scale(2020, 2025, [Moment(2020, 4, 10), Moment(2024)])

        assert scale.at(date(2020, 4, 1)) == 0
        assert scale.at(date(2025, 12, 31)) == pytest.approx(1, abs=0.001)

    def test_a_day_outside_the_years_stands_at_their_end(self) -> None:
        scale = make_scale(2020, 2025, [Moment(2020, 4, 10)])

        assert (scale.at(date(2019, 1, 1)), scale.at(date(2031, 1, 1))) == (0, 1)

    @given(st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), min_size=2, unique=True))
    def test_later_days_never_stand_before_earlier_ones(self, days: list[date]) -> None:
        scale = make_scale(2020, 2025, [Moment(day.year, day.month, day.day) for day in days])
        places = [scale.at(day) for day in sorted(days)]

        assert places == sorted(places)

    def test_a_year_with_many_stations_is_wider_than_an_empty_one(self) -> None:
        scale = make_scale(2020, 2022, [Moment(2021, month) for month in range(1, 13)])
        width = {year: right - left for year, left, right in scale.years}

        assert width[2021] > 2 * width[2022]


class TestStations:
    def test_a_year_is_drawn_as_the_year_and_not_as_its_first_day(self) -> None:
        drawn = draw(stop("promise", "2024"))
        year = next((left, right) for number, left, right in drawn.years if number == 2024)

        assert placed(drawn, "promise").span == pytest.approx(year, abs=0.002)

    def test_two_promises_of_one_year_share_its_bar(self) -> None:
        drawn = draw(stop("one", "2024"), stop("two", "2024"))
        one, two = placed(drawn, "one"), placed(drawn, "two")

        assert one.span == two.span
        assert one.span is not None
        assert one.span[0] < one.x < two.x < one.span[1]

    def test_days_that_follow_closely_are_moved_apart_in_their_order(self) -> None:
        drawn = draw(stop("first", "2021-05-01"), stop("second", "2021-05-02"))

        assert placed(drawn, "second").x - placed(drawn, "first").x == pytest.approx(DOT_GAP / TRACK)

    def test_what_follows_the_launch_stands_behind_it(self) -> None:
        drawn = draw(stop("next day", "2020-03-02"))

        assert placed(drawn, "next day").x >= drawn.launch + DOT_GAP / TRACK - 1e-9

    def test_a_station_of_several_lines_has_a_ring_on_each(self) -> None:
        assert placed(draw(stop("shared", "2021-01-01", (0, 2))), "shared").rows == (0, 2)

    def test_a_station_of_no_line_gets_a_row_above_the_lines(self) -> None:
        drawn = draw(stop("law", "2021-01-01", ()))

        assert [row.line for row in drawn.rows] == [None, 0, 1, 2]
        assert placed(drawn, "law").rows == (0,)

    def test_a_station_without_a_name_is_a_small_stop(self) -> None:
        drawn = draw(stop("quiet", "2021-01-01", (1,), label=""))

        assert [id for id, _ in drawn.rows[1].small] == ["quiet"]
        assert "quiet" not in [item.stop.id for item in drawn.placed]

    def test_there_is_no_now_outside_the_years(self) -> None:
        assert draw_map([LAUNCH], 3, LAUNCH.when, date(2031, 1, 1), 2020, 2025).now is None


class TestLabels:
    labels = st.text(alphabet="aWi 가힣é", min_size=1, max_size=24).filter(str.strip)
    entries = st.lists(
        st.tuples(
            st.dates(date(2020, 1, 1), date(2025, 12, 31)),
            st.sampled_from(["day", "month", "year"]),
            st.sampled_from([(0,), (1,), (2,), (0, 2), ()]),
            labels,
        ),
        max_size=24,
    )

    @given(entries)
    def test_no_two_labels_meet_and_none_leaves_the_track(
        self, entries: list[tuple[date, str, tuple[int, ...], str]]
    ) -> None:
        parts = {"day": 3, "month": 2, "year": 1}
        stops = [
            Stop(str(at), Moment(*(day.year, day.month, day.day)[: parts[precision]]), rows, label)
            for at, (day, precision, rows, label) in enumerate(entries)
        ]
        drawn = draw(*stops)

        assert len(drawn.placed) == len(stops) + 1
        for item in drawn.placed:
            left, right, _, _ = box(item)
            assert left >= -1e-9
            assert right <= TRACK + 1e-9
        for one, two in combinations(drawn.placed, 2):
            if (one.y, one.side, one.tier) == (two.y, two.side, two.tier):
                (a, b), (c, d) = box(one)[:2], box(two)[:2]
                assert b + LABEL_GAP <= c + 1e-9 or d + LABEL_GAP <= a + 1e-9
                assert (one.x < two.x) == (a < c)

    def test_a_label_stands_clear_of_the_launch(self) -> None:
        """Where there is room beside what is drawn down all lines, no label lies on it."""
        drawn = draw(
            stop("before", "2020-01-10", (2,)), stop("early", "2020-04-10", label="Early days of it")
        )
        early = placed(drawn, "early")
        left, right = box(early)[:2]

        assert early.x * TRACK - early.width / 2 < drawn.launch * TRACK < early.x * TRACK  # as it would lie
        assert drawn.launch * TRACK + REACH <= left + 1e-9
        assert left <= early.x * TRACK <= right

    def test_a_label_stands_clear_of_a_link_between_other_lines(self) -> None:
        """What joins the lines around is kept free, too."""
        link = stop("link", "2023-03-01", (0, 2), "Shared")
        drawn = draw(link, stop("near", "2023-05-01", (1,), "Near the link of others"))
        near, across = placed(drawn, "near"), placed(drawn, "link").x * TRACK
        left, right = box(near)[:2]

        assert near.x * TRACK - near.width / 2 < across < near.x * TRACK  # as it would lie
        assert not left - REACH < across < right + REACH

    def test_a_label_crosses_rather_than_being_left_out(self) -> None:
        """Where there is no room that is free, something is crossed in the first tier before a second one."""
        wide = "a label as wide as a third of the map"
        drawn = draw(
            stop("one", "2020-06-01", (0, 1), "One"),
            stop("two", "2022-06-01", (0, 1), "Two"),
            stop("wide", "2021-06-01", (1,), wide),
        )

        assert placed(drawn, "wide").tier == 0

    def test_a_label_wider_than_the_map_is_refused(self) -> None:
        with pytest.raises(ValueError, match="wider than the map"):
            draw(stop("long", "2021-01-01", label="W" * 80))

    def test_letters_of_wide_scripts_count_as_wide(self) -> None:
        assert text_width("가나") == 2.0
        assert text_width("ab") < 2.0
        assert text_width("e\u0301") == text_width("e")
