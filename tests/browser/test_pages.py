"""Every page of both sites in a browser, served under a folder of a host.

One visit collects what is to be seen on every page; each test looks at its part of that.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response
from selectolax.lexbor import LexborHTMLParser

from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH
from tests.conftest import Served
from tests.samples import ANY_CONTENT, attributes, expect_none

pytestmark = ANY_CONTENT

WIDTHS = (320, 360, 768, 1440)
DESK = {"width": max(WIDTHS), "height": 800}
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


TEXT_WITHOUT_BUTTONS = """main => {
  const buttons = [...main.querySelectorAll("button:not([hidden])")];
  for (const button of buttons) button.hidden = true;
  const text = main.innerText;
  for (const button of buttons) button.hidden = false;
  return text;
}"""


@contextmanager
def tab(browser: Browser, **options: Any) -> Iterator[Page]:
    """A fresh browser profile with one tab."""
    with browser.new_context(**options) as context:
        yield context.new_page()


def visit(page: Page, served: Served, path: str) -> int:
    """Open a file of the site; return the HTTP status."""
    response = page.goto(served.address(path))
    assert response is not None
    return response.status


def fetch(address: str) -> tuple[int, bytes]:
    """Status and body, whatever the status."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


@dataclass
class Observation:
    """What one visit to one page shows."""

    path: str
    status: int = 0
    lang: str = ""
    direction: str = ""
    main_headings: int = 0
    text: str = ""
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    first_stop: str | None = None
    first_stop_is_visible: bool = False
    after_skip: str = ""


@pytest.fixture(scope="module")
def observations(served: Served, browser: Browser) -> dict[str, Observation]:
    """Every page of a site, visited once; what stands in pages of others has tests of its own."""
    seen: dict[str, Observation] = {}
    with tab(browser, viewport=DESK) as page:
        now = Observation("")

        def note_answer(answer: Response) -> None:
            if answer.status >= 400:
                now.errors.append(f"{answer.status} {answer.url}")

        page.on("console", lambda said: now.errors.append(said.text))
        page.on("pageerror", lambda error: now.errors.append(str(error)))
        page.on("response", note_answer)
        page.on("request", lambda request: now.requests.append(request.url))
        trees = served.sample.trees
        led = {it for it in trees if trees[it].css("meta[http-equiv=refresh]")}  # they are left at once
        for path in [it for it in trees if it not in served.sample.embeds and it not in led]:
            now = seen[path] = Observation(path)
            now.status = visit(page, served, path)
            observe(page, now)
    return seen


def observe(page: Page, seen: Observation) -> None:
    """Read, widen and walk through the page that is open."""
    seen.lang, seen.direction, seen.main_headings = page.evaluate(
        "[document.documentElement.lang,"
        " document.documentElement.dir, document.querySelectorAll('h1').length]"
    )
    seen.text = page.locator("main").evaluate(TEXT_WITHOUT_BUTTONS)
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    seen.first_stop = first.get_attribute("href") if first.count() else None
    seen.first_stop_is_visible = _on_screen(first.bounding_box()) if first.count() else False
    if seen.first_stop == "#content":
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        seen.after_skip = page.evaluate(
            "document.querySelector('main').contains(document.activeElement)"
            " ? '' : document.activeElement.outerHTML.slice(0, 80)"
        )
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            seen.too_wide.append(f"{wide} wide in a window of {width}")


def _on_screen(box: Any) -> bool:
    return bool(box) and box["x"] >= 0 and box["y"] >= 0 and box["width"] > 1 and box["height"] > 1


Observations = dict[str, Observation]


def test_pages_load_without_errors(observations: Observations) -> None:
    """Every page is answered with 200, has one main heading, and no error is logged."""
    expect_none(f"{it.path}: status {it.status}" for it in observations.values() if it.status != 200)
    expect_none(f"{it.path}: {it.errors}" for it in observations.values() if it.errors)
    expect_none(f"{it.path}: {it.main_headings} h1" for it in observations.values() if it.main_headings != 1)


def test_pages_ask_no_other_host(served: Served, observations: Observations) -> None:
    """No page asks anything of another host."""
    asked = {url: it.path for it in observations.values() for url in it.requests}
    assert len(asked) > len(observations)
    expect_none(f"{path}: {url}" for url, path in asked.items() if not url.startswith(served.root))


def test_pages_say_their_language(served: Served, observations: Observations) -> None:
    """Every page says in which language and direction it is written."""
    languages = served.sample.site.settings.languages
    expected = {page.path: (page.lang, languages[page.lang].direction) for page in served.sample.pages}
    said = {path: (observations[path].lang, observations[path].direction) for path in expected}
    assert said == expected


def test_first_tab_stop_skips_to_the_content(served: Served, observations: Observations) -> None:
    """The first press of Tab shows a link to the content; following it, the next Tab stop is there."""
    for page in served.sample.pages:
        seen = observations[page.path]
        assert (seen.first_stop, seen.first_stop_is_visible) == ("#content", True), page.path
        main = served.sample.trees[page.path].css_first("main")
        if main is not None and main.css("a, summary, [tabindex='0']"):
            assert seen.after_skip == "", page.path


def test_pages_read_the_same_without_script(
    served: Served, browser: Browser, observations: Observations
) -> None:
    """The text of each kind of page is the same without script, but for buttons that need it."""
    faults = []
    with tab(browser, viewport=DESK, java_script_enabled=False) as page:
        for path in served.sample.one_of_each_kind():
            visit(page, served, path)
            text = page.locator("main").evaluate(TEXT_WITHOUT_BUTTONS)
            assert text, path
            faults += difference(path, text, observations[path].text)
    expect_none(faults)


