"""What a page is called and what it is about, where others show it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from microsite.content.shipped import shipped, shipped_languages
from microsite.language.phrases import Phrases
from microsite.language.results import CONSONANTS, NARROW, SIGNS, WIDE, Room, Span, room_of, shortened
from tests.samples import (
    ANY_CONTENT,
    Sample,
    attributes,
    build_sample,
    copy_of_other,
    expect_none,
)

MADE = ("year", "shelf", "compare", "samples")  # pages that nobody writes a description for


def description(sample: Sample, path: str) -> str:
    (given,) = attributes(sample.trees[path], "meta[name=description]", "content")
    return given


def title(sample: Sample, path: str) -> str:
    node = sample.trees[path].css_first("title")
    assert node
    return node.text()


@ANY_CONTENT
def test_made_titles_and_descriptions_find_room_in_results(sample: Sample) -> None:
    """What the generator makes of other words is neither cut off in lists of results nor too little."""
    faults = []
    for page in sample.pages:
        room = room_of(sample.site.settings.languages[page.lang].locale)
        said = description(sample, page.path)
        if page.key[0] in MADE and not room.description.least <= len(said) <= room.description.most:
            faults.append(f"{page.path}: {len(said)} characters: {said}")
        if len(title(sample, page.path)) > room.title.most and " – " in title(sample, page.path):
            faults.append(f"{page.path}: {title(sample, page.path)}")
    expect_none(faults)


def test_what_comes_with_the_engine_finds_room_in_every_language() -> None:
    """The descriptions of pages that a new site begins with, in each language of the engine."""
    faults = []
    for lang in shipped_languages():
        brought = shipped(lang)
        assert brought
        room = room_of(brought["language"]["locale"]).description
        for page, words in brought["pages"].items():
            if not room.least <= len(words["description"]) <= room.most:
                faults.append(f"{lang} {page}: {len(words['description'])}: {words['description']}")
    expect_none(faults)


def test_the_name_of_the_site_stands_behind_where_there_is_room(tmp_path: Path) -> None:
    """A title that is long by itself stands alone; nothing of it is cut off for the name of the site."""
    content = copy_of_other(tmp_path)
    name = "Ce que les habitants peuvent attendre du nouveau port d’ici là"
    (content / "pages/wide.yaml").write_text(
        f'title: {{fr: "{name}", ar: "عنوان", de: "Titel"}}\ndescription: {{fr: A, ar: "ب", de: C}}\n',
        "utf-8",
    )
    for lang in ("fr", "ar", "de"):
        words = {"fr": "Mots.", "ar": "كلمات.", "de": "Wörter."}[lang]
        (content / f"pages/wide.{lang}.md").write_text(f"{words}\n", "utf-8")
    sample = build_sample(content)
    assert title(sample, "fr/wide/index.html") == name
    assert title(sample, "de/wide/index.html").startswith("Titel – ")


def test_a_sector_is_described_by_its_own_words_or_by_its_answer(tmp_path: Path, other: Sample) -> None:
    """Its description goes before its answer; a long answer ends with a sentence or a word."""
    content = copy_of_other(tmp_path)
    path = other.page("sector", "fr", "port").path
    sector = content / "sectors/port.yaml"
    text = sector.read_text("utf-8")
    sector.write_text(f'description: {{fr: "Le port.", ar: "الميناء.", de: "Der Hafen."}}\n{text}', "utf-8")
    assert description(build_sample(content), path) == "Le port."
    answer = text[text.index('fr: "', text.index("answer:")) + 5 :].partition('"\n')[0]
    longer = f"{answer} Le port grandit vite. {'Encore des quais. ' * 20}"
    sector.write_text(text.replace(answer, longer), "utf-8")
    said = description(build_sample(content), path)
    assert said.endswith("quais.")
    assert NARROW.description.least <= len(said) <= NARROW.description.most


def test_the_page_of_languages_is_titled_in_all_and_described_in_the_first(other: Sample) -> None:
    """A list of results has room for one description: that of the page's own language."""
    said = [Phrases(other.site, lang).plain(other.site.settings.title) for lang in other.languages]
    assert title(other, "index.html").split(" · ") == said
    summary = Phrases(other.site, "fr").plain(other.site.settings.summary)
    assert description(other, "index.html") == summary


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("As it is.", Span(2, 9), "As it is."),
        ("One two. Three four five.", Span(5, 12), "One two."),
        ("Of 3.5 km and more.", Span(3, 12), "Of 3.5 km…"),
        ("One, two, three", Span(3, 10), "One, two…"),
        ("이어지는 말이다. 다음 문장은 길다.", Span(4, 12), "이어지는 말이다."),
        ("从港口到山丘的线路。还有更多。", Span(4, 12), "从港口到山丘的线路。"),
        ("从港口到山丘的线路还有更多", Span(4, 8), "从港口到山丘的…"),
        ("一" * 7 + unicodedata.normalize("NFD", "か\u3099") * 3, Span(2, 9), "一" * 7 + "…"),
    ],
)
def test_shortened(text: str, span: Span, expected: str) -> None:
    """Whole sentences where one finds room, else whole words, else letters with their signs."""
    assert shortened(text, span) == expected
    assert len(expected) <= span.most


@pytest.mark.parametrize(
    ("locale", "room"),
    [("ko", WIDE), ("zh_TW", SIGNS), ("ja", WIDE), ("en_GB", NARROW), ("ar_MA", CONSONANTS), ("sr", NARROW)],
)
def test_room_comes_from_the_script(locale: str, room: Room) -> None:
    """Not from the name of a language: a script has wide letters or narrow ones."""
    assert room_of(locale) == room
