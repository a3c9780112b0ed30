"""Stations and promises, as calendars have them that follow a site or were once filled from it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from microsite.pages.content_lines import content_lines, ical
from tests.repository import Repository
from tests.samples import (
    BASE_URL,
    CONTENT,
    DAY,
    SITES,
    Sample,
    attributes,
    edit,
    expect_none,
    tree_of,
)
from tests.subscriptions import (
    built_alone,
    by_entry,
    calendars_of,
    days_of,
    entry_of,
    missing,
    said,
    uids,
    words_of,
)


@pytest.fixture(scope="module")
def calendars(sample: Sample) -> dict[str, Calendar]:
    return calendars_of(sample.files)


def test_whole_and_every_sector_with_dates_have_a_calendar(
    sample: Sample, calendars: dict[str, Calendar]
) -> None:
    """A calendar a language and one a sector, that name themselves and the address they come from."""
    dated = {id for station in sample.site.stations.values() for id in sample.site.sectors_of(station)}
    dated |= {
        id for id, sector in sample.site.sectors.items() if any(it.due for it in sector.targets.values())
    }
    wanted = {f"{lang}/calendar.ics" for lang in sample.languages}
    for page in (page for page in sample.pages if page.key[0] == "sector" and page.key[1] in dated):
        wanted.add(page.path.replace("index.html", "calendar.ics"))
    assert calendars.keys() == wanted
    assert len({str(calendar["UID"]) for calendar in calendars.values()}) == len(calendars)
    for path, calendar in calendars.items():
        assert calendar["SOURCE"] == BASE_URL + path
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert missing(str(calendar["URL"]), sample.files) is None


def test_calendar_has_what_the_timeline_has(sample: Sample, calendars: dict[str, Calendar]) -> None:
    """Every station stands in it once, with the title of its page and all the days that its date may mean."""
    for lang in sample.languages:
        events = by_entry(calendars[f"{lang}/calendar.ics"])
        shown = {}
        for page in (page for page in sample.pages if page.key[0] == "year" and page.lang == lang):
            tree = LexborHTMLParser(sample.files[page.path])
            for link in tree.css(".permalink"):
                link.decompose()
            for node in tree.css("li.station"):
                title, when = (said(node, f".station__{it}") for it in ("title", "when"))
                shown[node.attributes["id"] or ""] = (title, when)
        assert shown.keys() == sample.site.stations.keys()
        for id, (title, when) in shown.items():
            date = sample.site.stations[id].date
            assert (events[id].start, events[id].end) == days_of(str(date))
            summary = words_of(str(events[id]["SUMMARY"]))
            if date.precision == "day":
                assert summary == title
            else:
                assert summary.startswith(title)
                suffix = summary.removeprefix(title).strip(" ()")
                assert when.startswith(suffix)
                assert (suffix not in title) if suffix else (str(date.first.year) in title)


def test_promises_that_no_station_tells_of_stand_in_it(
    sample: Sample, calendars: dict[str, Calendar]
) -> None:
    """A promise with a date stands in the calendar once: by itself, or as its station."""
    stations = sample.site.stations
    told = {station.target for station in stations.values() if station.kind == "target"}
    alone = {id for id, (_, target) in sample.site.targets.items() if target.due and id not in told}
    for lang in sample.languages:
        assert by_entry(calendars[f"{lang}/calendar.ics"]).keys() == stations.keys() | alone


def test_promise_says_by_when_as_its_page_does(other: Sample) -> None:
    """“By 2035” is all of that year in a calendar, so its title says what was said."""
    event = by_entry(calendars_of(other.files)["de/calendar.ics"])["collines-trees"]
    (card,) = other.trees[other.page("sector", "de", "collines").path].css("#collines-trees")
    title, due = said(card, ".target-card__title"), said(card, ".target-card__due dd")
    assert words_of(str(event["SUMMARY"])) == f"{title} ({due})"
    assert (event.start, event.end) == days_of("2035")


def test_what_was_put_off_stands_at_its_new_date(other: Sample) -> None:
    """The first date is told; a promise is no appointment, what was kept has happened."""
    events = by_entry(calendars_of(other.files)["fr/calendar.ics"])
    late = events["collines-survey"]
    assert (late.start, late.end) == days_of("2027-06")
    assert "(juin 2027)" in words_of(str(late["SUMMARY"]))
    assert "2025" in str(late["DESCRIPTION"])
    assert "La ville veut forer deux fois de plus." in str(late["DESCRIPTION"])
    status = {
        id: str(events[id]["STATUS"])
        for id in ("collines-survey", "port-first-tram", "vote", "port-riders-due")
    }
    assert status == {
        "collines-survey": "TENTATIVE",
        "port-first-tram": "CONFIRMED",
        "vote": "CONFIRMED",
        "port-riders-due": "TENTATIVE",
    }
    assert {str(event["TRANSP"]) for event in events.values()} == {"TRANSPARENT"}


def test_languages_and_sectors_share_their_events(sample: Sample, calendars: dict[str, Calendar]) -> None:
    """One entry has one name in every calendar of the site, and the same days."""
    known: dict[str, tuple[object, ...]] = {}
    entries: dict[str, str] = {}
    for path, calendar in calendars.items():
        assert len(set(uids(calendar))) == len(calendar.events), path
        for event in calendar.events:
            uid, kept = str(event["UID"]), ("DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "STATUS")
            values = tuple(event[name].to_ical() for name in kept)
            assert known.setdefault(uid, values) == values
            assert entries.setdefault(uid, entry_of(event)) == entry_of(event)
    for lang in sample.languages:
        assert uids(calendars[f"{lang}/calendar.ics"]) == list(known)


def test_sector_has_its_own(sample: Sample, calendars: dict[str, Calendar]) -> None:
    """The calendar of a sector has the stations and promises of its page."""
    for page in (page for page in sample.pages if page.key[0] == "sector"):
        tree, path = sample.trees[page.path], page.path.replace("index.html", "calendar.ics")
        linked = {link.partition("#")[2] for link in attributes(tree, ".station-brief__what a", "href")}
        dated = {
            id for id in attributes(tree, ".target-card", "id") if sample.site.targets[id][1].due is not None
        }
        found = by_entry(calendars[path]).keys() if path in calendars else set()
        told = {sample.site.stations[id].target for id in linked}
        assert found == linked | (dated - told)


def test_links_lead_somewhere(sample: Sample, calendars: dict[str, Calendar]) -> None:
    """Each event leads to its entry; calendars that show no links have the address in the text as well."""
    events = [event for calendar in calendars.values() for event in calendar.events]
    assert all(str(event["DESCRIPTION"]).endswith(str(event["URL"])) for event in events)
    links = {str(event["URL"]) for event in events}
    expect_none(filter(None, (missing(link, sample.files) for link in links)))


def test_lines_are_folded_between_letters(sample: Sample) -> None:
    """No line has more than 75 bytes, each ends as it must, and each is text by itself."""
    bodies = [body for path, body in sample.files.items() if path.endswith("/calendar.ics")]
    for body in bodies:
        assert body.endswith(b"END:VCALENDAR\r\n")
        assert body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r")
        for line in body.removesuffix(b"\r\n").split(b"\r\n"):
            assert 1 < len(line) <= 75
            line.decode()


def test_words_of_any_script_survive() -> None:
    """Commas, semicolons, backslashes, line ends, Hangul and Arabic are read back as they were written."""
    words = "".join(f"{at} 제조업의 모든 약속, 그리고; 날짜\\n مواعيد الخط\n" for at in range(9))
    body = content_lines(f"BEGIN:VEVENT\n\nSUMMARY:{ical(words)}\nEND:VEVENT\n")
    assert str(Event.from_ical(body)["SUMMARY"]) == words
    assert all(len(line) <= 75 and line.decode() for line in body.splitlines())
    assert sum(len(line) > 72 for line in body.splitlines()) > 5  # none is broken without need


def test_site_without_dates_has_no_calendar(tmp_path: Path) -> None:
    """iCalendar knows no empty calendar: there is none, and no link to one; the feed is there."""
    content = Path(shutil.copytree(SITES / "past", tmp_path / "content"))
    for name in ("stations/all.yaml", "pages/timeline.yaml", "pages/home.de.md", "sectors/ferry.de.md"):
        (content / name).unlink()
    (content / "pages/home.de.md").write_text("Eine Fähre.{^stadtarchiv-1958}\n", "utf-8")
    files = build(content, DAY, BASE_URL).files
    assert calendars_of(files) == {}
    assert b"calendar.ics" not in b"".join(files.values())
    assert b'href="feed.xml"' in files["de/ferry/index.html"]


# --- a calendar that is filled again ----------------------------------------------------------------------


class Store:
    """What a calendar program keeps of the files that it was given: of each name the newest."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}

    def take(self, calendar: Calendar) -> None:
        for event in calendar.events:
            uid, kept = str(event["UID"]), self.events.get(str(event["UID"]))
            if kept is None or _revision(event) >= _revision(kept):
                self.events[uid] = event

    def titles(self) -> Mapping[str, str]:
        return {entry_of(event): str(event["SUMMARY"]) for event in self.events.values()}


