"""A build keeps to itself: it opens no socket, and starts nothing but git.

It is watched from inside (every audit event of Python, in each process that is split off) and, where there is
`strace`, from outside.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.samples import CONTENT, DAY, ROOT
from tests.trust.figures import Figure

# Run by a process before anything else: writes down what it opens and starts.
WATCH = """
import os, sys
noted = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
events = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "urllib.",
          "http.", "ftplib.", "smtplib.", "webbrowser.")
def note(event, given):
    if event.startswith(events):
        os.write(noted, f"{event} {given!r}\\n".encode())
sys.addaudithook(note)
from microsite.commands.main import main
sys.exit(main(sys.argv[1:]))
"""
STARTED = re.compile(r"subprocess\.Popen \('git', ")
CALLED = re.compile(r"\b(socket|connect|sendto|bind)\(.*(AF_INET|AF_NETLINK|AF_PACKET)")
RUN = re.compile(r'\bexecve\("(?:[^"]*/)?([^/"]+)"')


def _words(folder: Path) -> tuple[str, ...]:
    return ("--content", str(CONTENT["other"]), "--out", str(folder / "site"), "--today", DAY.isoformat())


def _inside(folder: Path) -> Iterator[str]:
    noted = folder / "noted"
    command = (sys.executable, "-c", WATCH, str(noted), *_words(folder))
    variables = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=True)
    lines = noted.read_text("utf-8").splitlines()
    assert any(map(STARTED.match, lines)), "the watch sees nothing"
    yield from (line for line in lines if not STARTED.match(line))


def _outside(folder: Path) -> Iterator[str]:
    noted = folder / "calls"
    strace = ("strace", "--follow-forks", "--quiet=all", "--trace=%network,execve", f"--output={noted}")
    command = (*strace, sys.executable, "build.py", *_words(folder))
    variables = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=True)
    for line in noted.read_text("utf-8", "replace").splitlines():
        run = RUN.search(line)
        if CALLED.search(line) or (
            run and "= 0" in line and run[1] not in ("git", Path(sys.executable).name)
        ):
            yield line


def network() -> Iterator[Figure]:
    """One build watched from inside, and one from outside."""
    with tempfile.TemporaryDirectory(prefix="network-") as name:
        found = tuple(_inside(Path(name)))
        yield Figure("Builds that open a socket or start anything but git, seen from inside", 1, found)
    if shutil.which("strace"):
        with tempfile.TemporaryDirectory(prefix="network-") as name:
            found = tuple(_outside(Path(name)))
            yield Figure("The same, seen from outside by strace", 1, found)
