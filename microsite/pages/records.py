"""What has been said of an entry on this site, day by day: its values, its standings, why it was changed.

Source: docs/decisions/0031-entries-have-records.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Literal
from zoneinfo import ZoneInfo

from microsite.content.comparators import EXACT, MEANINGS
from microsite.content.entries import Arrival, Change, Matter
from microsite.content.moments import DateError, Moment, read_moment
from microsite.content.promises import Standing
from microsite.content.references import Reference, split
from microsite.content.scalars import NUMBER_PATTERN, Addressed
from microsite.history.entries import Form, Version, of_entry
from microsite.history.freshness import Freshness
from microsite.history.git import Commit
from microsite.language.markdown_source import LEFT_OVER_IN_PRINT
from microsite.pages.edition import Edition

What = Literal["quantity", "date", "measured"]
# What is told of without its values, by the keys in which it is written.
MATTERS: Mapping[str, Matter] = {
    **dict.fromkeys(("title", "label", "statement", "text", "metric"), "wording"),
    **{"note": "note", "sources": "sources", "verdicts": "verdicts"},
    **dict.fromkeys(
        ("announced", "earlier", "every", "figures", "kind", "scope", "sectors", "target", "timing"),
        "details",
    ),
}
SENTENCES = ("title", "label", "statement", "text")  # whose earlier words are told
DATES = ("due", "date", "year")  # the first of them that an entry has is its own
MEASURED = ("baseline", "start", "latest")  # where numbers of other days stood before there was a list


@dataclass(frozen=True)
class Amount:
    """A number as it was written once; its unit and its comparator are still known here."""

    value: Decimal
    unit: str
    comparator: str = EXACT
    up_to: Decimal | None = None


@dataclass(frozen=True)
class Measurement:
    """A number of another day."""

    amount: Amount
    date: Moment


Value = Amount | Moment | Measurement


@dataclass(frozen=True)
class Turn:
    """A value that became another one, was given for the first time, or was taken out (None)."""

    what: What
    before: Value | None
    after: Value | None


@dataclass
class Day:
    """What was done and what came to be on one day; a damaged commit has none, and what readers were told of
    may have a month alone."""

    when: Moment | None
    arrivals: list[Arrival] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    earlier: dict[str, Mapping[str, str]] = field(default_factory=dict)  # words until then, by key
    standings: list[Standing] = field(default_factory=list)
    changes: list[tuple[str, Change]] = field(default_factory=list)  # what readers were told of it
    commits: list[Commit] = field(default_factory=list)


@dataclass(frozen=True)
class Past:
    """The days of an entry, the newest first; `known` is False where there is no history to tell of it."""

    days: Sequence[Day]
    known: bool


def past_of(edition: Edition, id: str) -> Past:
    """Everything that this site has said of an entry."""
    site, digest = edition.site, edition.digest
    entry = site.citables[id].entry
    before = entry.moved if isinstance(entry, Addressed) else ()
    versions = of_entry({it: edition.history.versions.get(it, ()) for it in (*before, id)}, id, before)
    teller = _Teller(edition, entry)
    for earlier, version in pairwise((None, *versions)):
        assert version
        teller.follow(earlier.form if earlier else None, version)
    first = teller.first
    for standing in digest.standings.all_of(id):
        if standing.since and not (standing.state == "unchecked" and first and standing.since < first):
            teller.on(Moment.of(standing.since)).standings.append(standing)
    for name, change in digest.changes_by_entry.get(id, ()):
        teller.on(change.date).changes.append((name, change))
    known = any(version.sure or version.commit.id for version in versions)
    return Past(teller.newest_first(), known)


def freshness_of_record(edition: Edition, id: str, lang: str) -> Freshness:
    """The state of the page of one entry: of its file, only what is its own counts."""
    named, repository = edition.site.citables[id], edition.site.settings.repository
    days = (it for it in past_of(edition, id).days if it.arrivals or it.turns or it.matters)
    newest = next((it.when for it in days if "known" not in it.arrivals), None)
    since = [
        half.since.day if half.since and half.since.day else edition.today
        for half in edition.history.behind_by_file.get(named.file, ())
        if half.lang == lang and half.path[: len(named.path)] == named.path
    ]
    return Freshness(
        correct=repository.edit_address(named.file) if repository else None,
        changed=newest.first if newest else None,
        changes=repository.history_address(named.file) if repository and newest else None,
        behind=min(since, default=None),
    )


class _Teller:
    """Goes through the versions of an entry and gathers what is to be told of each day."""

    def __init__(self, edition: Edition, entry: Any) -> None:
        self._edition = edition
        self._days: dict[Moment | None, Day] = {}
        self._zone = ZoneInfo(edition.site.settings.time_zone)

    def on(self, when: Moment | None) -> Day:
        return self._days.setdefault(when, Day(when))

    @property
    def first(self) -> date | None:
        """The first day of which anything is known so far."""
        return min((when.first for when in self._days if when), default=None)

    def newest_first(self) -> list[Day]:
        return sorted(
            self._days.values(), key=lambda it: it.when.first if it.when else date.min, reverse=True
        )

    def follow(self, before: Form | None, version: Version) -> None:
        """What became of an entry by one commit."""
        if not version.sure and not version.commit.id:
            return  # nothing is known but how it is
        after = version.form
        turns = [] if after is None else [*self._turns(before or {}, after)]
        matters = [] if before is None or after is None else [*_matters(before, after)]
        arrival = self._arrival(before, version)
        if not (arrival or turns or matters):
            return
        done = self._day_of(version.commit)
        day = self.on(Moment.of(done) if done else None)
        day.arrivals += [arrival] if arrival else []
        day.turns += turns
        if "added" not in day.arrivals:  # nobody has read it otherwise
            day.matters += (it for it in matters if it not in day.matters)
            for key, words in _earlier_words(before or {}, after or {}) if matters else ():
                day.earlier.setdefault(key, words)
        day.commits += [version.commit] if version.commit.id else []

    def _arrival(self, before: Form | None, version: Version) -> Arrival | None:
        if version.form is None:
            return "removed"
        if before is not None:
            return None
        if any("removed" in day.arrivals for day in self._days.values()):
            return "returned"
        return "added" if version.sure else "known"

    def _day_of(self, commit: Commit) -> date | None:
        """In the zone of the site; what is not committed yet was done today."""
        if not commit.id:
            return self._edition.today
        with suppress(OverflowError):
            if commit.moment:
                return commit.moment.astimezone(self._zone).date()
        return commit.day

    def _turns(self, before: Form, after: Form) -> Iterator[Turn]:
        pairs: Mapping[What, tuple[Value | None, Value | None]] = {
            "quantity": (self._amount(before), self._amount(after)),
            "date": (_date(before), _date(after)),
        }
        for what, (old, new) in pairs.items():
            if old != new:
                yield Turn(what, old, new)
        old_days, new_days = self._measured(before), self._measured(after)
        for day in sorted({*old_days, *new_days}, key=lambda it: (it.last, it.first)):
            if old_days.get(day) != new_days.get(day):
                yield Turn("measured", old_days.get(day), new_days.get(day))

    def _amount(self, form: Form, unit: object = None) -> Amount | None:
        """The number of an entry, where its unit and its comparator are still here to print it."""
        site = self._edition.site
        name, comparator = form.get("unit", unit), form.get("comparator", EXACT)
        value, up_to = _number(form.get("value")), _number(form.get("up_to"))
        if value is None or not isinstance(name, str) or name not in site.units:
            return None
        if not isinstance(comparator, str) or not {comparator} & {*MEANINGS, *site.interface.comparator}:
            return None
        return Amount(value, name, comparator, up_to)

    def _measured(self, form: Form) -> Mapping[Moment, Measurement]:
        written = form.get("observations", [])
        listed = [*(written if isinstance(written, list) else ()), *(form.get(key) for key in MEASURED)]
        found: dict[Moment, Measurement] = {}
        for it in listed:
            if isinstance(it, dict):
                amount, day = self._amount(it, form.get("unit")), _date(it)
                if amount and day:
                    found[day] = Measurement(amount, day)
        return found


def _number(written: object) -> Decimal | None:
    with suppress(InvalidOperation):
        if isinstance(written, str) and re.fullmatch(NUMBER_PATTERN, written):
            return Decimal(written)
    return None


def _date(form: Form) -> Moment | None:
    for key in DATES:
        with suppress(DateError):
            if isinstance(written := form.get(key), str):
                return read_moment(written)
    return None


def _matters(before: Form, after: Form) -> Iterator[Matter]:
    changed = [key for key in MATTERS if before.get(key) != after.get(key)]
    yield from dict.fromkeys(MATTERS[key] for key in changed)


def _earlier_words(before: Form, after: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What sentences said until then; not those that name figures, which have values of today by now."""
    for key in SENTENCES:
        old, new = before.get(key), after.get(key)
        if isinstance(old, dict) and old != new and isinstance(new, dict | None):
            words = {lang: text for lang, text in old.items() if text != (new or {}).get(lang)}
            told = {lang: text for lang, text in words.items() if isinstance(text, str) and _timeless(text)}
            if told:
                yield key, told


def _timeless(text: str) -> bool:
    """Whether a text is whole and names nothing but dates."""
    parts = split(text)
    plain = " ".join(it for it in parts if isinstance(it, str))
    named = [it for it in parts if isinstance(it, Reference)]
    return all(map(_is_date, named)) and not LEFT_OVER_IN_PRINT.search(plain)


def _is_date(reference: Reference) -> bool:
    with suppress(DateError):
        return reference.part == "moment" and bool(read_moment(reference.name))
    return False
