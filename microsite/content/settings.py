"""`site.yaml` and `units.yaml`: the languages of a site, its years, its licences, its units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from microsite.content.moments import Moment
from microsite.content.scalars import (
    JOINT_PATTERN,
    LENGTH_PATTERN,
    TRACKING_PATTERN,
    Address,
    Entry,
    EveryLanguage,
    FilePattern,
    Id,
    Link,
    Number,
    Ordinal,
    Size,
    Text,
    When,
    Words,
    Year,
    refused,
)
from microsite.content.text_files import UNFILLED
from microsite.content.theme import Theme
from microsite.messages.problems import did_you_mean

FORMAT = 2  # of the content that this engine reads; `microsite/upgrades` brings older content to it
MAX_YEARS = 1000
NO_ADDRESS = "https://example.org/"  # until a site is published somewhere
HALF = 4  # letters of a word that stay together before and after a hyphen


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


# What stands inside a number; digits and braces would be taken for something else.
Joint = Annotated[str, StringConstraints(pattern=JOINT_PATTERN)]


class Scale(Entry):
    """A word for a large number, such as a million."""

    value: Size
    word: Words | dict[str, Words]  # one form, or one a plural category

    @model_validator(mode="after")
    def _whole(self) -> Scale:
        if isinstance(self.word, dict) and "other" not in self.word:
            raise refused("missing-other")
        return self

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the word."""
        return (self.word,) if isinstance(self.word, str) else tuple(self.word.values())


class Typesetting(Entry):
    """How a language is set: what its letters ask of lines and headings."""

    leading: Annotated[Number, Field(ge=1, le=3)] = Decimal("1.6")  # line height in font sizes
    measure: Annotated[str, StringConstraints(pattern=LENGTH_PATTERN)] = "64ch"
    tracking: Annotated[str, StringConstraints(pattern=TRACKING_PATTERN)] = "0em"  # of headings
    # Where a line may break: as the script has it, between words only, or between phrases where a
    # browser knows them. The last two are for scripts that could break at any letter.
    breaks: Literal["normal", "words", "phrases"] = "normal"
    hyphens: Annotated[Ordinal, Field(ge=2 * HALF)] | None = None  # for words from so many letters


Quarters = Literal["short", "long"]


class Language(Entry):
    """One language of the site: how it writes numbers and dates, and how it is set."""

    name: Words  # in the language itself
    locale: Annotated[str, AfterValidator(_locale)]  # CLDR name, for dates, plurals and separators
    direction: Literal["ltr", "rtl"] = "ltr"
    large_numbers: tuple[Scale, ...] = ()
    # True where a number is said in several of these words at once (1조 1,347억), false where it
    # is one decimal of the largest (1,134.7 billion).
    several_words: bool = False
    before_word: Joint = " "  # between digits and such a word
    between_parts: Joint = " "  # of a number in several words
    grouped_parts: bool = True  # whether digits beside such a word have separators of thousands
    lists: Literal["and", "commas"] = "and"  # what stands before the last of several things
    first_day: Words | None = None  # the number of the first of a month, where it is no plain 1: 1er
    quarters: Quarters = "long"  # a form of CLDR: Q3 2029, or 3rd quarter 2029
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
    edit: FilePattern | None = None  # behind the address: the file in an editor
    history: FilePattern | None = None  # behind the address: what was changed in the file

    def commit_address(self, id: str) -> str:
        """Where a commit is shown, as most hosts of repositories have it."""
        return f"{self.url}commit/{id}"

    def edit_address(self, file: str) -> str | None:
        """Where a file can be corrected, if that is known."""
        return self.url + self.edit.replace("{file}", file) if self.edit else None

    def history_address(self, file: str) -> str | None:
        """Where the changes of a file are told, if that is known."""
        return self.url + self.history.replace("{file}", file) if self.history else None


class WordSpan(Entry):
    """How many words a text should have; what has fewer or more is worth a look."""

    least: Ordinal
    most: Ordinal

    @model_validator(mode="after")
    def _in_order(self) -> WordSpan:
        if self.most < self.least:
            raise refused("span-turned-round")
        return self


class Scope(Entry):
    """Where promises come from, such as a plan or another policy."""

    name: Text
    counted: bool = True  # False for promises of others, which stand by themselves and are not counted


class Weights(Entry):
    """How many kilobytes a file may weigh as it is sent, packed; null where any weight will do."""

    page: Size | None = Decimal(40)
    styles: Size | None = Decimal(20)  # of one kind of page
    script: Size | None = Decimal(12)  # each file
    search: Size | None = Decimal(40)  # the index of one language
    card: Size | None = Decimal(60)  # the picture of a page where others show it


class Watch(Entry):
    """What `check` is to warn of, besides mistakes."""

    phrase_words: Ordinal | None = None  # so many words that are the same on too many pages
    phrase_pages: Ordinal = 3  # on so many pages they may be
    alike: Annotated[Number, Field(gt=0, le=100)] | None = (
        None  # per cent of a paragraph that another has, too
    )
    quiet_sectors: bool = False  # sectors of which nothing is told since the launch
    due_promises: bool = False  # promises that have fallen due since the last check
    weights: Weights = Weights()  # what files may weigh
    results: bool = False  # titles and descriptions that fare badly in search results


class Settings(Entry):
    """`site.yaml`: what holds for the whole site."""

    format: Annotated[Ordinal, Field(ge=FORMAT, le=FORMAT)] = FORMAT  # others were told apart before
    title: Text
    short_title: Text | None = None  # in the header, and behind the titles of pages; else the title
    description: Text | None = None  # else the title
    publisher: Text | None = None  # the author of its data, and of citations; else the title
    base_url: Address = NO_ADDRESS
    repository: Repository | None = None
    languages: dict[str, Language]  # the first one is the default
    time_zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    years: Years | None = None  # else those of the stations and promises
    dates: Years | None = None  # that dates here can have; else a hundred years around those of the timeline
    checked: When | None = None  # when the facts were last compared with their sources
    earlier_checks: tuple[When, ...] = ()  # and when before that
    sector_words: WordSpan | None = None  # of the prose of a sector
    watch: Watch = Watch()
    theme: Theme = Theme()
    scopes: dict[Id, Scope] = {}  # where promises come from, as far as that is told apart
    licence: Licence | None = None
    code_licence: Licence | None = None
    side_by_side: bool = True  # whether prose stands in all languages on one page, too
    records: bool = True  # whether each fact, target and station has a page with its history
    style_guide: bool = False  # whether there is a page that shows every component

    @property
    def name(self) -> Text:
        """What the site is called where there is little room."""
        return self.short_title or self.title

    @property
    def summary(self) -> Text:
        """What the site is about, in a sentence or in its title."""
        return self.description or self.title

    @property
    def checks(self) -> tuple[Moment, ...]:
        """The days on which the facts were compared with their sources, the oldest first."""
        days = (*self.earlier_checks, *([self.checked] if self.checked else []))
        return tuple(sorted(days, key=lambda day: day.last))


class Unit(Entry):
    """How a number of this unit is written; `{n}` stands for the number."""

    scale: Size = Decimal(1)
    words: bool = False
    least: Number = Decimal(0)  # no number of this unit is below it
    most: Number | None = None  # or above it
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
                if form.count("{n}") != 1 and UNFILLED not in form:
                    raise refused("no-place-for-number", form=form)
        return self
