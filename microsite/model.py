"""What a site is about, as editors write it: one frozen class a kind of entry.

Every scalar arrives as literal text; the types here decide what it means. Whatever refers to
another file (a source, a sector, a unit) is checked against the ids of the whole content, which
come in through the validation context. `reading` words the complaints.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    RootModel,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from microsite.catalogue import Part, say
from microsite.moments import DateError, Moment, read_moment
from microsite.problems import did_you_mean

MAX_YEARS = 1000

Confidence = Literal["confirmed", "single-source", "conflict"]
Comparator = Literal["exact", "at-least", "about", "under"]
Timing = Literal["in", "by", "from"]
Scope = Literal["launch", "later", "related"]

ADDRESS_PATTERN = r"^https?://[^/\s]+/(?:[^\s]*/)?$"  # of a site: ends with a slash
FILE_PATTERN = r"^[^\s{}]*\{file\}[^\s{}]*$"
LINK_PATTERN = r"^https?://\S+$"
YEAR_PATTERN = r"^[1-9][0-9]{3}$"
DATE_PATTERN = r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
PAGE_ADDRESS_PATTERN = r"^[a-z0-9-]+$"
WORDS_PATTERN = r"\S"
LENGTH_PATTERN = r"^[0-9]+(?:\.[0-9]+)?(?:ch|em)$"
TRACKING_PATTERN = r"^-?[0-9]+(?:\.[0-9]+)?em$"
ID_PATTERN = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Words = Annotated[str, StringConstraints(pattern=WORDS_PATTERN)]


class Entry(BaseModel):
    """Anything that is written in a content file: closed (no unknown keys) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def refused(code: str, **parts: Part) -> PydanticCustomError:
    """A complaint of the model: `wording` finds the message in its context."""
    return PydanticCustomError("refused", code, {"message": say(code, **parts)})


def _known(kind: str) -> AfterValidator:
    def check(name: str, info: ValidationInfo) -> str:
        names: Mapping[str, Any] | None = (info.context or {}).get("known", {}).get(kind)
        if names is not None and name not in names:
            raise refused("unknown-id", name=name, kind=say(f"kind-{kind}"), hint=did_you_mean(name, names))
        return name

    return AfterValidator(check)


def plain_digits(written: str) -> str:
    """What a number was meant to be: wide digits made narrow, letters that look like digits made digits."""
    return unicodedata.normalize("NFKC", written).translate(str.maketrans("OoОоІіlI|", "000011111"))


def _number(written: object) -> object:
    """A number in plain digits, and no more of them than are printed."""
    if isinstance(written, str) and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", written):
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written):
            raise refused("too-many-digits", value=written)
        raise PydanticCustomError("decimal_parsing", "not a number")
    return written


def _above_zero(number: Decimal) -> Decimal:
    if number <= 0:
        raise refused("not-above-zero", value=str(number))
    return number


def _address(written: str) -> str:
    try:
        urlsplit(written)
    except ValueError:
        raise refused("not-an-address", value=written) from None
    return written


Number = Annotated[Decimal, BeforeValidator(_number)]
Size = Annotated[Number, AfterValidator(_above_zero)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN), AfterValidator(_address)]
Link = Annotated[str, StringConstraints(pattern=LINK_PATTERN), AfterValidator(_address)]


def _moment(written: object) -> object:
    if not isinstance(written, str):
        return written
    try:
        return read_moment(written)
    except DateError as error:
        raise PydanticCustomError("refused", "not a date", {"message": error.message}) from None


def _like_a_year(pattern: str) -> WithJsonSchema:
    """What editor programs are told: they take a year that stands alone for a number."""
    return WithJsonSchema(
        {"type": ["string", "integer"], "pattern": pattern, "minimum": 1000, "maximum": 9999}
    )


REFERENCE = WithJsonSchema({"type": "string", "pattern": ID_PATTERN})
KnownSource = Annotated[str, _known("source"), REFERENCE]
KnownSector = Annotated[str, _known("sector"), REFERENCE]
KnownUnit = Annotated[str, _known("unit"), REFERENCE]
KnownFact = Annotated[str, _known("fact"), REFERENCE]
KnownStation = Annotated[str, _known("station"), REFERENCE]
KnownTarget = Annotated[str, _known("target"), REFERENCE]
KnownPage = Annotated[str, _known("page"), WithJsonSchema({"type": "string"})]
Sources = Annotated[tuple[KnownSource, ...], Field(min_length=1)]

# Keys that are languages of the site: `schemas` puts those in the place of these names.
SOME_LANGUAGES, EVERY_LANGUAGE = "some languages", "every language"
KnownLanguage = Annotated[
    str, _known("language"), WithJsonSchema({"type": "string", "format": SOME_LANGUAGES})
]
EveryLanguage = Annotated[str, WithJsonSchema({"type": "string", "format": EVERY_LANGUAGE})]
Half = Annotated[str, Field(json_schema_extra={"pattern": r"\S"})]  # of a text, and not empty

