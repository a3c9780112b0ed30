"""Pages -> dict[str, bytes]: what a template can ask of its page, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from microsite.content.pages import PageKey, page_named
from microsite.folders import Folders
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page


def render_pages(edition: Edition, pages: Iterable[Page], folders: Folders) -> dict[str, bytes]:
    """Every HTML file of the site by its path.

    Raises `ContentError` with a problem for each template that fails, at the first page that shows it.
    """
    renderer = Renderer(folders)
    for key, together in _by_prose(pages).items():
        for page in together:
            kind = BY_NAME[page.key[0]]
            here = PageContext(edition, page)
            values = {
                "here": here,
                "freshness": here.freshness,
                "line_map": edition.maps.get(page.lang),
                **kind.view(edition.digest, page.key[1]),
            }
            renderer.render(kind.template, page.path, values)
        for lang in edition.site.settings.languages:
            if prose := edition.site.prose.get((key, lang)):
                edition.texts.forget(prose)
    for template, path in (("root.html", ROOT_PATH), ("not-found.html", NOT_FOUND_PATH)):
        languages = [
            PageContext(edition, Page(("home", ""), lang, path)) for lang in edition.site.settings.languages
        ]
        values = {"languages": languages, "here": languages[0]}
        renderer.render(template, path, values)
    return renderer.finished()


def _by_prose(pages: Iterable[Page]) -> Mapping[PageKey, Sequence[Page]]:
    """The pages in groups that show the same texts: a page, in each language and in all at once."""
    groups: dict[PageKey, list[Page]] = {}
    for page in pages:
        kind, subject = page.key
        groups.setdefault(page_named(subject) if kind == "compare" else page.key, []).append(page)
    return groups
