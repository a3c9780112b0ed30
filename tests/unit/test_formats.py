from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.content.moments import read_moment
from microsite.content.settings import Language, Scale, Unit
from microsite.language import formats
from tests.amounts import WORDS, read_amount

NBSP = "\u00a0"


def language(locale: str, words: Mapping[str, int] | None = None, several_words: bool = False) -> Language:
    """A language with words for large numbers."""
    scales = tuple(Scale(value=Decimal(value), word=word) for word, value in (words or {}).items())
    return Language(name="x", locale=locale, several_words=several_words, large_numbers=scales)


def unit(pattern: str | dict[str, str], scale: str = "1", words: bool = False) -> Unit:
    """A unit whose form is the same in every language."""
    return Unit(scale=Decimal(scale), words=words, pattern={"xx": pattern})


KOREAN = language("ko", {"만": 10**4, "억": 10**8, "조": 10**12}, several_words=True)
ENGLISH = language("en_GB", {"million": 10**6, "billion": 10**9, "trillion": 10**12})
FRENCH = language("fr", {"millions": 10**6, "milliards": 10**9})
GERMAN = language("de", {"Mio.": 10**6})
ARABIC = language("ar_MA")


@pytest.mark.parametrize(
    ("value", "kind", "spoken", "expected"),
    [
        ("1134.7", unit("{n} 원", "1e9", words=True), KOREAN, "1조_1,347억_원"),
        ("1134.7", unit("KRW {n}", "1e9", words=True), ENGLISH, "KRW_1.1347_trillion"),
        ("7000000", unit("{n} 건", words=True), KOREAN, "700만_건"),
        ("7000000", unit("{n} cases", words=True), ENGLISH, "7_million_cases"),
        ("12345", unit("{n}", words=True), KOREAN, "1만_2,345"),
        ("100000001", unit("{n}", words=True), KOREAN, "1억_1"),
        ("100", unit("{n}원", "1e12", words=True), KOREAN, "100조원"),
        ("100", unit("{n}", "1e12", words=True), ENGLISH, "100_trillion"),
        ("9999", unit("{n}", words=True), KOREAN, "9,999"),
        ("999999", unit("{n}", words=True), ENGLISH, "999,999"),
        ("1000000", unit("{n}", words=True), ENGLISH, "1_million"),
        ("1250000", unit("{n}", words=True), ENGLISH, "1.25_million"),
        ("1000100", unit("{n}", words=True), ENGLISH, "1.0001_million"),
        ("1000010", unit("{n}", words=True), ENGLISH, "1,000,010"),
        ("1000000010000", unit("{n}", words=True), ENGLISH, "1,000,000.01_million"),
        ("1134700000", unit("{n} Dirham", words=True), GERMAN, "1.134,7_Mio._Dirham"),
        ("12345", unit("{n}"), KOREAN, "12,345"),
        ("0", unit("{n}", words=True), KOREAN, "0"),
        ("2400", unit("{n} de dirhams", "1e6", words=True), FRENCH, "2,4_milliards_de_dirhams"),
        ("45000", unit("{n} voyageurs"), FRENCH, "45\u202f000_voyageurs"),
        ("6.8", unit("{n} Kilometer"), GERMAN, "6,8_Kilometer"),
        ("2500", unit("{n} Dirham", "1e3", words=True), GERMAN, "2,5_Mio._Dirham"),
        ("45000", unit("{n} درهم"), ARABIC, "45.000_درهم"),
        ("8.5", unit("{n}%"), KOREAN, "8.5%"),
        # Exact: what no word leaves short stands in digits, negative numbers keep their words.
        ("1234567890123", unit("{n}", words=True), ENGLISH, "1,234,567,890,123"),
        ("1234567890123", unit("{n}", words=True), KOREAN, "1조_2,345억_6,789만_123"),
        ("-5000000000", unit("{n}", words=True), ENGLISH, "-5_billion"),
        ("-113470000", unit("{n}", words=True), KOREAN, "-1억_1,347만"),
        ("-7", unit("{n}", words=True), KOREAN, "-7"),
        ("0.0001", unit("{n}", "0.0001"), ENGLISH, "0.00000001"),
        ("1.50", unit("{n}"), ENGLISH, "1.5"),
    ],
)
def test_quantity_reads_as_each_language_writes_it(
    value: str, kind: Unit, spoken: Language, expected: str
) -> None:
    """A value with its unit is one unbroken text in the words and separators of the language."""
    said = formats.quantity(Decimal(value), kind, "xx", spoken)
    assert said == expected.replace("_", NBSP)


