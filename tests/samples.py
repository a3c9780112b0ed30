"""The sites that the tests build: a made-up town in three languages, the real content as it once was, and
the real content.

What the real content says is its editors' to change, and `check` judges it. Tests of it hold for whatever
`check` lets pass, and leave a site of another shape alone (`lacks`); all others take the sites that stay as
they are (`EXAMPLES`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.content.pages import WRITTEN_PAGES, PageKey, PageKind
from microsite.content.site import Site
from microsite.line import build
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page, plan_pages
from microsite.pages.urls import EMBEDDED

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "tests" / "sites"
CONTENT = {"real": ROOT / "content", "guide": SITES / "guide", "other": SITES / "other"}
EXAMPLES = ("guide", "other")

# For tests of what holds for any right content: `sample` is the real one, too.
ANY_CONTENT = pytest.mark.parametrize("sample", ["real", "other"], indirect=True, scope="session")
DAY = date(2026, 11, 22)
BASE_PATH = "/some/base/"
SHOWN = 40
BASE_URL = f"https://example.org{BASE_PATH}"


@dataclass(frozen=True, repr=False)
class Sample:
    """A built site with its plan."""

    site: Site
    files: dict[str, bytes]
    pages: tuple[Page, ...]

    @property
    def languages(self) -> list[str]:
        return list(self.site.settings.languages)

    @cached_property
    def trees(self) -> dict[str, LexborHTMLParser]:
        """Every HTML file, parsed, by its path."""
        return {path: LexborHTMLParser(body) for path, body in self.files.items() if path.endswith(".html")}

    @property
    def embeds(self) -> list[str]:
        """The paths of what stands in pages of others."""
        return [path for path in self.trees if path.startswith(EMBEDDED)]

    def page(self, kind: PageKind, lang: str | None = None, subject: str = "") -> Page:
        """A page by its kind, in the default language unless another is named."""
        wanted = (lang or self.languages[0], (kind, subject))
        return next(page for page in self.pages if (page.lang, page.key) == wanted)

    def lacks(self) -> list[str]:
        """What tests look for and a site need not have: a second language, a page of each kind."""
        there = {page.key[0] for page in self.pages}
        alone = ["second language"] if len(self.languages) == 1 else []
        return [*alone, *(kind for kind in WRITTEN_PAGES if kind not in there)]

    def one_of_each_kind(self) -> list[str]:
        """A page of every kind, the languages in turn, then the root page and the 404 page.

        The root page of a site in one language leads on by itself and cannot be looked at.
        """
        keys: dict[str, PageKey] = {}
        for page in self.pages:
            keys.setdefault(page.key[0], page.key)
        paths = [
            self.page(key[0], self.languages[at % len(self.languages)], key[1]).path
            for at, key in enumerate(keys.values())
        ]
        root = [ROOT_PATH] if len(self.languages) > 1 else []
        return [*paths, *root, NOT_FOUND_PATH]

    def sisters(self) -> Iterator[tuple[Page, ...]]:
        """Each page in all its languages, the default one first."""
        for first in self.pages:
            if first.lang == self.languages[0]:
                yield tuple(page for page in self.pages if page.key == first.key)


def build_sample(content: Path) -> Sample:
    """Build a content folder in memory, on a fixed day and for a fixed address."""
    built = build(content, DAY, BASE_URL)
    return Sample(built.site, built.files, plan_pages(built.site))


def copy_of_other(folder: Path) -> Path:
    """The made-up town's content in `folder`, to be changed."""
    return Path(shutil.copytree(CONTENT["other"], folder / "content"))


def edit(file: Path, old: str, new: str) -> None:
    """Replace the one place where `old` stands."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def attributes(tree: LexborHTMLParser | LexborNode, selector: str, name: str) -> list[str]:
    """The values of an attribute of every element that a selector finds."""
    return [node.attributes.get(name) or "" for node in tree.css(selector)]


def expect_none(faults: Iterable[str]) -> None:
    """Fail with the faults themselves, each on a line; of very many, the first."""
    listed = list(faults)
    assert not listed, "\n".join(["", *listed[:SHOWN], f"{len(listed)} in all"])
