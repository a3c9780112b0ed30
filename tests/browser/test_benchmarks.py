"""From a save to the page, as the benchmark measures it, with a server of the test's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import saves
from benchmarks.corpus import Corpus, Dialect
from benchmarks.generators import Command, Generator
from benchmarks.rounds import WrongBuildError

SMALL = Corpus(6)
# Shows each text as it is; when it is another, the page is loaded again, once, or changed in its place.
SERVER = """
import html, http.server, json, pathlib, sys
port, how = sys.argv[1:]
follow = {
    "reload": "clearInterval(asking); location.reload();",
    "morph": "document.querySelector('p').textContent = text;",
    "nothing": "",
}[how]
SCRIPT = '''const asking = setInterval(async () => {
  const text = await (await fetch(location.href + 'text')).text(); if (text !== %s) { %s } }, 20)'''
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.split('/')[2]
        text = pathlib.Path('in', name + '.en').read_text('utf-8')
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.end_headers()
        if not self.path.endswith('text'):
            script = SCRIPT % (json.dumps(text), follow)
            text = f'<p>{html.escape(text)}</p><script>{script}</script>'
        self.wfile.write(text.encode())
    def log_message(self, *words): pass
http.server.ThreadingHTTPServer(('127.0.0.1', int(port)), Handler).serve_forever()
"""


class Shown(Generator):
    """A generator that builds nothing, and shows its texts in one of several ways."""

    dialect = Dialect(lambda name, lang: name)
    version = "1"

    def __init__(self, how: str) -> None:
        self.name = how

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "in" / f"{name or 'home'}.{lang}"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        raise NotImplementedError

    def commands(self, folder: Path) -> list[Command]:
        raise NotImplementedError

    def server(self, folder: Path, port: int) -> Command:
        return Command((sys.executable, "-c", SERVER, str(port), self.name), folder)

    def settings(self, corpus: Corpus, folder: Path) -> None:
        """It needs nothing."""


@pytest.mark.parametrize("how", ["reload", "morph"])
def test_a_save_is_timed_until_the_page_has_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Whether the page is loaded again or changed in its place."""
    monkeypatch.setattr(saves, "PAUSE", 100)
    Shown(how).write(SMALL, tmp_path)
    times = saves.seen(browser, SMALL, Shown(how), 3, tmp_path, turn=1)
    assert len(times) == 3
    assert all(time is not None and 0 < time < 10_000 for time in times)


def test_a_save_that_nobody_sees_is_lost(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no time, and it is not waited for it again and again."""
    monkeypatch.setattr(saves, "PAUSE", 0)
    monkeypatch.setattr(saves, "LIMIT", 0.3)
    Shown("nothing").write(SMALL, tmp_path)
    assert saves.seen(browser, SMALL, Shown("nothing"), 9, tmp_path) == [None] * (saves.LOST - 1)


def test_a_server_that_ends_shows_no_page(browser: Browser, tmp_path: Path) -> None:
    Shown("odd").write(SMALL, tmp_path)
    with pytest.raises(WrongBuildError, match="odd showed no page at http://127"):
        saves.seen(browser, SMALL, Shown("odd"), 1, tmp_path)
