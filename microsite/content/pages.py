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
    "changes",
    "about",
    "samples",
    "compare",
]
# The second part names the sector, the year or the shelf of sources, or the page (as content names
# it) whose languages a `compare` page sets side by side; it is empty elsewhere.
PageKey = tuple[PageKind, str]

# The pages that every site has and that have words of their own, in the order of the navigation.
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
    "changes",
    "about",
)


def page_name(key: PageKey) -> str:
    """How content names a page: `page:launch`, `sector:port`."""
    kind, subject = key
    return f"sector:{subject}" if kind == "sector" else f"page:{kind}"


def page_named(name: str) -> PageKey:
    """The page that content names so; `KeyError` when it names none."""
    group, _, id = name.partition(":")
    if group == "sector":
        return ("sector", id)
    for kind in WRITTEN_PAGES:
        if kind == id:
            return (kind, "")
    raise KeyError(name)
