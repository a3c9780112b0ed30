from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from microsite.content.documents import MAX_DEPTH
from microsite.history import halves
from microsite.history.git import UNCOMMITTED, Commit, Commits, read_commits
from microsite.history.halves import History, Past, read_history
from tests.repository import Repository
from tests.samples import copy_of_other

DAY = date(2030, 1, 1)
LANGUAGES = ("fr", "de", "ar")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "town", monkeypatch)


def title(words: str, key: str = "title") -> str:
    """`fr=a de=b` as a YAML text under a key."""
    halves = (half.split("=") for half in words.split())
    return f"{key}:\n" + "".join(f'  {lang}: "{value}"\n' for lang, value in halves)


def states(history: History) -> dict[str, str]:
    """The state of each half, by the name of its text and its language."""
    return {f"{half.text} {half.lang}": half.state for half in history.halves}


def followed(repository: Repository, steps: Sequence[str], languages: Sequence[str]) -> str:
    """The states of a title after these values of its halves, each committed: `fr=current de=behind`."""
    for step in steps:
        repository.commit({"a.yaml": title(step)})
    halves = read_history(repository.content, languages).halves
    return " ".join(f"{half.lang}={half.state}" for half in halves)


# --- the rule -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # A new text is not behind itself.
        (["fr=1 de=1"], "fr=current de=current"),
        # Both halves change at once.
        (["fr=1 de=1", "fr=2 de=2"], "fr=current de=current"),
        (["fr=1 de=1", "fr=2 de=1", "fr=3 de=2"], "fr=current de=current"),
        # One half changes: the other is behind.
        (["fr=1 de=1", "fr=2 de=1"], "fr=current de=behind"),
        (["fr=1 de=1", "fr=1 de=2"], "fr=behind de=current"),
        # The half that was behind catches up, which demands nothing of the first.
        (["fr=1 de=1", "fr=2 de=1", "fr=2 de=2"], "fr=current de=current"),
        # After that, a change is a new one.
        (["fr=1 de=1", "fr=2 de=1", "fr=2 de=2", "fr=2 de=3"], "fr=behind de=current"),
        # The half that is ahead goes on; the other stays behind until it changes.
        (["fr=1 de=1", "fr=2 de=1", "fr=3 de=1"], "fr=current de=behind"),
        (["fr=1 de=1", "fr=2 de=1", "fr=3 de=1", "fr=3 de=3"], "fr=current de=current"),
        # Nothing changes.
        (["fr=1 de=1", "fr=2 de=1", "fr=2 de=1"], "fr=current de=behind"),
    ],
)
def test_halves_follow_each_other(repository: Repository, steps: list[str], expected: str) -> None:
    """A half is behind after a new change of the other one, until it changes as well."""
    assert followed(repository, steps, ("fr", "de")) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["fr=1 de=1 ar=1", "fr=2 de=1 ar=1"], "fr=current de=behind ar=behind"),
        (["fr=1 de=1 ar=1", "fr=2 de=1 ar=1", "fr=2 de=2 ar=1"], "fr=current de=current ar=behind"),
        (["fr=1 de=1 ar=1", "fr=2 de=2 ar=1"], "fr=current de=current ar=behind"),
        # One catches up while another one brings something new.
        (["fr=1 de=1 ar=1", "fr=2 de=2 ar=1", "fr=3 de=2 ar=2"], "fr=current de=behind ar=current"),
        (["fr=1 de=1 ar=1", "fr=2 de=2 ar=1", "fr=3 de=3 ar=3"], "fr=current de=current ar=current"),
    ],
)
def test_three_halves_follow_each_other(repository: Repository, steps: list[str], expected: str) -> None:
    """Every half that did not change with a new change is behind it."""
    assert followed(repository, steps, LANGUAGES) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # A half that is added later is new; it demands nothing, and stands for itself.
        (["fr=1", "fr=1 de=1"], "fr=current de=current"),
        (["fr=1", "fr=2", "fr=2 de=1"], "fr=current de=current"),
        (["fr=1 de=____", "fr=1 de=1"], "fr=current de=current"),
        (["fr=1", "fr=1 de=1", "fr=2 de=1"], "fr=current de=behind"),
        # A language that the site has given up does not matter.
        (["fr=1 de=1 ar=1", "fr=1 de=1 ar=2", "fr=1 de=1"], "fr=current de=current"),
        (["fr=1 de=1 ar=1", "fr=2 de=1 ar=1", "fr=2 de=1"], "fr=current de=behind"),
        # A half that has gone and comes back as it was has not followed.
        (["fr=1 de=1", "fr=2", "fr=2 de=1"], "fr=current de=behind"),
        (["fr=1 de=1", "fr=2", "fr=2 de=2"], "fr=current de=current"),
        # A text that lacks a language, or has a blank, is not listed.
        (["fr=1 de=1", "fr=1"], ""),
        (["fr=1 de=1", "fr=1 de=____"], ""),
    ],
)
def test_halves_come_and_go(repository: Repository, steps: list[str], expected: str) -> None:
    """A half that comes later is no change; one that returns is measured against what it was."""
    assert followed(repository, steps, ("fr", "de")) == expected


