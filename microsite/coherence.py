"""What only shows in the whole: entries that name each other, dates and colours that do not fit.

Each function yields `Problem`s and changes nothing; what a draft has left out is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from microsite import formats
from microsite.catalogue import say
from microsite.colours import complaints
from microsite.history import REVIEWED, History, stands_for
from microsite.model import Entry, Station, Target
from microsite.problems import Problem, Severity, did_you_mean
from microsite.references import PATTERN, read_match, references
from microsite.site import Citable, Draft
from microsite.source import Document, KeyPath, where

# Letters of a name on the map; of the widest ones this many still fit between its ends.
LONGEST_LABEL = 40


def problems_of(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield what does not fit together; `today` tells what has happened from what is ahead."""
    yield from _sectors(draft)
    yield from _stations(draft, today)
    yield from _launch(draft)
    yield from _pages(draft)
    yield from _confidence(draft)


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
        yield Problem(draft.documents[name].key_place((id,)), id, say(code, id=id), "warning")


def halves_behind(draft: Draft, history: History) -> Iterator[Problem]:
    """Yield a warning for each half of a text that has not followed another one.

    And for each name in the record of what was read again that is the name of no text.
    """
    names = {half.text for half in history.halves}
    for name in draft.reviewed:
        if not any(stands_for(name, text) for text in names):
            place = draft.documents[REVIEWED].key_place((name,))
            message = say("reviewed-nothing", name=name, hint=did_you_mean(name, names))
            yield Problem(place, "", message, "warning")
    for half in history.behind():
        since = str(half.since.day) if half.since and half.since.day else say("just-now")
        message = say("half-behind", lang=half.lang, other=half.ahead or "", since=since)
        if document := draft.documents.get(half.file):
            place, key = document.place((*half.path, half.lang)), where((*half.path, half.lang))
        else:
            halves = (prose for (_, lang), prose in draft.prose.items() if lang == half.lang)
            prose = next(it for it in halves if it.file.endswith(half.file))
            at = prose.text.find(f"{{#{half.path[0]}}}") if half.path else 0
            place, key = prose.place(max(at, 0)), ""
        yield Problem(place, key, message, "warning")


def _problem(
    document: Document, path: KeyPath, code: str, severity: Severity = "error", **parts: Any
) -> Problem:
    return Problem(document.place(path), where(path), say(code, **parts), severity)


# --- entries that name each other ---------------------------------------------------------------


def _sectors(draft: Draft) -> Iterator[Problem]:
    numbers: dict[int, str] = {}
    for id, sector in draft.sectors.items():
        document = draft.documents[f"sectors/{id}.yaml"]
        if sector.number in numbers:
            first = numbers[sector.number]
            yield _problem(document, ("number",), "number-taken", number=sector.number, first=first)
        numbers[sector.number] = id
        for target_id, target in sector.targets.items():
            yield from _target(document, ("targets", target_id), target)
        headlines = document.data.get("targets") or {}
        if sector.headline and sector.headline not in headlines:
            hint = did_you_mean(sector.headline, headlines)
            yield _problem(document, ("headline",), "not-in-this-file", id=sector.headline, hint=hint)
    lines = {id: (sector.number, sector.colour) for id, sector in draft.sectors.items()}
    for id, message in complaints(lines):
        document = draft.documents[f"sectors/{id}.yaml"]
        yield Problem(document.place(("colour",)), "colour", message)


def _target(document: Document, path: KeyPath, target: Target) -> Iterator[Problem]:
    start, announced = target.baseline, target.announced
    if start and not (start.unit or target.unit):
        yield _problem(document, (*path, "baseline"), "baseline-without-unit")
    if target.year is None:
        return
    if announced and target.year < announced.year:
        at = (*path, "year")
        yield _problem(document, at, "due-before-announced", year=target.year, announced=str(announced))
    if start and start.year > target.year:
        at = (*path, "baseline", "year")
        yield _problem(document, at, "baseline-after-target", year=target.year, start=start.year)


def _stations(draft: Draft, today: date) -> Iterator[Problem]:
    for name in station_files(draft.documents):
        document = draft.documents[name]
        for id in document.data:
            if station := draft.stations.get(id):
                yield from _station(document, id, station, draft, today)


