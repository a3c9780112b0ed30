"""Stations and promises -> an iCalendar a language, and one a sector beside its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import NamedTuple

from microsite.content.pages import PageKey
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.absolute import AbsoluteLinks
from microsite.pages.agenda import Appointment
from microsite.pages.content_lines import content_lines
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.lasting import known_day, lasting_id, midnight


class Event(NamedTuple):
    """An appointment as a calendar has it, all of its days: what is known as a year is all of the year."""

    it: Appointment
    uid: str
    first: date
    end: date  # the day after its last
    revised: date  # when it last changed, as far as that is known


def calendar_files(edition: Edition, renderer: Renderer) -> Mapping[str, bytes]:
    """The calendars by their paths. Without a date there is none: iCalendar knows no empty one."""
    site = edition.site
    events = [_event(edition, it) for it in edition.digest.agenda]
    calendars: dict[str, bytes | Problem] = {}
    for sector in (None, *site.sectors):
        if sector in edition.digest.with_agenda:
            own = [event for event in events if sector is None or sector in event.it.sectors]
            for lang in site.settings.languages:
                path = urls.calendar(site, lang, sector)
                values = _values(edition, lang, sector, own)
                calendars[path] = renderer.render("feeds/calendar.ics", path, values)
    stop_if_failed(it for it in calendars.values() if isinstance(it, Problem))
    return {path: content_lines(it.decode()) for path, it in calendars.items() if isinstance(it, bytes)}


def _event(edition: Edition, it: Appointment) -> Event:
    last = it.date.last
    end = last if last == date.max else last + timedelta(days=1)
    uid = str(lasting_id(edition.site.settings, it.name))
    return Event(it, uid, it.date.first, end, _revised(edition, it))


def _revised(edition: Edition, it: Appointment) -> date:
    """The last day on which a file that it is written in changed, or it came to stand otherwise.

    What is not committed yet has no day of its own: the day of the build would be another one tomorrow.
    """
    ids = [it.id, *([it.station.target] if it.station and it.station.target else [])]
    changed = edition.history.changed
    commits = (changed.get(edition.site.citables[id].file) for id in ids)
    days = [commit.day for commit in commits if commit and commit.day] or [known_day(edition.site)]
    return max([*days, *([it.standing.since] if it.standing and it.standing.since else [])])


def _values(edition: Edition, lang: str, sector: str | None, events: Sequence[Event]) -> dict[str, object]:
    settings = edition.site.settings
    key: PageKey = ("sector", sector) if sector else ("home", "")
    told: PageKey = ("timeline", "") if not sector and "timeline" in edition.site.there else key
    page = next(page for page in edition.versions[key] if page.lang == lang)
    here = AbsoluteLinks(edition, page)

    def stamp(day: date) -> str:
        return f"{midnight(day, settings).astimezone(UTC):%Y%m%dT%H%M%SZ}"

    return {
        "here": here,
        "uid": lasting_id(settings, "calendar", lang, sector or ""),
        "sector": sector,
        "page": here.href_of(told),
        "revised": stamp(max(event.revised for event in events)),
        "events": [(event, stamp(event.revised)) for event in events],
    }
