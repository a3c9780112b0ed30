"""A site on a day, and what several of its pages show, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from microsite.content.citations import UsedSource, counts, used_sources
from microsite.content.entries import Change, Question, Sector, Station
from microsite.content.moments import Moment
from microsite.content.promises import Standing, Target
from microsite.content.scalars import Text
from microsite.content.site import Site
from microsite.pages.agenda import Appointment, agenda_of
from microsite.pages.standings import Standings, TargetRow
from microsite.tracking import Part, derived


@dataclass(frozen=True)
class StationRow:
    """A station as a page shows it."""

    id: str
    station: Station
    sectors: tuple[str, ...]
    passed: bool  # true when its last possible day lies before the build date
    standing: Standing | None  # what is known of a planned one


@dataclass(frozen=True)
class Divider:
    """A day that stands between the stations of a list."""

    kind: Literal["check", "now"]
    day: date


@dataclass(frozen=True)
class Digest(Part):
    """A site on a day, and what several of its pages show, worked out once."""

    site: Site
    today: date

    @cached_property
    def standings(self) -> Standings:
        return Standings(self.site, self.today)

    @derived
    def stations(self) -> tuple[StationRow, ...]:
        """Every station in the order of dates."""
        return tuple(
            StationRow(
                id,
                station,
                self.site.sectors_of(station),
                station.date.last < self.today,
                self.standings.of_station(id),
            )
            for id, station in self.site.stations.items()
        )

    @derived
    def dividers(self) -> tuple[Divider, ...]:
        """The last check, after which nothing was looked at, and now."""
        now, checked = Divider("now", self.today), self.site.settings.checked
        looked = checked.last if checked else self.today
        return (Divider("check", looked), now) if looked < self.today else (now,)

    def divided(self, period: Moment) -> list[StationRow | Divider]:
        """The stations of a year or decade, and in a year the dividers that fall into it."""
        rows: list[tuple[date, int, StationRow | Divider]] = [
            (row.station.date.last, 0, row) for row in self.stations_by_period[period]
        ]
        # What was over on the day of the check was looked at; what falls on today is still ahead.
        fitting = (it for it in self.dividers if Moment(it.day.year) == period)
        rows += [(it.day, 1 if it.kind == "check" else -1, it) for it in fitting]
        return [row for _, _, row in sorted(rows, key=lambda item: item[:2])]

    @derived
    def open_promises(self) -> Sequence[StationRow | TargetRow]:
        """What has fallen due and of which nobody has said what became of it, the oldest first.

        A promise that stands on the timeline is told by its station.
        """
        told = {row.station.target for row in self.stations}
        due: list[StationRow | TargetRow] = [
            row for row in self.stations if row.standing and row.standing.open
        ]
        due += [row for row in self.standings.promises if row.standing.open and row.id not in told]
        return sorted(due, key=_due)

    @derived
    def questions_by_sector(self) -> Mapping[str | None, Mapping[str, Question]]:
        """The open questions of each sector that has any, last those of no single one (None)."""
        groups: dict[str | None, dict[str, Question]] = {id: {} for id in [*self.site.sectors, None]}
        for id, question in self.site.questions.items():
            sectors = question.sectors if isinstance(question.sectors, tuple) else ()
            for sector in sectors or (None,):
                groups[sector][id] = question
        return {sector: questions for sector, questions in groups.items() if questions}

    @derived
    def stations_by_period(self) -> Mapping[Moment, Sequence[StationRow]]:
        """The years and decades that have stations, each with its own."""
        periods: dict[Moment, list[StationRow]] = {period: [] for period in self.site.periods}
        for row in self.stations:
            periods[row.station.date.period].append(row)
        return periods

    @derived
    def stations_by_sector(self) -> Mapping[str, Sequence[StationRow]]:
        """Every sector with its stations."""
        sectors: dict[str, list[StationRow]] = {id: [] for id in self.site.sectors}
        for row in self.stations:
            for id in row.sectors:
                sectors[id].append(row)
        return sectors

    @derived
    def conflicts_by_entry(self) -> Mapping[str, Sequence[str]]:
        """The ids of the conflicts that concern each fact, target or station."""
        about: dict[str, list[str]] = {}
        for id, conflict in self.site.conflicts.items():
            for name in dict.fromkeys(conflict.about):
                about.setdefault(name, []).append(id)
        return about

    @derived
    def agenda(self) -> Sequence[Appointment]:
        """Everything that has a date, for calendars."""
        return agenda_of(self.site, self.standings)

    @derived
    def with_agenda(self) -> Set[str | None]:
        """The sectors that have a date, and None for the whole where anything has one."""
        return {it for row in self.agenda for it in (None, *row.sectors)}

    @derived
    def changes_by_entry(self) -> Mapping[str, Sequence[tuple[str, Change]]]:
        """The changes that readers were told of each fact, target or station, with their ids."""
        about: dict[str, list[tuple[str, Change]]] = {}
        for id, change in self.site.changes.items():
            for name in dict.fromkeys(change.about):
                about.setdefault(name, []).append((id, change))
        return about

    @derived
    def stations_by_target(self) -> Mapping[str, Sequence[str]]:
        """The stations that tell of each target, in the order of dates."""
        telling: dict[str, list[str]] = {}
        for id, station in self.site.stations.items():
            if station.target:
                telling.setdefault(station.target, []).append(id)
        return telling

    @derived
    def uses_by_source(self) -> Mapping[str, int]:
        """In how many places each source is used."""
        return {used.id: len(used.uses) for used in self.sources}

    @derived
    def sources(self) -> tuple[UsedSource, ...]:
        return used_sources(self.site)

    @derived
    def counts(self) -> Mapping[str, int]:
        return counts(self.site)

    @derived
    def cards(self) -> tuple[tuple[str, Sector, Target | None], ...]:
        """Every sector with the target that stands for it, if it has one."""
        sectors = self.site.sectors.items()
        return tuple((id, sector, sector.targets.get(sector.headline or "")) for id, sector in sectors)

    @derived
    def sector_names(self) -> Mapping[str, tuple[int, Text]]:
        """The number and the name of each sector, for pages that show no more of it."""
        return {id: (sector.number, sector.name) for id, sector in self.site.sectors.items()}

    @derived
    def neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The sectors before and after each sector, by number."""
        ids = [None, *self.site.sectors, None]
        return {id: (before, after) for before, id, after in zip(ids, ids[1:], ids[2:], strict=False) if id}


def _due(row: StationRow | TargetRow) -> date:
    assert row.standing
    assert row.standing.due
    return row.standing.due.last
