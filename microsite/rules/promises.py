"""Promises and what was measured of them: dates and verdicts that do not fit, and what was left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from microsite.content.documents import Document, KeyPath
from microsite.content.entries import Station
from microsite.content.files import LAUNCH, SECTOR, STATIONS, of_kind
from microsite.content.measures import Observed
from microsite.content.promises import Target, Verdict, standing_of
from microsite.content.site import Draft
from microsite.messages.problems import Problem


def problems_of(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield what does not fit together; `today` tells a verdict from a forecast."""
    for document, path, target in _targets(draft):
        yield from _target(document, path, target)
        yield from _verdicts(document, path, target.verdicts, today)
    for id, fact in draft.launch.facts.items() if draft.launch else ():
        yield from _numbers_over_time(draft.documents[LAUNCH.pattern], ("facts", id), fact)
    for name in of_kind(STATIONS, draft.documents):
        document = draft.documents[name]
        for id in document.data:
            if station := draft.stations.get(id):
                yield from _verdicts(document, (id,), station.verdicts, today)
                yield from _of_target(draft, document, id, station)
                if station.verdicts and (station.kind == "event" or station.target):
                    yield document.problem((id, "verdicts"), "verdict-of-no-promise", kind=station.kind)


def neglected(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield a warning for each promise and sector that was left alone, as far as the settings want it."""
    settings = draft.settings
    if settings and settings.watch.due_promises:
        for document, path, target in _targets(draft):
            standing = standing_of(target.due, target.every, target.verdicts, settings.checks, today)
            if standing.state == "unchecked":
                at = (*path, "due")
                due, checked = str(standing.due), str(settings.checked)
                yield document.problem(at, "due-since-the-check", "warning", due=due, checked=checked)
    if settings and settings.watch.quiet_sectors and draft.launch and draft.launch.date:
        launch = draft.launch.date.last
        busy = {
            sector
            for station in draft.stations.values()
            if station.kind == "event" and station.sectors != "all" and station.date.first > launch
            for sector in station.sectors
        }
        for id in draft.sectors:
            if id not in busy:
                yield draft.documents[SECTOR.file(id)].problem((), "quiet-sector", "warning")


def _targets(draft: Draft) -> Iterator[tuple[Document, KeyPath, Target]]:
    if draft.launch:
        for id, target in draft.launch.targets.items():
            yield draft.documents[LAUNCH.pattern], ("targets", id), target
    for sector_id, sector in draft.sectors.items():
        for id, target in sector.targets.items():
            yield draft.documents[SECTOR.file(sector_id)], ("targets", id), target


def _target(document: Document, path: KeyPath, target: Target) -> Iterator[Problem]:
    due, announced, start = target.due, target.announced, target.start
    yield from _numbers_over_time(document, path, target)
    if due and announced and due.last < announced.first:
        at = (*path, "due")
        yield document.problem(at, "due-before-announced", due=str(due), announced=str(announced))
    if start and target.unit and start.unit not in (None, target.unit):
        at, own = (*path, "observations", 0, "unit"), str(start.unit)
        yield document.problem(at, "start-in-another-unit", unit=own, other=target.unit)
    elif start and target.value is not None and _beyond(start.value, target):
        at = (*path, "observations", 0, "value")
        first, last = str(start.value), str(target.value)
        yield document.problem(at, "start-beyond-target", "warning", start=first, target=last)
    if due and start and start.date.first > due.last:
        at = (*path, "observations", 0, "date")
        yield document.problem(at, "start-after-target", due=str(due), start=str(start.date))


def _of_target(draft: Draft, document: Document, id: str, station: Station) -> Iterator[Problem]:
    """A station that stands for a target is where that is due."""
    named = draft.citables.get(station.target or "")
    target: Target | None = named.entry if named and station.kind == "target" else None
    if target is None or target.due is None or station.target in draft.damaged:
        return
    dates = [target.due, *(verdict.until for verdict in target.verdicts if verdict.until)]
    if not any(due.first <= station.date.last and station.date.first <= due.last for due in dates):
        place, given, due = (id, "date"), str(station.date), str(dates[-1])
        code = "station-beside-its-target"
        yield document.problem(place, code, date=given, target=station.target or "", due=due)


def _beyond(start: Decimal, target: Target) -> bool:
    """Whether what a target promises at least, or at most, was so from the start."""
    assert target.value is not None
    return (
        start > target.value
        if target.meaning == "least"
        else target.meaning == "most" and start < target.value
    )


def _numbers_over_time(document: Document, path: KeyPath, entry: Observed) -> Iterator[Problem]:
    """Each number of another day has a unit, its own or that of the entry."""
    for at, number in entry.other_days.items():
        if not (number.unit or entry.unit):
            yield document.problem((*path, *at), "dated-without-unit", key=str(at[0]))


def _verdicts(
    document: Document, path: KeyPath, verdicts: Sequence[Verdict], today: date
) -> Iterator[Problem]:
    """Verdicts stand in the order of their dates, and speak of what has happened."""
    before: Verdict | None = None
    for at, verdict in enumerate(verdicts):
        where = (*path, "verdicts", at, "date")
        if verdict.date.first > today:
            yield document.problem(where, "verdict-ahead", date=str(verdict.date))
        elif before and verdict.date.last < before.date.first:
            yield document.problem(where, "verdicts-out-of-order", date=str(verdict.date))
        before = verdict
