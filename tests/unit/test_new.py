"""`new`: entries with a comment for every key and a blank for all that is not known."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from microsite.commands.main import main
from microsite.commands.new import GIVEN, additions, questions
from microsite.content.documents import read_yaml
from microsite.content.files import NEW_ENTRIES, shape_of
from microsite.content.reading import read_draft
from microsite.content.text_files import UNFILLED
from microsite.line import build, read
from microsite.messages.catalogue import Message, descriptions, languages, sentence
from microsite.messages.problems import ContentError
from tests.samples import CONTENT, DAY, edit, tree_of
from tests.terminal import Terminal

# A command line for an entry of each kind, the files that it writes, and what else its blanks want.
ENTRIES: Mapping[str, tuple[list[str], list[str], dict[str, str]]] = {
    "sector": (
        ["quai"],
        ["sectors/quai.yaml", "sectors/quai.fr.md", "sectors/quai.ar.md", "sectors/quai.de.md"],
        {"scope": "later"},
    ),
    "station": (
        ["bridge", "date=2026-04"],
        ["stations/2026.yaml"],
        {"kind": "event", "sectors": "[port]"},
    ),
    "source": (
        ["gazette-2027"],
        ["sources.yaml"],
        {"url": "https://example.org/gazette/2027", "language": "fr", "kind": "news", "read": "whole"},
    ),
    "term": (["aiguillage"], ["glossary.yaml"], {}),
    "target": (["quicker", "sector=port"], ["sectors/port.yaml"], {}),
    "fact": (["mayor"], ["launch.yaml"], {}),
    "origin": (["decree"], ["origins.yaml"], {"kind": "report"}),
    "conflict": (["how-fast"], ["conflicts.yaml"], {}),
    "question": (["how-long"], ["questions.yaml"], {"sectors": "[port]"}),
    "change": (["second"], ["changes.yaml"], {"date": "2026-01-01"}),
    "unit": (["hours"], ["units.yaml"], {}),
    "picture": (["depot-gate", "file=line-plan.png"], ["pictures.yaml"], {"url": "https://example.org/"}),
    "page": (
        ["visit"],
        ["pages/visit.yaml", "pages/visit.fr.md", "pages/visit.ar.md", "pages/visit.de.md"],
        {},
    ),
}
# Nothing leans on a new source, and no text has a new term: that is worth a look, and no mistake.
IDLE = {
    "source": ["idle-source"],
    "term": ["idle-term"],
    "origin": ["idle-origin"],
    "picture": ["idle-picture"],
}


def new(content: Path, *words: str) -> int:
    return main(["new", *words, "--content", str(content), "--lang", languages()[0]])


def blanks(content: Path) -> list[tuple[str, int]]:
    """File and line of every blank that is not in a comment."""
    return [
        (path.as_posix(), number)
        for path in sorted(content.rglob("*"))
        if path.suffix in (".md", ".yaml")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if UNFILLED in line and (path.suffix == ".md" or not line.lstrip().startswith("#"))
    ]


def fill(content: Path, answers: Mapping[str, str]) -> None:
    """Write something sensible into every blank."""
    for name in {file for file, _ in blanks(content)}:
        text = Path(name).read_text("utf-8")
        for key, answer in {"sources": "[amala-mobilite]", **answers}.items():
            text = re.sub(rf"^( *{key}): \[?{UNFILLED}\]?$", rf"\1: {answer}", text, flags=re.MULTILINE)
        word = "Zébulon {n}" if name.endswith("units.yaml") else "Zébulon"
        Path(name).write_text(text.replace(UNFILLED, word), "utf-8")


def entry(content: Path, name: str, id: str) -> Any:
    """An entry of a YAML file as it is written."""
    document = read_yaml(content / name, name, [])
    assert document is not None
    return document.data[id]


@pytest.mark.parametrize("kind", NEW_ENTRIES)
def test_new_entry_only_needs_its_blanks_filled(
    content: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written says its files; a check names the blanks and nothing else, and filled it passes."""
    words, files, answers = ENTRIES[kind]
    before = tree_of(content)
    assert new(content, kind, *words) == 0
    said = capsys.readouterr()
    assert [line.split("  ")[0] for line in said.out.splitlines()] == [str(content / name) for name in files]
    assert said.err == ""
    after = tree_of(content)
    assert sorted(name for name in after if after[name] != before.get(name)) == sorted(files)
    for name, body in before.items():
        assert {*body.splitlines()} <= {*after[name].splitlines()}, name
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    assert {problem.message.code for problem in caught.value.problems} == {"unfilled"}
    named = [(problem.place.file, problem.place.line) for problem in caught.value.problems]
    assert named == blanks(content)
    assert len(named) >= len(files)
    fill(content, answers)
    built = build(content, DAY)
    assert [problem.message.code for problem in built.warnings] == IDLE.get(kind, [])


