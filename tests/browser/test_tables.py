"""Tables and rows of promises: on a telephone, sorted, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import pytest
from playwright.sync_api import Browser, Page, expect

from microsite.content.pages import PageKind
from microsite.pages.plan import Page as PlannedPage
from tests.conftest import Served
from tests.samples import ANY_CONTENT, expect_none

TELEPHONES = (320, 360, 390)
WIDTHS = (*TELEPHONES, 768, 1024, 1152, 1440)
WITH_TABLES: tuple[PageKind, ...] = ("targets", "launch", "sector")
SMALLEST = 10  # px: 7.5 pt
FINGER = 44  # px

# What of a table does not lie in the window, or is cut off by its own cell.
OUTSIDE = """() => [...document.querySelectorAll("table :is(th, td)")].filter((cell) => {
  const head = cell.closest("thead"), box = cell.getBoundingClientRect();
  if (!box.width || (head && head.offsetWidth <= 1)) return false;
  return box.left < -0.5 || box.right > innerWidth + 0.5 || cell.scrollWidth > cell.clientWidth + 1;
}).map((cell) => cell.textContent.trim().slice(0, 60))"""

# Of each promise the sizes of its title and of its number.
SIZES = """() => [...document.querySelectorAll(".target-card, .target-table tbody tr")].flatMap((entry) => {
  const of = (name) => entry.querySelector(`[class$="__${name}"]`);
  const size = (it) => parseFloat(getComputedStyle(it).fontSize);
  return of("number") ? [[entry.id, size(of("title")), size(of("number"))]] : [];
})"""

# The sizes of all text in tables and rows of promises.
TEXT_SIZES = """() => {
  const sizes = new Set();
  for (const part of document.querySelectorAll(".target-card, .target-table, .fact-table")) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const it = walk.currentNode.parentElement;
      if (walk.currentNode.data.trim() && !it.closest(".visually-hidden, [data-noprint]"))
        sizes.add(parseFloat(getComputedStyle(it).fontSize));
    }
  }
  return [...sizes];
}"""


def pages_with_tables(served: Served) -> Iterator[PlannedPage]:
    yield from (page for page in served.sample.pages if page.key[0] in WITH_TABLES)


def open_targets(served: Served, browser: Browser, width: int, query: str = "") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(served.address(served.sample.page("targets").path) + query)
    return page


@ANY_CONTENT
def test_no_cell_lies_outside_the_window(served: Served, browser: Browser) -> None:
    """In every language every cell of every table is seen whole, on the smallest telephone as on a desk."""
    faults = []
    page = browser.new_page()
    for planned in pages_with_tables(served):
        page.goto(served.address(planned.path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            faults += [f"{planned.path} at {width}: {said}" for said in page.evaluate(OUTSIDE)]
    page.close()
    expect_none(faults)


@ANY_CONTENT
def test_numbers_are_larger_than_titles(served: Served, browser: Browser) -> None:
    """The number of a promise is always larger than its title."""
    faults, seen = [], 0
    page = browser.new_page()
    for planned in pages_with_tables(served):
        page.goto(served.address(planned.path))
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            sizes = page.evaluate(SIZES)
            seen += len(sizes)
            faults += [f"{planned.path} at {width}: {id}" for id, title, number in sizes if number <= title]
    page.close()
    assert seen
    expect_none(faults)


@pytest.mark.parametrize("kind", ["targets", "launch"])
def test_a_card_is_still_a_row(served: Served, browser: Browser, kind: PageKind) -> None:
    """Readers who hear the page find the same rows, headings and cells whatever the width; each part of a
    table says its role, as some browsers forget it where it is not drawn as one."""
    heard = []
    for width in (360, 1440):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(served.address(served.sample.page(kind).path))
        tree = page.locator("main").aria_snapshot()
        assert not page.locator("table :is(thead, tbody, tr, th, td):not([role])").count()
        heard.append({role: len(re.findall(rf"- {role}\b", tree)) for role in ("table", "row", "rowheader")})
        page.close()
    assert heard[0] == heard[1]
    assert heard[0]["rowheader"]


def test_sources_unfold_on_a_telephone(served: Served, browser: Browser) -> None:
    """There the sources stand under their count, which a finger can press; on a desk they stand open."""
    page = open_targets(served, browser, 360)
    cell = page.locator(".target-table tbody td:last-child").first
    count, link = cell.locator("summary"), cell.locator("details a").first
    box = count.bounding_box()
    assert box
    assert box["height"] >= FINGER
    expect(link).to_be_hidden()
    count.click()
    expect(link).to_be_visible()
    page.close()
    page = open_targets(served, browser, 1440)
    expect(page.locator(".target-table details a").first).to_be_visible()
    expect(page.locator(".target-table summary").first).to_be_hidden()
    page.close()


def column(page: Page, at: int, name: str = "value") -> list[str]:
    """What a column sorts by, row by row of the first table."""
    rows = page.locator("table").first.locator("tbody tr")
    cells: list[str] = rows.evaluate_all(f"(rows) => rows.map((row) => row.cells[{at}].dataset.{name} ?? '')")
    return cells


def settle(page: Page) -> None:
    """The rows move after the heading has answered."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
    )


