"""What only shows in the whole: entries that name each other, dates and colours that do not fit.

Each function yields `Problem`s and changes nothing; what a draft has left out is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from microsite.content.documents import Document, KeyPath
from microsite.content.entries import Address, Station
from microsite.content.files import LAUNCH, PAGE, SECTOR, SITE, STATIONS, of_kind
from microsite.content.references import DATED, PATTERN, read_match
from microsite.content.scalars import Text
from microsite.content.site import Draft
from microsite.language import formats
from microsite.messages.problems import Problem, did_you_mean

# Letters of a name on the map; of the widest ones this many still fit between its ends.
LONGEST_LABEL = 40


def problems_of(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield what does not fit together; `today` tells what has happened from what is ahead."""
    yield from _settings(draft)
    yield from _sectors(draft)
    yield from _stations(draft, today)
    yield from _launch(draft)
    yield from _pages(draft)


def _settings(draft: Draft) -> Iterator[Problem]:
    """Whoever says what is true of a day must say of which."""
    if draft.settings and (draft.stations or draft.sources):
        document = draft.documents[SITE.pattern]
        if ("checked",) not in document.places:
            yield document.problem((), "checked-wanted")


def _sectors(draft: Draft) -> Iterator[Problem]:
    numbers: dict[int, str] = {}
    for id, sector in draft.sectors.items():
        document = draft.documents[SECTOR.file(id)]
        if sector.number in numbers:
            first = numbers[sector.number]
            yield document.problem(("number",), "number-taken", number=sector.number, first=first)
        numbers[sector.number] = id
        headlines = document.data.get("targets") or {}
        if sector.headline and sector.headline not in headlines:
            hint = did_you_mean(sector.headline, headlines)
            yield document.problem(("headline",), "not-in-this-file", id=sector.headline, hint=hint)
        for name, target in sector.targets.items():
            yield from _label(document, ("targets", name, "label"), target.label, draft)


def _stations(draft: Draft, today: date) -> Iterator[Problem]:
    for name in of_kind(STATIONS, draft.documents):
        document = draft.documents[name]
        for id in document.data:
            if station := draft.stations.get(id):
                yield from _station(document, id, station, draft, today)


def _station(document: Document, id: str, station: Station, draft: Draft, today: date) -> Iterator[Problem]:
    yield from _label(document, (id, "label"), station.label, draft)
    years = draft.settings.years if draft.settings else None
    if years and not years.first <= station.date.first.year <= station.date.last.year <= years.last:
        span = f"{years.first}–{years.last}"
        yield document.problem((id, "date"), "outside-the-years", date=str(station.date), span=span)
    elif station.kind == "event" and station.date.first > today:
        yield document.problem((id, "date"), "event-ahead", "warning", date=str(station.date))


def _label(document: Document, at: KeyPath, label: Text | None, draft: Draft) -> Iterator[Problem]:
    """What is wrong with a name on the map."""
    for lang, words in (label.root if label else {}).items():
        length = len(PATTERN.sub(partial(_on_the_map, draft, lang), words))
        if length > LONGEST_LABEL:
            yield document.problem((*at, lang), "label-too-long", length=length, limit=LONGEST_LABEL)


def _on_the_map(draft: Draft, lang: str, braces: re.Match[str]) -> str:
    """What is printed in the place of braces: a quantity in full, else as much as most take."""
    reference = read_match(braces)
    language = draft.settings.languages.get(lang) if draft.settings else None
    entry: Any = draft.citables[reference.name].entry if reference.name in draft.citables else None
    measured: Any = getattr(entry, reference.part, None) if reference.part in DATED else entry
    unit = draft.units.get(getattr(measured, "unit", None) or getattr(entry, "unit", None) or "")
    counted = reference.part in ("quantity", "value", *DATED) and getattr(measured, "value", None) is not None
    if not (counted and unit and language):
        return "1,000,000"
    if draft.interface is None:
        return formats.quantity(measured.value, unit, lang, language, measured.up_to)
    between = draft.interface.between[lang]
    said = formats.quantity(measured.value, unit, lang, language, measured.up_to, between)
    words = draft.interface.comparator.get(measured.comparator)
    return words[lang].replace("{quantity}", said) if words else said


def _launch(draft: Draft) -> Iterator[Problem]:
    launch = draft.launch
    if not launch:
        return
    document = draft.documents[LAUNCH.pattern]
    written = document.data.get("facts") or {}
    for field, ids in (("key_facts", launch.key_facts), ("since", launch.since)):
        for at, id in enumerate(ids):
            if id not in written:
                hint = did_you_mean(id, written)
                yield document.problem((field, at), "not-in-this-file", id=id, hint=hint)
    id = launch.station or ""
    station = draft.stations.get(id)
    if station and launch.date and station.date != launch.date:
        there = str(station.date)
        yield document.problem(("date",), "launch-on-another-day", station=id, date=there)


def _pages(draft: Draft) -> Iterator[Problem]:
    for kind in draft.there:
        if draft.settings and PAGE.file(kind) not in draft.documents:
            site = draft.documents[SITE.pattern]
            yield site.problem(("languages",), "page-without-words", file=PAGE.file(kind))
    for name, page in draft.pages.items():
        document = draft.documents[PAGE.file(name)]
        for field in ("figures", "money"):
            for at, id in enumerate(getattr(page, field)):
                citable = draft.citables.get(id)
                if citable and getattr(citable.entry, "value", None) is None:
                    yield document.problem((field, at), "fact-without-number", id=id)
    yield from _addresses(
        {(PAGE.file(name), name): page.address for name, page in draft.pages.items()}, draft
    )
    yield from _addresses({(SECTOR.file(id), id): it.address for id, it in draft.sectors.items()}, draft)


def _addresses(given: Mapping[tuple[str, str], Address], draft: Draft) -> Iterator[Problem]:
    """Yield each address that two pages of one folder have; by file and name, None is the name itself."""
    taken: dict[tuple[str, str], str] = {}
    for (file, name), address in given.items():
        for lang in draft.settings.languages if draft.settings else ():
            here = (address if isinstance(address, str | None) else address.get(lang)) or name
            if first := taken.get((lang, here)):
                yield draft.documents[file].problem(("address",), "address-taken", page=first, address=here)
                break
            taken[lang, here] = name
