"""The frame of every page in a browser: header, menu, list of contents, width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from microsite.content.pages import PageKind
from microsite.pages.navigation import menu_styles, navigation
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH
from tests.browser.test_pages import tab
from tests.conftest import Served
from tests.looks import enlarge_text
from tests.samples import ANY_CONTENT, expect_none

pytestmark = ANY_CONTENT

TALLEST = 56  # px of the header on a telephone
TOPS_OF_NAMES = """() => [...document.querySelectorAll(".site-header li > *")]
  .filter((it) => it.getClientRects().length).map((it) => Math.round(it.getBoundingClientRect().top))"""
# What the pages of the frame itself are: components of other pages have tests of their own.
FRAMED: tuple[PageKind, ...] = ("about", "changes", "questions", "glossary")

# What stands between links and has lost its place behind the first of them.
STRAY_COMMAS = """() => {
  const stray = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, link = text.previousElementSibling, at = text.data.search(/\\S/);
    if (link?.tagName !== "A" || text.previousSibling !== link || !/[,،、]/.test(text.data[at])) continue;
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const comma = range.getBoundingClientRect(), box = [...link.getClientRects()].at(-1);
    if (box && comma.height && comma.top >= box.bottom - 2) stray.push(link.textContent);
  }
  return stray;
}"""

# How far the heading of a page stands below the top of its head, or below the line above it.
BELOW = """() => {
  const head = document.querySelector(".page-head"), title = head.querySelector("h1");
  const above = head.querySelector(".page-head__kicker");
  const top = (it) => it.getBoundingClientRect().top;
  return top(title) - (above ? above.getBoundingClientRect().bottom : top(head));
}"""


def open_home(page: Page, served: Served, lang: str) -> None:
    page.goto(served.address(served.sample.page("home", lang).path))


MARGINS = 80  # of the page, both, in px at its widest


def header_height(page: Page) -> float:
    box = page.locator(".site-header").bounding_box()
    assert box
    return box["height"]


def test_menu_is_one_row_on_a_wide_screen(served: Served, browser: Browser) -> None:
    """At 1440 px all pages and languages stand in one row, and so they do where the row just fits."""
    site = served.sample.site
    for lang in served.sample.languages:
        least = float(menu_styles(site, lang).partition("--menu-open:")[2].partition("rem")[0]) * 16 + MARGINS
        assert least <= 1440, lang
        for width in (int(least) + 1, 1440):
            with tab(browser, viewport={"width": width, "height": 800}) as page:
                open_home(page, served, lang)
                tops = page.evaluate(TOPS_OF_NAMES)
                assert len(tops) == len(navigation(site, lang)) + len(site.settings.languages), (lang, width)
                assert max(tops) - min(tops) <= 2, (lang, width, tops)
                assert header_height(page) <= TALLEST
                assert not page.locator(".site-header__menu").is_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_menu_folds_on_a_telephone(served: Served, browser: Browser) -> None:
    """At 360 px the header is one low row; the button opens all links, without script, and closes them."""
    for lang in served.sample.languages:
        with tab(browser, viewport={"width": 360, "height": 740}, java_script_enabled=False) as page:
            open_home(page, served, lang)
            assert header_height(page) <= TALLEST, lang
            links = page.locator(".site-header__pages li > *")
            assert not links.first.is_visible()
            button = page.locator(".site-header__menu")
            button.click()
            boxes = [link.bounding_box() for link in links.all()]
            assert len(boxes) >= sum(1 for it in served.sample.site.pages.values() if it.nav), lang
            for box in boxes:
                assert box, lang
                assert box["height"] >= 44, lang
                assert 0 <= box["x"] <= 360 - box["width"], lang
            page.keyboard.press("Escape")
            assert not links.first.is_visible()
            button.press("Enter")
            page.mouse.click(180, 730)
            assert not links.first.is_visible()


def test_keyboard_goes_on_from_the_button_into_the_menu(served: Served, browser: Browser) -> None:
    """Enter opens, Tab reaches the first page of the menu."""
    with tab(browser, viewport={"width": 360, "height": 740}) as page:
        open_home(page, served, served.sample.languages[0])
        page.locator(".site-header__menu").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.querySelector('.site-header__pages a')")


def test_contents_stand_beside_the_text_where_there_is_room(served: Served, browser: Browser) -> None:
    """At 1440 px the list is open beside the text and stays in sight; at 360 px it is folded above it."""
    page_of = served.sample.page("launch")
    for width, beside in ((1440, True), (360, False)):
        with tab(browser, viewport={"width": width, "height": 800}, reduced_motion="reduce") as page:
            page.goto(served.address(page_of.path))
            link, text = page.locator(".contents a").last, page.locator(".contents__text").bounding_box()
            assert link.is_visible() is beside
            contents = page.locator(".contents").bounding_box()
            assert contents
            assert text
            assert (contents["x"] >= text["x"] + text["width"]) is beside
            if beside:
                page.evaluate("(top) => scrollTo({top, behavior: 'instant'})", text["y"] + text["height"] / 2)
                box = link.bounding_box()
                assert box
                assert 0 <= box["y"] <= 800
            else:
                page.locator(".contents summary").click()
                assert link.is_visible()


def test_wide_screen_is_used(served: Served, browser: Browser) -> None:
    """At 1440 px the page is 1360 px wide, between margins of 40 px."""
    with tab(browser, viewport={"width": 1440, "height": 800}) as page:
        for path in (served.sample.page("about").path, served.sample.page("sectors").path):
            page.goto(served.address(path))
            box = page.locator(".page-head").bounding_box()
            assert box
            assert (round(box["x"]), round(box["width"])) == (40, 1360)


@pytest.mark.parametrize(("width", "letters"), [(320, 16), (640, 32)])
def test_frame_fits_narrow_windows_and_large_letters(
    served: Served, browser: Browser, width: int, letters: int
) -> None:
    """Nothing of the frame scrolls sideways at 320 px, nor at 640 px with letters of 32 px."""
    sample = served.sample
    paths = [ROOT_PATH, NOT_FOUND_PATH]
    paths += [sample.page(kind, lang).path for kind in FRAMED for lang in sample.languages]
    faults = []
    with tab(browser, viewport={"width": width, "height": 800}) as page:
        # The default of the browser, as its reader sets it: media queries go by it as well.
        enlarge_text(page, letters)
        for path in paths:
            page.goto(served.address(path))
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letters}px"
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{path}: {wide}")
    expect_none(faults)


def test_no_line_begins_with_a_comma(served: Served, browser: Browser) -> None:
    """On a telephone links stand one a line where they need room; what parts them is not left alone."""
    faults = []
    with tab(browser, viewport={"width": 360, "height": 740}) as page:
        for path in served.sample.one_of_each_kind():
            page.goto(served.address(path))
            faults += [f"{path}: after {link}" for link in page.evaluate(STRAY_COMMAS)]
    expect_none(faults)


def test_headings_stand_at_the_top(served: Served, browser: Browser) -> None:
    """However long the lead beside it is, the heading of a page is where it is on every other."""
    faults = []
    with tab(browser, viewport={"width": 1440, "height": 800}) as page:
        for path in served.sample.one_of_each_kind():
            page.goto(served.address(path))
            if page.locator(".page-head").count() and not -1 <= (below := page.evaluate(BELOW)) <= 8:
                faults.append(f"{path}: {below} px lower")
    expect_none(faults)


def test_sources_come_before_the_history_of_the_page(served: Served) -> None:
    """On the page of an entry, who says so is read before what this site has said."""
    path = next(page.path for page in served.sample.pages if page.key[0] == "record")
    tree = served.sample.trees[path]
    order = [
        node.id for node in tree.css("section > h2") if node.id in ("record-sources-of", "record-history")
    ]
    assert order == ["record-sources-of", "record-history"]


def test_terms_stand_in_the_order_of_their_index(served: Served) -> None:
    """The glossary is sorted in each language, and its index, where it has one, is sorted alike."""
    for lang in served.sample.languages:
        tree = served.sample.trees[served.sample.page("glossary", lang).path]
        terms = [node.id for node in tree.css(".glossary__entry")]
        links = [(node.attributes["href"] or "").partition("#")[2] for node in tree.css(".glossary-index a")]
        assert links in ([], terms), lang
        names = [node.text().strip().lower() for node in tree.css(".glossary dt")]
        assert names == sorted(names), lang
