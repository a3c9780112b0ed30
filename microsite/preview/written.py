"""What the preview knows of a build: where each page is written, and the same page in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from microsite.content.documents import Document
from microsite.content.files import SITE
from microsite.content.whence import place_of
from microsite.line import Built
from microsite.messages.problems import Place
from microsite.pages.kinds import files_of
from microsite.pages.plan import Page, plan_pages
from microsite.preview.located import located


class Written:
    """A build that is shown, and where its pages are written."""

    def __init__(self, built: Built) -> None:
        self._built = built
        self._located: dict[str, bytes] = {}
        self._places: dict[str, Place | None] = {}

    def page(self, path: str) -> bytes | None:
        """A page that says where its texts are written; None for one that does not know."""
        marked = self._built.marked.get(path)
        if marked is None:
            return None
        if path not in self._located:
            self._located[path] = located(marked, self._place_of, self._entries, self._place(path))
        return self._located[path]

    def files_of(self, path: str) -> tuple[str, ...]:
        """The content files that a page is made of, as editors know them, the one with most words first.

        Every page is made of the settings as well, which come last.
        """
        page = self._pages.get(path)
        names = files_of(self._built.site, page.key, page.lang) if page else ()
        there = (self._folder + name for name in (*names, SITE.pattern))
        return tuple(dict.fromkeys(file for file in there if file in self._written))

    def twins_of(self, path: str) -> list[tuple[str, str, str]]:
        """The page in each other language: its code, its name, the path of the page."""
        page, languages = self._pages.get(path), self._built.site.settings.languages
        if page is None:
            return []
        others = (it for it in self._pages.values() if it.key == page.key and it.lang != page.lang)
        return [(other.lang, languages[other.lang].name, other.path) for other in others]

    def _place_of(self, spot: str) -> Place | None:
        if spot not in self._places:
            self._places[spot] = place_of(spot, self._documents)
        return self._places[spot]

    def _place(self, path: str) -> Place | None:
        """Where a page as a whole is written."""
        return next((Place(file, 1, 1) for file in self.files_of(path)), None)

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {it.file: it for it in self._built.draft.documents.values()}

    @cached_property
    def _written(self) -> frozenset[str]:
        """The files that are there, as editors know them."""
        draft = self._built.draft
        documents = (it.file for it in draft.documents.values() if it.places)
        return frozenset([*documents, *(it.file for it in draft.texts)])

    @cached_property
    def _folder(self) -> str:
        """What stands before the names of files in the content folder."""
        return self._built.draft.documents[SITE.pattern].file.removesuffix(SITE.pattern)

    @cached_property
    def _entries(self) -> Mapping[str, Place]:
        """Where the entries are written that have an anchor of their own."""
        draft = self._built.draft
        places = {it.id: draft.place_of(it) for it in draft.index}
        return {id: place for id, place in places.items() if place.line}

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {page.path: page for page in plan_pages(self._built.site)}
