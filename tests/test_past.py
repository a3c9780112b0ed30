"""A site of the past: one line, one language, no promise, no fact with a number."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from tests.samples import BASE_URL, DAY, ROOT, attributes, expect_none

LISTS = "main ul, main ol, main dl, main tbody, main fieldset, main .sector-cards, main .target-cards"


@pytest.fixture(scope="module")
def trees() -> dict[str, LexborHTMLParser]:
    """The pages of the site by their paths."""
    files = build(ROOT / "tests/sites/past", DAY, BASE_URL, strict=True).files
    return {path: LexborHTMLParser(body) for path, body in files.items() if path.endswith(".html")}


def test_nothing_stands_empty(trees: dict[str, LexborHTMLParser]) -> None:
    """No list, table or group is without entries, and no band of a page has nothing but its heading."""
    assert len(trees) > 15
    faults = []
    for path, tree in trees.items():
        faults += [f"{path}: <{node.tag}>" for node in tree.css(LISTS) if not node.text().strip()]
        for band in tree.css("main section"):
            if band.css_first("[id^=contents-]"):
                continue  # an example of a list of contents has headings only
            rest = [node for node in band.iter() if node.tag not in ("h1", "h2", "h3")]
            shown = any(node.text().strip() or node.css("svg, input, rect") for node in rest)
            faults += [] if shown else [f"{path}: the band {band.attributes}"]
    expect_none(faults)


def test_home_page_promises_nothing(trees: dict[str, LexborHTMLParser]) -> None:
    """What is ahead has no band where nothing is; what happened is on the map."""
    tree = trees["de/index.html"]
    assert "next-stations" not in attributes(tree, "[id]", "id")
    assert [node.text(strip=True) for node in tree.css(".stop__label")] == ["Letzte Fahrt"]
    assert ["Erste Fahrt" in node.text() for node in tree.css(".line-map__head")] == [True]
    absent = ".line-map__now, .line-map__check, .line-map__year[data-column], .stop--undated, .stop--later"
    assert tree.css_first(absent) is None


def test_one_language_is_not_compared(trees: dict[str, LexborHTMLParser]) -> None:
    """With one language nothing stands side by side, and no page leads to another language."""
    assert not any("side-by-side" in path for path in trees)
    others = {href for tree in trees.values() for href in attributes(tree, "a[hreflang]", "hreflang")}
    assert others <= {"de"}
