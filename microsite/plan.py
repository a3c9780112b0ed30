"""Site -> pages: what will exist, where, in which language, from which template."""

from __future__ import annotations

from dataclasses import dataclass

from microsite import urls
from microsite.site import PAGE_KINDS, PageKey, Site

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
        if kind == "sectors":
            keys += [("sector", id) for id in site.sectors]
    return tuple(
        Page(key, lang, urls.page_path(site, lang, key)) for lang in site.settings.languages for key in keys
    )