def test_every_kind_is_tried() -> None:
    """These tests write each kind of entry that there is, and each has something to ask."""
    assert sorted(ENTRIES) == sorted(NEW_ENTRIES)
    draft, _ = read_draft(CONTENT["other"])
    assert all(questions(draft, kind) for kind in NEW_ENTRIES)
    assert not any(name in questions(draft, kind) for kind in NEW_ENTRIES for name in GIVEN.get(kind, ()))


def test_answers_land_in_the_file(content: Path) -> None:
    """What is known already is written, lists and texts of one language too; the rest stays blank."""
    title = 'Das "Tor": 50 % #1'
    words = ["date=2028-04-01", "kind=target", "sectors=port, collines", "witnessed=true"]
    assert new(content, "station", "gate", *words, f"title.de={title}", "note.fr=Vu de loin.") == 0
    assert entry(content, "stations/2027-2035.yaml", "gate") == {
        "date": "2028-04-01",
        "kind": "target",
        "sectors": ["port", "collines"],
        "title": {"fr": UNFILLED, "ar": UNFILLED, "de": title},
        "sources": [UNFILLED],
        "witnessed": "true",
        "note": {"fr": "Vu de loin.", "ar": UNFILLED, "de": UNFILLED},
    }


def test_station_of_every_sector_has_no_brackets(content: Path) -> None:
    """`all` is a word, not a list of one."""
    assert new(content, "station", "gate", "date=2028", "sectors=all") == 0
    assert entry(content, "stations/2027-2035.yaml", "gate")["sectors"] == "all"


def test_new_line_gets_the_next_number_and_a_colour_that_will_do(content: Path) -> None:
    """A sector's number follows the highest; its colour passes the rules for colours; both can be given."""
    assert new(content, "sector", "quai") == 0
    written = read_yaml(content / "sectors/quai.yaml", "", [])
    assert written is not None
    assert written.data["number"] == "3"
    assert new(content, "sector", "tunnel", "number=7", "colour=#b8763a") == 0
    given = read_yaml(content / "sectors/tunnel.yaml", "", [])
    assert given is not None
    assert (given.data["number"], given.data["colour"]) == ("7", "#b8763a")


def test_first_target_of_a_line_has_a_free_id(content: Path) -> None:
    """The target that a new sector starts with does not take the id of a fact."""
    assert new(content, "sector", "riders") == 0
    written = read_yaml(content / "sectors/riders.yaml", "", [])
    assert written is not None
    assert list(written.data["targets"]) == ["riders-goal-2"]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("kind", NEW_ENTRIES)
def test_every_key_has_its_comment(content: Path, kind: str, lang: str) -> None:
    """Each key of the new entry, needed or not, stands under what it means, in the editor's language."""
    draft, _ = read_draft(content)
    answers = {"date": "2026-04"} if kind == "station" else {}
    first, *_ = additions(draft, content, kind, "bridge", answers, lang)
    words = " ".join(re.findall(r"^ *# ?(.*)$", first.text, re.MULTILINE))
    needed = (name for name, field in shape_of(kind).model_fields.items() if field.is_required())
    for name in needed:
        told = (descriptions().get(it.__name__, {}).get(name) for it in shape_of(kind).__mro__)
        assert next(filter(None, told))[lang] in words, name
    assert all(len(line) <= 110 for line in first.text.splitlines())


