"""The bar of the preview: what is to be looked at on a page, and the page as others see it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from microsite.output.destination import LOCK
from tests.preview import PATIENCE, Preview, copy_of_engine, opened, serving
from tests.samples import CONTENT, edit, tree_of

expect.set_options(timeout=PATIENCE)
LINE = "fr/lignes/port/"
LATER = "2029-02-01"  # when more promises of the town have fallen due
TOUCH = 44  # CSS pixels that a finger needs


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a copy of the made-up town, with something to look at in one of its lines."""
    folder = tmp_path_factory.mktemp("bar")
    content = Path(shutil.copytree(CONTENT["other"], folder / "content"))
    note = "Le nom allemand est une traduction de ce site."
    edit(content / "sectors" / "port.yaml", f'"{note}"', f"{note} # so far")
    with serving(content, copy_of_engine(folder / "home")) as running:
        assert running.address
        yield running


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    page = opened(browser, preview.address + LINE)
    expect(bar(page)).to_be_visible()
    yield page
    page.close()


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Preview", exact=True)


def button(page: Page, name: str) -> Locator:
    return bar(page).get_by_role("button", name=name)


def shown(page: Page, at: int) -> FrameLocator:
    """A page in a frame of the preview."""
    return page.frame_locator(f"iframe >> nth={at}")


def go_to(page: Page, day: str) -> None:
    bar(page).get_by_label("As of").fill(day)


def test_what_is_to_be_looked_at_on_a_page_is_told(page: Page, preview: Preview) -> None:
    """Of what the page is made of alone, each with its place, which opens it."""
    number = bar(page).get_by_role("button", name="1 to look at", exact=True)
    expect(number).to_have_attribute("aria-expanded", "false")
    number.click()
    expect(number).to_have_attribute("aria-expanded", "true")
    told = bar(page).get_by_role("listitem")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("a comment")
    address = re.compile(r"vscode://file/.*/sectors/port\.yaml:4:[0-9]+$")
    expect(told.get_by_role("link")).to_have_attribute("href", address)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(number).to_be_focused()
    page.goto(preview.address + LINE.replace("port", "collines"))
    expect(button(page, "Nothing to look at on this page")).to_be_disabled()


def written(preview: Preview) -> dict[str, bytes]:
    """The site on the disk; a build that finds nothing to write may hold its lock."""
    return {name: body for name, body in tree_of(preview.out).items() if name != LOCK}


def test_another_day_is_shown_and_never_written(page: Page, preview: Preview) -> None:
    before = written(preview)
    expect(button(page, "Back to today")).to_be_hidden()
    built = page.locator(".site-footer time").nth(1)
    expect(built).to_have_attribute("datetime", "2026-11-22")
    go_to(page, LATER)
    expect(built).to_have_attribute("datetime", LATER)
    expect(bar(page).get_by_label("As of")).to_have_value(LATER)
    assert written(preview) == before
    button(page, "Back to today").click()
    expect(built).to_have_attribute("datetime", "2026-11-22")
    expect(button(page, "Back to today")).to_be_hidden()
    assert written(preview) == before


def test_style_sheets_are_those_of_the_day(page: Page) -> None:
    """The map is drawn by them, and says what has passed."""
    page.goto(page.url.replace("lignes/port/", ""))
    sheet = page.locator("head > link[rel=stylesheet][href*='css/']").first
    now = str(sheet.get_attribute("href"))
    go_to(page, LATER)
    expect(sheet).not_to_have_attribute("href", now)
    assert page.evaluate("[...document.querySelector('link[href*=\"css/\"]').sheet.cssRules].length")
    button(page, "Back to today").click()
    expect(sheet).to_have_attribute("href", now)


def test_page_stands_beside_its_twin_and_scrolls_with_it(page: Page, preview: Preview) -> None:
    button(page, "Beside Deutsch").click()
    expect(shown(page, 0).locator("h1")).to_contain_text("Ligne du port")
    expect(shown(page, 1).locator("h1")).to_contain_text("Hafenlinie")
    expect(shown(page, 0).locator("[data-preview=bar]")).to_have_count(0)
    expect(button(page, "Beside Deutsch")).to_have_attribute("aria-pressed", "true")
    page.wait_for_load_state("load")
    shown(page, 0).locator("h1").hover()
    page.evaluate("""() => {
        window.scrolled = new Promise((done) => frames[1].addEventListener("scroll", done));
    }""")
    page.mouse.wheel(0, 900)
    page.evaluate("() => window.scrolled")
    assert page.evaluate("frames[0].scrollY") > 0
    shown(page, 0).locator(".site-header__name a").click()
    expect(shown(page, 1).locator("html")).to_have_attribute("lang", "de")
    expect(shown(page, 1).locator("h1")).not_to_contain_text("Hafenlinie")
    assert page.evaluate("frames[1].location.pathname").endswith("/de/")
    button(page, "Beside Deutsch").click()
    expect(page).to_have_url(f"{preview.address}fr/")


