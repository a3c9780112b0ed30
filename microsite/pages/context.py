"""What a template can ask of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from microsite.content.entries import Source, Term
from microsite.content.pages import PageKey, PageKind, page_name, page_named
from microsite.content.pictures import Rendition
from microsite.content.scalars import Text
from microsite.history.freshness import Freshness, freshness_of
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
from microsite.language.phrases import Phrases
from microsite.map.entries import MapRow
from microsite.messages.catalogue import Message
from microsite.messages.problems import did_you_mean
from microsite.pages import urls
from microsite.pages.brand import Icon, Logo, icon_of
from microsite.pages.edition import Edition
from microsite.pages.environment import TemplateNameError
from microsite.pages.filters import FilterGroup, filter_groups, station_words, target_words
from microsite.pages.kinds import BY_NAME, files_of
from microsite.pages.navigation import navigation
from microsite.pages.notes import FOOTNOTE, Note, Notes
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.pages.sheets import CHOOSER, PICTURE
from microsite.pages.standings import Standings, TargetRow
from microsite.pages.stops import StopView, stop_view


class PageContext(Phrases):
    """What a template can ask while one page in one language is made.

    It keeps the notes: each fact that prose names gets a number on the page, in the order of
    first mention, and stands with its sources in the page's list of notes. Likewise the terms: each
    that prose links to is explained on the page itself.
    """

    def __init__(self, edition: Edition, page: Page) -> None:
        super().__init__(edition.site, page.lang)
        self.page = page
        self.today = edition.today
        self.notes = Notes()
        self.terms: dict[str, Term] = {}
        self.sources: dict[str, Source] = {}  # those that the page names so far
        self._edition = edition

    @property
    def words(self) -> Mapping[str, Any]:
        return self._edition.words[self.lang]

    @property
    def standings(self) -> Standings:
        """What is known of the promises of the site."""
        return self._edition.digest.standings

    @cached_property
    def freshness(self) -> Freshness:
        """When the page last changed, where it can be corrected, what it is behind."""
        files = files_of(self.site, self.page.key, self.lang)
        history, repository = self._edition.history, self.site.settings.repository
        return freshness_of(files, self.lang, history, repository, self.today)

    def has(self, kind: PageKind) -> bool:
        """Whether the site has a page of this kind."""
        return bool(BY_NAME[kind].keys(self.site))

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
        prose, texts = self.site.prose.get((key, self.lang)), self._edition.texts
        tokens = texts.of(prose) if prose else ()
        self.notes.footnotes = {FOOTNOTE + name: note for name, note in notes(tokens).items()}
        return with_parts(tokens, lambda name: texts.of(self.site.parts[name, self.lang]))

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

    # --- all languages at once ------------------------------------------------------------------

    @cached_property
    def columns(self) -> list[PageContext]:
        """A context for each language that stands on the page: its own, then those it is compared with."""
        if self.page.key[0] != "compare":
            return [self]
        others = [
            PageContext(self._edition, replace(self.page, lang=lang))
            for lang in self.site.settings.languages
            if lang != self.lang
        ]
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

    # --- the map --------------------------------------------------------------------------------

    @property
    def map_rows(self) -> tuple[MapRow, ...]:
        """What each row of the line map lists."""
        return self._edition.map_rows[self.lang]

    def map_entry(self, id: str) -> StopView:
        """What there is to say of a station or promise on the map."""
        return stop_view(self, id)

    def row_of(self, sector: str) -> int:
        """The row of the map that a sector has."""
        return list(self.site.sectors).index(sector)

    def sector_at(self, row: int | None) -> str | None:
        """The id of the sector that a row of the map stands for."""
        return None if row is None else list(self.site.sectors)[row]

    # --- addresses ------------------------------------------------------------------------------

    def href(self, kind: PageKind, subject: str = "", anchor: str = "") -> str:
        """A link from this page to another in the same language."""
        if path := self._edition.paths.get((self.lang, (kind, subject))):
            return self._link(path, anchor)
        names = [" ".join(filter(None, key)) for key in self._edition.versions]
        wanted = " ".join(filter(None, (kind, subject)))
        raise TemplateNameError(Message("no-such-page", name=wanted, hint=did_you_mean(wanted, names)))

    def href_of(self, key: PageKey, anchor: str = "") -> str:
        """The same from a page key."""
        return self.href(*key, anchor=anchor)

    def filtered_href(self, kind: PageKind, group: str, word: str) -> str:
        """A link to a page with a list that shows only what has a word of a group."""
        return f"{self.href(kind)}?{group}={word}"

    def source_href(self, id: str) -> str:
        """A link to the entry of a source, which the page then names."""
        self.sources[id] = self.site.sources[id]
        return self.href_of(self.site.source_page(id), id)

    def asset(self, name: str) -> str:
        """A link to a file of `static/`, with its version."""
        if version := self._edition.assets.get(name):
            return f"{self._link(name)}?h={version}"
        hint = did_you_mean(name, self._edition.assets)
        raise TemplateNameError(Message("no-such-asset", name=name, hint=hint))

    @property
    def logo(self) -> Logo | None:
        """The picture beside the name of the site."""
        return self._edition.logo

    @property
    def icon(self) -> Icon:
        """The picture in a browser's tab."""
        return icon_of(self.site)

    @property
    def style_sheet(self) -> str:
        """A link to the style sheet of this kind of page, in the page's language."""
        kind = CHOOSER if self.page.path in (ROOT_PATH, NOT_FOUND_PATH) else self.page.key[0]
        return self.asset(urls.style_sheet(kind, self.lang))

    @property
    def root(self) -> str:
        """A link to the page that offers the languages."""
        return self._link(ROOT_PATH)

    def _link(self, path: str, anchor: str = "") -> str:
        if self.page.path == NOT_FOUND_PATH:  # served at any depth
            return urls.rooted(self.site.settings.base_url, path)
        return urls.relative(self.page.path, path, anchor)

    @property
    def canonical(self) -> str:
        return urls.absolute(self.site.settings.base_url, self.page.path)

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """The page's absolute address in every language, and the default, by language code."""
        base = self.site.settings.base_url
        links = [(page.lang, urls.absolute(base, page.path)) for page in self.versions]
        default = urls.absolute(base, ROOT_PATH) if self.page.key == ("home", "") else links[0][1]
        return [*links, ("x-default", default)]

    @property
    def versions(self) -> tuple[Page, ...]:
        """This page in every language, itself included."""
        return self._edition.versions[self.page.key]

    def link_to(self, page: Page) -> str:
        """A link to any page."""
        return self._link(page.path)

    @property
    def section(self) -> PageKey:
        """The page of the navigation that this one is or belongs to."""
        kind, subject = self.page.key
        if kind == "compare":
            kind, subject = page_named(subject)
        parent = BY_NAME[kind].parent
        return (parent, "") if parent else (kind, subject)

    @cached_property
    def navigation(self) -> list[tuple[PageKey, str]]:
        """The pages of the navigation with their short names."""
        return navigation(self.site, self.lang)