@pytest.mark.parametrize("name", ["sector", "due", "standing"])
def test_table_sorts_both_ways_and_back(served: Served, browser: Browser, name: str) -> None:
    """A button orders the rows by its column, again the other way, and a third time as they were; what has
    no value stays last, and every such table of the page has the same order."""
    page = open_targets(served, browser, 1440)
    headings = page.locator(f"th[data-sort={name}]")
    at = headings.first.evaluate("(cell) => cell.cellIndex")
    before = column(page, at)
    values = sorted(filter(None, before), key=lambda value: [int(part) for part in value.split("-")])
    blank = [""] * before.count("")
    assert len(set(values)) > 1
    for state, order in (("ascending", values), ("descending", values[::-1])):
        headings.first.locator("button").click()
        settle(page)
        for heading in headings.all():
            expect(heading).to_have_attribute("aria-sort", state)
        assert column(page, at) == [*order, *blank]
    headings.first.locator("button").click()
    settle(page)
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert column(page, at) == before
    page.close()


@ANY_CONTENT
def test_amounts_are_sorted_within_their_unit(served: Served, browser: Browser) -> None:
    """Numbers of one unit stand together, from the smallest up; what has no number comes last."""
    page = open_targets(served, browser, 1440, "?sort=amount")
    at = page.locator("th[data-sort=amount]").first.evaluate("(cell) => cell.cellIndex")
    units, values = column(page, at, "group"), column(page, at)
    groups = [
        (unit, [value for _, value in them])
        for unit, them in groupby(zip(units, values, strict=True), lambda it: it[0])
    ]
    assert len(groups) == len(set(units)) > 2
    assert groups[-1][0] == ""
    for _, numbers in groups[:-1]:
        assert [Decimal(it) for it in numbers] == sorted(map(Decimal, numbers))
    page.close()


def test_order_is_kept_in_the_address(served: Served, browser: Browser) -> None:
    """It outlives a reload and another visit, goes back and forward, and leaves what else stands there."""
    page = open_targets(served, browser, 1440, "?standing=ahead")
    at = page.locator("th[data-sort=due]").first.evaluate("(cell) => cell.cellIndex")
    given = column(page, at)
    button = page.locator("th[data-sort=due] button").first
    button.click()
    button.click()
    settle(page)
    assert page.url.endswith("?standing=ahead&sort=due&order=descending")
    turned = column(page, at)
    assert turned != given
    page.reload()
    expect(page.locator("th[data-sort=due]").first).to_have_attribute("aria-sort", "descending")
    assert column(page, at) == turned
    page.go_back()
    expect(page.locator("th[data-sort=due]").first).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    expect(page.locator("[aria-sort]")).to_have_count(0)
    assert column(page, at) == given
    page.go_forward()
    expect(page.locator("th[data-sort=due]").first).to_have_attribute("aria-sort", "ascending")
    page.close()


def test_headings_stay_in_sight(served: Served, browser: Browser) -> None:
    """Far down a long table its headings are still at the top of the window."""
    page = open_targets(served, browser, 1440)
    page.locator(".target-table").first.locator("tbody tr").last.scroll_into_view_if_needed()
    box = page.locator(".target-table thead th").first.bounding_box()
    assert box
    assert 0 <= box["y"] < 400
    page.close()


def test_tables_stay_tables_on_paper(served: Served, browser: Browser) -> None:
    """Printed, a table has rows and columns, and no text of it is too small to read."""
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    for planned in pages_with_tables(served):
        page.goto(served.address(planned.path))
        for cell in page.locator("table tbody tr > :first-child").all()[:3]:
            assert cell.evaluate("(it) => getComputedStyle(it).display") == "table-cell", planned.path
        assert min(page.evaluate(TEXT_SIZES), default=SMALLEST) >= SMALLEST - 0.01, planned.path
    page.close()
