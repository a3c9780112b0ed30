from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.content.moments import read_moment
from microsite.content.settings import Language, Scale, Unit
from microsite.language import formats
from microsite.language.plain import WORD_JOINER
from tests.amounts import WORDS, read_amount

NBSP = "\u00a0"


def language(locale: str, words: Mapping[str, Any] | None = None, **style: Any) -> Language:
    """A language with words for large numbers, by their powers of ten, and its way of joining them."""
    scales = tuple(Scale(value=Decimal(f"1{power}"), word=word) for power, word in (words or {}).items())
    return Language(name="x", locale=locale, large_numbers=scales, **style)


def unit(pattern: str | dict[str, str], scale: str = "1", words: bool = False) -> Unit:
    """A unit whose form is the same in every language."""
    return Unit(scale=Decimal(scale), words=words, pattern={"xx": pattern})


KOREAN = language("ko", {"e4": "만", "e8": "억", "e12": "조"}, several_words=True, before_word="")
JAPANESE = language(
    "ja",
    {"e4": "万", "e8": "億", "e12": "兆"},
    several_words=True,
    before_word="",
    between_parts="",
    grouped_parts=False,
)
ENGLISH = language("en_GB", {"e6": "million", "e9": "billion", "e12": "trillion"})
FRENCH = language(
    "fr",
    {"e6": {"one": "million", "other": "millions"}, "e9": {"one": "milliard", "other": "milliards"}},
)
GERMAN = language("de", {"e6": "Mio."})
ARABIC = language("ar_MA", {"e6": {"few": "ملايين", "other": "مليون"}})
CHINESE = language("zh", {"e4": "万", "e8": "亿"}, before_word="", grouped_parts=False)
HINDI = language("hi", {"e5": "लाख", "e7": "करोड़"}, several_words=True)


def test_first_of_a_month_has_the_number_that_a_language_gives_it() -> None:
    """On that day alone, in every form with the name of the month."""
    french = language("fr", first_day="1er")
    said = [formats.moment(read_moment(it), french) for it in ("2026-01-01", "2026-01-11", "2026-01")]
    assert [it.replace(NBSP, " ") for it in said] == ["1er janvier 2026", "11 janvier 2026", "janvier 2026"]
    assert formats.within_year(read_moment("2026-01-01"), french) == f"1er{NBSP}janvier"
    assert formats.short_day(date(2026, 1, 1), french).replace(NBSP, " ") == "1er janv. 2026"
    assert formats.moment(read_moment("2026-01-01"), FRENCH).replace(NBSP, " ") == "1 janvier 2026"


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


TONNE = {"one": "{n} tonne", "other": "{n} tonnes"}
TONNES = {
    "ko": (KOREAN, unit("{n}톤", words=True)),
    "en": (ENGLISH, unit(TONNE, words=True)),
    "de": (
        language("de", {"e6": {"one": "Million", "other": "Millionen"}}),
        unit({"one": "{n} Tonne", "other": "{n} Tonnen"}, words=True),
    ),
    "fr": (FRENCH, unit({**TONNE, "many": "{n} de tonnes"}, words=True)),
    "ja": (JAPANESE, unit("{n}トン", words=True)),
    "ar": (ARABIC, unit({"few": "{n} أطنان", "many": "{n} طنًا", "other": "{n} طن"}, words=True)),
}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", ["0톤", "0_tonnes", "0_Tonnen", "0_tonne", "0トン", "0_طن"]),
        ("1", ["1톤", "1_tonne", "1_Tonne", "1_tonne", "1トン", "1_طن"]),
        ("1.5", ["1.5톤", "1.5_tonnes", "1,5_Tonnen", "1,5_tonne", "1.5トン", "1,5_طن"]),
        ("3", ["3톤", "3_tonnes", "3_Tonnen", "3_tonnes", "3トン", "3_أطنان"]),
        ("9999", ["9,999톤", "9,999_tonnes", "9.999_Tonnen", "9 999_tonnes", "9,999トン", "9.999_طنًا"]),
        (
            "1000000",
            [
                "100만톤",
                "1_million_tonnes",
                "1_Million_Tonnen",
                "1_million_de_tonnes",
                "100万トン",
                "1_مليون_طن",
            ],
        ),
        (
            "1500000",
            [
                "150만톤",
                "1.5_million_tonnes",
                "1,5_Millionen_Tonnen",
                "1,5_million_de_tonnes",
                "150万トン",
                "1,5_مليون_طن",
            ],
        ),
        (
            "3000000",
            [
                "300만톤",
                "3_million_tonnes",
                "3_Millionen_Tonnen",
                "3_millions_de_tonnes",
                "300万トン",
                "3_ملايين_طن",
            ],
        ),
        (
            "763000000",
            [
                "7억_6,300만톤",
                "763_million_tonnes",
                "763_Millionen_Tonnen",
                "763_millions_de_tonnes",
                "7億6300万トン",
                "763_مليون_طن",
            ],
        ),
        (
            "1000003",  # no word is short: the unit follows the number again
            [
                "100만_3톤",
                "1,000,003_tonnes",
                "1.000.003_Tonnen",
                "1 000 003_tonnes",
                "100万3トン",
                "1.000.003_أطنان",
            ],
        ),
    ],
)
def test_word_and_unit_agree_with_what_stands_before_them(value: str, said: list[str]) -> None:
    """The word for a large number follows its digits, the unit the word: 1,5 million *de* tonnes."""
    for (spoken, kind), expected in zip(TONNES.values(), said, strict=True):
        assert formats.quantity(Decimal(value), kind, "xx", spoken) == expected.replace("_", NBSP)


