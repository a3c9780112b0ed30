"""What is seen of feeds and other XML, and of calendars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from microsite.gate.data import FULL
from microsite.gate.seen import Fault, Seen, fault, numbered, weight_of

ATOM = "{http://www.w3.org/2005/Atom}"
OCTETS = 75  # of a line of a calendar, without its end (RFC 5545, 3.1)
_ESCAPED = re.compile(r"\\([\\;,nN])")


def document(path: str, body: bytes) -> Seen:
    """What an XML file holds that can be wrong; of a feed, its entries and what they say."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        return Seen(
            weight_of(body), (fault(error.position[0], "not-read-back", form="XML", reason=str(error)),)
        )
    entries = [*root.iter(f"{ATOM}entry")]
    ids = Counter(entry.findtext(f"{ATOM}id") or "" for entry in entries)
    return Seen(
        weight=weight_of(body),
        faults=tuple(fault(0, "told-twice", id=id) for id, number in ids.items() if number > 1),
        links=tuple(_addresses(root)),
        entries=tuple(entry.findtext(f"{ATOM}updated") or "" for entry in entries),
        texts=numbered(map(_said, entries)),
    )


def _addresses(root: ElementTree.Element) -> Iterator[str]:
    """Every full address: as an attribute, as the whole of a text, and in HTML that stands in it."""
    for element in root.iter():
        yield from (value for value in element.attrib.values() if FULL.fullmatch(value))
        text = (element.text or "").strip()
        if FULL.fullmatch(text):
            yield text
        elif element.get("type") == "html":
            for node in LexborHTMLParser(text).css("[href], [src]"):
                value = node.attributes.get("href") or node.attributes.get("src") or ""
                if FULL.fullmatch(value):
                    yield value


def _said(entry: ElementTree.Element) -> str:
    """The words of an entry of a feed, without its days and addresses."""
    parts = []
    for name in ("title", "summary", "content"):
        element = entry.find(f"{ATOM}{name}")
        text = "".join(element.itertext()) if element is not None else ""
        if element is not None and element.get("type") == "html":
            body = LexborHTMLParser(text).body
            text = body.text(separator=" ") if body else ""
        parts.append(text)
    return "\n".join(parts)


def calendar(path: str, body: bytes) -> Seen:
    """What a calendar holds that can be wrong: its lines, its blocks, its events."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return Seen(weight_of(body), (fault(0, "not-read-back", form="iCalendar", reason=str(error)),))
    faults = [*_line_faults(body)]
    events, open_blocks = list[dict[str, str]](), list[str]()
    for at, line in _unfolded(text):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name == "BEGIN":
            open_blocks.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            if not open_blocks or open_blocks.pop() != value:
                faults.append(fault(at, "block-unbalanced", name=value))
        elif open_blocks[-1:] == ["VEVENT"]:
            events[-1][name] = _ESCAPED.sub(lambda it: "\n" if it[1] in "nN" else it[1], value)
    faults += (fault(0, "block-unbalanced", name=name) for name in open_blocks)
    ids = Counter(event.get("UID", "") for event in events)
    faults += (fault(0, "told-twice", id=id) for id, number in ids.items() if number > 1 or not id)
    return Seen(
        weight=weight_of(body),
        faults=tuple(faults),
        links=tuple(value for event in events for value in event.values() if FULL.fullmatch(value)),
        entries=tuple(f"{it.get('DTSTART')} {it.get('DTEND')} {it.get('STATUS')}" for it in events),
        texts=numbered(f"{it.get('SUMMARY', '')}\n{it.get('DESCRIPTION', '')}" for it in events),
    )


def _line_faults(body: bytes) -> Iterator[Fault]:
    *lines, rest = body.split(b"\r\n")
    if rest:
        yield fault(len(lines) + 1, "line-end")
    for at, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            yield fault(at, "line-end")
        elif len(line) > OCTETS:
            yield fault(at, "line-octets", number=len(line), limit=OCTETS)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a calendar as they are meant, each with the number of its first one."""
    first, whole = 0, ""
    for at, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t"):
            whole += line[1:]
            continue
        if whole:
            yield first, whole
        first, whole = at, line
    if whole:
        yield first, whole
