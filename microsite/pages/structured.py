"""What a page says in a form for machines: JSON-LD in the words of schema.org, and no more than it shows.

A node is a plain dict, as JSON will have it. Its `@id` is an address of the site that stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from microsite.content.entries import Launch
from microsite.content.pages import PageKind
from microsite.language.results import Span
from microsite.pages import urls
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


class DataFile(NamedTuple):
    """A file with the data that a page shows: its path in the site and its media type."""

    path: str
    media_type: str


# The pages that show a set of data, and the files that hold it.
DATASETS: Mapping[PageKind, Sequence[DataFile]] = {"targets": ()}


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
        return _dataset(here, summary, DATASETS[kind])
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


def _dataset(here: PageLinks, summary: Summary, files: Sequence[DataFile]) -> Node | None:
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
    if files:
        dataset["distribution"] = [*_downloads(settings.base_url, files)]
    return dataset


def _downloads(base_url: str, files: Sequence[DataFile]) -> Iterator[Node]:
    for file in files:
        yield {
            "@type": "DataDownload",
            "contentUrl": urls.absolute(base_url, file.path),
            "encodingFormat": file.media_type,
        }


def _site_id(here: PageLinks) -> str:
    return urls.absolute(here.site.settings.base_url, f"{here.lang}/{urls.INDEX}") + "#site"


def _within(here: PageLinks, name: str) -> str:
    """The address of something on this page."""
    return f"{here.canonical}#{name}"
