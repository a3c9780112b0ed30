"""What is printed is read back: every number and date, in each language that the engine brings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.content.moments import Moment
from microsite.content.settings import Language, Unit
from microsite.content.shipped import shipped, shipped_languages
from microsite.language import formats
from microsite.language.readback import Reader, unshared

LANGUAGES = {lang: Language.model_validate((shipped(lang) or {})["language"]) for lang in shipped_languages()}
READERS = {lang: Reader(language) for lang, language in LANGUAGES.items()}
PLAIN = {True: "{n} u", False: "u {n}"}  # where the unit stands

whole = st.integers(-(10**15), 10**15).map(Decimal)
numbers = whole | st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)


@settings(deadline=None)
@given(
    lang=st.sampled_from(sorted(LANGUAGES)),
    ends=st.lists(numbers, min_size=1, max_size=2, unique=True).map(sorted),
    words=st.booleans(),
    behind=st.booleans(),
)
def test_every_quantity_is_read_back(lang: str, ends: list[Decimal], words: bool, behind: bool) -> None:
    """A number or a range, in digits or with words, says its value and no other."""
    unit = Unit.model_validate({"words": words, "least": -(10**16), "pattern": {lang: PLAIN[behind]}})
    value, *upper = ends
    said = formats.quantity(value, unit, lang, LANGUAGES[lang], upper[0] if upper else None)
    assert READERS[lang].says(said, "/".join(f"{end:f}" for end in ends)), said
    assert not READERS[lang].says(said, f"{abs(ends[-1]) + 1:f}"), said


@settings(deadline=None)
@given(
    lang=st.sampled_from(sorted(LANGUAGES)),
    day=st.dates(date(1000, 1, 1), date(9999, 12, 31)),
    parts=st.integers(1, 3),
)
def test_every_date_is_read_back(lang: str, day: date, parts: int) -> None:
    """A year, a month or a day means its date and no other year; nothing of day or month is left."""
    moment = Moment(*(day.year, day.month, day.day)[:parts])
    said = formats.moment(moment, LANGUAGES[lang])
    assert READERS[lang].means(said, str(moment)), said
    if day.year < 9999:
        later = Moment(*(day.year + 1, day.month, day.day)[:1])
        assert not READERS[lang].means(said, str(later)), said
    assert [int(it) for it in READERS[lang].numbers(READERS[lang].undated(said)).values()] == [day.year]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ko", "1조\u00a01,347억\u00a0원", "1134700000000"),
        ("ko", "약 3만\u00a05,000명", "35000"),
        ("en", "KRW\u00a01,134.7\u00a0billion", "1134700000000"),
        ("en", "5–10\u00a0million", "5000000/10000000"),
        ("fr", "1,5\u00a0million", "1500000"),
        ("de", "18.000\u00a0Fahrgäste", "18000"),
        ("en", "a dozen", "12"),
    ],
)
def test_numbers_as_people_write_them(lang: str, text: str, value: str) -> None:
    """Each language in its own way; words alone may say anything."""
    reader = READERS[lang]
    assert reader.says(text, value)
    if any(map(str.isdigit, text)):
        assert not reader.says(text, f"{value}1")


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("10 September 2025", "2025-09-10", True),
        ("10 Sept", "2025-09-10", True),
        ("26", "2026", True),
        ("10 August 2025", "2025-09-10", False),
        ("11 September 2025", "2025-09-10", False),
        ("2026", "2025", False),
        ("today", "2025-09-10", True),
        ("2025", "some day", False),
    ],
)
def test_dates_as_people_write_them(text: str, value: str, right: bool) -> None:
    """All numbers of the text are of that date, and so is the month."""
    assert READERS["en"].means(text, value) is right


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("1,000곳", "1,000 firms", ([], [])),
        ("1,000곳", "1,001 firms", (["1,000"], ["1,001"])),
        ("열 곳, 1,000명", "10 firms, 1,000 people", ([], [])),  # one side only: words
        ("7000억 투입", "2025, 7000억 투입", ([], [])),  # quoted: nobody reads it here
        ("3만 5,000명", "35,000 people", ([], [])),  # parted otherwise
    ],
)
def test_numbers_that_texts_do_not_share(one: str, other: str, found: tuple[list[str], list[str]]) -> None:
    """Only where each has one that the other has not, something is amiss."""
    pair = READERS["ko"].numbers(one), READERS["en"].numbers(other)
    here, there = unshared(*pair)
    assert (here, there) == found or not (found[0] or (here and there))
