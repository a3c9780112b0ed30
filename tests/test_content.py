"""What sites say: the same in every language, to people and to machines, with a source for every fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.pages.plan import Page
from tests.amounts import read_amount
from tests.samples import ANY_CONTENT, Sample, attributes, expect_none

HEADINGS = "h1, h2, h3, h4, h5, h6"


def test_numbers_say_what_machines_read(guide: Sample) -> None:
    """The text of each number agrees with its value for machines, in every language."""
    faults, seen = [], 0
    for path, tree in guide.trees.items():
        for node in tree.css("data"):
            seen += 1
            value, text = Decimal(node.attributes["value"] or ""), node.text()
            if read_amount(text) != value:
                faults.append(f"{path}: {text} is not {value}")
    assert seen > len(guide.pages)
    expect_none(faults)


def _multiset(selector: str, name: str) -> Callable[[LexborHTMLParser], object]:
    return lambda tree: Counter(attributes(tree, selector, name))


def _headings(tree: LexborHTMLParser) -> object:
    return [node.tag for node in tree.css(HEADINGS)]


@ANY_CONTENT
@pytest.mark.parametrize(
    "look",
    [
        pytest.param(_multiset("[id]", "id"), id="ids"),
        pytest.param(_headings, id="headings"),
        pytest.param(_multiset("time", "datetime"), id="dates"),
        pytest.param(_multiset("data", "value"), id="numbers"),
    ],
)
def test_languages_say_the_same(sample: Sample, look: Callable[[LexborHTMLParser], object]) -> None:
    """Page by page, the languages have the same places, headings, dates and numbers."""
    expect_none(
        f"{page.path} differs from {first.path}"
        for first, page in _pairs(sample)
        if look(sample.trees[first.path]) != look(sample.trees[page.path])
    )


def _pairs(sample: Sample) -> Iterator[tuple[Page, Page]]:
    """Each page in its default language with the same in another."""
    for first, *others in sample.sisters():
        for page in others:
            yield first, page


def test_pages_have_titles_of_their_own(sample: Sample) -> None:
    """No two pages of a language have one title, and each has a description."""
    for lang in sample.languages:
        pages = [page for page in sample.pages if page.lang == lang]
        titles = Counter(node.text() for page in pages for node in sample.trees[page.path].css("head title"))
        assert len(titles) == len(pages), [title for title, count in titles.items() if count > 1]
        for page in pages:
            (description,) = attributes(sample.trees[page.path], "meta[name=description]", "content")
            assert description.strip(), page.path


@ANY_CONTENT
def test_facts_have_sources_on_their_pages(sample: Sample) -> None:
    """Every source that an entry names has its place on a page of sources in every language."""
    for lang in sample.languages:
        shown = {
            id
            for page in sample.pages
            if page.lang == lang
            for id in attributes(sample.trees[page.path], "[id]", "id")
        }
        needed = {id for it in sample.site.citables.values() for id in it.sources}
        assert needed <= shown