def _revision(event: Event) -> tuple[int, datetime]:
    """By what calendar programs tell which of two is the newer one (RFC 5546, 2.1.5)."""
    assert isinstance(event.DTSTAMP, datetime)
    return event.sequence, event.DTSTAMP


CHANGES = {
    "more years": ("site.yaml", "  last: 2035\n", "  last: 2049\n"),
    "another date": ("sectors/port.yaml", "due: 2028\n", "due: 2028-Q2\n"),
    "the date of its station": ("stations/2027-2035.yaml", "  date: 2028\n", "  date: 2028-06\n"),
    "another title": ("stations/2027-2035.yaml", "Geplante Eröffnung der Hügellinie", "Eröffnung der Hügel"),
    "another name": (
        "stations/2027-2035.yaml",
        "network-complete:\n",
        "whole-network:\n  moved: [network-complete]\n",
    ),
    "postponed once more": (
        "sectors/collines.yaml",
        "        sources: [gazette-2026, sada-2026]\n    sources",
        "        sources: [gazette-2026, sada-2026]\n"
        "      - outcome: postponed\n"
        "        date: 2026-11-02\n"
        "        until: 2029\n"
        "        text: {fr: Encore., ar: مرة أخرى., de: Noch einmal.}\n"
        "        sources: [gazette-2026]\n    sources",
    ),
    "dropped": (
        "stations/2019-2025.yaml",
        'Bauende"}\n',
        'Bauende"}\n'
        "  verdicts:\n"
        "    - outcome: dropped\n"
        "      date: 2026-11-03\n"
        "      text: {fr: Abandonné., ar: أُلغي., de: Aufgegeben.}\n"
        "      sources: [hafenblatt-2023]\n",
    ),
}
ADDED = """
trees-due:
  date: 2035
  kind: target
  sectors: [collines]
  target: collines-trees
  title: {fr: "Arbres plantés", ar: "غرس الأشجار", de: "Bäume gepflanzt"}
  sources: [plan-climat-2022]
far-away:
  date: 2040s
  kind: target
  sectors: []
  title: {fr: "Troisième ligne", ar: "خط ثالث", de: "Dritte Linie"}
  sources: [hafenblatt-2023]
new-stop:
  date: 2029-Q4
  kind: target
  sectors: [port]
  title: {fr: "Nouvel arrêt", ar: "محطة جديدة", de: "Neue Haltestelle"}
  sources: [hafenblatt-2023]
"""
REMOVED = "loan"


