"""What readers can search for: an index a language, which a browser fetches when its reader begins to search.

It holds texts as they are written. How letters are compared, and what comes first, only `static/js/search.js`
knows; here stands what there is, in the order in which kinds are listed where all else is equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from microsite.content.entries import UNDATED
from microsite.content.moments import read_moment
from microsite.content.pages import WRITTEN_PAGES, PageKey, PageKind
from microsite.content.scalars import Entry, Text
from microsite.language.phrases import Phrases
from microsite.language.plain import plain_text, words_of
from microsite.pages import urls
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer

WORDS = ("close", "search_found", "search_key", "search_none")  # what the script says
BETWEEN = " · "  # what is known of an entry besides its title, in one line


def search_files(edition: Edition, _: Renderer) -> dict[str, bytes]:
    """`search.json` of each language, by path."""
    languages = edition.site.settings.languages
    voices = {lang: Phrases(edition.site, lang) for lang in languages}
    return {urls.search(lang): _written(_Index(edition, lang, voices).all()) for lang in languages}


def _written(index: Mapping[str, Any]) -> bytes:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True)
class _Index:
    """The entries of one language; `voices` are all languages of the site, whose names lead here as well."""

    edition: Edition
    lang: str
    voices: Mapping[str, Phrases]

    def all(self) -> dict[str, Any]:
        """What `search.js` is given: the entries by their kinds, the pages of the menu for who finds nothing,
        the numbers of lines, and words."""
        kinds = (  # two of which may be called alike
            (self._words("pages"), self._pages()),
            (self._kind("sectors", or_else="sector"), self._sectors()),
            (self._kind("glossary"), self._terms()),
            (self._kind("targets"), self._targets()),
            (self._kind("timeline"), self._stations()),
            (self._kind("sources"), self._sources()),
        )
        groups = [{"name": name, "entries": [*entries]} for name, entries in kinds]
        return {
            "groups": [group for group in groups if group["entries"]],
            "menu": [[name, self._at(key)] for key, name in self.edition.menus[self.lang]],
            "lines": {id: str(sector.number) for id, sector in self.edition.site.sectors.items()},
            "words": {name: self._words(name) for name in WORDS},
        }

    # --- kinds ----------------------------------------------------------------------------------

    def _pages(self) -> Iterator[dict[str, Any]]:
        for key in self.edition.versions:
            kind, subject = key
            if kind in WRITTEN_PAGES or kind == "page":
                text = self.edition.site.page_text(key)
                names = [*self._names(text.nav), *self._names(text.title)]
                yield self._entry(self._say(text.title), self._at(key), names, [self._say(text.description)])
            elif kind == "year":
                when = self._here.when(read_moment(subject))
                yield self._entry(self._filled("stations_of", when), self._at(key))
            elif kind == "shelf":
                undated = subject == UNDATED
                title = self._words("undated_sources") if undated else self._of_year(int(subject))
                yield self._entry(title, self._at(key))

    def _sectors(self) -> Iterator[dict[str, Any]]:
        for id, sector in self.edition.site.sectors.items():
            names = [*self._names(sector.name), *self._names(sector.later_name)]
            names += [name for one in sector.participants for name in self._names(one.name)]
            address = self._at(("sector", id))
            yield self._entry(self._say(sector.name), address, names, [self._say(sector.answer)], id)

    def _terms(self) -> Iterator[dict[str, Any]]:
        for id, term in self.edition.site.glossary.items():
            names = [*self._names(term.term, term), *self._names(term.also, term)]
            about = [self._say(term.definition, term)]
            yield self._entry(self._say(term.term, term), self._at(("glossary", ""), id), names, about)

    def _targets(self) -> Iterator[dict[str, Any]]:
        site = self.edition.site
        for id, row in self.edition.digest.standings.rows.items():
            target = row.target
            names = [*self._names(target.title, target), *self._names(target.label, target)]
            about = [self._say(row.sector.name)] if row.sector else []
            about += [words_of(self._here.due(target))] if target.due else []
            about += [self._words("standing", row.standing.state)]
            address = self._at(site.citables[id].page, site.citables[id].anchor)
            yield self._entry(self._say(target.title, target), address, names, about, row.sector_id)

    def _stations(self) -> Iterator[dict[str, Any]]:
        site = self.edition.site
        for row in self.edition.digest.stations:
            station = row.station
            names = [*self._names(station.title, station), *self._names(station.label, station)]
            about = [words_of(self._here.when(station.date))]
            about += [self._words("standing", row.standing.state)] if row.standing else []
            line = row.sectors[0] if len(row.sectors) == 1 else None
            address = self._at(site.citables[row.id].page, row.id)
            yield self._entry(self._say(station.title, station), address, names, about, line)

    def _sources(self) -> Iterator[dict[str, Any]]:
        for id, source in self.edition.site.sources.items():
            about = [words_of(self._here.publisher(source))]
            about += [words_of(self._here.when(source.published))] if source.published else []
            names = [source.publisher, *source.known_as.values()]
            address = self._at(self.edition.site.source_page(id), id)
            entry = self._entry(plain_text(source.title), address, names, about)
            yield entry if source.language == self.lang else {**entry, "lang": source.language}

    # --- parts ----------------------------------------------------------------------------------

    def _entry(
        self,
        title: str,
        address: str,
        names: Iterable[str] = (),
        about: Iterable[str] = (),
        line: str | None = None,
    ) -> dict[str, Any]:
        """One thing to be found: `also` are its other names, `about` a line that is shown below its title."""
        also = [name for name in dict.fromkeys(names) if name != title]
        entry = {"title": title, "at": address, "also": also, "about": BETWEEN.join(about), "line": line}
        return {key: value for key, value in entry.items() if value}

    @property
    def _here(self) -> Phrases:
        return self.voices[self.lang]

    def _say(self, text: Text, own: Entry | None = None) -> str:
        return self._here.plain(text, own)

    def _names(self, text: Text | None, own: Entry | None = None) -> list[str]:
        """What something is called in each language."""
        return [voice.plain(text, own) for voice in self.voices.values()] if text else []

    def _words(self, *names: str) -> str:
        """A word of the interface."""
        words: Any = self.edition.words[self.lang]
        for name in names:
            words = words[name]
        return str(words)

    def _filled(self, words: str, when: object) -> str:
        return words_of(self._here.fill(self._words(words), when=when))

    def _of_year(self, year: int) -> str:
        return self._filled("sources_of", self._here.year(year))

    def _kind(self, page: PageKind, or_else: str = "") -> str:
        """A kind is called as the page that lists all of it."""
        if page not in self.edition.site.there:
            return self._words(or_else) if or_else else ""
        return self._say(self.edition.site.page_text((page, "")).short)

    def _at(self, key: PageKey, anchor: str = "") -> str:
        """A link from the index."""
        return urls.relative(urls.search(self.lang), self.edition.paths[self.lang, key], anchor)
