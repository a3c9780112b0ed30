"""Site -> pages: what will exist, where, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microsite.content.pages import PageKey
from microsite.content.site import Site
from microsite.pages import urls
from microsite.pages.kinds import KINDS

ROOT_PATH = urls.INDEX
NOT_FOUND_PATH = "404.html"

Versions = Mapping[PageKey, tuple["Page", ...]]  # each page in every language


@dataclass(frozen=True)
class Page:
    """One page in one language. `key` is the same for the page in the other languages."""

    key: PageKey
    lang: str
    path: str

    @property
    def sheet(self) -> str:
        """What its style sheet is called: pages of a kind have the same."""
        return self.key[0]


def plan_pages(site: Site) -> tuple[Page, ...]:
    """Every page of the site in every language, in the order of the languages and the navigation."""
    keys = [key for kind in KINDS for key in kind.keys(site)]
    return tuple(
        Page(key, lang, urls.page_path(site, lang, key)) for lang in site.settings.languages for key in keys
    )


def versions_of(pages: Iterable[Page]) -> Versions:
    """The pages by their keys, in the order of the languages."""
    versions: dict[PageKey, tuple[Page, ...]] = {}
    for page in pages:
        versions[page.key] = (*versions.get(page.key, ()), page)
    return versions
