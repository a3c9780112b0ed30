"""Stations and promises -> an iCalendar a language, and one a sector beside its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from markupsafe import Markup

from microsite.content.pages import PageKey
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.absolute import AbsoluteLinks
from microsite.pages.agenda import Appointment
from microsite.pages.content_lines import content_lines
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer, stop_if_failed
from microsite.pages.lasting import known_day, lasting_id, midnight

CALENDAR, EVENT = "feeds/calendar.ics", "feeds/event.ics"


@dataclass(frozen=True, eq=False)
class Event:
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
    for lang in site.settings.languages if events else ():
        written = _written(edition, renderer, lang, events)
        for sector in (None, *site.sectors):
            own = {event: written[event] for event in events if sector is None or sector in event.it.sectors}
            if own:
                path = urls.calendar(site, lang, sector)
                calendars[path] = renderer.render(CALENDAR, path, _values(edition, lang, sector, own))
    stop_if_failed(it for it in calendars.values() if isinstance(it, Problem))
    return {path: content_lines(it.decode()) for path, it in calendars.items() if isinstance(it, bytes)}


def _written(
    edition: Edition, renderer: Renderer, lang: str, events: Sequence[Event]
) -> Mapping[Event, Markup]:
    """Events as a language has them: the same in the calendar of the whole and in those of sectors."""
    path = urls.calendar(edition.site, lang)
    here = _home(edition, lang)
    found = {
        event: renderer.render(
            EVENT, path, {"here": here, "event": event, "revised": _stamp(edition, event.revised)}
        )
        for event in events
    }
    stop_if_failed(it for it in found.values() if isinstance(it, Problem))
    return {event: Markup(it.decode()) for event, it in found.items() if isinstance(it, bytes)}


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


def _values(
    edition: Edition, lang: str, sector: str | None, events: Mapping[Event, Markup]
) -> dict[str, object]:
    told: PageKey = ("timeline", "") if "timeline" in edition.site.there else ("home", "")
    here = _home(edition, lang)
    return {
        "here": here,
        "uid": lasting_id(edition.site.settings, "calendar", lang, sector or ""),
        "sector": sector,
        "page": here.href_of(("sector", sector) if sector else told),
        "revised": _stamp(edition, max(event.revised for event in events)),
        "events": events.values(),
    }


def _home(edition: Edition, lang: str) -> AbsoluteLinks:
    """What leads from outside to the pages of a language."""
    pages = edition.versions["home", ""]
    return AbsoluteLinks(edition, next(page for page in pages if page.lang == lang))


def _stamp(edition: Edition, day: date) -> str:
    """When a day begins, in UTC, as iCalendar writes it."""
    moment = midnight(day, edition.site.settings).astimezone(UTC)
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"  # some systems write early years with fewer digits
