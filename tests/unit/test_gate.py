"""Each fault that is looked for in a built site, planted in one file of a good one."""

from __future__ import annotations

import pytest

from microsite.gate.whole import problems_of
from tests.samples import ANY_CONTENT, Sample

MAIN = b"</main>"
HOME = "fr/index.html"
GERMAN = "de/index.html"


def faults(sample: Sample, path: str, old: bytes, new: bytes) -> list[str]:
    """What is found when the first `old` of a file is replaced by `new`."""
    body = sample.files[path]
    assert old in body
    doctored = {**sample.files, path: body.replace(old, new, 1)}
    return sorted(str(problem) for problem in problems_of(doctored, sample.pages, sample.site))


@ANY_CONTENT
def test_good_site_has_no_fault(sample: Sample) -> None:
    """A site that was just built passes."""
    assert list(problems_of(sample.files, sample.pages, sample.site)) == []


@pytest.mark.parametrize(
    ("path", "planted", "fault"),
    [
        (HOME, '<a href="nowhere/">x</a>', 'the link "nowhere/" leads to no page.'),
        (HOME, '<a href="../nowhere.html">x</a>', 'the link "../nowhere.html" leads to no page.'),
        (HOME, '<a href="/fr/">x</a>', 'the link "/fr/" leads to no page.'),
        (HOME, '<a href="/some/base/xx/">x</a>', 'the link "/some/base/xx/" leads to no page.'),
        (HOME, '<img alt="" src="none.svg">', 'the link "none.svg" leads to no page.'),
        (HOME, '<a href="#nowhere">x</a>', 'the link "#nowhere" leads to no place on its page.'),
        (HOME, '<a href="../de/#nowhere">x</a>', 'the link "../de/#nowhere" leads to no place on its page.'),
        ("404.html", '<a href="/some/base/x/">x</a>', 'the link "/some/base/x/" leads to no page.'),
        (HOME, "<p>some **left</p>", '"**" is left over in “'),
        (HOME, "<p>a {fact} b</p>", '"{f" is left over in “'),
        (HOME, "<p>a {^fact} b</p>", '"{^" is left over in “'),
        (HOME, "<p>[a](b:c)</p>", '"[a](b:c)" is left over in “'),
        (GERMAN, '<p id="extra">x</p>', f"its anchors differ from {HOME}: extra."),
        (GERMAN, "<h2>x</h2>", f"its headings differ from {HOME}."),
    ],
)
def test_fault_in_the_text_is_found(other: Sample, path: str, planted: str, fault: str) -> None:
    """A dead link or anchor, a leftover mark and a difference between languages are each named."""
    (found,) = faults(other, path, MAIN, planted.encode() + MAIN)
    assert found.startswith(f"site/{path}  {fault}")
    assert "\n" not in found


@pytest.mark.parametrize(
    "planted",
    [
        '<a href="../de/">x</a>',
        '<a href="./">x</a>',
        '<a href="../">x</a>',
        '<a href="..">x</a>',
        '<a href="#content">x</a>',
        '<a href="/some/base/de/">x</a>',
        '<a href="/some/base/">x</a>',
        '<a href="https://example.org/nowhere/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        "<p>2 * 3 { 4 } [5] (6)</p>",
    ],
)
def test_right_text_is_left_alone(other: Sample, planted: str) -> None:
    """Links that lead somewhere and single marks in a text are no faults."""
    assert faults(other, HOME, MAIN, planted.encode() + MAIN) == []


def test_what_only_a_button_opens_may_differ_between_languages(other: Sample) -> None:
    """No address leads there; how the map groups promises depends on the width of each language's words."""
    assert faults(other, GERMAN, MAIN, b'<div id="extra" popover>x</div>' + MAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "faults_found"),
    [
        (
            b"<h1",
            b"<h1>x</h1><h1",
            ["the page has 2 main headings (h1), not one.", f"its headings differ from {HOME}."],
        ),
        (b'lang="de"', b'lang="en"', ['the page says it is in "en".']),
        (
            b'hreflang="ar" href="https://example.org/some/base/ar/"',
            b'hreflang="ar" href="https://example.org/some/base/ar/x/"',
            ["the links to the other languages do not match the pages."],
        ),
        (
            b'<link rel="alternate" hreflang="ar"',
            b'<link rel="alternate" hreflang="en"',
            ["the links to the other languages do not match the pages."],
        ),
        (
            b'id="content"',
            b'id="content"><p id="content"></p><p',
            ['the id "content" stands on the page more than once.'],
        ),
    ],
)
def test_fault_in_the_frame_is_found(other: Sample, old: bytes, new: bytes, faults_found: list[str]) -> None:
    """Headings, language, links between languages and ids of a page are each looked at."""
    found = faults(other, GERMAN, old, new)
    assert found == [f"site/{GERMAN}  {fault}" for fault in sorted(faults_found)]


def test_missing_heading_is_found(other: Sample) -> None:
    """A page without a main heading is named."""
    body = other.files["404.html"].replace(b"<h1", b"<p").replace(b"</h1>", b"</p>")
    found = problems_of({**other.files, "404.html": body}, other.pages, other.site)
    assert [str(it) for it in found] == ["site/404.html  the page has 0 main headings (h1), not one."]
