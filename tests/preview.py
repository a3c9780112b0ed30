"""A running preview: `serve` in a process of its own, on a copy of everything that it watches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.samples import ROOT

PATIENCE = 20_000  # milliseconds that a change may take to appear on a busy machine


@dataclass
class Preview:
    """What is served, where from, and what was printed so far."""

    home: Path  # the generator
    content: Path
    out: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    _heard: threading.Condition = field(default_factory=threading.Condition)

    @property
    def address(self) -> str:
        """Where the root page is."""
        return self.line("http://").strip()

    @property
    def origin(self) -> str:
        """The address without a path."""
        return "/".join(self.address.split("/")[:3])

    def line(self, part: str, after: int = 0) -> str:
        """Wait for a line that has `part` in it, behind the first `after` ones."""
        with self._heard:
            found = self._heard.wait_for(
                lambda: next((it for it in self.said[after:] if part in it), None), PATIENCE / 1000
            )
        assert found, f"{part!r} was not said: {self.said}"
        return str(found)

    def builds(self) -> int:
        """How many builds came to an end, good or not."""
        return sum(" pages in " in line or "nothing was written" in line for line in self.said)

    def listen(self) -> None:
        """Gather what is printed, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._heard:
                self.said.append(line)
                self._heard.notify_all()


def copy_of_engine(home: Path) -> Path:
    """The generator in a folder of its own, to be changed."""
    home.mkdir()
    for name in ("microsite", "templates", "static", "build.py"):
        subprocess.run(["cp", "-r", str(ROOT / name), str(home / name)], check=True)
    return home


@contextmanager
def serving(content: Path, home: Path, *words: str) -> Iterator[Preview]:
    """`serve` on a free port unless another one is named; it is ended when it is not yet."""
    out = content.parent / "site"
    given = ["--content", str(content), "--out", str(out), "--today", "2026-11-22", "--lang", "en"]
    port = [] if "--port" in words else ["--port", "0"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # not ignored, as in the background
    process = subprocess.Popen(
        [sys.executable, "build.py", "serve", *given, *port, *words],
        cwd=home,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    preview = Preview(home, content, out, process)
    listener = threading.Thread(target=preview.listen)
    listener.start()
    try:
        yield preview
    finally:
        process.kill()
        process.wait()
        listener.join()
        assert process.stdout is not None
        process.stdout.close()


def opened(browser: Browser, address: str) -> Page:
    """A page that is connected with the preview, and has heard that nothing was missed."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(
        "window.followed = new Promise((done) => document.addEventListener('preview:followed', done))"
    )
    page.goto(address)
    page.evaluate("() => window.followed")
    return page
