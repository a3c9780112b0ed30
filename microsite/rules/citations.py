"""What leans on what: sources that nothing names, and what an entry says of its own certainty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsite.content.citations import used_sources
from microsite.content.documents import Document
from microsite.content.files import CONFLICTS, GLOSSARY, SOURCES
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem


def idle_entries(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each source and term that nothing leans on; for a draft without mistakes."""
    cited = {used.id for used in used_sources(draft)}
    idle = [(SOURCES, id, "idle-source") for id in draft.sources if id not in cited]
    prose = "\n".join(prose.text for prose in draft.prose.values())
    words = "\n".join([prose, *_scalars({**draft.documents, GLOSSARY.pattern: None})]).casefold()
    for id, term in draft.glossary.items():
        written = any(word.casefold() in words for word in term.term.root.values())
        if f"](term:{id})" not in prose and not written:
            idle.append((GLOSSARY, id, "idle-term"))
    for kind, id, code in idle:
        yield Problem(draft.documents[kind.pattern].key_place((id,)), id, Message(code, id=id), "warning")


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield what an entry says of its own certainty that its sources or the conflicts do not bear out."""
    conflicts = draft.documents.get(CONFLICTS.pattern)
    # As written: a conflict that something else is wrong with is about its facts all the same.
    disputed = set(_scalars(conflicts)) if conflicts else None
    for id, citable in draft.citables.items():
        if citable.around or id in draft.damaged:
            continue  # a part says nothing of its own
        document, path = draft.documents[citable.file], (*citable.path, "confidence")
        if citable.confidence == "conflict" and disputed is not None and id not in disputed:
            yield document.problem(path, "conflict-without-entry", "warning", id=id)
        elif citable.confidence == "confirmed" and len(citable.sources) == 1:
            yield document.problem(path, "confirmed-by-one", "warning")


def _scalars(value: Any) -> Iterator[str]:
    """Every text in documents or in what stands in them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Document):
        yield from _scalars(value.data)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
