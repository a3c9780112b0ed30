"""Numbers and years typed by hand in texts that speak of facts, where the facts say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from microsite.content.measures import Dated, Observed
from microsite.content.moments import Moment
from microsite.content.references import PATTERN, references
from microsite.content.settings import Language, Unit
from microsite.content.site import Draft
from microsite.language import formats
from microsite.language.readback import LETTER, decimal_of, number_pattern
from microsite.messages.catalogue import Message

# Any year: it is looked for in the words around it.
SAMPLE_YEAR = 1000

_DIGIT = re.compile(r"\d")
BEGINS = rf"(?<!{LETTER})(?<![\d.,{{-])"
ENDS = rf"(?!{LETTER}|\d|/)"


def typed_numbers(draft: Draft, lang: str, words: str, owner: Any) -> Iterator[tuple[int, Message]]:
    """Numbers in a text that speaks of facts, in a unit of theirs but with another value; each with
    its offset.

    `owner` is the fact that the text belongs to; others are those that the text names.
    """
    language = draft.settings.languages.get(lang) if draft.settings else None
    typed = PATTERN.sub(lambda braces: "…" * len(braces[0]), words)  # what stands in braces is not typed
    if not language or not _DIGIT.search(typed):
        return
    named = [draft.citables[it.name].entry for it in references(words) if it.name in draft.citables]
    facts = [owner, *named]
    yield from _typed_years(draft, lang, typed, facts)
    measured = [it for fact in facts for it in _measured(fact)]
    wrong: dict[int, Message] = {}
    right_somewhere: set[int] = set()  # units may share their words
    for name in dict.fromkeys(unit for _, unit in measured):
        unit = draft.units.get(name)
        if unit is None:
            continue
        right = [value for value, own in measured if own == name]
        said = formats.quantity(right[0], unit, lang, language)
        for at, (written, value) in _quantities(typed, unit, lang, language).items():
            if value in (formats.full_value(one, unit) for one in right):
                right_somewhere.add(at)
            wrong[at] = Message("typed-number", typed=written, said=said)
    yield from ((at, message) for at, message in wrong.items() if at not in right_somewhere)


def _measured(fact: Any) -> Iterator[tuple[Decimal, str]]:
    """The numbers of a fact with their units: its value, and those of other days."""
    for it in (fact, *_other_days(fact)):
        unit = getattr(it, "unit", None) or getattr(fact, "unit", None)
        ends = (getattr(it, "value", None), getattr(it, "up_to", None))
        yield from ((end, unit) for end in ends if end is not None and unit)


def _other_days(fact: Any) -> Iterable[Dated]:
    return fact.other_days.values() if isinstance(fact, Observed) else ()


def _typed_years(draft: Draft, lang: str, words: str, facts: list[Any]) -> Iterator[tuple[int, Message]]:
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
                known = ", ".join(map(str, sorted(years)))
                yield match.start(), Message("typed-year", typed=match[0], years=known)


def _years(fact: Any) -> Iterator[int]:
    for name in ("date", "announced"):
        if part := getattr(fact, name, None):
            yield from _years_in(part)
    yield from (year for it in _other_days(fact) for year in _years_in(it.date))
    yield from (fact.year,) if isinstance(getattr(fact, "year", None), int) else ()


def _years_in(when: Moment) -> range:
    return range(when.first.year, when.last.year + 1)


def _quantities(words: str, unit: Unit, lang: str, language: Language) -> dict[int, tuple[str, Decimal]]:
    """Each number of a text that stands in the words of a unit, by its offset: as typed, and its value."""
    scales = {form: scale.value for scale in language.large_numbers for form in scale.forms}
    longest_first = sorted(scales, key=len, reverse=True)
    number, word = number_pattern(language), "|".join(map(re.escape, longest_first)) or "(?!)"
    joint = rf"\s?(?:{re.escape(language.between_parts.strip())})?\s?"
    several = rf"{number}(?:\s?(?:{word})(?:{joint}{number}\s?(?:{word}))*(?:{joint}{number})?)?"
    forms = unit.pattern[lang]
    found: dict[int, tuple[str, Decimal]] = {}
    for form in dict.fromkeys(forms.values() if isinstance(forms, dict) else [forms]):
        before, _, after = (_spaced(part) for part in form.partition("{n}"))
        if not before and not after:
            continue  # a bare number may be anything
        for match in re.finditer(rf"{BEGINS}{before}({several}){after}{ENDS}", words):
            parts = re.findall(rf"({number})\s?({word})?", match[1])
            value = sum(
                (decimal_of(digits, language) * scales.get(it, 1) for digits, it in parts), Decimal(0)
            )
            if len(match[0]) > len(found.get(match.start(), ("", 0))[0]):
                found[match.start()] = match[0], value
    return found


def _spaced(words: str) -> str:
    """A pattern of words between which there may be any space, or none."""
    return re.sub(r"(?:\\ )+", r"\\s*", re.escape(words))
