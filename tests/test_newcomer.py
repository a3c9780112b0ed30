"""The first minutes with the generator: what `make` and the door say to whoever is new here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from microsite import __version__
from microsite.commands.arguments import arguments
from microsite.commands.main import main
from microsite.messages.catalogue import languages
from tests.changes import BROKEN, plant
from tests.samples import ROOT, copy_of_other
from tests.test_broken import complaints

TASKS = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
OLDER = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('build.py', run_name='__main__')"


def run(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_make_help_tells_every_target() -> None:
    """Each target that can be asked for has a line with what it does."""
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert targets
    told = [
        line.split()[0]
        for line in run("make", "--no-print-directory", "help").stdout.splitlines()
        if len(line.split()) > 1
    ]
    assert sorted(told) == sorted(targets[1].split())


def test_an_older_python_is_told_in_a_sentence(tmp_path: Path) -> None:
    """By the door, and by `make` before it installs anything; no traceback, nothing left behind."""
    door = run(sys.executable, "-c", OLDER)
    assert door.returncode == 1
    assert door.stderr.startswith("The generator needs Python 3.11 or newer, and this is 3.9: ")
    assert len(door.stderr.splitlines()) == 1
    python = tmp_path / "python"
    older = "import sys; sys.version_info = (3, 9); sys.version = '3.9.2 (main)'; exec(sys.argv[2])"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{older}" "$@"\n', "utf-8")
    python.chmod(0o755)
    made = run("make", "site", f"PYTHON={python}", f"VENV={tmp_path / 'environment'}")
    assert made.returncode == 2
    assert "Python 3.11 or newer is needed" in made.stderr
    assert "3.9.2" in made.stderr
    assert not (tmp_path / "environment").exists()


@pytest.mark.parametrize("folder", [".", "content", "content/sectors", "notes/of/mine"])
def test_content_is_found_from_any_folder_of_it(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site goes beside it, wherever the command is given; what is said is named as seen from here."""
    copy_of_other(tmp_path).rename(tmp_path / "content")
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / folder)
    assert main(["build"]) == 0
    assert (tmp_path / "site" / "index.html").is_file()
    (tmp_path / "content" / "stray.yaml").write_text("a: b\n", "utf-8")
    capsys.readouterr()
    assert main(["check"]) == 1
    shown = capsys.readouterr().err.split("  ")[0]
    assert Path(shown).resolve() == tmp_path / "content" / "stray.yaml"


def test_content_that_is_named_goes_where_the_command_is_given(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into the site of other content that happens to lie around."""
    copy_of_other(tmp_path / "around").rename(tmp_path / "around/content")
    (tmp_path / "around/notes").mkdir()
    monkeypatch.chdir(tmp_path / "around/notes")
    assert main(["build", "--content", str(content)]) == 0
    assert (tmp_path / "around/notes/site/index.html").is_file()
    assert not (tmp_path / "around/site").exists()


def test_copies_of_editors_are_passed_over(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody wrote them, so that nothing is made from them and nothing is said of them."""
    for name in ("pages/about.fr.md~", "Thumbs.db", "pages/desktop.ini", "~$draft.docx", "#about.md#"):
        (content / name).write_bytes(b"\xff")
    assert main(["check", "--content", str(content)]) == 0
    capsys.readouterr()


def test_numbers_of_options_are_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Days below nought and ports that there are not are refused."""
    for words in (["status", "--days", "-5"], ["serve", "--port", "99999"], ["status", "--days", "soon"]):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        assert re.search(r'"(-5|99999|soon)" is (no|not a) ', capsys.readouterr().err)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    ("mistake", "severity"), [("unknown-key", "error"), ("starting-point-beyond-its-target", "warning")]
)
def test_what_check_prints_becomes_red_lines(
    lang: str,
    mistake: str,
    severity: str,
    content: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The task of VS Code takes each line for a mistake or a warning, at its file, line and column."""
    plant(BROKEN / mistake, content)
    (task,) = [it for it in TASKS["tasks"] if "check" in it["args"]]
    matchers = {it["severity"]: re.compile(it["pattern"]["regexp"]) for it in task["problemMatcher"]}
    for line in complaints(content, tmp_path / "site", capsys, lang):
        taken = {name: matcher.match(line) for name, matcher in matchers.items()}
        assert [name for name, match in taken.items() if match] == [severity]
        match = taken[severity]
        assert match
        file, number, column, message = match.groups()
        assert (content / file).is_file()
        assert number.isdigit()
        assert column.isdigit()
        assert message


def test_a_new_site_has_the_same_tasks(tmp_path: Path) -> None:
    """They do with the installed generator what ours do with `build.py`."""
    words = ["--title", "A", "--languages", "fr", "--first", "2020", "--last", "2030"]
    assert main(["init", str(tmp_path / "site"), *words]) == 0
    theirs = json.loads((tmp_path / "site/.vscode/tasks.json").read_text("utf-8"))
    assert theirs["command"] == "microsite"
    for ours, its in zip(TASKS["tasks"], theirs["tasks"], strict=True):
        assert its == {**ours, "type": "shell", "args": ours["args"][1:]}
    assert "/.vscode/content.code-snippets" in (tmp_path / "site/.gitignore").read_text("utf-8")


def test_tasks_of_vs_code_are_commands_that_there_are() -> None:
    """Each is a run of the door with options that it knows."""
    for task in TASKS["tasks"]:
        door, *words = task["args"]
        assert (ROOT / door).is_file()
        assert arguments(words).command in ("check", "serve", "schemas")
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    for target in re.findall(r"make (\w+)", container["postCreateCommand"]):
        assert f"\n{target}:" in MAKEFILE
