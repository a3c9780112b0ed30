"""What is taken from a page, and parts of the site in pages of others, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from microsite.content.pages import PageKind
from tests.browser.test_pages import AXE, tab
from tests.conftest import Served
from tests.looks import enlarge_text, sideways
from tests.samples import BASE_URL, expect_none
from tests.server import serve_folder

pytestmark = pytest.mark.parametrize("sample", ["other"], indirect=True, scope="session")
HOST = (
    '<!doctype html><html lang="en"><title>A newspaper</title><link rel="icon" href="data:,"><body>{}</body>'
)
ALL_FIT = "() => [...document.querySelectorAll('iframe')].every((frame) => frame.style.height)"
SCROLLS = "document.documentElement.scrollHeight - innerHeight"


@dataclass
class Newspaper:
    """A page of another origin that shows parts of the site, and what the browser says about it."""

    page: Page
    origin: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def part_of_each_kind(served: Served, lang: str) -> list[str]:
    """The folders of the map, a sector and a promise in a language."""
    site = served.sample.site
    sector, promise = next(iter(site.sectors)), next(iter(site.targets))
    return [f"embed/{lang}/{it}/" for it in ("map", f"sector/{sector}", f"promise/{promise}")]


@contextmanager
def newspaper(
    browser: Browser, served: Served, folder: Path, html: str, width: int = 640
) -> Iterator[Newspaper]:
    """A newspaper's page with some HTML in it, open in a browser; addresses of the site are those served."""
    (folder / "index.html").write_text(HOST.format(html.replace(BASE_URL, served.root)), "utf-8")
    viewport = {"width": width, "height": 900}
    with serve_folder(folder, "/") as origin, tab(browser, viewport=viewport) as page:
        opened = Newspaper(page, origin)
        page.on("console", lambda it: opened.said.append(it.text))
        page.on("pageerror", lambda it: opened.said.append(str(it)))
        page.on("request", lambda it: opened.asked.append(it.url))
        page.goto(origin)
        yield opened


def frame_of(served: Served, page: Page, path: str) -> str:
    """The line that a page offers for pages of others."""
    page.goto(served.address(path))
    offered = page.locator(".reuse code[data-taken=code]").all_text_contents()
    return next(it for it in offered if it.startswith("<iframe "))


def fitting_script(served: Served, page: Page, lang: str) -> str:
    """The line that fits all frames: on the page of the data, or else beside the frame."""
    sample = served.sample
    kind: PageKind = "data" if "data" in sample.site.there else "timeline"
    page.goto(served.address(sample.page(kind, lang).path))
    (line,) = (it for it in page.locator("code").all_text_contents() if it.startswith("<script "))
    return line


def test_parts_stand_in_a_page_of_another_origin(served: Served, browser: Browser, tmp_path: Path) -> None:
    """With the lines that the site offers, a map and a sector are shown at their own heights, ask nothing of
    anybody else and break no policy; and their links open the site outside the frame."""
    sample = served.sample
    lang = sample.languages[0]
    sector = sample.page("sector", lang, next(iter(sample.site.sectors))).path
    with tab(browser) as page:
        html = "".join(frame_of(served, page, it) for it in (sample.page("timeline", lang).path, sector))
        html += fitting_script(served, page, lang)
    with newspaper(browser, served, tmp_path, html) as paper:
        frames = paper.page.locator("iframe")
        expect(frames).to_have_count(2)
        for at in range(2):
            frames.nth(at).scroll_into_view_if_needed()
        paper.page.wait_for_function(ALL_FIT)
        inner = [it for it in paper.page.frames if it != paper.page.main_frame]
        for frame in inner:
            frame.wait_for_function(f"{SCROLLS} <= 0")
            assert frame.evaluate("innerHeight - document.documentElement.getBoundingClientRect().height") < 2
        assert paper.said == []
        expect_none(it for it in paper.asked if not it.startswith((served.root, paper.origin, "data:")))
        with paper.page.expect_popup() as opened:
            paper.page.frame_locator("iframe >> nth=1").locator(".embed__whole a").click()
        opened.value.wait_for_url(served.address(sector))
        assert paper.page.url == paper.origin


def test_frame_without_the_script_stays_as_given(served: Served, browser: Browser, tmp_path: Path) -> None:
    """The height of the line holds, and what is higher scrolls inside."""
    with tab(browser) as page:
        frame = frame_of(served, page, served.sample.page("timeline").path)
    with newspaper(browser, served, tmp_path, frame, width=360) as paper:
        inner = paper.page.frame_locator("iframe")
        expect(inner.locator("h1")).to_be_visible()
        box = paper.page.locator("iframe").bounding_box()
        assert box
        assert f'height="{round(box["height"])}"' in frame
        inner.locator(".embed__whole a").scroll_into_view_if_needed()
        expect(inner.locator(".embed__whole a")).to_be_in_viewport()


