"""Columns of tables: what each is called, what kind of values it has, and where these come from.

CSV, JSON, the Data Package, the JSON Schemas and the page about the data are all made from these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from microsite.content.comparators import MEANINGS
from microsite.content.moments import Moment
from microsite.content.pages import PageKey
from microsite.content.scalars import Text
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.language.plain import plain_text
from microsite.pages import urls
from microsite.pages.digest import Digest

# `id` names an entry of this table or of another, `word` is one of a few, `moment` a date as precise as it is
# known; `ids` and `sources` are several ids.
Kind = Literal[
    "id", "ids", "sources", "text", "word", "number", "integer", "boolean", "moment", "day", "address"
]
Cell = str | int | bool | Decimal | tuple[str, ...] | None
Place = tuple[PageKey, str]  # a page, and an anchor on it or nothing


@dataclass(frozen=True)
class Item:
    """What a row tells of: an entry under its id, and where readers find it."""

    id: str
    entry: Any
    place: Place | None = None
    more: Mapping[str, Any] = field(default_factory=dict)  # what is not in the entry, by column


class Ground:
    """What tables are made of: a site on a day, as each of its languages says it."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.site = digest.site
        self.phrases = {lang: Phrases(self.site, lang) for lang in self.site.settings.languages}
        self._pages: dict[tuple[str, PageKey], str] = {}

    def address(self, lang: str, place: Place | None) -> str | None:
        """The full address of a place in a language."""
        if place is None:
            return None
        key, anchor = place
        if (lang, key) not in self._pages:
            path = urls.page_path(self.site, lang, key)
            self._pages[lang, key] = urls.absolute(self.site.settings.base_url, path)
        page = self._pages[lang, key]
        return f"{page}#{anchor}" if anchor else page


Value = Callable[[Item, Ground], Cell]
Said = Callable[[Item, Ground, str], str | None]  # the last is the language
Dates = Callable[[Item, Ground], Moment | None]


@dataclass(frozen=True, kw_only=True)
class Field:
    """What there is to know of a column besides its values."""

    name: str
    kind: Kind
    required: bool = False
    refers: str = ""  # the table whose ids it has
    values: tuple[str, ...] = ()  # all that it can have, of a `word`
    wording: str = ""  # the words of the interface for its values
    lang: str = ""  # of what it says, where each language has a column
    meaning: str = ""  # by which what it means is looked up


@dataclass(frozen=True, kw_only=True)
class Column(Field):
    """A column; what is `said` stands in every language of a site, in a column each."""

    value: Value = lambda item, ground: None
    said: Said | None = None
    decided: Callable[[Site], Iterable[str]] | None = None  # the values that are a site's to decide on

    @property
    def field(self) -> Field:
        """The same without the way to its values."""
        return Field(**{it.name: getattr(self, it.name) for it in fields(Field)})

    def of(self, site: Site) -> tuple[Column, ...]:
        """The columns that it is in a site: one, or one a language."""
        values = tuple(self.decided(site)) if self.decided else self.values
        whole = replace(self, meaning=self.meaning or self.name, values=values)
        if not self.said:
            return (whole,)
        languages = site.settings.languages
        return tuple(replace(whole, name=f"{self.name}_{lang}", lang=lang) for lang in languages)

    def cell(self, item: Item, ground: Ground) -> Cell:
        """What it has in the row of an item."""
        return self.said(item, ground, self.lang) if self.said else self.value(item, ground)


def as_data(text: str) -> str:
    """A text without what only keeps its words together or apart at the end of a line."""
    return " ".join(plain_text(text).split())


def text(name: str, of: Callable[[Item], Text | None], **given: Any) -> Column:
    """A text of the content; its braces are filled."""

    def said(item: Item, ground: Ground, lang: str) -> str | None:
        words = of(item)
        return None if words is None else as_data(ground.phrases[lang].plain(words, item.entry))

    return Column(name=name, kind="text", said=said, **given)


def field_text(name: str, **given: Any) -> Column:
    """A text that stands in the entry under the name of the column."""
    return text(name, lambda item: getattr(item.entry, name), **given)


def plain(name: str, kind: Kind = "text", **given: Any) -> Column:
    """A value that stands in the entry under the name of the column."""
    return Column(name=name, kind=kind, value=lambda item, _: getattr(item.entry, name), **given)


def more(name: str, kind: Kind, **given: Any) -> Column:
    """A value that the item brings beside its entry."""
    return Column(name=name, kind=kind, value=lambda item, _: item.more.get(name), **given)


def word(name: str, values: tuple[str, ...], of: Value | None = None, **given: Any) -> Column:
    """One of a few words."""
    value = of or (lambda item, _: getattr(item.entry, name))
    return Column(name=name, kind="word", value=value, values=values, **given)


def moment(name: str, of: Dates | None = None, **given: Any) -> Column:
    """A date as precise as it is known."""
    get = of or (lambda item, _: getattr(item.entry, name))

    def value(item: Item, ground: Ground) -> Cell:
        when = get(item, ground)
        return None if when is None else str(when)

    return Column(name=name, kind="moment", value=value, **given)


def span(name: str, of: Dates | None = None, **given: Any) -> tuple[Column, ...]:
    """The same with the first and the last day that it can mean."""
    get = of or (lambda item, _: getattr(item.entry, name))

    def end(which: Literal["first", "last"]) -> Column:
        def value(item: Item, ground: Ground) -> Cell:
            when = get(item, ground)
            return None if when is None else day(getattr(when, which))

        return Column(name=f"{name}_{which}", kind="day", value=value, meaning=f"{which}_day", **given)

    return moment(name, get, **given), end("first"), end("last")


def day(when: date | None) -> str | None:
    """A calendar day as data."""
    return None if when is None else when.isoformat()


def _comparators(site: Site) -> Iterable[str]:
    return {**MEANINGS, **site.interface.comparator}


def quantity(**given: Any) -> tuple[Column, ...]:
    """A number with its unit and comparator, and how each language says it.

    The unit is that of the entry, or what the item brings.
    """

    def unit(item: Item, _: Ground) -> str | None:
        return None if item.entry.value is None else item.entry.unit or item.more.get("unit")

    def comparator(item: Item, _: Ground) -> str | None:
        return None if item.entry.value is None else item.entry.comparator

    def said(item: Item, ground: Ground, lang: str) -> str | None:
        if item.entry.value is None:
            return None
        return as_data(ground.phrases[lang].quantity(item.entry, unit=item.more.get("unit")).striptags())

    return (
        plain("value", "number", **given),
        Column(name="upper", kind="number", value=lambda item, _: item.entry.up_to),
        Column(name="unit", kind="id", value=unit, refers="units", **given),
        word("comparator", (), comparator, decided=_comparators, **given),
        Column(name="quantity", kind="text", said=said, **given),
    )


ID = Column(name="id", kind="id", value=lambda item, _: item.id, required=True)
SOURCES = Column(
    name="sources",
    kind="sources",
    value=lambda item, _: tuple(item.more.get("sources", getattr(item.entry, "sources", ()))),
)
NOTE = field_text("note")
URL = Column(name="url", kind="address", said=lambda item, ground, lang: ground.address(lang, item.place))
CHECKED = moment("checked", lambda _, ground: ground.site.settings.checked)
LICENCE = Column(
    name="licence",
    kind="text",
    value=lambda _, ground: ground.site.settings.licence.name if ground.site.settings.licence else None,
)
