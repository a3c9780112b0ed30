"""Pages -> HTML: the one Jinja environment, and what a template can ask of its page.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from microsite.content.site import Site
from microsite.history.freshness import upkeep_of
from microsite.history.halves import NO_HISTORY, History
from microsite.map.geometry import LineMap
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem
from microsite.output.assets import Assets
from microsite.pages.context import Desk
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.pages.views import view

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
            "t": desk.words,
            "site": site,
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
        place = _template_place(error, template)
        problems.append(Problem(place, path, Message("template-fails", reason=str(error))))


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
