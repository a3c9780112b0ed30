"""The way to a site of one's own (docs/another-site.md), gone word for word.

A `sh` block is run; a `yaml` or `markdown` block is what the file named in the line before is now. Only
three things are not as they stand: the engine is installed from this tree, `serve` takes any port and is
stopped when it has shown a page, and what is pushed goes to a repository on this machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.request import urlopen

from markdown_it import MarkdownIt

from microsite.content.files import PAGE
from microsite.content.shipped import Tree, shipped
from microsite.line import read
from tests.conftest import install_engine
from tests.samples import DAY, ROOT

DOCUMENT = ROOT / "docs" / "another-site.md"
FILE = re.compile(r"`(content/[^`]+)` is now:")
INSTALL, SERVE = ".venv/bin/pip install ", ".venv/bin/microsite serve"

# What the engine calls things, in the language of the document, by the rows of its table.
CALLED = {
    "a line": r"\blines?\b",
    "a promise": r"\bpromises?d?\b",
    "a station or an event": r"\bstations?\b|\bevents?\b",
    "the start": r"\bstart\b|\bbegan\b",
}


@dataclass(frozen=True)
class Block:
    """A fenced block of the document: its language, what it holds, and the line before it."""

    language: str
    body: str
    before: str


def blocks() -> Iterator[Block]:
    lines = DOCUMENT.read_text("utf-8").splitlines()
    for token in MarkdownIt().parse("\n".join(lines)):
        if token.type == "fence" and token.map:
            before = next(line for line in reversed(lines[: token.map[0]]) if line)
            yield Block(token.info, token.content, before)


class Reader:
    """Somebody who does what the document says, in a folder with nothing in it."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder
        self.wheel = wheel
        self.pushed = folder.with_name("pushed.git")
        noon = datetime.combine(DAY, time(12), UTC)
        person = {"NAME": "Reader", "EMAIL": "reader@example.org"}
        self.variables = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder.parent),
            "LC_ALL": "C.UTF-8",
            "ENGINE": str(wheel),
            "REPOSITORY": str(self.pushed),
            "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
            **{f"GIT_{who}_{what}": it for who in ("AUTHOR", "COMMITTER") for what, it in person.items()},
        }
        self.run(f"git init --quiet --bare {self.pushed}\n")

    def do(self, block: Block) -> None:
        if block.language == "sh":
            for line in block.body.splitlines():
                if line.startswith(INSTALL):
                    install_engine(self.folder / ".venv", self.wheel)
                elif line == SERVE:
                    self.serve()
                else:
                    self.run(line)
            return
        named = FILE.fullmatch(block.before)
        assert named, f"no file is named before {block.body!r}"
        (self.folder / named[1]).parent.mkdir(exist_ok=True)
        (self.folder / named[1]).write_text(block.body, "utf-8")

    def run(self, line: str) -> None:
        """Run a line, and stay in the folder that it leads to."""
        done = subprocess.run(
            ["bash", "-euc", f"{line}\npwd"],
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        self.folder = Path(done.stdout.splitlines()[-1])

    def serve(self) -> None:
        """Look at the home page in the browser's place."""
        command = ["bash", "-euc", f"exec {SERVE} --port 0"]
        with subprocess.Popen(
            command, cwd=self.folder, env=self.variables, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout
            try:
                address = next(line.strip() for line in server.stdout if line.startswith("http"))
                with urlopen(f"{address}en/") as page:
                    # The preview says of each element where it is written.
                    assert re.search("<h1[^>]*>Night trams of Larkfield</h1>", page.read().decode())
            finally:
                server.terminate()


def test_every_step_leads_on(wheel: Path, tmp_path: Path) -> None:
    """At the end there is a site of two languages without an example or a warning, and it is pushed."""
    (tmp_path / "empty").mkdir()
    reader = Reader(tmp_path / "empty", wheel)
    for block in blocks():
        reader.do(block)
    found = read(reader.folder / "content", DAY)
    assert found.warnings == ()
    assert list(found.site.settings.languages) == ["en", "fr"]
    assert set(found.site.sectors) == {"harbour", "hill"}
    reader.run(".venv/bin/microsite build")
    page = (reader.folder / "site/fr/billets/index.html").read_text("utf-8")
    assert "<h1>Ce que coûte un billet de nuit</h1>" in page
    assert "Route 1" in (reader.folder / "site/en/sectors/harbour/index.html").read_text("utf-8")
    files = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main"],
        cwd=reader.pushed,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"content/site.yaml", ".github/workflows/pages.yml", "requirements.txt"} <= set(files)
    assert not any(name.startswith(("site/", ".venv/")) for name in files)


def test_words_that_belong_together_are_named() -> None:
    """For each thing, the table has every word of the interface and every page that names it."""
    rows = [line.split("|")[1:-1] for line in DOCUMENT.read_text("utf-8").splitlines() if line[:1] == "|"]
    table = {thing.strip(): [re.findall(r"`([^`]+)`", cell) for cell in cells] for thing, *cells in rows}
    brought = shipped("en") or {}
    for thing, pattern in CALLED.items():
        words, pages = table[thing]
        assert words == [key for key, text in _texts(brought["words"]) if re.search(pattern, text, re.I)], (
            thing
        )
        named = (
            key.split(".")[0] for key, text in _texts(brought["pages"]) if re.search(pattern, text, re.I)
        )
        assert pages == list(dict.fromkeys(named)), thing
        assert all(PAGE.holds(PAGE.file(page)) for page in pages)


def _texts(tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield before + key, value
        else:
            yield from _texts(value, f"{before}{key}.")
