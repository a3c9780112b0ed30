"""The whole way from a content folder to a finished site, top to bottom.

Each step is a function from values to values. Until somebody publishes it, the built site is a value
(path -> bytes); a step that finds a mistake says all that it finds, and stops the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from microsite.clock import latest_day, today_in
from microsite.content.pictures import FOLDER as PICTURES
from microsite.content.reading import read_draft
from microsite.content.settings import Repository
from microsite.content.site import Draft, Site
from microsite.folders import STATIC, TEMPLATES, Folders, folders_of
from microsite.history.halves import History, read_history
from microsite.language.markdown import ParsedTexts
from microsite.memory import Memory
from microsite.messages.problems import Problem, in_order, pass_warnings, stop_if_any
from microsite.pages.anchors import anchors_in
from microsite.rules import own_files, rulebook

if TYPE_CHECKING:
    from microsite.pages.render import Rendered, Wish


@dataclass(frozen=True)
class Read:
    """Content without mistakes, the day it is read on, and what is worth a look."""

    site: Site
    draft: Draft
    history: History
    today: date
    texts: ParsedTexts  # its prose as the parser has it
    folders: Folders
    seen: Sequence[Problem]  # what is worth a look and showed at once
    neglects: Callable[[], Iterable[Problem]]  # what else there is: it takes a while to find

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """Everything that is worth a look."""
        return in_order([*self.seen, *self.neglects()])


@dataclass(frozen=True)
class Built:
    """A finished site that is not written yet: the files that were made, and the paths of those that are
    as an earlier build has made them."""

    read: Read
    site: Site
    files: dict[str, bytes]
    kept: Set[str] = frozenset()
    marked: Mapping[str, bytes] = field(default_factory=dict)  # pages that say where their texts are written
    heavy: tuple[Problem, ...] = ()  # what was made and weighs too much

    @property
    def draft(self) -> Draft:
        """The content with the place of every word."""
        return self.read.draft

    @property
    def today(self) -> date:
        """The day that it is made on."""
        return self.read.today

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a look; in the content, it is looked for when it is asked for."""
        return (*self.read.warnings, *self.heavy)


def read(
    content: Path, today: date | None = None, strict: bool = False, memory: Memory | None = None
) -> Read:
    """Read a content folder and look for every mistake in it.

    `today` defaults to the current day in the site's time zone; what `memory` has found in unchanged
    content is not looked for again. Raises `ContentError` with every error and warning when there is an
    error, or, when `strict`, a warning.
    """
    memory = memory or Memory()
    findings, texts, folders = memory.rules, memory.texts, folders_of(content, memory.fingerprints)
    draft, problems = read_draft(content, memory.readings)
    if unusable := [*own_files.problems_of(folders)]:
        stop_if_any([*problems, *unusable])
    today = today or today_in(draft.settings)
    latest = latest_day(draft.settings, today)
    languages = tuple(draft.settings.languages) if draft.settings else ()
    with memory.past.read_aside(content, languages):  # both take their time
        findings.begin()
        findings.enter(draft)
        anchors = findings.recall("anchors", lambda _: anchors_in(folders), folders.state(TEMPLATES))
        problems += rulebook.mistakes(draft, today, latest, texts, anchors, folders, findings)
        problems += findings.recall(
            "own",
            lambda draft, *_: tuple(_own_problems(folders, draft)),
            *(draft, folders.state(TEMPLATES), folders.state(STATIC)),
        )
        findings.close()
    seen = pass_warnings(problems)
    site = draft.finished()
    history = read_history(content, languages, memory.past, memory.fingerprints, every=bool(draft.reviewed))
    neglects = partial(rulebook.neglects, draft, history, today, memory.neglects)
    found = Read(site, draft, history, today, texts, folders, seen, neglects)
    if strict:
        stop_if_any(found.warnings)
    return found


