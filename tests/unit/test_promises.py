"""What is said of a promise on a day: from its due date, the days of the checks, verdicts and today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from microsite.content.moments import Moment, read_moment
from microsite.content.promises import Target, Verdict, standing_of, standings_of

WORDS = {"en": "Words"}
CHECKS = (Moment(2026, 3, 10), Moment(2026, 8, 31))


def verdict(outcome: str, day: str, **more: Any) -> Verdict:
    written = {"outcome": outcome, "date": day, "text": WORDS, "sources": ["gazette"], **more}
    return Verdict.model_validate(written)


def target(**fields: Any) -> Target:
    written = {"title": WORDS, "metric": WORDS, "scope": "launch", "sources": ["gazette"], **fields}
    return Target.model_validate(written)


def state(due: str | None, today: str, *verdicts: Verdict, every: Any = None) -> str:
    """What a promise is called on a day, with two checks, in March and in August 2026."""
    moment = read_moment(due) if due else None
    return standing_of(moment, every, verdicts, CHECKS, date.fromisoformat(today)).state


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (None, "2040-01-01", "undated"),
        ("2026-11-30", "2026-11-29", "ahead"),
        ("2026-11-29", "2026-11-29", "ahead"),  # a day is over when it is over
        ("2026-11-28", "2026-11-29", "unchecked"),
        ("2026-09", "2026-09-30", "ahead"),
        ("2026-09", "2026-10-01", "unchecked"),  # a month is due at its end
        ("2026", "2026-12-31", "ahead"),
        ("2026", "2027-01-01", "unchecked"),  # and a year at its own
        ("2026-Q3", "2026-09-30", "ahead"),
        ("2026-Q3", "2026-10-01", "unchecked"),  # so is a quarter
        ("2020s", "2029-12-31", "ahead"),
        ("2020s", "2030-01-01", "unchecked"),  # and a decade with its last year
        ("2026-08-31", "2026-11-29", "overdue"),  # looked for on the last day itself
        ("2026-09-01", "2026-11-29", "unchecked"),  # the day after the last check
        ("2026-07", "2026-11-29", "overdue"),
        ("2025", "2026-11-29", "overdue"),
    ],
)
def test_standing_follows_from_due_date_check_and_today(due: str | None, today: str, expected: str) -> None:
    """Ahead until its date is over, due until somebody looked, overdue when it was looked for in vain."""
    assert state(due, today) == expected


def test_nothing_is_called_searched_for_that_was_not() -> None:
    """Whatever the day: overdue means that a check lies on or behind the due date."""
    due = read_moment("2026-09-15")
    for days in range(0, 400, 7):
        today = date(2026, 8, 1) + timedelta(days=days)
        assert standing_of(due, None, (), CHECKS, today).state in ("ahead", "unchecked")
        later = (*CHECKS, Moment(2026, 9, 20))
        found = standing_of(due, None, (), later, today).state
        assert found == (
            "ahead" if today <= date(2026, 9, 15) else "unchecked" if today < date(2026, 9, 20) else "overdue"
        )


def test_each_change_of_a_standing_has_its_day() -> None:
    """It is due on the day after, overdue on the first check from then on, and stays so."""
    standings = standings_of(read_moment("2026-07"), None, (), CHECKS, date(2027, 6, 1))
    assert [(it.state, it.since) for it in standings] == [
        ("ahead", None),
        ("unchecked", date(2026, 8, 1)),
        ("overdue", date(2026, 8, 31)),
    ]


@pytest.mark.parametrize("outcome", ["kept", "partly-kept", "missed", "dropped"])
def test_verdict_is_the_last_word(outcome: str) -> None:
    """From its day on it stands, however long ago the due date was."""
    given = verdict(outcome, "2026-10-05")
    assert state("2026-07", "2026-10-04", given) == "overdue"
    assert state("2026-07", "2026-10-05", given) == outcome
    assert state("2026-07", "2040-01-01", given) == outcome
    assert state(None, "2040-01-01", given) == outcome


def test_verdict_before_the_due_date_stands_as_well() -> None:
    """A promise may be kept early; then it never falls due."""
    standings = standings_of(
        read_moment("2027"), None, (verdict("kept", "2026-05"),), CHECKS, date(2030, 1, 1)
    )
    assert [it.state for it in standings] == ["ahead", "kept"]


def test_postponed_promise_stands_again_by_its_new_date() -> None:
    """It is called postponed until then; after that it is due like any other."""
    given = verdict("postponed", "2026-06-02", until="2026-07")
    assert state("2026-03", "2026-06-01", given) == "unchecked"
    assert state("2026-03", "2026-06-02", given) == "postponed"
    assert state("2026-03", "2026-07-31", given) == "postponed"
    assert state("2026-03", "2026-08-30", given) == "unchecked"
    assert state("2026-03", "2026-08-31", given) == "overdue"
    kept = verdict("kept", "2026-09-02")
    assert state("2026-03", "2026-09-02", given, kept) == "kept"


def test_promise_that_runs_is_due_at_the_end_of_each_period() -> None:
    """A verdict on one month speaks of that month; the next one is due at its own end."""
    kept = verdict("kept", "2026-02-20")
    assert state("2026-01", "2026-01-31", every="month") == "ahead"
    assert state("2026-01", "2026-02-01", every="month") == "unchecked"
    assert state("2026-01", "2026-02-28", kept, every="month") == "kept"
    assert state("2026-01", "2026-03-01", kept, every="month") == "unchecked"
    assert state("2026-01", "2026-03-10", kept, every="month") == "overdue"
    assert state("2026", "2027-12-31", verdict("kept", "2027-01-15"), every="year") == "kept"
    assert state("2026", "2028-01-01", verdict("kept", "2027-01-15"), every="year") == "unchecked"


@pytest.mark.parametrize(
    ("due", "every", "following"),
    [
        ("2026-Q1", "year", "2027-Q1"),
        ("2026-Q1", "month", "2026-04"),
        ("2020s", "year", "2030"),
        ("2026", "year", "2027"),
        ("2026-01-31", "month", "2026-02-28"),
    ],
)
def test_next_date_of_what_runs_is_as_exact_as_its_period(due: str, every: Any, following: str) -> None:
    """A quarter of each year stays that quarter; by the month no date is vaguer than a month."""
    first = read_moment(due)
    kept = verdict("kept", str(first.last))
    held = standing_of(first, every, (kept,), CHECKS, first.last).due
    assert str(held) == following


@pytest.mark.parametrize(
    ("outcome", "more"),
    [("postponed", {}), ("changed", {}), ("kept", {"until": "2027"}), ("dropped", {"into": WORDS})],
)
def test_verdict_says_until_when_or_into_what(outcome: str, more: dict[str, Any]) -> None:
    """Who writes postponed or changed says so in full; with any other outcome there is nothing to say."""
    with pytest.raises(ValidationError):
        verdict(outcome, "2026-01-01", **more)


def observed(start: str, *later: str, **fields: Any) -> Target:
    observations = [
        {
            "value": value,
            "date": str(2020 + at),
            "sources": ["gazette"],
            "starting_point": str(at == 0).lower(),
        }
        for at, value in enumerate((start, *later))
    ]
    return target(unit="percent", observations=observations, **fields)


@pytest.mark.parametrize(
    ("values", "goal", "share", "places"),
    [
        (("100",), "500", None, (0.2, 0.2, 1.0)),
        (("100", "300"), "500", 0.5, (0.2, 0.6, 1.0)),
        (("100", "90"), "500", -0.025, (0.2, 0.18, 1.0)),  # it went back
        (("100", "600"), "500", 1.25, (100 / 600, 1.0, 500 / 600)),  # and beyond
        (("80", "60"), "40", 0.5, (1.0, 0.75, 0.5)),  # a falling target
        (("80", "90"), "40", -0.25, (80 / 90, 1.0, 40 / 90)),
        (("-10", "0"), "10", 0.5, (0.0, 0.5, 1.0)),
    ],
)
def test_way_runs_from_start_to_target_whichever_way_it_goes(
    values: tuple[str, ...], goal: str, share: float, places: tuple[float, float, float]
) -> None:
    """Start, latest and target on one axis from nought, and how much of the way is done."""
    way = observed(*values, value=goal).way
    assert way
    assert way.share == pytest.approx(share)
    assert (way.start, way.latest, way.target) == pytest.approx(places)


def test_way_is_drawn_only_where_all_was_measured_alike() -> None:
    """Neither another unit, nor a ceiling, nor an earlier plan, nor a start that nobody knows."""

    def one(**more: str) -> list[dict[str, Any]]:
        return [{"value": "3", "date": "2020", "sources": ["gazette"], **more}]

    start = {"starting_point": "true"}
    assert target(value="30", unit="percent", observations=one(**start)).way
    assert not target(value="30", unit="percent", observations=one()).way
    assert not target(value="30", unit="percent", observations=one(**start, unit="metres")).way
    assert not target(value="30", unit="percent", observations=one(**start, comparator="under")).way
    assert not target(
        value="30", unit="percent", observations=one(**start, comparator="between", up_to="4")
    ).way
    assert not target(value="30", unit="percent", comparator="nearly", observations=one(**start)).way
    goal = target(value="30", up_to="40", unit="percent", comparator="between", observations=one(**start)).way
    assert goal
    assert goal.goal == 30  # a range is reached at its lower end
    assert not target(value="3", unit="percent", observations=one(**start)).way  # nowhere to go
    assert not target(value="30", unit="percent", earlier=one()[0]).way
    assert not target(observations=one(**start)).way


def test_promise_can_be_held_to_what_was_measured() -> None:
    """Measured since, a starting point, a number, or none of them."""
    assert observed("1", "2", value="3").measure == "measured"
    assert observed("1", value="3").measure == "starting-point"
    assert target(value="3", unit="percent").measure == "number"
    assert target().measure == "no-number"


def test_start_and_latest_are_different_observations() -> None:
    """The first is the start if it says so; the last is the latest, unless it is the start itself."""
    both = observed("1", "2", "3", value="9")
    assert (both.start, both.latest) == (both.observations[0], both.observations[2])
    assert observed("1", value="9").latest is None
    later = {"value": "2", "date": "2020", "sources": ["gazette"]}
    alone = target(value="9", unit="percent", observations=[later])
    assert (alone.start, alone.latest) == (None, alone.observations[0])
