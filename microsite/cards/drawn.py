"""Pages -> the cards by which others show them, a PNG each; what is as it was is not drawn again.

A build remembers of each card what was read for it, and a hash of its drawing and fonts, not the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from microsite.cards.drawing import lightened, png_of
from microsite.cards.layout import Layout
from microsite.cards.marks import HEIGHT, WIDTH
from microsite.content.site import Site
from microsite.folders import ENGINE, STATIC, TEMPLATES, Folders
from microsite.fonts.typefaces import Typefaces, typefaces
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem
from microsite.pages.card_words import card_words, pictured
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.plan import ROOT_PATH, Page
from microsite.pages.urls import CARD, beside
from microsite.parallel import each
from microsite.tracking import Findings, Read, tracked

TEMPLATE = "cards/card.svg"


@dataclass(frozen=True)
class Cards:
    """The cards of a site by their paths: those that were drawn, and those that are as they were."""

    files: dict[str, bytes] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)


def pages_with_card(site: Site, pages: Iterable[Page]) -> list[Page]:
    """The pages that have a card of their own, the one that offers the languages first."""
    default = next(iter(site.settings.languages))
    return [Page(("home", ""), default, ROOT_PATH), *(it for it in pages if pictured(site, it.key) == it.key)]


def card_path(page: Page) -> str:
    """Where the card of a page lies."""
    return beside(page.path, CARD)


def draw_cards(
    edition: Edition,
    pages: Iterable[Page],
    folders: Folders,
    renderer: Renderer,
    findings: Findings,
    lacks: Callable[[str], bool],
) -> Cards:
    """The cards of `pages` that are others than `findings` knows them, and those that the site `lacks`.

    Raises `ContentError` when the template of cards fails.
    """
    cards, others = Cards(), list[_Asked]()
    for page in pages:
        path = card_path(page)
        before = None if lacks(path) else findings.before(_subject(path))
        if before and findings.standing(_subject(path)):
            cards.kept.add(path)
        else:
            others.append(_Asked(page, before))
    if not others:
        return cards
    own = edition.site.settings.theme.card_fonts
    files = [folders.find(STATIC + name) for name in own]
    making = _Making(edition, folders, renderer, typefaces(filter(None, files)))
    problems: list[Problem] = []
    for made in each(making.card, others):
        path = card_path(made.page)
        if isinstance(made.card, Problem):
            problems.append(made.card)
            continue
        findings.keep(_subject(path), made.digest, made.reads)
        if made.card is None:
            cards.kept.add(path)
        else:
            cards.files[path] = made.card
    stop_if_failed(problems)
    return cards


def _subject(path: str) -> tuple[str, str]:
    return (Cards.__name__, path)


class _Asked(NamedTuple):
    """A page whose card may be another than before, and the digest of that one, where it is still there."""

    page: Page
    before: str | None


class _Made(NamedTuple):
    """A card, None where it is as before, or why it cannot be drawn; its digest, and what was read for it."""

    page: Page
    card: bytes | Problem | None
    digest: str
    reads: Set[Read]


class _Making:
    """What is needed to draw any card of one build."""

    def __init__(self, edition: Edition, folders: Folders, renderer: Renderer, faces: Typefaces) -> None:
        self.edition = edition
        self.folders = folders
        self.renderer = renderer
        self.faces = faces

    def card(self, asked: _Asked) -> _Made:
        page, reads = asked.page, {*self._files()}
        here = PageContext(tracked(self.edition, reads), page)
        drawn = self.edition.maps.get(page.lang)
        reads.add(Read(Edition.__name__, "maps", page.lang))
        marks = Layout(here, card_words(here), self.faces, drawn).marks()
        values = {"here": here, "marks": marks, "width": WIDTH, "height": HEIGHT}
        svg = self.renderer.render(TEMPLATE, card_path(page), values)
        if isinstance(svg, Problem):
            return _Made(page, svg, "", reads)
        digest = blake2b(svg + "\0".join(self.faces.digests).encode(), digest_size=16).hexdigest()
        if digest == asked.before:
            return _Made(page, None, digest, reads)
        try:
            card = lightened(png_of(svg.decode(), self.faces.files))
        except ValueError as error:  # a template of the site's own that writes no SVG
            place = Place(self.folders.shown(self.folders.files[TEMPLATES + TEMPLATE]))
            failed = Problem(place, card_path(page), Message("template-fails", reason=str(error)))
            return _Made(page, failed, "", reads)
        return _Made(page, card, digest, reads)

    def _files(self) -> Iterator[Read]:
        """What a card reads of the folders."""
        names: Sequence[str] = [STATIC + it for it in self.edition.site.settings.theme.card_fonts]
        for name in (TEMPLATES + TEMPLATE, ENGINE + TEMPLATES + TEMPLATE, *names):
            yield Read(Folders.__name__, "contents", name)
