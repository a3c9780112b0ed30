"""What has changed -> an Atom feed a language, and one a sector beside its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from microsite.content.pages import PageKey
from microsite.language.results import room_of, shortened
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.absolute import AbsoluteLinks
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.lasting import known_day, lasting_id, midnight
from microsite.pages.news import News, news_of


def atom_files(edition: Edition, renderer: Renderer) -> Mapping[str, bytes]:
    """The feeds by their paths. One in which nothing has happened yet is a feed, too."""
    site = edition.site
    feeds: dict[str, bytes | Problem] = {}
    for sector in (None, *site.sectors):
        news = news_of(edition.digest, sector)
        for lang in site.settings.languages:
            path = urls.feed(site, lang, sector)
            values = _values(edition, lang, sector, news)
            feeds[path] = renderer.render("feeds/feed.xml", path, values)
    stop_if_failed(it for it in feeds.values() if isinstance(it, Problem))
    return {path: body + b"\n" for path, body in feeds.items() if isinstance(body, bytes)}


def _values(edition: Edition, lang: str, sector: str | None, news: Sequence[News]) -> dict[str, object]:
    site, settings = edition.site, edition.site.settings
    key: PageKey = ("sector", sector) if sector else ("home", "")
    told: PageKey = ("changes", "") if not sector and "changes" in site.there else key
    pages = {page.lang: page for page in edition.versions[key]}
    here = AbsoluteLinks(edition, pages[lang])
    room = room_of(here.language.locale)
    return {
        "here": here,
        "id": lasting_id(settings, "feed", lang, sector or "").urn,
        "sector": sector,
        "updated": midnight(news[0].day if news else known_day(site), settings).isoformat(),
        "page": here.href_of(told),
        "others": [
            (other, AbsoluteLinks(edition, page).feed(sector))
            for other, page in pages.items()
            if other != lang
        ],
        "entries": [
            (it, lasting_id(settings, *it.name).urn, midnight(it.day, settings).isoformat()) for it in news
        ],
        # What editors wrote of a change has no title of its own.
        "shortened": partial(shortened, span=room.description),
    }
