"""The day that a build is made on: today in the site's time zone, unless the clock is stopped."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from microsite.content.settings import Settings
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem

VARIABLE = "SOURCE_DATE_EPOCH"  # seconds since 1970, as reproducible-builds.org specifies it


def latest_day(settings: Settings | None, today: date) -> date:
    """The last day on which anything can have happened when a site is made as of `today`: a clock that is
    stopped on an earlier day makes no forecast of what was read since."""
    return max(today, datetime.now(_zone(settings)).date())


def _zone(settings: Settings | None) -> tzinfo:
    return ZoneInfo(settings.time_zone) if settings else UTC


def today_in(settings: Settings | None) -> date:
    """The current day in the site's time zone.

    Raises `ContentError` when `SOURCE_DATE_EPOCH` is no number of seconds that a calendar holds.
    """
    epoch = os.environ.get(VARIABLE)
    zone = _zone(settings)
    if not epoch:
        return datetime.now(zone).date()
    try:
        if not (epoch.isascii() and epoch.isdecimal()):
            raise ValueError
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        message = Message("not-a-clock", written=epoch)
        raise ContentError([Problem(Place(VARIABLE), "", message)]) from None
