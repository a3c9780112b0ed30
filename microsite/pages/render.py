"""Pages -> dict[str, bytes]: what a template can ask of its page, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from microsite.content.pages import PageKey, page_named
from microsite.folders import ENGINE, TEMPLATES, Folders
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.pages.sheets import used_by
from microsite.tracking import Findings, Read, tracked

Wanted = Callable[[str], bool]  # whether a file of the site has to be made whatever is known of it


@dataclass(frozen=True)
class Rendered:
    """The HTML files of a site: those that were made, and the paths of those that are as they were."""

    files: Mapping[str, bytes]
    kept: Set[str]


def render_pages(
    edition: Edition,
    pages: Iterable[Page],
    renderer: Renderer,
    folders: Folders,
    findings: Findings,
    wanted: Wanted = lambda path: False,
) -> Rendered:
    """Every HTML file of the site that may have changed since `findings` knows it, and those that are
    `wanted` in any case.

    Raises `ContentError` with a problem for each template that fails, at the first page that shows it.
    """
    made = _Making(edition, folders, renderer, findings, wanted)
    for key, together in _by_prose(pages).items():
        for page in together:
            made.page(page)
        for lang in edition.site.settings.languages:
            if prose := edition.site.prose.get((key, lang)):
                edition.texts.forget(prose)
    made.chooser("root.html", ROOT_PATH)
    made.chooser("not-found.html", NOT_FOUND_PATH)
    return Rendered(renderer.finished(), made.kept)


class _Making:
    """The pages of one build as they are made."""

    def __init__(
        self, edition: Edition, folders: Folders, renderer: Renderer, findings: Findings, wanted: Wanted
    ) -> None:
        self.edition = edition
        self.folders = folders
        self.renderer = renderer
        self.findings = findings
        self.wanted = wanted
        self.kept: set[str] = set()
        self.files_of: dict[str, Set[str]] = {}

    def page(self, page: Page) -> None:
        """Make a page in one language, unless it is as it was."""
        kind = BY_NAME[page.key[0]]
        if self.stands(page):
            return
        reads = self.reads_of(kind.template)
        edition = tracked(self.edition, reads)
        here = PageContext(edition, page)
        values = {
            "here": here,
            "freshness": here.freshness,
            "line_map": edition.maps.get(page.lang),
            **kind.view(edition.digest, page.key[1]),
        }
        self.renderer.render(kind.template, page.path, values)
        self.findings.keep(page, None, reads)

    def chooser(self, template: str, path: str) -> None:
        """Make one of the pages that offer the languages."""
        pages = [Page(("home", ""), lang, path) for lang in self.edition.site.settings.languages]
        if self.stands(pages[0]):
            return
        reads = self.reads_of(template)
        languages = [PageContext(tracked(self.edition, reads), page) for page in pages]
        self.renderer.render(template, path, {"languages": languages, "here": languages[0]})
        self.findings.keep(pages[0], None, reads)

    def stands(self, page: Page) -> bool:
        """Whether a page would be what it was; then it is kept."""
        stands = not self.wanted(page.path) and self.findings.standing(page) is not None
        if stands:
            self.kept.add(page.path)
        return stands

    def reads_of(self, template: str) -> set[Read]:
        """What is read of the files of templates to fill one: those that it uses, with their own names."""
        if template not in self.files_of:
            self.files_of[template] = self.findings.recall(
                ("files of", template),
                lambda _: self.find_files(template),
                self.folders.state(TEMPLATES),
            )
        return {Read(Folders.__name__, "contents", file) for file in self.files_of[template]}

    def find_files(self, template: str) -> Set[str]:
        """The files of a template and all that it uses, by their names in the folders."""
        names = used_by(self.folders, [template])
        files = {TEMPLATES + name.removeprefix(ENGINE) for name in names}
        files |= {ENGINE + TEMPLATES + name.removeprefix(ENGINE) for name in names if name.startswith(ENGINE)}
        return files


def _by_prose(pages: Iterable[Page]) -> Mapping[PageKey, Sequence[Page]]:
    """The pages in groups that show the same texts: a page, in each language and in all at once."""
    groups: dict[PageKey, list[Page]] = {}
    for page in pages:
        kind, subject = page.key
        groups.setdefault(page_named(subject) if kind == "compare" else page.key, []).append(page)
    return groups
