"""The editing guides: each task in them is done, word for word, on a copy of content as it once was.

`sites/guide` is a part of the first site's content, and stays as it is whatever becomes of that.

A section (`##`) is one story on a copy of its own. A fenced block is a step, and says what it is behind
the language of its letters: `find` and then `write` replace lines, `add` puts lines at the end of a
file, `new file` and `whole file` give all of it. A `console` block is a command and what it prints;
`…` stands for what may be otherwise, and alone on a line for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from functools import cache
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from microsite.commands.arguments import arguments
from microsite.content.references import references
from microsite.content.scalars import Text
from microsite.language.phrases import Phrases
from microsite.line import read
from microsite.messages.catalogue import Message, sentence
from tests.samples import CONTENT, DAY, ROOT, Sample, expect_none

DOCS = ROOT / "docs"
GUIDES = {"en": DOCS / "editing.en.md", "ko": DOCS / "editing.ko.md"}
SITE = CONTENT["guide"]
LEAST_TASKS = 12
ELSEWHERE = "…"
STEP = re.compile(r"(?:yaml|markdown|csv) (content/\S+|[^/\s]+\.csv) · (find|write|add|new file|whole file)")
PICTURE = re.compile(r"content/pictures/[a-z-]+\.jpg")
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Step:
    """One fenced block: what is to be done, in which file, and the lines."""

    action: str
    file: str
    body: str
    line: int


@dataclass
class Section:
    """What stands under one heading of a guide; the words are those outside of its steps."""

    title: str = ""
    shape: list[str] = field(default_factory=list)  # the kinds of its blocks, in their order
    words: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)  # of its table, the heading left out
    steps: list[Step] = field(default_factory=list)


# --- reading a guide ----------------------------------------------------------------------------


@cache
def sections(lang: str) -> tuple[Section, ...]:
    """The sections of a guide; the first stands before the first `##`."""
    found = [Section()]
    tokens = _parsed(lang)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            found.append(Section(tokens[at + 1].content))
        here = found[-1]
        if token.nesting >= 0 and token.type != "inline":
            here.shape.append(token.tag)
        if token.type == "inline":
            here.words.append(token.content)
        if token.type == "fence":
            here.steps.append(_step(token))
        if token.type == "tr_open" and tokens[at + 1].type == "td_open":
            here.rows.append([])
        if token.type == "td_open":
            here.rows[-1].append(tokens[at + 1].content)
    return tuple(found)


def _parsed(lang: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(GUIDES[lang].read_text("utf-8"))


def _step(token: Token) -> Step:
    line = token.map[0] + 1 if token.map else 0
    if token.info == "console":
        return Step("console", "", token.content, line)
    match = STEP.fullmatch(token.info)
    return Step(match[2] if match else token.info, match[1] if match else "", token.content, line)


def tables(lang: str) -> list[list[list[str]]]:
    return [section.rows for section in sections(lang) if section.rows]


def _name(lang: str, at: int) -> str:
    """What a task is called in the report of a run: its English heading."""
    headings = [section.title.lower().replace(" ", "-") for section in sections("en")]
    return f"{lang}-{headings[at] if at < len(headings) else at}"


TASKS = [
    pytest.param(lang, at, id=_name(lang, at))
    for lang in GUIDES
    for at, section in enumerate(sections(lang))
    if section.steps
]


# --- doing what it says -------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a copy of the content that the guides speak of, and no history."""
    shutil.copytree(SITE, tmp_path / "content")
    return tmp_path


def test_site_of_the_guides_is_whole() -> None:
    """The content that the tasks begin from has no mistake and no warning."""
    assert read(SITE, DAY, strict=True).warnings == ()


@pytest.mark.parametrize(("lang", "at"), TASKS)
def test_task(lang: str, at: int, desk: Path) -> None:
    """The steps of a section can be taken, print what the guide shows, and leave no mistake behind.

    A section may end with mistakes only when its last command shows them.
    """
    for file in PICTURE.findall(" ".join(sections(lang)[at].words)):  # the editor has it
        (desk / file).parent.mkdir(exist_ok=True)
        Image.new("RGB", (40, 30)).save(desk / file)
    fails = _follow(sections(lang)[at].steps, desk, lang)
    if not fails:
        expect_none(neglects(desk))


