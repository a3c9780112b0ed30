"""Terms that are explained where they stand, and pages that set languages side by side, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route

from microsite.content.pages import page_name
from tests.browser.test_pages import AXE, tab
from tests.conftest import Served
from tests.samples import attributes, expect_none

WINDOW = {"width": 1280, "height": 800}
OPEN_EACH = """all => all.map((word) => {
  word.scrollIntoView({block: "center", behavior: "instant"});
  word.click();
  return [word, word.nextSibling].map((it) => it.getBoundingClientRect().toJSON());
})"""
CELLS_OF_EACH = "all => all.map((row) => [...row.children].map((it) => it.getBoundingClientRect().toJSON()))"


def sector_with_terms(served: Served) -> str:
    """The first sector whose page links to two terms or more."""
    return next(
        page.key[1]
        for page in served.sample.pages
        if page.key[0] == "sector"
        and len(attributes(served.sample.trees[page.path], "main a[data-term]", "data-term")) > 1
    )


def page_with_terms(served: Served) -> str:
    return served.sample.page("sector", None, sector_with_terms(served)).path


def page_that_compares(served: Served, lang: str | None = None) -> str:
    return served.sample.page("compare", lang, page_name(("sector", sector_with_terms(served)))).path


@pytest.fixture
def page(served: Served, browser: Browser) -> Iterator[Page]:
    """A page with terms, opened."""
    with tab(browser, viewport=WINDOW) as opened:
        opened.goto(served.address(page_with_terms(served)))
        yield opened


def word(page: Page, at: int = 0) -> Locator:
    return page.locator("main a[data-term]").nth(at)


def open_notes(page: Page) -> list[str]:
    notes: list[str] = page.eval_on_selector_all(":popover-open", "all => all.map((it) => it.id)")
    return notes


def expected_note(page: Page, at: int = 0) -> list[str]:
    """The open note when the word at this place is explained and says so, and no other."""
    said = page.eval_on_selector_all(
        "a[data-term]", "all => all.map((it) => it.getAttribute('aria-expanded'))"
    )
    assert [n for n, state in enumerate(said) if state == "true"] == [at]
    return [f"term-{word(page, at).get_attribute('data-term')}"]


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def test_press_opens_and_closes_a_term(page: Page) -> None:
    """A press on a word explains it on the page; a second one, Escape or a press elsewhere ends that."""
    address = page.url
    for close in ("again", "escape", "elsewhere"):
        word(page).click()
        assert open_notes(page) == expected_note(page), close
        if close == "again":
            word(page).click()
        elif close == "escape":
            page.keyboard.press("Escape")
        else:
            page.mouse.click(2, 2)
        assert open_notes(page) == [], close
        assert word(page).get_attribute("aria-expanded") == "false"
    assert page.url == address


def test_finger_opens_and_closes_a_term(served: Served, browser: Browser) -> None:
    with tab(browser, viewport={"width": 360, "height": 740}, has_touch=True) as page:
        page.goto(served.address(page_with_terms(served)))
        word(page).tap()
        assert open_notes(page) == expected_note(page)
        word(page).tap()
        assert open_notes(page) == []


def test_one_term_is_open_at_a_time(page: Page) -> None:
    """Another word that is pressed is explained instead."""
    for at in (0, 1, 0):
        word(page, at).focus()
        page.keyboard.press("Enter")
        assert open_notes(page) == expected_note(page, at)


def test_term_that_stands_twice_is_explained_where_it_is_pressed(served: Served, browser: Browser) -> None:
    """Two words of one term share an explanation, which goes to the one that is pressed."""
    with tab(browser, viewport=WINDOW) as page:
        page.goto(served.address(page_that_compares(served)))
        terms = page.eval_on_selector_all("main a[data-term]", "all => all.map((it) => it.dataset.term)")
        second = terms.index(terms[0], 1)
        for at in (0, second, 0):
            word(page, at).focus()
            page.keyboard.press("Enter")
            assert open_notes(page) == expected_note(page, at)
        page.keyboard.press("Enter")
        assert open_notes(page) == []


def test_keyboard_reaches_what_a_term_opens(page: Page) -> None:
    """Enter opens and closes, Tab goes on into the explanation, Escape there leads back to the word."""
    word(page).focus()
    page.keyboard.press("Enter")
    assert open_notes(page) == expected_note(page)
    page.keyboard.press("Enter")
    assert open_notes(page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches(':popover-open a')")
    page.keyboard.press("Escape")
    assert open_notes(page) == []
    assert page.evaluate("document.activeElement === document.querySelector('main a[data-term]')")
    page.mouse.wheel(0, 100)
    page.keyboard.press("Enter")
    assert open_notes(page) == expected_note(page)


def test_explanation_stands_beside_its_word(served: Served, browser: Browser) -> None:
    """Directly above or below its word, and whole on the screen, in windows of every width."""
    faults = []
    for width in (320, 360, 768, 1440):
        with tab(browser, viewport={"width": width, "height": 700}) as page:
            for path in (page_with_terms(served), page_that_compares(served, served.sample.languages[-1])):
                page.goto(served.address(path))
                for of_word, of_note in page.eval_on_selector_all("main a[data-term]", OPEN_EACH):
                    gaps = (of_note["top"] - of_word["bottom"], of_word["top"] - of_note["bottom"])
                    beside = 0 <= max(gaps) <= 12
                    meets = of_note["left"] < of_word["right"] and of_word["left"] < of_note["right"]
                    within = of_note["left"] >= 0 and of_note["right"] <= width
                    if not (beside and meets and within):
                        faults.append(f"{path} at {width}: {of_word} {of_note}")
    expect_none(faults)


def test_explanation_stands_at_the_bottom_where_it_cannot_be_placed(served: Served, browser: Browser) -> None:
    """In a browser that cannot place it beside its word, it stands along the bottom of the window."""

    def without_anchors(route: Route) -> None:
        style = route.fetch().text()
        assert "@supports (position-area:" in style
        route.fulfill(body=style.replace("(position-area:", "(unknown:"), content_type="text/css")

    for width in (320, 1440):
        with tab(browser, viewport={"width": width, "height": 700}) as page:
            page.route("**/*.css*", without_anchors)
            page.goto(served.address(page_with_terms(served)))
            word(page).click()
            note = box(page.locator(":popover-open"))
            assert 668 <= note["y"] + note["height"] < 700
            assert abs(note["x"] * 2 + note["width"] - width) <= 2
            assert note["x"] > 0


def test_term_leads_to_the_glossary(page: Page, served: Served) -> None:
    """The explanation links to its entry in the glossary."""
    word(page).click()
    page.locator(":popover-open a").click()
    id = page.url.partition("#")[2]
    assert id in served.sample.site.glossary
    assert "glossary__entry" in (page.locator(f"[id='{id}']").get_attribute("class") or "")


def test_press_with_a_modifier_is_left_to_the_browser(page: Page) -> None:
    """A press that asks for a new tab gets the glossary in a new tab."""
    with page.context.expect_page() as opened:
        word(page).click(modifiers=["ControlOrMeta"])
    assert opened.value.url.endswith(f"#{word(page).get_attribute('data-term')}")
    assert open_notes(page) == []


def test_terms_work_without_script(served: Served, browser: Browser) -> None:
    """Without script a word is a plain link to the glossary, and says nothing else of itself."""
    with tab(browser, java_script_enabled=False) as page:
        page.goto(served.address(page_with_terms(served)))
        assert word(page).get_attribute("aria-expanded") is None
        term = word(page).get_attribute("data-term")
        word(page).click()
        assert page.url.endswith(f"#{term}")


def test_page_keeps_working_without_popovers(served: Served, browser: Browser) -> None:
    """In a browser that knows no popovers a word leads to the glossary, too."""
    with tab(browser) as page:
        page.add_init_script("delete HTMLElement.prototype.showPopover")
        page.goto(served.address(page_with_terms(served)))
        term = word(page).get_attribute("data-term")
        word(page).click()
        page.wait_for_url(f"**#{term}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_term_meets_wcag(served: Served, browser: Browser, scheme: Any) -> None:
    with tab(browser, color_scheme=scheme) as page:
        page.goto(served.address(page_with_terms(served)))
        word(page).click()
        violations = Axe().run(page, options=AXE).response["violations"]
        assert [(it["id"], it["nodes"][0]["html"]) for it in violations] == []
        assert box(page.locator(":popover-open a"))["height"] >= 44


def test_columns_stand_side_by_side_where_there_is_room(served: Served, browser: Browser) -> None:
    """On a wide screen the languages of a row begin at one height; on a telephone they follow each other."""
    for lang in served.sample.languages:
        for width, side_by_side in ((360, False), (1280, True)):
            with tab(browser, viewport={"width": width, "height": 800}) as page:
                page.goto(served.address(page_that_compares(served, lang)))
                rows = page.eval_on_selector_all(".compare__row", CELLS_OF_EACH)
            assert len(rows) > 3
            for cells in rows:
                assert len(cells) == len(served.sample.languages)
                if side_by_side:
                    assert len({cell["top"] for cell in cells}) == 1
                    cells.sort(key=lambda cell: cell["left"])
                    assert all(one["right"] <= other["left"] for one, other in pairwise(cells))
                else:
                    assert all(one["bottom"] <= other["top"] for one, other in pairwise(cells))


def test_own_language_stands_first(served: Served, browser: Browser) -> None:
    """The page's own language is at the side where its lines begin."""
    for lang in served.sample.languages:
        with tab(browser, viewport=WINDOW) as page:
            page.goto(served.address(page_that_compares(served, lang)))
            row = page.locator(".compare__row").first
            starts = {cell.get_attribute("lang"): box(cell)["x"] for cell in row.locator("> *").all()}
            rtl = served.sample.site.settings.languages[lang].direction == "rtl"
            assert (max if rtl else min)(starts, key=lambda one: starts[one]) == lang


def test_languages_side_by_side_are_of_one_kind(served: Served, browser: Browser) -> None:
    """A heading beside a heading has its size and weight, text beside text its size."""
    with tab(browser, viewport=WINDOW) as page:
        page.goto(served.address(page_that_compares(served)))
        looks = page.eval_on_selector_all(
            ".compare__row",
            """rows => rows.map((row) => [...row.children].map((cell) => {
              const style = getComputedStyle(cell.lastElementChild);
              return style.fontSize + ' ' + style.fontWeight;
            }))""",
        )
    assert len(looks) > 3
    assert all(len(set(look)) == 1 for look in looks)
