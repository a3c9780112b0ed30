from __future__ import annotations

import shutil
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from microsite.line import build
from tests.repository import Repository
from tests.samples import BASE_URL, CONTENT, DAY, Sample, attributes, build_sample, tree_of

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
        if page.key[0] != "samples"  # whose examples are true of nothing
    }
    for path, alternates in expected.items():
        first = next(iter(alternates.values()))
        alternates["x-default"] = BASE_URL if path in home.values() else first
    assert listed == expected | {BASE_URL: {**home, "x-default": BASE_URL}}
    assert len(root) == len(listed)


def test_days_in_the_sitemap_are_those_of_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page has the day on which its files changed, or those of what it shows; never that of the build."""
    repository = Repository(tmp_path / "town", monkeypatch)
    repository.commit(tree_of(CONTENT["other"]), "2026-03-01T12:00:00+00:00")
    stations = (repository.content / "stations/2027-2035.yaml").read_text("utf-8")
    changed = {"stations/2027-2035.yaml": f"{stations}\n# Looked at again.\n"}
    repository.commit(changed, "2026-05-06T12:00:00+00:00")
    sample = build_sample(repository.content)
    root = ElementTree.fromstring(sample.files["sitemap.xml"])
    days = {
        (entry.findtext("s:loc", namespaces=NAMES) or "").removeprefix(BASE_URL): entry.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for entry in root.findall("s:url", NAMES)
    }
    assert {*days.values()} == {"2026-03-01", "2026-05-06"}
    newer = {path.removeprefix("de/") for path, day in days.items() if day == "2026-05-06" and "de/" in path}
    assert {"", "calendrier/", "calendrier/2027/"} <= newer
    assert not {"lignes/", "objectifs/", "lexique/", "calendrier/2019/"} & newer
    for page in sample.pages:
        address = page.path.removesuffix("index.html")
        told = attributes(sample.trees[page.path], "meta[property='article:modified_time']", "content")
        if page.key[0] != "samples":
            assert told == ([] if page.key[0] == "home" else [days[address]]), page.path


def test_without_a_history_nobody_knows_the_days(tmp_path: Path) -> None:
    """What is not known is not said; a site in one language has no root page to be found."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT["other"].parent / "past", content)
    built = build(content, DAY, BASE_URL)
    sitemap = built.files["sitemap.xml"].decode()
    assert "<lastmod>" not in sitemap
    assert (f"<loc>{BASE_URL}</loc>" in sitemap) == (len(built.site.settings.languages) > 1)


def test_robots_may_read_everything_and_find_the_sitemap(sample: Sample) -> None:
    """robots.txt keeps nobody out and names the sitemap by its full address."""
    robots = RobotFileParser()
    robots.parse(sample.files["robots.txt"].decode().splitlines())
    assert robots.can_fetch("any", address(sample.pages[0].path))
    assert robots.site_maps() == [f"{BASE_URL}sitemap.xml"]
