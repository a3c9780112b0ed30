"""The command line as a process: stopped at any moment, and on a terminal with few letters."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from microsite import unchanged
from microsite.commands.main import INTERRUPTED, main
from microsite.output.destination import LOCK
from microsite.output.lock import locked
from tests.samples import DAY, ROOT, SITES
from tests.terminal import Terminal

BUILD = str(ROOT / "build.py")
# Runs the program with an interrupt after so many seconds, as if somebody had pressed Ctrl and C.
STOPPED = """
import os, runpy, signal, sys
signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
signal.setitimer(signal.ITIMER_REAL, float(sys.argv.pop(1)))
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("seconds", [0.1, 0.3, 0.6, 0.9, 1.3, 2])
@pytest.mark.parametrize("command", ["build", "check"])
def test_who_stops_it_reads_no_traceback(tmp_path: Path, command: str, seconds: float) -> None:
    """At any moment: nothing is said of it, and a site is there as a whole or not at all."""
    shutil.copytree(SITES / "past", tmp_path / "content")
    words = [sys.executable, "-c", STOPPED, str(seconds), BUILD, command, "--today", DAY.isoformat()]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    ended = (-signal.SIGINT, -signal.SIGALRM)  # once Python is leaving, it hears neither any more
    assert run.returncode in (0, INTERRUPTED, *ended), run.stderr
    assert "Traceback" not in run.stderr
    assert "Exception" not in run.stderr
    listed = {path.name for path in (tmp_path / "site").iterdir()} if (tmp_path / "site").exists() else set()
    assert not listed or {".built", "index.html"} <= listed
    assert not any(name.startswith(".built.") for name in listed)


def test_interrupt_is_known_by_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a class Python makes an error of another kind of it."""

    def fail(cause: type[BaseException]) -> bool:
        try:
            raise cause
        except cause as error:
            raise RuntimeError("Error calling __set_name__") from error

    monkeypatch.setattr(unchanged, "answer", lambda words: fail(KeyboardInterrupt))
    assert main(["check"]) == INTERRUPTED
    monkeypatch.setattr(unchanged, "answer", lambda words: fail(ValueError))
    with pytest.raises(RuntimeError):
        main(["check"])


def said(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What is said on a terminal that knows no letters but those of English."""
    variables = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, BUILD, "check", *words],
        cwd=folder,
        env=variables,
        capture_output=True,
        encoding="ascii",
        check=False,
    )


def test_terminal_without_letters_for_a_language_is_spoken_to_in_english(tmp_path: Path) -> None:
    """A sentence of escapes would help nobody; names are escaped, and the exit code stays."""
    run = said(tmp_path, "--lang", "ko", "--content", "없음")
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        r"\uc5c6\uc74c  there is no such folder with content.",
        "1 to mend.",
    ]


def test_json_stays_json(tmp_path: Path) -> None:
    """Whatever letters it has: tools read the same."""
    run = said(tmp_path, "--format", "json", "--content", "é 없음 😀")
    assert json.loads(run.stdout)["problems"][0]["file"] == "é 없음 😀"


def test_who_waits_for_another_build_is_told(tmp_path: Path) -> None:
    """On a terminal, after a second; then the build goes on."""
    content = shutil.copytree(SITES / "past", tmp_path / "content")
    (tmp_path / "site").mkdir()
    with locked(tmp_path / "site" / LOCK):
        words = ("--content", str(content), "--out", str(tmp_path / "site"), "--today", DAY.isoformat())
        terminal = Terminal(*words)
        assert "Another build is writing to " in terminal.read("waits until it is done.")
    assert terminal.end() == 0
    assert (tmp_path / "site" / "index.html").exists()
