"""Controls in a real browser: the mark of focus."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

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
