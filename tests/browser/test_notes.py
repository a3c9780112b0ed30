"""Notes in a browser: a mark opens its note where it stands, and the list of notes folds on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_pages import tab
from tests.conftest import Served
from tests.samples import attributes

WITHOUT_WAY_BACK = """(item) => {
  const copy = item.cloneNode(true);
  copy.querySelector(".notes__back").remove();
  return copy.textContent;
}"""


@pytest.fixture
def page(served: Served, browser: Browser) -> Iterator[Page]:
    """The home page, opened."""
    with tab(browser) as opened:
        opened.goto(served.address(served.sample.page("home").path))
        yield opened


def mark(page: Page, at: int = 0) -> Locator:
    return page.locator("main a.mark").nth(at)


def note(page: Page) -> Locator:
    return page.locator(":popover-open")


def words(text: str) -> str:
    """A text without its spaces and the sign that leads back."""
    return re.sub(r"\s|↩", "", text)


def test_mark_opens_its_note(page: Page) -> None:
    """By a press and by Enter; a second time, Escape or a press elsewhere ends that; the focus goes back."""
    address = page.url
    id = (mark(page).get_attribute("href") or "").removeprefix("#")
    listed = page.locator(f"[id='{id}']").evaluate(WITHOUT_WAY_BACK)
    number = mark(page).locator("[aria-hidden]")
    for open_it in ("click", "Enter"):
        for close in ("again", "Escape", "elsewhere"):
            if open_it == "click":
                number.click()
            else:
                mark(page).focus()
                page.keyboard.press("Enter")
            assert words(note(page).text_content() or "") == words(listed)
            expect(mark(page)).to_have_attribute("aria-expanded", "true")
            if close == "again":
                number.click() if open_it == "click" else page.keyboard.press("Enter")
            elif close == "Escape":
                page.keyboard.press("Tab")  # into the note
                assert page.evaluate("document.activeElement.matches(':popover-open a')")
                page.keyboard.press("Escape")
                assert page.evaluate("document.activeElement.matches('.mark')")
            else:
                page.mouse.click(2, 2)
            expect(note(page)).to_have_count(0)
            expect(mark(page)).to_have_attribute("aria-expanded", "false")
    assert page.url == address


def test_one_note_is_open_at_a_time(page: Page) -> None:
    """The next mark that is pressed has its note instead, and says so; a term is no different."""
    for at in (0, 1, 0):
        mark(page, at).focus()
        page.keyboard.press("Enter")
        said = page.eval_on_selector_all("a.mark", "all => all.map((it) => it.getAttribute('aria-expanded'))")
        assert [n for n, state in enumerate(said) if state == "true"] == [at]
        expect(note(page)).to_have_count(1)


def test_marks_lead_to_the_list_without_script(served: Served, browser: Browser) -> None:
    """On a phone the list is folded, and the mark unfolds it; the way back says which mark it leads to."""
    with tab(browser, java_script_enabled=False, viewport={"width": 360, "height": 740}) as page:
        page.goto(served.address(served.sample.page("home").path))
        last = mark(page, -1)
        id = (last.get_attribute("href") or "").removeprefix("#")
        expect(page.locator(f"[id='{id}']")).to_be_hidden()
        last.locator("[aria-hidden]").click()
        expect(page.locator(f"[id='{id}']")).to_be_in_viewport()
        page.locator(f"[id='{id}'] .notes__back").click()
        assert page.url.endswith(id.replace("note-", "#mark-"))


def test_list_of_notes_stands_open_on_a_wide_screen(page: Page) -> None:
    expect(page.locator(".notes li").first).to_be_visible()
    expect(page.locator(".notes summary")).to_be_hidden()


def test_ways_back_are_numbered(served: Served) -> None:
    """Each says the number of its note."""
    tree = served.sample.trees[served.sample.page("home").path]
    backs = [it.text() for it in tree.css(".notes__back .visually-hidden")]
    assert len(backs) > 1
    assert all(str(at) in said for at, said in enumerate(backs, 1))


def test_marks_do_not_fuse_with_the_word_before(served: Served) -> None:
    """Read as one text, a name and the number of its note are two."""
    sample = served.sample
    comma = sample.site.interface.comma[sample.languages[0]]
    tree = sample.trees[sample.page("home").path]
    assert len(attributes(tree, ".mark", "href")) > 1
    assert all(it.text().startswith(comma) for it in tree.css(".mark .visually-hidden"))
