from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.moments import DateError, Moment, read_moment


@pytest.mark.parametrize(
    ("written", "precision", "first", "last"),
    [
        ("2020s", "decade", date(2020, 1, 1), date(2029, 12, 31)),
        ("2028-Q1", "quarter", date(2028, 1, 1), date(2028, 3, 31)),
        ("2028-Q4", "quarter", date(2028, 10, 1), date(2028, 12, 31)),
        ("2028", "year", date(2028, 1, 1), date(2028, 12, 31)),
        ("2028-02", "month", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-02", "month", date(2027, 2, 1), date(2027, 2, 28)),
        ("2028-12", "month", date(2028, 12, 1), date(2028, 12, 31)),
        ("2028-02-29", "day", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_moment_spans_the_days_it_may_mean(written: str, precision: str, first: date, last: date) -> None:
    """Each of them, from a decade to a day, knows its first and last day, leap years included."""
    moment = read_moment(written)
    assert (moment.precision, moment.first, moment.last) == (precision, first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "28",
        "2028s",
        "2028-Q5",
        "2028-Q3-01",
        "2028-q3",
        "2028-1",
        "2028-01-1",
        "2028/01/01",
        "2O28",
        "2028-01-01T00:00",
        " 2028",
        "2028\n",
        "٢٠٢٨-١",
    ],
)
def test_other_forms_are_refused(written: str) -> None:
    """Whatever is no date is refused with all forms that there are."""
    with pytest.raises(
        DateError, match=r"is not a date; write a decade .*, a year \(\d{4}\), a quarter .* or a day"
    ):
        read_moment(written)


@pytest.mark.parametrize("written", ["2027-02-29", "2028-13", "2028-00", "2028-04-31"])
def test_impossible_dates_are_refused(written: str) -> None:
    """A date that no calendar has is refused, and the sentence repeats it."""
    with pytest.raises(DateError, match=f'^"{written}" is not in the calendar'):
        read_moment(written)


@given(st.dates(date(1000, 1, 1)))
def test_written_form_reads_back(day: date) -> None:
    """A moment's text is the one form that reads back as itself, whatever its precision."""
    for moment in (
        Moment(day.year // 10 * 10, decade=True),
        Moment(day.year),
        Moment(day.year, quarter=(day.month + 2) // 3),
        Moment(day.year, day.month),
        Moment(day.year, day.month, day.day),
    ):
        assert read_moment(str(moment)) == moment
        assert moment.first <= day <= moment.last


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Q3 2027", "2027-Q3"),
        ("2027Q3", "2027-Q3"),
        ("2027-q3", "2027-Q3"),
        ("3. Quartal 2027", "2027-Q3"),
        ("T3 2027", "2027-Q3"),
        ("2027년 3분기", "2027-Q3"),
        ("2027年第3四半期", "2027-Q3"),
        ("２０２７년 ３분기", "2027-Q3"),
        ("2030er", "2030s"),
        ("2030년대", "2030s"),
        ("les années 2030", "2030s"),
        ("1990's", "1990s"),
        ("2035s", "2030s"),
    ],
)
def test_quarters_and_decades_in_other_forms_are_recognised(written: str, meant: str) -> None:
    """How a quarter or a decade is written in running text is no date; the answer has the right form."""
    with pytest.raises(DateError, match=f'Did you mean "{meant}"[?]$'):
        read_moment(written)


@pytest.mark.parametrize("written", ["2030년", "2027 Q5", "3 March 2027", "Q3", "s 2027 3"])
def test_what_may_be_anything_gets_no_guess(written: str) -> None:
    """A sentence with a wrong guess is worse than one without."""
    with pytest.raises(DateError, match=r"\(2029-03-01\)[.]$"):
        read_moment(written)


@pytest.mark.parametrize(
    "written",
    [
        *("-44", "-0044-03-15", "44 BC", "1200 BCE", "44 v. Chr.", "44 av. J.-C.", "기원전 44", "紀元前44年"),
        *("0000", "0999", "999", "0990s", "0999-Q1", "0999-12-31", "10000", "12026-01-01"),
    ],
)
def test_years_that_dates_do_not_reach_are_refused_in_one_sentence(written: str) -> None:
    """Before the year 1000 and after 9999 nothing is a date; the sentence says so and what to do instead."""
    with pytest.raises(
        DateError, match="dates begin with the year 1000 and end with 9999; tell it in the words"
    ):
        read_moment(written)


def test_periods_are_years_or_decades() -> None:
    """What is as exact as a year or more stands in that year; of the rest only the decade is known."""
    periods = [str(read_moment(written).period) for written in ("2031-Q2", "2031-05-06", "2031", "2030s")]
    assert periods == ["2031", "2031", "2031", "2030s"]
