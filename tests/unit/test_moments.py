from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.moments import DateError, Moment, read_moment


@pytest.mark.parametrize(
    ("written", "precision", "first", "last"),
    [
        ("2028", "year", date(2028, 1, 1), date(2028, 12, 31)),
        ("2028-02", "month", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-02", "month", date(2027, 2, 1), date(2027, 2, 28)),
        ("2028-12", "month", date(2028, 12, 1), date(2028, 12, 31)),
        ("2028-02-29", "day", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_moment_spans_the_days_it_may_mean(written: str, precision: str, first: date, last: date) -> None:
    """A year, a month and a day each know their first and last day, leap years included."""
    moment = read_moment(written)
    assert (moment.precision, moment.first, moment.last) == (precision, first, last)


@pytest.mark.parametrize(
    "written",
    ["", "28", "2028-1", "2028-01-1", "2028/01/01", "2O28", "2028-01-01T00:00", " 2028", "2028\n", "٢٠٢٨-١"],
)
def test_other_forms_are_refused(written: str) -> None:
    """Whatever is not a year, a month or a day is refused with the three forms."""
    with pytest.raises(DateError, match=r"is not a date; write a year \(\d{4}\), a month .* or a day"):
        read_moment(written)


@pytest.mark.parametrize("written", ["2027-02-29", "2028-13", "2028-00", "2028-04-31", "0000"])
def test_impossible_dates_are_refused(written: str) -> None:
    """A date that no calendar has is refused, and the sentence repeats it."""
    with pytest.raises(DateError, match=f'^"{written}" is not in the calendar'):
        read_moment(written)


@given(st.dates())
def test_written_form_reads_back(day: date) -> None:
    """A moment's text is the one form that reads back as itself, whatever its precision."""
    for moment in (
        Moment(day.year),
        Moment(day.year, day.month),
        Moment(day.year, day.month, day.day),
    ):
        assert read_moment(str(moment)) == moment
        assert moment.first <= day <= moment.last
