"""How pages are cited, read back by a parser of BibTeX and compared with references as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
from bibtexparser.latexenc import latex_to_unicode

from microsite.content.settings import Language
from microsite.pages.citation import Citation, reference_day, unjoined
from tests.samples import BASE_URL, Sample

CITED = Citation(
    title="Port line",
    site="The new tramway",
    publisher="The Tramway Society",
    day=date(2026, 8, 31),
    address="https://example.org/some/base/en/lines/port/",
    names=("sector", "port", "en"),
)
LOCALES = {  # day -> how references begin their dates
    ("en_GB", ", "): "2026, August 31",
    ("ko_KR", ", "): "2026년 8월 31일",
    ("ja_JP", "、"): "2026年8月31日",
    ("de_DE", ", "): "2026, 31. August",
    ("fr_FR", ", "): "2026, 31 août",
    ("es_ES", ", "): "2026, 31 de agosto",
}
TITLES = ("50 % of A & B", "a {b", "a } b", "#1_x ~ $y^2", r"C:\new", 'say "so"', "항구")
IN_TEX = {"{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum", "\\": "backslash"}


def language(locale: str) -> Language:
    return Language(name="X", locale=locale)


def taken(sample: Sample) -> Iterator[tuple[str, dict[str, str]]]:
    """What each page offers to be taken, by its path: text by the name before it.

    That of the home page stands on the page of the data.
    """
    for page in sample.pages:
        if page.key == ("home", ""):
            continue
        tree = sample.trees[page.path]
        names = [node.text() for node in tree.css(".reuse dt")]
        texts = [node.text() for node in tree.css(".reuse [data-taken]")]
        yield page.path, dict(zip(names, texts, strict=True))


def test_apa_as_it_is_written() -> None:
    """Author, day, title, site where it is not the author, address."""
    day = reference_day(CITED.day, language("en_GB"), ", ")
    assert CITED.apa(day) == (
        "The Tramway Society. (2026, August 31). Port line. The new tramway. "
        "https://example.org/some/base/en/lines/port/"
    )
    korean = replace(CITED, title="항구선", site="다시 달리는 전차", publisher=None)
    assert korean.apa(reference_day(CITED.day, language("ko_KR"), ", ")) == (
        "다시 달리는 전차. (2026년 8월 31일). 항구선. https://example.org/some/base/en/lines/port/"
    )
    asked = replace(CITED, title="Who pays?", publisher=None)
    assert asked.apa("2026").startswith("The new tramway. (2026). Who pays? https://")


@pytest.mark.parametrize(("spoken", "expected"), LOCALES.items())
def test_days_of_references(spoken: tuple[str, str], expected: str) -> None:
    """The year stands first, the rest in the way of the language, whatever its country."""
    locale, comma = spoken
    assert reference_day(date(2026, 8, 31), language(locale), comma) == expected


def test_every_page_is_a_bibtex_entry_of_its_own(sample: Sample) -> None:
    """A parser finds in each page one entry with its title, its address and a key that no other has."""
    keys = []
    for path, texts in taken(sample):
        (entry,) = bibtexparser.loads(texts["BibTeX"]).entries
        assert entry["url"] == BASE_URL + path.removesuffix("index.html")
        assert entry["year"].isdigit()
        assert latex_to_unicode(entry["title"]).strip("{}") in texts["APA 7"]
        assert latex_to_unicode(entry["author"]).strip("{}") == texts["APA 7"].split(". (")[0]
        keys.append(entry["ID"])
    assert len(keys) == len(set(keys)) == len(sample.pages) - len(sample.languages)


def test_site_as_a_whole_is_cited_on_the_page_of_its_data(sample: Sample) -> None:
    """In words, as APA has it and in BibTeX: the home page by its title, which is that of the site, once."""
    site = sample.site.settings
    for lang in sample.languages:
        home = BASE_URL + sample.page("home", lang).path.removesuffix("index.html")
        terms = sample.trees[sample.page("data", lang).path].css_first("[aria-labelledby=data-terms]")
        assert terms is not None
        (entry,) = bibtexparser.loads(terms.css_first("pre").text()).entries  # type: ignore[union-attr]
        assert entry["url"] == home
        title = latex_to_unicode(entry["title"]).strip("{}")
        assert title == unjoined(str(site.title[lang]))
        cited = [it.text() for it in terms.css("p") if it.text().endswith(home)]
        assert len(cited) == 2
        assert site.publisher is None or [it.count(title) for it in cited] == [1, 1]


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_takes_any_title(title: str) -> None:
    """Whatever a title holds, the entry ends where it should, and the title is read back."""
    database = bibtexparser.loads(replace(CITED, title=title).bibtex + "\n@misc{next, title = {Next}}")
    first, second = database.entries
    assert second["title"] == "Next"
    assert first["howpublished"] == "{The new tramway}"
    assert (first["year"], first["day"]) == ("2026", "31")
    words = first["title"].removeprefix("{").removesuffix("}")
    for sign, name in IN_TEX.items():
        words = words.replace(rf"\text{name}{{}}", f"({ord(sign)})")
        title = title.replace(sign, f"({ord(sign)})")
    assert words.replace("\\", "") == title


def test_key_is_the_same_in_every_version() -> None:
    """It is made of the host and of what the content calls the page, not of its title, address or day."""
    later = replace(CITED, title="Harbour line", day=date(2027, 1, 1), address="https://example.org/x/")
    assert later.key == CITED.key == "example-org-sector-port-en"


def test_citations_hold_no_sign_that_is_not_seen(sample: Sample) -> None:
    """What is taken elsewhere has ordinary spaces, and nothing that holds words together."""
    for path, texts in taken(sample):
        for name, text in texts.items():
            assert text == unjoined(text), (path, name)
