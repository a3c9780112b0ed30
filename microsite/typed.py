"""Numbers and years typed by hand in texts that speak of facts, where the facts say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.core import Locale

from microsite import formats
from microsite.catalogue import Message, say
from microsite.model import Language, Unit
from microsite.moments import Moment
from microsite.references import PATTERN, references
from microsite.site import Draft

# Any year: it is looked for in the words around it.
SAMPLE_YEAR = 1000


def typed_numbers(draft: Draft, lang: str, words: str, owner: Any) -> Iterator[Message]:
    """Numbers in a text that speaks of facts, in a unit of theirs but with another value.

    `owner` is the fact that the text belongs to; others are those that the text names.
    """
    language = draft.settings.languages.get(lang) if draft.settings else None
    if not language or not any(letter.isdecimal() for letter in words):
        return
    named = [draft.citables[it.name].entry for it in references(words) if it.name in draft.citables]
    facts = [owner, *named]
    typed = PATTERN.sub("…", words)  # what stands in braces is not typed
    yield from _typed_years(draft, lang, typed, facts)
    measured = [it for fact in facts for it in _measured(fact)]
    for name in dict.fromkeys(unit for _, unit in measured):
        unit = draft.units.get(name)
        if unit is None:
            continue
        right = [value for value, own in measured if own == name]
        for written, value in _quantities(typed, unit, lang, language):
            if value not in (formats.full_value(one, unit) for one in right):
                said = formats.quantity(right[0], unit, lang, language)
                yield say("typed-number", typed=written, said=said)


def _measured(fact: Any) -> Iterator[tuple[Decimal, str]]:
    """The numbers of a fact with their units: its value and where it starts from."""
    start = getattr(fact, "baseline", None)
    if getattr(fact, "value", None) is not None:
        yield fact.value, fact.unit
    if start and (start.unit or fact.unit):
        yield start.value, start.unit or fact.unit


def _typed_years(draft: Draft, lang: str, words: str, facts: list[Any]) -> Iterator[Message]:
    """Years in the words that say when something is due, such as "by 2029", that no fact here has."""
    years = {year for fact in facts for year in _years(fact)}
    language = draft.settings.languages[lang] if draft.settings else None
    if not years or not language or not draft.interface:
        return
    shown = formats.moment(Moment(SAMPLE_YEAR), language)
    for text in draft.interface.timing.values():
        if text[lang] == "{when}" and shown == str(SAMPLE_YEAR):
            continue  # a bare number may be anything
        form = re.escape(text[lang].replace("{when}", shown)).replace(str(SAMPLE_YEAR), r"(\d{4})")
        for match in re.finditer(rf"(?<!\w){form}(?!\d)", words):
            if int(match[1]) not in years:
                yield say("typed-year", typed=match[0], years=", ".join(map(str, sorted(years))))


def _years(fact: Any) -> Iterator[int]:
    date, start = getattr(fact, "date", None), getattr(fact, "baseline", None)
    yield from (date.year,) if date else ()
    yield from (start.year,) if start else ()
    yield from (fact.year,) if getattr(fact, "year", None) else ()


def _quantities(words: str, unit: Unit, lang: str, language: Language) -> Iterator[tuple[str, Decimal]]:
    """Each number of a text that stands in the words of a unit: as typed, and its value."""
    scales = {scale.word: scale.value for scale in language.large_numbers}
    word = "|".join(re.escape(word) for word in scales) or "(?!)"
    digits = rf"\d[\d.,]*(?:\s?(?:{word}))?"
    forms = unit.pattern[lang]
    for form in dict.fromkeys(forms.values() if isinstance(forms, dict) else [forms]):
        before, _, after = (re.escape(part).replace(r"\ ", r"\s?") for part in form.partition("{n}"))
        if not before and not after:
            continue  # a bare number may be anything
        for match in re.finditer(rf"(?<![\w.,{{-]){before}({digits}(?:\s{digits})*){after}", words):
            parts = re.findall(rf"(\d[\d.,]*)\s?({word})?", match[1])
            try:
                yield match[0], sum((_decimal(n, language) * scales.get(w, 1) for n, w in parts), Decimal(0))
            except InvalidOperation:
                continue


def _decimal(digits: str, language: Language) -> Decimal:
    symbols = Locale.parse(language.locale).number_symbols["latn"]
    plain = digits.rstrip(".,").replace(symbols["group"], "").replace(symbols["decimal"], ".")
    return Decimal(plain)
