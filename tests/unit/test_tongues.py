"""The language of texts: told by letters, or by words that only one language of the site has."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.content.reading import read_draft
from microsite.language.markdown import parse
from microsite.language.scripts import SCRIPTS, letters_of, script_of
from microsite.rules.tongues import Tongues
from tests.samples import CONTENT, SITES

GUIDE, OTHER, GREEN = (
    Tongues.of(read_draft(folder)[0]) for folder in (CONTENT["guide"], CONTENT["other"], SITES / "green")
)


def short(tongues: Tongues, **text: str) -> list[tuple[str, str]]:
    """What is said of a short text: the half, and the code."""
    return [(lang, message.code) for lang, message in tongues.in_short_text(text)]


def prose(tongues: Tongues, **halves: str) -> list[tuple[str, int | None, str]]:
    """What is said of prose: the half, the line, and the code."""
    tokens = {lang: parse(text) for lang, text in halves.items()}
    return [(lang, line, message.code) for lang, line, message in tongues.in_prose(tokens)]


EN = "The ministry announced a plan for the next five years."
KO = "산업부가 앞으로 다섯 해의 계획을 내놓았다."
FR = "Le procès-verbal ne dit pas combien de conseillers étaient absents ce jour."
DE = "Das Protokoll nennt nicht, wie viele Ratsmitglieder an diesem Tag fehlten."


@pytest.mark.parametrize(
    "text",
    [
        {"ko": KO, "en": EN},
        {"ko": "AI", "en": "AI"},
        {"ko": "LG Energy Solution", "en": "LG Energy Solution"},
        {"ko": "CES 2026 Las Vegas", "en": "CES 2026"},
        {"ko": "M.AX(맥스) 얼라이언스", "en": "M.AX (맥스) Alliance"},
        {"ko": "Alice", "en": "Alice (앨리스)"},
        {"ko": "‘humanoid robots of the future’라고 쓴다.", "en": "It writes “사람을 닮은 로봇”."},
        {"ko": "{value}", "en": "at least {value}"},
        {"ko": "中國", "en": "China"},
    ],
)
def test_names_and_quotations_may_be_in_any_language(text: dict[str, str]) -> None:
    """Capitals, quotation marks and brackets mark what need not be in the language of its half."""
    assert short(GUIDE, **text) == []


@pytest.mark.parametrize(
    ("tongues", "text", "said"),
    [
        (GUIDE, {"ko": EN, "en": EN}, [("ko", "half-in-another")]),
        (GUIDE, {"ko": KO, "en": KO}, [("en", "half-in-another")]),
        (GUIDE, {"ko": EN, "en": KO}, [("ko", "halves-swapped")]),
        (GUIDE, {"ko": "Date", "en": "출범일"}, [("ko", "halves-swapped")]),
        (GUIDE, {"ko": f"{KO} {EN}", "en": f"{EN} {EN}"}, [("ko", "half-in-another")]),
        (OTHER, {"fr": DE, "de": FR}, [("fr", "halves-swapped")]),
        (OTHER, {"fr": FR, "de": FR}, [("de", "half-in-another")]),
        (OTHER, {"fr": "grande salle de réunion", "de": "grande salle de réunion"}, [("de", "halves-same")]),
        (OTHER, {"fr": FR, "de": DE}, []),
        (OTHER, {"fr": "Banque du Golfe", "de": "Banque du Golfe"}, []),
        (GREEN, {"fr": FR, "ja": FR}, [("ja", "half-in-another")]),
        (GREEN, {"ja": "中华人民共和国宣布了今后五年的计划"}, []),  # no kana: nobody can tell from names
        (GREEN, {"ja": "再生可能エネルギー"}, []),
    ],
)
def test_halves_in_the_wrong_language(
    tongues: Tongues, text: dict[str, str], said: list[tuple[str, str]]
) -> None:
    """Two that are swapped are said once."""
    assert short(tongues, **text) == said


def test_paragraphs_of_prose_are_told_by_their_lines() -> None:
    """A paragraph, a heading, an item and a cell that were not translated."""
    ko = f"{KO}\n\n## What comes next in this story {{#next}}\n\n- {KO}\n- {EN}\n\n> {EN}\n"
    ko += f"\n{KO} {KO} {KO} {KO}\n"
    en = f"{EN}\n\n## What comes next in this story {{#next}}\n\n- {EN}\n- {EN}\n\n> {EN}\n\n{EN}\n"
    assert prose(GUIDE, ko=ko, en=en) == [("ko", 3, "half-in-another"), ("ko", 6, "half-in-another")]


def test_prose_in_another_language_is_said_once() -> None:
    """A file that was pasted over another, or two that were swapped, is one mistake."""
    ko, en = f"{KO}\n\n{KO}\n\n{KO}\n", f"{EN}\n\n{EN}\n\n{EN}\n"
    assert prose(GUIDE, ko=ko, en=ko) == [("en", None, "half-in-another")]
    assert prose(GUIDE, ko=en, en=ko) == [("ko", None, "halves-swapped")]
    assert prose(OTHER, fr=f"{DE}\n", de=f"{FR}\n") == [("fr", None, "halves-swapped")]
    assert prose(GUIDE, ko=ko, en=en) == []


def test_code_and_quotations_are_no_words_of_a_half() -> None:
    """What is code or quoted may be in any language."""
    assert prose(GUIDE, ko=f"> {EN}\n\n{KO} `{EN}`\n", en=f"> {KO}\n\n{EN}\n") == []


@pytest.mark.parametrize(
    "folder", [*CONTENT.values(), SITES / "green", SITES / "past"], ids=lambda it: it.name
)
def test_sites_are_in_their_languages(folder: Path) -> None:
    """No half of the sites that are here is taken for another language."""
    draft, _ = read_draft(folder)
    tongues = Tongues.of(draft)
    for page in draft.with_prose:
        halves = {lang: parse(it.text) for (key, lang), it in draft.prose.items() if key == page}
        assert list(tongues.in_prose(halves)) == []


@pytest.mark.parametrize(
    ("locale", "script"),
    [("ko", "Kore"), ("en_GB", "Latn"), ("zh_TW", "Hant"), ("sr_Latn", "Latn"), ("ar", "Arab")],
)
def test_script_of_a_locale(locale: str, script: str) -> None:
    """The likely script, unless the locale says another."""
    assert script_of(locale) == SCRIPTS[script]


def test_letters_are_counted_by_script() -> None:
    """Ideographs are shared by Korean and Japanese, and tell neither."""
    assert letters_of("한 中 a 1", SCRIPTS["Kore"]) == (1, 1)
    assert letters_of("ひカ中 a", SCRIPTS["Jpan"]) == (2, 1)
