"""Numbers and dates as each language writes them: one value in, one text a language out.

Separators, plurals and month names come from CLDR (Babel); words for large numbers and the forms
of units come from the content. A no-break space joins whatever must not part at a line end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import Literal, Protocol

from babel import Locale
from babel.dates import DateTimeFormat, format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from microsite.content.moments import Moment
from microsite.content.settings import Language, Quarters, Scale, Unit
from microsite.language.plain import WORD_JOINER

# Room for every digit of a number of the content, multiplied by its unit; 28 are usual.
EXACT = Context(prec=60)
NO_BREAK_SPACE = "\u00a0"

# Letters of the scripts that set particles right behind a word: Hebrew, Arabic, kana, ideographs,
# Hangul.
JOINING = r"[\u0590-\u08ff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufdff]"
_SEAMS = re.compile(f"(?<={JOINING})(?=[(\\[‘“])|(?<=[)\\]’”%])(?={JOINING})")
_DASHES = re.compile("[-‐–—~〜～]")
# Where a language sets a space before such marks or inside such quotes, a line must not end there.
_INNER_SPACE = re.compile(r" (?=[;:!?»](?!\w))|(?:(?<=\s«)|(?<=^«)) ")
_STARTS_JOINING = re.compile(JOINING)

ListStyle = Literal["standard", "or"]


class Quantified(Protocol):
    """Whatever has a number, or a range of them, a unit and a comparator; only the last is always there."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def up_to(self) -> Decimal | None: ...


@lru_cache(maxsize=50_000)
def held(text: str, behind: bool = False) -> str:
    """Text whose words stay whole at line ends where a bracket, quote or sign meets a letter or a space.

    Browsers break `기술|(Tech)|을` even with `word-break: keep-all`, and `quoi |?` anyway. With
    `behind`, the text stands right behind a number or a marked word, and its first letters belong
    to that.
    """
    joiner = WORD_JOINER if behind and _STARTS_JOINING.match(text) else ""
    return joiner + _SEAMS.sub(WORD_JOINER, _INNER_SPACE.sub(NO_BREAK_SPACE, text))


def number(value: Decimal, language: Language, grouped: bool = True) -> str:
    """A number in digits, all of them, with the separators of the language."""
    return _number(value, language.locale, grouped)


@lru_cache(maxsize=20_000)
def _number(value: Decimal, name: str, grouped: bool) -> str:
    with localcontext(EXACT):
        exact = value.normalize()
    locale = _parsed_locale(name)
    return format_decimal(exact, locale=locale, decimal_quantization=False, group_separator=grouped)


def percent(share: float, language: Language) -> str:
    """A share (1 is the whole) in whole per cent."""
    text: str = format_percent(share, locale=_locale(language))
    return text


def size(octets: int, language: Language) -> str:
    """The size of a file in kilobytes, to one decimal: 62.7 kB."""
    text: str = format_unit(round(octets / 1000, 1), "kilobyte", "short", locale=_locale(language))
    return text.replace(" ", NO_BREAK_SPACE)


def number_in_words(value: Decimal, language: Language) -> str:
    """A large number with the language's own words for powers of ten; nothing is rounded.

    With `several_words` the parts add up (1조 1,347억), else it is a short decimal of the largest
    word that leaves at most four decimals (1.1347 trillion), and digits where every word leaves more.
    """
    return _in_words(value, language)[0]


def _in_words(value: Decimal, language: Language) -> tuple[str, Decimal]:
    """A number with words, and the number that what is counted agrees with.

    Right behind a word, that is the number of the word: one says 1,5 million *de* francs, as one says
    1 000 000 de francs, not 1 500 000 francs.
    """
    fitting = _fitting(value, language)
    if not language.several_words:
        if scale := _only_word(value, language):
            return _with_word(value / scale.value, scale, language), scale.value
        return number(value, language), value
    parts: list[str] = []
    rest, agreed = value, value  # of a negative number every part is negative, and the first one says so
    for scale in fitting:
        whole, rest = divmod(rest, scale.value)
        if whole:
            parts.append(_with_word(abs(whole) if parts else whole, scale, language))
            agreed = scale.value
    if not parts:
        return number(value, language), value
    if rest:
        parts.append(number(abs(rest), language, language.grouped_parts))
        agreed = value
    return language.between_parts.join(parts).replace(" ", NO_BREAK_SPACE), agreed


def _fitting(value: Decimal, language: Language) -> list[Scale]:
    """The words for large numbers that a number reaches, the largest first."""
    scales = sorted(language.large_numbers, key=lambda scale: scale.value, reverse=True)
    return [scale for scale in scales if scale.value <= abs(value)]


def _is_short(value: Decimal, scale: Scale) -> bool:
    """Whether a number has at most four decimals before this word."""
    return value % (scale.value / 10_000) == 0


def _with_word(count: Decimal, scale: Scale, language: Language) -> str:
    digits = number(count, language, language.grouped_parts)
    joined = f"{digits}{language.before_word}{_form(scale.word, count, language)}"
    return joined.replace(" ", NO_BREAK_SPACE)


def _form(forms: str | Mapping[str, str], count: Decimal, language: Language) -> str:
    """The form of a word that agrees with a number."""
    if isinstance(forms, str):
        return forms
    return forms.get(_locale(language).plural_form(count), forms["other"])


def full_value(value: Decimal, unit: Unit) -> Decimal:
    """The number that `<data value>` says: 565.1 of a unit of billions is 565100000000."""
    with localcontext(EXACT):
        return (value * unit.scale).normalize()