def difference(path: str, without: str, with_script: str) -> list[str]:
    """Where two texts of a page differ, blanks aside."""
    one, other = ([" ".join(line.split()) for line in text.splitlines()] for text in (without, with_script))
    return [f"{path}: {line}" for line in unified_diff(one, other, "without", "with", n=0, lineterm="")]


def test_pages_fit_every_width(observations: Observations) -> None:
    """No page scrolls sideways on a small telephone, a telephone, a tablet or a desk."""
    expect_none(f"{it.path} is {wide}" for it in observations.values() for wide in it.too_wide)


def test_language_switch_leads_to_the_same_page(served: Served, browser: Browser) -> None:
    """Every page links to itself in each other language, and a click keeps the place on the page."""
    sample, faults = served.sample, []
    for sisters in sample.sisters():
        for page in sisters:
            given = {
                link.attributes.get("hreflang"): urljoin(served.address(page.path), link.attributes["href"])
                for link in sample.trees[page.path].css("header a[hreflang]")
            }
            expected = {it.lang: served.address(it.path) for it in sisters if it != page}
            if given != expected:
                faults.append(f"{page.path}: {given}")
    first, second = sample.page("timeline"), sample.page("timeline", sample.languages[1])
    anchor = next(iter(sample.site.stations))
    with tab(browser, viewport={"width": 1440, "height": 800}) as opened:
        opened.goto(f"{served.address(first.path)}#{anchor}")
        opened.locator(f"header a[hreflang={second.lang}]").first.click()
        opened.wait_for_url(f"{served.address(second.path)}#{anchor}")
    expect_none(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_meet_wcag(served: Served, browser: Browser, scheme: str) -> None:
    """On each kind of page axe finds no breach of WCAG 2.2 A and AA, in light and in dark."""
    faults = []
    with tab(browser, color_scheme=scheme) as page:
        for path in served.sample.one_of_each_kind():
            visit(page, served, path)
            for violation in Axe().run(page, options=AXE).response["violations"]:
                for node in violation["nodes"]:
                    faults.append(f"{path}: {violation['id']}: {node['target']}: {node['failureSummary']}")
    expect_none(faults)


def test_links_resolve(served: Served) -> None:
    """Every link of every page inside the site is answered with 200 and leads to a place that is there."""
    linked = {
        urljoin(served.address(path), link)
        for path, tree in served.sample.trees.items()
        for link in [*attributes(tree, "[href]", "href"), *attributes(tree, "[src]", "src")]
    }
    host = served.root.removesuffix("/some/base/")
    inner = {link for link in linked if link.startswith(f"{host}/")}
    assert all(link.startswith(served.root) for link in inner), "a link leaves the base path"
    answers = {address: fetch(address) for address in {urldefrag(link).url for link in inner}}
    faults = [f"{address}: {status}" for address, (status, _) in answers.items() if status != 200]
    ids = {
        address: set(attributes(LexborHTMLParser(body), "[id]", "id"))
        for address, (_, body) in answers.items()
    }
    for link in inner:
        address, anchor = urldefrag(link)
        if anchor and unquote(anchor) not in ids[address]:
            faults.append(f"{link}: no such place")
    assert len(answers) > len(served.sample.pages)
    expect_none(faults)


@pytest.mark.parametrize("missing", ["nothing", "nothing/", "a/b/c/d/e.html"])
def test_not_found_page_works_at_any_depth(served: Served, browser: Browser, missing: str) -> None:
    """An address that is not there brings the 404 page with its style, and links that lead home."""
    failed: list[str] = []
    with tab(browser) as page:
        page.on("response", lambda answer: None if answer.ok else failed.append(answer.url))
        page.goto(served.root + missing)
        assert failed == [served.root + missing]
        rules = page.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length)")
        assert rules
        assert all(rules)
        links = page.eval_on_selector_all("main a", "links => links.map((link) => link.href)")
    homes = [served.address(served.sample.page("home", lang).path) for lang in served.sample.languages]
    assert [link for link in links if link in homes] == homes


def test_root_page_offers_every_language(served: Served, browser: Browser) -> None:
    """The root page links to the home page of each language, and never goes anywhere by itself."""
    visited: list[str] = []
    with tab(browser, locale=served.sample.languages[-1]) as page:
        page.on("framenavigated", lambda frame: visited.append(frame.url))
        page.goto(served.root, wait_until="networkidle")
        links = page.eval_on_selector_all("main a", "links => links.map((link) => link.href)")
    homes = [served.address(served.sample.page("home", lang).path) for lang in served.sample.languages]
    assert [link for link in links if link in homes] == homes
    assert visited == [served.root]
    assert 'http-equiv="refresh"' not in served.sample.files[ROOT_PATH].decode().lower()


def test_root_page_marks_the_likely_language(served: Served, browser: Browser) -> None:
    """The language that the browser asks for is marked, regional forms too, and no other."""
    asked = {f"{lang}-XA": [lang] for lang in served.sample.languages} | {"eo": []}
    marked = {}
    for locale in asked:
        with tab(browser, locale=locale) as page:
            page.goto(served.root)
            marked[locale] = page.eval_on_selector_all("[data-likely]", "all => all.map((it) => it.lang)")
    assert marked == asked


def test_pages_are_valid_html(served: Served) -> None:
    """A strict HTML parser finds no error in any page, the root page and the 404 page included."""
    faults = []
    for path in [*(page.path for page in served.sample.pages), ROOT_PATH, NOT_FOUND_PATH]:
        parser = html5lib.HTMLParser()
        parser.parse(served.sample.files[path].decode())
        faults += [f"{path}:{place[0]}: {code}" for place, code, _ in parser.errors]
    expect_none(faults)
