"""What a site is about, as editors write it: one frozen class a kind of entry.

Every scalar arrives as literal text; the types here decide what it means. Whatever refers to
another file (a source, a sector, a unit) is checked against the ids of the whole content, which
come in through the validation context. `reading` words the complaints.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    Field,
    StringConstraints,
    model_validator,
)

from microsite.content.scalars import (
    COLOUR_PATTERN,
    PAGE_ADDRESS_PATTERN,
    Entry,
    Id,
    KnownFact,
    KnownLanguage,
    KnownPage,
    KnownSector,
    KnownStation,
    KnownTarget,
    KnownUnit,
    Link,
    Number,
    Ordinal,
    Sources,
    Text,
    When,
    Words,
    Year,
    refused,
)

Confidence = Literal["confirmed", "single-source", "conflict"]
Comparator = Literal["exact", "at-least", "about", "under"]
Timing = Literal["in", "by", "from"]
Scope = Literal["launch", "later", "related"]

UNDATED = "undated"  # the shelf of sources without a date


class Source(Entry):
    """Somebody who says so: an article, a ministry page."""

    publisher: Words
    known_as: dict[KnownLanguage, Words] = {}  # what other languages call the publisher
    title: Words
    url: Link
    published: When | None = None
    language: Words
    kind: Literal["news", "government", "company"]
    checked: When | None = None  # when it was last opened and compared; else the site's day
    note: Text | None = None

    @property
    def shelf(self) -> str:
        """The year it was published in, in digits, or `UNDATED`."""
        return str(self.published.year) if self.published else UNDATED


class Measured(Entry):
    """A number with its unit, or nothing where the source gives no number."""

    value: Number | None = None
    unit: KnownUnit | None = None
    comparator: Comparator = "exact"

    @model_validator(mode="after")
    def _paired(self) -> Measured:
        if (self.value is None) != (self.unit is None) and not isinstance(self, Baseline):
            raise refused("value-and-unit")
        return self


class Baseline(Measured):
    """Where a target starts from; the unit is the target's unless it says another."""

    value: Number
    year: Year
    # True where it was counted in the same way as the target, so that the way between may be drawn.
    measured: bool = False
    sources: Sources
    note: Text | None = None


class Fact(Measured):
    """Something that is known, who says so, and how sure that is."""

    label: Text
    statement: Text | None = None
    year: Year | None = None
    date: When | None = None
    sources: Sources
    confidence: Confidence
    note: Text | None = None


class Figure(Measured):
    """A number inside another entry; takes that entry's sources unless it names its own."""

    label: Text
    value: Number
    unit: KnownUnit
    date: When | None = None
    sources: Sources | None = None
    confidence: Confidence | None = None
    note: Text | None = None


class SourcedFigure(Figure):
    """A number that stands by itself, so it must say where it comes from."""

    sources: Sources
    confidence: Confidence


class Target(Measured):
    """A promise: what, how much, by when, said where."""

    title: Text
    metric: Text
    year: Year | None = None
    timing: Timing = "in"
    scope: Scope
    announced: When | None = None
    baseline: Baseline | None = None
    sources: Sources
    confidence: Confidence
    note: Text | None = None

    @property
    def share_reached(self) -> Decimal | None:
        """How much of the target its measured baseline already is (0 to 1), where that was measured."""
        start = self.baseline
        if self.value is None or start is None or not start.measured:
            return None
        if not 0 <= start.value <= self.value or self.value == 0:
            return None
        return start.value / self.value


class Participant(Entry):
    name: Text
    role: Text | None = None
    sources: Sources
    note: Text | None = None


class Sector(Entry):
    """One line of the map: a numbered part of the subject with targets of its own."""

    number: Ordinal
    name: Text
    later_name: Text | None = None
    name_note: Text | None = None
    colour: Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
    answer: Text
    headline: str | None = None  # the target that stands for the sector on cards
    targets: dict[Id, Target] = {}
    figures: dict[Id, SourcedFigure] = {}
    participants: tuple[Participant, ...] = ()


class Station(Entry):
    """A dated point on the timeline: something that happened, or something promised."""

    date: When
    kind: Literal["event", "target"]
    sectors: Literal["all"] | tuple[KnownSector, ...]
    title: Text
    label: Text | None = None  # its name on the map; without one it is a small stop
    text: Text | None = None
    target: KnownTarget | None = None
    figures: dict[Id, Figure] = {}
    sources: Sources
    confidence: Confidence
    note: Text | None = None


class Term(Entry):
    term: Text
    definition: Text
    also: Text | None = None
    figures: dict[Id, Figure] = {}
    sources: Sources


class Reading(Measured):
    """One of several accounts of the same thing."""

    text: Text
    sources: Sources


class Conflict(Entry):
    """Where sources differ: each reading, and what this site chose and why."""

    topic: Text
    about: tuple[KnownFact, ...] = ()
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    choice: Text
    why: Text
    sources: Sources


class Launch(Entry):
    """The event that the site starts from, and the facts about it."""

    name: Text
    short_name: Text
    date: When
    place: Text
    station: KnownStation
    key_facts: tuple[KnownFact, ...]
    since: tuple[KnownFact, ...]
    facts: dict[Id, Fact]


class Change(Entry):
    """Something that readers of an earlier version should know, and the pages it concerns."""

    date: When
    text: Text
    pages: tuple[KnownPage, ...] = ()  # written as in prose, such as page:launch


# `reviewed.yaml`: the day a text was read again and found right, by its name and its language.
Reviewed = dict[str, dict[KnownLanguage, When]]


class PageText(Entry):
    """The words of a page that are not prose: its heading, its name in the navigation."""

    title: Text
    description: Text
    nav: Text | None = None
    address: Annotated[str, StringConstraints(pattern=PAGE_ADDRESS_PATTERN)] | None = None
    dateline: Text | None = None
    figures: tuple[KnownFact, ...] = ()
    money: tuple[KnownFact, ...] = ()