def neglects(desk: Path) -> Iterator[str]:
    """The warnings, without those that what the guides call an example is one still."""
    warnings = read(desk / "content", DAY).warnings
    return (str(it) for it in warnings if it.message.code != "still-an-example")


def _follow(steps: Sequence[Step], desk: Path, lang: str) -> bool:
    """Take every step; return whether a mistake is still expected behind the last one."""
    fails = False
    rest = iter(steps)
    for step in rest:
        if step.action == "console":
            fails = _run(step, desk, lang)
        elif step.action == "find":
            _replace(step, next(rest), desk)
            fails = False
        else:
            assert step.file, f"line {step.line}: no such step: {step.action}"
            _put(step, desk)
            fails = False
    return fails


def _replace(old: Step, new: Step, desk: Path) -> None:
    assert (new.action, new.file) == ("write", old.file), f"line {new.line}: no lines to write here"
    path = desk / old.file
    text, sought = path.read_text("utf-8"), old.body.rstrip("\n")
    times = text.count(sought)
    assert times == 1, f"guide, line {old.line}: this stands {times} times in {old.file}, not once:\n{sought}"
    path.write_text(text.replace(sought, new.body.rstrip("\n")), "utf-8")


def _put(step: Step, desk: Path) -> None:
    path = desk / step.file
    assert path.exists() == (step.action == "whole file") or step.action == "add", step.file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") if step.action == "add" and path.exists() else ""
    assert before[-1:] in ("", "\n"), f"{step.file} does not end with a line"
    path.write_text(before + step.body, "utf-8")


