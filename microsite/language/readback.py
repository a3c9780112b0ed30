"""Numbers and dates as each language writes them, read back: the way of a reader, not that of `formats`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property

from babel import Locale

from microsite.content.moments import DateError, read_moment
from microsite.content.settings import Language
from microsite.language.formats import JOINING
from microsite.language.plain import SOFT_HYPHEN, WORD_JOINER

# A number does not begin or end inside a word, except in scripts that join words.
# (A class of such letters would take the parser of patterns long.)
LETTER = "".join(rf"(?![{it}])" for it in re.findall(r"\\u\w+-\\u\w+", JOINING)) + r"\w"
BEHIND_WORD = rf"(?!(?!\d){LETTER})"  # digits may follow a word at once, letters may not
ENDS_OF_RANGE = "/"  # between the two numbers of a range, for machines

_HELD = str.maketrans("", "", SOFT_HYPHEN + WORD_JOINER + "\u200e\u200f\u061c")  # and what turns words round
FORMS, WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")  # of the names of months in CLDR
_IN_DIGITS = r"\b\d{4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}\b\.?|\b\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{4}\b"
_ALIKE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")  # digits as they are parted, without words
_YEAR = re.compile(r"\d{4}")
_DIGITS = re.compile(r"\d+")


class Reader:
    """Somebody who reads a language as its settings say that it is written."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._locale = Locale.parse(language.locale)
        self._scales = {form: scale.value for scale in language.large_numbers for form in scale.forms}

    @cached_property
    def _several(self) -> re.Pattern[str]:
        """A number with words for powers of ten, of which some languages set several in a row."""
        words = "|".join(map(re.escape, sorted(self._scales, key=len, reverse=True))) or "(?!)"
        number, word = number_pattern(self._language), rf"\s?(?:{words}){BEHIND_WORD}"
        more = ""
        if self._language.several_words:
            joint = rf"\s?(?:{re.escape(self._language.between_parts.strip())})?\s?"
            more = rf"(?:{joint}{number}{word})*(?:\u00a0?{number}(?!\d))?"
        return re.compile(rf"{number}(?:{word}{more})?")

    @cached_property
    def _part(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, sorted(self._scales, key=len, reverse=True))) or "(?!)"
        return re.compile(rf"({number_pattern(self._language)})(?:\s?({words}){BEHIND_WORD})?")

    def numbers(self, text: str, in_words: bool = True) -> dict[str, Decimal]:
        """The numbers of a text as they are written, with their values but for signs; those inside words
        only where wanted."""
        text = text.translate(_HELD)
        found = {}
        for match in self._several.finditer(text):
            if not in_words and re.search(rf"(?:{LETTER}|[-./])\Z", text[: match.start()][-1:]):
                continue
            parts = self._part.findall(match[0])
            one = [decimal_of(digits, self._language) * self._scales.get(word, 1) for digits, word in parts]
            found[match[0]] = sum(one, Decimal(0))
        return found

    def says(self, text: str, value: str) -> bool:
        """Whether a text says a number, or the two of a range; one without any digits may say it in words."""
        try:
            expected = [abs(Decimal(end)) for end in value.split(ENDS_OF_RANGE)]
        except InvalidOperation:
            return False
        found = self.numbers(text).values()
        if not found:
            return True
        *lower, upper = expected
        if upper not in found:
            return False
        scales = (
            Decimal(1),
            *self._scales.values(),
        )  # of a range the word is said once, behind the upper end
        return all(any(it * scale == low for it in found for scale in scales) for low in lower)

    def means(self, text: str, value: str) -> bool:
        """Whether a text can mean a date: all its numbers are of that date, and so is a month's name."""
        try:
            day = read_moment(value)
        except DateError:
            return False
        first = day.first
        parts = {first.year, first.year % 100, first.month, first.day, (first.month + 2) // 3}
        if not {int(it) for it in _DIGITS.findall(text)} <= parts:
            return False
        named = {month for month, names in self._months.items() if any(name in text for name in names)}
        return not named or first.month in named

    @cached_property
    def _months(self) -> dict[int, set[str]]:
        """What each month is called, at length and in short."""
        lists = [self._locale.months[form][width] for form in FORMS for width in WIDTHS]
        return {month: {names[month] for names in lists} for month in range(1, 13)}

    def undated(self, text: str) -> str:
        """A text without its days and months; years stay, since some languages say them by themselves."""
        return self._dates.sub(lambda date: f" {' '.join(_YEAR.findall(date[0]))} ", text.translate(_HELD))

    @cached_property
    def _dates(self) -> re.Pattern[str]:
        """Names of months with the days beside them, and dates in digits alone."""
        names = sorted({name for names in self._months.values() for name in names}, key=len, reverse=True)
        month = "|".join(map(re.escape, names))
        day = r"\d{1,2}\S{0,2}\s(?:\w{1,3}\s)?"  # el 1 de enero
        return re.compile(
            rf"(?<!\d)(?:{day})?(?<!{LETTER})(?:{month})\.?(?:\s?\d{{1,2}}(?!\d))?|{_IN_DIGITS}"
        )


def unshared(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> tuple[list[str], list[str]]:
    """The numbers that each of two texts has and the other has not, as they are written.

    Both may quote a third language, whose words neither reads: what is written alike is shared. What comes to
    the same in all is parted otherwise.
    """
    here, there = (
        {it: value for it, value in its.items() if value not in others.values() and not _quoted(it, others)}
        for its, others in ((one, other), (other, one))
    )
    return ([], []) if sum(here.values()) == sum(there.values()) else ([*here], [*there])


def _quoted(written: str, others: Mapping[str, Decimal]) -> bool:
    """Whether all the digits of a number stand in the same way among the numbers of another text."""
    return {*_ALIKE.findall(written)} <= {digits for it in others for digits in _ALIKE.findall(it)}


def number_pattern(language: Language) -> str:
    """The form of a number in digits; for a space between thousands any other one may be typed."""
    group, decimal = _symbols(language)
    between = r"\s" if group.isspace() else re.escape(group)
    return rf"\d+(?:{between}\d{{3}}(?!\d))*(?:{re.escape(decimal)}\d+)?"


def decimal_of(digits: str, language: Language) -> Decimal:
    """A number in digits as the language parts them."""
    group, decimal = _symbols(language)
    return Decimal("".join(digits.replace(group, "").split()).replace(decimal, "."))


def _symbols(language: Language) -> tuple[str, str]:
    return _symbols_of(language.locale)


@cache
def _symbols_of(locale: str) -> tuple[str, str]:
    """What stands between thousands and before decimals."""
    symbols = Locale.parse(locale).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]
