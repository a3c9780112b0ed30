"""Each fact, target and station as data: what is known of it, and what this site has said of it since when.

A page shows the same (`pages/records.py`). Texts are in every language, in a field each: `note_fr`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from microsite.content.measures import Dated
from microsite.content.moments import Moment
from microsite.content.promises import Standing
from microsite.content.scalars import Entry, Text
from microsite.language.formats import Quantified
from microsite.pages import urls
from microsite.pages.data.columns import as_data
from microsite.pages.data.written import as_json
from microsite.pages.edition import Edition
from microsite.pages.links import PageLinks
from microsite.pages.plan import Page
from microsite.pages.records import Day, Measurement, Value, past_of

NAMES = {"up_to": "upper"}  # fields that data call otherwise
LEFT_OUT = {"moved"}  # of an entry, what is said of its address

Data = Mapping[str, Any]


def record_data_file(edition: Edition, id: str) -> dict[str, bytes]:
    """The JSON file of an entry that has a page of its own, by its path."""
    data = _Writer(edition, edition.versions["record", id]).whole(id)
    return {urls.record_data(id): (as_json(data) + "\n").encode()}


class _Writer:
    """Writes an entry as data, as each language of the site says it on its page."""

    def __init__(self, edition: Edition, pages: Iterable[Page]) -> None:
        self._edition = edition
        self._site = edition.site
        self._phrases = {page.lang: PageLinks(edition, page) for page in pages}

    def whole(self, id: str) -> Data:
        """An entry with its history."""
        site, edition = self._site, self._edition
        citable, past, licence = site.citables[id], past_of(edition, id), site.settings.licence
        standings = edition.digest.standings.all_of(id)
        entry = self._entry(citable.entry, citable.entry)
        kind = {f"{citable.kind}_kind": entry.pop("kind")} if "kind" in entry else {}  # of its own
        return {
            "id": id,
            "kind": citable.kind,
            **{f"url_{lang}": it.canonical for lang, it in self._phrases.items()},
            **kind,
            **entry,
            **(self._standing(standings[-1]) if standings else {}),
            "weight": site.weights[id],
            "sources": [{"id": it, **self._entry(site.sources[it], None)} for it in citable.sources],
            "conflicts": [*edition.digest.conflicts_by_entry.get(id, ())],
            "history_known": past.known,
            "history": [self._day(day) for day in past.days],
            "checked": _plain(site.settings.checked),
            "licence": licence and licence.url,
        }

    def _entry(self, entry: Entry, own: Entry | None) -> dict[str, Any]:
        """What an entry holds; `{value}` in its texts speaks of `own`."""
        data: dict[str, Any] = {}
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            if name in LEFT_OUT or value is None or value in ((), {}):
                continue
            if isinstance(value, Text):
                data |= {
                    f"{name}_{lang}": as_data(it.plain(value, own)) for lang, it in self._phrases.items()
                }
            else:
                data[NAMES.get(name, name)] = self._value(value, own)
        if getattr(entry, "value", None) is not None:
            data |= self._said(entry, None if own is entry else getattr(own, "unit", None))
        return data

    def _value(self, value: Any, own: Entry | None) -> Any:
        if isinstance(value, BaseModel):
            assert isinstance(value, Entry)
            return self._entry(value, own if isinstance(value, Dated) or own is None else value)
        if isinstance(value, Mapping):
            return {key: self._value(item, own) for key, item in value.items()}
        if isinstance(value, tuple):
            return [self._value(item, own) for item in value]
        return _plain(value)

    def _said(self, quantity: Any, unit: str | None) -> Data:
        """How each language says a number."""
        said = {lang: it.quantity(quantity, unit=unit).striptags() for lang, it in self._phrases.items()}
        return {f"quantity_{lang}": as_data(words) for lang, words in said.items()}

    def _standing(self, standing: Standing) -> Data:
        data = {"standing": standing.state, "since": standing.since, "held_to": standing.due}
        return {name: _plain(value) for name, value in data.items() if value is not None}

    def _day(self, day: Day) -> Data:
        """What was said and done on a day; empty lists are left out."""
        data = {
            "day": _plain(day.when),
            "arrivals": day.arrivals,
            "values": [
                {"what": it.what, "before": self._then(it.before), "after": self._then(it.after)}
                for it in day.turns
            ],
            "changed": day.matters,
            "until_then": {key: self._said_once(words) for key, words in day.earlier.items()},
            "standings": [self._standing(it) for it in day.standings],
            "changes": [{"id": id, **self._entry(change, None)} for id, change in day.changes],
            "commits": [it.id for it in day.commits],
        }
        return {name: value for name, value in data.items() if value}

    def _said_once(self, words: Mapping[str, str]) -> Data:
        """What a text said once, in the languages that it had."""
        return {
            lang: as_data(it.plain(Text({lang: words[lang]})))
            for lang, it in self._phrases.items()
            if lang in words
        }

    def _then(self, value: Value | None) -> Any:
        """A value that the entry had once."""
        if isinstance(value, Measurement):
            return {**self._amount(value.amount), "date": _plain(value.date)}
        return _plain(value) if value is None or isinstance(value, Moment) else self._amount(value)

    def _amount(self, it: Quantified) -> Data:
        data = {"value": it.value, "upper": it.up_to, "unit": it.unit, "comparator": it.comparator}
        plain = {name: _plain(value) for name, value in data.items() if value is not None}
        return {**plain, **self._said(it, None)}


def _plain(value: Any) -> Any:
    """A value as JSON has it: dates as precise as they are known."""
    return str(value) if isinstance(value, Moment | date) else value
