"""Pages -> HTML: the one Jinja environment, and what a template can ask of its page.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from microsite.content.pages import PageKey, page_named
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem
from microsite.pages.anchors import component_names
from microsite.pages.contents import headings
from microsite.pages.context import PageContext, TemplateNameError
from microsite.pages.edition import Edition
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page

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
    environment.filters["headings"] = headings
    return environment


def render_pages(edition: Edition, pages: Iterable[Page], templates: Path) -> HTML:
    """Every HTML file of the site by its path.

    Raises `ContentError` with a problem for each template that fails.
    """
    environment = template_environment(templates)
    rendered: HTML = {}
    problems: list[Problem] = []
    for key, together in _by_prose(pages).items():
        for page in together:
            kind = BY_NAME[page.key[0]]
            here = PageContext(edition, page)
            values = {
                "here": here,
                "freshness": here.freshness,
                "line_map": edition.maps.get(page.lang),
                **kind.view(edition.digest, page.key[1]),
            }
            _render(environment, kind.template, page.path, values, rendered, problems)
        for lang in edition.site.settings.languages:
            if prose := edition.site.prose.get((key, lang)):
                edition.texts.forget(prose)
    for template, path in (("root.html", ROOT_PATH), ("not-found.html", NOT_FOUND_PATH)):
        languages = [
            PageContext(edition, Page(("home", ""), lang, path)) for lang in edition.site.settings.languages
        ]
        values = {"languages": languages, "here": languages[0]}
        _render(environment, template, path, values, rendered, problems)
    if problems:
        raise ContentError(problems)
    return rendered


def _by_prose(pages: Iterable[Page]) -> Mapping[PageKey, Sequence[Page]]:
    """The pages in groups that show the same texts: a page, in each language and in all at once."""
    groups: dict[PageKey, list[Page]] = {}
    for page in pages:
        kind, subject = page.key
        groups.setdefault(page_named(subject) if kind == "compare" else page.key, []).append(page)
    return groups


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
    except TemplateNameError as error:
        problems.append(Problem(_template_place(error, template), path, error.said))
    except (TemplateError, TypeError) as error:  # a macro that is called wrongly is a TypeError
        message = Message("template-fails", reason=str(error))
        problems.append(Problem(_template_place(error, template), path, message))


def _template_place(error: Exception, template: str) -> Place:
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
