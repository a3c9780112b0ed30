"""The tables of a site's data, with their columns in their order.

Columns are added; none is renamed or taken away without a word in the changelog. Source:
docs/decisions/0028-what-programs-read.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from microsite.content.entries import HowRead, OriginKind, StationKind
from microsite.content.promises import Every, Measure, State, Timing
from microsite.content.weights import Weight
from microsite.pages.data import rows
from microsite.pages.data.columns import (
    CHECKED,
    ID,
    LICENCE,
    NOTE,
    SOURCES,
    URL,
    Cell,
    Column,
    Ground,
    Item,
    field_text,
    moment,
    more,
    plain,
    quantity,
    span,
    text,
    word,
)


@dataclass(frozen=True)
class TableKind:
    """A kind of table: its name, its columns, and what it has rows for."""

    name: str
    columns: tuple[Column, ...]
    items: Callable[[Ground], Iterable[Item]]


@dataclass(frozen=True)
class Table:
    """A table of a site."""

    name: str
    columns: tuple[Column, ...]  # in the languages of the site
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(ground: Ground) -> Mapping[str, Table]:
    """The tables that a site has rows for, by their names."""
    tables: dict[str, Table] = {}
    for kind in KINDS:
        columns = tuple(it for column in kind.columns for it in column.of(ground.site))
        found = tuple(tuple(column.cell(item, ground) for column in columns) for item in kind.items(ground))
        if found:
            tables[kind.name] = Table(kind.name, columns, found)
    return tables


def _of_verdict(name: str, meaning: str = "") -> Column:
    """A text of a verdict; most standings have none."""
    return text(name, lambda item: getattr(item.entry, name) if item.entry else None, meaning=meaning)


def _measure(item: Item, ground: Ground) -> str:
    return str(item.entry.measure)


def _timing(item: Item, ground: Ground) -> str | None:
    return str(item.entry.timing) if item.entry.due else None


def _weight(item: Item, ground: Ground) -> str:
    return ground.site.weights[item.id]


def _unit_form(item: Item, ground: Ground, lang: str) -> str:
    """How most numbers of a unit are written."""
    form: str | Mapping[str, str] = item.entry.pattern[lang]
    return form if isinstance(form, str) else form["other"]


def _publisher(item: Item, ground: Ground, lang: str) -> str:
    name: str = item.entry.known_as.get(lang, item.entry.publisher)
    return name


def _brought(name: str, values: Any, **given: Any) -> Column:
    """One of a few words that the item brings beside its entry."""
    return word(name, get_args(values), lambda item, _: item.more.get(name), **given)


_CLOSING = (URL, CHECKED, LICENCE)
_WEIGHT = word("weight", get_args(Weight), _weight, required=True, wording="weight")
_STANDING = _brought("standing", State, wording="standing")
_SINCE = more("since", "day")
_HELD_TO = span("held_to", lambda item, _: item.more["held_to"])
_SECTOR, _TARGET = more("sector", "id", refers="sectors"), more("target", "id", refers="targets")
_STATION = more("station", "id", refers="stations")
_ORIGIN = plain("origin", "id", refers="origins")
_PLACE = replace(ID, meaning="place")  # of what is one of a list, and has no name of its own
_NUMBER = more("number", "integer", required=True)
_OBSERVED = ("start", "measured", "earlier-plan", "promised", "stated")

KINDS = (
    TableKind(
        "targets",
        (
            *(
                ID,
                _SECTOR,
                field_text("title", required=True),
                field_text("label"),
                field_text("metric", required=True),
            ),
            *(*quantity(), word("every", get_args(Every)), *span("due")),
            *(
                word("timing", get_args(Timing), _timing),
                moment("announced"),
                word("scope", (), decided=lambda site: site.settings.scopes),
            ),
            word("measure", get_args(Measure), _measure, required=True, wording="measure"),
            *(_STANDING, _SINCE, *_HELD_TO, _WEIGHT, NOTE, SOURCES, *_CLOSING),
        ),
        rows.targets,
    ),
    TableKind(
        "facts",
        (
            *(ID, _SECTOR, _STATION, more("term", "id", refers="terms"), field_text("label", required=True)),
            text("statement", lambda item: getattr(item.entry, "statement", None)),
            *(*quantity(), *span("date", lambda item, _: rows.date_of(item.entry))),
            *(_WEIGHT, NOTE, SOURCES, *_CLOSING),
        ),
        lambda ground: rows.indexed(ground, "fact", "figure"),
    ),
    TableKind(
        "observations",
        (
            *(ID, _TARGET, more("fact", "id", refers="facts")),
            word("kind", _OBSERVED, lambda item, _: item.more["kind"], required=True, meaning="number_kind"),
            *(*quantity(required=True), *span("date", lambda item, _: item.more["date"])),
            *(NOTE, SOURCES, *_CLOSING),
        ),
        rows.observations,
    ),
    TableKind(
        "standings",
        (
            *(ID, _TARGET, _STATION, _STANDING, _SINCE, *_HELD_TO),
            *(_of_verdict("text", meaning="verdict"), _of_verdict("into"), SOURCES, *_CLOSING),
        ),
        rows.standings,
    ),
    TableKind(
        "stations",
        (
            *(ID, word("kind", get_args(StationKind), required=True, wording="station_kind")),
            *(*span("date", required=True), more("sectors", "ids"), plain("target", "id", refers="targets")),
            *(field_text("title", required=True), field_text("label"), field_text("text")),
            *(_STANDING, _SINCE, _WEIGHT, NOTE, SOURCES, *_CLOSING),
        ),
        rows.stations,
    ),
    TableKind(
        "sectors",
        (
            *(
                ID,
                plain("number", "integer", required=True),
                field_text("name", required=True),
                field_text("later_name"),
            ),
            field_text("answer", required=True),
            Column(
                name="main_target", kind="id", value=lambda item, _: item.entry.headline, refers="targets"
            ),
            *(moment("begins"), moment("ends")),
            *(plain("leaves", "id", refers="sectors"), plain("joins", "id", refers="sectors"), *_CLOSING),
        ),
        rows.sectors,
    ),
    TableKind(
        "participants",
        (
            _PLACE,
            _SECTOR,
            _NUMBER,
            field_text("name", required=True),
            field_text("role"),
            NOTE,
            SOURCES,
            *_CLOSING,
        ),
        rows.participants,
    ),
    TableKind(
        "sources",
        (
            *(ID, plain("publisher", required=True)),
            Column(name="publisher", kind="text", said=_publisher, required=True, meaning="publisher_in"),
            *(plain("title", required=True), plain("headline", "boolean", required=True)),
            Column(name="address", kind="address", value=lambda item, _: item.entry.url, required=True),
            *(moment("published"), plain("language", required=True)),
            word(
                "kind",
                (),
                required=True,
                wording="source_kind",
                decided=lambda site: site.interface.source_kind,
            ),
            word("read", get_args(HowRead), required=True, wording="how_read"),
            *(
                _ORIGIN,
                plain("presumed", "boolean", required=True),
                plain("authoritative", "boolean", required=True),
            ),
            *(plain("on_scene", "boolean", required=True), NOTE, URL),
            moment("checked", lambda item, ground: item.entry.checked or ground.site.settings.checked),
            LICENCE,
        ),
        rows.sources,
    ),
    TableKind(
        "origins",
        (
            *(ID, field_text("name", required=True), plain("speaker", required=True)),
            word("kind", get_args(OriginKind), required=True, wording="origin_kind"),
            *(moment("date"), _ORIGIN, *_CLOSING),
        ),
        lambda ground: rows.indexed(ground, "origin"),
    ),
    TableKind(
        "conflicts",
        (
            *(
                ID,
                field_text("topic", required=True),
                plain("settled", "boolean", required=True),
                plain("about", "ids"),
            ),
            *(field_text("choice", required=True), field_text("why", required=True), SOURCES, *_CLOSING),
        ),
        lambda ground: rows.indexed(ground, "conflict"),
    ),
    TableKind(
        "readings",
        (
            *(
                _PLACE,
                more("conflict", "id", required=True, refers="conflicts"),
                _NUMBER,
                field_text("text", required=True),
            ),
            *(*quantity(), plain("chosen", "boolean", required=True), SOURCES, *_CLOSING),
        ),
        rows.readings,
    ),
    TableKind(
        "terms",
        (
            *(
                ID,
                field_text("term", required=True),
                field_text("definition", required=True),
                field_text("also"),
            ),
            *(SOURCES, *_CLOSING),
        ),
        lambda ground: rows.indexed(ground, "term"),
    ),
    TableKind(
        "units",
        (
            ID,
            plain("scale", "number", required=True),
            Column(name="form", kind="text", said=_unit_form, required=True),
            LICENCE,
        ),
        rows.units,
    ),
)
