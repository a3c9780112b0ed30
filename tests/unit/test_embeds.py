"""Parts of a site that stand in pages of others."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from microsite.memory import Memory
from microsite.pages.citation import unjoined
from microsite.pages.embeds import Embed, plan_embeds
from microsite.pages.urls import EMBEDDED
from tests.samples import BASE_URL, DAY, Sample, attributes, edit

HEAVIEST = 14_000  # bytes on the wire


def address(path: str) -> str:
    return BASE_URL + path.removesuffix("index.html")


def test_everything_that_can_stand_elsewhere_is_there(sample: Sample) -> None:
    """The map, every sector and every promise, in every language."""
    site = sample.site
    parts = ["map/", *(f"sector/{id}/" for id in site.sectors), *(f"promise/{id}/" for id in site.targets)]
    expected = {f"embed/{lang}/{part}index.html" for lang in sample.languages for part in parts}
    assert set(sample.embeds) == expected


def test_part_says_where_it_belongs(sample: Sample) -> None:
    """No list has it, the page that it is a part of is named, and every link leaves the frame."""
    pages = {(page.lang, page.key): page.path for page in sample.pages}
    for embed in plan_embeds(sample.site):
        tree = sample.trees[embed.path]
        page = address(pages[embed.lang, embed.key])
        assert attributes(tree, "meta[name=robots]", "content") == ["noindex"]
        assert attributes(tree, "link[rel=canonical]", "href") == [page]
        assert attributes(tree, "base", "target") == ["_blank"]
        whole = attributes(tree, ".embed__whole a", "href")
        assert [urljoin(address(embed.path), it) for it in whole] == [
            page + (f"#{embed.anchor}" if embed.anchor else "")
        ]
        assert tree.css("header, nav, form, button[type=submit]") == []
    assert b"embed/" not in sample.files["sitemap.xml"]


def promises(sample: Sample) -> list[Embed]:
    return [it for it in plan_embeds(sample.site) if it.part == "promise"]


def test_promise_says_what_is_known_of_it(sample: Sample) -> None:
    """Title, number, standing, weight, the day of the check and every publisher stand in it."""
    for embed in promises(sample):
        site, lang = sample.site, embed.lang
        target, tree = site.targets[embed.id][1], sample.trees[embed.path]
        text, interface = unjoined(tree.body.text() if tree.body else ""), site.interface
        (standing,) = tree.css(".embed__known .standing")
        assert standing.text() == interface.standing[standing.attributes["data-state"]][lang]  # type: ignore[index]
        assert interface.weight[site.weights[embed.id]][lang] in text
        assert len(tree.css(".embed__number data")) == (0 if target.value is None else 1), embed.path
        assert attributes(tree, ".embed__foot time", "datetime") == [str(site.settings.checked)]
        for source in target.sources:
            it = site.sources[source]
            assert unjoined(it.known_as.get(lang, it.publisher)) in text, embed.path


def test_parts_are_light(sample: Sample) -> None:
    """The page of each part weighs no more than 14 kB on the wire."""
    heavy = {path: len(gzip.compress(sample.files[path], 9)) for path in sample.embeds}
    assert max(heavy.values()) <= HEAVIEST, heavy


@pytest.mark.parametrize("kind", ["timeline", "sector"])
def test_line_to_copy_is_a_frame(sample: Sample, kind: str) -> None:
    """It is one iframe with title, place for its height, and the absolute address of a part that is there."""
    subject = next(iter(sample.site.sectors)) if kind == "sector" else ""
    for lang in sample.languages:
        page = sample.trees[sample.page(kind, lang, subject).path]  # type: ignore[arg-type]
        *_, line, fitting = (node.text() for node in page.css(".reuse code[data-taken=code]"))
        assert "embed.js" in fitting  # the line by which it gets its height
        frame = LexborHTMLParser(line).css_first("iframe")
        assert frame is not None
        given = frame.attributes
        assert (given["width"], given["loading"]) == ("100%", "lazy")
        assert given["title"]
        assert int(given["height"] or "") > 200
        assert f"{given['src']}index.html".removeprefix(BASE_URL) in sample.embeds


def test_home_leads_to_the_line_of_its_map(sample: Sample) -> None:
    """And the page of the data has the line that fits all frames."""
    for lang in sample.languages:
        home, timeline, data = (sample.page(kind, lang).path for kind in ("home", "timeline", "data"))
        led = [urljoin(home, it) for it in attributes(sample.trees[home], ".reuse a", "href")]
        assert f"{timeline.removesuffix('index.html')}#reuse" in led
        assert sample.trees[timeline].css_first("#reuse code") is not None
        lines = [LexborHTMLParser(node.text()) for node in sample.trees[data].css("code")]
        assert [src for line in lines for src in attributes(line, "script", "src")] == [f"{BASE_URL}embed.js"]
        assert "embed.js" in sample.files


def test_site_without_open_data_has_all_on_its_own_pages(tmp_path: Path) -> None:
    """What it says without a fact or a source has no table; nothing is to be had on another page then."""
    files = {
        "site.yaml": "title: {fr: Le tram}\ndescription: {fr: Deux lignes de tram.}\nlanguages: {fr: {}}\n",
        "pages/home.fr.md": "Deux lignes.\n",
        "sectors/port.yaml": 'number: 1\nname: {fr: Port}\ncolour: "#0b6e8f"\nanswer: {fr: Au port.}\n',
        "sectors/hill.yaml": 'number: 2\nname: {fr: Colline}\ncolour: "#a3402b"\nanswer: {fr: En haut.}\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    site = build(tmp_path, DAY, BASE_URL).files
    home, port = (
        [node.text() for node in LexborHTMLParser(site[path]).css(".reuse code[data-taken=code]")]
        for path in ("fr/index.html", next(it for it in site if it.endswith("/port/index.html")))
    )
    assert [it[:8] for it in home] == ["@misc{ex"]
    assert [it[:8] for it in port] == ["@misc{ex", "<iframe ", "<script "]


def test_one_promise_changes_only_what_shows_its_sector(content: Path) -> None:
    """A build after a change makes the parts with that promise and its sector, and keeps all others."""
    memory = Memory()
    site = build(content, DAY, BASE_URL, memory=memory).site
    id, (sector, target) = next((id, it) for id, it in site.targets.items() if it[0])
    words = next(iter(target.metric.root.values()))
    edit(content / f"sectors/{sector}.yaml", f'"{words}"', f'"{words} (x)"')
    after = build(content, DAY, BASE_URL, memory=memory)
    anew = {path for path in after.files if path.startswith(EMBEDDED)}
    of_sector = [it for it in plan_embeds(site) if it.part == "map" or sector in (it.id, it.key[1])]
    assert {f"embed/{lang}/promise/{id}/index.html" for lang in site.settings.languages} <= anew
    assert anew <= {it.path for it in of_sector}
    assert len(of_sector) < len(plan_embeds(site)) / 1.5
    assert sum(b"(x)" in after.files[path] for path in anew) == 1


def test_what_was_called_otherwise_keeps_its_address(content: Path) -> None:
    """At the old addresses of a sector and a promise stands what they are now."""
    edit(content / "sectors/port.yaml", "number: 1\n", "number: 1\nmoved: [canal]\n")
    edit(content / "sectors/port.yaml", "  port-riders:\n", "  port-riders:\n    moved: [canal-riders]\n")
    files = build(content, DAY, BASE_URL).files
    for old, new in (("sector/canal", "sector/port"), ("promise/canal-riders", "promise/port-riders")):
        one, other = (LexborHTMLParser(files[f"embed/fr/{it}/index.html"]) for it in (old, new))
        assert one.css_first("main").text() == other.css_first("main").text()  # type: ignore[union-attr]
