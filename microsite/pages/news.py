"""What has changed, as feeds tell it: what editors wrote of it, and promises that came to stand otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from microsite.content.entries import Change
from microsite.content.moments import Moment
from microsite.content.pages import PageKey, page_named
from microsite.content.site import Site
from microsite.pages.digest import Digest
from microsite.pages.lasting import lasting_name
from microsite.pages.standings import StandingChange

NEWEST = 100  # entries of a feed; whoever follows it has the older ones


@dataclass(frozen=True)
class News:
    """One thing that changed: under which lasting name, when, where it stands, which sectors it concerns."""

    name: tuple[str, ...]
    day: date
    page: PageKey
    anchor: str
    sectors: tuple[str, ...]
    change: Change | None = None  # what editors wrote
    pages: tuple[PageKey, ...] = ()  # that it concerns
    standing: StandingChange | None = None  # or a promise that came to stand otherwise
    check: Moment | None = None  # the last one by then


def news_of(digest: Digest, sector: str | None = None) -> Sequence[News]:
    """The newest of the whole, or of one sector; of a day, what editors wrote comes first."""
    every = {it.name: it for it in (*_written(digest.site), *_worked_out(digest))}
    own = [it for it in every.values() if sector is None or sector in it.sectors]
    return sorted(own, key=lambda it: it.day, reverse=True)[:NEWEST]


def _written(site: Site) -> Iterator[News]:
    for id, change in site.changes.items():
        pages = tuple(page_named(name) for name in change.pages)
        yield News(
            ("changed", lasting_name("change", id, change)),
            change.date.first,
            ("changes", ""),
            id,
            tuple(subject for kind, subject in pages if kind == "sector"),
            change=change,
            pages=pages,
        )


def _worked_out(digest: Digest) -> Iterator[News]:
    site = digest.site
    for it in digest.standings.changes:
        named = site.citables[it.id]
        if it.id in site.stations:
            sectors = site.sectors_of(site.stations[it.id])
        else:
            sector = site.targets[it.id][0]
            sectors = (sector,) if sector else ()
        checks = [check for check in site.settings.checks if check.last <= it.day]
        yield News(
            (it.standing.state, lasting_name(named.kind, it.id, it.entry), str(it.day)),
            it.day,
            named.page,
            named.anchor,
            sectors,
            standing=it,
            check=checks[-1] if checks else None,
        )
