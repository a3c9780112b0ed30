"""Pages -> HTML: the one Jinja environment, and what a template can ask of its page.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape

from microsite import formats, urls
from microsite.assets import Assets
from microsite.formats import Quantified
from microsite.markdown import Links, render_prose
from microsite.model import Entry, Source, Target, Text
from microsite.moments import Moment, read_moment
from microsite.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.problems import ContentError, Place, Problem
from microsite.references import Reference, split
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


class Desk:
    """What a template can ask while one page in one language is made.

    It keeps the notes: each fact that prose names gets a number on the page, in the order of
    first mention, and stands with its sources in the page's list of notes.
    """

    def __init__(self, site: Site, page: Page, pages: tuple[Page, ...], assets: Assets, today: date) -> None:
        self.site = site
        self.page = page
        self.lang = page.lang
        self.language = site.settings.languages[page.lang]
        self.today = today
        self.notes: dict[str, int] = {}
        self._pages = pages
        self._assets = assets

    # --- words ----------------------------------------------------------------------------------

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The interface in the page's language, as nested mappings of plain texts."""
        return {
            name: self._in_language(getattr(self.site.interface, name))
            for name in type(self.site.interface).model_fields
        }

    def _in_language(self, value: Any) -> Any:
        if isinstance(value, Text):
            return value[self.lang]
        return {key: self._in_language(item) for key, item in value.items()}

    def fill(self, pattern: str, **parts: object) -> Markup:
        """A pattern of the interface with its placeholders filled; every part is escaped."""
        filled = str(escape(pattern))
        for name, part in parts.items():
            filled = filled.replace(f"{{{name}}}", str(escape(part)))
        return Markup(filled)

    def say(self, text: Text, own: Entry | None = None, marks: bool = False) -> Markup:
        """A text of the content as HTML; `own` is the fact that `{value}` in it speaks of."""
        parts = split(text[self.lang])
        return Markup("").join(
            escape(part) if isinstance(part, str) else self._reference(part, own, marks) for part in parts
        )

    def plain(self, text: Text, own: Entry | None = None) -> str:
        """The same without any HTML, for titles and descriptions."""
        return str(self.say(text, own).striptags())

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

    # --- facts ----------------------------------------------------------------------------------

    def _reference(self, reference: Reference, own: Entry | None, marks: bool) -> Markup:
        if reference.part == "moment":
            return self.when(read_moment(reference.name))
        if reference.part == "mark":
            return self.mark(reference.name)
        entry: Any = self.site.citables[reference.name].entry if reference.name else own
        mark = self.mark(reference.name) if marks and reference.name else Markup("")
        if reference.part == "year":
            return self.year(entry.year) + mark
        if reference.part == "date":
            return self.when(entry.date) + mark
        if reference.part == "baseline":
            return self.baseline(entry) + mark
        return self.quantity(entry, bare=reference.part == "value" and bool(reference.name)) + mark

    def quantity(self, entry: Quantified, bare: bool = False, unit: str | None = None) -> Markup:
        """A number with unit and comparator, as `<data value>`; `bare` leaves the comparator out."""
        assert entry.value is not None
        name = entry.unit or unit
        assert name is not None
        kind = self.site.units[name]
        shown = formats.quantity(entry.value, kind, self.lang, self.language)
        value = formats.plain(formats.full_value(entry.value, kind))
        data = Markup('<data value="{}">{}</data>').format(value, shown)
        if bare or entry.comparator == "exact":
            return data
        return self.fill(self.words["comparator"][entry.comparator], quantity=data)

    def baseline(self, target: Target) -> Markup:
        """The number a target starts from, in the target's unit unless it has its own."""
        assert target.baseline is not None
        return self.quantity(target.baseline, unit=target.unit)

    def when(self, moment: Moment) -> Markup:
        """A date as `<time>`."""
        return Markup('<time datetime="{}">{}</time>').format(moment, formats.moment(moment, self.language))

    def year(self, year: int) -> Markup:
        """A year as `<time>`."""
        return self.when(Moment(year))

    def day(self, when: date) -> Markup:
        """A calendar day as `<time>`."""
        return self.when(Moment(when.year, when.month, when.day))

    def due(self, target: Target) -> Markup:
        """The year of a target with the word that says how it is meant (by, from, in)."""
        if target.year is None:
            return escape(self.words["no_year"])
        return self.fill(self.words["timing"][target.timing], when=self.year(target.year))

    def number(self, value: int) -> str:
        """A whole number in digits."""
        return formats.number(Decimal(value), self.language)

    # --- notes ----------------------------------------------------------------------------------

    def mark(self, name: str) -> Markup:
        """The small number behind a statement that leads to its sources."""
        first = name not in self.notes
        number = self.notes.setdefault(name, len(self.notes) + 1)
        confidence = self.site.citables[name].confidence if name in self.site.citables else "confirmed"
        label = self.fill(self.words["note_mark"], number=number)
        if confidence != "confirmed":
            label += Markup(", ") + self.words["confidence"][confidence]
        return Markup(
            '<sup><a class="mark" data-confidence="{}" href="#note-{}"{} aria-label="{}">{}</a></sup>'
        ).format(confidence, name, Markup(' id="mark-{}"').format(name) if first else "", label, number)

    def publisher(self, source: Source) -> Markup:
        """Who published a source, as readers of this language call it."""
        if source.language == self.lang or not source.publisher_en:
            return self._marked(source.publisher, source.language)
        return escape(source.publisher_en)

    def source_title(self, source: Source) -> Markup:
        """The title of a source, in its own language."""
        return self._marked(source.title, source.language)

    def _marked(self, text: str, lang: str) -> Markup:
        if lang == self.lang:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(lang, text)

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