def test_calendar_filled_again_has_no_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever imports the file again has the newest of every entry, none twice, and what is gone since."""
    repository = Repository(tmp_path / "town", monkeypatch)
    content = repository.content
    repository.commit(tree_of(CONTENT["other"]), "2026-10-01T12:00:00+00:00")
    before = calendars_of(built_alone(content))["de/calendar.ics"]
    for file, old, new in CHANGES.values():
        edit(content / file, old, new)
    with (content / "stations/2027-2035.yaml").open("a", encoding="utf-8") as file_:
        file_.write(ADDED)
    stations = (content / "stations/2019-2025.yaml").read_text("utf-8")
    first, _, rest = stations.partition(f"{REMOVED}:\n")
    (content / "stations/2019-2025.yaml").write_text(first + rest[rest.index("climate-plan:") :], "utf-8")
    repository.commit({}, "2026-11-20T12:00:00+00:00")
    files = built_alone(content)
    after = calendars_of(files)["de/calendar.ics"]

    store = Store()
    store.take(before)
    store.take(after)
    (gone,) = store.events.keys() - set(uids(after))
    assert entry_of(store.events[gone]) == REMOVED
    newest = {str(event["UID"]): event for event in after.events}
    assert {uid: it for uid, it in store.events.items() if uid != gone} == newest
    titles = store.titles()
    assert len(titles) == len(store.events)
    assert len(after.events) == len(before.events) + 1  # one went, two came
    assert titles["new-stop"] == "Neue Haltestelle (4. Quartal 2029)"
    assert titles["far-away"] == "Dritte Linie (die 2040er-Jahre)"
    assert titles["trees-due"] == "Bäume gepflanzt (2035)"
    assert "collines-trees" not in titles
    assert titles["collines-opening-due"] == "Eröffnung der Hügel (2031)"
    assert "whole-network" in titles
    events = by_entry(after)
    assert (events["port-riders-due"].start, events["port-riders-due"].end) == days_of("2028-06")
    assert (events["collines-survey"].start, events["collines-survey"].end) == days_of("2029")
    assert (events["new-stop"].start, events["new-stop"].end) == days_of("2029-Q4")
    assert (events["far-away"].start, events["far-away"].end) == days_of("2040s")
    assert events["quays-finished"]["STATUS"] == "CANCELLED"
    # A subscription is always what the file is now; another language is the same events in its words.
    store.take(calendars_of(files)["ar/calendar.ics"])
    assert len(store.events) == len(newest) + 1
    assert store.titles()["new-stop"].startswith("محطة جديدة")


def test_event_is_of_the_day_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When an entry changed is told by the commits and by what became of it, not by the day of the build."""
    repository = Repository(tmp_path / "town", monkeypatch)
    repository.commit(tree_of(CONTENT["other"]), "2025-05-05T12:00:00+00:00")
    edit(repository.content / "stations/2027-2035.yaml", "Ganzes Netz", "Das Netz")
    repository.commit({}, "2026-04-07T12:00:00+00:00")
    events = by_entry(calendars_of(built_alone(repository.content))["fr/calendar.ics"])
    zone = {
        "vote": (2025, 5, 4, 23),
        "network-complete": (2026, 4, 6, 23),
        "collines-survey": (2026, 1, 27, 23),
    }
    for id, moment in zone.items():
        assert events[id].DTSTAMP == events[id].LAST_MODIFIED == datetime(*moment, tzinfo=UTC), id
    assert events["vote"].sequence < events["network-complete"].sequence


def test_day_of_the_build_is_nowhere(content: Path) -> None:
    """The same content on a later day makes the same calendar, as long as nothing has fallen due."""
    one, other = (
        {path: body for path, body in built_alone(content, day=day).items() if path.endswith(".ics")}
        for day in (DAY, DAY.replace(day=25))
    )
    assert one
    assert one == other
