"""Pages -> HTML: the one Jinja environment, and what a template can ask of its page.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from markupsafe import Markup, escape

from microsite import formats, urls
from microsite.assets import Assets, Sheet, style_sheet
from microsite.catalogue import say
from microsite.drawing import Picture, picture_of, strip_of
from microsite.history import NO_HISTORY, History
from microsite.linemap import LineMap
from microsite.mapping import MapEntry, map_entries
from microsite.markdown import Links, render_blocks, render_prose, sections
from microsite.model import Source, Term
from microsite.phrases import Phrases
from microsite.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.problems import ContentError, Place, Problem
from microsite.site import PAGE_KINDS, PART_OF, PageKey, PageKind, Site, page_name, page_named
from microsite.upkeep import upkeep_of
from microsite.views import view

HTML = dict[str, bytes]


def template_environment(folder: Path) -> Environment:
    """The environment of every template: escaping everywhere, and no name is ever just empty."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["components"] = component_names(folder)
    return environment


def component_names(folder: Path) -> list[str]:
    """The names of the components that have examples, in the order of the alphabet."""
    return sorted(path.parent.name for path in folder.glob("components/*/examples.html"))


def render_pages(
    site: Site,
    pages: tuple[Page, ...],
    assets: Assets,
    maps: Mapping[str, LineMap],
    templates: Path,
    today: date,
    history: History = NO_HISTORY,
) -> HTML:
    """Every HTML file of the site by its path; `maps` has the line map of each language.

    Raises `ContentError` with a problem for each template that fails.
    """
    environment = template_environment(templates)
    rendered: HTML = {}
    problems: list[Problem] = []
    for page in pages:
        desk = Desk(site, page, pages, assets, today)
        upkeep = upkeep_of(site, page.key, page.lang, history, today)
        values = {
            "here": desk,
            "upkeep": upkeep,
            **view(site, page.key, today),
        }
        values["line_map"] = maps[page.lang]
        _render(environment, page.template, page.path, values, rendered, problems)
    for template, path in (("root.html", ROOT_PATH), ("not-found.html", NOT_FOUND_PATH)):
        desks = [
            Desk(site, Page(("home", ""), lang, path), pages, assets, today)
            for lang in site.settings.languages
        ]
        values = {"desks": desks, "here": desks[0]}
        _render(environment, template, path, values, rendered, problems)
    if problems:
        raise ContentError(problems)
    return rendered


def _render(
    environment: Environment,
    template: str,
    path: str,
    values: Mapping[str, Any],
    rendered: HTML,
    problems: list[Problem],
) -> None:
    try:
        rendered[path] = environment.get_template(template).render(values).encode()
    except TemplateError as error:
        place = _template_place(error, template)
        problems.append(Problem(place, path, say("template-fails", reason=str(error))))


