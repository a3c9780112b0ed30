"""`llms.txt`: what there is to read on the site for programs that read, as https://llmstxt.org has it.

Its links lead to the pages as Markdown, in every language, and to the open data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.content.entries import UNDATED
from microsite.content.moments import read_moment
from microsite.content.pages import WRITTEN_PAGES
from microsite.content.scalars import Text
from microsite.language.phrases import Phrases
from microsite.pages import urls
from microsite.pages.data.columns import as_data
from microsite.pages.data.meanings import Meanings
from microsite.pages.data.published import PACKAGE
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer
from microsite.pages.plan import Page

PATH = "llms.txt"
# What other kinds of pages show stands on these, too.
LISTED = {*WRITTEN_PAGES, "sector", "year", "shelf", "page"}


def llms_files(edition: Edition, renderer: Renderer) -> dict[str, bytes]:
    """`llms.txt`, by its path."""
    site = edition.site
    all_phrases = {lang: Phrases(site, lang) for lang in site.settings.languages}
    first = next(iter(all_phrases.values()))
    lines = [f"# {_escaped(_plain(first, site.settings.title))}", ""]
    lines += [f"> {_escaped(_plain(first, site.settings.summary))}", ""]
    if site.settings.checked:
        checked = first.fill(first.words["checked"], date=first.when(site.settings.checked))
        lines += [as_data(checked.striptags()), ""]
    for lang, phrases in all_phrases.items():
        lines += [f"## {site.settings.languages[lang].name}", ""]
        pages = (page for versions in edition.versions.values() for page in versions if page.lang == lang)
        lines += [*_pages(edition, phrases, pages), ""]
    if edition.data.tables:
        lines += [f"## {_escaped(_plain(first, site.pages['data'].title))}", "", *_data(edition, first), ""]
    return {PATH: "\n".join(lines).encode()}


def _pages(edition: Edition, phrases: Phrases, pages: Iterator[Page]) -> Iterator[str]:
    base = edition.site.settings.base_url
    for page in pages:
        if page.key[0] in LISTED:
            title, about = _said(phrases, page)
            yield _link(title, urls.absolute(base, urls.beside(page.path, urls.TWIN)), about)


def _said(phrases: Phrases, page: Page) -> tuple[str, str]:
    """What a page is called, and what it is about where that is said in a sentence."""
    (kind, subject), site, words = page.key, phrases.site, phrases.words
    if kind == "sector":
        sector = site.sectors[subject]
        return _plain(phrases, sector.name), _plain(phrases, sector.answer)
    if kind in WRITTEN_PAGES or kind == "page":
        text = site.page_text(page.key)
        return _plain(phrases, text.title), _plain(phrases, text.description)
    if subject == UNDATED:
        return as_data(words["undated_sources"]), ""
    pattern = words["sources_of" if kind == "shelf" else "stations_of"]
    return as_data(phrases.fill(pattern, when=phrases.when(read_moment(subject))).striptags()), ""


def _data(edition: Edition, phrases: Phrases) -> Iterator[str]:
    base, meanings = edition.site.settings.base_url, Meanings(phrases)
    yield _link(PACKAGE.rpartition("/")[2], base + PACKAGE, phrases.words["data"]["package"])
    for table in edition.data.tables:
        for path in table.sizes:
            title = f"{meanings.title(table.name)} ({path.rpartition('.')[2].upper()})"
            yield _link(title, base + path, meanings.about(table.name))


def _link(title: str, address: str, about: str) -> str:
    return f"- [{_escaped(title)}]({address})" + (f": {_escaped(about)}" if about else "")


def _escaped(text: str) -> str:
    return re.sub(r"[\\`*_<\[\]]", r"\\\g<0>", text)


def _plain(phrases: Phrases, text: Text) -> str:
    return as_data(phrases.plain(text))