@pytest.mark.parametrize(
    ("power", "value", "category"),
    [("e6", "2000000", "many"), ("e6", "2000003", "other"), ("e5", "3000000", "other")],
)
def test_unit_agrees_with_the_last_of_several_words(power: str, value: str, category: str) -> None:
    """What a number in several words ends with decides: a word, or the digits behind the last one."""
    spoken = language("fr", {power: "w"}, several_words=True)
    forms = {name: f"{{n}} {name}" for name in ("one", "many", "other")}
    said = formats.quantity(Decimal(value), unit(forms, words=True), "xx", spoken)
    assert said.split(NBSP)[-1] == category


@pytest.mark.parametrize(
    ("spoken", "value", "said"),
    [
        (JAPANESE, "12345", "1万2345"),
        (JAPANESE, "100000001", "1億1"),
        (JAPANESE, "-113470000", "-1億1347万"),
        (CHINESE, "113470000", "1.1347亿"),
        (CHINESE, "56780000000", "567.8亿"),
        (CHINESE, "123400000000000", "1234000亿"),
        (HINDI, "25000000", "2_करोड़_50_लाख"),
        (HINDI, "12345678900", "1,234_करोड़_56_लाख_78,900"),
        (language("hi"), "12345678", "1,23,45,678"),
        (
            language("ar", {"e3": "ألف", "e6": "ملايين"}, several_words=True, between_parts=" و"),
            "3200000",
            "3_ملايين_و200_ألف",
        ),
    ],
)
def test_language_joins_numbers_its_own_way(spoken: Language, value: str, said: str) -> None:
    """What stands before a word and between parts, and whether thousands are parted, is the language's."""
    assert formats.number_in_words(Decimal(value), spoken) == said.replace("_", NBSP)


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
    ("spoken", "month", "day"),
    [(KOREAN, "9월", "9월 3일"), (ENGLISH, "September", "3 September"), (FRENCH, "septembre", "3 septembre")],
)
def test_dates_within_a_year_leave_it_out(spoken: Language, month: str, day: str) -> None:
    """The whole name of a month; a date that is no more than a year is said again."""
    said = [formats.within_year(read_moment(it), spoken) for it in ("2026-09", "2026-09-03", "2026")]
    year = formats.moment(read_moment("2026"), spoken)
    assert [it.replace(NBSP, " ") for it in said] == [month, day, year]


@pytest.mark.parametrize(
    ("locale", "short", "long", "within"),
    [
        ("en_GB", "Q3 2027", "3rd quarter 2027", "3rd quarter"),
        ("ko", "2027년 3분기", "2027년 제 3/4분기", "제 3/4분기"),
        ("fr", "T3 2027", "3e trimestre 2027", "3e trimestre"),
        ("de", "Q3 2027", "3. Quartal 2027", "3. Quartal"),
        ("es", "T3 2027", "3.er trimestre de 2027", "3.er trimestre"),
        ("ja", "2027/Q3", "2027年第3四半期", "第3四半期"),
        ("zh", "2027年第3季度", "2027年第3季度", "第三季度"),
        ("ar", "الربع الثالث 2027", "الربع الثالث 2027", "الربع الثالث"),
    ],
)
def test_quarters_have_the_form_that_a_language_asks_for(
    locale: str, short: str, long: str, within: str
) -> None:
    """CLDR has two; a language says which of them its readers know."""
    moment = read_moment("2027-Q3")
    wordy = language(locale)
    said = formats.moment(moment, language(locale, quarters="short")), formats.moment(moment, wordy)
    assert [it.replace(NBSP, " ") for it in said] == [short, long]
    assert formats.within_year(moment, wordy).replace(NBSP, " ") == within


