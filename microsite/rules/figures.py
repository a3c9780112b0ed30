"""What is typed beside a figure, as readers will see the two: its unit or comparator said twice, or a
particle that does not go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from microsite.content.comparators import EXACT, RANGE
from microsite.content.moments import DateError, Moment, read_moment
from microsite.content.references import DATED, Reference, references
from microsite.content.settings import Language
from microsite.content.site import Draft
from microsite.language import formats
from microsite.language.particles import Particles, particles_of
from microsite.messages.catalogue import Message

# What may stand between a figure and the letters behind it, and prints nothing: the end of bold words or of
# a link, marks, closing quotation marks.
_UNPRINTED = r"(?:\*+|\]\([^()\s]*\)|\{\^[a-z0-9-]+\}|\[\^[^\[\]\s]*\])*"
_NEXT = re.compile(rf"{_UNPRINTED}[”’」』»]?{_UNPRINTED}(?P<space>[ \u00a0]*)(?P<rest>[^\n]{{0,100}})")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"^(\D*)\d(?:.*\d)?(\D*)$")
_JOINING = re.compile(formats.JOINING)
# Words that are marked as one, with what leans on them: the end of a link, or of bold words.
_MARKED = re.compile(rf"(?P<last>{formats.JOINING})(?:\]\([^()\s]*\)|\*\*)(?P<word>[^\W\d_]+)(?!\()")

# What a reference prints, and what of it must not be typed before and behind it.
_Printed = tuple[str, tuple[str, ...], tuple[str, ...]]


def typed_beside(draft: Draft, lang: str, words: str, owner: Any) -> Iterator[tuple[int, Message]]:
    """What does not go with the figures that a text names, each with its offset.

    `owner` is the fact that the text belongs to.
    """
    particles, named = particles_of(lang), [it for it in references(words) if it.part != "mark"]
    language = draft.settings.languages.get(lang) if named and draft.settings else None
    for reference in named if language and draft.interface else ():
        assert language
        entry = draft.citables[reference.name].entry if reference.name in draft.citables else owner
        printed = _printed(draft, lang, language, reference, entry)
        if not printed:
            continue
        said, parts_before, parts_behind = printed
        start = max(reference.offset - 100, 0)  # no part of a figure is as long
        before = words[start : reference.offset].rstrip(" \u00a0*[")
        end = reference.offset + len(reference.written)
        behind = _NEXT.match(words, end)
        assert behind
        if part := next((it for it in parts_before if _ends_with(before, it)), None):
            at = len(before) - len(part)
            yield start + at, Message("said-twice", typed=before[at:], written=reference.written, said=said)
        elif part := next((it for it in parts_behind if _starts_with(behind, it, said, particles)), None):
            typed = behind["rest"][: len(part)]
            yield (
                behind.start("rest"),
                Message("said-twice", typed=typed, written=reference.written, said=said),
            )
        elif not behind["space"] and (word := _WORD.match(behind["rest"])):
            yield from _particle(particles, said, word[0], behind["rest"], behind.start("rest"))
    if particles.by_sound:
        for match in _MARKED.finditer(words):
            yield from _particle(particles, match["last"], match["word"], "", match.start("word"))


def _particle(
    particles: Particles, said: str, word: str, rest: str, offset: int
) -> Iterator[tuple[int, Message]]:
    """A particle in the form that does not go with what stands before it; where both forms are written, as in
    을(를), nothing is said."""
    right = particles.right_form(said, word)
    if right and right != word and not rest.startswith("(", len(word)):
        yield offset, Message("wrong-particle", said=said, typed=word, right=right)


def _ends_with(before: str, part: str) -> bool:
    """Whether the words before a figure end with a part of it, as a word of its own."""
    at = len(before) - len(part)
    same = at >= 0 and before[at:].casefold() == part.casefold()
    return same and (at == 0 or not before[at - 1].isalnum())


def _starts_with(behind: re.Match[str], part: str, said: str, particles: Particles) -> bool:
    """Whether what stands behind a figure begins with a part of it, and with no other word.

    In scripts that join words only particles tell, unless the figure ends just so.
    """
    rest = behind["rest"]
    if rest[: len(part)].casefold() != part.casefold():
        return False
    word = _WORD.match(rest, len(part))
    if word is None:
        return True
    if not _JOINING.match(part):
        return not part[-1].isalnum()
    return not behind["space"] and (said.endswith(part) or word[0] in particles.forms)


def _printed(
    draft: Draft, lang: str, language: Language, reference: Reference, entry: Any
) -> _Printed | None:
    """What a reference prints; None where that is not known."""
    if reference.part == "moment":
        try:
            return _date(draft, lang, language, read_moment(reference.name))
        except DateError:
            return None
    if reference.part in ("year", "date"):
        when = getattr(entry, reference.part, None)
        moment = Moment(when) if isinstance(when, int) else when
        return _date(draft, lang, language, moment) if isinstance(moment, Moment) else None
    measured = getattr(entry, reference.part, None) if reference.part in DATED else entry
    unit = draft.units.get(getattr(measured, "unit", None) or getattr(entry, "unit", None) or "")
    value = getattr(measured, "value", None)
    if measured is None or unit is None or value is None or not draft.interface:
        return None
    between = draft.interface.between[lang]
    said = formats.quantity(value, unit, lang, language, measured.up_to, between)
    forms = unit.pattern[lang]
    ends = [it.partition("{n}") for it in (forms.values() if isinstance(forms, dict) else [forms])]
    comparator = measured.comparator
    bare = reference.part == "value" and bool(reference.name)
    if not bare and comparator not in (EXACT, RANGE) and comparator in draft.interface.comparator:
        pattern = draft.interface.comparator[comparator][lang]
        said = pattern.replace("{quantity}", said)
        ends.append(pattern.partition("{quantity}"))
    before, _, behind = zip(*ends, strict=True)
    return said, _parts(before), _parts(behind)


def _date(draft: Draft, lang: str, language: Language, moment: Moment) -> _Printed | None:
    if moment.decade:
        words = draft.interface.decade[lang] if draft.interface else "{year}"
        said = words.replace("{year}", formats.decade(moment, language))
    else:
        said = formats.moment(moment, language)
    digits = _DIGITS.search(said)
    return (said, _parts([digits[1]]), _parts([digits[2]])) if digits else None


def _parts(words: Any) -> tuple[str, ...]:
    """Words without the spaces around them, the longest first."""
    found = {it.replace("\u00a0", " ").strip() for it in words}
    return tuple(sorted(filter(None, found), key=lambda it: (-len(it), it)))
