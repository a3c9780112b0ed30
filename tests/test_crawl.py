"""Whole sites over HTTP, at the root of a host and in a folder: whatever is linked is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from microsite.line import build
from microsite.output.publish import publish
from microsite.pages.render import Wish
from tests.samples import BASE_PATH, CONTENT, DAY, expect_none
from tests.server import serve_folder

HOST = "https://example.net"  # of no source of the sites
SEEDS = ("", "sitemap.xml", "robots.txt", "404.html", "built.json")

TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}


class Linked(HTMLParser):
    """The links and ids of a page, as another parser than the engine's sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "poster", "data") and value:
                self.links.append(value)
            elif name == "srcset" and value:
                self.links += (it.split()[0] for it in value.split(","))
            elif name == "content" and value and value.startswith(HOST):
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


@dataclass
class Crawl:
    """A walk over everything that a site links to."""

    root: str
    base_url: str
    ids: dict[str, set[str]] = field(default_factory=dict)  # of each page, by its address
    asked: dict[str, str] = field(default_factory=dict)  # by address, who links there first
    wanted: list[tuple[str, str, str]] = field(default_factory=list)  # from where, to where, to which place
    faults: list[str] = field(default_factory=list)

    def go(self) -> None:
        """Ask for everything, then look for the places on pages."""
        queue = [self.root + it for it in SEEDS]
        self.asked = dict.fromkeys(queue, "")
        while queue:
            address = queue.pop()
            for link in self.answer(address):
                target, place = urldefrag(urljoin(address, link.replace(self.base_url, self.root)))
                if not target.startswith(self.root):
                    if urlsplit(target).netloc == urlsplit(self.root).netloc:
                        self.faults.append(f"{address} leads out of the site: {link}")
                    continue
                self.wanted.append((address, target, unquote(place)))
                if target not in self.asked:
                    self.asked[target] = address
                    queue.append(target)
        for address, target, place in self.wanted:
            if place and target in self.ids and place not in self.ids[target]:
                self.faults.append(f"{address} leads to {target}, which has no {place}")

    def answer(self, address: str) -> list[str]:
        """What a file links to; what is wrong with the answer is a fault."""
        parts = urlsplit(address)
        connection = HTTPConnection(parts.netloc)
        connection.request("GET", f"{parts.path}?{parts.query}")
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            self.faults.append(f"{self.asked[address]} leads to {address}: {response.status}")
            return []
        kind = Path(parts.path).suffix.removeprefix(".") or "html"
        given = (response.getheader("Content-Type") or "").partition(";")[0]
        if given != TYPES.get(kind):
            self.faults.append(f"{address} comes as {given}")
        if kind == "html":
            page = Linked()
            page.feed(body.decode())
            self.ids[address] = page.ids
            offered = re.findall(r'<iframe src="([^"]+)"', unescape(body.decode()))  # in lines to be copied
            return [*page.links, *offered]
        return [*_links(kind, body.decode())] if given.startswith(("text/", "application/")) else []


def _links(kind: str, text: str) -> Iterator[str]:
    """What a file that is no page links to."""
    if kind == "css":
        yield from re.findall(r"""url\(["']?(?!data:|#)([^"')]+)""", text)
    elif kind in ("xml", "svg"):
        for element in ElementTree.fromstring(text).iter():
            if element.get("href"):
                yield element.attrib["href"]
            if (element.text or "").strip().startswith(HOST):
                yield str(element.text).strip()
    elif kind in ("md", "txt"):
        yield from re.findall(r"\]\(<?([^()<>\s]+)", text)
        yield from re.findall(rf"{HOST}[^\s<>()\[\]{{}}`'\"]*", text)
    elif kind == "ics":
        yield from re.findall(r"^URL[^:]*:(.+)", text.replace("\r\n ", "").replace("\r", ""), re.MULTILINE)
    elif kind == "webmanifest":
        manifest = json.loads(text)
        yield from (manifest["start_url"], manifest["scope"], *(it["src"] for it in manifest["icons"]))
    elif kind == "json" and '"resources"' in text:
        yield from (it["path"] for it in json.loads(text)["resources"])


@pytest.mark.parametrize(("name", "path"), [("other", "/"), ("other", BASE_PATH), ("real", BASE_PATH)])
def test_everything_that_is_linked_is_there(name: str, path: str, tmp_path: Path) -> None:
    """Pages, styles, pictures, feeds, data: each answers with its kind, and has the places that are named."""
    built = build(CONTENT[name], DAY, HOST + path, wish=Wish(cards=True))
    publish(built.files, tmp_path / "site")
    with serve_folder(tmp_path / "site", path) as root:
        crawl = Crawl(root, HOST + path)
        crawl.go()
    expect_none(sorted(set(crawl.faults)))
    pages = {f"{root}{it.removesuffix('index.html')}" for it in built.files if it.endswith("index.html")}
    assert len(crawl.asked.keys() & pages) > len(pages) * 0.9, "the walk has left out too much"


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    """The walk itself notices a missing file or place, another kind, and what lies out of the folder."""
    page = '<p id="a"><a href="x/">x</a><a href="#b">b</a><a href="n.bin">n</a><a href="/">o</a>'
    for name in SEEDS:
        (tmp_path / (name or "index.html")).write_text("<a/>" if name.endswith("xml") else "", "utf-8")
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "n.bin").write_text("", "utf-8")
    with serve_folder(tmp_path, BASE_PATH) as root:
        crawl = Crawl(root, HOST + BASE_PATH)
        crawl.go()
    assert sorted(it.replace(root, "") for it in crawl.faults) == [
        " leads out of the site: /",
        " leads to , which has no b",
        " leads to x/: 404",
        "n.bin comes as application/octet-stream",
    ]
