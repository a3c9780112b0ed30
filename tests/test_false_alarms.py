"""One mistake is one message: what follows from it is not held against anybody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.content.documents import MAX_MISTAKES, MAX_VALUES
from microsite.content.text_files import MAX_PROSE
from microsite.language.markdown_limits import MOST_LETTERS
from microsite.line import read
from microsite.memory import Memory
from microsite.messages.problems import MOST, ContentError, Problem
from tests.samples import DAY, copy_of_other

# What makes a file one that cannot be read, wherever it stands.
UNREADABLE: dict[str, Callable[[bytes], bytes]] = {
    "tab": lambda raw: b"\tkey: 1\n" + raw,
    "quotation mark inside": lambda raw: raw + b'\nkey: "a" b\n',
    "no UTF-8": lambda raw: raw[:40] + b"\xff\xfe" + raw[40:],
    "list behind keys": lambda raw: raw + b"\n- a\n",
}

UNSEEN = {"invisible-character", "and-more"}
TWICE = {"key-twice", "and-more", "reading-stopped"}


def said(content: Path, memory: Memory | None = None) -> tuple[Problem, ...]:
    """Everything that is said of a folder of content with mistakes."""
    with pytest.raises(ContentError) as error:
        read(content, DAY, memory=memory)
    return error.value.problems


@pytest.mark.parametrize("how", UNREADABLE)
def test_a_file_that_cannot_be_read_is_the_only_thing_said(how: str, tmp_path: Path) -> None:
    """Whatever the file, nobody is blamed for what it would have held."""
    content, memory = copy_of_other(tmp_path), Memory()
    faults = []
    for file in sorted(content.rglob("*.yaml")):
        whole = file.read_bytes()
        file.write_bytes(UNREADABLE[how](whole))
        problems = said(content, memory)
        if [problem.place.file for problem in problems] != [file.as_posix()]:
            faults.append(f"{file.name}: {'; '.join(map(str, problems))}")
        file.write_bytes(whole)
    assert not faults


def test_letters_that_nobody_sees_are_said_and_nothing_else(tmp_path: Path) -> None:
    """A control character inside of a name does not make it another one."""
    content = copy_of_other(tmp_path)
    sources = content / "sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("gazette", "gaz\0ette", 1), "utf-8")
    assert [problem.message.code for problem in said(content)] == ["control-character"]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("pages/about.fr.md", "\u200b\n" * 600_000, {"too-big"}),
        ("pages/about.fr.md", "\u200b\n" * (MAX_PROSE // 4), UNSEEN | {"empty-prose"}),
        ("pages/about.fr.md", ("[a](" * 2000 + "\n") * 20, {"paragraph-too-long"}),
        ("pages/about.fr.md", ("[" * 9000 + "\n") * 20, {"paragraph-too-long"}),
        ("glossary.yaml", "? \n" * 600_000, TWICE),
        ("glossary.yaml", "a: b\n" * 390_000, TWICE),
        ("glossary.yaml", "".join(f"k{n}: b\n" for n in range(MAX_VALUES)), {"too-many-values"}),
    ],
)  # fmt: skip
def test_rubbish_by_the_megabyte_is_answered_in_a_few_lines(
    name: str, text: str, codes: set[str], tmp_path: Path
) -> None:
    """No message comes more often than a person would read."""
    content = copy_of_other(tmp_path)
    with (content / name).open("a" if name.endswith(".yaml") else "w", encoding="utf-8") as file:
        file.write(text)
    problems = [problem for problem in said(content) if problem.place.file.endswith(name)]
    assert {problem.message.code for problem in problems} == codes
    assert len(problems) <= len(codes) * MOST


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """After so many of a kind the number of the others stands where the next of them is."""
    content = copy_of_other(tmp_path)
    (content / "pages" / "about.fr.md").write_text("a\u200b\n" * (MOST + 7), "utf-8")
    *shown, last = [it for it in said(content) if it.message.code in ("invisible-character", "and-more")]
    assert len(shown) == MOST
    assert dict(last.message.parts) == {"number": 7}
    assert (last.place.line, last.place.column) == (MOST + 1, 2)


def test_a_paragraph_may_be_long_and_no_longer(tmp_path: Path) -> None:
    """The limit is that of one paragraph, and of none of its neighbours."""
    content = copy_of_other(tmp_path)
    for part in (content / "parts").iterdir():
        part.write_text("a b\n" * (MOST_LETTERS // 4), "utf-8")
    read(content, DAY)
    first = next((content / "parts").iterdir())
    first.write_text("a\n\n" + "a b\n" * (MOST_LETTERS // 4 + 1), "utf-8")
    (problem,) = said(content)
    assert (problem.message.code, problem.place.line) == ("paragraph-too-long", 3)


def test_reading_stops_where_nothing_is_right(tmp_path: Path) -> None:
    """The line is named at which a file with very many mistakes was laid aside."""
    content = copy_of_other(tmp_path)
    with (content / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("a: b\n" * (MAX_MISTAKES + 500))
    stopped = [problem for problem in said(content) if problem.message.code == "reading-stopped"]
    assert len(stopped) == 1
    assert stopped[0].place.line > MAX_MISTAKES
