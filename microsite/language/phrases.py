"""Texts, numbers and dates of the content as HTML in one language.

Numbers stand in `<data value>`, dates in `<time datetime>`; everything else is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from microsite.content.comparators import EXACT, RANGE
from microsite.content.entries import Source
from microsite.content.measures import Dated
from microsite.content.moments import Moment, Precision, read_moment
from microsite.content.promises import Target
from microsite.content.references import DATED, Reference, split
from microsite.content.scalars import Entry, Text
from microsite.content.site import Site
from microsite.language import formats
from microsite.language.formats import ListStyle, Quantified
from microsite.language.plain import words_of

# The words that say by when, in and from when: many languages say them otherwise of a day than of a year.
TIMINGS: Mapping[Precision, str] = {
    "decade": "timing_decade",
    "year": "timing",
    "quarter": "timing_quarter",
    "month": "timing_month",
    "day": "timing_day",
}


class Phrases:
    """How one language of a site says what the content holds."""

    def __init__(self, site: Site, lang: str) -> None:
        self.site = site
        self.lang = lang
        self.language = site.settings.languages[lang]

    # --- words ----------------------------------------------------------------------------------

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The interface in the page's language, as nested mappings of plain texts."""
        return {
            name: self._in_language(getattr(self.site.interface, name))
            for name in type(self.site.interface).model_fields
        }

    def _in_language(self, value: Any) -> Any:
        if isinstance(value, Text):
            return value[self.lang]
        return {key: self._in_language(item) for key, item in value.items()}

    def fill(self, pattern: str, **parts: object) -> Markup:
        """A pattern of the interface with its placeholders filled; every part is escaped."""
        filled = str(escape(pattern))
        for name, part in parts.items():
            filled = filled.replace(f"{{{name}}}", str(escape(part)))
        return Markup(filled)

    def say(self, text: Text, own: Entry | None = None, marks: bool = False) -> Markup:
        """A text of the content as HTML; `own` is the fact that `{value}` in it speaks of."""
        parts = split(text[self.lang])
        if len(parts) == 1 and isinstance(parts[0], str):
            return escape(formats.held(parts[0]))
        last = {part.name: at for at, part in enumerate(parts) if not isinstance(part, str)}
        return Markup("").join(
            escape(formats.held(part, behind=at > 0))
            if isinstance(part, str)
            else self._reference(part, own, marks and last[part.name] == at)
            for at, part in enumerate(parts)
        )

    def plain(self, text: Text, own: Entry | None = None) -> str:
        """The same without any HTML or soft hyphens, for titles and descriptions."""
        return words_of(self.say(text, own))

    def mark(self, name: str) -> Markup:
        """The mark behind a fact that leads to its sources; a text without notes has none."""
        return Markup("")

    # --- sources --------------------------------------------------------------------------------

    def publisher(self, source: Source) -> Markup:
        """Who published a source, as readers of this language call it."""
        if name := source.known_as.get(self.lang):
            return escape(formats.held(name))
        return self._isolated(source.publisher, source.language)

    def publishers(self, ids: Iterable[str]) -> Markup:
        """Who published some sources, each named once."""
        named = (self.publisher(self.site.sources[id]) for id in ids)
        return self.listed(list(dict.fromkeys(named)))

    def source_title(self, source: Source) -> Markup:
        """The title of a source, in its own language."""
        return self._isolated(source.title, source.language)

    def _isolated(self, text: str, lang: str) -> Markup:
        """Words of another language, kept apart from the direction of the text around them."""
        text = formats.held(text)
        if lang == self.lang:
            return escape(text)
        return Markup('<bdi lang="{}">{}</bdi>').format(lang, text)

    # --- facts ----------------------------------------------------------------------------------

    def _reference(self, reference: Reference, own: Entry | None, marks: bool) -> Markup:
        if reference.part == "moment":
            return self.when(read_moment(reference.name))
        if reference.part == "mark":
            return self.mark(reference.name) if marks else Markup("")
        entry: Any = self.site.citables[reference.name].entry if reference.name else own
        mark = self.mark(reference.name) if marks and reference.name else Markup("")
        if reference.part == "year":
            return self.when(entry.year if isinstance(entry.year, Moment) else Moment(entry.year)) + mark
        if reference.part == "date":
            return self.when(entry.date) + mark
        if reference.part in DATED:
            return self.dated(getattr(entry, reference.part), entry.unit) + mark
        return self.quantity(entry, bare=reference.part == "value" and bool(reference.name)) + mark

    def quantity(self, entry: Quantified, bare: bool = False, unit: str | None = None) -> Markup:
        """A number with unit and comparator, as `<data value>`; `bare` leaves the comparator out.

        The two ends of a range are one quantity; for machines a solidus stands between them.
        """
        assert entry.value is not None
        name = entry.unit or unit
        assert name is not None
        kind = self.site.units[name]
        between = self.words["between"]
        shown = formats.quantity(entry.value, kind, self.lang, self.language, entry.up_to, between)
        ends = (entry.value,) if entry.up_to is None else (entry.value, entry.up_to)
        value = "/".join(formats.plain(formats.full_value(end, kind)) for end in ends)
        data = Markup(f'<data value="{escape(value)}">{escape(shown)}</data>')
        if bare or entry.comparator in (EXACT, RANGE):
            return data
        return self.fill(self.words["comparator"][entry.comparator], quantity=data)

    def promised(self, target: Target) -> Markup:
        """The number of a target, as often as it is promised."""
        quantity = self.quantity(target)
        return self.fill(self.words["every"][target.every], quantity=quantity) if target.every else quantity

    def dated(self, dated: Dated, unit: str | None) -> Markup:
        """The number of another day, in the unit of the entry around it unless it has its own."""
        return self.quantity(dated, unit=unit)

    def when(self, moment: Moment) -> Markup:
        """A date as `<time>`."""
        if moment.decade:
            return self.fill(self.words["decade"], year=formats.decade(moment, self.language))
        return self._time(moment, formats.moment(moment, self.language))

    def within_year(self, moment: Moment) -> Markup:
        """A date as `<time>` where its year is said already."""
        if moment.decade:
            return self.when(moment)
        return self._time(moment, formats.within_year(moment, self.language))

    def _time(self, moment: Moment, said: str) -> Markup:
        """A date for people and machines; HTML knows no decades and quarters, so these are plain text."""
        if moment.precision in ("decade", "quarter"):
            return escape(said)
        return Markup(f'<time datetime="{escape(moment)}">{escape(said)}</time>')

    def year(self, year: int) -> Markup:
        """A year as `<time>`."""
        return self.when(Moment(year))

    def day(self, when: date) -> Markup:
        """A calendar day as `<time>`."""
        return self.when(Moment.of(when))

    def short_day(self, when: date) -> Markup:
        """A calendar day as `<time>`, for tight places."""
        return self._time(Moment.of(when), formats.short_day(when, self.language))

    def short_year(self, year: int, first: int | None = None) -> Markup:
        """A year in digits as `<time>`: the last two where all years of the site, or those from `first` on,
        begin alike."""
        span = self.site.span
        alike = span is not None and (first or span.first) // 100 == year // 100 == span.last // 100
        return self._time(Moment(year), f"{year % 100:02}" if alike else str(year))

    def year_range(self, first: int, last: int) -> str:
        """A span of years, both ends included."""
        return formats.year_range(first, last, self.language)

    def years_listed(self, years: Sequence[int], style: ListStyle = "standard") -> Markup:
        """Years in a row: all of them, or one of them ("or")."""
        return self.listed([self.year(year) for year in years], style)

    def listed(self, items: Sequence[object], style: ListStyle = "standard") -> Markup:
        """Several things in a row; what is no HTML yet is escaped."""
        places = [f"{{{at}}}" for at in range(len(items))]
        parts = {str(at): item for at, item in enumerate(items)}
        if style == "standard" and self.language.lists == "commas":
            return self.fill(self.words["comma"].join(places), **parts)
        return self.fill(formats.listed(places, style, self.language), **parts)

    def own_day(self, when: date) -> str:
        """A day in the life of the page itself; what a language's own page says is no date of the subject."""
        return formats.day(when, self.language)

    def due(self, target: Target) -> Markup:
        """The date of a target with the word that says how it is meant (by, from, in)."""
        if target.due is None:
            return escape(self.words["no_year"])
        words = self.words[TIMINGS[target.due.precision]][target.timing]
        if target.due.decade:
            return self.fill(words, year=formats.decade(target.due, self.language))
        return self.fill(words, when=self.when(target.due))

    def name_of_target(self, id: str) -> Markup:
        """A promise in a few words: its own, those of its station, or else its title."""
        _, target = self.site.targets[id]
        if target.label:
            return self.say(target.label, target)
        told = (it for it in self.site.stations.values() if it.target == id and it.label)
        station = next(told, None)
        return (
            self.say(station.label, station) if station and station.label else self.say(target.title, target)
        )

    def percent(self, share: float) -> str:
        """A share in whole per cent."""
        return formats.percent(share, self.language)

    def size(self, octets: int) -> str:
        """The size of a file."""
        return formats.size(octets, self.language)

    def number(self, value: int) -> str:
        """A whole number in digits."""
        return formats.number(Decimal(value), self.language)
