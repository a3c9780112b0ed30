"""Addresses: where each page lives and how one page links to another. Pure functions only.

A page's path is its file under `site/`, such as `en/timeline/index.html`; links leave out
`index.html`. Links are relative, so that the site works at a root and under any folder.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from microsite.content.pages import WRITTEN_PAGES, PageKey, page_named
from microsite.content.site import Site
from microsite.pages.kinds import BY_NAME

INDEX = "index.html"
COMPARED = "side-by-side"  # the folder inside a page's own where its languages stand together
CARD = "card.png"  # the picture of a page where others show it, beside the page
CARD_PIXELS = (1200, 630)  # its width and height
EMBEDDED = "embed/"  # the folder of what stands in pages of others
RECORDS = "records"  # the folder of the pages that tell of one entry each, and of the same as data
TWIN = "index.md"  # the same page as Markdown, beside it


def page_path(site: Site, lang: str, key: PageKey) -> str:
    """The file of a page in one language."""
    kind, subject = key
    if kind == "home":
        return f"{lang}/{INDEX}"
    if kind == "compare":
        return f"{address(page_path(site, lang, page_named(subject)))}{COMPARED}/{INDEX}"
    if kind == "record":
        return record_path(lang, subject)
    parent = BY_NAME[kind].parent
    folders = [folder(site, lang, (parent, ""))] if parent and parent in site.there else []
    return "/".join([lang, *folders, folder(site, lang, key), INDEX])


def folder(site: Site, lang: str, key: PageKey) -> str:
    """The folder of a page: the address in its content file, or else its name."""
    kind, subject = key
    given = None
    if kind == "sector":
        given = site.sectors[subject].address
    elif kind == "page" or kind in WRITTEN_PAGES:
        given = site.page_text(key).address
    return (given if isinstance(given, str | None) else given[lang]) or subject or kind


def feed(site: Site, lang: str, sector: str | None = None) -> str:
    """The file of what changed: on the whole, or with one sector."""
    return beside(page_path(site, lang, ("sector", sector) if sector else ("home", "")), "feed.xml")


def calendar(site: Site, lang: str, sector: str | None = None) -> str:
    """The file with the dates of all sectors, or of one."""
    return beside(page_path(site, lang, ("sector", sector) if sector else ("home", "")), "calendar.ics")


def manifest(lang: str) -> str:
    """The file that tells a system how to keep the site among its programs."""
    return f"{lang}/site.webmanifest"


def search(lang: str) -> str:
    """The file with what readers of a language can search for."""
    return f"{lang}/search.json"


def embed(lang: str, part: str, id: str = "") -> str:
    """The file of a part of the site as it stands in pages of others: the map, a sector, a promise."""
    return EMBEDDED + "/".join(filter(None, (lang, part, id, INDEX)))


def record_path(lang: str, id: str) -> str:
    """The file of the page that tells of one fact, target or station."""
    return f"{lang}/{RECORDS}/{id}/{INDEX}"


def record_data(id: str) -> str:
    """The file with what is known of a fact, target or station, and what was."""
    return f"data/{RECORDS}/{id}.json"


def beside(path: str, name: str) -> str:
    """A file that has a page's folder in common with it."""
    return address(path) + name


def style_sheet(kind: str, lang: str) -> str:
    """The name of a kind of page's style sheet in one language: what is drawn from the content differs."""
    return f"css/{kind}.{lang}.css"


def address(path: str) -> str:
    """A path as it is linked: without `index.html`."""
    return path.removesuffix(INDEX)


@lru_cache(maxsize=100_000)
def relative(from_path: str, to_path: str, anchor: str = "") -> str:
    """A link from one file of the site to another."""
    if from_path == to_path and anchor:
        return f"#{anchor}"
    *here, _ = from_path.split("/")
    *folders, file = address(to_path).split("/")
    shared = 0
    while shared < min(len(here), len(folders)) and here[shared] == folders[shared]:
        shared += 1
    link = "../" * (len(here) - shared) + "".join(f"{folder}/" for folder in folders[shared:]) + file
    return (link or "./") + (f"#{anchor}" if anchor else "")


def absolute(base_url: str, path: str) -> str:
    """The full address of a file of the site; `base_url` ends with a slash."""
    return base_url + address(path)


def rooted(base_url: str, path: str) -> str:
    """A link from the host's root, for the page that is served at any depth (404)."""
    return urlsplit(base_url).path + address(path)
