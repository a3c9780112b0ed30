"""Pages -> dict[str, bytes]: what a template can ask of its page, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from microsite.content.pages import PageKey, page_named
from microsite.content.whence import Whence
from microsite.folders import ENGINE, TEMPLATES, Folders
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.embeds import EMBEDS, Embed, values_of
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.kinds import BY_NAME
from microsite.pages.marked import MarkedContext, stripped
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.pages.sheets import used_by
from microsite.parallel import each
from microsite.tracking import Findings, Read, tracked

CHOOSERS = {ROOT_PATH: "root.html", NOT_FOUND_PATH: "not-found.html"}  # these offer the languages


@dataclass(frozen=True)
class Rendered:
    """The HTML files of a site with their twins: those that were made, and the paths of those that are as
    they were.

    `marked` has the pages that were made as they say where their texts are written, if they are to.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    marked: dict[str, bytes] = field(default_factory=dict)
    examined: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """What is wanted of the pages of a build besides those that may have changed.

    `lacks` tells which are to be made in any case, `marked` whether they are to say where their texts are
    written, `shown` which somebody is looking at: these are made first. The others are left when all of it is
    `outdated`, because something has changed again. `cards` are drawn for a site that is published.
    """

    lacks: Callable[[str], bool] = lambda path: False
    marked: bool = False
    shown: Callable[[], Set[str]] = frozenset
    outdated: Callable[[], bool] = lambda: False
    cards: bool = False


class OutdatedError(Exception):
    """A build was left because something has changed again."""


@dataclass(frozen=True)
class Renderers:
    """Who fills the templates of pages as they are published, and of those with marks, known by `whence`."""

    plain: Renderer
    marking: Renderer
    whence: Whence | None  # None where no marks are wanted
    examined: Callable[
        [str, bytes], object
    ]  # what the last look at the site sees of a page, taken where it is made
    twin: Callable[[bytes], bytes]  # a page as Markdown


def render_pages(
    edition: Edition,
    pages: Iterable[Page],
    folders: Folders,
    renderers: Renderers,
    findings: Findings,
    wish: Wish,
    look: Callable[[Rendered], None],
) -> Rendered:
    """Every HTML file of the site that may have changed since `findings` knows it, and those that are wished
    for in any case.

    `look` is called with those that somebody is looking at, as soon as they are made. Raises `ContentError`
    with a problem for each template that fails, at the first page that shows it.
    """
    making = _Making(edition, folders, renderers, findings)
    rendered, problems = Rendered(), list[Problem]()

    def take(made: _Made) -> None:
        findings.keep(made.page, None, made.reads)
        problems.extend(it for it in (made.plain, made.marked) if isinstance(it, Problem))
        if isinstance(made.plain, bytes):
            rendered.files.update(zip(_files_of(made.page), (made.plain, made.twin), strict=False))
            rendered.examined[made.page.path] = made.examined
        if isinstance(made.marked, bytes):
            rendered.marked[made.page.path] = made.marked

    def stands(page: Page) -> bool:
        return bool(findings.standing(page)) and not any(map(wish.lacks, _files_of(page)))

    groups, shown = [*_by_prose(pages, edition)], wish.shown()
    # Somebody waits for these; what is to be made besides is asked later.
    first = [page for group in groups for page in group if page.path in shown and not findings.standing(page)]
    for made in making.together(first):
        take(made)
    stop_if_failed(problems)
    look(rendered)
    others: list[Sequence[Page]] = []
    for group in groups:
        left = [page for page in group if page not in first]
        stand = [page for page in left if stands(page)]
        rendered.kept.update(path for page in stand for path in _files_of(page))
        others.append([page for page in left if page not in stand])
    for together in each(making.together, [group for group in others if group]):
        if wish.outdated():
            raise OutdatedError
        for made in together:
            take(made)
    stop_if_failed(problems)
    return rendered


class _Made(NamedTuple):
    """One page, or why it could not be made, and what was read for it."""

    page: Page
    plain: bytes | Problem
    marked: bytes | Problem | None
    examined: object
    twin: bytes  # empty where there is no page
    reads: Set[Read]


