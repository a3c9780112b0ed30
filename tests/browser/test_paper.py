"""Pages as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Served
from tests.samples import ANY_CONTENT, expect_none

pytestmark = ANY_CONTENT
WHITE = "rgb(255, 255, 255)"

# What of a page reaches out of its box, or says that it folds, or is drawn on anything but white.
CODE_CUT_OFF = (
    "[...document.querySelectorAll('pre')].filter((it) => it.scrollWidth > it.clientWidth + 1).length"
)
MARKERS = """[...document.querySelectorAll("summary")].map((it) => getComputedStyle(it).listStyleType)"""
GROUND = "getComputedStyle(document.body).backgroundColor"

# Text of the page's one line that is no stop of it, or is explained: both have been drawn on the screen.
BESIDE_THE_LINE = """[...document.querySelectorAll(
  ".line-map--one :is(.map-legend, .line-map__head, .stop--undated)",
)].filter((it) => it.checkVisibility()).map((it) => it.textContent.trim())"""

# What is alone at the foot of a column without what it is the head of, or is cut from its own words.
HEADS = """[...document.querySelectorAll("summary, .target-card__what")]
  .map((it) => getComputedStyle(it).breakAfter)"""
WHOLE = """[...document.querySelectorAll("pre, .way")].map((it) => getComputedStyle(it).breakInside)"""
LEADS = """[...document.querySelectorAll(".page-head__lead, .page-head .prose")]
  .map((it) => getComputedStyle(it).columnWidth)"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    yield page
    page.close()


def test_paper_is_white_and_nothing_is_cut_off(served: Served, paper: Page) -> None:
    """No ground is printed, code breaks where its box ends, and what is unfolded has no sign of folding."""
    faults = []
    for path in served.sample.one_of_each_kind():
        paper.goto(served.address(path))
        if paper.evaluate(GROUND) != WHITE:
            faults.append(f"{path}: printed on {paper.evaluate(GROUND)}")
        if paper.evaluate(CODE_CUT_OFF):
            faults.append(f"{path}: code is cut off")
        if set(paper.evaluate(MARKERS)) - {"none"}:
            faults.append(f"{path}: a sign of what folds")
    expect_none(faults)


def test_columns_part_nothing_that_belongs_together(served: Served, paper: Page) -> None:
    """A heading stays with what it is the heading of, a drawing with its words, a lead is one column."""
    faults = []
    for path in served.sample.one_of_each_kind():
        paper.goto(served.address(path))
        for what, wanted in ((HEADS, "avoid"), (WHOLE, "avoid"), (LEADS, "auto")):
            if set(paper.evaluate(what)) - {wanted}:
                faults.append(f"{path}: {what}")
    expect_none(faults)


def test_a_single_line_is_a_paragraph(served: Served, paper: Page) -> None:
    """Where no map is drawn, nothing stands there that explains or ends one."""
    paper.goto(
        served.address(served.sample.page("sector", subject=next(iter(served.sample.site.sectors))).path)
    )
    assert not paper.evaluate(BESIDE_THE_LINE)