When = Annotated[InstanceOf[Moment], BeforeValidator(_moment), _like_a_year(DATE_PATTERN)]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, available_timezones())
        raise refused("not-a-time-zone", zone=name, hint=hint) from None
    return name


def _locale(name: str) -> str:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        raise refused("not-a-locale", locale=name) from None
    return name


def _year(written: object) -> object:
    if isinstance(written, str) and not re.fullmatch(YEAR_PATTERN, written):
        meant = re.search(r"[1-9][0-9]{3}", plain_digits(written))
        raise refused("not-a-year", written=written, example=meant[0] if meant else "2029")
    return written


FilePattern = Annotated[str, StringConstraints(pattern=FILE_PATTERN)]
Year = Annotated[int, BeforeValidator(_year), Field(ge=1000, le=9999), _like_a_year(YEAR_PATTERN)]


class Text(RootModel[dict[EveryLanguage, Half]]):
    """A short text, the same in every language of the site: `{ko: …, en: …}`."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _in_languages(cls, written: Any, info: ValidationInfo) -> Any:
        languages: Mapping[str, Any] | None = (info.context or {}).get("known", {}).get("language")
        if languages and isinstance(written, str):
            halves = ", ".join(f'{lang}: "…"' for lang in languages)
            raise refused("text-without-languages", example=f"{{{halves}}}")
        return written

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Text:
        languages: Mapping[str, Any] | None = (info.context or {}).get("known", {}).get("language")
        if languages is None:
            return self
        for given in self.root:
            if given not in languages:
                raise refused("unknown-language", lang=given, hint=did_you_mean(given, languages))
        if missing := [wanted for wanted in languages if not self.root.get(wanted, "").strip()]:
            raise refused("missing-half", lang=", ".join(missing))
        return self

    def __getitem__(self, lang: str) -> str:
        return self.root[lang]


class Scale(Entry):
    """A word for a large number, such as a million."""

    value: Size
    word: Words


class Typesetting(Entry):
    """How a language is set: what its letters ask of lines and headings."""

    leading: Annotated[Number, Field(ge=1, le=3)] = Decimal("1.6")  # line height in font sizes
    measure: Annotated[str, StringConstraints(pattern=LENGTH_PATTERN)] = "64ch"
    tracking: Annotated[str, StringConstraints(pattern=TRACKING_PATTERN)] = "0em"  # of headings
    whole_words: bool = False  # true where a line may break between words only, for CJK scripts


class Language(Entry):
    """One language of the site: how it writes numbers and dates, and how it is set."""

    name: Words  # in the language itself
    locale: Annotated[str, AfterValidator(_locale)]  # CLDR name, for dates, plurals and separators
    direction: Literal["ltr", "rtl"] = "ltr"
    large_numbers: tuple[Scale, ...] = ()
    # True where a number is said in several of these words at once (1조 1,347억), false where it
    # is one decimal of the largest (1,134.7 billion).
    several_words: bool = False
    type: Typesetting = Typesetting()


class Licence(Entry):
    name: Words
    url: Link


class Years(Entry):
    """The span of the timeline, both ends included."""

    first: Year
    last: Year

    @model_validator(mode="after")
    def _in_order(self) -> Years:
        if self.last < self.first:
            raise refused("years-turned-round")
        if self.last - self.first >= MAX_YEARS:
            raise refused("too-many-years", first=self.first, last=self.last, limit=MAX_YEARS)
        return self


class Repository(Entry):
    """Where the content is kept, and how its files are reached there; `{file}` stands for one."""

    url: Address
    edit: FilePattern  # behind the address: the file in an editor
    history: FilePattern  # behind the address: what was changed in the file

    def edit_address(self, file: str) -> str:
        return self.url + self.edit.replace("{file}", file)

    def history_address(self, file: str) -> str:
        return self.url + self.history.replace("{file}", file)


class Settings(Entry):
    """`site.yaml`: what holds for the whole site."""

    title: Text
    description: Text
    base_url: Address
    repository: Repository | None = None
    languages: dict[str, Language]  # the first one is the default
    time_zone: Annotated[str, AfterValidator(_zone)]
    years: Years
    checked: When  # when the facts were last compared with their sources
    licence: Licence
    code_licence: Licence


class Unit(Entry):
    """How a number of this unit is written; `{n}` stands for the number."""

    scale: Size = Decimal(1)
    words: bool = False
    pattern: dict[EveryLanguage, str | dict[str, str]]  # per language: one form, or one a plural category

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Unit:
        languages: Mapping[str, Any] = (info.context or {}).get("known", {}).get("language", {})
        for lang in languages:
            forms = self.pattern.get(lang)
            if not forms:
                raise refused("missing-form", lang=lang)
            if isinstance(forms, dict) and "other" not in forms:
                raise refused("missing-plural", lang=lang)
            for form in forms.values() if isinstance(forms, dict) else [forms]:
                if form.count("{n}") != 1:
                    raise refused("no-place-for-number", form=form)
        return self


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

    number: Annotated[int, BeforeValidator(_number), Field(ge=1, le=999)]
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
