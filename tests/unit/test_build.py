"""The command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite import __version__
from microsite.commands.main import main
from microsite.content.citations import counts
from microsite.line import build
from microsite.messages.catalogue import Message, languages, sentence
from tests.samples import BASE_URL, CONTENT, DAY, ROOT, Sample, attributes, edit, tree_of

OTHER = str(CONTENT["other"])
BOTH = ["warning", "error"]
WARNED = "stations/2027-2035.yaml"


def warned(content: Path) -> str:
    """Make one warning in a content folder; return its place as it is shown."""
    edit(content / WARNED, "date: 2028-05\n  kind: target", "date: 2028-05\n  kind: event")
    return f"{content / WARNED}:18:9"


def wronged(content: Path) -> str:
    """Make one mistake in a content folder; return its place as it is shown."""
    edit(content / WARNED, "date: 2035", "date: 2036")
    return f"{content / WARNED}:33:9"


def closing(command: str, number: int, lang: str = languages()[0]) -> str:
    """What a command ends with when there is something to mend."""
    code = "to-mend" if command == "check" else "nothing-written"
    return sentence(Message(code, number=number, more=""), lang)


def run(command: str, content: Path, *words: str) -> int:
    """Run a command on a fixed day, with the site beside the content folder."""
    out = [] if command == "check" else ["--out", str(content.parent / "site"), "--no-cards"]
    return main([command, "--content", str(content), "--today", "2026-11-22", *out, *words])


def days_on(page: bytes) -> list[str]:
    return attributes(LexborHTMLParser(page), "footer time", "datetime")


def test_build_writes_the_site_and_says_so(
    other: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build ends with 0, one line that counts what was built, and the site in its folder."""
    words = [
        "--no-cards",
        "--content",
        OTHER,
        "--out",
        str(tmp_path),
        "--today",
        "2026-11-22",
        "--base-url",
        BASE_URL,
    ]
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.err == ""
    (line,) = said.out.splitlines()
    assert line.startswith(
        f"{len(other.trees) - len(other.embeds)} pages in {len(other.languages)} languages, "
    )
    for name, number in counts(other.site).items():
        assert f"{number} {name}" in line
    written = tree_of(tmp_path)
    assert {name: written.get(name) for name in other.files} == other.files


def test_check_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check counts what was read and leaves no folder behind."""
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--content", OTHER]) == 0
    said = capsys.readouterr().out
    assert " facts, " in said
    assert " pages in " not in said
    assert list(tmp_path.iterdir()) == []


def test_missing_content_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A content folder that is not there is one line and exit code 1."""
    assert main(["--content", str(tmp_path / "none"), "--out", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'none'}  there is no such folder with content.\n1 to mend; nothing was written.\n"
    )


def test_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that cannot be written is one line and exit code 1."""
    (tmp_path / "file").write_text("x", "utf-8")
    assert main(["--no-cards", "--content", OTHER, "--out", str(tmp_path / "file")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert str(tmp_path / "file") in said.err
    assert said.err.count("\n") == 2


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    """--help ends with 0 and explains the commands and options."""
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    words = "build check serve --content --out --base-url --today --strict --lang --format"
    for word in words.split():
        assert word in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--today", "22.11.2026"], '"22.11.2026" is not a day; write one as 2026-01-31'),
        (["--today", "2026-02-30"], '"2026-02-30" is not a day; write one as 2026-01-31'),
        (["--base-url", "example.org"], '"example.org" is not an address; it starts with https://'),
        (["--base-url", "https://"], '"https://" is not an address'),
        (["--base-url", "https://a b/"], '"https://a b/" is not an address'),
        (["serve", "--port", "many"], '"many" is not a port; write a number up to 65535'),
        (["serve", "--port", "65536"], '"65536" is not a port'),
        (["serve", "--port", "²"], '"²" is not a port'),
        (["serve", "--editor", "code"], '"code" names no file; write an address with {path} in it'),
        (["bild"], "invalid choice: 'bild'"),
        (["--elephant"], "unrecognized arguments: --elephant"),
    ],
)
def test_bad_arguments_are_refused(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word that cannot be understood ends with 2 and a sentence, before anything is built."""
    with pytest.raises(SystemExit) as left:
        main(["--no-cards", "--content", OTHER, "--out", str(tmp_path / "site"), *words])
    assert left.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_base_url_gets_its_slash(tmp_path: Path) -> None:
    """The address may be given with or without a slash at its end."""
    for address in (BASE_URL, BASE_URL.rstrip("/")):
        assert main(["--no-cards", "--content", OTHER, "--out", str(tmp_path), "--base-url", address]) == 0
        (canonical,) = attributes(
            LexborHTMLParser((tmp_path / "index.html").read_bytes()), "link[rel=canonical]", "href"
        )
        assert canonical == BASE_URL