def plain(value: Decimal) -> str:
    """A decimal in digits without an exponent, for machines."""
    return format(value, "f")


def quantity(
    value: Decimal,
    unit: Unit,
    lang: str,
    language: Language,
    up_to: Decimal | None = None,
    between: str = "{low}–{high}",
) -> str:
    """A number with its unit, without comparator; never breaks at a line end.

    With `up_to` a range, which `between` writes in the place of the number: its unit is said once.
    """
    digits, agreed = _digits(full_value(value, unit), unit, language)
    if up_to is not None:
        low, high = full_value(value, unit), full_value(up_to, unit)
        # The unit agrees with the number beside it, the upper one: so have most languages it in CLDR
        # (plural ranges), which Babel does not read.
        upper, agreed = _digits(high, unit, language)
        digits = _without_word(low, high, language) if unit.words else digits
        joint = _DASHES.sub(lambda dash: f"{WORD_JOINER}{dash[0]}{WORD_JOINER}", between)
        digits = joint.replace("{low}", digits).replace("{high}", upper)
    form = _form(unit.pattern[lang], agreed, language)
    return form.replace("{n}", digits).replace(" ", NO_BREAK_SPACE)


def _digits(total: Decimal, unit: Unit, language: Language) -> tuple[str, Decimal]:
    """A number in the way of its unit, and the number that the unit agrees with."""
    with localcontext(EXACT):
        return _in_words(total, language) if unit.words else (number(total, language), total)


def _without_word(low: Decimal, high: Decimal, language: Language) -> str:
    """The lower number of a range: of a large word that both have it is said once, behind the upper one."""
    with localcontext(EXACT):
        scales = [_only_word(total, language) for total in (low, high)]
        if scales[0] and scales[0] == scales[1]:
            return number(low / scales[0].value, language, language.grouped_parts)
        return _in_words(low, language)[0]


def _only_word(total: Decimal, language: Language) -> Scale | None:
    """The large word of a number that is said with a single one, behind all its digits."""
    fitting = _fitting(total, language)
    if language.several_words:
        return next((scale for scale in fitting[:1] if not total % scale.value), None)
    return next((scale for scale in fitting if _is_short(total, scale)), None)


def moment(when: Moment, language: Language) -> str:
    """A date, as precise as it is known: 2029, Q3 2029, December 2025, 10 September 2025.

    Decades have no form in CLDR: `decade` writes their first year, and the words of the site the rest.
    """
    return _moment(when, language.locale, language.quarters, language.first_day)


def decade(when: Moment, language: Language) -> str:
    """The first year of a decade in digits alone, for the words of a language around it: 2040."""
    return number(Decimal(when.year), language, grouped=False)


def within_year(when: Moment, language: Language) -> str:
    """The same where the year is said already: Q3, December, 10 September; a year is said again."""
    return _moment(when, language.locale, language.quarters, language.first_day, within=True)


@lru_cache(maxsize=20_000)
def _moment(when: Moment, name: str, quarters: Quarters, first_day: str | None, within: bool = False) -> str:
    locale, day = _parsed_locale(name), when.first
    quarter = "QQQ" if quarters == "short" else "QQQQ"
    if within and when.precision == "quarter":
        text = format_date(day, quarter, locale=locale)
    elif within and when.precision == "month":
        text = format_date(day, "LLLL", locale=locale)
    elif within and when.precision == "day":
        text = locale.datetime_skeletons["MMMMd"] % _Day(day, locale, first_day)
    elif when.precision == "year":
        text = format_skeleton("y", day, locale=locale)
    elif when.precision == "quarter":
        text = format_skeleton(f"y{quarter}", day, locale=locale)
    elif when.precision == "month":
        text = format_skeleton("yMMMM", day, locale=locale)
    else:
        text = locale.date_formats["long"] % _Day(day, locale, first_day)
    return text.replace(" ", NO_BREAK_SPACE)


class _Day(DateTimeFormat):
    """The parts of a calendar day; some languages count the first with a word of its own: 1er janvier."""

    def __init__(self, day: date, locale: Locale, first_day: str | None) -> None:
        super().__init__(day, locale)
        self.word = first_day if day.day == 1 else None

    def __getitem__(self, name: str) -> str:
        return self.word if name == "d" and self.word else super().__getitem__(name)


def day(when: date, language: Language) -> str:
    """A calendar day."""
    return moment(Moment(when.year, when.month, when.day), language)


def short_day(when: date, language: Language) -> str:
    """A calendar day for tight places: 31 Aug 2026, 2026. 8. 31."""
    locale = _locale(language)
    text: str = locale.date_formats["medium"] % _Day(when, locale, language.first_day)
    return text.replace(" ", NO_BREAK_SPACE)


def year_range(first: int, last: int, language: Language) -> str:
    """A span of years, both ends included: 2031–2034; never breaks at a line end."""
    if first == last:
        return moment(Moment(first), language)
    start, end = date(first, 1, 1), date(last, 1, 1)
    text = format_interval(start, end, skeleton="y", locale=_locale(language)).replace(" ", NO_BREAK_SPACE)
    return _DASHES.sub(lambda dash: f"{WORD_JOINER}{dash[0]}{WORD_JOINER}", text)


def listed(items: Sequence[str], style: ListStyle, language: Language) -> str:
    """Several things in a row, all of them ("standard") or one of them ("or")."""
    return format_list(items, style=style, locale=_locale(language))


@lru_cache
def _parsed_locale(name: str) -> Locale:
    return Locale.parse(name)


def _locale(language: Language) -> Locale:
    return _parsed_locale(language.locale)
