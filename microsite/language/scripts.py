"""In which letters a language is written, and which letters a text has."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.core import get_global


class Script(NamedTuple):
    """The letters of a script, by the first word of their names in Unicode: those that tell it from others,
    and those that it shares with some."""

    own: frozenset[str]
    shared: frozenset[str] = frozenset()


class Letters(NamedTuple):
    """How many letters of a text tell that it is in a script, and how many that it is in another."""

    own: int
    foreign: int


_HAN = frozenset({"CJK"})
# By the codes of ISO 15924, as CLDR has them.
SCRIPTS: Mapping[str, Script] = {
    "Latn": Script(frozenset({"LATIN"})),
    "Cyrl": Script(frozenset({"CYRILLIC"})),
    "Grek": Script(frozenset({"GREEK"})),
    "Armn": Script(frozenset({"ARMENIAN"})),
    "Geor": Script(frozenset({"GEORGIAN"})),
    "Arab": Script(frozenset({"ARABIC"})),
    "Hebr": Script(frozenset({"HEBREW"})),
    "Thaa": Script(frozenset({"THAANA"})),
    "Ethi": Script(frozenset({"ETHIOPIC"})),
    "Deva": Script(frozenset({"DEVANAGARI"})),
    "Beng": Script(frozenset({"BENGALI"})),
    "Guru": Script(frozenset({"GURMUKHI"})),
    "Gujr": Script(frozenset({"GUJARATI"})),
    "Taml": Script(frozenset({"TAMIL"})),
    "Telu": Script(frozenset({"TELUGU"})),
    "Knda": Script(frozenset({"KANNADA"})),
    "Mlym": Script(frozenset({"MALAYALAM"})),
    "Sinh": Script(frozenset({"SINHALA"})),
    "Thai": Script(frozenset({"THAI"})),
    "Laoo": Script(frozenset({"LAO"})),
    "Khmr": Script(frozenset({"KHMER"})),
    "Mymr": Script(frozenset({"MYANMAR"})),
    "Mong": Script(frozenset({"MONGOLIAN"})),
    "Hans": Script(_HAN),
    "Hant": Script(_HAN, frozenset({"BOPOMOFO"})),
    "Kore": Script(frozenset({"HANGUL"}), _HAN),
    "Jpan": Script(frozenset({"HIRAGANA", "KATAKANA"}), _HAN | {"KATAKANA-HIRAGANA"}),
}


def script_of(locale: str) -> Script | None:
    """The script of a CLDR locale; None for one that is not known here."""
    return SCRIPTS.get(code_of(locale) or "")


@cache
def code_of(locale: str) -> str | None:
    """The code of a CLDR locale's script, such as `Latn`; None where CLDR does not know it."""
    parsed = Locale.parse(locale)
    return parsed.script or (_likely(parsed) or ("", None))[1]


@cache
def with_territory(locale: str) -> str:
    """A CLDR locale as language and territory, such as `ko_KR`: where it names none, the likeliest."""
    parsed = Locale.parse(locale)
    territory = parsed.territory or (_likely(parsed) or ("", "", ""))[2]
    return "_".join(filter(None, (parsed.language, territory)))


def _likely(parsed: Locale) -> Sequence[str] | None:
    """Language, script and territory that a locale means when it leaves some out."""
    likely: Mapping[str, str] = get_global("likely_subtags")
    for name in (f"{parsed.language}_{parsed.script or parsed.territory}", parsed.language):
        if name in likely:
            return likely[name].split("_")
    return None


def letters_of(text: str, script: Script) -> Letters:
    """The letters of a text as this script counts them; those that it shares count for neither side."""
    own = foreign = 0
    for name, number in _names(text).items():
        if name in script.own:
            own += number
        elif name not in script.shared:
            foreign += number
    return Letters(own, foreign)


@lru_cache(maxsize=10_000)
def _names(text: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for letter, number in Counter(text).items():
        if name := _name(letter):
            found[name] += number
    return found


@cache
def _name(letter: str) -> str:
    """The script that a letter belongs to, by its name; empty for what is no letter."""
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(" ")[0]
