"""The pages of the menu, and from which width of the header on they stand in one row."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.pages import WRITTEN_PAGES, PageKey, page_named
from microsite.content.scalars import Text
from microsite.content.site import Site
from microsite.map.lengths import TOUCH, rem
from microsite.map.widths import text_width
from microsite.pages.brand import Logo

# What the header needs besides its words, in rem; site-header.css has the same lengths.
REGULAR = 0.93  # of the width of bold letters: the name and one page of the menu are bold, the rest is not
MARK = 1.5  # what stands beside the name, where the site has no logo
BEHIND_MARK = 0.5
SIDES = 1.0  # what a name has on both sides, to be pressed
GAP = 0.25  # between two names
APART = 1.5  # around the menu
SEARCH = 2.0  # what opens the search, without the air at its end


def navigation(site: Site, lang: str) -> list[tuple[PageKey, str]]:
    """The pages of the menu with their short names: each behind the page that it follows, if it says so."""
    keys: list[PageKey] = [*_written(site), *(("page", name) for name in site.own_pages)]
    for key in list(keys):
        after = None if key[0] == "sector" else site.page_text(key).after
        if after and page_named(after) in keys and page_named(after) != key:
            keys.remove(key)
            keys.insert(keys.index(page_named(after)) + 1, key)
    named = ((key, _name(site, key)) for key in keys)
    return [(key, nav[lang]) for key, nav in named if nav]


def _written(site: Site) -> Iterator[PageKey]:
    """The pages that the engine knows; a single sector stands in the place of their index."""
    for kind in WRITTEN_PAGES:
        if kind in site.there:
            yield (kind, "")
        elif kind == "sectors":
            yield from (("sector", id) for id in site.sectors)


def _name(site: Site, key: PageKey) -> Text | None:
    kind, subject = key
    return site.sectors[subject].name if kind == "sector" else site.page_text(key).nav


def menu_styles(site: Site, lang: str, logo: Logo | None = None) -> str:
    """The width from which on the menu stands open: its names find room in one row of the header.

    Where the reader's letters are larger, so is a rem, and the menu folds.
    """
    pages = [name for _, name in navigation(site, lang)]
    languages = [language.name for language in site.settings.languages.values()]
    pressed = sum(max(text_width(name) * REGULAR + SIDES, TOUCH) + GAP for name in [*pages, *languages])
    mark = (logo.room if logo else MARK) + BEHIND_MARK
    room = mark + text_width(site.settings.name[lang]) + APART + pressed + SEARCH
    return f"@layer tokens{{:root{{--menu-open:{rem(room)}}}}}"