def _run(step: Step, desk: Path, lang: str) -> bool:
    """Run a command and compare what it prints; return whether it is meant to fail."""
    command, *lines = step.body.splitlines()
    prompt, python, script, *words = shlex.split(command)
    assert (prompt, python, script) == ("$", "python", "build.py"), f"line {step.line}: {command}"
    done = subprocess.run(
        [sys.executable, str(ROOT / script), *words],
        cwd=desk,
        env=_environment(lang),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert re.fullmatch(_pattern(lines), done.stdout), f"line {step.line}: {command}\n{done.stdout}"
    fails = bool(lines) and _is_refusal(lines[-1], lang)
    assert done.returncode == fails
    return fails


def _environment(lang: str) -> dict[str, str]:
    """Of a reader's terminal in this language, on the day of the tests."""
    noon = datetime.combine(DAY, time(12), UTC)
    settings = {
        "LC_ALL": f"{lang}.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
        "SOURCE_DATE_EPOCH": f"{noon.timestamp():.0f}",
    }
    return {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"} | settings


def _pattern(lines: Sequence[str]) -> str:
    anything = r"(?:.*\n)*"
    return "".join(
        anything if line == ELSEWHERE else re.escape(line).replace(ELSEWHERE, ".+") + "\n" for line in lines
    )


def _is_refusal(line: str, lang: str) -> bool:
    closing = sentence(Message("to-mend", number=ELSEWHERE, more=""), lang)
    return re.sub(r"\d+", ELSEWHERE, line) == closing


# --- the two guides -----------------------------------------------------------------------------


def test_guides_have_the_same_tasks() -> None:
    """Both guides have the same sections, with the same blocks, steps and commands in one order."""
    first, *others = ([_sameness(section) for section in sections(lang)] for lang in GUIDES)
    assert sum(bool(section.steps) for section in sections("en")) >= LEAST_TASKS
    for other in others:
        for at, (ours, theirs) in enumerate(zip_longest(first, other)):
            assert ours == theirs, f"section {at}"


def _sameness(section: Section) -> tuple[list[str], list[Step], list[str]]:
    """What has to be the same in each language; what a command prints need not be."""
    steps = [replace(step, line=0, body=_command(step) or step.body) for step in section.steps]
    codes = [re.sub(r"\[.*?\]", "", row[0]) for row in section.rows]
    return section.shape, steps, codes


def _command(step: Step) -> str:
    return step.body.splitlines()[0] if step.action == "console" else ""


@pytest.mark.parametrize("lang", GUIDES)
def test_steps_say_to_readers_which_file_they_are_in(lang: str) -> None:
    """Readers do not see the first line of a block, so that the words before it name the file."""
    expect_none(
        f"{section.title}: {step.file}"
        for section in sections(lang)
        for step in section.steps
        if step.file and f"`{step.file}`" not in " ".join(section.words)
    )


@pytest.mark.parametrize("lang", GUIDES)
def test_commands_exist(lang: str) -> None:
    """Every command in a sentence is one that the generator knows, with its options."""
    words = " ".join(word for section in sections(lang) for word in section.words)
    commands = [code for code in CODE.findall(words) if code.startswith("python ")]
    assert commands
    for command in commands:
        python, script, *rest = shlex.split(command)
        assert (python, script) == ("python", "build.py")
        assert arguments(rest).command in rest


@pytest.mark.parametrize("lang", GUIDES)
def test_words_of_the_site_are_quoted_as_they_are(lang: str, guide: Sample) -> None:
    """What the guide says that readers see is what they see."""
    words = " ".join(" ".join(word for section in sections(lang) for word in section.words).split())
    interface = guide.site.interface
    standings = (interface.standing[state] for state in ("unchecked", "overdue"))
    weights = (interface.weight[weight] for weight in ("independent", "announcement", "differ", "document"))
    for shown in (interface.correct_page, *standings, *weights):
        assert shown[lang] in words


# --- tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", GUIDES)
def test_every_content_file_has_its_row(lang: str) -> None:
    """The table of files leaves out none, and has none that a site cannot have."""
    rows = [code for row in tables(lang)[0] for code in CODE.findall(row[0])]
    forms = [re.sub("ID|YEAR", "[^/.]+", re.escape(row)) for row in rows]
    files = [path.relative_to(SITE).as_posix() for path in SITE.rglob("*.*")]
    expect_none(name for name in files if not any(re.fullmatch(form, name) for form in forms))
    missing = [
        row
        for row, form in zip(rows, forms, strict=True)
        if not any(re.fullmatch(form, name) for name in files)
    ]
    assert all(re.match(r"reviewed\.yaml|pictures|parts/", row) for row in missing)


@pytest.mark.parametrize("lang", GUIDES)
def test_names_print_what_the_guide_says(lang: str, guide: Sample) -> None:
    """Each name of a fact or a date in the table prints what stands beside it."""
    phrases, seen = Phrases(guide.site, lang), 0
    for form, where, printed in tables(lang)[1]:
        (name,) = CODE.findall(form)
        if not name.startswith("{") or name.startswith("{^"):
            continue
        own = next((guide.site.citables[id].entry for id in CODE.findall(where)), None)
        said = phrases.plain(Text({lang: name}), own)
        assert unicodedata.normalize("NFKC", said) == printed, name
        seen += 1
    assert seen >= len(["value", "start", "year", "date", "moment"])


@pytest.mark.parametrize("lang", GUIDES)
def test_names_may_stand_where_the_guide_says(lang: str, desk: Path) -> None:
    """Prose takes every form of the table except those that only speak of the text's own fact."""
    forms = [code for row in tables(lang)[1] for code in CODE.findall(row[0])]
    taken = [form for form in forms if all(it.name for it in references(form))]
    assert len(forms) > len(taken) > 0
    for half in GUIDES:
        with (desk / "content" / "pages" / f"about.{half}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n## Example {{#example}}\n\n{' '.join(taken)}\n")
    expect_none(neglects(desk))


# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", GUIDES)
def test_links_of_the_guide_lead_somewhere(lang: str) -> None:
    """Every link of a guide leads to a file of the repository, and to a heading where it names one."""
    links = list(_links(lang))
    assert links
    for link in links:
        name, _, anchor = link.partition("#")
        file = (DOCS / name).resolve() if name else GUIDES[lang]
        assert file.is_file(), link
        assert file.is_relative_to(ROOT), link
        assert not anchor or anchor in _anchors(file), link


def _links(lang: str) -> Iterator[str]:
    for token in _parsed(lang):
        for child in token.children or ():
            if child.type == "link_open":
                yield unquote(str(child.attrGet("href")))


def _anchors(file: Path) -> set[str]:
    """The addresses that GitHub gives to the headings of a file."""
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
