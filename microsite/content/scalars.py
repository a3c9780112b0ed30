"""What stands behind a key: ids, numbers, dates, addresses, and texts in every language.

Every scalar arrives as literal text; the types here decide what it means. Whatever refers to another
file (a source, a sector, a unit) is checked against the ids of the whole content, which come in
through the validation context. `complaints` words what is refused here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

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

from microsite.content.comparators import MEANINGS
from microsite.content.date_slips import outside_of_time
from microsite.content.file_names import wrong_with
from microsite.content.moments import DateError, Moment, read_moment
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import did_you_mean

ADDRESS_PATTERN = r"^https?://[^/\s]+/(?:[^\s]*/)?$"  # of a site: ends with a slash
FILE_PATTERN = r"^[^\s{}]*\{file\}[^\s{}]*$"
LINK_PATTERN = r"^https?://\S+$"
YEAR_PATTERN = r"^[1-9][0-9]{3}$"
DATE_PATTERN = r"^[1-9][0-9]{2}(?:0s|[0-9](?:-Q[1-4]|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)$"
NUMBER_PATTERN = r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$"  # no more digits than are printed
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
PAGE_ADDRESS_PATTERN = r"^[a-z0-9-]+$"
WORDS_PATTERN = r"\S"
# A well-formed tag: a language, then a script, a region and variants, where there are any (RFC 5646).
LANGUAGE_PATTERN = (
    r"^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
)
PICTURE_PATTERN = r"^[^/\\\s]+\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG]|[wW][eE][bB][pP])$"
JOINT_PATTERN = r"^[^0-9{}]*$"
LENGTH_PATTERN = r"^[0-9]+(?:\.[0-9]+)?(?:ch|em)$"
TRACKING_PATTERN = r"^-?[0-9]+(?:\.[0-9]+)?em$"
ID_PATTERN = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Words = Annotated[str, StringConstraints(pattern=WORDS_PATTERN)]


class Entry(BaseModel):
    """Anything that is written in a content file: closed (no unknown keys) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _for_all_systems(written: str) -> str:
    if said := wrong_with(written):
        raise PydanticCustomError("refused", "a folder of no system", {"message": said})
    return written


Folder = Annotated[str, StringConstraints(pattern=PAGE_ADDRESS_PATTERN), AfterValidator(_for_all_systems)]


class Addressed(Entry):
    """What has an address of its own: a page, or a place on one."""

    moved: tuple[Folder, ...] = ()  # what it was called in addresses before; those lead here


def refused(code: str, **parts: Part) -> PydanticCustomError:
    """A complaint of the model: `wording` finds the message in its context."""
    return PydanticCustomError("refused", code, {"message": Message(code, **parts)})


@dataclass(frozen=True)
class Among:
    """Takes the id of an entry of a kind, which can be asked for."""

    kind: str

    def __call__(self, name: str, info: ValidationInfo) -> str:
        names: Mapping[str, Any] | None = (info.context or {}).get("known", {}).get(self.kind)
        if names is not None and name not in names:
            several = name.split()
            if len(several) > 1 and all(each in names for each in several):
                raise refused("ids-without-comma", example=", ".join(several))
            kind = Message(f"kind-{self.kind}")
            raise refused("unknown-id", name=name, kind=kind, hint=did_you_mean(name, names))
        return name


def _known(kind: str) -> AfterValidator:
    return AfterValidator(Among(kind))


def plain_digits(written: str) -> str:
    """What a number was meant to be: wide digits made narrow, letters that look like digits made digits."""
    return unicodedata.normalize("NFKC", written).translate(str.maketrans("OoОоІіlI|", "000011111"))


def _number(written: object) -> object:
    """A number in plain digits, and no more of them than are printed."""
    if isinstance(written, str) and not re.fullmatch(NUMBER_PATTERN, written):
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", written):
            raise refused("too-many-digits", value=written)
        raise PydanticCustomError("decimal_parsing", "not a number")
    if isinstance(written, str) and re.fullmatch(r"-?0[0-9].*", written):
        raise refused("nought-in-front", value=written, example=re.sub("^(-?)0+(?=[0-9])", r"\1", written))
    if isinstance(written, str) and re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{2}0", written):
        raise refused("point-in-doubt", value=written, whole=written.replace(".", ""))
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
Ordinal = Annotated[int, BeforeValidator(_number), Field(ge=1)]
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


def _known_or_given(kind: str, given: Collection[str]) -> AfterValidator:
    """One that every site has (`given`), or one that the site has words for."""

    def check(name: str, info: ValidationInfo) -> str:
        own: Mapping[str, Any] | None = (info.context or {}).get("known", {}).get(kind)
        if own is not None and name not in given and name not in own:
            hint = did_you_mean(name, dict.fromkeys([*given, *own]))
            raise refused("unknown-id", name=name, kind=Message(f"kind-{kind}"), hint=hint)
        return name

    return AfterValidator(check)


REFERENCE = WithJsonSchema({"type": "string", "pattern": ID_PATTERN})
KnownSource = Annotated[str, _known("source"), REFERENCE]
KnownOrigin = Annotated[str, _known("origin"), REFERENCE]
KnownSector = Annotated[str, _known("sector"), REFERENCE]
KnownScope = Annotated[str, _known("scope"), REFERENCE]
KnownComparator = Annotated[
    str,
    _known_or_given("comparator", MEANINGS),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "examples": [*MEANINGS]}),
]
# The kinds of sources that every site has words for.
SourceKind = Literal["news", "government", "company"]
KnownSourceKind = Annotated[
    str,
    _known_or_given("source_kind", get_args(SourceKind)),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "examples": [*get_args(SourceKind)]}),
]
KnownUnit = Annotated[str, _known("unit"), REFERENCE]
KnownFact = Annotated[str, _known("fact"), REFERENCE]
KnownStation = Annotated[str, _known("station"), REFERENCE]
KnownTarget = Annotated[str, _known("target"), REFERENCE]
KnownPicture = Annotated[str, _known("picture"), REFERENCE]
KnownPage = Annotated[str, _known("page"), WithJsonSchema({"type": "string"})]
Sources = Annotated[tuple[KnownSource, ...], Field(min_length=1)]


# Keys that are languages of the site: `schemas` puts those in the place of these names.
SOME_LANGUAGES, EVERY_LANGUAGE = "some languages", "every language"
KnownLanguage = Annotated[
    str, _known("language"), WithJsonSchema({"type": "string", "format": SOME_LANGUAGES})
]
EveryLanguage = Annotated[str, WithJsonSchema({"type": "string", "format": EVERY_LANGUAGE})]
HalfText = Annotated[str, Field(json_schema_extra={"pattern": r"\S"})]  # of a text, and not empty
When = Annotated[InstanceOf[Moment], BeforeValidator(_moment), _like_a_year(DATE_PATTERN)]


def _year(written: object) -> object:
    if isinstance(written, str) and outside_of_time(written):
        raise refused("outside-of-time", written=written)
    if isinstance(written, str) and not re.fullmatch(YEAR_PATTERN, written):
        meant = re.search(r"[1-9][0-9]{3}", plain_digits(written))
        raise refused("not-a-year", written=written, example=meant[0] if meant else "2029")
    return written


FilePattern = Annotated[str, StringConstraints(pattern=FILE_PATTERN)]
Year = Annotated[int, BeforeValidator(_year), Field(ge=1000, le=9999), _like_a_year(YEAR_PATTERN)]


class Text(RootModel[dict[EveryLanguage, HalfText]]):
    """A short text, the same in every language of the site: `{ko: …, en: …}`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

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
