"""Pages -> what search engines ask for first: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from microsite.messages.problems import Problem
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.plan import ROOT_PATH, Page


class Listed(NamedTuple):
    """A page in the sitemap: its address, its addresses by language, the day of its last change if known."""

    address: str
    alternates: list[tuple[str, str]]
    changed: date | None


def sitemap_files(edition: Edition, renderer: Renderer) -> dict[str, bytes]:
    """`sitemap.xml` with the languages of each page, and `robots.txt`, by path."""
    values = {"pages": [*_listed(edition)], "base_url": edition.site.settings.base_url}
    files = {name: renderer.render(f"feeds/{name}", name, values) for name in ("sitemap.xml", "robots.txt")}
    stop_if_failed(it for it in files.values() if isinstance(it, Problem))
    return {name: body + b"\n" for name, body in files.items() if isinstance(body, bytes)}


def _listed(edition: Edition) -> Iterator[Listed]:
    """Every page that is there to be found; where there is one language, the root page only leads on."""
    pages = [page for versions in edition.versions.values() for page in versions if page.key[0] != "samples"]
    languages = list(edition.site.settings.languages)
    if len(languages) > 1:
        pages.insert(0, Page(("home", ""), languages[0], ROOT_PATH))
    for page in pages:
        here = PageContext(edition, page)
        yield Listed(here.canonical, here.alternates, here.freshness.changed)
