"""What tables have rows for: the entries of the content, and what is worked out of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from microsite.content.files import IdKind
from microsite.content.measures import Observed
from microsite.content.moments import Moment
from microsite.content.promises import Standing
from microsite.pages.data.columns import Ground, Item, Place, day


def indexed(ground: Ground, *kinds: IdKind) -> Iterator[Item]:
    """The entries of some kinds, in the order of the content, with what they are a part of."""
    for named in ground.site.index:
        if named.kind in kinds:
            more: dict[str, Any] = {"sources": named.sources}
            if named.around:
                more[named.around.kind] = named.around.id
            if named.page[0] == "sector":
                more["sector"] = named.page[1]
            yield Item(named.id, named.entry, (named.page, named.anchor), more)


def sectors(ground: Ground) -> Iterator[Item]:
    """The parts of the subject by their numbers."""
    for id, sector in ground.site.sectors.items():
        yield Item(id, sector, (("sector", id), ""))


def targets(ground: Ground) -> Iterator[Item]:
    """Every promise with how it stands."""
    for id, row in ground.digest.standings.rows.items():
        yield Item(id, row.target, _place(ground, id), {"sector": row.sector_id, **_told(row.standing)})


def stations(ground: Ground) -> Iterator[Item]:
    """What is on the timeline, in the order of dates."""
    for row in ground.digest.stations:
        told = _told(row.standing) if row.standing else {}
        yield Item(row.id, row.station, _place(ground, row.id), {"sectors": row.sectors, **told})


def _place(ground: Ground, id: str) -> Place:
    named = ground.site.citables[id]
    return named.page, named.anchor


def _told(standing: Standing) -> Mapping[str, Any]:
    """What there is to say of a standing."""
    return {"standing": standing.state, "since": day(standing.since), "held_to": standing.due}


def observations(ground: Ground) -> Iterator[Item]:
    """Every number of a promise or fact with its day: measured, planned before, promised or stated."""
    for named in ground.site.index:
        entry = named.entry
        if named.kind not in ("target", "fact") or not isinstance(entry, Observed):
            continue
        plan = getattr(entry, "earlier", None)
        numbers: list[tuple[str, Any, Moment | None]] = [
            ("start" if it.starting_point else "measured", it, it.date) for it in entry.observations
        ]
        numbers += [("earlier-plan", plan, plan.date)] if plan else []
        if entry.value is not None:
            numbers.append(("promised" if named.kind == "target" else "stated", entry, date_of(entry)))
        ids = _Ids()
        for kind, number, when in numbers:
            yield Item(
                ids.of(named.id, kind, when),
                number,
                (named.page, named.anchor),
                {named.kind: named.id, "kind": kind, "unit": entry.unit, "date": when},
            )


def date_of(entry: Any) -> Moment | None:
    """The day, or else the year, that an entry belongs to."""
    year = getattr(entry, "year", None)
    when: Moment | None = entry.date
    return when or (Moment(year) if isinstance(year, int) else None)


def standings(ground: Ground) -> Iterator[Item]:
    """Every standing that a promise, or a planned event that is none of them, has had up to the day."""
    known = ground.digest.standings
    histories: list[tuple[IdKind, str, Sequence[Standing]]] = [
        ("target", id, row.standings) for id, row in known.rows.items()
    ]
    histories += [
        ("station", id, known.history_of(station))
        for id, station in ground.site.stations.items()
        if station.kind == "target" and station.target not in known.rows
    ]
    for kind, owner, history in histories:
        ids = _Ids()
        for standing in history:
            # What follows a verdict by itself still knows it, but does not rest on it.
            verdict = (
                standing.verdict if standing.verdict and standing.verdict.outcome == standing.state else None
            )
            yield Item(
                ids.of(owner, standing.state, day(standing.since)),
                verdict,
                _place(ground, owner),
                {kind: owner, "sources": verdict.sources if verdict else (), **_told(standing)},
            )


class _Ids:
    """Ids of what has none, made of what it belongs to and its day: a row that comes before changes none."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, owner: str, *parts: object) -> str:
        id = ":".join([owner, *(str(part) for part in parts if part)])
        self._seen[id] = self._seen.get(id, 0) + 1
        return id if self._seen[id] == 1 else f"{id}:{self._seen[id]}"


def sources(ground: Ground) -> Iterator[Item]:
    """Every source; one that nothing leans on has no place on any page."""
    used = {it.id for it in ground.digest.sources}
    for id, source in ground.site.sources.items():
        yield Item(id, source, (ground.site.source_page(id), id) if id in used else None)


def readings(ground: Ground) -> Iterator[Item]:
    """The accounts of each conflict."""
    for item in indexed(ground, "conflict"):
        for at, reading in enumerate(item.entry.readings, 1):
            yield Item(f"{item.id}:{at}", reading, item.place, {"conflict": item.id, "number": at})


def participants(ground: Ground) -> Iterator[Item]:
    """Who takes part in each sector."""
    for id, sector in ground.site.sectors.items():
        for at, participant in enumerate(sector.participants, 1):
            place: Place = (("sector", id), "participants")
            yield Item(f"{id}:{at}", participant, place, {"sector": id, "number": at})


def units(ground: Ground) -> Iterator[Item]:
    """What numbers are counted in."""
    for id, unit in ground.site.units.items():
        yield Item(id, unit)
