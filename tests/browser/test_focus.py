"""Where the keys are, for readers who go by keys."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import DESK, tab
from tests.conftest import Served
from tests.samples import ANY_CONTENT, expect_none

pytestmark = ANY_CONTENT

# Every text of every link whose contrast with the ground below it is too low while the link has the focus.
FAINT = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const linear = (it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour).map((it) => linear(it / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (node) => {
    const own = getComputedStyle(node).backgroundColor;
    return parts(own)[3] === 255 ? own : ground(node.parentElement);
  };
  const faint = [];
  let focused = 0;
  for (const link of document.querySelectorAll("a[href]")) {
    link.focus({ preventScroll: true });
    if (!link.checkVisibility() || !link.matches(":focus-visible")) continue;
    focused++;
    for (const node of [link, ...link.querySelectorAll("*")]) {
      const text = [...node.childNodes].filter((it) => it.nodeType === Node.TEXT_NODE && it.data.trim());
      if (!text.length || !node.checkVisibility()) continue;
      const [one, other] = [getComputedStyle(node).color, ground(node)].map(luminance);
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < 4.5) faint.push(`${node.className || node.tagName} ${text[0].data}: ${contrast}`);
    }
  }
  return [focused, faint];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focused_links_can_be_read(served: Served, browser: Browser, scheme: Any) -> None:
    """Whatever colour a link has, and what stands in it, on the ground that the focus gives it."""
    faults: list[str] = []
    with tab(browser, color_scheme=scheme, reduced_motion="reduce", viewport=DESK) as page:
        for path in served.sample.one_of_each_kind():
            page.goto(served.address(path))
            page.keyboard.press("Tab")  # the focus is shown to those who use keys
            focused, faint = page.evaluate(FAINT)
            assert focused, path
            faults += (f"{path}: {it}" for it in faint)
    expect_none(faults)
