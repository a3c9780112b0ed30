"""The preview: what is saved is built, and shown where it is looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.samples import ROOT, edit

PATIENCE = 60_000  # milliseconds that a change may take to appear on a busy machine


@dataclass(frozen=True)
class Preview:
    """A running preview of a copy of everything that it watches."""

    home: Path
    content: Path
    address: str
    process: subprocess.Popen[str]


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    """`serve` on a free port, in a process of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("microsite", "templates", "static", "build.py"):
        copied = f"cp -r {ROOT / name} {home / name}"
        subprocess.run(copied.split(), check=True)
    command = [sys.executable, "build.py", "serve", "--port", "0", "--content", str(content)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "site"), "--today", "2026-11-22"],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    address = next(line.strip() for line in lines if line.startswith("http://"))
    try:
        yield Preview(home, content, address, process)
    finally:
        process.terminate()  # an interruption is ignored where tests run in the background
        process.communicate(timeout=PATIENCE / 1000)


def greeted(socket: WebSocket) -> bool:
    """Whether a page has told the preview that it is there, after which no change is missed."""
    socket.wait_for_event("framesent", lambda frame: "info" in str(frame))
    return True


def opened(browser: Browser, address: str) -> Page:
    """A page that is connected with the preview."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    with page.expect_websocket(greeted):
        page.goto(address)
    return page


def test_what_is_saved_is_seen(browser: Browser, preview: Preview) -> None:
    """A text, an entry and a style that are saved are on the page that is open, by themselves."""
    page = opened(browser, f"{preview.address}fr/lignes/port/")
    edit(preview.content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    page.wait_for_selector("main :text('Elle longe et suit')")
    file = preview.content / "sectors/port.yaml"
    file.write_text(file.read_text("utf-8").replace("Ligne du port", "Ligne des docks"), "utf-8")
    page.wait_for_selector("h1:text('Ligne des docks')")
    ink = "--color-text: light-dark("
    edit(preview.home / "static/css/tokens.css", f"{ink}#14171f", f"{ink}#123456")
    expect(page.locator("body")).to_have_css("color", "rgb(18, 52, 86)", timeout=PATIENCE)
    page.close()


def test_mistake_leaves_the_last_good_page(browser: Browser, preview: Preview) -> None:
    """What cannot be built is said, and the page stays; when it is mended, the page follows."""
    page = opened(browser, f"{preview.address}fr/lignes/port/")
    file = preview.content / "sectors/port.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("number: 1", "number: one"), "utf-8")
    assert preview.process.stdout is not None
    said = next(line for line in iter(preview.process.stdout.readline, "") if "port.yaml" in line)
    assert '"one" is not a number' in said
    assert page.locator("h1").inner_text() == "Ligne du port"
    file.write_text(good.replace("Ligne du port", "Ligne des docks"), "utf-8")
    page.wait_for_selector("h1:text('Ligne des docks')")
    page.close()


def test_page_that_is_not_there_is_not_found(browser: Browser, preview: Preview) -> None:
    """The preview answers as a server does, and listens to this machine only."""
    assert preview.address.startswith("http://127.0.0.1:")
    page = browser.new_page()
    answer = page.goto(f"{preview.address}nowhere/")
    assert answer is not None
    assert answer.status == 404
    page.close()
