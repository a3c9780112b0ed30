"""Problems as people and tools read them."""

from __future__ import annotations

import json
import re

import pytest

from microsite.messages.catalogue import Message, languages, sentence
from microsite.messages.problems import Place, Problem
from microsite.messages.report import BOLD, FORMS, QUIET, RED, RESET, YELLOW, foremost_first, report

LANG = languages()[0]
BLANK = Problem(Place("a.yaml", 3, 7), "x › title", Message("unfilled"))
NOTE = Problem(Place("a.yaml", 9, 1), "", Message("comment-behind-text"), "warning")
FILE = Problem(Place("b.yaml"), "", Message("missing-file", hint=""))
SAID = {problem: sentence(problem.message, LANG) for problem in (BLANK, NOTE, FILE)}


def test_text_is_a_line_a_problem() -> None:
    """A line has the place as far as it is known, the key if there is one, and the sentence."""
    assert report([BLANK, NOTE, FILE], LANG).split("\n") == [
        f"a.yaml:3:7  x › title: {SAID[BLANK]}",
        f"a.yaml:9:1  warning: {SAID[NOTE]}",
        f"b.yaml  {SAID[FILE]}",
    ]


@pytest.mark.parametrize("lang", languages())
def test_text_is_in_the_language_that_was_asked_for(lang: str) -> None:
    """Sentences and the word for a warning follow the language."""
    line = report([NOTE], lang)
    assert line == f"a.yaml:9:1  {sentence(Message('warning'), lang)}{sentence(NOTE.message, lang)}"


def test_colour_marks_mistakes_and_warnings() -> None:
    """In colour the place is red for a mistake and yellow for a warning, and the key steps back."""
    mistake, note = report([BLANK, NOTE], LANG, colour=True).split("\n")
    assert mistake == f"{BOLD}{RED}a.yaml:3:7{RESET}  {QUIET}x › title: {RESET}{SAID[BLANK]}"
    assert note == f"{BOLD}{YELLOW}a.yaml:9:1{RESET}  warning: {SAID[NOTE]}"


def test_colour_changes_no_letter() -> None:
    """Without its codes, a coloured line is the plain one; without colour there are no codes."""
    plain, coloured = (report([BLANK, NOTE, FILE], LANG, colour=on) for on in (False, True))
    assert "\x1b" not in plain
    assert re.sub("\x1b\\[[0-9]*m", "", coloured).replace("\n\n", "\n") == plain


def test_blank_line_parts_the_files_on_a_terminal() -> None:
    """In colour one blank line stands between files, none within a file, before or behind all."""
    lines = report([BLANK, NOTE, FILE], LANG, colour=True).split("\n")
    assert [bool(line) for line in lines] == [True, True, False, True]
    assert "" not in report([BLANK, NOTE, FILE], LANG).split("\n")


def test_github_shows_problems_at_their_lines() -> None:
    """An annotation names file, line and column as far as they are known, and how grave it is."""
    assert report([BLANK, NOTE, FILE], LANG, "github").split("\n") == [
        f"::error file=a.yaml,line=3,col=7::x › title: {SAID[BLANK]}",
        f"::error file=b.yaml::{SAID[FILE]}",
        f"::warning file=a.yaml,line=9,col=1::{SAID[NOTE]}",
    ]


def test_annotations_begin_with_what_explains_the_others() -> None:
    """GitHub shows ten of a step: a file that cannot be read comes first, warnings last."""
    unread = Problem(Place("z.yaml", 2), "", Message("not-yaml", advice=""))
    assert report([NOTE, BLANK, unread], LANG, "github").startswith("::error file=z.yaml,line=2::")
    assert foremost_first([NOTE, BLANK, unread, FILE]) == (unread, BLANK, FILE, NOTE)


def test_github_cannot_be_given_commands() -> None:
    """What an editor wrote cannot end an annotation, add to its place or begin another one."""
    problem = Problem(Place("a,b:c%.yaml", 1), "50%", Message("refused", reason="100%\r\n::error::x, y: z"))
    assert report([problem], LANG, "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1::50%25: 100%25 ::error::x, y: z."
    )


@pytest.mark.parametrize("lang", languages())
def test_json_says_all_there_is(lang: str) -> None:
    """Tools get the place in parts, the key, the code and the sentence; 0 is what is not known."""
    problem = Problem(Place("가.yaml", 2, 5), "x › y", Message("refused", reason='"\n\\'), "warning")
    data = json.loads(report([problem, FILE], lang, "json"))
    assert data["problems"] == [
        {
            "file": "가.yaml",
            "line": 2,
            "column": 5,
            "severity": "warning",
            "key": "x › y",
            "code": "refused",
            "message": sentence(problem.message, lang),
        },
        {
            "file": "b.yaml",
            "line": 0,
            "column": 0,
            "severity": "error",
            "key": "",
            "code": "missing-file",
            "message": sentence(FILE.message, lang),
        },
    ]
    assert list(data) == ["problems"]


def test_nothing_to_say() -> None:
    """Without problems there is no line, and JSON is a document with an empty list."""
    assert {form: report([], LANG, form) for form in FORMS if form != "json"} == {"text": "", "github": ""}
    assert json.loads(report([], LANG, "json")) == {"problems": []}


def test_order_is_kept() -> None:
    """Problems are shown in the order they come."""
    assert report([FILE, BLANK], LANG).startswith("b.yaml")
    assert report([BLANK, FILE], LANG, "github").startswith("::error file=a.yaml")