class _Making:
    """What is needed to make any page of one build."""

    def __init__(self, edition: Edition, folders: Folders, renderers: Renderers, findings: Findings) -> None:
        self.edition = edition
        self.folders = folders
        self.renderers = renderers
        # One recalls what every build finds: that is done here, and not in processes that are split off.
        names = {*CHOOSERS.values(), *EMBEDS.values(), *(kind.template for kind in BY_NAME.values())}
        self.read_of = {name: self.files_of(name, findings) for name in names}

    def together(self, pages: Sequence[Page]) -> list[_Made]:
        """Make pages that show the same texts, of which no other needs any more."""
        made = [self.page(page) for page in pages]
        for key, lang in {(_prose_of(page), lang) for page in pages for lang in self.edition.words}:
            if prose := self.edition.site.prose.get((key, lang)):
                self.edition.texts.forget(prose)
        return made

    def page(self, page: Page) -> _Made:
        """Make a page in one language.

        With marks, it is also the page without, unless templates of the site's own may have worked on what
        they have printed.
        """
        template = _template_of(page)
        reads = {*self.read_of[template]}
        whence, marked = self.renderers.whence, None
        if whence:
            edition = tracked(self.edition, reads)
            known = MarkedContext(edition, page, whence)
            marked = self.renderers.marking.render(template, page.path, _values(edition, known))
            if isinstance(marked, bytes) and not self.folders.own_templates:
                return self.made(page, stripped(marked), marked, reads)
        edition = tracked(self.edition, reads)
        here = PageContext(edition, page)
        filled = self.renderers.plain.render(template, page.path, _values(edition, here))
        return self.made(page, filled, marked, reads)

    def made(
        self, page: Page, plain: bytes | Problem, marked: bytes | Problem | None, reads: Set[Read]
    ) -> _Made:
        """A page with what is taken from it."""
        if isinstance(plain, Problem):
            return _Made(page, plain, marked, None, b"", reads)
        twin = self.renderers.twin(plain) if _has_twin(page) else b""
        return _Made(page, plain, marked, self.renderers.examined(page.path, plain), twin, reads)

    def files_of(self, template: str, findings: Findings) -> Set[Read]:
        """What a template reads of the folders: its own file, and those of all that it uses."""
        return findings.recall(
            ("files of", template), lambda _: self.find_files(template), self.folders.state(TEMPLATES)
        )

    def find_files(self, template: str) -> Set[Read]:
        names = used_by(self.folders, [template])
        files = {TEMPLATES + name.removeprefix(ENGINE) for name in names}
        files |= {ENGINE + TEMPLATES + name.removeprefix(ENGINE) for name in names if name.startswith(ENGINE)}
        return {Read(Folders.__name__, "contents", file) for file in files}


def _template_of(page: Page) -> str:
    if isinstance(page, Embed):
        return EMBEDS[page.part]
    return CHOOSERS.get(page.path) or BY_NAME[page.key[0]].template


def _has_twin(page: Page) -> bool:
    """Whether a page is Markdown, too: not those that offer the languages, nor parts in pages of others."""
    return page.path not in CHOOSERS and not isinstance(page, Embed)


def _files_of(page: Page) -> tuple[str, ...]:
    """The paths of a page and of its twin."""
    return (page.path, urls.beside(page.path, urls.TWIN)) if _has_twin(page) else (page.path,)


def _values(edition: Edition, here: PageContext) -> Mapping[str, object]:
    """What a template of a page is given."""
    page = here.page
    if page.path in CHOOSERS:
        return {"languages": [here.beside(lang) for lang in edition.site.settings.languages], "here": here}
    if isinstance(page, Embed):
        return {"here": here, "line_map": edition.maps.get(page.lang), **values_of(edition, page)}
    return {
        "here": here,
        "freshness": here.freshness,
        "line_map": edition.maps.get(page.lang),
        **BY_NAME[page.key[0]].view(edition.digest, page.key[1]),
    }


def _by_prose(pages: Iterable[Page], edition: Edition) -> Iterator[Sequence[Page]]:
    """The pages in groups that show the same texts: a page, in each language and in all at once."""
    groups: dict[PageKey, list[Page]] = {}
    for page in pages:
        groups.setdefault(_prose_of(page), []).append(page)
    yield from groups.values()
    default = next(iter(edition.site.settings.languages))
    yield from ([Page(("home", ""), default, path)] for path in CHOOSERS)


def _prose_of(page: Page) -> PageKey:
    kind, subject = page.key
    return page_named(subject) if kind == "compare" else page.key