@pytest.mark.parametrize(
    ("spoken", "value", "category"),
    [
        (ENGLISH, "1", "one"),
        (ENGLISH, "2", "other"),
        (ENGLISH, "1.5", "other"),
        (FRENCH, "0", "one"),
        (FRENCH, "1.5", "one"),
        (FRENCH, "2", "other"),
        (ARABIC, "2", "two"),
        (ARABIC, "5", "few"),
        (ARABIC, "11", "many"),
        (ARABIC, "100", "other"),
        (KOREAN, "1", "other"),
    ],
)
def test_unit_takes_the_plural_form_of_its_number(spoken: Language, value: str, category: str) -> None:
    """The form of a unit follows the plural rules of the language."""
    forms = {name: f"{{n}} {name}" for name in ("zero", "one", "two", "few", "many", "other")}
    said = formats.quantity(Decimal(value), unit(forms), "xx", spoken)
    assert said.split(NBSP)[-1] == category


def test_unit_falls_back_to_the_general_form() -> None:
    """A plural category without a form of its own takes the one named other."""
    said = formats.quantity(Decimal(2), unit({"one": "{n} a", "other": "{n} b"}), "xx", ARABIC)
    assert said == f"2{NBSP}b"


@pytest.mark.parametrize(
    ("spoken", "year", "month", "day"),
    [
        (KOREAN, "2025년", "2025년_12월", "2025년_9월_10일"),
        (ENGLISH, "2025", "December_2025", "10_September_2025"),
        (language("en_US"), "2025", "December_2025", "September_10,_2025"),
        (FRENCH, "2025", "décembre_2025", "10_septembre_2025"),
        (GERMAN, "2025", "Dezember_2025", "10._September_2025"),
        (language("ja"), "2025年", "2025年12月", "2025年9月10日"),
        (language("ar_MA"), "2025", "دجنبر_2025", "10_شتنبر_2025"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(spoken: Language, year: str, month: str, day: str) -> None:
    """A year, a month and a day are each written in the way of the language, and no more precisely."""
    said = [formats.moment(read_moment(it), spoken) for it in ("2025", "2025-12", "2025-09-10")]
    assert said == [it.replace("_", NBSP) for it in (year, month, day)]


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("565.1", "1e9", "565100000000"),
        ("1134.7", "1000000000", "1134700000000"),
        ("20", "1", "20"),
        ("8.50", "1", "8.5"),
        ("0", "1", "0"),
    ],
)
def test_machines_read_the_whole_value_in_digits(value: str, scale: str, expected: str) -> None:
    """The value for machines is the number times the scale of its unit, without an exponent."""
    assert formats.plain(formats.full_value(Decimal(value), unit("{n}", scale))) == expected


@given(st.integers(0, 10**16))
@settings(deadline=None)
def test_several_words_say_the_exact_number(value: int) -> None:
    """A number in several words reads back as itself, to the last digit."""
    assert read_amount(formats.number_in_words(Decimal(value), KOREAN)) == value


@given(st.integers(0, 99_999), st.sampled_from([0, 2, 4, 6, 8, 10]))
@settings(deadline=None)
def test_one_word_says_the_exact_number(digits: int, zeros: int) -> None:
    """A number reads back as itself; it has a word when one leaves it at most four decimals."""
    value = Decimal(digits * 10**zeros)
    said = formats.number_in_words(value, ENGLISH)
    assert read_amount(said) == value
    scales = [scale.value for scale in ENGLISH.large_numbers if scale.value <= value]
    short = any(value % (scale / 10_000) == 0 for scale in scales)
    assert short == any(word in said for word in WORDS)


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (KOREAN, ["20%", "135%", "-50%", "0%"]),
        (ENGLISH, ["20%", "135%", "-50%", "0%"]),
        (GERMAN, ["20_%", "135_%", "-50_%", "0_%"]),
        (FRENCH, ["20_%", "135_%", "-50_%", "0_%"]),
    ],
)
def test_share_is_said_in_whole_per_cent(spoken: Language, said: list[str]) -> None:
    """Beyond the whole and below nothing, too; the sign stands as the language sets it."""
    found = [formats.percent(share, spoken) for share in (0.2, 1.346, -0.5, 0.004)]
    assert found == [it.replace("_", NBSP) for it in said]
