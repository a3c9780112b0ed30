"""The kinds of pages: which there are, what each is about, and where it belongs.

A row of `KINDS`, a view and a template of the same name are all that a new kind needs, besides its
name in `content/pages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from microsite.content.files import FILES, PAGE, SECTOR, IdKind, part_file, prose_file
from microsite.content.pages import WRITTEN_PAGES, PageKey, PageKind, page_name, page_named
from microsite.content.site import Site
from microsite.pages import views
from microsite.pages.views import View


@dataclass(frozen=True)
class Kind:
    """One kind of page. Its template is `pages/<name>.html`."""

    name: PageKind
    view: View
    parent: PageKind | None = None  # the page that it belongs to, in whose folder it lives
    subjects: Callable[[Site], Iterable[str]] | None = None  # what there is a page of; one, where None
    compared: bool = False  # whether its prose is worth reading in several languages at once
    lists: tuple[IdKind, ...] = ()  # whose entries have an anchor here although they live elsewhere
    shows: tuple[IdKind, ...] = ()  # all of whose entries stand here, too, so that it changes with them

    @property
    def template(self) -> str:
        return f"pages/{self.name}.html"

    def keys(self, site: Site) -> list[PageKey]:
        """The pages of this kind that a site has something for."""
        if self.subjects:
            return [(self.name, subject) for subject in self.subjects(site)]
        return [(self.name, "")] if self.name in site.there else []


def _years(site: Site) -> Iterable[str]:
    return map(str, site.periods)


def _shelves(site: Site) -> Iterable[str]:
    return site.shelves


def _sectors(site: Site) -> Iterable[str]:
    return site.sectors


def _own_pages(site: Site) -> Iterable[str]:
    return site.own_pages


def _style_guide(site: Site) -> Iterable[str]:
    return ("style-guide",) if site.settings.style_guide else ()


def _compared(site: Site) -> Iterable[str]:
    """The pages, by their names in the content, that stand in all languages side by side."""
    if len(site.settings.languages) < 2 or not site.settings.side_by_side:
        return ()
    keys = [key for kind in KINDS if kind.compared for key in kind.keys(site)]
    return [page_name(key) for key in keys if site.has_prose(key)]


def _recorded(site: Site) -> Iterable[str]:
    """The facts, targets and stations that are no parts of other entries."""
    if not site.settings.records:
        return ()
    return (id for id, named in site.citables.items() if not named.around)


# In the order of the navigation.
KINDS = (
    Kind("home", views.home, shows=("sector", "target", "station")),
    Kind("launch", views.launch, compared=True),
    Kind("sectors", views.sectors, shows=("sector",)),
    Kind("sector", views.sector, parent="sectors", subjects=_sectors, compared=True),
    Kind("timeline", views.timeline, lists=("station",), shows=("station",)),
    Kind("year", views.year, parent="timeline", subjects=_years),
    Kind("targets", views.targets, lists=("target",), shows=("target",)),
    Kind("questions", views.questions),
    Kind("glossary", views.plain),
    Kind("method", views.method, compared=True),
    Kind("sources", views.sources),
    Kind("shelf", views.shelf, parent="sources", subjects=_shelves),
    Kind(
        "data",
        views.plain,
        shows=("sector", "target", "station", "fact", "source", "origin", "conflict", "term", "unit"),
    ),
    Kind("changes", views.changes),
    Kind("about", views.plain, compared=True),
    Kind("page", views.plain, subjects=_own_pages, compared=True),
    Kind(
        "samples",
        views.samples,
        parent="about",
        subjects=_style_guide,
        shows=("sector", "target", "station", "fact", "source"),
    ),
    Kind("compare", views.compare, subjects=_compared),
    Kind("record", views.record, subjects=_recorded),
)
BY_NAME: Mapping[PageKind, Kind] = {kind.name: kind for kind in KINDS}


def files_of(site: Site, key: PageKey, lang: str) -> tuple[str, ...]:
    """The content files that a page is made of, the one with most of its words first."""
    kind, subject = key
    if kind == "compare":
        return files_of(site, page_named(subject), lang)
    if kind == "record":
        return (site.citables[subject].file,)
    own: list[str] = []
    if kind in WRITTEN_PAGES or kind == "page":
        name = subject or kind
        own = [prose_file(PAGE, name, lang)] if site.has_prose(key) else []
        own += [PAGE.file(name)]
    elif kind == SECTOR.page:
        own = [prose_file(SECTOR, subject, lang), SECTOR.file(subject)]
    if own:
        own += (part_file(name, lang) for name in site.part_names(key, lang))
    whole = [file.pattern for file in FILES if file.page == kind and not file.several]
    return tuple(dict.fromkeys([*own, *whole, *site.files_by_page.get(key, ())]))


def files_shown(site: Site, key: PageKey) -> tuple[str, ...]:
    """The content files with the entries of other pages that a page shows all of."""
    kinds = BY_NAME[key[0]].shows
    return tuple(dict.fromkeys(it.file for it in site.index if it.kind in kinds)) if kinds else ()
