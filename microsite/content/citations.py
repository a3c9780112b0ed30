"""What leans on which source, told once: pages show it, and rules look for sources that nothing names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from microsite.content.entries import Source
from microsite.content.measures import Observed
from microsite.content.pages import PageKey
from microsite.content.scalars import Text
from microsite.content.site import Entries


@dataclass(frozen=True)
class Use:
    """One place that leans on a source."""

    label: Text
    owner: Any  # what `{value}` in the label speaks of
    page: PageKey
    anchor: str


@dataclass(frozen=True)
class UsedSource:
    id: str
    source: Source
    uses: tuple[Use, ...]


def used_sources(site: Entries) -> tuple[UsedSource, ...]:
    """The sources that something leans on, newest first, each with every use of it."""
    uses: dict[str, dict[tuple[PageKey, str], Use]] = {}
    for ids, use in _uses(site):
        for id in ids:
            uses.setdefault(id, {}).setdefault((use.page, use.anchor), use)
    used = [
        UsedSource(id, source, tuple(uses[id].values())) for id, source in site.sources.items() if id in uses
    ]
    return tuple(sorted(used, key=_newest_first))


def _newest_first(used: UsedSource) -> tuple[bool, int]:
    published = used.source.published
    return (published is None, -published.last.toordinal() if published else 0)


def _uses(site: Entries) -> Iterator[tuple[tuple[str, ...], Use]]:
    for citable in site.citables.values():
        use = Use(citable.label, citable.entry, citable.page, citable.anchor)
        yield citable.sources, use
        for part in _parts(citable.entry):
            yield part.sources, use
    for id, sector in site.sectors.items():
        for participant in sector.participants:
            yield participant.sources, Use(sector.name, None, ("sector", id), "participants")
    for named in site.index:
        if named.kind == "term":
            yield named.sources, Use(named.label, None, named.page, named.anchor)
    for named in site.index:
        if named.kind == "conflict":
            use = Use(named.label, None, named.page, named.anchor)
            yield named.sources, use
            for reading in named.entry.readings:
                yield reading.sources, use
    for (page, _), names in site.named_in_prose.items():
        yield tuple(name for name in names if name in site.sources), Use(site.title_of(page), None, page, "")


def _parts(entry: Any) -> Iterator[Any]:
    """What of an entry has sources of its own, and no id: the numbers of other days, and verdicts."""
    if isinstance(entry, Observed):
        yield from entry.other_days.values()
    yield from getattr(entry, "verdicts", ())


def counts(site: Entries) -> Mapping[str, int]:
    """How much the site rests on: facts (targets and figures included), stations, sources, conflicts."""
    return {
        "facts": sum(citable.kind != "station" for citable in site.citables.values()),
        "stations": len(site.stations),
        "sources": len(used_sources(site)),
        "conflicts": len(site.conflicts),
    }
