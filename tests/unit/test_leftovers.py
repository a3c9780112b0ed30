"""Marks and notes that were left in texts, and what only looks like one."""

from __future__ import annotations

import time

import pytest

from microsite.content.reading import read_draft
from microsite.content.text_files import Prose
from microsite.language.markdown import parse
from microsite.language.markdown_source import without_code
from microsite.rules import leftovers
from tests.samples import CONTENT

GUIDE = read_draft(CONTENT["guide"])[0]


def in_prose(text: str) -> list[str]:
    """The codes of what is said of a text."""
    tokens = parse(text)
    found = leftovers.in_prose(Prose("x.md", text), without_code(text, tokens), tokens, GUIDE)
    return [message.code for _, message, _ in found]


def in_short(words: str) -> list[str]:
    """The codes of what is said of a short text."""
    return [message.code for _, message, _ in leftovers.in_short_text(words)]


@pytest.mark.parametrize(
    "words",
    [
        "A < b and c > d, a<b; I <3 it.",
        "“Todo sobre mi madre”, XXXe siècle, METODOLOGY, TBDs",
        "AT&T; R&D; 5 * 3 * 2 and *.md, *.yaml",
        "(see [this]) and (a)[b], $5, US$ {humanoid-1000.value}",
        "[this] [and] that",
        "No. #1",
    ],
)
def test_what_only_looks_like_a_mark(words: str) -> None:
    """Signs of a text are left alone, in prose and in short texts."""
    assert in_short(words) == []
    assert in_prose(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "`<b>` and \\<b> and ```TODO```",
        "```\n<b>\nTODO\n```\n",
        "```\ncode\n```",
        "~~~~\n```\n~~~~\n",
        "Words\n\n---\n\nmore",
        "| a | b |\n| --- | --- |\n| c | d |\n",
        "<https://example.org/> [x](https://example.org/a.b) [https://example.org](https://example.org/)",
        "[x]: https://example.org/\n",
        "[글](https://ko.wikipedia.org/wiki/서울) [글](https://example.org/가나/로봇)",
        "`{not-a-fact}` &nbsp; &amp;",
        "- a\n- b\n",
    ],
)
def test_right_markdown(text: str) -> None:
    """Code, escapes, lines across the page, tables and links are what they are."""
    assert in_prose(text) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("글 TODO를", "note-to-oneself"),
        ("FIXME: this", "note-to-oneself"),
        ("Lorem ipsum dolor", "note-to-oneself"),
        ("<b>x</b>", "html-printed"),
        ("<!-- x -->", "html-printed"),
        ("x</div>", "html-printed"),
        ('<a href="https://x.org/">x</a>', "html-printed"),
        ("(x)[https://example.org]", "link-turned-round"),
        ("(x)[term:y]", "link-turned-round"),
        ("${humanoid-1000}", "dollar-before-brace"),
        ("가" * 101, "word-without-end"),
    ],
)
def test_left_in_any_text(words: str, code: str) -> None:
    """Each is said once, the end of a tag with its beginning."""
    assert in_short(words) == [code]
    assert in_prose(words) == [code]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("x[^1]", "note-outside-prose"),
        ("a&nbsp;b", "html-printed"),
        ("# Title", "left-over"),
        ("a *word* in", "left-over"),
        ("a `word` in", "left-over"),
    ],
)
def test_left_in_a_short_text(words: str, code: str) -> None:
    """Marks of Markdown are printed where there is none."""
    assert in_short(words) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ntitle: x\n---\n\nWords", "front-matter"),
        ('+++\ntitle = "x"\n+++\n\nWords', "front-matter"),
        ("```\ncode", "fence-open"),
        ("````\ncode\n```\n", "fence-open"),
        ("Title\n=====\n", "heading-underlined"),
        ("Title\n---\n", "heading-underlined"),
        ("• one\n• two", "bullet-by-hand"),
        ("| a | b |\n| c | d |\n", "table-without-line"),
        ("See https://example.org/.", "bare-address"),
        ("[x](https://example.org/.)", "address-with-more"),
        ("[글](https://example.org/에서)", "address-with-more"),
        ("`{humanoid-1000}`", "brace-in-code"),
    ],
)
def test_left_in_prose(text: str, code: str) -> None:
    """What would be another block, or no link, or printed by its name."""
    assert in_prose(text)[:1] == [code]


@pytest.mark.parametrize(
    "piece",
    ["<a ", "(a", "*a", "`a", "[^a", "https://", "x\n---a\n", "가" * 99 + " ", "&a", "a: b\n", "$", "{"],
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    """Half a million letters of anything are looked through in the time that reading takes."""
    words = piece * (500_000 // len(piece))
    start = time.process_time()
    for pattern in (
        leftovers._ANYWHERE,
        leftovers._LONG,
        leftovers._SHORT,
        leftovers._PROSE,
        leftovers._FRONT,
    ):
        assert sum(1 for _ in pattern.finditer(words)) <= len(words)
    assert time.process_time() - start < 5
