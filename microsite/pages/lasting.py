"""By what names and days readers of feeds and calendars know an entry, through languages, order, renaming."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from microsite.content.scalars import Addressed
from microsite.content.settings import Settings
from microsite.content.site import Site

NEVER = date(1970, 1, 1)  # when a site changed of which no day is known


def lasting_name(kind: str, id: str, entry: Addressed) -> str:
    """What an entry was called first, with its kind: `target-humanoids`. Names hold within their kind."""
    return f"{kind}-{next(iter(entry.moved), id)}"


def lasting_id(settings: Settings, *name: str) -> UUID:
    """The id of what a site gives under a name, the same wherever it is given.

    Source: docs/decisions/0027-a-date-keeps-its-precision.md
    """
    return uuid5(NAMESPACE_URL, f"{settings.base_url}#{'/'.join(name)}")


def known_day(site: Site) -> date:
    """The day that all of a site is known to be of: of the last check, or else of the launch."""
    days = [*site.settings.checks[-1:], *([site.launch.date] if site.launch and site.launch.date else [])]
    return days[0].first if days else NEVER


def midnight(day: date, settings: Settings) -> datetime:
    """When a day begins where the site is.

    In UTC where clocks were not set to whole minutes from it, which nothing that is exchanged can say.
    """
    begins = datetime.combine(day, time(), ZoneInfo(settings.time_zone))
    offset = begins.utcoffset()
    assert offset is not None
    return begins.astimezone(UTC) if offset.seconds % 60 else begins