def station_files(documents: Mapping[str, Document]) -> list[str]:
    return [name for name in documents if name.startswith("stations/")]


def _station(document: Document, id: str, station: Station, draft: Draft, today: date) -> Iterator[Problem]:
    for lang, words in (station.label.root if station.label else {}).items():
        length = len(PATTERN.sub(partial(_on_the_map, draft, lang), words))
        if length > LONGEST_LABEL:
            at = (id, "label", lang)
            yield _problem(document, at, "label-too-long", length=length, limit=LONGEST_LABEL)
    years = draft.settings.years if draft.settings else None
    if years and not years.first <= station.date.year <= years.last:
        span = f"{years.first}–{years.last}"
        yield _problem(document, (id, "date"), "outside-the-years", date=str(station.date), span=span)
    elif station.kind == "event" and station.date.first > today:
        yield _problem(document, (id, "date"), "event-ahead", "warning", date=str(station.date))


def _on_the_map(draft: Draft, lang: str, braces: re.Match[str]) -> str:
    """What is printed in the place of braces: a quantity in full, else as much as most take."""
    reference = read_match(braces)
    language = draft.settings.languages.get(lang) if draft.settings else None
    entry: Any = draft.citables[reference.name].entry if reference.name in draft.citables else None
    measured: Any = getattr(entry, "baseline", None) if reference.part == "baseline" else entry
    unit = draft.units.get(getattr(measured, "unit", None) or getattr(entry, "unit", None) or "")
    counted = (
        reference.part in ("quantity", "value", "baseline") and getattr(measured, "value", None) is not None
    )
    if not (counted and unit and language):
        return "1,000,000"
    said = formats.quantity(measured.value, unit, lang, language)
    words = draft.interface.comparator.get(measured.comparator) if draft.interface else None
    return words[lang].replace("{quantity}", said) if words else said


def _launch(draft: Draft) -> Iterator[Problem]:
    launch = draft.launch
    if not launch:
        return
    document = draft.documents["launch.yaml"]
    written = document.data["facts"]
    for field, ids in (("key_facts", launch.key_facts), ("since", launch.since)):
        for at, id in enumerate(ids):
            if id not in written:
                hint = did_you_mean(id, written)
                yield _problem(document, (field, at), "not-in-this-file", id=id, hint=hint)
    station = draft.stations.get(launch.station)
    if station and station.date != launch.date:
        there, id = str(station.date), launch.station
        yield _problem(document, ("date",), "launch-on-another-day", station=id, date=there)


def _pages(draft: Draft) -> Iterator[Problem]:
    addresses: dict[str, str] = {}
    for kind, page in draft.pages.items():
        document = draft.documents[f"pages/{kind}.yaml"]
        for field in ("figures", "money"):
            for at, id in enumerate(getattr(page, field)):
                citable = draft.citables.get(id)
                if citable and getattr(citable.entry, "value", None) is None:
                    yield _problem(document, (field, at), "fact-without-number", id=id)
        address = page.address or kind
        if address in addresses:
            first = addresses[address]
            yield _problem(document, ("address",), "address-taken", page=first, address=address)
        addresses[address] = kind


def _confidence(draft: Draft) -> Iterator[Problem]:
    """What an entry says of its own certainty, beside its sources and the conflicts."""
    conflicts = draft.documents.get("conflicts.yaml")
    # As written: a conflict that something else is wrong with is about its facts all the same.
    disputed = set(_scalars(conflicts)) if conflicts else None
    for id, citable in draft.citables.items():
        document, path = _written(draft, citable)
        if path is None or id in draft.damaged:
            continue
        if citable.confidence == "conflict" and disputed is not None and id not in disputed:
            yield _problem(document, (*path, "confidence"), "conflict-without-entry", "warning", id=id)
        elif citable.confidence == "confirmed" and len(citable.sources) == 1:
            yield _problem(document, (*path, "confidence"), "confirmed-by-one", "warning")


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


# --- what leans on what -------------------------------------------------------------------------


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
