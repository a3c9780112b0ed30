"""What all pages of one build share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from microsite.content.pages import PageKey
from microsite.content.pictures import Rendition
from microsite.content.site import Site
from microsite.history.halves import History
from microsite.language.markdown import ParsedTexts
from microsite.language.phrases import Phrases
from microsite.map.entries import MapRow, map_rows
from microsite.map.line_map import LineMap
from microsite.pages.brand import Logo
from microsite.pages.data.published import Data, data_of
from microsite.pages.digest import Digest
from microsite.pages.navigation import navigation
from microsite.pages.plan import Versions
from microsite.tracking import Part, derived


@dataclass(frozen=True)
class Edition(Part):
    """What all pages of one build share."""

    site: Site
    today: date
    versions: Versions
    assets: Mapping[str, str]  # the version of each file, for links to it
    maps: Mapping[str, LineMap]  # by language
    history: History
    texts: ParsedTexts
    pictures: Mapping[str, tuple[Rendition, ...]]  # the files of each, from narrow to wide
    logo: Logo | None = None

    @cached_property
    def digest(self) -> Digest:
        return Digest(self.site, self.today)

    @derived
    def data(self) -> Data:
        """The content as tables for others to use."""
        return data_of(self.digest, self.history.commit)

    @derived
    def map_rows(self) -> Mapping[str, tuple[MapRow, ...]]:
        """What each row of the map lists, by language: every sector's page shows one of them."""
        return {lang: map_rows(self.site, drawn) for lang, drawn in self.maps.items()}

    @derived
    def words(self) -> Mapping[str, Mapping[str, Any]]:
        """The interface by language, as nested mappings of plain texts."""
        return {lang: Phrases(self.site, lang).words for lang in self.site.settings.languages}

    @derived
    def menus(self) -> Mapping[str, Sequence[tuple[PageKey, str]]]:
        """The pages of the menu with their short names, by language."""
        return {lang: navigation(self.site, lang) for lang in self.site.settings.languages}

    @derived
    def paths(self) -> Mapping[tuple[str, PageKey], str]:
        """The file of every page."""
        return {(page.lang, page.key): page.path for pages in self.versions.values() for page in pages}
