"""How long it takes from a save to the page that is open: the distribution, in a real browser.

    python -m benchmarks.live content                       fifty saves of each kind
    python -m benchmarks.live tests/sites/other --saves 10 --json live.json

The content folder is copied, and the copy changed. A save is timed from the moment before the file is
written. The page is watched by observers inside the browser, which are told of a change when it is made and
note the time (`performance.timeOrigin`), so that nothing is measured by looking again and again. When an
output file was written is what the file system notes, in steps of its clock (4 ms on most systems).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from string import ascii_lowercase

from playwright.sync_api import Page, sync_playwright

from microsite.folders import HOME
from tests import chromium

# A line of prose without markup or figures, to which a word can be added in one language alone.
PLAIN = re.compile(r"^[^\W\d_][^\d{}\[\]|`<]{60,}[.。다]$", re.MULTILINE)
PAUSE = 250  # milliseconds until the next save: people do not save again at once
PLACE = "@@"  # where the word goes
WORD = re.compile(r"qz[a-z]{3}zq")
STYLE = ".live {{\n  inline-size: {}px;\n}}\n"

# What each observer waits for; it resolves to the time of the change in milliseconds since 1970.
WATCH = """([kind, wanted]) => {
  const now = () => performance.timeOrigin + performance.now();
  const watched = (root, holds, how) => new Promise((done) => {
    const observer = new MutationObserver(() => holds() && (done(now()), observer.disconnect()));
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const shadow = document.querySelector('[data-preview="mistakes"]').shadowRoot;
  const panel = shadow.querySelector(".mistakes");
  window.change = {
    text: () => watched(document.body, () => document.body.textContent.includes(wanted)),
    style: () => new Promise((done) => {
      const probe = document.querySelector(".live");
      const holds = () => probe.offsetWidth === wanted;
      const observer = new ResizeObserver(() => holds() && (done(now()), observer.disconnect()));
      observer.observe(probe);
    }),
    mistake: () => watched(shadow, () => !panel.hidden && panel.textContent !== ""),
    mended: () => watched(shadow, () => panel.hidden),
  }[kind]();
}"""
PROBE = """() => {
  const probe = document.createElement("div");
  probe.dataset.preview = "probe";
  probe.className = "live";
  probe.style.position = "fixed";
  document.documentElement.append(probe);
}"""


def main(words: Sequence[str] | None = None) -> int:
    """Measure, and print a line for each kind of change."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__.splitlines()[0])
    option = parser.add_argument
    option("content", type=Path)
    option("--saves", type=int, default=50, help="how many of each kind (default: 50)")
    option("--json", type=Path, metavar="FILE", help="where the times go, in milliseconds")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        times = measured(given.content, Path(folder), given.saves)
    print(f"{'milliseconds':24}{'median':>8}{'p95':>8}{'worst':>8}")
    for kind, found in times.items():
        ordered = sorted(found)
        at95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        print(f"{kind:24}{statistics.median(ordered):8.1f}{at95:8.1f}{ordered[-1]:8.1f}")
    if given.json:
        given.json.write_text(json.dumps(times, indent=1) + "\n", "utf-8")
    return 0


def measured(given: Path, folder: Path, saves: int) -> dict[str, list[float]]:
    """Milliseconds from each save to what comes of it, by the kind of change."""
    content, out = Path(shutil.copytree(given, folder / "content")), folder / "site"
    own = folder / "static/css/own.css"
    own.parent.mkdir(parents=True)
    own.write_text(STYLE.format(1), "utf-8")
    texts = sorted(content.rglob("*.md"), reverse=True)  # the home page comes late
    source = next(file for file in texts if PLAIN.search(file.read_text("utf-8")))
    text = PLAIN.sub(lambda line: f"{line[0][:-1]} {PLACE}{line[0][-1]}", source.read_text("utf-8"), count=1)
    names = map("".join, product(ascii_lowercase, repeat=3))
    kinds: dict[str, list[float]] = {}

    def words() -> Iterator[tuple[str, str]]:
        for name in names:
            yield f"qz{name}zq", text.replace(PLACE, f"qz{name}zq")

    each = words()
    source.write_text(next(each)[1], "utf-8")
    with served(content, out) as address, opened() as page:
        written = next(path for path in sorted(out.rglob("*.html")) if WORD.search(path.read_text("utf-8")))
        page.goto(address + written.relative_to(out).as_posix())
        page.wait_for_selector('[data-preview="mistakes"]', state="attached")
        page.evaluate(PROBE)
        page.wait_for_timeout(500)

        def saved(kind: str, file: Path, body: str, wanted: str | int, wrote: Path | None = None) -> None:
            page.evaluate(WATCH, [kind, wanted])
            before = time.time() * 1000
            file.write_text(body, "utf-8")
            kinds.setdefault(kind, []).append(page.evaluate("window.change") - before)
            page.wait_for_timeout(PAUSE)
            if wrote:
                while wrote.stat().st_ctime_ns / 1e6 < before:  # it is made, and not written yet
                    page.wait_for_timeout(PAUSE)
                kinds.setdefault("text in the file", []).append(wrote.stat().st_ctime_ns / 1e6 - before)

        for _ in range(saves):
            word, body = next(each)
            saved("text", source, body, word, written)
        for at in range(saves):
            saved("style", own, STYLE.format(at + 2), at + 2)
        for _ in range(saves):
            right = source.read_text("utf-8")
            saved("mistake", source, right + "\n{no-such-fact}\n", "")
            saved("mended", source, right, "")
    return kinds


@contextmanager
def served(content: Path, out: Path) -> Iterator[str]:
    """The preview in a process of its own; its address once it listens."""
    serve = ["build.py", "serve", "--content", str(content), "--out", str(out), "--port", "0", "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-u", *serve],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield next(line.strip() for line in process.stdout if line.startswith("http://"))
    finally:
        process.kill()
        process.communicate()


@contextmanager
def opened() -> Iterator[Page]:
    """A page in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
