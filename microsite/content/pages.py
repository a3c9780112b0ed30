"""What pages are called: by the site's own tables, by links, and by the record of changes."""

from __future__ import annotations

from typing import Literal

PageKind = Literal[
    "home",
    "launch",
    "sectors",
    "sector",
    "timeline",
    "year",
    "targets",
    "questions",
    "glossary",
    "method",
    "sources",
    "shelf",
    "data",
    "changes",
    "about",
    "samples",
    "compare",
    "record",
    "page",
]
# The second part names the sector, the year or the shelf of sources, a page of the site's own, the page (as
# content names it) whose languages a `compare` page sets side by side, or the entry that a `record` tells of;
# it is empty elsewhere.
PageKey = tuple[PageKind, str]

# What the page of the open data needs words for.
DataWord = Literal[
    "files",
    "rows",
    "columns",
    "column",
    "type",
    "meaning",
    "reading",
    "package",
    "example",
    "terms",
    "stable",
    "version",
    "cite",
]

# The pages that the engine knows and that can have words of a site's own, in the order of the navigation.
WRITTEN_PAGES: tuple[PageKind, ...] = (
    "home",
    "launch",
    "sectors",
    "timeline",
    "targets",
    "questions",
    "glossary",
    "method",
    "sources",
    "data",
    "changes",
    "about",
)


def page_name(key: PageKey) -> str:
    """How content names a page: `page:launch`, `sector:port`, `page:one-of-its-own`."""
    kind, subject = key
    return f"{kind}:{subject}" if kind in ("sector", "page") else f"page:{kind}"


def page_named(name: str) -> PageKey:
    """The page that content names so: one that the engine knows, or else one of the site's own.

    `KeyError` for what is no such name.
    """
    group, _, id = name.partition(":")
    if group == "sector" and id:
        return ("sector", id)
    if group == "page" and id:
        return page_in_file(id)
    raise KeyError(name)


def page_in_file(name: str) -> PageKey:
    """The page whose words stand in a file of the folder `pages`."""
    return next(((kind, "") for kind in WRITTEN_PAGES if kind == name), ("page", name))


def order_of(name: str) -> int:
    """Where a page stands by the name of its file: as in the navigation, those of a site's own last."""
    return WRITTEN_PAGES.index(name) if name in WRITTEN_PAGES else len(WRITTEN_PAGES)
