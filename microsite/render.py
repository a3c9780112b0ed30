"""Pages -> HTML: the one Jinja environment, and what a template can ask of its page.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape

from microsite import urls
from microsite.assets import Assets
from microsite.markdown import Links, render_prose
from microsite.model import Source
from microsite.phrases import Phrases
from microsite.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.problems import ContentError, Place, Problem
from microsite.site import PAGE_KINDS, PageKey, PageKind, Site
from microsite.views import view

HTML = dict[str, bytes]


def template_environment(folder: Path) -> Environment:
    """The environment of every template: escaping everywhere, and no name is ever just empty."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_pages(site: Site, pages: tuple[Page, ...], assets: Assets, templates: Path, today: date) -> HTML:
    """Every HTML file of the site by its path.

    Raises `ContentError` with a problem for each template that fails.
    """
    environment = template_environment(templates)
    rendered: HTML = {}
    problems: list[Problem] = []
    for page in pages:
        desk = Desk(site, page, pages, assets, today)
        values = {"here": desk, "t": desk.words, "site": site, **view(site, page.key, today)}
        _render(environment, page.template, page.path, values, rendered, problems)
    for template, path in (("root.html", ROOT_PATH), ("not-found.html", NOT_FOUND_PATH)):
        desks = [
            Desk(site, Page(("home", ""), lang, path), pages, assets, today)
            for lang in site.settings.languages
        ]
        values = {"desks": desks, "here": desks[0], "t": desks[0].words, "site": site}
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
        line = getattr(error, "lineno", 0) or _line_in_templates(error)
        name = getattr(error, "name", None) or template
        problems.append(Problem(Place(f"templates/{name}", line), path, f"{error}."))


def _line_in_templates(error: BaseException) -> int:
    """The line of the innermost template in a traceback; jinja rewrites these to template lines."""
    line, traceback = 0, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename.endswith(".html"):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


class Desk(Phrases):
    """What a template can ask while one page in one language is made.

    It keeps the notes: each fact that prose names gets a number on the page, in the order of
    first mention, and stands with its sources in the page's list of notes.
    """

    def __init__(self, site: Site, page: Page, pages: tuple[Page, ...], assets: Assets, today: date) -> None:
        super().__init__(site, page.lang)
        self.page = page
        self.today = today
        self.notes: dict[str, int] = {}
        self._pages = pages
        self._assets = assets

    def prose(self, key: PageKey | None = None) -> Markup:
        """The page's Markdown as HTML; it fills the page's notes."""
        text = self.site.prose[key or self.page.key, self.lang].text
        return render_prose(
            text, Links(lambda reference: self._reference(reference, None, True), self._inner)
        )

    def _inner(self, kind: str, name: str) -> str:
        """The address of a link such as `term:humanoid` in prose."""
        if kind == "page":
            return self.href(_page_kind(name))
        if kind == "sector":
            return self.href("sector", name)
        pages: dict[str, PageKind] = {"term": "glossary", "station": "timeline", "source": "sources"}
        return self.href(pages[kind], anchor=name)

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
            '<sup><a class="mark" data-confidence="{}" href="#note-{}"{} aria-label="{}">{}</a></sup>'
        ).format(confidence, name, Markup(' id="mark-{}"').format(name) if first else "", label, number)

    def publisher(self, source: Source) -> Markup:
        """Who published a source, as readers of this language call it."""
        if name := source.known_as.get(self.lang):
            return escape(name)
        return self._isolated(source.publisher, source.language)

    def source_title(self, source: Source) -> Markup:
        """The title of a source, in its own language."""
        return self._isolated(source.title, source.language)

    def _isolated(self, text: str, lang: str) -> Markup:
        """Words of another language, kept apart from the direction of the text around them."""
        if lang == self.lang:
            return escape(text)
        return Markup('<bdi lang="{}">{}</bdi>').format(lang, text)

    # --- addresses ------------------------------------------------------------------------------

    def href(self, kind: PageKind, subject: str = "", anchor: str = "") -> str:
        """A link from this page to another in the same language."""
        target = urls.page_path(self.site, self.lang, (kind, subject))
        return self._link(target, anchor)

    def href_of(self, key: PageKey, anchor: str = "") -> str:
        """The same from a page key."""
        return self.href(*key, anchor=anchor)

    def asset(self, name: str) -> str:
        """A link to a file of `static/`, with its version."""
        return f"{self._link(name)}?h={self._assets.version(name)}"

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

    @cached_property
    def navigation(self) -> list[tuple[PageKind, str]]:
        """The pages of the navigation with their short names."""
        named = ((kind, self.site.pages[kind].nav) for kind in PAGE_KINDS)
        return [(kind, nav[self.lang]) for kind, nav in named if nav]


def _page_kind(name: str) -> PageKind:
    return next(kind for kind in PAGE_KINDS if kind == name)
