"""Files that are gone since the last commit are said, until that is committed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.line import read
from microsite.messages.catalogue import languages
from microsite.messages.report import report
from tests.repository import Repository
from tests.samples import CONTENT, DAY


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The made-up town in a repository, committed."""
    repository = Repository(tmp_path / "town", monkeypatch)
    shutil.copytree(CONTENT["other"], repository.content, dirs_exist_ok=True)
    repository.write({"stations/2090s.yaml": stations("far-off", "very-far-off")})
    repository.commit({"questions.yaml": question()})
    return repository


def stations(*ids: str) -> str:
    halves = "{fr: x1, ar: x1, de: x1}"
    entry = f"  date: 2035\n  kind: target\n  sectors: all\n  title: {halves}\n  sources: [gazette-2019]\n"
    return "".join(f"{id}:\n{entry}" for id in ids)


def question() -> str:
    return "when: {question: {fr: a, ar: a, de: a}, answer: {fr: b, ar: b, de: b}, sectors: all}\n"


def said(town: Repository) -> list[str]:
    """What `check` says of files that are gone, without the folder."""
    problems = (it for it in read(town.content, DAY).warnings if it.message.code.endswith("-gone"))
    return report(problems, languages()[0]).replace(f"{town.content}/", "").splitlines()


def test_nothing_is_gone_at_first(town: Repository) -> None:
    assert said(town) == []


def test_what_is_gone_is_counted_until_it_is_committed(town: Repository) -> None:
    """The warning says how many entries are gone and how they come back; the commit ends it."""
    town.write({"stations/2090s.yaml": None, "questions.yaml": None})
    end = "since the last commit; bring it back with git checkout HEAD -- {}, or commit that it is deleted."
    assert said(town) == [
        f'questions.yaml  warning: the open question "when" is gone {end.format("questions.yaml")}',
        f"stations/2090s.yaml  warning: 2 stations of this file are gone {end.format('stations/2090s.yaml')}",
    ]
    town.git("checkout", "HEAD", "--", str(town.content / "questions.yaml"))
    assert len(said(town)) == 1
    town.commit({})
    assert said(town) == []


def test_text_that_is_gone_is_said_once(town: Repository) -> None:
    """A page whose text is gone in every language is one warning, with one command for all halves."""
    town.write({f"pages/about.{lang}.md": None for lang in ("fr", "ar", "de")})
    (warning,) = said(town)
    assert warning.startswith("pages/about.ar.md  warning: this file is gone since the last commit")
    assert "pages/about.*.md'" in warning


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "stations/2090s.yaml").rename(folder / "stations/later.yaml"),
        lambda folder: _into(folder / "stations/2090s.yaml", folder / "stations/2027-2035.yaml"),
        lambda folder: main(["rename", "sector", "port", "docks", "--content", str(folder)]),
    ],
    ids=["another-name", "another-file", "renamed"],
)
def test_what_is_elsewhere_is_not_gone(town: Repository, change: Callable[[Path], object]) -> None:
    """Files that have another name, and entries that stand in another file, are no warning."""
    change(town.content)
    assert said(town) == []


def _into(file: Path, other: Path) -> None:
    other.write_text(other.read_text("utf-8") + file.read_text("utf-8"), "utf-8")
    file.unlink()


def test_line_that_is_gone_is_said_once(town: Repository) -> None:
    """A sector goes with its targets and its texts; that is one warning."""
    files = {f"sectors/quai{end}": text for end, text in sector().items()}
    town.commit(files)
    assert said(town) == []
    town.write(dict.fromkeys(files))
    (warning,) = said(town)
    assert warning.startswith('sectors/quai.yaml  warning: the sector "quai" is gone')


def sector() -> dict[str, str]:
    halves = "{fr: Quai, ar: رصيف, de: Kai}"
    target = f"quai-goal: {{title: {halves}, metric: {halves}, sources: [gazette-2019]}}"
    data = f'number: 3\nname: {halves}\ncolour: "#b8763a"\nanswer: {halves}\ntargets:\n  {target}\n'
    return {".yaml": data, **{f".{lang}.md": "Quai.\n" for lang in ("fr", "ar", "de")}}


def test_without_git_nothing_is_said(content: Path) -> None:
    """Nobody knows what was there before."""
    (content / "changes.yaml").unlink()
    assert not [it for it in read(content, DAY).warnings if it.message.code.endswith("-gone")]