def test_page_is_as_wide_as_a_phone(page: Page, preview: Preview) -> None:
    button(page, "Phone").click()
    expect(shown(page, 0).locator("h1")).to_contain_text("Ligne du port")
    assert page.evaluate("frames[0].innerWidth") == 390
    button(page, "Phone").click()
    expect(page).to_have_url(preview.address + LINE)


def test_address_of_frames_shows_this_site_only(page: Page, preview: Preview) -> None:
    for odd in ("//example.org/", "javascript:alert(1)", "https://example.org/", "/elsewhere/"):
        page.goto(f"{preview.address}.preview/frames.html?page={odd}&phone=yes")
        frame = page.locator("iframe")
        expect(frame).to_have_attribute("src", preview.address.removeprefix(preview.origin))


def test_page_is_printed_without_the_bar(page: Page) -> None:
    page.evaluate("window.print = () => document.documentElement.classList.add('printed')")
    button(page, "Print").click()
    expect(page.locator("html")).to_have_class("printed")
    page.emulate_media(media="print")
    expect(bar(page)).to_be_hidden()


def test_colours_are_chosen_and_kept(page: Page) -> None:
    body, colours = page.locator("body"), bar(page).get_by_label("Colours")
    page.emulate_media(color_scheme="light")
    light = body.evaluate("it => getComputedStyle(it).color")
    colours.select_option("dark")
    expect(body).not_to_have_css("color", light)
    dark = body.evaluate("it => getComputedStyle(it).color")
    page.reload()
    expect(body).to_have_css("color", dark)
    button(page, "Phone").click()
    expect(shown(page, 0).locator("body")).to_have_css("color", dark)
    bar(page).get_by_label("Colours").select_option("")
    expect(shown(page, 0).locator("body")).to_have_css("color", light)


def test_folded_bar_leaves_the_page_as_it_is(page: Page) -> None:
    """It stays folded on the next page; unfolded, it covers nothing that cannot be scrolled to."""
    height = "document.documentElement.scrollHeight"
    unfolded = page.evaluate(height)
    button(page, "Fold this bar").press("Enter")
    expect(button(page, "Unfold the preview bar")).to_be_focused()
    assert page.evaluate(height) == unfolded - round(page.evaluate("44 + 1"))
    assert not page.locator("html").get_attribute("style")
    page.reload()
    expect(button(page, "Unfold the preview bar")).to_be_visible()
    expect(button(page, "Print")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    button(page, "Unfold the preview bar").press("Enter")
    expect(button(page, "Fold this bar")).to_be_focused()
    page.mouse.wheel(0, 100_000)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    foot, row = page.locator(".site-footer").bounding_box(), bar(page).bounding_box()
    assert foot
    assert row
    assert foot["y"] + foot["height"] <= row["y"] + 1


@pytest.mark.parametrize("width", [1440, 390])
def test_controls_are_large_enough_and_can_be_reached(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    controls = bar(page).locator("button:visible, select:visible, input:visible")
    assert controls.count() >= 7
    for control in controls.all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TOUCH
    enabled = bar(page).locator("button:visible:enabled, select, input")
    enabled.first.focus()
    page.keyboard.press("Tab")
    focused = "document.querySelector('[data-preview=bar]').shadowRoot.activeElement"
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    assert page.evaluate(f"{focused}.getBoundingClientRect().left") >= 0


def test_bar_speaks_the_language_of_the_editor(browser: Browser, content: Path, preview: Preview) -> None:
    with serving(content, preview.home, "--lang", "ko") as korean:
        page = opened(browser, f"{korean.address}fr/")
        expect(page.get_by_role("region", name="미리보기")).to_contain_text("이 페이지에는 살펴볼 곳이 없음")
        page.close()
