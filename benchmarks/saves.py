"""From a save to the page that is open: each generator's own server, watched in a real browser.

The time of a save is taken before its file is written, that of the page by the browser itself, when its
document has the new sentence, whether the page was loaded again or changed in its place.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks.corpus import LANGUAGES, Corpus
from benchmarks.generators import Generator
from benchmarks.installed import NotInstalledError
from benchmarks.rounds import WrongBuildError, variables
from tests import chromium

PATIENCE = 600.0  # seconds until a server shows its first page
LIMIT = 30.0  # seconds after which a save counts as lost
PAUSE = 1500  # milliseconds between a page that was seen and the next save; in less, some lose it
LOST = 3  # so many saves on end that nobody sees are enough
# Stands in every document, and tells once when it has the sentence that is waited for.
WATCH = r"""
const tell = () => {
  const wanted = sessionStorage.getItem("wanted");
  if (wanted && document.body?.textContent.replace(/[\s\u2060]+/g, " ").includes(wanted)) {
    sessionStorage.removeItem("wanted");
    window.seen(performance.timeOrigin + performance.now());
  }
};
new MutationObserver(tell).observe(document, { characterData: true, childList: true, subtree: true });
addEventListener("DOMContentLoaded", tell);
"""


def seen(
    browser: Browser, corpus: Corpus, generator: Generator, saves: int, folder: Path, turn: int = 0
) -> list[float | None]:
    """Milliseconds from each save to the page that shows it, None for a save that is lost.

    The site stands in `folder` as it is after a turn. One save more comes first and does not count.
    Raises `WrongBuildError` where the server shows no page.
    """
    times: list[float | None] = []
    told: list[float] = []
    with _served(corpus, generator, folder) as address, closing(browser.new_page()) as page:
        page.expose_function("seen", lambda at: told.append(at))  # playwright takes no built-in method
        page.add_init_script(WATCH)
        page.goto(address)
        for each in range(turn + 1, turn + saves + 2):
            page.wait_for_timeout(PAUSE)
            told.clear()
            page.evaluate("wanted => sessionStorage.setItem('wanted', wanted)", corpus.edit(each))
            before = time.time() * 1000
            generator.write_page(corpus, folder, corpus.edited_page, LANGUAGES[0], each)
            while not told and time.time() * 1000 - before < LIMIT * 1000:
                with suppress(Error):  # the page is just loaded again
                    page.wait_for_timeout(5)
            times.append(told[0] - before if told else None)
            if times[-LOST:] == [None] * LOST:
                break
    return times[1:]


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser. Raises `NotInstalledError` where there is none."""
    path = chromium.find()
    if path is None:
        raise NotInstalledError(
            "Saves are watched in Chromium: install it, or leave them out with --saves 0."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _served(corpus: Corpus, generator: Generator, folder: Path) -> Iterator[str]:
    """The address of the page that is edited, as long as the server runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = generator.server(folder, port)
    server = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=variables(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _answering(generator, server, f"http://127.0.0.1:{port}", corpus.edited_page)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _answering(generator: Generator, server: subprocess.Popen[bytes], root: str, name: str) -> str:
    """The address of a page, once the server has it."""
    address = f"{root}/{generator.address(name)}"
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(address) as answer:
            if answer.status == 200:
                return address
        time.sleep(0.1)
    raise WrongBuildError(f"{generator.name} showed no page at {address}")
