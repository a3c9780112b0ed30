"""What a template can ask of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from microsite.content.entries import Term
from microsite.content.pages import PageKey, page_name, page_named
from microsite.content.pictures import Rendition
from microsite.content.scalars import Addressed, Text
from microsite.content.text_files import Prose
from microsite.language.markdown import (
    Links,
    Tokens,
    blocks,
    note_html,
    notes,
    sections,
    to_html,
    with_parts,
)
from microsite.map.entries import MapRow
from microsite.pages.card_words import APART, card_text, pictured
from microsite.pages.data.meanings import Meanings
from microsite.pages.described import Described
from microsite.pages.edition import Edition
from microsite.pages.filters import FilterGroup, filter_groups, station_words, target_words
from microsite.pages.notes import FOOTNOTE, Note, Notes
from microsite.pages.plan import Page
from microsite.pages.record_words import RecordWords
from microsite.pages.sheets import PICTURE
from microsite.pages.standings import Standings, TargetRow
from microsite.pages.stops import StopView, kinds_of, stop_view


class PageContext(Described, RecordWords):
    """What a template can ask while one page in one language is made.

    It keeps the notes: each fact that prose names gets a number on the page, in the order of
    first mention, and stands with its sources in the page's list of notes. Likewise the terms: each
    that prose links to is explained on the page itself.
    """

    def __init__(self, edition: Edition, page: Page) -> None:
        super().__init__(edition, page)
        self.notes = Notes()
        self.terms: dict[str, Term] = {}

    @property
    def standings(self) -> Standings:
        """What is known of the promises of the site."""
        return self._edition.digest.standings

    @property
    def home(self) -> PageContext:
        """The page that stands for the whole site in this language."""
        key: PageKey = ("home", "")
        return PageContext(self._edition, Page(key, self.lang, self._edition.paths[self.lang, key]))

    @property
    def card_words(self) -> str:
        """What the picture says that stands for the page elsewhere, for those who do not see it."""
        key = pictured(self.site, self.page.key)
        if key == self.page.key:
            return card_text(self)
        # What else another page's picture says is no concern of this one.
        return APART.join((self.called(key), self.plain(self.site.settings.name)))

    @pass_environment
    def prose(self, environment: Environment) -> Markup:
        """The page's Markdown as HTML, empty where it has none; it fills the page's notes."""
        return self.prose_part(environment, self._tokens(self.page.key))

    @property
    def prose_parts(self) -> tuple[Tokens, ...]:
        """The page's Markdown in parts: the lead, then one a heading; `prose_part` makes HTML of each."""
        return sections(self._tokens(self.page.key))

    @pass_environment
    def prose_part(self, environment: Environment, tokens: Tokens) -> Markup:
        """One part of the page's Markdown as HTML; its notes are numbered from here on."""
        return to_html(tokens, self._links(environment, marks=True))

    def _tokens(self, key: PageKey) -> Tokens:
        """The prose of a page with the parts that it shares; its footnotes are those of the page."""
        prose = self.site.prose.get((key, self.lang))
        tokens = self._written(prose) if prose else ()
        self.notes.footnotes = {FOOTNOTE + name: note for name, note in notes(tokens).items()}
        return with_parts(tokens, lambda name: self._written(self.site.parts[name, self.lang]))

    def _written(self, prose: Prose) -> Tokens:
        """The tokens of a text."""
        return self._edition.texts.of(prose)

    def _links(self, environment: Environment, marks: bool) -> Links:
        def picture(id: str, words: str, lead: bool) -> Markup:
            alt = self.plain(Text({self.lang: words})) if words.strip() else ""
            component: Any = environment.get_template(PICTURE).module
            return Markup(component.picture(self, id, alt=alt, lead=lead, marks=marks))

        return Links(
            reference=lambda reference, last: self._reference(reference, None, marks and last),
            address=self._inner,
            note=lambda name: self.mark(FOOTNOTE + name) if marks else Markup(""),
            picture=picture,
        )

    def _inner(self, kind: str, name: str) -> str:
        """The address of a link such as `term:humanoid` in prose."""
        if kind in ("page", "sector"):
            return self.href_of(page_named(f"{kind}:{name}"))
        if kind == "station":
            return self.href_of(self.site.citables[name].page, name)
        if kind == "source":
            return self.source_href(name)
        self.terms[name] = self.site.glossary[name]
        return self.href("glossary", anchor=name)

    def earlier(self, entry: Addressed) -> Markup:
        """Places for the names that an entry had in addresses before; nothing for most."""
        return Markup("").join(Markup('<span id="{}"></span>').format(name) for name in entry.moved)

    def beside(self, lang: str) -> PageContext:
        """The same page in another language, for what of it stands beside this one."""
        return PageContext(self._edition, replace(self.page, lang=lang))

    # --- all languages at once ------------------------------------------------------------------

    @cached_property
    def columns(self) -> list[PageContext]:
        """A context for each language that stands on the page: its own, then those it is compared with."""
        if self.page.key[0] != "compare":
            return [self]
        others = [self.beside(lang) for lang in self.site.settings.languages if lang != self.lang]
        for column in others:
            column.terms = self.terms
        return [self, *others]

    @pass_environment
    def rows(self, environment: Environment, key: PageKey) -> list[list[tuple[PageContext, Markup]]]:
        """The prose of a page block by block, each in every column; without marks of notes."""
        texts = [column._blocks(environment, key, headings=column is self) for column in self.columns]
        return [list(zip(self.columns, row, strict=True)) for row in zip(*texts, strict=True)]

    def _blocks(self, environment: Environment, key: PageKey, headings: bool) -> list[Markup]:
        links = self._links(environment, marks=False)
        return [to_html(block, links) for block in blocks(self._tokens(key), headings)]

    @property
    def comparison(self) -> str | None:
        """A link to this page in all its languages side by side, if there is such a page."""
        key: PageKey = ("compare", page_name(self.page.key))
        return self.href_of(key) if key in self._edition.versions else None

    # --- notes ----------------------------------------------------------------------------------

    def mark(self, name: str) -> Markup:
        """The small number behind a statement that leads to its sources."""
        number = self.notes.number_of(name)
        weight = None if name in self.notes.footnotes else self.site.weights.get(name, "independent")
        # For readers who hear the page, the mark must not fuse with the word before it.
        label = escape(self.words["comma"]) + self.fill(self.words["note_mark"], number=number)
        if weight in ("single", "differ"):
            label += escape(self.words["comma"]) + escape(self.words["weight"][weight])
        return self.notes.mark(name, label, number, weight)

    @pass_environment
    def all_notes(self, environment: Environment) -> list[Note]:
        """The notes of the page in their order."""
        links = self._links(environment, marks=True)
        return self.notes.listed(lambda footnote: note_html(footnote, links))

    def picture_files(self, id: str) -> list[tuple[str, Rendition]]:
        """The files of a picture from narrow to wide, each with a link to it."""
        return [(self._link(it.path), it) for it in self._edition.pictures[id]]

    # --- filters --------------------------------------------------------------------------------

    def filter_groups(self, *names: str, standings: Iterable[str] = ()) -> list[FilterGroup]:
        """What a list can be filtered by; of the standings those that are given."""
        return filter_groups(self, names, standings)

    def station_filter_words(self, id: str) -> str:
        """What filters find a station by."""
        return station_words(self.site, id, self._edition.digest.standings.of_station(id))

    def target_filter_words(self, row: TargetRow) -> str:
        """What filters find a promise by."""
        return target_words(self.site, row)

    # --- open data ------------------------------------------------------------------------------

    @cached_property
    def meanings(self) -> Meanings:
        """What these tables and their columns are called and mean."""
        return Meanings(self)

    # --- the map --------------------------------------------------------------------------------

    @property
    def map_rows(self) -> tuple[MapRow, ...]:
        """What each row of the line map lists."""
        return self._edition.map_rows[self.lang]

    def map_entry(self, id: str) -> StopView:
        """What there is to say of a station or promise on the map."""
        return stop_view(self, id)

    def kinds_on_map(self, rows: Iterable[MapRow]) -> set[str]:
        """Which kinds of signs some rows of the map have."""
        return kinds_of(self, rows)

    def row_of(self, sector: str) -> int:
        """The row of the map that a sector has."""
        return list(self.site.sectors).index(sector)

    def sector_at(self, row: int | None) -> str | None:
        """The id of the sector that a row of the map stands for."""
        return None if row is None else list(self.site.sectors)[row]
