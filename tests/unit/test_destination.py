"""Where a site may go, as the command line is asked: nothing of anybody's is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.folders import HOME
from tests.samples import CONTENT, DAY, ROOT, tree_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's home with a site in it, its own template, a repository and a page that is not ours."""
    home = tmp_path / "people" / "ada"
    shutil.copytree(CONTENT["other"], home / "town" / "content")
    (home / "town" / "templates").mkdir()
    (home / "town" / "static" / "css").mkdir(parents=True)
    (home / "code" / ".git" / "refs").mkdir(parents=True)
    (home / "page").mkdir()
    (home / "page" / "index.html").write_text("mine", "utf-8")
    (home / "empty").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "town")
    return home


MEANINGS = {
    "/": "the root of the file system",
    "~": "the home folder",
    "~/..": "the home folder",
    "~/code": "a repository of git",
    "~/code/.git/refs": "a repository of git",
    ".": "the folder of the content",
    "content": "the folder of the content",
    "content/pages/site": "the folder of the content",
    "../town/content": "the folder of the content",
    "static": "a folder that the site is made from",
    "templates/site": "a folder that the site is made from",
    f"{HOME}/static/css": "a folder that the site is made from",
    f"{HOME}/microsite": "a folder that the site is made from",
}


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize(("out", "meaning"), MEANINGS.items(), ids=MEANINGS.keys())
def test_folder_with_a_meaning_is_refused_by_name(
    home: Path, capsys: pytest.CaptureFixture[str], command: str, out: str, meaning: str
) -> None:
    """Even one that a build has written to before, when it could."""
    out = out.replace("~", str(home))
    before = tree_of(home)
    words = ["--out", out, "--today", DAY.isoformat(), "--lang", "en"]
    assert main([command, *words]) == 1
    line, last = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{Path(out).as_posix()}  no site is written here, as this is {meaning}")
    assert last.endswith("nothing was written.")
    assert tree_of(home) == before


def test_folder_of_a_stranger_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is not ours is named; an empty folder, one beside the content and a link to one will do."""
    words = ["--today", DAY.isoformat(), "--lang", "en", "--out"]
    assert main([*words, str(home / "page")]) == 1
    assert 'such as "index.html"; choose a new or an empty folder' in capsys.readouterr().err
    assert tree_of(home / "page") == {"index.html": b"mine"}
    (home / "link").symlink_to(home / "empty")
    for out in ("site", str(home / "link")):
        assert main([*words, out]) == 0
    assert tree_of(home / "empty") == tree_of(home / "town" / "site") != {}


def test_folder_without_a_name_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a variable that nobody has set leaves it."""
    for option in ("--out", "--content"):
        with pytest.raises(SystemExit):
            main([option, ""])
        assert "names no folder" in capsys.readouterr().err
    assert sorted(it.name for it in (home / "town").iterdir()) == ["content", "static", "templates"]


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_what_cannot_be_written_is_told_with_its_file(home: Path) -> None:
    """A limit that no build can keep: the sentence names the file and is true, and nothing is left."""
    command = f"ulimit -f 8; exec {sys.executable} {ROOT}/build.py --today {DAY} --lang en"
    run = subprocess.run(["sh", "-c", command], cwd=home / "town", capture_output=True, encoding="utf-8")
    assert run.returncode == 1
    line, last = run.stderr.splitlines()
    assert line.startswith("site/")
    assert line.endswith("  File too large; this could not be written.")
    assert last == "1 to mend; nothing was written."
    assert not (home / "town" / "site").exists()
