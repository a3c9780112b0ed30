"""What a site is about, as editors write it: one frozen class a kind of entry.

Every scalar arrives as literal text; the types here decide what it means. Whatever refers to
another file (a source, a sector, a unit) is checked against the ids of the whole content, which
come in through the validation context. `reading` words the complaints.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.content.measures import Measured, Observed
from microsite.content.promises import Target, Verdict
from microsite.content.scalars import (
    COLOUR_PATTERN,
    LANGUAGE_PATTERN,
    Addressed,
    Entry,
    EveryLanguage,
    Folder,
    Id,
    KnownFact,
    KnownLanguage,
    KnownOrigin,
    KnownPage,
    KnownPicture,
    KnownSector,
    KnownSourceKind,
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

StationKind = Literal["event", "target"]
HowRead = Literal["whole", "part", "quoted", "not"]
OriginKind = Literal["announcement", "agency", "report"]
# How an entry came to this site or left it; `known` where what was before that day is not at hand.
Arrival = Literal["added", "known", "returned", "removed"]
# What of an entry changes besides its values.
Matter = Literal["wording", "note", "sources", "verdicts", "details"]


# The name of a page in its address: the same in every language, or one each.
Address = Folder | dict[EveryLanguage, Folder] | None

UNDATED = "undated"  # the shelf of sources without a date


class Source(Addressed):
    """Somebody who says so: an article, a ministry page."""

    publisher: Words
    known_as: dict[KnownLanguage, Words] = {}  # what other languages call the publisher
    title: Words
    url: Link
    published: When | None = None
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
    kind: KnownSourceKind
    headline: bool = False  # True where the title is the publisher's own, word for word
    read: HowRead
    checked: When | None = None  # when it was last opened and compared; else the site's day
    origin: KnownOrigin | None = None  # whose text it repeats; else it is the publisher's own work
    presumed: bool = False  # True where its origin was inferred from date and topic
    authoritative: bool = False  # True for the text that makes it so: an act, a treaty, a register
    on_scene: bool = False  # True where somebody of the publisher was there
    note: Text | None = None

    @property
    def was_read(self) -> bool:
        """Whether anybody here has read it, and not only what another text quotes of it."""
        return self.read in ("whole", "part")

    @property
    def shelf(self) -> str:
        """The year it was published in, in digits, or `UNDATED`."""
        return str(self.published.last.year) if self.published else UNDATED


class Origin(Addressed):
    """A text that others repeat: an announcement, an agency's report, a paper's own story."""

    name: Text
    kind: OriginKind
    speaker: Words  # who says so; texts of one speaker are one voice
    date: When | None = None
    origin: KnownOrigin | None = None  # what it repeats itself


class Fact(Observed, Addressed):
    """Something that is known, and who says so."""

    label: Text
    statement: Text | None = None
    year: Year | None = None
    date: When | None = None
    sources: Sources
    witnessed: bool = False  # True where whoever was there could see it
    note: Text | None = None


class Figure(Measured):
    """A number inside another entry; takes that entry's sources unless it names its own."""

    label: Text
    value: Number
    unit: KnownUnit
    date: When | None = None
    sources: Sources | None = None
    note: Text | None = None


class SourcedFigure(Figure, Addressed):
    """A number that stands by itself, so it must say where it comes from."""

    sources: Sources


class Participant(Entry):
    name: Text
    role: Text | None = None
    sources: Sources
    note: Text | None = None


class Sector(Addressed):
    """One line of the map: a numbered part of the subject with targets of its own."""

    number: Ordinal
    name: Text
    address: Address = None  # else its id
    later_name: Text | None = None
    name_note: Text | None = None
    colour: Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
    answer: Text
    description: Text | None = None  # in lists of search results; else its answer
    picture: KnownPicture | None = None  # shown beside its answer
    headline: KnownTarget | None = None  # the target that stands for the sector on the map and on cards
    begins: When | None = None  # where its line begins; else at the launch, or at its first station
    ends: When | None = None  # where its line ends, if it does
    leaves: KnownSector | None = None  # the sector that it comes from, on the day it begins
    joins: KnownSector | None = None  # the sector that it becomes part of, on the day it ends
    targets: dict[Id, Target] = {}
    figures: dict[Id, SourcedFigure] = {}
    participants: tuple[Participant, ...] = ()

    @model_validator(mode="after")
    def _leaves_and_joins_on_a_day(self) -> Sector:
        for other, day in (("leaves", "begins"), ("joins", "ends")):
            if getattr(self, other) and not getattr(self, day):
                raise refused("course-without-day", key=other, day=day)
        return self


class Station(Addressed):
    """A dated point on the timeline: something that happened, or something promised."""

    date: When
    kind: StationKind
    sectors: Literal["all"] | tuple[KnownSector, ...]
    title: Text
    label: Text | None = None  # its name on the map; without one it is a small stop
    text: Text | None = None
    target: KnownTarget | None = None
    verdicts: tuple[Verdict, ...] = ()  # of a promise that is no target of its own; the oldest first
    figures: dict[Id, Figure] = {}
    sources: Sources
    witnessed: bool = False  # True where whoever was there could see it
    note: Text | None = None


class Term(Addressed):
    term: Text
    definition: Text
    also: Text | None = None
    figures: dict[Id, Figure] = {}
    sources: Sources


class Reading(Measured):
    """One of several accounts of the same thing."""

    text: Text
    chosen: bool = False  # True where this site follows it, perhaps beside another
    sources: Sources


class Conflict(Addressed):
    """Where sources differ: each reading, and what this site chose and why."""

    topic: Text
    about: tuple[KnownFact, ...] = ()
    settled: bool = False  # True where the readings can all be right, or all but one are plainly wrong
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    choice: Text
    why: Text
    sources: Sources


class Launch(Entry):
    """The event that the site starts from, and the facts about it."""

    name: Text
    date: When | None = None
    place: Text | None = None
    station: KnownStation | None = None  # the one on the timeline that is this event
    key_facts: tuple[KnownFact, ...] = ()
    since: tuple[KnownFact, ...] = ()
    facts: dict[Id, Fact] = {}
    targets: dict[Id, Target] = {}  # promised by all together, and no sector's own


class Question(Addressed):
    """What nobody who was read has answered, and what would answer it."""

    question: Text
    answer: Text
    sectors: Literal["all"] | tuple[KnownSector, ...]
    about: tuple[KnownFact, ...] = ()


class Change(Addressed):
    """Something that readers of an earlier version should know, and the pages it concerns."""

    date: When
    text: Text
    pages: tuple[KnownPage, ...] = ()  # written as in prose, such as page:launch
    about: tuple[KnownFact, ...] = ()  # the facts, targets and stations whose record it belongs in


# `reviewed.yaml`: the day a text was read again and found right, by its name and its language.
Reviewed = dict[str, dict[KnownLanguage, When]]


class PageText(Addressed):
    """The words of a page that are not prose: its heading, its name in the navigation."""

    title: Text
    description: Text
    nav: Text | None = None  # its name in the navigation; without one it is not there
    after: KnownPage | None = None  # the page of the navigation that it follows, such as page:timeline
    address: Address = None  # else the name of its file
    dateline: Text | None = None
    figures: tuple[KnownFact, ...] = ()
    money: tuple[KnownFact, ...] = ()
    money_title: Text | None = None  # what the picture of the money shows

    @property
    def short(self) -> Text:
        """What it is called where there is little room."""
        return self.nav or self.title