def test_heights_are_taken_from_the_frames_alone(served: Served, browser: Browser, tmp_path: Path) -> None:
    """What the page itself, or a frame of another site, says of heights is passed over."""
    (tmp_path / "liar.html").write_text(
        HOST.format("<script>parent.postMessage({type: 'embed:height', height: 9}, '*')</script>"), "utf-8"
    )
    path = part_of_each_kind(served, served.sample.languages[0])[2]
    html = (
        f'<iframe src="{BASE_URL}{path}" title="a" height="300"></iframe>'
        f'<script src="{BASE_URL}embed.js"></script><iframe src="liar.html" title="b" height="200"></iframe>'
    )
    with newspaper(browser, served, tmp_path, html) as paper:
        fitted = paper.page.locator("iframe").first
        paper.page.wait_for_function("() => document.querySelector('iframe').style.height")
        height = fitted.evaluate("it => it.style.height")
        paper.page.evaluate(
            """() => new Promise((done) => {
              addEventListener("message", () => setTimeout(done), { once: true });
              postMessage({ type: "embed:height", height: 9 }, "*");
            })"""
        )
        assert fitted.evaluate("it => it.style.height") == height != "9px"
        assert paper.page.locator("iframe").last.evaluate("it => it.style.height") == ""


def test_what_is_copied_is_what_is_shown(served: Served, browser: Browser) -> None:
    """Each button copies the text before it, letter by letter, and says so; the device's own way to share
    gets the address."""
    sample = served.sample
    path = sample.page("sector", sample.languages[0], next(iter(sample.site.sectors))).path
    with tab(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.add_init_script("navigator.share = async (it) => { window.shared = it; };")
        page.goto(served.address(path))
        page.locator(".reuse summary").click()
        rows = page.locator(".reuse dl > div")
        rows.locator("button").first.wait_for()
        assert rows.count() == 6
        for row in rows.all():
            row.locator("button").first.click()
            said = sample.site.interface.copied_text[sample.languages[0]]
            expect(row.locator("[role=status]")).to_have_text(said)
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == row.locator("[data-taken]").text_content()
        texts = rows.locator("[data-taken]").all_text_contents()
        assert texts[0] == BASE_URL + path.removesuffix("index.html")
        assert texts[3].startswith("@misc{")
        assert texts[4].startswith("<iframe ")
        share = rows.first.locator("button").last
        share.click()
        assert page.evaluate("window.shared.url") == texts[0]
        names = page.locator(".reuse button").evaluate_all("all => all.map((it) => it.textContent)")
        assert len(names) == len(set(names)) == 7


def test_without_script_there_is_no_dead_button(served: Served, browser: Browser) -> None:
    """What would be copied is text to be selected; a part stands complete."""
    lang = served.sample.languages[0]
    with tab(browser, java_script_enabled=False) as page:
        page.goto(served.address(served.sample.page("timeline", lang).path))
        page.locator(".reuse summary").click()
        assert page.locator(".reuse button").count() == 0
        for text in page.locator(".reuse [data-taken]").all():
            expect(text).to_be_visible()
        for path in part_of_each_kind(served, lang):
            page.goto(served.root + path)
            expect(page.locator(".embed__whole a")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_parts_meet_wcag_and_fit(served: Served, browser: Browser, scheme: str) -> None:
    """In light and dark axe finds no breach; nothing runs over at 320 px, nor with letters twice as large."""
    faults = []
    with tab(browser, color_scheme=scheme, viewport={"width": 640, "height": 500}) as page:
        for lang in served.sample.languages:
            for path in part_of_each_kind(served, lang):
                page.set_viewport_size({"width": 640, "height": 500})
                page.goto(served.root + path)
                found = Axe().run(page, options=AXE).response["violations"]
                faults += [f"{path}: {it['id']}: {[n['target'] for n in it['nodes']]}" for it in found]
                page.set_viewport_size({"width": 320, "height": 500})
                if over := sideways(page):
                    faults.append(f"{path}: {over} px too wide")
        enlarge_text(page, 32)
        page.set_viewport_size({"width": 640, "height": 500})
        page.goto(served.root + path)
        assert sideways(page) == 0
    expect_none(faults)


def test_open_block_meets_wcag(served: Served, browser: Browser) -> None:
    """So does what is taken from a page, unfolded, with its buttons; at 320 px nothing runs over."""
    with tab(browser, viewport={"width": 320, "height": 700}) as page:
        page.goto(served.address(served.sample.page("timeline").path))
        page.locator(".reuse summary").click()
        page.locator(".reuse button").first.wait_for()
        found = Axe().run(page, context=".reuse", options=AXE).response["violations"]
        assert found == []
        assert sideways(page) == 0
