from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from tests.samples import BASE_URL, Sample

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def address(path: str) -> str:
    return BASE_URL + path.removesuffix("index.html")


def test_sitemap_lists_every_page_with_its_languages(sample: Sample) -> None:
    """The sitemap holds the root page, and each page once with its address in every language."""
    root = ElementTree.fromstring(sample.files["sitemap.xml"])
    home = {lang: f"{BASE_URL}{lang}/" for lang in sample.languages}
    listed = {
        entry.findtext("s:loc", namespaces=NAMES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", NAMES)
        }
        for entry in root.findall("s:url", NAMES)
    }
    expected: dict[str | None, dict[str, str]] = {
        address(page.path): {it.lang: address(it.path) for it in sisters}
        for sisters in sample.sisters()
        for page in sisters
    }
    for path, alternates in expected.items():
        first = next(iter(alternates.values()))
        alternates["x-default"] = BASE_URL if path in home.values() else first
    assert listed == expected | {BASE_URL: {**home, "x-default": BASE_URL}}
    assert len(root) == len(listed)


def test_robots_may_read_everything_and_find_the_sitemap(sample: Sample) -> None:
    """robots.txt keeps nobody out and names the sitemap by its full address."""
    robots = RobotFileParser()
    robots.parse(sample.files["robots.txt"].decode().splitlines())
    assert robots.can_fetch("any", address(sample.pages[0].path))
    assert robots.site_maps() == [f"{BASE_URL}sitemap.xml"]
