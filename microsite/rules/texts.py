"""Short texts: what their braces name, and whether every language names the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from microsite.content.documents import Document, KeyPath, where
from microsite.content.entries import Fact, Figure, Reading, Station, Target
from microsite.content.references import Reference, references, stray_braces
from microsite.content.scalars import Entry, Text
from microsite.content.site import Draft
from microsite.language.markdown import LEFT_OVER
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem
from microsite.rules.braces import same_names, stray_brace, wrong_reference
from microsite.rules.numbers import typed_numbers

# What `{value}`, `{year}` and their like speak of: the nearest of these around a text.
OWNERS = (Fact, Figure, Reading, Station, Target)


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the short texts of a draft; what it has left out is passed over."""
    for name, start, entry in _entries(draft):
        for path, text, owner in _walk(entry, start, None):
            yield from _short_text(draft, draft.documents[name], path, text, owner)


def _entries(draft: Draft) -> Iterator[tuple[str, KeyPath, Any]]:
    if draft.settings:
        yield "site.yaml", (), draft.settings
    if draft.launch:
        yield "launch.yaml", (), draft.launch
    groups = (
        ("glossary.yaml", draft.glossary),
        ("conflicts.yaml", draft.conflicts),
        ("changes.yaml", draft.changes),
        ("sources.yaml", draft.sources),
    )
    for name, group in groups:
        for id, entry in group.items():
            yield name, (id,), entry
    for id, sector in draft.sectors.items():
        yield f"sectors/{id}.yaml", (), sector
    for kind, page in draft.pages.items():
        yield f"pages/{kind}.yaml", (), page
    for name, document in draft.documents.items():
        if name.startswith("stations/"):
            yield from ((name, (id,), draft.stations[id]) for id in document.data if id in draft.stations)


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


def _short_text(draft: Draft, document: Document, path: KeyPath, text: Text, owner: Any) -> Iterator[Problem]:
    damaged = not draft.damaged.isdisjoint(map(str, path))
    named: dict[str, Counter[str]] = {}
    for lang, words in text.root.items():
        place, key = document.place((*path, lang)), where((*path, lang))
        found = [it for it in references(words) if it.name or it.part == "mark" or not damaged]
        wrong = [message for it in found if (message := _wrong_in_short_text(draft, it, owner))]
        if any(stray_braces(words)):
            wrong.append(stray_brace(words))
        if mark := LEFT_OVER.search(words):  # a short text is no Markdown
            wrong.append(Message("left-over", piece=mark[0]))
        yield from (Problem(place, key, message) for message in wrong)
        if not wrong:
            named[lang] = Counter(it.written for it in references(words))
        for _, message in typed_numbers(draft, lang, words, owner):
            yield Problem(place, key, message, "warning")
    yield from same_names(named, lambda lang: document.place((*path, lang)), where(path))


def _wrong_in_short_text(draft: Draft, reference: Reference, owner: Any) -> Message | None:
    if reference.part == "mark":
        return Message("mark-outside-prose", written=reference.written)
    return wrong_reference(draft, reference, owner)
