"""Numbers and dates that cannot be: below nought, in a year far away, in the future of what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from microsite.content.documents import Document, KeyPath, where
from microsite.content.files import CHANGES, CONFLICTS, REVIEWED, SITE, SOURCES, UNITS
from microsite.content.measures import Measured, Observed
from microsite.content.moments import Moment
from microsite.content.settings import Years
from microsite.content.site import Draft
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Problem

AROUND = 100  # years before and after those of the timeline, where `dates` is not set

Dates = Iterator[tuple[Document, KeyPath, Moment]]


def problems_of(draft: Draft, latest: date) -> Iterator[Problem]:
    """Yield what cannot be; `latest` is the last day on which anything can have happened."""
    for document, path, measured, unit in _numbers(draft):
        yield from _in_unit(draft, document, path, measured, unit)
    if span := _span(draft):
        for document, path, moment in _told(draft):
            if moment.first.year < span.first or moment.last.year > span.last:
                ends = f"{span.first}–{span.last}"
                yield document.problem(path, "far-away", date=str(moment), span=ends, settings=SITE.pattern)
    for document, path, moment in _happened(draft):
        if moment.first > latest:
            yield document.problem(path, "in-the-future", date=str(moment))


def _numbers(draft: Draft) -> Iterator[tuple[Document, KeyPath, Measured, str | None]]:
    """Every number with a unit, its own or that of what it belongs to."""
    for named in draft.citables.values():
        entry, document = named.entry, draft.documents[named.file]
        if isinstance(entry, Measured):
            yield document, named.path, entry, entry.unit
        for at, it in entry.other_days.items() if isinstance(entry, Observed) else ():
            yield document, (*named.path, *at), it, it.unit or entry.unit
    for id, conflict in draft.conflicts.items():
        for number, reading in enumerate(conflict.readings):
            yield draft.documents[CONFLICTS.pattern], (id, "readings", number), reading, reading.unit


def _in_unit(
    draft: Draft, document: Document, path: KeyPath, measured: Measured, name: str | None
) -> Iterator[Problem]:
    unit = draft.units.get(name or "")
    for key in ("value", "up_to"):
        number = getattr(measured, key)
        if unit is None or number is None:
            continue
        limits: dict[str, Part] = {}
        if number < unit.least:
            code, limits = "below-its-unit", {"least": str(unit.least)}
        elif unit.most is not None and number > unit.most:
            code, limits = "above-its-unit", {"most": str(unit.most)}
        if limits:
            limits |= {"value": str(number), "unit": name or "", "file": UNITS.pattern}
            yield Problem(document.place((*path, key)), where((*path, key)), Message(code, **limits))


def _span(draft: Draft) -> Years | None:
    """The years that dates of the site can have, as far as that is known."""
    settings = draft.settings
    if settings is None or settings.dates or settings.years is None:
        return settings.dates if settings else None
    first, last = settings.years.first - AROUND, settings.years.last + AROUND
    return Years.model_construct(first=first, last=last)


def _told(draft: Draft) -> Dates:
    """The dates of facts, promises and sources."""
    for named in draft.citables.values():
        document = draft.documents[named.file]
        for key in ("date", "year", "due", "announced"):
            if (*named.path, key) in document.places:
                yield from _dated(document, (*named.path, key), getattr(named.entry, key, None))
        for at, it in named.entry.other_days.items() if isinstance(named.entry, Observed) else ():
            yield document, (*named.path, *at, "date"), it.date
    for id, source in draft.sources.items():
        yield from _dated(draft.documents[SOURCES.pattern], (id, "published"), source.published)


def _dated(document: Document, path: KeyPath, written: Any) -> Dates:
    if moment := Moment(written) if isinstance(written, int) else written:
        yield document, path, moment


def _happened(draft: Draft) -> Dates:
    """The dates of what somebody has done."""
    for id, source in draft.sources.items():
        for key in ("published", "checked"):
            yield from _dated(draft.documents[SOURCES.pattern], (id, key), getattr(source, key))
    for id, change in draft.changes.items():
        yield draft.documents[CHANGES.pattern], (id, "date"), change.date
    for text, halves in draft.reviewed.items():
        for lang, moment in halves.items():
            yield draft.documents[REVIEWED.pattern], (text, lang), moment
    if draft.settings:
        document = draft.documents[SITE.pattern]
        yield from _dated(document, ("checked",), draft.settings.checked)
        for at, check in enumerate(draft.settings.earlier_checks):
            yield document, ("earlier_checks", at), check
    for named in draft.citables.values():
        for at, it in enumerate(named.entry.observations) if isinstance(named.entry, Observed) else ():
            yield draft.documents[named.file], (*named.path, "observations", at, "date"), it.date
