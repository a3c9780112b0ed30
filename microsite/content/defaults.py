"""What a site need not say itself: its files, completed by what the engine brings for its languages.

What is written in a file keeps its place; a complaint about anything else names the file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from microsite.content.documents import Document
from microsite.content.files import INTERFACE, PAGE, SITE
from microsite.content.pages import WRITTEN_PAGES
from microsite.content.shipped import has_language, in_languages, laid_over, shipped, shipped_languages

Documents = Mapping[str, Document]  # by their names in the content folder


def completed(
    documents: Documents, languages: Sequence[str], shown: Callable[[str], str]
) -> dict[str, Document]:
    """The documents that the engine completes for a site in these languages, or brings: none but the
    `completable`.

    `shown` is how a file is named to editors. Where nobody knows the languages, all of the engine's take
    their place: what is not written then is no mistake of its own.
    """
    known, languages = bool(languages), languages or shipped_languages()
    given: dict[str, Any] = {}
    if not list(wordless(documents, languages)):
        given[INTERFACE.pattern] = in_languages(languages, "words")
    given |= {file: words for file, words in _pages(documents, languages) if words}
    whole: dict[str, Document] = {}
    if site := documents.get(SITE.pattern):
        whole[SITE.pattern] = replace(site, data=_with_languages(site.data))
    for file, data in given.items():
        own = documents.get(file) or Document(shown(file), {}, {})
        # A page that has a title of its own may stay off the menu.
        if PAGE.holds(file) and "title" in own.data:
            data = {key: words for key, words in data.items() if key != "nav"}
        whole[file] = replace(own, data=laid_over(data, own.data, mixed=known))
    return whole


def completable() -> tuple[str, ...]:
    """The files that the engine completes, or brings."""
    return (SITE.pattern, INTERFACE.pattern, *(PAGE.file(page) for page in WRITTEN_PAGES))


def wordless(documents: Documents, languages: Sequence[str]) -> Iterator[str]:
    """The languages that have no words of the interface, neither of the engine nor of the site."""
    own = documents[INTERFACE.pattern].data if INTERFACE.pattern in documents else {}
    return (lang for lang in languages if not shipped(lang) and not has_language(own, lang))


def _with_languages(site: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings with how their languages write, as far as the engine knows them; `fr:` alone will do."""
    written = site.get("languages")
    if not isinstance(written, Mapping):
        return site
    known = {lang: brought["language"] for lang in written if (brought := shipped(lang))}
    return {
        **site,
        "languages": {lang: laid_over(known.get(lang), own or {}) for lang, own in written.items()},
    }


def _pages(documents: Documents, languages: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """What pages are called; the home page as the site is."""
    site = documents[SITE.pattern].data if SITE.pattern in documents else {}
    title, description = site.get("title"), site.get("description")
    yield PAGE.file("home"), {"title": title, "description": description or title} if title else None
    for page, words in in_languages(languages, "pages").items():
        # What is not named in every language is left to the site, if it has such a page.
        if PAGE.file(page) in documents or all(map(shipped, languages)):
            yield PAGE.file(page), words