def build(
    content: Path,
    today: date | None = None,
    base_url: str | None = None,
    strict: bool = False,
    repository: str | None = None,
    memory: Memory | None = None,
    wish: Wish | None = None,
    show: Callable[[Built], None] = lambda built: None,
    change: Callable[[Site], Site] = lambda site: site,
) -> Built:
    """Make the site from a content folder: the whole, or what is not as `memory` knows it, and what is
    wished for in any case.

    The addresses of the site and of its repository default to those in the content. `show` is given the
    pages that somebody is looking at, as soon as they are made, before the last look at the whole. `change`
    makes another site of what was read, for who asks what would be if.

    Raises `ContentError` with every mistake that a step found.
    """
    # Who only reads has no use for these, and would wait for them a good third longer.
    from microsite.cards.drawn import Cards, card_path, draw_cards, pages_with_card
    from microsite.cards.icons import icon_files
    from microsite.gate.pages import page
    from microsite.gate.whole import problems_of
    from microsite.map.entries import line_maps
    from microsite.output.assets import gather_assets
    from microsite.output.beside import BESIDE, BESIDE_EACH
    from microsite.output.drawn import drawn_styles
    from microsite.output.pictures import gather_pictures
    from microsite.output.record import RECORD, record_of
    from microsite.output.styles import minified
    from microsite.output.taken import taken
    from microsite.output.twins import twin_of
    from microsite.pages.brand import logo_of
    from microsite.pages.edition import Edition
    from microsite.pages.embeds import plan_embeds
    from microsite.pages.environment import Renderer
    from microsite.pages.moved import moved_files
    from microsite.pages.plan import plan_pages, versions_of
    from microsite.pages.render import OutdatedError, Renderers, Wish, render_pages
    from microsite.pages.sheets import sheets_of
    from microsite.pages.urls import style_sheet

    memory = memory or Memory()
    found = read(content, today, strict, memory)
    site, today, folders = change(_published_at(found.site, base_url, repository)), found.today, found.folders
    findings = memory.pages
    findings.begin()
    findings.enter(folders, found.history, site)
    static, templates = folders.state(STATIC), folders.state(TEMPLATES)

    pages = findings.recall("pages", plan_pages, site)
    versions = findings.recall("versions", versions_of, pages)
    maps = findings.recall("maps", line_maps, site, today)
    logo = findings.recall("logo", lambda site, _: logo_of(site, folders), site, static)
    drawn = findings.recall("drawn", drawn_styles, site, maps, logo)
    embeds = findings.recall("embeds", plan_embeds, site)
    kinds = tuple(dict.fromkeys(page.key[0] for page in pages))
    parts = tuple(dict.fromkeys(embed.part for embed in embeds))
    sheets = findings.recall("sheets", lambda *its: sheets_of(folders, *its[:2]), kinds, parts, templates)
    theme = site.settings.theme
    assets = findings.recall(
        "assets",
        lambda *given: gather_assets(folders, *given[:4]),
        *(sheets, drawn, theme.font_files, theme.card_fonts, static, templates),
    )

    def small(name: str) -> bytes:
        """A style sheet as it is served."""
        style = assets.sheets[name]
        return findings.recall(("sheet", name), lambda style: minified(style, name).encode(), style)

    pictures = findings.recall(
        "pictures",
        lambda site, _: gather_pictures(content, site.pictures),
        *(site, memory.readings.state(PICTURES)),
    )

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
    findings.enter(edition.digest.standings, edition.digest, edition)
    wish = wish or Wish()
    renderers = Renderers(
        Renderer(memory.environment(folders), folders),
        Renderer(memory.environment(folders, marked=True), folders),
        memory.whence_of(found.draft) if wish.marked else None,
        page,
        twin_of,
    )

    def look(made: Rendered) -> None:
        """Show pages with their style sheets."""
        shown = (page for page in pages if page.path in made.files)
        styles = {name: small(name) for name in (style_sheet(page.key[0], page.lang) for page in shown)}
        show(Built(found, site, {**made.files, **styles}, frozenset(made.kept), made.marked))

    html = render_pages(edition, [*pages, *embeds], folders, renderers, findings, wish, look)
    beside: dict[str, bytes] = {}
    for name, files_of in BESIDE.items():
        beside |= findings.recall(
            name, lambda edition, _, make=files_of: make(edition, renderers.plain), edition, templates
        )
    for kind, subject in versions:
        if kind in BESIDE_EACH:
            beside |= findings.recall((f"beside {kind}", subject), BESIDE_EACH[kind], edition, subject)
    leading_on = moved_files(edition, renderers.plain)
    icons = findings.recall("icons", lambda site, _: icon_files(site, folders), site, static)
    shown = pages_with_card(site, pages)
    made = [*html.files, *html.kept, *beside, *leading_on, RECORD, *pictures.files, *assets.sheets]
    stop_if_any(taken([*made, *icons, *map(card_path, shown)], folders))
    cards = (
        draw_cards(edition, shown, folders, renderers.plain, findings, wish.lacks) if wish.cards else Cards()
    )
    sheets_made = {name: small(name) for name in assets.sheets}
    files = {**html.files, **assets.files, **sheets_made, **pictures.files, **icons, **cards.files}
    files |= {**beside, **leading_on}
    kept = frozenset(html.kept | cards.kept)
    record = record_of(site.settings, today, found.history.commit, {*files, *kept})
    files[RECORD] = record.written()
    if wish.outdated():  # the look at the whole would take as long as the page that somebody waits for
        raise OutdatedError
    given = assets.files.keys() | pictures.files.keys()
    looked_at = problems_of(
        files, pages, site, kept, findings=findings, seen=html.examined, given=given, cards=wish.cards
    )
    heavy = pass_warnings(looked_at, strict)
    findings.close()
    return Built(found, site, files, kept, html.marked, heavy)


def _own_problems(folders: Folders, draft: Draft) -> Iterator[Problem]:
    """What is wrong with a site's own templates and style sheets, for which only such a site waits, and with
    static files in places where something is made."""
    from microsite.output.taken import MADE, taken

    languages = draft.settings.languages if draft.settings else ()
    made = [*MADE, *(f"{lang}/{name}" for lang in languages for name in ("index.html", "card.png"))]
    yield from taken(made, folders)
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
