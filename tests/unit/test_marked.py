"""Texts that say where they are written: the published page is the same, and what they say is right."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from microsite.content.reading import read_draft
from microsite.content.readings import Readings
from microsite.content.scalars import Text
from microsite.content.whence import Whence, place_of
from microsite.line import Built, build
from microsite.pages.marked import BEFORE, BEHIND, MARK, placed, placed_text, stripped
from microsite.pages.render import Wish
from tests.samples import BASE_URL, CONTENT, DAY, SITES, edit, expect_none

TAGS = re.compile("<[^>]*>")
FEWEST_MARKS = 1_000  # of the made-up town: what it says, and how often
LANGUAGES = ("fr", "ar", "de")


def marked_site(content: Path) -> Built:
    return build(content, DAY, BASE_URL, wish=Wish(marked=True))


@pytest.mark.parametrize(
    "content", [*CONTENT.values(), SITES / "past", SITES / "green"], ids=lambda it: it.name
)
def test_pages_without_their_marks_are_those_that_are_published(content: Path) -> None:
    published, marked = build(content, DAY, BASE_URL), marked_site(content)
    assert marked.files == published.files
    told = {
        path
        for path, body in published.files.items()
        # An old address only leads on.
        if path.endswith(".html") and not (b'"noindex"' in body and b'http-equiv="refresh"' in body)
    }
    assert marked.marked.keys() == told
    expect_none(path for path, page in marked.marked.items() if stripped(page) != published.files[path])
    assert not published.marked
    assert not any(BEFORE.encode() in body or BEHIND.encode() in body for body in marked.files.values())


def test_site_with_templates_of_its_own_is_printed_without_marks(content: Path) -> None:
    """Such a template may cut what it has printed where it likes."""
    own = content.parent / "templates" / "components" / "page-head" / "page-head.html"
    own.parent.mkdir(parents=True)
    macro = "{% macro page_head(title, kicker='') %}{% set it %}{{ title }}{% endset %}"
    cut = "<h1>{{ it | truncate(9, true, '') }}</h1>{{ caller() if caller is defined }}{% endmacro %}"
    own.write_text(macro + cut, "utf-8")
    published, marked = build(content, DAY, BASE_URL), marked_site(content)
    assert marked.files == published.files


def test_text_stands_where_its_mark_says() -> None:
    """On every page of the town: the first word behind a mark stands in the line that it names."""
    built = marked_site(CONTENT["other"])
    documents = {it.file: it for it in built.draft.documents.values()}
    lines: dict[str, list[str]] = {}
    seen, faults = 0, []
    for path, page in built.marked.items():
        _, *pieces = MARK.split(page.decode())
        for spot, behind in zip(pieces[::2], pieces[1::2], strict=True):
            place = place_of(spot, documents)
            if not place:
                faults.append(f"{path}: {spot} is nowhere")
                continue
            seen += 1
            last = spot.rpartition("/")[2]
            if not (last in LANGUAGES or "#" in last or last == "title"):
                continue  # a number or a date, printed in another form than it is written
            words = re.search(r"[^\W\d_]{2,}", unescape(TAGS.sub(" ", behind)).replace("\xad", ""))
            if place.file not in lines:
                lines[place.file] = Path(place.file).read_text("utf-8").splitlines()
            known = lines[place.file]
            near = " ".join(known[place.line - 1 : place.line + 1]).replace("\xad", "")
            if words and behind.startswith(words[0]) and words[0] not in near and "{" not in near:
                faults.append(f"{path}: {words[0]!r} is not in {place}: {near[:60]}")
    expect_none(faults)
    assert seen > FEWEST_MARKS


def test_words_of_the_engine_have_no_place() -> None:
    draft, _ = read_draft(SITES / "green")
    whence = Whence.of_draft(draft, Readings())
    assert draft.interface
    assert whence.spot(draft.pages["home"].title["fr"])
    expect_none(
        name
        for name in type(draft.interface).model_fields
        if isinstance(text := getattr(draft.interface, name), Text) and whence.spot(text["fr"])
    )


def test_place_follows_what_is_written_above_it(content: Path) -> None:
    """A mark names keys: a page that was not made again leads to the line as it is now."""
    before, _ = read_draft(content)
    spot = Whence.of_draft(before, Readings()).spot(before.sectors["port"].name["fr"])
    file = content / "sectors" / "port.yaml"
    first = place_of(spot, {it.file: it for it in before.documents.values()})
    file.write_text("# a comment\n" + file.read_text("utf-8"), "utf-8")
    after, _ = read_draft(content)
    second = place_of(spot, {it.file: it for it in after.documents.values()})
    assert first
    assert second
    assert second.line == first.line + 1
    assert file.read_text("utf-8").splitlines()[second.line - 1].startswith("name:")
    assert place_of(spot, {}) is None


@pytest.mark.parametrize("name", ["sectors/port.yaml", "sectors/port.fr.md"])
@pytest.mark.parametrize("letter", [BEFORE, BEHIND])
def test_content_cannot_hold_the_characters_of_marks(content: Path, name: str, letter: str) -> None:
    word = "Ligne du port" if name.endswith("yaml") else "La ligne suit"
    edit(content / name, word, word + letter)
    _, problems = read_draft(content)
    assert any(it.message.code == "control-character" and it.place.file.endswith(name) for it in problems)


def test_text_with_a_mark_is_worked_with_as_without() -> None:
    """It is compared, sorted, cut and measured as it reads; only where it is printed, its mark is."""
    text = placed_text("b & c", "f.yaml#/a")
    assert (text, len(text), sorted(["c", text, "a"])) == ("b & c", 5, ["a", "b & c", "c"])
    assert str(escape(text)) == f"{BEFORE}f.yaml#/a{BEHIND}b &amp; c"
    html = placed(Markup(f"{BEFORE}f.yaml#/a{BEHIND}<b>7</b> of 9"))
    assert html == "<b>7</b> of 9"
    assert html.striptags() == "7 of 9"
    assert MARK.sub("", escape(html + " <")) == "<b>7</b> of 9 &lt;"
    assert BEFORE in escape(html + " <")
    assert BEFORE in Markup("<p>{}</p>").format(html)
    assert escape(html.replace("9", Markup("<i>9</i>"))) == f"{BEFORE}f.yaml#/a{BEHIND}<b>7</b> of <i>9</i>"
    assert escape(html.replace("a", "o")) == "<b>7</b> of 9"  # what would damage a mark leaves none
