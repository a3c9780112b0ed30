"""What leans on what: sources that nothing names, and what an entry says of its own certainty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsite.content.documents import Document, KeyPath
from microsite.content.references import references
from microsite.content.scalars import Entry
from microsite.content.site import Citable, Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem


def idle_entries(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each source and term that nothing leans on; for a draft without mistakes."""
    cited = set(_cited(draft))
    idle = [("sources.yaml", id, "idle-source") for id in draft.sources if id not in cited]
    prose = "\n".join(prose.text for prose in draft.prose.values())
    words = "\n".join([prose, *_scalars({**draft.documents, "glossary.yaml": None})]).casefold()
    for id, term in draft.glossary.items():
        written = any(word.casefold() in words for word in term.term.root.values())
        if f"](term:{id})" not in prose and not written:
            idle.append(("glossary.yaml", id, "idle-term"))
    for name, id, code in idle:
        yield Problem(draft.documents[name].key_place((id,)), id, Message(code, id=id), "warning")


def problems_of(draft: Draft) -> Iterator[Problem]:
    """What an entry says of its own certainty, beside its sources and the conflicts."""
    conflicts = draft.documents.get("conflicts.yaml")
    # As written: a conflict that something else is wrong with is about its facts all the same.
    disputed = set(_scalars(conflicts)) if conflicts else None
    for id, citable in draft.citables.items():
        document, path = _written(draft, citable)
        if path is None or id in draft.damaged:
            continue
        if citable.confidence == "conflict" and disputed is not None and id not in disputed:
            yield document.problem((*path, "confidence"), "conflict-without-entry", "warning", id=id)
        elif citable.confidence == "confirmed" and len(citable.sources) == 1:
            yield document.problem((*path, "confidence"), "confirmed-by-one", "warning")


def _written(draft: Draft, citable: Citable) -> tuple[Document, KeyPath | None]:
    """Where an entry stands that says itself how certain it is."""
    match citable:
        case Citable(kind="fact"):
            return draft.documents["launch.yaml"], ("facts", citable.id)
        case Citable(kind="station"):
            return draft.documents[draft.written_in[citable.id]], (citable.id,)
        case Citable(kind="target", page=("sector", sector)):
            return draft.documents[f"sectors/{sector}.yaml"], ("targets", citable.id)
        case Citable(page=("sector", sector)):
            return draft.documents[f"sectors/{sector}.yaml"], ("figures", citable.id)
    return Document("", {}, {}), None


def _cited(draft: Draft) -> Iterator[str]:
    """The id of each source that an entry or a prose text names."""
    yield from _sources(draft.launch)
    for group in (draft.sectors, draft.stations, draft.glossary, draft.conflicts):
        yield from _sources(group)
    for prose in draft.prose.values():
        yield from (reference.name for reference in references(prose.text))
        yield from (part.split(")")[0] for part in prose.text.split("](source:")[1:])


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


def _sources(value: Any) -> Iterator[str]:
    if isinstance(value, Entry):
        yield from getattr(value, "sources", None) or ()
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _sources(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)
