"""Feeds and calendars as those read them who subscribe: by parsers that are none of the generator's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import feedparser
from icalendar import Calendar, Event
from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.line import build
from tests.samples import BASE_URL, DAY

JOINERS = str.maketrans("", "", "\u2060\u00ad")  # where words may be parted is nothing that they say


def built_alone(content: Path, base_url: str = BASE_URL, day: date = DAY) -> dict[str, bytes]:
    """The files of a site without the pages that only take time: the style guide, languages side by side."""
    with (content / "site.yaml").open("r+", encoding="utf-8") as settings:
        text = settings.read().replace("style_guide: true\n", "style_guide: false\n")
        settings.seek(0)
        settings.write(text if "side_by_side" in text else f"{text}side_by_side: false\n")
    return build(content, day, base_url).files


@dataclass(frozen=True)
class Entry:
    """An entry of a feed."""

    id: str
    title: str
    day: str
    link: str
    summary: str
    sectors: Mapping[str, str]  # their names by their ids
    content: LexborHTMLParser


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    updated: str
    links: Mapping[tuple[str, str, str], str]  # by relation, type and language
    entries: tuple[Entry, ...]


def feed_in(body: bytes) -> Feed:
    """A feed as a reader has it; nothing in it is mended on the way."""
    found = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    entries = tuple(
        Entry(
            it.id,
            it.title,
            it.updated,
            it.link,
            it.summary,
            {tag.term: tag.label for tag in it.get("tags", ())},
            LexborHTMLParser(it.content[0].value),
        )
        for it in found.entries
    )
    links = {(it.rel, it.get("type", ""), it.get("hreflang", "")): it.href for it in found.feed.links}
    return Feed(found.feed.id, found.feed.title, found.feed.updated, links, entries)


def feeds_of(files: Mapping[str, bytes]) -> dict[str, Feed]:
    """Every feed of a site by its path."""
    return {path: feed_in(body) for path, body in files.items() if path.endswith("/feed.xml")}


def calendars_of(files: Mapping[str, bytes]) -> dict[str, Calendar]:
    """Every calendar of a site by its path."""
    found = {path: Calendar.from_ical(body) for path, body in files.items() if path.endswith("/calendar.ics")}
    for path, calendar in found.items():
        wrong = [*calendar.errors, *(error for event in calendar.events for error in event.errors)]
        assert isinstance(calendar, Calendar), path
        assert wrong == [], path
    return found


def uids(calendar: Calendar) -> list[str]:
    """The names of the events of a calendar, in their order."""
    return [str(event["UID"]) for event in calendar.events]


def entry_of(event: Event) -> str:
    """The id of the entry that an event leads to."""
    return urldefrag(str(event["URL"])).fragment


def by_entry(calendar: Calendar) -> dict[str, Event]:
    """The events of a calendar by the entries that they lead to."""
    found = {entry_of(event): event for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


def days_of(written: str) -> tuple[date, date]:
    """The first day of a date as content has it, and the day after its last."""
    year = int(written[:4])
    if written.endswith("s"):
        return date(year, 1, 1), date(year + 10, 1, 1)
    if "Q" in written:
        month = int(written[-1]) * 3 - 2
        return date(year, month, 1), date(year + month // 10, (month + 3) % 12, 1)
    if len(written) == 4:
        return date(year, 1, 1), date(year + 1, 1, 1)
    month = int(written[5:7])
    if len(written) == 7:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    first = date.fromisoformat(written)
    return first, date.fromordinal(first.toordinal() + 1)


def missing(link: str, files: Mapping[str, bytes]) -> str | None:
    """What of a full link is not there: its page, or the place on it; None when it leads somewhere."""
    address, anchor = urldefrag(link)
    path = address.removeprefix(BASE_URL)
    path += "index.html" if path.endswith("/") or not path else ""
    if not link.startswith(BASE_URL) or path not in files:
        return link
    if anchor and LexborHTMLParser(files[path]).css_first(f'[id="{anchor}"]') is None:
        return link
    return None


def said(tree: LexborHTMLParser | LexborNode, selector: str) -> str:
    """What the one element says that a selector finds."""
    (node,) = tree.css(selector)
    return words_of(node.text())


def words_of(text: str) -> str:
    """A text without what no reader sees of it."""
    return re.sub(r"\s+", " ", text.translate(JOINERS)).strip()
