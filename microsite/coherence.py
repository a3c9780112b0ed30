"""What only shows in the whole: references in texts, both halves of prose, dates and targets.

Each function yields `Problem`s and changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError

from microsite.colours import complaints
from microsite.model import Entry, Fact, Figure, Reading, Station, Target, Text
from microsite.moments import read_moment
from microsite.problems import Place, Problem, did_you_mean
from microsite.references import PATTERN, Reference, references, stray_braces
from microsite.site import PageKey, Site
from microsite.source import Document, KeyPath, Prose
from microsite.wording import where

HEADING = re.compile(r"^(#+)[ \t]+(.*?)(?:[ \t]+\{#([a-z0-9-]+)\})?[ \t]*$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]*)(?:[ \t]+[^)]*)?\)")

# Letters of a name on the map; of the widest ones this many still fit between its ends.
LONGEST_LABEL = 40

Documents = Mapping[str, Document]

# What `{value}`, `{year}` and their like speak of: the nearest of these around a text.
OWNERS = (Fact, Figure, Reading, Station, Target)


def problems_of(site: Site, documents: Documents) -> Iterator[Problem]:
    """Yield every problem of a site whose files are each in order.

    `documents` are the YAML files by their name inside the content folder.
    """
    yield from _texts(site, documents)
    yield from _sectors(site, documents)
    yield from _stations(site, documents)
    yield from _launch(site, documents)
    yield from _pages(site, documents)
    yield from _locales(site, documents)
    yield from _prose(site)


# --- short texts --------------------------------------------------------------------------------


def _texts(site: Site, documents: Documents) -> Iterator[Problem]:
    for name, start, entry in _entries(site, documents):
        for path, text, owner in _walk(entry, start, None):
            yield from _text(site, documents[name], path, text, owner)


def _entries(site: Site, documents: Documents) -> Iterator[tuple[str, KeyPath, Any]]:
    yield "site.yaml", (), site.settings
    yield "launch.yaml", (), site.launch
    for id, term in site.glossary.items():
        yield "glossary.yaml", (id,), term
    for id, conflict in site.conflicts.items():
        yield "conflicts.yaml", (id,), conflict
    for id, change in site.changes.items():
        yield "changes.yaml", (id,), change
    for id, source in site.sources.items():
        yield "sources.yaml", (id,), source
    for id, sector in site.sectors.items():
        yield f"sectors/{id}.yaml", (), sector
    for kind, page in site.pages.items():
        yield f"pages/{kind}.yaml", (), page
    for name in _station_files(documents):
        for id in documents[name].data:
            yield name, (id,), site.stations[id]


def _station_files(documents: Documents) -> list[str]:
    return [name for name in documents if name.startswith("stations/")]


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


def _text(site: Site, document: Document, path: KeyPath, text: Text, owner: Any) -> Iterator[Problem]:
    named = {lang: _named(words) for lang, words in text.root.items()}
    for lang, words in text.root.items():
        place, key = document.place((*path, lang)), where((*path, lang))
        for reference in references(words):
            if reference.part == "mark":
                message = f"{reference.written} is for prose; here sources stand in a field of their own."
                yield Problem(place, key, message)
            elif message := _unknown(site, reference, owner):
                yield Problem(place, key, message)
        if any(stray_braces(words)):
            yield Problem(place, key, _stray(words))
    yield from _same_names(named, lambda lang: document.place((*path, lang)), where(path))


def _named(words: str) -> Counter[str]:
    return Counter(reference.written for reference in references(words))


def _stray(words: str) -> str:
    return f'a brace in "{words[:40]}" names nothing; write {{id}} of a fact or {{2029}} for a date.'


def _unknown(site: Site, reference: Reference, owner: Any) -> str:
    """Why a reference leads to nothing, or an empty text when it is right."""
    if reference.part == "moment":
        try:
            read_moment(reference.name)
        except ValueError as error:
            return f"{error}."
        return ""
    if reference.part == "mark":
        names = {**site.citables, **site.sources}
        if reference.name in names:
            return ""
        return f"{reference.written} names no fact and no source.{did_you_mean(reference.name, names)}"
    if reference.name:
        if reference.name not in site.citables:
            hint = did_you_mean(reference.name, site.citables)
            return f"{reference.written} names no fact.{hint}"
        owner = site.citables[reference.name].entry
    field = "value" if reference.part == "quantity" else reference.part
    if getattr(owner, field, None) is None:
        return f'{reference.written} has nothing to print; the fact has no "{field}".'
    return ""


def _same_names(
    named: Mapping[str, Counter[str]], place: Callable[[str], Place], key: str
) -> Iterator[Problem]:
    """Each language of a text names the same facts and dates, equally often."""
    first, *others = named
    for lang in others:
        for here, there in ((first, lang), (lang, first)):
            for written in sorted((named[here] - named[there]).keys()):
                message = f'{written} stands in "{here}" and is missing in "{there}"; name it in both.'
                yield Problem(place(there), key, message)


# --- entries that name each other ---------------------------------------------------------------


def _sectors(site: Site, documents: Documents) -> Iterator[Problem]:
    numbers: dict[int, str] = {}
    for id, sector in site.sectors.items():
        document = documents[f"sectors/{id}.yaml"]
        if sector.number in numbers:
            message = f"the sector {numbers[sector.number]} has the number {sector.number} already."
            yield Problem(document.place(("number",)), "number", message)
        numbers[sector.number] = id
        for target_id, target in sector.targets.items():
            if target.baseline and not (target.baseline.unit or target.unit):
                path = ("targets", target_id, "baseline")
                message = "a baseline needs a unit where its target has none."
                yield Problem(document.place(path), where(path), message)
        if sector.headline and sector.headline not in sector.targets:
            hint = did_you_mean(sector.headline, sector.targets)
            message = f'"{sector.headline}" is not one of the targets in this file.{hint}'
            yield Problem(document.place(("headline",)), "headline", message)
    lines = {id: (sector.number, sector.colour) for id, sector in site.sectors.items()}
    for id, message in complaints(lines):
        yield Problem(documents[f"sectors/{id}.yaml"].place(("colour",)), "colour", message)


def _stations(site: Site, documents: Documents) -> Iterator[Problem]:
    targets = {id for sector in site.sectors.values() for id in sector.targets}
    years = site.settings.years
    for name in _station_files(documents):
        document = documents[name]
        for id in document.data:
            station = site.stations[id]
            for lang, words in (station.label.root if station.label else {}).items():
                length = len(PATTERN.sub("1,000,000", words))
                if length > LONGEST_LABEL:
                    path = (id, "label", lang)
                    message = f"the label has {length} letters; the map has room for {LONGEST_LABEL}."
                    yield Problem(document.place(path), where(path), message)
            if station.target and station.target not in targets:
                hint = did_you_mean(station.target, targets)
                message = f'"{station.target}" is not the id of a target.{hint}'
                yield Problem(document.place((id, "target")), where((id, "target")), message)
            if not years.first <= station.date.year <= years.last:
                span = f"{years.first}–{years.last}"
                message = f"{station.date} is outside the years of the site, {span} (site.yaml)."
                yield Problem(document.place((id, "date")), where((id, "date")), message)


def _launch(site: Site, documents: Documents) -> Iterator[Problem]:
    document, launch = documents["launch.yaml"], site.launch
    if launch.station not in site.stations:
        hint = did_you_mean(launch.station, site.stations)
        message = f'"{launch.station}" is not the id of a station.{hint}'
        yield Problem(document.place(("station",)), "station", message)
    for field, ids in (("key_facts", launch.key_facts), ("since", launch.since)):
        for at, id in enumerate(ids):
            if id not in launch.facts:
                hint = did_you_mean(id, launch.facts)
                message = f'"{id}" is not one of the facts in this file.{hint}'
                yield Problem(document.place((field, at)), where((field, at)), message)


def _pages(site: Site, documents: Documents) -> Iterator[Problem]:
    addresses: dict[str, str] = {}
    for kind, page in site.pages.items():
        document = documents[f"pages/{kind}.yaml"]
        for field in ("figures", "money"):
            for at, id in enumerate(getattr(page, field)):
                if getattr(site.citables[id].entry, "value", None) is None:
                    message = f'"{id}" has no number to show; name a fact that has one.'
                    yield Problem(document.place((field, at)), where((field, at)), message)
        address = page.address or kind
        if address in addresses:
            message = f'the page "{addresses[address]}" has the address "{address}" already.'
            yield Problem(document.place(("address",)), "address", message)
        addresses[address] = kind


def _locales(site: Site, documents: Documents) -> Iterator[Problem]:
    document = documents["site.yaml"]
    for id, language in site.settings.languages.items():
        try:
            Locale.parse(language.locale)
        except (UnknownLocaleError, ValueError):
            path = ("languages", id, "locale")
            message = f'"{language.locale}" is no locale of CLDR; write one such as fr or pt_BR.'
            yield Problem(document.place(path), where(path), message)


# --- prose --------------------------------------------------------------------------------------


def _prose(site: Site) -> Iterator[Problem]:
    pages: dict[PageKey, dict[str, Prose]] = {}
    for (key, lang), prose in site.prose.items():
        pages.setdefault(key, {})[lang] = prose
        yield from _prose_references(site, prose)
        yield from _prose_links(site, prose)
        yield from _prose_headings(prose)
    for halves in pages.values():
        named = {lang: _named(half.text) for lang, half in halves.items()}
        files = {lang: Place(half.file) for lang, half in halves.items()}
        yield from _same_names(named, files.__getitem__, "")
        yield from _same_outline(halves)


def _prose_references(site: Site, prose: Prose) -> Iterator[Problem]:
    for reference in references(prose.text):
        if reference.part != "moment" and not reference.name:
            message = f"{reference.written} is for a fact's own text; here write the fact's id before it."
            yield Problem(prose.place(reference.offset), "", message)
        elif message := _unknown(site, reference, None):
            yield Problem(prose.place(reference.offset), "", message)
    without_names = HEADING.sub(lambda m: re.sub(r"\{#([a-z0-9-]+)\}", r" #\1 ", m[0]), prose.text)
    for offset in stray_braces(without_names):
        yield Problem(prose.place(offset), "", _stray(prose.text[offset:].split("\n")[0]))


def _prose_links(site: Site, prose: Prose) -> Iterator[Problem]:
    ways: dict[str, Mapping[str, Any]] = {
        "sector": site.sectors,
        "page": {str(kind): page for kind, page in site.pages.items()},
        "term": site.glossary,
        "station": site.stations,
        "source": site.sources,
    }
    for match in LINK.finditer(prose.text):
        kind, _, name = match[1].partition(":")
        if kind in ("http", "https", "mailto") or match[1].startswith("#"):
            continue
        place = prose.place(match.start(1))
        if kind not in ways:
            message = (
                f'"{match[1]}" leads nowhere; write https://…, #… or one of {", ".join(ways)}, as in sector:…'
            )
            yield Problem(place, "", message)
        elif name not in ways[kind]:
            hint = did_you_mean(name, ways[kind])
            yield Problem(place, "", f'"{name}" is not the id of a {kind}.{hint}')


def _prose_headings(prose: Prose) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in HEADING.finditer(prose.text):
        marks, words, id = heading.groups()
        place = prose.place(heading.start())
        if len(marks) == 1:
            yield Problem(place, "", f'the page has its title already; begin "{words}" with ##.')
        elif not id:
            message = f'"{words}" needs a name for its address, the same in each language: {{#name}}.'
            yield Problem(place, "", message)
        elif id in seen:
            yield Problem(place, "", f"{{#{id}}} stands at two headings; choose another name here.")
        seen.add(id or "")


def _same_outline(halves: Mapping[str, Prose]) -> Iterator[Problem]:
    """Part by part, the halves of a prose text correspond."""
    first, *others = halves
    outline = _outline(halves[first])
    for lang in others:
        half = halves[lang]
        other = _outline(half)
        for (kind, _), (other_kind, offset) in zip(outline, other, strict=False):
            if kind != other_kind:
                message = f'"{lang}" has {other_kind} where "{first}" has {kind}; give both the same parts.'
                yield Problem(half.place(offset), "", message)
                break
        else:
            if len(outline) != len(other):
                counts = f'"{lang}" has {len(other)} paragraphs and headings, "{first}" {len(outline)}'
                yield Problem(Place(half.file), "", f"{counts}; give both the same parts.")


def _outline(prose: Prose) -> list[tuple[str, int]]:
    """The blocks of a text: what each is (in words) and where it begins."""
    blocks = []
    for match in re.finditer(r"\S(?:.|\n(?![ \t]*\n))*", prose.text):
        block = match.group()
        if heading := HEADING.match(block):
            kind = f"the heading {'#' * len(heading[1])} {{#{heading[3]}}}"
        elif items := re.findall(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", block, re.MULTILINE):
            kind = f"a list of {len(items)}"
        else:
            kind = "a paragraph"
        blocks.append((kind, match.start()))
    return blocks
