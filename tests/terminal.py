"""A terminal on which a command asks questions."""

from __future__ import annotations

import codecs
import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
import time

from microsite.messages.catalogue import languages
from tests.samples import ROOT

PATIENCE = 60  # seconds that a question may take to appear


def _sit_down() -> None:
    """Make the terminal the process's own, so that Ctrl+C reaches it, also where tests run behind others."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A command on a terminal of its own: what it shows is read, and what is typed is answered."""

    def __init__(self, *words: str, program: bool = False) -> None:
        """`words` are those of the command line, or of Python itself for a `program` of its own."""
        self.screen, inside = os.openpty()
        self.shown = ""
        # A letter may come in two pieces.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        command = [sys.executable, *words] if program else [sys.executable, "build.py", *words]
        command += [] if program else ["--lang", languages()[0]]
        variables = {**os.environ, "TERM": "dumb", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=variables,
            start_new_session=True,
            preexec_fn=_sit_down,
        )
        os.close(inside)

    def read(self, wanted: str | None, again: str = "") -> str:
        """Wait until a text is shown, with None until the end; return what was new up to then.

        While nothing comes, `again` is typed every second: a key may fall between question and answer.
        """
        new, last = "", time.monotonic() + PATIENCE
        while wanted is None or wanted not in new:
            if again and not select.select([self.screen], [], [], 1)[0] and time.monotonic() < last:
                self.type(again)
                continue
            assert select.select([self.screen], [], [], PATIENCE)[0], f"{wanted!r} did not come after {new!r}"
            try:
                piece = os.read(self.screen, 4096)
            except OSError:  # Linux says so when the other side has gone
                piece = b""
            if not piece:
                assert wanted is None, f"{wanted!r} did not come after {new!r}"
                break
            new += self._decode(piece).replace("\r\n", "\n")
        self.shown += new
        return new

    def type(self, words: str) -> None:
        os.write(self.screen, words.encode())

    def end(self, again: str = "") -> int:
        """Read the rest; return the exit code."""
        self.read(None, again)
        os.close(self.screen)
        return self.process.wait(PATIENCE)
