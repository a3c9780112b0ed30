"""Pages -> the files for machines that go beside them: the sitemap and robots.txt."""

from __future__ import annotations

from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.plan import ROOT_PATH, Page


def feed_files(edition: Edition, renderer: Renderer) -> dict[str, bytes]:
    """`sitemap.xml` with the languages of each page, and `robots.txt`, by path."""
    base = edition.site.settings.base_url
    versions = edition.versions.values()
    entries = [
        (urls.absolute(base, page.path), _alternates(pages, base)) for pages in versions for page in pages
    ]
    values = {"root": urls.absolute(base, ROOT_PATH), "entries": entries, "base_url": base}
    feeds = {name: renderer.render(f"feeds/{name}", name, values) for name in ("sitemap.xml", "robots.txt")}
    stop_if_failed(it for it in feeds.values() if isinstance(it, Problem))
    return {name: body + b"\n" for name, body in feeds.items() if isinstance(body, bytes)}


def _alternates(versions: tuple[Page, ...], base: str) -> list[tuple[str, str]]:
    return [(page.lang, urls.absolute(base, page.path)) for page in versions]
