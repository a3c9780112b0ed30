"""What has been left alone: promises that fell due since the last check, sectors that nothing is told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from microsite.content.documents import Document, KeyPath
from microsite.content.files import LAUNCH, SECTOR
from microsite.content.promises import Target, standing_of
from microsite.content.site import Draft
from microsite.messages.problems import Problem


def problems_of(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield a warning for each, as far as the settings want to hear of them."""
    settings = draft.settings
    if settings and settings.watch.due_promises:
        for document, path, target in _targets(draft):
            standing = standing_of(target.due, target.every, target.verdicts, settings.checks, today)
            if standing.state == "unchecked":
                at = (*path, "due")
                due, checked = str(standing.due), str(settings.checked)
                yield document.problem(at, "due-since-the-check", "warning", due=due, checked=checked)
    if settings and settings.watch.quiet_sectors and draft.launch:
        launch = draft.launch.date.last
        busy = {
            sector
            for station in draft.stations.values()
            if station.kind == "event" and station.sectors != "all" and station.date.first > launch
            for sector in station.sectors
        }
        for id in draft.sectors.keys() - busy:
            yield draft.documents[SECTOR.file(id)].problem((), "quiet-sector", "warning")


def _targets(draft: Draft) -> Iterator[tuple[Document, KeyPath, Target]]:
    if draft.launch:
        for id, target in draft.launch.targets.items():
            yield draft.documents[LAUNCH.pattern], ("targets", id), target
    for sector_id, sector in draft.sectors.items():
        for id, target in sector.targets.items():
            yield draft.documents[SECTOR.file(sector_id)], ("targets", id), target
