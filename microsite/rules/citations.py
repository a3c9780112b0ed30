"""What leans on what: sources and terms that nothing names, and texts that repeat each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsite.content.citations import used_sources
from microsite.content.documents import Document
from microsite.content.entries import Origin
from microsite.content.files import GLOSSARY, ORIGINS, SOURCES
from microsite.content.site import Draft
from microsite.content.weights import chain_of
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem


def idle_entries(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each source, origin and term that nothing leans on, in content without mistakes."""
    cited = {used.id for used in used_sources(draft)}
    idle = [(SOURCES, id, "idle-source") for id in draft.sources if id not in cited]
    named = {source.origin for source in draft.sources.values()}
    named |= {origin.origin for origin in draft.origins.values()}
    idle += [(ORIGINS, id, "idle-origin") for id in draft.origins if id not in named]
    prose = "\n".join(text.text for text in draft.texts)
    words = "\n".join([prose, *_scalars({**draft.documents, GLOSSARY.pattern: None})]).casefold()
    for id, term in draft.glossary.items():
        written = any(word.casefold() in words for word in term.term.root.values())
        if f"](term:{id})" not in prose and not written:
            idle.append((GLOSSARY, id, "idle-term"))
    for kind, id, code in idle:
        yield Problem(draft.documents[kind.pattern].key_place((id,)), id, Message(code, id=id), "warning")


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield each circle of origins that repeat each other, in which nobody is the first to say anything, and
    a warning for each source that settles things and was not read."""
    for id, source in draft.sources.items():
        if source.authoritative and not source.was_read:
            document = draft.documents[SOURCES.pattern]
            yield document.problem((id, "authoritative"), "authoritative-unread", "warning", read=source.read)
    told: set[str] = set()
    for id, origin in draft.origins.items():
        circle = _circle(id, draft.origins)
        if origin.origin and circle and id not in told:
            document = draft.documents[ORIGINS.pattern]
            yield document.problem((id, "origin"), "origins-in-a-circle", id=origin.origin)
        told |= circle


def _circle(id: str, origins: Mapping[str, Origin]) -> set[str]:
    """The origins that lead from one back to it; none where nothing does."""
    chain = list(chain_of(id, origins))
    return set(chain) if origins[chain[-1]].origin == id else set()


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
