"""Old addresses of pages: at each stands a page that leads on to where it is now.

Source: docs/decisions/0022-old-addresses-lead-on.md
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from microsite.content.pages import WRITTEN_PAGES, PageKey, page_name, page_named
from microsite.content.site import Site
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import Page
from microsite.pages.sheets import MOVED


def moved_files(edition: Edition, renderer: Renderer) -> dict[str, bytes]:
    """The pages at old addresses, by path. Raises `ContentError` where the template fails."""
    living = {*edition.paths.values()}
    made = {
        path: _leading_on(edition, renderer, path, page)
        for path, page in _old_paths(edition)
        if path not in living  # a page may be called in one language still as it was in all
    }
    stop_if_failed(it for it in made.values() if isinstance(it, Problem))
    return {path: body for path, body in made.items() if isinstance(body, bytes)}


def _leading_on(edition: Edition, renderer: Renderer, path: str, page: Page) -> bytes | Problem:
    """What stands at an old path of a page."""
    here = PageContext(edition, replace(page, path=path))
    # A year has no words of its own; it is one of the pages of the timeline.
    kind, _ = named = page_named(page.key[1]) if page.key[0] == "compare" else page.key
    titled = kind in ("sector", "page") or kind in WRITTEN_PAGES
    if kind == "record":
        citable = edition.site.citables[page.key[1]]
        title = here.plain(citable.label, citable.entry)
    else:
        title = here.plain(edition.site.title_of(named if titled else (BY_NAME[kind].parent or "home", "")))
    values = {
        "here": here,
        "title": title,
        "canonical": urls.absolute(edition.site.settings.base_url, page.path),
    }
    return renderer.render(MOVED, path, values)


def _old_paths(edition: Edition) -> Iterator[tuple[str, Page]]:
    """Every old path, and the page that it leads to; that of all languages side by side leads to its own."""
    site = edition.site
    for versions in edition.versions.values():
        for page in versions:
            if page.key[0] == "compare":
                continue  # that is found beside its page
            compared = edition.paths.get((page.lang, ("compare", page_name(page.key))))
            for path in _old_paths_of(site, page):
                yield path, page
                if compared:
                    beside = f"{urls.address(path)}{urls.COMPARED}/{urls.INDEX}"
                    yield beside, replace(page, key=("compare", page_name(page.key)), path=compared)


def _old_paths_of(site: Site, page: Page) -> Iterator[str]:
    """What the path of a page was when it, or the page whose folder it lives in, was called otherwise."""
    kind, subject = page.key
    if kind == "record":
        yield from (urls.record_path(page.lang, name) for name in site.citables[subject].entry.moved)
        return
    keys: list[PageKey] = [page.key]
    parent = BY_NAME[kind].parent
    if parent and parent in site.there:
        keys.insert(0, (parent, ""))
    ways = [[urls.folder(site, page.lang, key), *site.moved_of(key)] for key in keys]
    home = kind == "home"
    for way in product(*ways):
        path = "/".join([page.lang, *way, urls.INDEX])
        if path != page.path and not (home and way[0] == ways[0][0]):
            yield path
