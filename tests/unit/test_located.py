"""Marks of a page -> attributes of its elements: each on what it says; nothing else changes."""

from __future__ import annotations

import re

import pytest

from microsite.content.whence import place_of
from microsite.line import build
from microsite.messages.problems import Place
from microsite.pages.marked import BEFORE, BEHIND, stripped
from microsite.pages.render import Wish
from microsite.preview.located import WRITTEN, located
from microsite.preview.written import Written
from tests.samples import BASE_URL, CONTENT, DAY, expect_none

ADDED = re.compile(rf' {WRITTEN}="[^"]*"'.encode())
ENTRY = Place("e.yaml", 7, 3)


def placed(html: str) -> str:
    """A page whose marks are written as `«3»`, for a line of a text."""
    marked = html.replace("«", f"{BEFORE}a.md#").replace("»", BEHIND)
    return located(marked.encode(), lambda spot: place_of(spot, {}), {"entry": ENTRY}).decode()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>«3»one <b>«4»two</b></p>", '<p @3>one <b @4>two</b></p>'),
        ("<p>one <b>«4»two</b>«3» three</p>", '<p @3>one <b @4>two</b> three</p>'),
        ("<p><br>«3»one<img src=a></p>", '<p @3><br>one<img src=a></p>'),
        ('<a title="«3»x > y">«4»one</a>', '<a title="x > y" @4>one</a>'),
        ("<a title='«3»x'><i></i></a>", "<a title='x' @3><i></i></a>"),
        ('<svg><path d="M0"/>«3»</svg>', '<svg @3><path d="M0"/></svg>'),
        ('<img alt="«3»x"/>', '<img alt="x" @3/>'),
        ("<ul><li>«3»one<li>«4»two</ul>«5»", "<ul><li @3>one<li @4>two</ul>"),
        ("<script>if (a < b) '«3»'</script><p>«4»</p>", "<script>if (a < b) ''</script><p @4></p>"),
        ("<!-- «3»<p> --><p>«4»</p>", "<!-- <p> --><p @4></p>"),
        ("<p>«3»one</b></p></p>", "<p @3>one</b></p></p>"),
        ("<p>«3»«4»one</p>", "<p @3>one</p>"),
        ('<li id="entry"><i></i></li>', '<li id="entry" @e><i></i></li>'),
        ('<li id="entry" title="«3»">«4»one</li>', '<li id="entry" title="" @4>one</li>'),
        ('<li id="entry" title="«3»"></li>', '<li id="entry" title="" @e></li>'),
        ("<p>1 < 2 «3»</p>", "<p @3>1 < 2 </p>"),
    ],
)  # fmt: skip
def test_mark_belongs_to_the_element_that_says_it(html: str, expected: str) -> None:
    expected = expected.replace("@e", f'{WRITTEN}="{ENTRY}"')
    assert placed(html) == re.sub("@([0-9])", rf'{WRITTEN}="a.md:\1:1"', expected)


def test_place_that_is_gone_is_none() -> None:
    marked = f"<p>{BEFORE}gone.yaml#/a/b{BEHIND}one</p>".encode()
    assert located(marked, lambda spot: place_of(spot, {}), {}) == b"<p>one</p>"


def test_head_has_no_places_and_the_body_that_of_the_page() -> None:
    marked = f"<head><title>{BEFORE}a.md#3{BEHIND}x</title></head><body><p>y</p></body>".encode()
    found = located(marked, lambda spot: place_of(spot, {}), {}, Place("a.md", 1, 1))
    assert found == b'<head><title>x</title></head><body data-written="a.md:1:1"><p>y</p></body>'


def test_only_places_are_added_to_a_page() -> None:
    """Every page of the town, byte for byte; and each knows the files that it is made of."""
    built = build(CONTENT["other"], DAY, BASE_URL, wish=Wish(marked=True))
    written = Written(built)
    expect_none(
        path
        for path, marked in built.marked.items()
        if ADDED.sub(b"", written.page(path) or b"") != stripped(marked)
    )
    expect_none(path for path, body in built.files.items() if b"data-written" in body or b".preview/" in body)
    files = written.files_of("fr/lignes/port/index.html")
    assert [file.removeprefix(f"{CONTENT['other']}/") for file in files[:2]] == [
        "sectors/port.fr.md",
        "sectors/port.yaml",
    ]
    assert [(lang, path) for lang, _, path in written.twins_of("fr/index.html")] == [
        ("ar", "ar/index.html"),
        ("de", "de/index.html"),
    ]
    assert written.page("css/home.fr.css") is None
    assert written.twins_of("nowhere.html") == []
