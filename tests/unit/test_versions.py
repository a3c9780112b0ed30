"""Every form that an entry has had, out of a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.history.entries import of_entry
from microsite.history.halves import History, Past, read_history
from tests.repository import Repository

LANGUAGES = ("fr", "de")
PORT = "sectors/port.yaml"
LENGTH = """targets:
  length:
    title: {fr: "Longueur", de: "Länge"}
    value: 5
    unit: kilometres
    sources: [gazette]
"""
OPENING = 'opening:\n  date: 2029\n  title: {fr: "Ouverture", de: "Eröffnung"}\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "town", monkeypatch)


def history(repository: Repository) -> History:
    return read_history(repository.content, LANGUAGES)


def values(found: History, id: str = "length", key: str = "value") -> list[object]:
    """What an entry said under a key, form by form; None where it was taken out."""
    return [version.form and version.form.get(key) for version in found.versions.get(id, ())]


def test_every_value_has_its_commit(repository: Repository) -> None:
    """A value that changed twice has had three forms, each with the commit and the moment of each."""
    ids = [
        repository.commit({PORT: LENGTH.replace("5", value)}, f"2030-01-0{day}T23:30:00-05:00")
        for day, value in enumerate(("5", "6", "6.5"), 1)
    ]
    found = history(repository)
    assert values(found) == ["5", "6", "6.5"]
    versions = found.versions["length"]
    assert [version.commit.id for version in versions] == ids
    assert [str(version.commit.moment) for version in versions][1] == "2030-01-02 23:30:00-05:00"
    assert all(version.sure for version in versions)


@pytest.mark.parametrize(
    "again",
    [
        LENGTH.replace("    value: 5\n    unit: kilometres\n", "    unit: kilometres\n    value: 5\n"),
        LENGTH.replace('"Longueur"', "'Longueur'").replace("[gazette]", "\n      - gazette"),
        LENGTH.replace("    value: 5\n", "    # Measured on the plan.\n    value:   5\n"),
        LENGTH.replace("\n", "\r\n"),
        LENGTH.replace("    value: 5\n", "    moved: [long]\n    value: 5\n"),
        "answer: {fr: a, de: b}\n" + LENGTH,
        "targets: [\n",  # cannot be read: it stands as it did
    ],
    ids=["order", "quotes", "spaces", "line ends", "old name", "beside it", "damaged"],
)
def test_what_says_the_same_is_the_same(repository: Repository, again: str) -> None:
    """An entry that is set otherwise, or is not touched, has not changed."""
    repository.commit({PORT: LENGTH})
    repository.commit({PORT: again})
    assert values(history(repository)) == ["5"]


def test_an_entry_moves_between_files(repository: Repository) -> None:
    """A station in another file is the one it was; what it says there is."""
    repository.commit({"stations/2029.yaml": OPENING, PORT: LENGTH})
    repository.commit({"stations/2029.yaml": None, "stations/later.yaml": OPENING})
    assert values(history(repository), "opening", "date") == ["2029"]
    repository.commit({"stations/later.yaml": OPENING.replace("2029", "2030")})
    assert values(history(repository), "opening", "date") == ["2029", "2030"]


def test_an_entry_goes_and_comes_back(repository: Repository) -> None:
    """What was taken out and put in again has been away."""
    repository.commit({PORT: LENGTH})
    repository.commit({PORT: None, "site.yaml": "format: 2\n"})
    repository.commit({PORT: LENGTH.replace("5", "6")})
    assert values(history(repository)) == ["5", None, "6"]


def test_an_entry_with_another_name_is_the_same(repository: Repository) -> None:
    """Its versions go on under the new name; a name that something else has tells nothing of it."""
    repository.commit({PORT: LENGTH})
    repository.commit({PORT: LENGTH.replace("5", "6")})
    repository.commit({PORT: LENGTH.replace("5", "6").replace("  length:", "  track:")})
    repository.commit({PORT: LENGTH.replace("5", "7").replace("  length:", "  track:")})
    found = history(repository)
    whole = of_entry(found.versions, "track", ["length", "never"])
    assert [version.form and version.form["value"] for version in whole] == ["5", "6", "7"]
    repository.commit({"sectors/hill.yaml": LENGTH.replace("5", "9")})
    again = of_entry(history(repository).versions, "track", ["length"])
    assert [version.form and version.form["value"] for version in again] == ["6", "7"]


def test_a_shallow_clone_knows_no_beginning(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the oldest commit has may be older; what came after it is known."""
    for value in ("5", "6", "7"):
        repository.commit({PORT: LENGTH.replace("5", value)})
    found = history(repository.shallow_clone(2, monkeypatch))
    assert values(found) == ["6", "7"]
    assert [version.sure for version in found.versions["length"]] == [False, True]


def test_without_commits_nothing_is_known(repository: Repository) -> None:
    """Neither without a repository nor before the first commit is there a past."""
    repository.write({PORT: LENGTH})
    assert [version.sure for version in history(repository).versions.get("length", ())] in ([], [False])
    assert read_history(repository.root.parent, LANGUAGES).versions == {}


def test_what_is_not_committed_is_the_newest(repository: Repository) -> None:
    """It is read each time, without the commits being read again; what is read is left as it was."""
    repository.commit({PORT: LENGTH})
    past = Past()
    before = read_history(repository.content, LANGUAGES, past)
    repository.write({PORT: LENGTH.replace("5", "6")})
    told = past.told(repository.content, LANGUAGES)
    found = read_history(repository.content, LANGUAGES, past)
    assert past.told(repository.content, LANGUAGES) is told
    assert values(found) == ["5", "6"]
    assert found.versions["length"][-1].commit.id == ""
    assert values(before) == ["5"]