def test_file_without_a_last_line_end_gets_one(content: Path) -> None:
    """A new entry does not run into the last line of a file."""
    file = content / "glossary.yaml"
    text = file.read_text("utf-8").rstrip("\n")
    file.write_text(text, "utf-8")
    assert new(content, "term", "aiguillage") == 0
    assert file.read_text("utf-8").startswith(f"{text}\n\naiguillage:\n")
    assert file.read_text("utf-8").endswith("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["station", "vote", "date=2028"], 'new  id: the id "vote" is taken; choose another.'),
        (["station", "sada-2019", "date=2028"], 'new  id: the id "sada-2019" is taken; choose another.'),
        (["source", "port-riders"], 'new  id: the id "port-riders" is taken; choose another.'),
        (["sector", "port"], 'new  id: the id "port" is taken; choose another.'),
        (["term", "rame"], 'new  id: the id "rame" is taken; choose another.'),
        (["term", "Rame"], 'new  id: "Rame" is not an id; write small letters, digits and hyphens.'),
        (["term", "a/b"], 'new  id: "a/b" is not an id; write small letters, digits and hyphens.'),
        (["term"], 'new  id: "" is not an id; write small letters, digits and hyphens.'),
        (
            ["term", "quai", "sauces=x"],
            'new  sauces: "sauces" is not a key that is known here. Did you mean "sources"?',
        ),
        (
            ["term", "quai", "term.frr=x"],
            'new  term.frr: "term.frr" is not a key that is known here. Did you mean "term.fr"?',
        ),
        (
            ["term", "quai", "term=x"],
            'new  term: "term" is not a key that is known here. Did you mean "term.fr"?',
        ),
        (["term", "quai", "elephant=x"], 'new  elephant: "elephant" is not a key that is known here.'),
        (
            ["term", "quai", "term"],
            'new  "term" is not an answer; write key=value, such as date=2029-03 or title.fr="…".',
        ),
        (
            ["station", "quai"],
            "new  date: say when: write date=2029-03, which also tells the file that it goes to.",
        ),
        (
            ["station", "quai", "date=2028-02-30"],
            'new  date: "2028-02-30" is not in the calendar; check the month and the day.',
        ),
        (
            ["station", "quai", "date=soon"],
            'new  date: "soon" is not a date; write a decade (2040s), a year (2029), a quarter (2029-Q3),'
            " a month (2029-03) or a day (2029-03-01).",
        ),
    ],
)
def test_what_cannot_be_written_is_refused(
    content: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong id, key, answer or date is one line and exit code 1, and nothing is written."""
    before = tree_of(content)
    assert new(content, *words) == 1
    closing = sentence(Message("nothing-written", number=1, more=""), languages()[0])
    assert capsys.readouterr().err.splitlines() == [said, closing]
    assert tree_of(content) == before


@pytest.mark.parametrize(
    ("file", "words"),
    [("sectors/quai.ar.md", ["sector", "quai"]), ("stations/2030.yaml", ["station", "quai", "date=2030"])],
)
def test_file_that_is_there_stays(
    content: Path, file: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where one of the new files is there already, even one that cannot be read, nothing is written."""
    (content / file).write_text('a: "', "utf-8")
    before = tree_of(content)
    assert new(content, *words) == 1
    line, _ = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{content / file}  ")
    assert tree_of(content) == before


def test_content_without_languages_is_mended_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where site.yaml cannot be read, that is said instead of writing texts in no language."""
    edit(content / "site.yaml", "time_zone: Africa", "time_zone Africa")
    before = tree_of(content)
    assert new(content, "term", "aiguillage") == 1
    assert f"{content / 'site.yaml'}:" in capsys.readouterr().err
    assert tree_of(content) == before


# --- questions on a terminal --------------------------------------------------------------------


def test_a_terminal_is_asked_for_what_is_not_known(content: Path) -> None:
    """Each key that is needed is asked for with its meaning, and an empty answer leaves its blank."""
    terminal = Terminal("new", "station", "date=2028", "--content", str(content))
    assert sentence(Message("ask-id"), languages()[0]) in terminal.read("\nid: ")
    terminal.type("gate\n")
    assert sentence(Message("ask-rest"), languages()[0]) in terminal.read("\nkind: ")
    for answer, following in (
        ("target", "\nsectors: "),
        ("all", "\ntitle.fr: "),
        ("La porte", "\ntitle.ar: "),
        ("", "\ntitle.de: "),
        ("Das Tor", "\nsources: "),
    ):
        terminal.type(f"{answer}\n")
        terminal.read(following)
    told = descriptions()["Station"]["sources"][languages()[0]]
    assert told.partition("[")[0] in terminal.shown
    assert "town-hall-202903" not in terminal.shown  # examples are ids that there are
    assert "Here: event, target." in terminal.shown
    assert "Here: all, collines, port." in terminal.shown
    terminal.type("sada-2019, sada-2025\n")
    assert terminal.end() == 0
    assert sentence(Message("written-to"), languages()[0]) in terminal.shown
    assert entry(content, "stations/2027-2035.yaml", "gate") == {
        "date": "2028",
        "kind": "target",
        "sectors": "all",
        "title": {"fr": "La porte", "ar": UNFILLED, "de": "Das Tor"},
        "sources": ["sada-2019", "sada-2025"],
    }


def test_an_id_that_is_taken_is_asked_for_again(content: Path) -> None:
    """Nobody answers everything to hear at the end that the id will not do."""
    terminal = Terminal("new", "term", "--content", str(content))
    terminal.read("\nid: ")
    terminal.type("rame\n")
    assert "term.fr" not in terminal.read("\nid: rame")
    assert 'the id "rame" is taken' in terminal.shown
    terminal.type("-neuve\n")  # what was typed stands there still
    terminal.read("\nterm.fr: ")
    terminal.type("\x04")
    assert terminal.end(again="\x04") == 1
    assert "python build.py new term rame-neuve --content" in terminal.shown


def test_each_answer_is_judged_when_it_is_given(content: Path) -> None:
    """What `check` would say is said at once, and the answer stands there to be mended."""
    terminal = Terminal("new", "station", "gate", "--content", str(content))
    terminal.read("\ndate: ")
    for typed, said, following in (
        ("2078-05", "outside the years of the site", "\ndate: 2078-05"),
        ("\x152028-05", "", "\nkind: "),  # Ctrl+U takes the line away
        ("evnt", 'Did you mean "event"?', "\nkind: evnt"),
        ("\x15target", "", "\nsectors: "),
        ("port, hills", '"hills" is not the id of a sector', "\nsectors: port, hills"),
        ("\x15port", "", "\ntitle.fr: "),
        ("Pour {port-ridrs}", 'Did you mean "port-riders"?', "\ntitle.fr: Pour {port-ridrs}"),
        ("\x15Pour {port-riders}", "", "\ntitle.ar: "),
        ("", "", "\ntitle.de: "),
        ("Für alle", "is missing in", "\ntitle.de: Für alle"),
        ("\x15", "", "\nsources: "),
    ):
        terminal.type(f"{typed}\n")
        assert said in terminal.read(following)
    terminal.type("sada-2025\n")
    assert terminal.end() == 0
    assert entry(content, "stations/2027-2035.yaml", "gate")["title"]["fr"] == "Pour {port-riders}"


def test_ids_are_completed(content: Path) -> None:
    """Tab completes an id that there is, behind a comma, too."""
    terminal = Terminal(
        "new", "question", "gate", "answer.fr=x", "answer.ar=x", "answer.de=x", "--content", str(content)
    )
    for lang in ("fr", "ar", "de"):
        terminal.read(f"\nquestion.{lang}: ")
        terminal.type("x\n")
    terminal.read("\nsectors: ")
    terminal.type("por\t, coll\t\n")
    assert terminal.end() == 0
    assert entry(content, "questions.yaml", "gate")["sectors"] == ["port", "collines"]


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["end-of-input", "interrupt"])
def test_questions_can_be_left(content: Path, key: str) -> None:
    """Ctrl+D or Ctrl+C ends the questions without an entry, and shows the command that goes on with them."""
    before = tree_of(content)
    terminal = Terminal("new", "term", "aiguillage", "--content", str(content))
    terminal.read("\nterm.fr: ")
    terminal.type("L’aiguille\n")
    terminal.read("\nterm.ar: ")
    terminal.type(key)
    assert terminal.end(again=key) == 1
    command = shlex.join(["term.fr=L’aiguille", "--content", str(content)])
    assert f"python build.py new term aiguillage {command}" in terminal.shown.replace("\n", "")
    assert "Traceback" not in terminal.shown
    assert tree_of(content) == before


def test_everything_wrong_on_the_command_line_is_said_at_once(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Types, ids, dates and braces are judged as `check` does it, all in one run; nothing is written."""
    before = tree_of(content)
    words = ["date=2028-13", "kind=evnt", "sectors=prt,collines", "title.fr={port-ridrs}", "witnessed=si"]
    assert new(content, "station", "gate", *words) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()[:-1]] == [
        "new  date",
        "new  kind",
        "new  sectors",
        "new  title.fr",
        "new  witnessed",
    ]
    assert tree_of(content) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["station", "gate", "date=2078"], "outside the years"),
        (["fact", "gate", "value=3"], "a value needs a unit"),
        (["fact", "filters"], 'pages use the name "filters" themselves'),
        (["sector", "quai", "number=1"], "number"),
        (["target", "fast", "sector=prt"], '"prt" is not the id of a sector. Did you mean "port"?'),
        (["page", "home"], 'the id "home" is taken'),
    ],
)
def test_answers_are_judged_by_the_rules_of_check(
    content: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only shows in the whole is said before anything is written."""
    before = tree_of(content)
    assert new(content, *words) == 1
    assert said in capsys.readouterr().err
    assert tree_of(content) == before
