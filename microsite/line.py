"""The whole way from a content folder to a finished site, top to bottom.

Each step is a function from values to values. Until somebody publishes it, the built site is a value
(path -> bytes); a step that finds a mistake says all that it finds, and stops the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from microsite.clock import today_in
from microsite.content.reading import read_draft
from microsite.content.settings import Repository
from microsite.content.site import Draft, Site
from microsite.folders import Folders, folders_of
from microsite.history.halves import NO_HISTORY, History, read_history
from microsite.language.markdown import ParsedTexts
from microsite.messages.problems import Problem, pass_warnings, stop_if_any
from microsite.pages.anchors import anchors_in
from microsite.rules import rulebook


@dataclass(frozen=True)
class Read:
    """Content without mistakes, the day it is read on, and what is worth a look."""

    site: Site
    history: History
    today: date
    warnings: tuple[Problem, ...]
    texts: ParsedTexts  # its prose as the parser has it
    folders: Folders


@dataclass(frozen=True)
class Built:
    """A finished site that is not written yet."""

    site: Site
    files: dict[str, bytes]
    warnings: tuple[Problem, ...]


def read(content: Path, today: date | None = None, strict: bool = False) -> Read:
    """Read a content folder and look for every mistake in it.

    `today` defaults to the current day in the site's time zone. Raises `ContentError` with every
    error and warning when there is an error, or, when `strict`, a warning.
    """
    draft, problems = read_draft(content)
    today = today or today_in(draft.settings)
    texts, folders = ParsedTexts(), folders_of(content)
    problems += rulebook.mistakes(draft, today, texts, anchors_in(folders), folders)
    problems += _own_problems(folders, draft)
    history = NO_HISTORY
    if draft.settings and all(problem.severity == "warning" for problem in problems):
        history = read_history(content, tuple(draft.settings.languages))
        problems += rulebook.neglects(draft, history, today)
    warnings = pass_warnings(problems, strict)
    return Read(draft.finished(), history, today, warnings, texts, folders)


def build(
    content: Path,
    today: date | None = None,
    base_url: str | None = None,
    strict: bool = False,
    repository: str | None = None,
) -> Built:
    """Make the whole site from a content folder.

    The addresses of the site and of its repository default to those in the content.

    Raises `ContentError` with every mistake that a step found.
    """
    # Who only reads has no use for these, and would wait for them a good third longer.
    from microsite.colours.shades import line_colours
    from microsite.language.typesetting import type_styles
    from microsite.map.entries import line_maps
    from microsite.map.styles import map_styles
    from microsite.output import check
    from microsite.output.assets import Drawn, gather_assets
    from microsite.output.feeds import feed_files
    from microsite.output.pictures import gather_pictures
    from microsite.output.theme import theme_styles
    from microsite.pages.brand import logo_of
    from microsite.pages.edition import Edition
    from microsite.pages.filter_styles import filter_styles
    from microsite.pages.navigation import menu_styles
    from microsite.pages.plan import plan_pages, versions_of
    from microsite.pages.render import render_pages
    from microsite.pages.sheets import sheets_of

    found = read(content, today, strict)
    site, today, folders = _published_at(found.site, base_url, repository), found.today, found.folders
    pages = plan_pages(site)
    maps = line_maps(site, today)
    every = type_styles(site) + line_colours(site) + theme_styles(site)
    filters = filter_styles(site)
    logo = logo_of(site, folders)
    drawn = {
        lang: Drawn(
            every + menu_styles(site, lang, logo),
            {
                "line-map": map_styles(maps[lang]) if maps else None,
                "map-legend": "" if maps else None,
                "filters": filters,
            },
        )
        for lang in site.settings.languages
    }
    sheets = sheets_of(folders, list(dict.fromkeys(page.key[0] for page in pages)))
    assets = gather_assets(folders, sheets, drawn, site.settings.theme.font_files)
    versions = versions_of(pages)
    pictures = gather_pictures(content, site.pictures)
    edition = Edition(
        site,
        today,
        versions,
        assets.versions,
        maps,
        found.history,
        found.texts,
        pictures.renditions,
        logo,
    )
    html = render_pages(edition, pages, folders)
    feeds = feed_files(site, pages, folders)
    stop_if_any(check.taken(assets.files, {*html, *feeds}, folders))
    files = {**html, **assets.files, **pictures.files, **feeds}
    stop_if_any(check.problems_of(files, pages, site.settings.base_url))
    return Built(site, files, found.warnings)


def _own_problems(folders: Folders, draft: Draft) -> Iterator[Problem]:
    """What is wrong with a site's own templates and style sheets; only such a site waits for the looking."""
    if folders.of_site:
        from microsite.output import own_styles
        from microsite.pages import own_templates

        yield from own_templates.problems_of(folders)
        yield from own_styles.problems_of(folders, draft.sectors)


def _published_at(site: Site, base_url: str | None, repository: str | None) -> Site:
    """The site under the addresses that were given for it, which go before those of the content."""
    settings = site.settings
    if base_url:
        settings = settings.model_copy(update={"base_url": base_url})
    if repository:
        kept = settings.repository or Repository(url=repository)
        settings = settings.model_copy(update={"repository": kept.model_copy(update={"url": repository})})
    return site.with_settings(settings)
