"""What the card of a page says: the picture by which others show it.

The words are those of the page, printed from the same facts; whoever cannot see the picture gets them as
`card_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from microsite.content.pages import PageKey, PageKind, page_named
from microsite.content.promises import State
from microsite.content.site import Site
from microsite.language.plain import words_of
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import ROOT_PATH

if TYPE_CHECKING:
    from microsite.pages.context import PageContext

WITH_MAP: tuple[PageKind, ...] = ("home", "timeline", "targets")  # their cards show all of it
APART = " · "


@dataclass(frozen=True)
class CardPromise:
    """The promise that stands for a sector: how much, by when, of what, and where it stands."""

    number: str
    due: str
    title: str
    state: State
    standing: str


@dataclass(frozen=True)
class CardWords:
    """All that a card says; what there is none of is empty. `sector` is the one that it is about."""

    title: str
    kicker: str  # above the title
    promise: CardPromise | None
    lead: str  # what a sector is for, where no promise stands for it
    sector: str | None
    name: str  # of the site
    checked: str  # until when its facts were looked at

    @property
    def lines(self) -> tuple[str, ...]:
        """The words in the order in which they are read."""
        it = self.promise
        promised = (it.number, it.due, it.title, it.standing) if it else (self.lead,)
        return tuple(filter(None, (self.kicker, self.title, *promised, self.name, self.checked)))


def pictured(site: Site, key: PageKey) -> PageKey:
    """The page whose card stands for a page: mostly itself, or the one that tells the same."""
    kind, subject = key
    if kind == "compare":
        return page_named(subject)
    return site.citables[subject].page if kind == "record" else key


def card_text(here: PageContext) -> str:
    """The words of a page's card in one line of plain text."""
    return APART.join(card_words(here).lines)


def card_words(here: PageContext) -> CardWords:
    """What the card of a page says."""
    kind, subject = here.page.key
    sector = subject if kind == "sector" else None
    promise = _promise(here, sector) if sector else None
    checked = here.site.settings.checked
    return CardWords(
        title=card_title(here),
        kicker=_kicker(here),
        promise=promise,
        lead=here.plain(here.site.sectors[sector].answer) if sector and not promise else "",
        sector=sector,
        name=here.plain(here.site.settings.name),
        checked=_plain(here.fill(here.words["checked"], date=here.when(checked))) if checked else "",
    )


def _plain(said: Markup | str) -> str:
    return words_of(Markup(said))


# --- titles -------------------------------------------------------------------------------------


def card_title(here: PageContext) -> str:
    """The heading of a page."""
    of_all = here.page.path == ROOT_PATH
    return here.plain(here.site.settings.title) if of_all else here.summary.name


def _kicker(here: PageContext) -> str:
    """What stands above a title: the page that this one belongs to, the number of a sector."""
    kind, subject = here.page.key
    if here.page.path == ROOT_PATH:
        return APART.join(_other_titles(here))
    if kind == "sector":
        return _plain(here.fill(here.words["sector_number"], number=here.site.sectors[subject].number))
    if kind == "home":
        dateline = here.site.pages["home"].dateline
        return here.plain(dateline) if dateline else ""
    parent = BY_NAME[kind].parent
    key: PageKey | None = (parent, "") if parent and here.has(parent) else None
    above = here.plain(here.site.page_text(key).short) if key else ""
    return "" if card_title(here).startswith(above) else above


def _other_titles(here: PageContext) -> Iterator[str]:
    """The title of the site in its other languages, where it is another one."""
    own = here.plain(here.site.settings.title)
    for lang in here.site.settings.languages:
        title = here.beside(lang).plain(here.site.settings.title)
        if title != own:
            yield title


# --- promises -----------------------------------------------------------------------------------


def _promise(here: PageContext, sector: str) -> CardPromise | None:
    """The promise that stands for a sector, if it has one."""
    headline = here.site.sectors[sector].headline
    if not headline:
        return None
    row = here.standings.rows[headline]
    verdict, target = row.standing.verdict, row.target
    state = row.standing.state
    due = here.when(verdict.until) if verdict and verdict.until else here.due(target)
    number = "" if target.value is None else here.promised(target)
    title = here.plain(target.title, target)
    said = state == "undated" or (not number and words_of(due) in title)
    return CardPromise(
        number=_plain(number),
        due="" if said else _plain(due),
        title=title,
        state=state,
        standing=here.words["standing"][state],
    )
