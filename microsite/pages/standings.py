"""What became of the promises of a site on a day: for its pages, worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from microsite.content.entries import Sector, Station
from microsite.content.promises import Measure, Standing, State, Target, standings_of
from microsite.content.scalars import Text
from microsite.content.site import Site
from microsite.tracking import Part, derived

RUSH_YEARS, RUSH_SHARE = 2, 0.4  # what is worth a headline: in so many years so much of all falls due


@dataclass(frozen=True)
class TargetRow:
    """A promise as a page shows it, with every standing it has had, the last one last."""

    id: str
    target: Target
    sector_id: str | None  # None where all promised it together
    sector: Sector | None
    standings: tuple[Standing, ...]
    time_passed: float | None  # of the time from its first measurement to its date (0 to 1)

    @property
    def standing(self) -> Standing:
        return self.standings[-1]

    @property
    def order(self) -> int:
        """Where its standing comes when promises are sorted by it, from 1 on."""
        return get_args(State).index(self.standing.state) + 1


@dataclass(frozen=True)
class Tally:
    """How many promises there are of each standing and of each measure; what there is none of is left out."""

    number: int
    states: Mapping[State, int]
    measures: Mapping[Measure, int]


@dataclass(frozen=True)
class Rush:
    """The years in which most promises fall due."""

    promises: int  # of all
    due: int  # in these years
    years: tuple[int, ...]


@dataclass(frozen=True)
class StandingChange:
    """A promise, or a planned event, that came to stand otherwise on a day."""

    day: date
    id: str
    entry: Target | Station
    standing: Standing

    @property
    def title(self) -> Text:
        return self.entry.title


class Standings(Part):
    """Every promise of a site and what is known of it."""

    def __init__(self, site: Site, today: date) -> None:
        self.site = site
        self.today = today

    @derived
    def rows(self) -> Mapping[str, TargetRow]:
        """Every target, in the order of the site."""
        return {
            id: TargetRow(
                id,
                target,
                sector_id,
                self.site.sectors[sector_id] if sector_id else None,
                self.of_targets[id],
                self.time_passed(target),
            )
            for id, (sector_id, target) in self.site.targets.items()
        }

    @derived
    def of_targets(self) -> Mapping[str, tuple[Standing, ...]]:
        """Every standing that each target has had."""
        checks = self.site.settings.checks
        return {
            id: standings_of(target.due, target.every, target.verdicts, checks, self.today)
            for id, (_, target) in self.site.targets.items()
        }

    @property
    def promises(self) -> Sequence[TargetRow]:
        """Those that are the subject's own."""
        return [row for row in self.rows.values() if self.site.counts(row.target)]

    @property
    def related(self) -> Sequence[TargetRow]:
        """The goals of other policies."""
        return [row for row in self.rows.values() if not self.site.counts(row.target)]

    @derived
    def tally(self) -> Tally:
        return _tally(self.promises)

    @derived
    def tallies(self) -> Mapping[str, Tally]:
        """The same for each sector by itself."""
        return {id: _tally([row for row in self.promises if row.sector_id == id]) for id in self.site.sectors}

    @derived
    def rush(self) -> Rush | None:
        """The two years in which most promises fall due, or None where these are few of all, or of two."""
        due = Counter(row.target.due.last.year for row in self.promises if row.target.due)
        busiest = due.most_common(RUSH_YEARS)
        number = sum(count for _, count in busiest)
        if len(due) <= RUSH_YEARS or number < RUSH_SHARE * len(self.promises):
            return None
        return Rush(len(self.promises), number, tuple(sorted(year for year, _ in busiest)))

    def of_station(self, id: str) -> Standing | None:
        """What is known of a planned event: that of its target, if it has one; None for what has happened."""
        station = self.site.stations[id]
        return None if station.kind == "event" else self.history_of(station)[-1]

    def all_of(self, id: str) -> tuple[Standing, ...]:
        """Every standing that a promise or a planned event has had; none of what is neither."""
        if id in self.of_targets:
            return self.of_targets[id]
        station = self.site.stations.get(id)
        return self.history_of(station) if station and station.kind == "target" else ()

    def history_of(self, station: Station) -> tuple[Standing, ...]:
        """Every standing of a planned event: those of its target, if it has one."""
        if station.target and station.target in self.of_targets:
            return self.of_targets[station.target]
        checks = self.site.settings.checks
        return standings_of(station.date, None, station.verdicts, checks, self.today)

    @derived
    def changes(self) -> Sequence[StandingChange]:
        """Each day on which something came to stand otherwise, the newest first.

        That nobody had looked at it yet is no news once somebody has.
        """
        found = sorted(self._changes(), key=lambda change: change.day)
        latest = {it.id: it for it in found}
        told = [it for it in found if it.standing.state != "unchecked" or it is latest[it.id]]
        return told[::-1]

    def _changes(self) -> Iterator[StandingChange]:
        for row in self.promises:
            for standing in row.standings:
                if standing.since:
                    yield StandingChange(standing.since, row.id, row.target, standing)
        for id, station in self.site.stations.items():
            if station.kind == "target" and station.target not in self.rows:
                for standing in self.history_of(station):
                    if standing.since:
                        yield StandingChange(standing.since, id, station, standing)

    def time_passed(self, target: Target) -> float | None:
        """Of the time from the first measurement of a promise to its date (0 to 1), where both are known."""
        if target.due is None or target.start is None:
            return None
        first, last = target.start.date.last, target.due.last
        if last <= first:
            return None
        return min(1.0, max(0.0, (self.today - first).days / (last - first).days))


def _tally(rows: Sequence[TargetRow]) -> Tally:
    states = Counter(row.standing.state for row in rows)
    measures = Counter(row.target.measure for row in rows)
    return Tally(
        len(rows),
        {state: states[state] for state in get_args(State) if states[state]},
        {measure: measures[measure] for measure in get_args(Measure) if measures[measure]},
    )
