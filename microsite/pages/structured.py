"""What a page says in a form for machines: JSON-LD in the words of schema.org, and no more than it shows.

A node is a plain dict, as JSON will have it. Its `@id` is an address of the site that stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from microsite.content.entries import Launch
from microsite.content.pages import PageKind
from microsite.language.results import Span
from microsite.pages import urls
from microsite.pages.data.published import FOLDER, PACKAGE
from microsite.pages.links import PageLinks
from microsite.pages.plan import ROOT_PATH
from microsite.pages.summaries import Summary

Node = dict[str, Any]

CONTEXT = "https://schema.org"
DATED = (
    "day",
    "month",
    "year",
)  # what ISO 8601 has a form for; schema.org has none for a quarter or a decade
TOLD = Span(50, 5000)  # characters of the description of a set of data, as its readers ask for


DATASETS: tuple[PageKind, ...] = ("targets", "data")  # the pages that show a set of data
MEDIA_TYPES = {".csv": "text/csv", ".json": "application/json"}


def structured(here: PageLinks, summary: Summary, changed: date | None) -> Node:
    """The data of a page: of the page itself, and of what it is about. `changed` is when it last changed."""
    if here.page.path == ROOT_PATH:
        return {"@context": CONTEXT, **_whole_site(here)}
    main = _subject(here, summary)
    nodes = [_page(here, summary, changed, main)]
    if here.page.key == ("home", ""):
        nodes.append(_site(here))
    if here.trail:
        nodes.append(_breadcrumb(here))
    if main:
        nodes.append(main)
    return {"@context": CONTEXT, "@graph": nodes}


def _page(here: PageLinks, summary: Summary, changed: date | None, main: Node | None) -> Node:
    page: Node = {
        "@type": "WebPage",
        "@id": here.canonical,
        "name": summary.name,
        "inLanguage": here.lang,
        "isPartOf": {"@id": _site_id(here)},
    }
    if changed:
        page["dateModified"] = changed.isoformat()
    if here.trail:
        page["breadcrumb"] = {"@id": _within(here, "breadcrumb")}
    if main:
        page["mainEntity"] = {"@id": main["@id"]}
    return page


def _site(here: PageLinks) -> Node:
    """The site in one language; where there are several, it is part of the whole."""
    settings = here.site.settings
    home = urls.absolute(settings.base_url, urls.page_path(here.site, here.lang, ("home", "")))
    site: Node = {
        "@type": "WebSite",
        "@id": _site_id(here),
        "url": home,
        "name": here.plain(settings.title),
        "inLanguage": here.lang,
    }
    if settings.licence:
        site["license"] = settings.licence.url
    if len(settings.languages) > 1:
        site["isPartOf"] = {"@id": f"{settings.base_url}#site"}
    return site


def _whole_site(here: PageLinks) -> Node:
    """The site in all its languages."""
    settings = here.site.settings
    return {
        "@type": "WebSite",
        "@id": f"{settings.base_url}#site",
        "url": settings.base_url,
        "name": here.plain(settings.title),
        "inLanguage": list(settings.languages),
    }


def _breadcrumb(here: PageLinks) -> Node:
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": here.absolute_of(key)}
        for at, (key, name) in enumerate(here.trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": _within(here, "breadcrumb"), "itemListElement": items}


def _subject(here: PageLinks, summary: Summary) -> Node | None:
    """What a page is about, where there is a type for it."""
    kind = here.page.key[0]
    if kind == "launch" and here.site.launch:
        return _event(here, here.site.launch)
    if kind == "glossary" and here.site.glossary:
        return _terms(here, summary)
    if kind in DATASETS:
        return _dataset(here, summary)
    return None


def _event(here: PageLinks, launch: Launch) -> Node | None:
    """The event that the site starts from; without its day or its place it would be of no use."""
    if not (launch.place and launch.date and launch.date.precision in DATED):
        return None
    place = here.plain(launch.place)
    return {
        "@type": "Event",
        "@id": _within(here, "event"),
        "name": here.plain(launch.name),
        "startDate": str(launch.date),
        "location": {"@type": "Place", "name": place, "address": place},
    }


def _terms(here: PageLinks, summary: Summary) -> Node:
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": _within(here, id),
            "name": here.plain(term.term),
            "description": here.plain(term.definition),
        }
        for id, term in here.site.glossary.items()
    ]
    return {
        "@type": "DefinedTermSet",
        "@id": _within(here, "terms"),
        "name": summary.name,
        "hasDefinedTerm": terms,
    }


def _dataset(here: PageLinks, summary: Summary) -> Node | None:
    """A set of data, if its description says enough of it."""
    settings = here.site.settings
    if len(summary.description) < TOLD.least:
        return None
    dataset: Node = {
        "@type": "Dataset",
        "@id": _within(here, "data"),
        "url": here.canonical,
        "name": summary.name,
        "description": summary.description[: TOLD.most],
        "inLanguage": here.lang,
    }
    if settings.licence:
        dataset["license"] = settings.licence.url
    if settings.publisher:
        dataset["creator"] = {"@type": "Organization", "name": here.plain(settings.publisher)}
    if files := [*_files(here)]:
        dataset["distribution"] = [_download(settings.base_url, path) for path in files]
    return dataset


def _files(here: PageLinks) -> Iterator[str]:
    """The paths of the files with what a page shows: all of the data, or the table of the promises."""
    if here.page.key[0] == "data":
        yield PACKAGE
        for table in here.data.tables:
            yield from table.sizes
    elif here.site.targets:
        yield from (f"{FOLDER}targets{suffix}" for suffix in MEDIA_TYPES)


def _download(base_url: str, path: str) -> Node:
    return {
        "@type": "DataDownload",
        "contentUrl": urls.absolute(base_url, path),
        "encodingFormat": MEDIA_TYPES[PurePosixPath(path).suffix],
    }


def _site_id(here: PageLinks) -> str:
    return urls.absolute(here.site.settings.base_url, f"{here.lang}/{urls.INDEX}") + "#site"


def _within(here: PageLinks, name: str) -> str:
    """The address of something on this page."""
    return f"{here.canonical}#{name}"
