"""Which places lean on which source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from microsite.content.entries import Source
from microsite.content.scalars import Text
from microsite.content.site import PageKey, Site


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


def used_sources(site: Site) -> tuple[UsedSource, ...]:
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


def _uses(site: Site) -> Iterator[tuple[tuple[str, ...], Use]]:
    for citable in site.citables.values():
        yield citable.sources, Use(citable.label, citable.entry, citable.page, citable.anchor)
        if citable.kind == "target" and citable.entry.baseline:  # type: ignore[union-attr]
            baseline = citable.entry.baseline  # type: ignore[union-attr]
            yield baseline.sources, Use(citable.label, citable.entry, citable.page, citable.anchor)
    for id, sector in site.sectors.items():
        for participant in sector.participants:
            yield participant.sources, Use(sector.name, None, ("sector", id), "participants")
    for id, term in site.glossary.items():
        yield term.sources, Use(term.term, None, ("glossary", ""), id)
    for id, conflict in site.conflicts.items():
        use = Use(conflict.topic, None, ("method", ""), id)
        yield conflict.sources, use
        for reading in conflict.readings:
            yield reading.sources, use


def counts(site: Site) -> Mapping[str, int]:
    """How much the site rests on: facts (targets and figures included), stations, sources, conflicts."""
    return {
        "facts": sum(citable.kind != "station" for citable in site.citables.values()),
        "stations": len(site.stations),
        "sources": len(used_sources(site)),
        "conflicts": len(site.conflicts),
    }
