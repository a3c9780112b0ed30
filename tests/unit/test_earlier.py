"""Files as they were in a commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.history.earlier import commits_since, files_at
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with two commits."""
    town = Repository(tmp_path / "town", monkeypatch)
    (town.content.parent / "templates").mkdir()
    (town.content.parent / "templates" / "a.html").write_text("1", "utf-8")
    town.commit({"a.yaml": "1", "역/b.md": "2", "c.jpg": b"\xff"})
    (town.content.parent / "templates" / "a.html").unlink()
    town.commit({"a.yaml": "3", "역/b.md": None})
    return town


def test_files_are_as_they_were(repository: Repository) -> None:
    """Those of the folder, whatever they hold, and of those beside it, by the names from around it."""
    then = {"content/a.yaml": b"1", "content/역/b.md": b"2", "content/c.jpg": b"\xff"}
    assert files_at(repository.content, "HEAD^") == then
    assert files_at(repository.content, "HEAD^", ["templates", "static"]) == {
        **then,
        "templates/a.html": b"1",
    }
    assert files_at(repository.content, "main", ["templates"]) == {
        "content/a.yaml": b"3",
        "content/c.jpg": b"\xff",
    }


def test_folder_may_be_the_repository_itself(repository: Repository) -> None:
    """Then nothing stands beside it."""
    found = files_at(repository.root, "HEAD^", ["site"])
    assert found["town/site/content/a.yaml"] == b"1"
    assert {name.partition("/")[0] for name in found} == {"town"}


def test_links_are_no_files(repository: Repository) -> None:
    """A link would lead to what is there now, or out of the folder."""
    (repository.content / "link.yaml").symlink_to("a.yaml")
    repository.commit({})
    assert "content/link.yaml" not in files_at(repository.content, "HEAD")


def test_commits_are_counted_from_one_on(repository: Repository) -> None:
    """The commit itself is not one of those that came after it."""
    first, second = repository.git("rev-parse", "HEAD^"), repository.git("rev-parse", "HEAD")
    assert commits_since(repository.content, first) == {second}
    assert commits_since(repository.content, "HEAD") == set()


@pytest.mark.parametrize("revision", ["nothing", "", "0" * 40, "--all"])
def test_what_git_does_not_know_is_said(repository: Repository, revision: str) -> None:
    """Neither a name that is none nor an option is a commit."""
    with pytest.raises(LookupError):
        files_at(repository.content, revision)
    with pytest.raises(LookupError):
        commits_since(repository.content, revision or "nothing")
