"""The line map in a browser: labels that never meet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from tests.conftest import Served
from tests.samples import ANY_CONTENT

WIDTHS = (320, 360, 600, 768, 991, 1024, 1100, 1280, 1440, 1920, 2560)
TEXT_SIZES = ("100%", "200%")

# Pairs of labels whose letters meet, labels wider than the room they were given, and how far the
# page reaches over the window's edge.
MEASURE = """() => {
  const shown = [...document.querySelectorAll(".line-map [data-stop] a > :last-child, .line-map [data-year]")]
    .filter((el) => el.getClientRects().length)
    .map((el) => {
      const range = document.createRange();
      range.selectNodeContents(el);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { el, text: el.textContent.trim(), left, right, top, bottom };
    });
  const meet = [];
  shown.forEach((a, i) => shown.slice(i + 1).forEach((b) => {
    const beside = a.right <= b.left || b.right <= a.left;
    const apart = a.bottom - 1 <= b.top || b.bottom - 1 <= a.top;
    if (!beside && !apart) meet.push(`${a.text} × ${b.text}`);
  }));
  const wide = shown.filter(({ el, left, right }) => {
    const link = el.closest("a");
    const placed = link && getComputedStyle(link).position === "absolute";
    return placed && right - left > link.getBoundingClientRect().width;
  }).map(({ text }) => text);
  const small = [...document.querySelectorAll(".line-map a:not([tabindex])")]
    .map((el) => el.getBoundingClientRect())
    .filter((box) => box.width && Math.min(box.width, box.height) < 43.9).length;
  return { count: shown.length, meet, wide, small, over: document.documentElement.scrollWidth - innerWidth };
}"""


def homes(served: Served) -> list[str]:
    return [f"{lang}/index.html" for lang in served.sample.site.settings.languages]


def measure(page: Page, width: int, text_size: str) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", text_size)
    measured: dict[str, Any] = page.evaluate(MEASURE)
    return measured


@ANY_CONTENT
def test_no_label_meets_another_at_any_width_and_text_size(browser: Browser, served: Served) -> None:
    """From 320 to 2560 px, at ordinary and at double text size, in every language."""
    named = sum(bool(station.label) for station in served.sample.site.stations.values())
    with browser.new_context() as context:
        page = context.new_page()
        for path in homes(served):
            page.goto(served.address(path))
            for width in WIDTHS:
                for text_size in TEXT_SIZES:
                    measured = measure(page, width, text_size)
                    where = (path, width, text_size)

                    assert measured["count"] >= named > 0, where
                    assert (where, measured["meet"]) == (where, [])
                    assert (where, measured["wide"]) == (where, [])
                    assert (where, measured["small"]) == (where, 0)
                    assert (where, measured["over"] <= 0) == (where, True)


def test_a_label_that_is_forced_wider_is_noticed(browser: Browser, served: Served) -> None:
    """The measurement above can fail: a label that has grown meets its neighbours."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(served.address(homes(served)[0]))
        page.evaluate(
            """() => document.querySelectorAll(".line-map [data-stop] a > :last-child")
                 .forEach((label) => { label.textContent += " which has grown much longer"; })"""
        )
        measured = measure(page, 1280, "100%")

        assert measured["meet"]
        assert measured["wide"]


def test_the_wide_form_needs_room_and_gives_way_to_larger_text(browser: Browser, served: Served) -> None:
    """The same window shows the map at ordinary text size and the lanes at double."""
    picture = "document.querySelector('.line-map svg').getClientRects().length"
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(served.address(homes(served)[0]))

        assert page.evaluate(picture) == 1
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(picture) == 0
