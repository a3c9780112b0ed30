"""A site of the past: one line, one language, no promise, no fact with a number."""

from __future__ import annotations

import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from tests.samples import BASE_URL, DAY, SITES, attributes, expect_none

LISTS = "main ul, main ol, main dl, main tbody, main fieldset, main .sector-cards, main .target-cards"


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """The pages of the site by their paths; one of them shows every component."""
    content = shutil.copytree(SITES / "past", tmp_path_factory.mktemp("past") / "content")
    with (content / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("style_guide: true\n")
    files = build(content, DAY, BASE_URL, strict=True).files
    return {path: LexborHTMLParser(body) for path, body in files.items() if path.endswith(".html")}


def test_nothing_stands_empty(trees: dict[str, LexborHTMLParser]) -> None:
    """No list, table or group is without entries, and no band of a page has nothing but its heading."""
    assert len(trees) == 15
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
    assert [node.text(strip=True) for node in tree.css(".stop__label")] == ["Erste Fahrt", "Letzte Fahrt"]
    absent = (
        ".line-map__now, .line-map__check, .line-map__head, .line-map__year[data-column], .stop--undated,"
        " .line-map__year--none, .stop--later"
    )
    assert tree.css_first(absent) is None
    assert [node.text(strip=True) for node in tree.css(".map-legend li")] == ["Fakten geprüft", "Ereignis"]
    assert "noch kommt" not in tree.body.text() if tree.body else False


def test_single_line_is_in_the_menu(trees: dict[str, LexborHTMLParser]) -> None:
    """An index of one would lead nowhere else; on its own page it is the one that the reader is on."""
    assert attributes(trees["de/index.html"], ".site-header nav a", "href") == [
        "ferry/",
        "timeline/",
        "sources/",
    ]
    page = trees["de/ferry/index.html"]
    assert attributes(page, ".site-header__pages [aria-current]", "aria-current") == ["page"]
    assert [node.text(strip=True) for node in page.css(".breadcrumb a")] == ["Startseite"]
    assert "Alle Linien" not in (page.body.text() if page.body else "")


def test_one_language_is_not_compared(trees: dict[str, LexborHTMLParser]) -> None:
    """With one language nothing stands side by side, and no page leads to another language."""
    assert not any("side-by-side" in path for path in trees)
    others = {href for tree in trees.values() for href in attributes(tree, "a[hreflang]", "hreflang")}
    assert others <= {"de"}