RANGES = [
    ("20", "30", unit("{n} %"), FRENCH, "de {low} à {high}", "de_20_à_30_%"),
    ("20", "30", unit("{n}%"), ENGLISH, "{low}–{high}", "20–30%"),
    ("20", "30", unit("{n}%"), KOREAN, "{low}~{high}", "20~30%"),
    # A word that both have is said once, unless one of them has more words than that.
    ("1", "2.5", unit("KRW {n}", "1e12", words=True), ENGLISH, "{low}–{high}", "KRW_1–2.5_trillion"),
    (
        "0.9",
        "1.2",
        unit("KRW {n}", "1e12", words=True),
        ENGLISH,
        "{low}–{high}",
        "KRW_900_billion–1.2_trillion",
    ),
    ("20", "30", unit("{n} 원", "1e8", words=True), KOREAN, "{low}~{high}", "20~30억_원"),
    ("20", "31.5", unit("{n} 원", "1e8", words=True), KOREAN, "{low}~{high}", "20억~31억_5,000만_원"),
    ("5", "20000", unit("{n} 건", words=True), KOREAN, "{low}~{high}", "5~2만_건"),
    # The unit agrees with the number beside it.
    ("1", "2", unit({"one": "{n} Jahr", "other": "{n} Jahre"}), GERMAN, "{low} bis {high}", "1_bis_2_Jahre"),
    ("0", "1", unit({"one": "{n} an", "other": "{n} ans"}), FRENCH, "de {low} à {high}", "de_0_à_1_an"),
    (
        "2",
        "5",
        unit({"few": "{n} أيام", "other": "{n} يوم"}),
        ARABIC,
        "من {low} إلى {high}",
        "من_2_إلى_5_أيام",
    ),
]


@pytest.mark.parametrize(("low", "high", "kind", "spoken", "between", "expected"), RANGES)
def test_unit_of_a_range_is_said_once(
    low: str, high: str, kind: Unit, spoken: Language, between: str, expected: str
) -> None:
    """Both numbers stand in the place of one, the words of the language between them; no line ends there."""
    said = formats.quantity(Decimal(low), kind, "xx", spoken, Decimal(high), between)
    assert said.replace(WORD_JOINER, "") == expected.replace("_", NBSP)
    assert " " not in said


def test_dash_of_a_range_ends_no_line() -> None:
    """Browsers break behind a dash, unless it is held on both sides."""
    said = formats.quantity(Decimal(20), unit("{n}%"), "xx", ENGLISH, Decimal(30), "{low}–{high}")
    assert said == "20\u2060–\u206030%"


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


@pytest.mark.parametrize(
    ("spoken", "short", "span", "all_of", "one_of"),
    [
        (KOREAN, "2026._8._31.", "2031년_~_2034년", "a, b 및 c", "a 또는 b"),
        (ENGLISH, "31_Aug_2026", "2031–2034", "a, b and c", "a or b"),
        (GERMAN, "31.08.2026", "2031–2034", "a, b und c", "a oder b"),
        (FRENCH, "31_août_2026", "2031–2034", "a, b et c", "a ou b"),
        (JAPANESE, "2026/08/31", "2031年～2034年", "a、b、c", "aまたはb"),
        (ARABIC, "31‏/08‏/2026", "2031–2034", "a وb وc", "a أو b"),
    ],
)
def test_short_dates_spans_and_lists(
    spoken: Language, short: str, span: str, all_of: str, one_of: str
) -> None:
    """Days for tight places, spans of years and things in a row are those of the language."""
    assert formats.short_day(date(2026, 8, 31), spoken) == short.replace("_", NBSP)
    said = formats.year_range(2031, 2034, spoken)
    assert said.replace(WORD_JOINER, "") == span.replace("_", NBSP)
    assert formats.listed(["a", "b", "c"], "standard", spoken) == all_of
    assert formats.listed(["a", "b"], "or", spoken) == one_of
    assert formats.listed(["a"], "or", spoken) == "a"


def test_span_of_years_stays_on_one_line() -> None:
    """A browser may break a line behind a dash, but not here; a span of one year is that year."""
    assert formats.year_range(2031, 2034, ENGLISH) == "2031\u2060–\u20602034"
    assert formats.year_range(2031, 2031, KOREAN) == "2031년"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Que coûtera le dépôt ?", "Que coûtera le dépôt_?"),
        ("prévu ; relu : oui !", "prévu_; relu_: oui_!"),
        ("dit « oui » ; et", "dit «_oui_»_; et"),
        ("« oui »", "«_oui_»"),
        ("sagt »ja« und »nein« nicht", "sagt »ja« und »nein« nicht"),
        ("Yes: so; what? No!", "Yes: so; what? No!"),
        ("うん！ はい？ ええ", "うん！ はい？ ええ"),
    ],
)
def test_mark_stays_with_its_word(written: str, kept: str) -> None:
    """A space before punctuation, or inside quotes, does not end a line, in whatever language has one."""
    assert formats.held(written) == kept.replace("_", NBSP)
