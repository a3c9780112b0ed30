"""What was pasted twice: a paragraph in the same language, an entry under another id."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from microsite.content.documents import where
from microsite.content.entries import Source
from microsite.content.index import Indexed
from microsite.content.scalars import Text
from microsite.content.site import Draft
from microsite.language.markdown_source import PARAGRAPH
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem
from microsite.rules.repetition import LEAST_WORDS, WORD

LEAST_LETTERS = 30  # of a paragraph that says something
ON_OTHER_PAGES = 80  # outside of links, and that no two pages say by chance
LINKED_WORDS = re.compile(r"\[[^\[\]]*\]\([^()]*\)")


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each paragraph and each entry that is here already, word for word."""
    yield from _paragraphs(draft)
    yield from _entries(draft)


def _paragraphs(draft: Draft) -> Iterator[Problem]:
    compared = bool(draft.settings and draft.settings.watch.alike)  # long ones are, with all others
    seen: dict[tuple[str, str], Place] = {}
    for (_, lang), prose in (*draft.prose.items(), *draft.parts.items()):
        for paragraph in PARAGRAPH.finditer(prose.text):
            words = " ".join(paragraph[0].split())
            if len(words) < LEAST_LETTERS or words.startswith("#"):
                continue
            if compared and len(WORD.findall(words)) >= LEAST_WORDS:
                continue
            place = prose.place(paragraph.start())
            first = seen.setdefault((lang, words), place)
            own = LINKED_WORDS.sub("", words)  # any page may say where to read more
            if first != place and (first.file == place.file or len(own) >= ON_OTHER_PAGES):
                yield Problem(place, "", Message("paragraph-twice", first=str(first)), "warning")


def _entries(draft: Draft) -> Iterator[Problem]:
    called: dict[Hashable, list[Indexed]] = {}
    for named in draft.index:
        if title := _title(named.entry):
            called.setdefault((named.kind, title), []).append(named)
    for alike in called.values():
        seen: dict[str, str] = {}  # what an entry says, and the first that says so
        for named in alike if len(alike) > 1 else ():
            first = seen.setdefault(repr(named.entry), named.id)
            if first != named.id:
                message = Message("entry-twice", id=named.id, first=first)
                yield Problem(draft.place_of(named), where(named.path), message, "warning")


def _title(entry: Any) -> tuple[str, ...]:
    """What an entry is called in each language, or the address of a source."""
    if isinstance(entry, Source):
        return (entry.url,)
    values = (getattr(entry, name) for name in getattr(type(entry), "model_fields", ()))
    text = next((value for value in values if isinstance(value, Text)), None)
    return tuple(text.root.values()) if text else ()
