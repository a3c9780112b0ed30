"""The command line: what is given, what holds otherwise, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from microsite.commands.arguments import arguments


def test_nothing_said_means_build() -> None:
    """Without words the content is built into the site, as on this day, in the form for people."""
    given = arguments([])
    assert (given.command, given.content, given.out) == ("build", Path("content"), Path("site"))
    assert (given.today, given.strict, given.format) == (None, False, "text")
    assert (given.base_url, given.repository) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        ["--content", "a", "--strict", "check"],
        ["check", "--content", "a", "--strict"],
        ["--strict", "check", "--content", "a"],
    ],
)
def test_option_may_stand_before_the_command_or_behind_it(words: list[str]) -> None:
    """Wherever an option stands, it counts."""
    given = arguments(words)
    assert (given.command, given.content, given.strict) == ("check", Path("a"), True)


def test_option_behind_the_command_wins() -> None:
    """What is said twice is taken as it was said last."""
    assert arguments(["--content", "a", "check", "--content", "b"]).content == Path("b")


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--today", "2026-01-31"], "today", date(2026, 1, 31)),
        (["--base-url", "https://example.org/place"], "base_url", "https://example.org/place/"),
        (["--base-url", "https://example.org/place//"], "base_url", "https://example.org/place/"),
        (["--repository", "http://example.org"], "repository", "http://example.org/"),
        (["serve"], "port", 8000),
        (["serve", "--port", "1"], "port", 1),
        (["serve", "--out", "a"], "out", Path("a")),
        (["status"], "days", 90),
        (["status", "--days", "7"], "days", 7),
        (["schemas"], "out", Path(".vscode/schemas")),
        (["schemas", "--out", "a"], "out", Path("a")),
        (["new", "station"], "id", None),
        (["new", "station", "fair", "date=2029", "title.fr=a b"], "answers", ["date=2029", "title.fr=a b"]),
        (["init", "a", "--title", "T"], "folder", Path("a")),
        (["init", "a", "--base-url", "https://example.org"], "base_url", "https://example.org/"),
        (["words", "eo"], "like", None),
        (["upgrade"], "dry_run", False),
        (["upgrade", "--dry-run"], "dry_run", True),
        (["report"], "since", None),
        (["report", "--since", "HEAD^"], "since", "HEAD^"),
        (["report", "--every-language"], "every_language", True),
        (["addresses"], "pause", 1.0),
        (["addresses", "--pause", "0.5"], "pause", 0.5),
        (["addresses", "--repository", "https://example.org"], "repository", "https://example.org/"),
        (["--format", "json"], "format", "json"),
        (["--lang", "ko"], "lang", "ko"),
    ],
)
def test_words_are_read(words: list[str], name: str, value: object) -> None:
    """Each option and each default has the value that it stands for."""
    assert getattr(arguments(words), name) == value


@pytest.mark.parametrize(
    "words",
    [
        ["--today", "31.1.2026"],
        ["--today", "2026-02-30"],
        ["--base-url", "example.org"],
        ["--base-url", "ftp://example.org/"],
        ["--base-url", "https://"],
        ["--repository", "https://exa mple.org/"],
        ["--lang", "xx"],
        ["--format", "xml"],
        ["new"],
        ["new", "elephant"],
        ["serve", "--port", "a"],
        ["status", "--days", "soon"],
        ["check", "--out", "a"],
        ["addresses", "--pause", "-1"],
        ["report", "--out", "a"],
        ["init", "a", "--content", "b"],
        ["words", "eo", "--like", "xx"],
        ["upgrade", "--out", "a"],
        ["nothing"],
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A value that cannot be, a command or kind that is none, an option of another command."""
    with pytest.raises(SystemExit) as caught:
        arguments(words)
    assert caught.value.code == 2
    assert words[-1] in capsys.readouterr().err or words == ["new"]


def test_surroundings_choose_form_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside GitHub Actions problems are annotations; the language is that of the locale."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    given = arguments(["check"])
    assert (given.format, given.lang) == ("github", "ko")
    given = arguments(["check", "--format", "text", "--lang", "en"])
    assert (given.format, given.lang) == ("text", "en")