def test_today_can_be_given(tmp_path: Path) -> None:
    """--today is the day that the pages are built on, even against the clock's."""
    words = ["--no-cards", "--content", OTHER, "--out", str(tmp_path), "--today", "2031-05-06"]
    assert main(words) == 0
    assert "2031-05-06" in days_on((tmp_path / "fr/index.html").read_bytes())


@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (23, 30)])
def test_clock_can_be_stopped(content: Path, monkeypatch: pytest.MonkeyPatch, hour: int, minute: int) -> None:
    """SOURCE_DATE_EPOCH stands for now, and the day is the one in the site's time zone."""
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        moment = datetime(2026, 11, 22, hour, minute, tzinfo=ZoneInfo(zone))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        text = (content / "site.yaml").read_text("utf-8")
        before = next(line for line in text.splitlines() if line.startswith("time_zone:"))
        edit(content / "site.yaml", before, f"time_zone: {zone}")
        assert "2026-11-22" in days_on(build(content).files["fr/index.html"])


@pytest.mark.parametrize("written", ["yesterday", "-1", "99999999999999999999", "253402300800"])
def test_stopped_clock_must_be_a_number(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds, or past every calendar, is said in one line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert main(["--no-cards", "--content", OTHER, "--out", str(tmp_path / "site")]) != 0
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code"), [(["check"], 0), (["check", "--content", "none"], 1), (["x"], 2)])
def test_script_ends_with_the_exit_code(words: list[str], code: int) -> None:
    """Run as a script, the door hands its exit code to the shell."""
    done = subprocess.run(
        [sys.executable, "build.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


# --- what is said, and where --------------------------------------------------------------------


@pytest.mark.parametrize("lang", languages())
def test_language_of_messages_can_be_chosen(
    content: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--lang sets the language of the sentences and of the closing line, whatever the locale."""
    place = wronged(content)
    assert run("check", content, "--lang", lang) == 1
    line, last = capsys.readouterr().err.splitlines()
    parts = {"date": "2036", "span": "2019–2035"}
    assert (
        line == f"{place}  network-complete › date: {sentence(Message('outside-the-years', **parts), lang)}"
    )
    assert last == sentence(Message("to-mend", number=1, more=""), lang)


def test_locale_is_the_default_language(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --lang the locale decides; --lang is stronger."""
    first, other = languages()
    wronged(content)
    monkeypatch.setenv("LC_ALL", f"{other}_{other.upper()}.UTF-8")
    for words, lang in (([], other), (["--lang", first], first)):
        assert run("check", content, *words) == 1
        closing = sentence(Message("to-mend", number=1, more=""), lang)
        assert capsys.readouterr().err.splitlines()[-1] == closing


def test_language_must_be_one_of_the_catalogue(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A language that messages do not have ends with 2."""
    with pytest.raises(SystemExit) as left:
        run("check", content, "--lang", "tlh")
    assert left.value.code == 2
    assert "invalid choice: 'tlh'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "build"])
def test_warnings_stop_nothing(content: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is shown and counted beside what is printed, and the command goes on."""
    place = warned(content)
    assert run(command, content) == 0
    said = capsys.readouterr()
    line, last = said.err.splitlines()
    assert line.startswith(f"{place}  warning: collines-decision › date: ")
    assert last == sentence(Message("warnings-counted", number=1), languages()[0])
    (summary,) = said.out.splitlines()
    assert " facts, " in summary
    assert (content.parent / "site").exists() == (command == "build")


@pytest.mark.parametrize("command", ["check", "build"])
def test_strict_run_stops_at_warnings(
    content: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --strict the same warning ends with 1, and no site is written."""
    place = warned(content)
    assert run(command, content, "--strict") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split("  ")[0] for line in said.err.splitlines()[:-1]] == [place]
    assert said.err.splitlines()[-1] == closing(command, 1)
    assert not (content.parent / "site").exists()


def test_strict_run_passes_without_warnings(tmp_path: Path, content: Path) -> None:
    """--strict asks nothing more of content that nothing is said about."""
    assert run("build", content, "--strict") == 0
    assert (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("prepare", "words", "closing", "severities"),
    [
        (lambda content: None, [], "", []),
        (warned, [], "", ["warning"]),
        (warned, ["--strict"], "1 to mend.", ["warning"]),
        (lambda content: (warned(content), wronged(content)), [], "1 to mend, 1 to look at.", BOTH),
        (lambda content: (warned(content), wronged(content)), ["--strict"], "2 to mend.", BOTH),
    ],
    ids=["nothing", "warning", "strict", "both", "both-strict"],
)
def test_json_is_one_document(
    content: Path,
    prepare: Callable[[Path], object],
    words: list[str],
    closing: str,
    severities: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What tools read is alone on the standard output, also when there is nothing; the rest is beside it."""
    prepare(content)
    assert run("check", content, "--format", "json", *words) == bool(closing)
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert [it["severity"] for it in data["problems"]] == severities
    assert all(Path(it["file"]).is_file() for it in data["problems"])
    assert (" facts, " in said.err) != bool(closing)
    assert not closing or said.err.splitlines()[-1] == closing


def test_github_gets_annotations(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Annotations are printed where GitHub looks for them: on the standard output."""
    wronged(content)
    assert run("check", content, "--format", "github") == 1
    said = capsys.readouterr()
    (annotation,) = said.out.splitlines()
    assert annotation.startswith(f"::error file={content / WARNED},line=33,col=9::network-complete › date: ")
    assert said.err == sentence(Message("to-mend", number=1, more=""), languages()[0]) + "\n"


@pytest.mark.parametrize(
    ("value", "words", "annotated"),
    [
        ("true", [], True),
        ("true", ["--format", "text"], False),
        ("true", ["--format", "json"], False),
        ("false", [], False),
        ("", [], False),
        ("", ["--format", "github"], True),
    ],
)
def test_github_actions_are_recognised(
    content: Path,
    value: str,
    words: list[str],
    annotated: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Inside GitHub Actions annotations are the default; --format is stronger."""
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    wronged(content)
    assert run("check", content, *words) == 1
    assert capsys.readouterr().out.startswith("::error ") == annotated


@pytest.mark.parametrize("place", ["before", "behind", "between", "stronger"])
def test_options_stand_before_or_behind_the_command(
    content: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option means the same on either side of the command; behind it, it has the last word."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    warned(content)
    for day, code, number in (("2026-11-22", 1, 1), ("2036-01-01", 0, 0)):
        lang = languages()[1]
        options = ["--strict", "--lang", lang, "--content", str(content), "--format", "json", "--today", day]
        words = {
            "before": [*options, "check"],
            "behind": ["check", *options],
            "between": [*options[:3], "check", *options[3:]],
            "stronger": [
                "--lang",
                languages()[0],
                "--format",
                "text",
                "--today",
                "2019-01-01",
                "check",
                *options,
            ],
        }
        assert main(words[place]) == code
        said = capsys.readouterr()
        problems = json.loads(said.out)["problems"]
        assert len(problems) == number
        assert all(sentence(Message("event-ahead", date="2028-05"), lang) == it["message"] for it in problems)


@pytest.mark.parametrize(
    ("terminal", "variables", "coloured"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {}, False),
    ],
)
def test_colour_is_for_terminals(
    content: Path,
    terminal: bool,
    variables: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Lines are coloured on a terminal, unless NO_COLOR says something, and nowhere else."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    wronged(content)
    assert run("check", content) == 1
    assert ("\x1b[" in capsys.readouterr().err) == coloured


def test_schemas_go_where_they_are_told(tmp_path: Path) -> None:
    """--out means the same before the command and behind it."""
    for words in (["--out", str(tmp_path / "a"), "schemas"], ["schemas", "--out", str(tmp_path / "b")]):
        assert main(["--content", OTHER, *words]) == 0
    assert tree_of(tmp_path / "a") == tree_of(tmp_path / "b")
    assert (tmp_path / "a/sector.schema.json").is_file()


def test_repository_can_be_given_alone(content: Path) -> None:
    """A repository that the content says nothing of is linked; where its files are edited is not known."""
    text = (content / "site.yaml").read_text("utf-8")
    before, _, rest = text.partition("repository:")
    (content / "site.yaml").write_text(before + rest.partition("\n\n")[2], "utf-8")
    assert build(content, DAY, BASE_URL).site.settings.repository is None
    built = build(content, DAY, BASE_URL, repository="https://example.com/given/")
    tree = LexborHTMLParser(built.files["fr/index.html"])
    assert attributes(tree, "footer a[rel=external]", "href") == ["https://example.com/given/"]


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the one version that there is."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (left.value.code, capsys.readouterr().out) == (0, f"{__version__}\n")
