"""Pictures, footnotes and what else prose holds, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import tab
from tests.conftest import Served

pytestmark = pytest.mark.parametrize("sample", ["other"], indirect=True, scope="session")

LOADED = "all => all.every((it) => it.complete && it.naturalWidth > 0)"


def shown(served: Served, page: Page, lang: str, subject: str = "collines") -> None:
    page.goto(served.address(served.sample.page("sector", lang, subject).path))


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_nothing_is_wider_than_the_page(served: Served, browser: Browser, width: int, lang: str) -> None:
    """Pictures, tables and quotations fit, from either side."""
    with tab(browser) as page:
        page.set_viewport_size({"width": width, "height": 900})
        for path in (
            served.sample.page("sector", lang, "collines").path,
            served.sample.page("sectors", lang).path,
            served.sample.page("compare", lang, "sector:collines").path,
        ):
            page.goto(served.address(path))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_room_of_a_picture_is_kept(served: Served, browser: Browser) -> None:
    """Nothing moves when it comes: it is as high before as afterwards, and as small as it can be."""
    with tab(browser) as page:
        page.set_viewport_size({"width": 360, "height": 800})
        address = served.address(served.sample.page("sectors", "fr").path)
        page.route("**/*.webp", lambda route: route.abort())
        page.goto(address)
        before = page.locator("figure img").bounding_box()
        page.unroute("**/*.webp")
        page.goto(address)
        page.locator("figure img").scroll_into_view_if_needed()
        page.wait_for_function(f"({LOADED})([...document.images])")
        after = page.locator("figure img").bounding_box()
        assert before is not None
        assert after is not None
        assert (before["width"], before["height"]) == (after["width"], after["height"])
        assert abs(after["width"] / after["height"] - 1280 / 512) < 0.05
        assert "-480." in page.locator("figure img").evaluate("it => it.currentSrc")


def test_picture_stands_beside_the_lead_where_there_is_room(served: Served, browser: Browser) -> None:
    with tab(browser) as page:
        for width, beside in ((1440, True), (360, False)):
            page.set_viewport_size({"width": width, "height": 900})
            shown(served, page, "fr")
            lead = page.locator(".page-head__lead").bounding_box()
            image = page.locator(".page-head img").bounding_box()
            assert lead is not None
            assert image is not None
            assert (image["y"] < lead["y"] + lead["height"]) == beside
            assert image["width"] <= width * 0.4


def test_transparent_picture_has_light_paper_behind_it(served: Served, browser: Browser) -> None:
    """In the dark scheme as well: what was drawn in ink stays legible."""
    with tab(browser) as page:
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(served.address(served.sample.page("sectors", "fr").path))
            found.append(page.locator("figure img").evaluate("it => getComputedStyle(it).backgroundColor"))
        assert found[0] == found[1] != "rgba(0, 0, 0, 0)"


def test_footnote_is_one_of_the_notes(served: Served, browser: Browser) -> None:
    """Its mark opens it in place, its number is the next one on the page, and it leads back."""
    with tab(browser) as page:
        shown(served, page, "de")
        marks = page.eval_on_selector_all(
            "main a.mark",
            "all => all.map((it) => [it.hash, +it.lastElementChild.textContent.slice(1)])",
        )
        firsts = list(dict.fromkeys((hash, number) for hash, number in marks))
        assert [number for _, number in firsts] == list(range(1, len(firsts) + 1))
        mark = page.locator("a.mark[href*='hearing']")
        mark.press("Enter")
        note = page.locator(":popover-open")
        expect(note).to_contain_text("Schriftlich oder im Rathaus")
        expect(mark).to_have_attribute("aria-expanded", "true")
        listed = page.locator(".notes li", has_text="Schriftlich oder im Rathaus")
        back = listed.locator(".notes__back").get_attribute("href")
        assert mark.get_attribute("id") == (back or "").removeprefix("#")


def test_cells_stand_under_the_names_of_their_columns_on_a_phone(served: Served, browser: Browser) -> None:
    """Still a table for those who hear it."""
    with tab(browser) as page:
        page.set_viewport_size({"width": 360, "height": 900})
        shown(served, page, "fr")
        table = page.locator("main .prose").get_by_role("table")
        expect(table.get_by_role("row")).to_have_count(3)
        cell = table.get_by_role("cell").nth(1)
        assert cell.evaluate("it => getComputedStyle(it, '::before').content") == '"Pente"'
        page.set_viewport_size({"width": 1440, "height": 900})
        assert cell.evaluate("it => getComputedStyle(it).textAlign") == "end"
