"""Site -> pages: what will exist, where, in which language, from which template."""

from __future__ import annotations

from dataclasses import dataclass

from microsite.content.site import COMPARED_KINDS, PAGE_KINDS, PageKey, PageKind, Site, page_name
from microsite.pages import urls

ROOT_PATH = urls.INDEX
NOT_FOUND_PATH = "404.html"


@dataclass(frozen=True)
class Page:
    """One page in one language. `key` is the same for the page in the other languages."""

    key: PageKey
    lang: str
    path: str

    @property
    def template(self) -> str:
        return f"pages/{self.key[0]}.html"


def plan_pages(site: Site) -> tuple[Page, ...]:
    """Every page of the site in every language, in the order of the languages and the navigation."""
    keys: list[PageKey] = []
    for kind in PAGE_KINDS:
        keys.append((kind, ""))
        keys += _parts(site, kind)
    if len(site.settings.languages) > 1:
        keys += [("compare", page_name(key)) for key in keys if key[0] in COMPARED_KINDS]
    return tuple(
        Page(key, lang, urls.page_path(site, lang, key)) for lang in site.settings.languages for key in keys
    )


def _parts(site: Site, kind: PageKind) -> list[PageKey]:
    """The pages that belong to a page, in their order."""
    match kind:
        case "sectors":
            return [("sector", id) for id in site.sectors]
        case "timeline":
            return [("year", str(year)) for year in site.years]
        case "sources":
            return [("shelf", shelf) for shelf in site.shelves]
        case "about":
            return [("samples", "style-guide")]
    return []
