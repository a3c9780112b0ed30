"""The command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

import build
from microsite.views import counts
from tests.samples import BASE_URL, CONTENT, ROOT, Sample, attributes, edit, tree_of

OTHER = str(CONTENT["other"])


def days_on(page: bytes) -> list[str]:
    return attributes(LexborHTMLParser(page), "footer time", "datetime")


def test_build_writes_the_site_and_says_so(
    other: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build ends with 0, one line that counts what was built, and the site in its folder."""
    words = ["--content", OTHER, "--out", str(tmp_path), "--today", "2026-11-22", "--base-url", BASE_URL]
    assert build.main(words) == 0
    said = capsys.readouterr()
    assert said.err == ""
    (line,) = said.out.splitlines()
    assert line.startswith(f"{len(other.trees)} pages in {len(other.languages)} languages, ")
    for name, number in counts(other.site).items():
        assert f"{number} {name}" in line
    written = tree_of(tmp_path)
    assert {name: written.get(name) for name in other.files} == other.files


def test_check_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check counts what was read and leaves no folder behind."""
    monkeypatch.chdir(tmp_path)
    assert build.main(["check", "--content", OTHER]) == 0
    said = capsys.readouterr().out
    assert " facts, " in said
    assert " pages in " not in said
    assert list(tmp_path.iterdir()) == []


def test_missing_content_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A content folder that is not there is one line and exit code 1."""
    assert build.main(["--content", str(tmp_path / "none"), "--out", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'none'}  there is no such folder with content.\n1 to mend; nothing was written.\n"
    )


def test_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that cannot be written is one line and exit code 1."""
    (tmp_path / "file").write_text("x", "utf-8")
    assert build.main(["--content", OTHER, "--out", str(tmp_path / "file")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert str(tmp_path / "file") in said.err
    assert said.err.count("\n") == 2


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    """--help ends with 0 and explains the commands and options."""
    with pytest.raises(SystemExit) as left:
        build.main(["--help"])
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
        (["serve", "--port", "many"], "invalid int value: 'many'"),
        (["bild"], "invalid choice: 'bild'"),
        (["--elephant"], "unrecognized arguments: --elephant"),
    ],
)
def test_bad_arguments_are_refused(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word that cannot be understood ends with 2 and a sentence, before anything is built."""
    with pytest.raises(SystemExit) as left:
        build.main(["--content", OTHER, "--out", str(tmp_path / "site"), *words])
    assert left.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_base_url_gets_its_slash(tmp_path: Path) -> None:
    """The address may be given with or without a slash at its end."""
    for address in (BASE_URL, BASE_URL.rstrip("/")):
        assert build.main(["--content", OTHER, "--out", str(tmp_path), "--base-url", address]) == 0
        (canonical,) = attributes(
            LexborHTMLParser((tmp_path / "index.html").read_bytes()), "link[rel=canonical]", "href"
        )
        assert canonical == BASE_URL


def test_today_can_be_given(tmp_path: Path) -> None:
    """--today is the day that the pages are built on, even against the clock's."""
    words = ["--content", OTHER, "--out", str(tmp_path), "--today", "2031-05-06"]
    assert build.main(words) == 0
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
        assert "2026-11-22" in days_on(build.build(content).files["fr/index.html"])


def test_stopped_clock_must_be_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds is said in one line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert build.main(["--content", OTHER, "--out", str(tmp_path / "site")]) != 0
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code"), [(["check"], 0), (["check", "--content", "none"], 1), (["x"], 2)])
def test_script_ends_with_the_exit_code(words: list[str], code: int) -> None:
    """Run as a script, the door hands its exit code to the shell."""
    done = subprocess.run(
        [sys.executable, "build.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