def _template_place(error: TemplateError, template: str) -> Place:
    """File and line of the innermost template; jinja rewrites tracebacks to lines of templates."""
    if isinstance(error, TemplateSyntaxError):
        return Place(f"templates/{error.name or template}", error.lineno)
    place, traceback = Place(f"templates/{template}"), error.__traceback__
    while traceback:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".html"):
            name = file.rpartition("templates/")[2]
            place = Place(f"templates/{name}", traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


class Desk(Phrases):
    """What a template can ask while one page in one language is made.

    It keeps the notes: each fact that prose names gets a number on the page, in the order of
    first mention, and stands with its sources in the page's list of notes. Likewise the terms: each
    that prose links to is explained on the page itself.
    """

    def __init__(self, site: Site, page: Page, pages: tuple[Page, ...], assets: Assets, today: date) -> None:
        super().__init__(site, page.lang)
        self.page = page
        self.today = today
        self.notes: dict[str, int] = {}
        self.terms: dict[str, Term] = {}
        self._pages = pages
        self._assets = assets

    def prose(self) -> Markup:
        """The page's Markdown as HTML; it fills the page's notes."""
        return self.prose_part(self.site.prose[self.page.key, self.lang].text)

    @property
    def prose_parts(self) -> tuple[str, ...]:
        """The page's Markdown in parts: the lead, then one a heading; `prose_part` makes HTML of each."""
        return sections(self.site.prose[self.page.key, self.lang].text)

    def prose_part(self, text: str) -> Markup:
        """One part of the page's Markdown as HTML; its notes are numbered from here on."""
        return render_prose(text, self._links(marks=True))

    def _links(self, marks: bool) -> Links:
        return Links(lambda reference, last: self._reference(reference, None, marks and last), self._inner)

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
    def columns(self) -> list[Desk]:
        """A desk for each language that stands on the page: its own, then those it is compared with."""
        if self.page.key[0] != "compare":
            return [self]
        others = [
            Desk(self.site, replace(self.page, lang=lang), self._pages, self._assets, self.today)
            for lang in self.site.settings.languages
            if lang != self.lang
        ]
        for desk in others:
            desk.terms = self.terms
        return [self, *others]

    def rows(self, key: PageKey) -> list[list[tuple[Desk, Markup]]]:
        """The prose of a page block by block, each in every column; without marks of notes.

        Raises `ContentError` when one language has more blocks than another.
        """
        texts = [self.site.prose[key, desk.lang] for desk in self.columns]
        blocks = [
            render_blocks(text.text, desk._links(marks=False), headings=desk is self)
            for desk, text in zip(self.columns, texts, strict=True)
        ]
        for text, found in zip(texts, blocks, strict=True):
            if len(found) != len(blocks[0]):
                other = texts[0].file
                message = say("blocks-differ", number=len(found), other=other, others=len(blocks[0]))
                raise ContentError([Problem(Place(text.file), "", message)])
        return [list(zip(self.columns, row, strict=True)) for row in zip(*blocks, strict=True)]

    @property
    def comparison(self) -> str | None:
        """A link to this page in all its languages side by side, if there is such a page."""
        key: PageKey = ("compare", page_name(self.page.key))
        return self.href_of(key) if any(page.key == key for page in self._pages) else None

    # --- notes ----------------------------------------------------------------------------------

    def mark(self, name: str) -> Markup:
        """The small number behind a statement that leads to its sources."""
        first = name not in self.notes
        number = self.notes.setdefault(name, len(self.notes) + 1)
        confidence = self.site.citables[name].confidence if name in self.site.citables else "confirmed"
        label = self.fill(self.words["note_mark"], number=number)
        if confidence != "confirmed":
            label += escape(self.words["comma"]) + escape(self.words["confidence"][confidence])
        return Markup(
            '<a class="mark" data-confidence="{}" href="#note-{}"{}>'
            '<span class="visually-hidden">{}</span><span aria-hidden="true">\u2060{}</span></a>'
        ).format(confidence, name, Markup(' id="mark-{}"').format(name) if first else "", label, number)

    def publisher(self, source: Source) -> Markup:
        """Who published a source, as readers of this language call it."""
        if name := source.known_as.get(self.lang):
            return escape(formats.held(name))
        return self._isolated(source.publisher, source.language)

    def source_title(self, source: Source) -> Markup:
        """The title of a source, in its own language."""
        return self._isolated(source.title, source.language)

    def _isolated(self, text: str, lang: str) -> Markup:
        """Words of another language, kept apart from the direction of the text around them."""
        text = formats.held(text)
        if lang == self.lang:
            return escape(text)
        return Markup('<bdi lang="{}">{}</bdi>').format(lang, text)

    def filter_groups(self, *names: str) -> list[tuple[str, str, list[tuple[str, Markup | str, str | None]]]]:
        """What a list can be filtered by: name, legend and choices (value, text, sector) of each group.

        `sector` offers the sectors; any other name is a group of enumerated words of the interface.
        """
        legends = {"sector": "sector", "station_kind": "kind", "scope": "announced_as"}
        groups = []
        for name in names:
            legend = self.words[legends.get(name, f"{name}_heading")]
            choices: list[tuple[str, Markup | str, str | None]]
            if name == "sector":
                choices = [(id, self.say(sector.name), id) for id, sector in self.site.sectors.items()]
            else:
                choices = [(value, text, None) for value, text in self.words[name].items()]
            groups.append((name, legend, choices))
        return groups

    # --- pictures -------------------------------------------------------------------------------

    def picture(self, drawn: LineMap) -> Picture:
        """The line map without its words."""
        return picture_of(drawn)

    def strip(self, drawn: LineMap, sector: str) -> Picture:
        """One line of the map by itself."""
        return strip_of(drawn, list(self.site.sectors).index(sector))

    def map_entries(self, drawn: LineMap) -> tuple[MapEntry, ...]:
        """The list of the map in the order of dates: its years, its named stations, and now."""
        return map_entries(self.site, drawn, self.today)

    def filter_words(self, stop: str) -> str:
        """What filters find a station by: its lines, its kind, its confidence."""
        station = self.site.stations[stop]
        return " ".join((*self.site.sectors_of(station), station.kind, station.confidence))

    def sector_at(self, row: int | None) -> str | None:
        """The id of the sector that a row of the map stands for."""
        return None if row is None else list(self.site.sectors)[row]

    # --- addresses ------------------------------------------------------------------------------

    def href(self, kind: PageKind, subject: str = "", anchor: str = "") -> str:
        """A link from this page to another in the same language."""
        target = urls.page_path(self.site, self.lang, (kind, subject))
        return self._link(target, anchor)

    def href_of(self, key: PageKey, anchor: str = "") -> str:
        """The same from a page key."""
        return self.href(*key, anchor=anchor)

    def source_href(self, id: str) -> str:
        """A link to the entry of a source."""
        return self.href_of(self.site.source_page(id), id)

    def asset(self, name: str) -> str:
        """A link to a file of `static/`, with its version."""
        return f"{self._link(name)}?h={self._assets.version(name)}"

    def style_sheet(self, sheet: Sheet = "site") -> str:
        """A link to a style sheet in the page's language."""
        return self.asset(style_sheet(sheet, self.lang))

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
        links = [
            (page.lang, urls.absolute(base, page.path)) for page in self._pages if page.key == self.page.key
        ]
        default = urls.absolute(base, ROOT_PATH) if self.page.key == ("home", "") else links[0][1]
        return [*links, ("x-default", default)]

    @cached_property
    def versions(self) -> list[Page]:
        """This page in every language, itself included."""
        return [page for page in self._pages if page.key == self.page.key]

    def link_to(self, page: Page) -> str:
        """A link to any page."""
        return self._link(page.path)

    @property
    def section(self) -> PageKind:
        """The page of the navigation that this one is or belongs to."""
        kind, subject = self.page.key
        if kind == "compare":
            kind, _ = page_named(subject)
        return PART_OF.get(kind, kind)

    @cached_property
    def navigation(self) -> list[tuple[PageKind, str]]:
        """The pages of the navigation with their short names."""
        named = ((kind, self.site.pages[kind].nav) for kind in PAGE_KINDS)
        return [(kind, nav[self.lang]) for kind, nav in named if nav]