def test_change_that_a_half_is_behind(repository: Repository) -> None:
    """A half knows the oldest change that it has not followed: its commit, its day and its language."""
    repository.commit({"a.yaml": title("fr=1 de=1 ar=1")})
    first = repository.commit({"a.yaml": title("fr=1 de=2 ar=1")}, "2030-03-01T23:30:00-11:00")
    repository.commit({"a.yaml": title("fr=1 de=3 ar=1")})
    second = repository.commit({"a.yaml": title("fr=2 de=3 ar=1")})
    third = repository.commit({"a.yaml": title("fr=3 de=3 ar=1")}, "2030-04-01T00:30:00+09:00")
    history = read_history(repository.content, LANGUAGES)
    assert second != third
    assert [(half.lang, half.state, half.since, half.ahead) for half in history.halves] == [
        ("fr", "current", None, None),
        ("de", "behind", Commit(third, date(2030, 4, 1)), "fr"),
        ("ar", "behind", Commit(first, date(2030, 3, 1)), "de"),
    ]
    assert [half.lang for half in history.behind()] == ["de", "ar"]
    assert tuple(history.behind_by_file.get("a.yaml", ())) == history.behind()
    assert tuple(history.behind_by_file.get("b.yaml", ())) == ()
    assert history.complete


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('title: {fr: "a b", de: c}', "title:\n  fr: >-\n    a\n      b\n  de: |\n    c\n"),
        ('title: {fr: "a b", de: c}', "# a comment\n\ntitle:\n  de: c\n  fr: 'a   b '\n"),
        ('title: {fr: "a b", de: c}', '\ufefftitle: {fr: "a\u00a0b", de: c}\r\n'),
        ("title: {fr: é, de: c}", "title: {fr: e\u0301, de: c}"),
        ('title: {fr: "a b", de: c}', 'other: x\ntitle: {fr: "a\nb", de: c}'),
        ("n: {fr: x, de: {one: a, other: b}}", "n: {fr: x, de: {other: b, one: a}}"),
    ],
)
def test_values_are_compared_not_lines(repository: Repository, first: str, second: str) -> None:
    """Another way to write the same text is no change: breaks, quotes, order, comments, ways of saving."""
    repository.commit({"a.yaml": first})
    repository.commit({"a.yaml": second})
    history = read_history(repository.content, ("fr", "de"))
    assert [half.state for half in history.halves] == ["current", "current"]


def test_merged_branch_is_one_change(repository: Repository) -> None:
    """What a branch did in several commits counts as done in the commit that merged it."""
    repository.commit({"a.yaml": title("fr=1 de=1"), "b.yaml": title("fr=1 de=1")})
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit({"a.yaml": title("fr=1 de=2")})
    repository.commit({"a.yaml": title("fr=2 de=2")})
    repository.commit({"a.yaml": title("fr=3 de=2")})
    repository.commit({"b.yaml": title("fr=2 de=1")})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"c.yaml": title("fr=1 de=1")})
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge", "branch")
    merge = repository.git("rev-parse", "HEAD")
    history = read_history(repository.content, ("fr", "de"))
    assert [(half.text, half.lang, half.since and half.since.id) for half in history.behind()] == [
        ("b.yaml › title", "de", merge)
    ]
    assert {file: commit.id == merge for file, commit in history.changed.items()} == {
        "a.yaml": True,
        "b.yaml": True,
        "c.yaml": False,
    }


