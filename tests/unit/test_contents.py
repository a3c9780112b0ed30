"""The list of the sections of a page, and named conditions of style rules."""

from __future__ import annotations

from markupsafe import Markup

from microsite.pages.contents import headings
from tests.samples import Sample, attributes


def test_headings_are_those_of_the_second_level_in_their_order() -> None:
    """Each with its anchor and its words, code among them; other marks, and other levels, are left out."""
    html = Markup(
        '<h1 id="top">Top</h1><h2 id="a">One &amp; <em>two</em></h2><h3 id="b">Three</h3>'
        '<h2 id="c" translate="no"><a href="#">Four\n</a></h2><h2 id="d">Say <code>{a}</code></h2>'
    )
    assert headings(html) == [("a", "One &amp; two"), ("c", "Four"), ("d", "Say <code>{a}</code>")]
    assert headings(Markup("<p>No heading</p>")) == []


def test_pages_list_all_their_sections(sample: Sample) -> None:
    """Where a page has a list of contents, it names every section beside it, and there are four or more."""
    with_list = 0
    for path, tree in sample.trees.items():
        for frame in tree.css("main > .contents-frame"):
            with_list += 1
            listed = [link.removeprefix("#") for link in attributes(frame, ".contents a", "href")]
            assert listed == attributes(frame, ".contents__text h2[id]", "id"), path
            assert len(listed) >= 4, path
    assert with_list > len(sample.languages)
