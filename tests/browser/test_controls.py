"""Controls in a real browser: the mark of focus, and tables that sort."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Served

RING = 6  # px around a focused element: the outline and its offset in base.css
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  return {
    name: it.outerHTML.slice(0, 90), link: it.tagName === "A", top: box.top, bottom: box.bottom,
    fill: getComputedStyle(it).backgroundColor, ring: getComputedStyle(it).outlineStyle,
  };
}"""


@pytest.mark.parametrize("kind", ["home", "method"])
def test_focus_is_seen(served: Served, browser: Browser, kind: str) -> None:
    """Whatever takes the focus has a ring that lies inside the window; a link is filled as well."""
    page = browser.new_page(viewport={"width": 1280, "height": 500}, reduced_motion="reduce")
    page.goto(served.address(served.sample.page(kind).path))  # type: ignore[arg-type]
    links = page.locator("main a:visible").count()
    seen = 0
    while seen < min(links, 60):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["ring"] == "solid", focused
        if focused["link"]:
            seen += 1
            assert focused["fill"] != "rgba(0, 0, 0, 0)", focused
            assert focused["bottom"] + RING <= 500, focused
    page.close()


def column(page: Page, at: int) -> list[str]:
    """What a column sorts by, row by row."""
    cells: list[str] = (
        page.locator("table")
        .first.locator("tbody tr")
        .evaluate_all(f"(rows) => rows.map((row) => row.cells[{at}].dataset.value)")
    )
    return cells


@pytest.mark.parametrize("nth", [1, 2], ids=["due", "standing"])
def test_table_sorts_both_ways(served: Served, browser: Browser, nth: int) -> None:
    """A button orders the rows by its column, pressed again the other way; what has no value stays last.

    Another table of the page stays as it is.
    """
    page = browser.new_page()
    page.goto(served.address(served.sample.page("targets").path))
    tables = page.locator("table")
    others = [tables.nth(at).inner_text() for at in range(1, tables.count())]
    heading = tables.first.locator("th[data-sort]").nth(nth)
    at = heading.evaluate("(cell) => cell.cellIndex")
    before = column(page, at)
    values = sorted(filter(None, before), key=lambda value: [int(part) for part in value.split("-")])
    blank = [""] * before.count("")
    assert len(set(values)) > 1
    for state, order in (("ascending", values), ("descending", values[::-1])):
        heading.locator("button").click()
        expect(heading).to_have_attribute("aria-sort", state)
        page.wait_for_function(
            "([at, wanted]) => [...document.querySelector('tbody').rows]"
            ".map((row) => row.cells[at].dataset.value).join() === wanted",
            arg=[at, ",".join([*order, *blank])],
        )
    assert [tables.nth(at).inner_text() for at in range(1, tables.count())] == others
    page.close()