def test_working_tree_is_the_newest_change(repository: Repository) -> None:
    """What is not committed counts like a commit without id: changes, new files, and files that are gone."""
    files = {name: title("fr=1 de=1") for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")}
    commit = Commit(repository.commit(files), DAY)
    repository.write({"a.yaml": title("fr=2 de=1"), "b.yaml": None, "e.yaml": title("fr=1 de=1")})
    repository.write({"d.yaml": title("fr=2 de=1")})
    repository.git("add", "site/content/d.yaml")
    history = read_history(repository.content, ("fr", "de"))
    assert history.changed == {
        "a.yaml": UNCOMMITTED,
        "c.yaml": commit,
        "d.yaml": UNCOMMITTED,
        "e.yaml": UNCOMMITTED,
    }
    assert [(half.file, half.lang, half.since) for half in history.behind()] == [
        ("a.yaml", "de", UNCOMMITTED),
        ("d.yaml", "de", UNCOMMITTED),
    ]
    assert {half.file for half in history.halves} == history.changed.keys()
    repository.git("add", "--all")
    assert read_history(repository.content, ("fr", "de")) == history


def test_past_is_read_once_and_again_when_there_is_more(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is known of the commits, an edit and another commit give what a first look gives."""
    repository.commit({"a.yaml": title("fr=1 de=1"), "b.md": "x"})
    past, languages = Past(), ("fr", "de")
    asked: list[Path] = []

    def read(folder: Path) -> Commits:
        asked.append(folder)
        return read_commits(folder)

    monkeypatch.setattr(halves, "read_commits", read)
    for written in ("fr=1 de=1", "fr=2 de=1", "fr=2 de=2", "fr=3 de=2"):
        repository.write({"a.yaml": title(written)})
        known = read_history(repository.content, languages, past)
        assert known == read_history(repository.content, languages)
    repository.commit({})
    assert read_history(repository.content, languages, past) == read_history(repository.content, languages)
    assert len(asked) == 5 + 2  # one look each time, and two with what was known


def test_halves_stand_in_a_stable_order(repository: Repository) -> None:
    """By file, by place in the file, and by the order of the languages, whatever came first."""
    repository.commit({"b.yaml": title("de=1 fr=1", "z") + title("ar=1 de=1 fr=1", "a")})
    repository.commit({"c.yaml": title("fr=1 ar=1 de=1"), "a.yaml": title("ar=1 de=1 fr=1")})
    repository.commit({"b.yaml": title("ar=1 de=1 fr=1", "z") + title("de=1 ar=1 fr=1", "a")})
    assert [(half.text, half.lang) for half in read_history(repository.content, LANGUAGES).halves] == [
        (text, lang)
        for text in ("a.yaml › title", "b.yaml › z", "b.yaml › a", "c.yaml › title")
        for lang in LANGUAGES
    ]


# --- texts and their names ----------------------------------------------------------------------


def test_texts_of_yaml_have_names(repository: Repository) -> None:
    """A text is named by its file and its keys; places in a list count from 1."""
    written = """
title: {fr: a, de: b}
list:
- x
- {text: {fr: a, de: b}}
languages:
  fr: {name: Français, locale: fr}
  de: {name: Deutsch, locale: de}
unit:
  pattern: {fr: "{n} pièces", de: {one: "{n} Stück", other: "{n} Stücke"}}
known_as: {de: b}
note: {fr: a, de: ""}
empty:
"a b": {"c": {'fr': a, de: b}}
margin: {fr: "goes
on: here", de: b
}
"""
    repository.commit({"deep/er/a.yaml": written})
    history = read_history(repository.content, ("fr", "de"))
    assert [(half.text, half.path) for half in history.halves if half.lang == "fr"] == [
        ("deep/er/a.yaml › title", ("title",)),
        ("deep/er/a.yaml › list › 2 › text", ("list", 1, "text")),
        ("deep/er/a.yaml › unit › pattern", ("unit", "pattern")),
        ("deep/er/a.yaml › a b › c", ("a b", "c")),
        ("deep/er/a.yaml › margin", ("margin",)),
    ]
    assert {half.file for half in history.halves} == {"deep/er/a.yaml"}
    assert len(history.halves) == 10


def test_plural_forms_are_a_value(repository: Repository) -> None:
    """A change of one form is a change of its half."""
    repository.commit({"a.yaml": "n: {fr: x, de: {one: a, other: b}}"})
    repository.commit({"a.yaml": "n: {fr: x, de: {one: c, other: b}}"})
    assert states(read_history(repository.content, ("fr", "de"))) == {
        "a.yaml › n fr": "behind",
        "a.yaml › n de": "current",
    }


def test_settings_of_a_language_are_no_text(repository: Repository) -> None:
    """What is set for one language demands nothing of the others."""
    for leading in ("1.6", "1.7"):
        settings = f"languages:\n  fr: {{name: a, leading: {leading}}}\n  de: {{name: b, leading: 1}}\n"
        repository.commit({"site.yaml": settings})
    assert read_history(repository.content, ("fr", "de")).halves == ()


def test_parts_of_prose(repository: Repository) -> None:
    """Prose is followed part by part; its halves stand in files of their own."""
    before = "Intro {x}\n\n## Wer {#who}\n\na\n\n### Mehr\n\nb\n\n## Was {#what}\r\n\nc\n"
    repository.commit({"sectors/port.fr.md": before, "sectors/port.de.md": before})
    repository.commit({"sectors/port.fr.md": before.replace("b\n", "b b\n")})
    repository.commit({"sectors/port.de.md": before.replace("## Was ", "## Was denn ")})
    repository.commit({"sectors/port.de.md": before.replace("Was", "Was denn").replace("Intro", "\nIntro ")})
    history = read_history(repository.content, ("fr", "de"))
    assert [(half.text, half.path, half.file, half.lang, half.state) for half in history.halves] == [
        ("sectors/port.md", (), "sectors/port.de.md", "de", "current"),
        ("sectors/port.md › who", ("who",), "sectors/port.de.md", "de", "behind"),
        ("sectors/port.md › what", ("what",), "sectors/port.de.md", "de", "current"),
        ("sectors/port.md", (), "sectors/port.fr.md", "fr", "current"),
        ("sectors/port.md › who", ("who",), "sectors/port.fr.md", "fr", "current"),
        ("sectors/port.md › what", ("what",), "sectors/port.fr.md", "fr", "behind"),
    ]
    assert [half.text for half in tuple(history.behind_by_file.get("sectors/port.fr.md", ()))] == [
        "sectors/port.md › what"
    ]


def test_halves_of_prose_may_come_one_after_the_other(repository: Repository) -> None:
    """A first translation is no change of the text."""
    repository.commit({"a.fr.md": "x\n"})
    repository.commit({"a.de.md": "y\n"})
    repository.commit(
        {"a.ar.md": "\ufeff## z {#z}\n", "b.md": "no language\n", "b.xx.md": "another language\n"}
    )
    assert states(read_history(repository.content, LANGUAGES)) == {
        "a.md fr": "current",
        "a.md de": "current",
        "a.md › z ar": "current",
    }


def test_stations_may_move(repository: Repository) -> None:
    """An entry that moves to another file of stations keeps its state; its words still count."""
    one, two, three = (title(f"fr=1 de={de}", "one") for de in (1, 2, 3))
    repository.commit({"stations/2026.yaml": one})
    first = repository.commit({"stations/2026.yaml": two})
    repository.commit({"stations/2026.yaml": None, "stations/2027.yaml": two})
    repository.commit({"stations/2027.yaml": title("fr=1 de=1", "two")})
    repository.commit({"stations/2028.yaml": two})
    history = read_history(repository.content, ("fr", "de"))
    assert [(half.text, half.file, half.lang, half.since) for half in history.behind()] == [
        ("stations/2028.yaml › one", "stations/2028.yaml", "fr", Commit(first, DAY))
    ]
    repository.commit({"stations/2028.yaml": None, "stations/2029.yaml": title("fr=2 de=2", "one")})
    assert read_history(repository.content, ("fr", "de")).behind() == ()
    repository.commit({"stations/2029.yaml": None, "stations/2026.yaml": three.replace('"1"', '"2"')})
    assert [half.lang for half in read_history(repository.content, ("fr", "de")).behind()] == ["fr"]


def test_only_stations_may_move(repository: Repository) -> None:
    """In other folders, the same keys in another file are another text."""
    repository.commit({"sectors/a.yaml": title("fr=1 de=1")})
    repository.commit({"sectors/a.yaml": title("fr=2 de=1")})
    repository.commit({"sectors/a.yaml": None, "sectors/b.yaml": title("fr=2 de=1")})
    assert read_history(repository.content, ("fr", "de")).behind() == ()


@pytest.mark.parametrize(("lists", "state"), [(MAX_DEPTH - 2, "behind"), (MAX_DEPTH - 1, "current")])
def test_files_are_followed_as_deep_as_they_are_read(repository: Repository, lists: int, state: str) -> None:
    """A change in a file that is as deep as reading allows is seen; one that is deeper stands as before."""
    repository.commit({"a.yaml": title("fr=1 de=1")})
    deep = f"deep: {'[' * lists}{{a: b}}{']' * lists}\n"  # inside the file, which is one more
    repository.commit({"a.yaml": title("fr=2 de=1") + deep})
    assert states(read_history(repository.content, ("fr", "de")))["a.yaml › title de"] == state


UNREADABLE = {
    "not YAML": "title: {fr: 3, de: 1\n",
    "conflict": f"<<<<<<< a\n{title('fr=3 de=1')}=======\n{title('fr=1 de=1')}>>>>>>> b\n",
    "text": f"text\n{title('fr=3 de=1')}",
    "anchor": f"a: &a 1\n{title('fr=3 de=1')}",
    "alias": f"{title('fr=3 de=1')}b: *a\n",
    "second document": f"{title('fr=3 de=1')}---\na: b\n",
    "key that is a list": f"{title('fr=3 de=1')}? [a]\n: b\n",
    "too deep": f"{title('fr=3 de=1')}b: {'[' * 100_000}{']' * 100_000}\n",
    "control character": f"{title('fr=3 de=1')}b: \x01\n",
    "not UTF-8": title("fr=3 de=1").encode() + b"b: \xff\n",
    "too big": title("fr=3 de=1") + "#" * 2_000_000,
}


@pytest.mark.parametrize("written", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_file_stands_as_before(repository: Repository, written: str | bytes) -> None:
    """A file that cannot be read, in a commit or in the working tree, changes nothing."""
    repository.commit({"a.yaml": title("fr=1 de=1"), "b.yaml": title("fr=1 de=1")})
    repository.commit({"a.yaml": written, "b.yaml": title("fr=2 de=1")})
    expected = {
        "a.yaml › title fr": "current",
        "a.yaml › title de": "current",
        "b.yaml › title fr": "current",
        "b.yaml › title de": "behind",
    }
    assert states(read_history(repository.content, ("fr", "de"))) == expected
    after = repository.commit({"a.yaml": title("fr=1 de=2")})
    history = read_history(repository.content, ("fr", "de"))
    assert states(history) == {**expected, "a.yaml › title fr": "behind"}
    assert [half.since for half in tuple(history.behind_by_file.get("a.yaml", ()))] == [Commit(after, DAY)]
    repository.write({"a.yaml": written})
    assert states(read_history(repository.content, ("fr", "de"))) == states(history)


def test_bomb_of_anchors_is_not_read(repository: Repository) -> None:
    """A file whose anchors stand for billions of texts is passed over at once."""
    levels = (
        f"{a}: &{a} [{', '.join([f'*{b}'] * 9)}]\n" for b, a in zip("abcdefghi", "bcdefghij", strict=True)
    )
    repository.commit({"a.yaml": f"a: &a {{fr: x, de: y}}\n{''.join(levels)}", "b.yaml": title("fr=1 de=1")})
    assert {half.file for half in read_history(repository.content, ("fr", "de")).halves} == {"b.yaml"}


def test_every_text_of_a_site_is_found(repository: Repository) -> None:
    """A whole site, committed at once: all its texts in all its languages, none behind."""
    repository.content.rmdir()
    copy_of_other(repository.content.parent)
    repository.commit({})
    history = read_history(repository.content, LANGUAGES)
    assert {half.state for half in history.halves} == {"current"}
    by_language = [{half.text for half in history.halves if half.lang == lang} for lang in LANGUAGES]
    assert by_language[0] == by_language[1] == by_language[2]
    assert {"site.yaml › title", "sectors/port.yaml › name", "sectors/port.md › route"} <= by_language[0]
    assert history.changed.keys() == set(files_in(repository.content))


def files_in(folder: Path) -> Iterator[str]:
    """The names of the files with text below a folder."""
    paths = (path for suffix in ("yaml", "md") for path in folder.rglob(f"*.{suffix}"))
    return (path.relative_to(folder).as_posix() for path in paths)


# --- what was read again ------------------------------------------------------------------------


def reviewed(name: str, **dates: str) -> str:
    """A `reviewed.yaml` with one entry."""
    return f"{name}:\n" + "".join(f"  {lang}: {day}\n" for lang, day in dates.items())


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("a.yaml › list › 2 › text", [f"list:\n- x\n- text: {{fr: {n}, de: 1}}\n" for n in (1, 2)]),
        ("stations/2026.yaml › title", [title(f"fr={n} de=1") for n in (1, 2)]),
        ("sectors/port.md › who", [f"## a {{#who}}\n\n{n}\n" for n in (1, 2)]),
        ("sectors/port.md", [f"{n}\n" for n in (1, 2)]),
        # A file or an entry stands for every text in it.
        ("a.yaml", [title(f"fr={n} de=1") for n in (1, 2)]),
        ("a.yaml › list", [f"list:\n- x\n- text: {{fr: {n}, de: 1}}\n" for n in (1, 2)]),
        ("sectors/port.md", [f"## a {{#who}}\n\n{n}\n" for n in (1, 2)]),
        ("stations/2026.yaml", [title(f"fr={n} de=1") for n in (1, 2)]),
    ],
)
def test_review_clears_a_half(repository: Repository, name: str, files: list[str]) -> None:
    """A half that was read again and is still right is not behind."""
    file = name.split(" › ")[0]
    if file.endswith(".md"):
        repository.commit({file.replace(".md", ".de.md"): files[0]})
        file = file.replace(".md", ".fr.md")
    repository.commit({file: files[0]})
    repository.commit({file: files[1]})
    assert [half.lang for half in read_history(repository.content, ("fr", "de")).behind()] == ["de"]
    repository.commit({"reviewed.yaml": reviewed(name, fr="2030-01-01")})
    assert [half.lang for half in read_history(repository.content, ("fr", "de")).behind()] == ["de"]
    repository.commit({"reviewed.yaml": reviewed(name, fr="2030-01-01", de="2030-01-02")})
    history = read_history(repository.content, ("fr", "de"))
    assert history.behind() == ()
    assert "reviewed.yaml" not in {half.file for half in history.halves}
    assert "reviewed.yaml" in history.changed


def test_review_holds_until_the_next_change(repository: Repository) -> None:
    """A review clears what came before it and with it; a later change asks for another date."""
    name = "a.yaml › title"

    def behind() -> list[str]:
        return [half.lang for half in read_history(repository.content, ("fr", "de")).behind()]

    repository.commit({"a.yaml": title("fr=1 de=1")})
    repository.commit({"a.yaml": title("fr=2 de=1"), "reviewed.yaml": reviewed(name, de="2030-01-02")})
    assert behind() == []
    repository.commit({"a.yaml": title("fr=3 de=1")})
    assert behind() == ["de"]
    repository.commit({"reviewed.yaml": f"# a comment\n{reviewed(name, de='2030-01-02', fr='')}"})
    assert behind() == ["de"]
    repository.commit({"reviewed.yaml": reviewed(name, de="2030-01-03")})
    assert behind() == []
    repository.commit({"a.yaml": title("fr=4 de=1"), "reviewed.yaml": None})
    assert behind() == ["de"]
    repository.write({"reviewed.yaml": reviewed(name, de="2030-01-03")})
    assert behind() == []
    repository.commit({})
    assert behind() == []
    # The cleared half may bring something new itself.
    repository.commit({"a.yaml": title("fr=4 de=2")})
    assert behind() == ["fr"]


def test_review_that_moves_with_its_station_is_not_a_new_one(repository: Repository) -> None:
    """The name of a reviewed station may follow it to another file."""

    def behind() -> list[str]:
        return [half.lang for half in read_history(repository.content, ("fr", "de")).behind()]

    repository.commit({"stations/2026.yaml": title("fr=1 de=1")})
    repository.commit({"stations/2026.yaml": title("fr=2 de=1")})
    repository.commit({"reviewed.yaml": reviewed("stations/2026.yaml › title", de="2030-01-02")})
    assert behind() == []
    repository.commit({"stations/2026.yaml": title("fr=3 de=1")})
    repository.commit({"stations/2026.yaml": None, "stations/2027.yaml": title("fr=3 de=1")})
    repository.commit({"reviewed.yaml": reviewed("stations/2027.yaml › title", de="2030-01-02")})
    assert behind() == ["de"]
    repository.commit({"reviewed.yaml": reviewed("stations/2027.yaml › title", de="2030-01-03")})
    assert behind() == []
    repository.commit({"stations/2027.yaml": title("fr=4 de=1")})
    repository.commit({"reviewed.yaml": reviewed("stations/2026.yaml › title", de="2030-01-04")})
    assert behind() == []


def test_review_of_a_name_does_not_reach_longer_ones(repository: Repository) -> None:
    """`a.yaml › t` is not the beginning of `a.yaml › title`."""
    repository.commit({"a.yaml": title("fr=1 de=1")})
    repository.commit(
        {"a.yaml": title("fr=2 de=1"), "reviewed.yaml": reviewed("a.yaml › t", de="2030-01-02")}
    )
    assert [half.lang for half in read_history(repository.content, ("fr", "de")).behind()] == ["de"]


def test_review_of_nothing_does_no_harm(repository: Repository) -> None:
    """A name that no text has, and a file that is not as it should be, are passed over."""
    repository.commit(
        {"a.yaml": title("fr=1 de=1"), "reviewed.yaml": reviewed("b.yaml › x", de="2030-01-02")}
    )
    repository.commit({"a.yaml": title("fr=2 de=1"), "reviewed.yaml": "[a, {b: c}]\n"})
    repository.commit({"reviewed.yaml": "a.yaml › title: 2030-01-02\n"})
    assert [half.lang for half in read_history(repository.content, ("fr", "de")).behind()] == ["de"]


# --- where nothing is known ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["fr=1 de=1"], "fr=unknown de=unknown"),
        (["fr=1 de=1", "fr=1 de=1"], "fr=unknown de=unknown"),
        # All halves at once: known from here on.
        (["fr=1 de=1", "fr=2 de=2"], "fr=current de=current"),
        (["fr=1 de=1", "fr=2 de=2", "fr=3 de=2"], "fr=current de=behind"),
        # One half: it is new, or caught up; whether the other one is behind, nobody knows.
        (["fr=1 de=1", "fr=2 de=1"], "fr=current de=unknown"),
        # Then the other one: it caught up, or was not behind and is new.
        (["fr=1 de=1", "fr=2 de=1", "fr=2 de=2"], "fr=unknown de=current"),
        # The same one again is new for sure.
        (["fr=1 de=1", "fr=2 de=1", "fr=3 de=1"], "fr=current de=behind"),
        # A text that came later is known.
        (["", "fr=1 de=1"], "fr=current de=current"),
        (["", "fr=1 de=1", "fr=2 de=1"], "fr=current de=behind"),
        (["fr=1 de=1", "", "fr=1 de=1"], "fr=unknown de=unknown"),
    ],
)
def test_shallow_clone(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, steps: list[str], expected: str
) -> None:
    """What depends on commits that are not there is unknown, never fresh."""
    repository.commit({"a.yaml": title("fr=0 de=0"), "b.yaml": title("fr=0 de=0", "other")})
    for step in steps:
        repository.commit({"a.yaml": title(step) if step else "", "b.yaml": f"# {step}\n"})
    clone = repository.shallow_clone(len(steps), monkeypatch)
    history = read_history(clone.content, ("fr", "de"))
    assert " ".join(f"{half.lang}={half.state}" for half in history.halves) == expected
    assert not history.complete
    assert read_history(repository.content, ("fr", "de")).complete


def test_three_halves_of_a_shallow_clone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that is new for sure leaves the others behind; one that may be, leaves them unknown."""
    repository.commit({"a.yaml": title("fr=0 de=0 ar=0")})
    for step in ("fr=1 de=1 ar=1", "fr=2 de=2 ar=1", "fr=3 de=2 ar=1", "fr=3 de=2 ar=2"):
        repository.commit({"a.yaml": title(step)})
    found = []
    for depth in (3, 2, 1):
        clone = repository.shallow_clone(depth, monkeypatch)
        found.append([half.state for half in read_history(clone.content, LANGUAGES).halves])
    assert found == [
        ["unknown", "unknown", "current"],
        ["unknown", "unknown", "current"],
        ["unknown", "unknown", "unknown"],
    ]
    clone = repository.shallow_clone(4, monkeypatch)
    assert [half.state for half in read_history(clone.content, LANGUAGES).halves] == [
        "current",
        "behind",
        "current",
    ]


def test_review_in_a_shallow_clone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review clears what is unknown, but not one that may be older than what is missing."""
    repository.commit({"a.yaml": title("fr=0 de=0")})
    repository.commit({"reviewed.yaml": reviewed("a.yaml › title", de="2030-01-02")})
    clone = repository.shallow_clone(1, monkeypatch)
    assert [half.state for half in read_history(clone.content, ("fr", "de")).halves] == ["unknown"] * 2
    clone.write({"reviewed.yaml": reviewed("a.yaml › title", de="2030-01-02", fr="2030-01-03")})
    assert [half.state for half in read_history(clone.content, ("fr", "de")).halves] == ["current", "unknown"]


def test_unreadable_file_of_a_shallow_clone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a file that could not be read at first is as unknown as the rest."""
    broken: dict[str, str | bytes] = {"a.yaml": "{", "reviewed.yaml": "{", "c.de.md": b"\xff", "c.fr.md": "x"}
    repository.commit({"b.yaml": ""})
    repository.commit(broken)
    repository.commit({"a.yaml": title("fr=1 de=1"), "c.de.md": "y"})
    repository.commit({"b.yaml": title("fr=1 de=1")})
    repository.commit({"reviewed.yaml": reviewed("a.yaml › title", de="2030-01-02")})
    clone = repository.shallow_clone(4, monkeypatch)
    found = states(read_history(clone.content, ("fr", "de")))
    assert [name for name, state in found.items() if state != "unknown"] == [
        "b.yaml › title fr",
        "b.yaml › title de",
    ]


def test_last_changes_in_a_shallow_clone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest commit seems to change every file; what it really changed is not known."""
    repository.commit({"a.yaml": "", "b.yaml": "", "c.yaml": ""})
    repository.commit({"b.yaml": "b: b"})
    commit = repository.commit({"c.yaml": "c: c"})
    clone = repository.shallow_clone(2, monkeypatch)
    clone.write({"d.yaml": ""})
    history = read_history(clone.content, ("fr", "de"))
    assert history.changed == {"c.yaml": Commit(commit, DAY), "d.yaml": UNCOMMITTED}


def expect_nothing_known(folder: Path) -> None:
    """All halves are listed, none is known, and no file has a last change."""
    history = read_history(folder, ("fr", "de"))
    assert states(history) == {"a.yaml › title fr": "unknown", "a.yaml › title de": "unknown"}
    assert (history.complete, history.changed, history.behind()) == (False, {}, ())


def test_nothing_is_known_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without git every half is unknown."""
    repository.commit({"a.yaml": title("fr=1 de=1")})
    monkeypatch.setenv("PATH", str(repository.root))
    expect_nothing_known(repository.content)


def test_nothing_is_known_without_a_repository(repository: Repository) -> None:
    """Outside of any repository every half is unknown."""
    repository.commit({"a.yaml": title("fr=1 de=1")})
    shutil.rmtree(repository.root / ".git")
    expect_nothing_known(repository.content)


def test_nothing_is_known_before_the_first_commit(repository: Repository) -> None:
    """As long as no commit has anything of the content, every half is unknown."""
    repository.write({"a.yaml": title("fr=1 de=1")})
    expect_nothing_known(repository.content)
    (repository.root / "readme").write_text("x", "utf-8")
    repository.git("add", "readme")
    repository.git("commit", "--quiet", "--message=Readme")
    expect_nothing_known(repository.content)


def test_nothing_is_known_when_an_object_is_missing(repository: Repository) -> None:
    """A clone without old blobs, or a damaged repository, is no reason to guess."""
    repository.commit({"a.yaml": title("fr=1 de=1")})
    repository.commit({"a.yaml": title("fr=2 de=1")})
    blob = repository.git("rev-parse", "HEAD~:site/content/a.yaml")
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    expect_nothing_known(repository.content)


def test_folder_that_is_not_there(repository: Repository) -> None:
    """A folder that does not exist has no texts."""
    assert read_history(repository.root / "nowhere", ("fr", "de")) == History(False, (), {})
