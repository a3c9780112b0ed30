"""What calendars hold: every station, and the promises with a date that no station tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from microsite.content.entries import Station
from microsite.content.moments import Moment
from microsite.content.promises import Standing, State, Target
from microsite.content.site import Site
from microsite.pages.lasting import lasting_name
from microsite.pages.standings import Standings

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]  # as calendars know them

HAPPENED: tuple[State, ...] = ("kept", "partly-kept")


@dataclass(frozen=True)
class Appointment:
    """A station or promise: under which lasting name, when, and what is known of it."""

    name: str
    id: str
    date: Moment  # of what was put off, the new one
    moved: bool  # whether it was put off
    sectors: tuple[str, ...]
    station: Station | None  # None for a promise that no station tells of
    target: Target | None  # the promise that it is, or that its station stands for
    standing: Standing | None  # None for what was no promise

    @property
    def status(self) -> Status:
        """What a calendar says of it: a promise is no appointment until it was kept."""
        if self.standing is None or self.standing.state in HAPPENED:
            return "CONFIRMED"
        return "CANCELLED" if self.standing.state == "dropped" else "TENTATIVE"


def agenda_of(site: Site, standings: Standings) -> Sequence[Appointment]:
    """Everything that has a date, in the order of dates."""
    found = [*_stations(site, standings), *_promises(site, standings)]
    return sorted(found, key=lambda it: it.date.last)


def _stations(site: Site, standings: Standings) -> Iterator[Appointment]:
    """The first station that stands for a promise has its name: it may have come after the promise."""
    named: set[str] = set()
    for id, station in site.stations.items():
        told = _promise_of(station)
        if told and told not in named:
            named.add(told)
            name = lasting_name("target", told, site.targets[told][1])
        else:
            name = lasting_name("station", id, station)
        standing = standings.of_station(id)
        moved = standing.moved if standing else None
        yield Appointment(
            name,
            id,
            moved or station.date,
            bool(moved),
            site.sectors_of(station),
            station,
            site.targets[told][1] if told else None,
            standing,
        )


def _promises(site: Site, standings: Standings) -> Iterator[Appointment]:
    told = {_promise_of(station) for station in site.stations.values()}
    for id, row in standings.rows.items():
        if row.target.due and id not in told:
            yield Appointment(
                lasting_name("target", id, row.target),
                id,
                row.standing.moved or row.target.due,
                bool(row.standing.moved),
                (row.sector_id,) if row.sector_id else (),
                None,
                row.target,
                row.standing,
            )


def _promise_of(station: Station) -> str | None:
    """The target that a planned station stands for."""
    return station.target if station.kind == "target" else None
