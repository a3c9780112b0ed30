"""Numbers and dates as each language writes them: one value in, one text a language out.

Separators, plurals and month names come from CLDR (Babel); words for large numbers and the forms
of units come from the content. A no-break space joins whatever must not part at a line end.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_percent, parse_pattern

from microsite.content.measures import Comparator
from microsite.content.moments import Moment
from microsite.content.settings import Language, Unit

# Room for every digit of a number of the content, multiplied by its unit; 28 are usual.
EXACT = Context(prec=60)
DIGITS = parse_pattern("#,##0.######")
NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"

# Letters of the scripts that set particles right behind a word: Hebrew, Arabic, kana, ideographs,
# Hangul.
JOINING = r"[\u0590-\u08ff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufdff]"
_SEAMS = re.compile(f"(?<={JOINING})(?=[(\\[‘“])|(?<=[)\\]’”%])(?={JOINING})")
_STARTS_JOINING = re.compile(JOINING)


class Quantified(Protocol):
    """Whatever has a number, a unit and a comparator; the first two may be missing."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def comparator(self) -> Comparator: ...


def held(text: str, behind: bool = False) -> str:
    """Text whose words stay whole at line ends where a bracket, quote or sign meets a letter.

    Browsers break `기술|(Tech)|을` even with `word-break: keep-all`. With `behind`, the text stands
    right behind a number or a marked word, and its first letters belong to that.
    """
    joiner = WORD_JOINER if behind and _STARTS_JOINING.match(text) else ""
    return joiner + _SEAMS.sub(WORD_JOINER, text)


def number(value: Decimal, language: Language) -> str:
    """A number in digits, all of them, with the separators of the language."""
    with localcontext(EXACT):
        exact = value.normalize()
    digits: str = DIGITS.apply(exact, _locale(language), decimal_quantization=False)
    return digits


def percent(share: float, language: Language) -> str:
    """A share (1 is the whole) in whole per cent."""
    text: str = format_percent(share, locale=_locale(language))
    return text


def number_in_words(value: Decimal, language: Language) -> str:
    """A large number with the language's own words for powers of ten; nothing is rounded.

    With `several_words` the parts add up (1조 1,347억), else it is a short decimal of the largest
    word that leaves at most four decimals (1.1347 trillion), and digits where every word leaves more.
    """
    scales = sorted(language.large_numbers, key=lambda scale: scale.value, reverse=True)
    fitting = [scale for scale in scales if scale.value <= abs(value)]
    if not language.several_words:
        short = (scale for scale in fitting if value % (scale.value / 10_000) == 0)
        if scale := next(short, None):
            return f"{number(value / scale.value, language)}{NO_BREAK_SPACE}{scale.word}"
        return number(value, language)
    parts: list[str] = []
    rest = value  # of a negative number every part is negative, and the first one says so
    for scale in fitting:
        whole, rest = divmod(rest, scale.value)
        if whole:
            parts.append(f"{number(abs(whole) if parts else whole, language)}{scale.word}")
    if rest or not parts:
        parts.append(number(abs(rest) if parts else rest, language))
    return NO_BREAK_SPACE.join(parts)


def full_value(value: Decimal, unit: Unit) -> Decimal:
    """The number that `<data value>` says: 565.1 of a unit of billions is 565100000000."""
    with localcontext(EXACT):
        return (value * unit.scale).normalize()


def plain(value: Decimal) -> str:
    """A decimal in digits without an exponent, for machines."""
    return format(value, "f")


def quantity(value: Decimal, unit: Unit, lang: str, language: Language) -> str:
    """A number with its unit, without comparator; never breaks at a line end."""
    total = full_value(value, unit)
    with localcontext(EXACT):
        digits = number_in_words(total, language) if unit.words else number(total, language)
    forms = unit.pattern[lang]
    if isinstance(forms, dict):
        category = _locale(language).plural_form(total)
        forms = forms.get(category, forms["other"])
    return forms.replace("{n}", digits).replace(" ", NO_BREAK_SPACE)


def moment(when: Moment, language: Language) -> str:
    """A date, as precise as it is known: 2029, December 2025, 10 September 2025."""
    return _moment(when, language.locale)


@lru_cache(maxsize=20_000)
def _moment(when: Moment, name: str) -> str:
    locale, day = _parsed_locale(name), when.first
    if when.precision == "year":
        text = format_skeleton("y", day, locale=locale)
    elif when.precision == "month":
        text = format_skeleton("yMMMM", day, locale=locale)
    else:
        text = format_date(day, format="long", locale=locale)
    return text.replace(" ", NO_BREAK_SPACE)


def day(when: date, language: Language) -> str:
    """A calendar day."""
    return moment(Moment(when.year, when.month, when.day), language)


@lru_cache
def _parsed_locale(name: str) -> Locale:
    return Locale.parse(name)


def _locale(language: Language) -> Locale:
    return _parsed_locale(language.locale)
