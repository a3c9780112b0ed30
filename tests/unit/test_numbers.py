"""Numbers and years typed by hand beside facts that say otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from microsite.content.entries import Fact
from microsite.content.reading import read_draft
from microsite.content.scalars import Text
from microsite.content.settings import Language, Scale, Unit
from microsite.content.site import Draft
from microsite.rules.numbers import typed_numbers
from tests.samples import CONTENT


@pytest.fixture(scope="module")
def town() -> Draft:
    """The made-up town."""
    return read_draft(CONTENT["other"])[0]


def typed(draft: Draft, lang: str, words: str, owner: Any = None) -> list[str]:
    """What is found to be typed, each where it stands."""
    found = []
    for offset, message in typed_numbers(draft, lang, words, owner):
        piece = str(dict(message.parts)["typed"])
        assert words.startswith(piece, offset), (piece, offset)
        found.append(piece)
    return found


@pytest.mark.parametrize(
    ("lang", "words", "piece"),
    [
        # Digits with a unit
        ("de", "{vote-count}, nicht 32 Stimmen.", "32 Stimmen"),
        ("de", "Eine Stimme fehlt zu {vote-count}: 1 Stimme.", "1 Stimme"),
        ("fr", "{port-traffic}, et non 25 % de voitures", "25 %"),
        ("fr", "{port-traffic}, et non 25\u00a0% de voitures", "25\u00a0%"),
        ("fr", "{port-length} : 7,8 kilomètres", "7,8 kilomètres"),
        # Thousands, with whatever space an editor types between them
        ("fr", "{port-riders}, pas 17 000 voyageurs par jour", "17 000 voyageurs par jour"),
        ("fr", "{port-riders}, pas 17\u202f000 voyageurs par jour", "17\u202f000 voyageurs par jour"),
        ("de", "{port-riders}, nicht 17.000 Fahrgäste am Tag", "17.000 Fahrgäste am Tag"),
        # Words for large numbers
        ("fr", "{bank-loan}, soit 900 millions de dirhams.", "900 millions de dirhams"),
        ("fr", "{bank-loan}, soit 0,9 milliards de dirhams.", "0,9 milliards de dirhams"),
        ("fr", "{bank-loan}, soit 1 milliard de dirhams.", "1 milliard de dirhams"),
        ("fr", "{bank-loan}, soit 900 000 000 de dirhams.", "900 000 000 de dirhams"),
        ("de", "{bank-loan}, also 0,9 Mrd. Dirham", "0,9 Mrd. Dirham"),
        # A script that joins words to what follows them
        ("ar", "{bank-loan} و900 مليون درهم", "900 مليون درهم"),
        # Where a target starts from
        ("fr", "{port-riders}, contre 9 400 voyageurs par jour", "9 400 voyageurs par jour"),
        # A number that was measured, in a unit that the target lends
        ("de", "{collines-time}, zuletzt 34 Minuten", "34 Minuten"),
    ],
)
def test_number_that_disagrees_is_found(town: Draft, lang: str, words: str, piece: str) -> None:
    """A number in the unit of a fact that is named, with another value, is found once and as a whole."""
    assert typed(town, lang, words) == [piece]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        # The same number
        ("fr", "{bank-loan}, soit 850 millions de dirhams ou 0,85 milliards de dirhams"),
        ("fr", "{port-riders} : 18 000 voyageurs par jour, 18\u202f000 voyageurs par jour"),
        ("fr", "{port-riders}, contre 9 500 voyageurs par jour"),
        ("fr", "{port-riders} : 11 200 voyageurs par jour, et 15 000 voyageurs par jour selon l’ancien plan"),
        ("de", "{collines-time}, zuvor 38 Minuten, dann 35 Minuten"),
        ("de", "{port-riders}: 18.000 Fahrgäste am Tag"),
        # Another unit, no unit, no fact
        ("fr", "{vote-count} et 14 rames"),
        ("fr", "{vote-count}, article 32"),
        ("fr", "Il faut 900 millions de dirhams."),
        # Names and other words
        ("fr", "{port-length}, puis la Route 66 et le quai 12"),
        ("de", "{port-length} mit 80 km/h, auf 12 km² und 3 kmh"),
        ("de", "{vote-count} bei 32 Stimmenthaltungen und 40 Stimmzetteln"),
        ("fr", "{port-traffic} sur la rocade A20 % et le lot 3-20 %"),
        # Braces
        ("fr", "{vote-count} en {2031}, {collines-time}"),
    ],
)
def test_no_false_alarm(town: Draft, lang: str, words: str) -> None:
    """The same number in other words, a number of something else, a name or a reference is no mistake."""
    assert typed(town, lang, words) == []


def test_text_of_a_fact_is_held_to_that_fact(town: Draft) -> None:
    """In the text of a fact its own number need not be named to be known."""
    words = "La banque prête 900 millions de dirhams"
    assert typed(town, "fr", words, town.citables["bank-loan"].entry) == ["900 millions de dirhams"]
    assert typed(town, "fr", words.replace("900", "850"), town.citables["bank-loan"].entry) == []


def test_each_number_is_held_to_every_fact_of_its_unit(town: Draft) -> None:
    """A number is right when one of the facts named has it."""
    words = "De {network-budget} et {bank-loan}, soit 2,4 milliards de dirhams et 850 millions de dirhams"
    assert typed(town, "fr", words) == []
    assert typed(town, "fr", words.replace("2,4", "2,5")) == ["2,5 milliards de dirhams"]


def test_units_that_share_their_words(town: Draft) -> None:
    """Where two units look alike, a number that is right in one of them is right."""
    units = {**town.units, "points": town.units["percent"]}
    share = replace(town.citables["port-traffic"], id="share", entry=fact("30", "points"))
    draft = replace(town, units=units, index=(*town.index, share))
    assert typed(draft, "fr", "{port-traffic} et {share} : 20 %, 30 %") == []
    assert typed(draft, "fr", "{port-traffic} et {share} : 25 %") == ["25 %"]


def fact(value: str, unit: str) -> Fact:
    label = Text({"fr": "x"})
    return Fact(label=label, value=Decimal(value), unit=unit, sources=("a",))


@pytest.fixture(scope="module")
def several(town: Draft) -> Draft:
    """A town with languages that say one number in several words, one of them without spaces."""
    assert town.settings is not None
    scales = {"ja": ("兆", "億", "万"), "de": ("Bio.", "100 Mio.", "Mio.")}
    languages = {
        lang: Language(
            name=lang,
            locale=lang,
            several_words=True,
            large_numbers=tuple(
                Scale(value=Decimal(value), word=word)
                for value, word in zip(("1e12", "1e8", "1e4"), words, strict=True)
            ),
        )
        for lang, words in scales.items()
    }
    unit = Unit(scale=Decimal(100_000_000), words=True, pattern={"ja": "{n}円", "de": "{n} Yen"})
    cost = replace(town.citables["network-budget"], id="cost", entry=fact("24000", "yen"))
    settings = town.settings.model_copy(update={"languages": languages})
    return replace(town, settings=settings, units={"yen": unit}, index=(cost,))


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("費用は{cost}で、総額2兆3,000億円になる。", ["2兆3,000億円"]),
        ("費用は{cost}で、総額2兆3000億円になる。", ["2兆3000億円"]),
        ("費用は{cost}で、3兆円ではない。", ["3兆円"]),
        ("費用は{cost}で、総額2兆4,000億円になる。", []),
        ("費用は{cost}で、総額2兆4000億円になる。", []),
        ("費用は{cost}で、総額2兆 4,000億円になる。", []),
        ("費用は{cost}で、総額24,000億円になる。", []),
        ("費用は{cost}で、総額2兆3,999億10,000万円になる。", []),
        ("費用は{cost}で、第3号線は2人乗り。", []),
    ],
)
def test_number_in_several_words(several: Draft, words: str, pieces: list[str]) -> None:
    """Parts of a number that add up are read as one number, also where no space stands before it."""
    assert typed(several, "ja", words) == pieces


def test_parts_may_be_joined_by_a_word(several: Draft) -> None:
    """What a language sets between the parts of a number does not end it."""
    assert several.settings is not None
    german = several.settings.languages["de"].model_copy(update={"between_parts": " und "})
    settings = several.settings.model_copy(update={"languages": {"de": german}})
    joined = replace(several, settings=settings)
    assert typed(joined, "de", "{cost}, also 2 Bio. und 40.000.000 Mio. Yen") == []
    assert typed(joined, "de", "{cost}, also 2 Bio. und 3 Mio. Yen") == ["2 Bio. und 3 Mio. Yen"]


# --- years --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words", "piece"),
    [
        ("fr", "{collines-opening.year}, et non en 2030.", "en 2030"),
        ("fr", "La ligne {collines-opening.year} ouvrira d’ici à 2030", "d’ici à 2030"),
        ("de", "Nicht bis 2030, sondern {collines-opening.year}", "bis 2030"),
        ("de", "Im Jahr {collines-opening.year}, nicht ab 2030", "ab 2030"),
        ("ar", "ليس سنة 2030 بل {collines-opening.year}", "سنة 2030"),
    ],
)
def test_year_that_disagrees_is_found(town: Draft, lang: str, words: str, piece: str) -> None:
    """A year in the words that say when something is due is held to the facts that are named."""
    assert typed(town, lang, words) == [piece]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "{collines-opening.year}, donc en 2031, d’ici à 2031"),
        ("fr", "{port-riders} : annoncé en 2023, compté en 2018 et en 2025, prévu en 2019, dû en 2028"),
        ("fr", "{bank-loan} : signé en 2021"),
        ("fr", "{collines-opening.year} : en 20301 pas, le bus 2030, gien 2030"),
        ("fr", "{collines-opening.year}, et non en {2030}"),
        ("fr", "Tout changera en 2030."),
        ("fr", "{vote-count} en 2030"),
    ],
)
def test_no_false_alarm_about_years(town: Draft, lang: str, words: str) -> None:
    """A year that a fact has, a year in braces, a number that is no year, or a text without dated facts."""
    assert typed(town, lang, words) == []


def test_bare_number_is_no_year(town: Draft) -> None:
    """Where a language says a year by its digits alone, no number is taken for one."""
    assert town.interface is not None
    words = "{collines-opening.year}, 2030"
    bare = {**town.interface.timing, "in": Text({"fr": "{when}", "ar": "{when}", "de": "{when}"})}
    draft = replace(town, interface=town.interface.model_copy(update={"timing": bare}))
    assert typed(draft, "fr", words) == []
