"""Short texts: what their braces name, and whether every language names the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from microsite.content.documents import Document, KeyPath, where
from microsite.content.entries import Fact, Figure, Reading, Station
from microsite.content.files import INTERFACE, UNITS
from microsite.content.promises import Target
from microsite.content.references import Reference, references, stray_braces
from microsite.content.scalars import Entry, Text
from microsite.content.site import Draft
from microsite.language.markdown_source import LEFT_OVER, LEFT_OVER_IN_PRINT
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem
from microsite.rules import leftovers
from microsite.rules.braces import same_names, stray_brace, wrong_reference
from microsite.rules.examples import is_example
from microsite.rules.figures import typed_beside
from microsite.rules.numbers import typed_numbers
from microsite.rules.shared_numbers import uneven
from microsite.rules.tongues import Tongues

# What `{value}`, `{year}` and their like speak of: the nearest of these around a text.
OWNERS = (Fact, Figure, Reading, Station, Target)


def problems_of(draft: Draft, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the short texts of a file; what the draft has left out is passed over."""
    document, tongues = draft.documents[file], Tongues.of(draft)
    for path, text, owner in _walk(draft.values[file], (), None):
        if INTERFACE.holds(file):
            yield from _words_of_the_interface(document, path, text, tongues)
        else:
            yield from _short_text(draft, document, path, text, owner, tongues)
    if UNITS.holds(file):
        yield from _forms_of_units(draft, document)


def _forms_of_units(draft: Draft, document: Document) -> Iterator[Problem]:
    """What stands around a number is printed as it is written; `{n}` is the number."""
    for id, unit in draft.units.items():
        for lang, forms in unit.pattern.items():
            each = {(): forms} if isinstance(forms, str) else {(form,): it for form, it in forms.items()}
            for key, written in each.items():
                if left := LEFT_OVER_IN_PRINT.search(written.replace("{n}", " ")):
                    yield document.problem((id, "pattern", lang, *key), "left-over", piece=left[0])


def _words_of_the_interface(
    document: Document, path: KeyPath, text: Text, tongues: Tongues
) -> Iterator[Problem]:
    """Its braces are places to be filled, which its class knows; marks would be printed there, too."""
    for lang, words in text.root.items():
        if mark := LEFT_OVER.search(words):
            yield document.problem((*path, lang), "left-over", piece=mark[0])
        for _, message, severity in leftovers.in_short_text(words):
            yield Problem(document.place((*path, lang)), where((*path, lang)), message, severity)
    yield from _in_other_languages(document, path, text, tongues)


def _walk(value: Any, path: KeyPath, owner: Any) -> Iterator[tuple[KeyPath, Text, Any]]:
    """Yield each text inside an entry with its path and the entry that owns it."""
    if isinstance(value, Text):
        yield path, value, owner
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            inner = value if isinstance(value, OWNERS) else owner
            yield from _walk(getattr(value, name), (*path, name), inner)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(item, (*path, key), owner)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _walk(item, (*path, at), owner)


def _short_text(
    draft: Draft, document: Document, path: KeyPath, text: Text, owner: Any, tongues: Tongues
) -> Iterator[Problem]:
    damaged = not draft.damaged.isdisjoint(map(str, path))
    named: dict[str, Counter[str]] = {}
    for lang, words in text.root.items():
        place, key = document.place((*path, lang)), where((*path, lang))
        found = [it for it in references(words) if it.name or it.part == "mark" or not damaged]
        wrong = [message for it in found if (message := _wrong_in_short_text(draft, it, owner))]
        if (stray := next(stray_braces(words), None)) is not None:
            wrong.append(stray_brace(words, stray))
        if mark := LEFT_OVER.search(words):  # a short text is no Markdown
            wrong.append(Message("left-over", piece=mark[0]))
        yield from (Problem(place, key, message) for message in wrong)
        for _, message, severity in leftovers.in_short_text(words):
            yield Problem(place, key, message, severity)
        if not wrong:
            named[lang] = Counter(it.written for it in references(words))
        for _, message in (
            *typed_numbers(draft, lang, words, owner),
            *typed_beside(draft, lang, words, owner),
        ):
            yield Problem(place, key, message, "warning")
    yield from same_names(named, lambda lang: document.place((*path, lang)), where(path))
    yield from _in_other_languages(document, path, text, tongues)
    for lang, message in uneven(draft, text.root):
        yield Problem(document.place((*path, lang)), where((*path, lang)), message, "warning")


def _in_other_languages(document: Document, path: KeyPath, text: Text, tongues: Tongues) -> Iterator[Problem]:
    if is_example(document.file, path):
        return  # which is said of it
    for lang, message in tongues.in_short_text(text.root):
        yield Problem(document.place((*path, lang)), where((*path, lang)), message, "warning")


def _wrong_in_short_text(draft: Draft, reference: Reference, owner: Any) -> Message | None:
    if reference.part == "mark":
        return Message("mark-outside-prose", written=reference.written)
    return wrong_reference(draft, reference, owner)
