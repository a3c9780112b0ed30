"""From what is seen in the preview to the line that says it, in the program in which it is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.preview import PATIENCE, Preview, copy_of_engine, opened, serving
from tests.samples import CONTENT, edit

expect.set_options(timeout=PATIENCE)
# A browser without a screen asks in vain whether it may open another program.
NO_EDITOR = "HTMLAnchorElement.prototype.click = function () { done(this.href); }"
ADDRESS = re.compile(r"vscode://file(/.*):([0-9]+):([0-9]+)")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The preview of a copy of the made-up town."""
    folder = tmp_path_factory.mktemp("whence")
    content = Path(shutil.copytree(CONTENT["other"], folder / "content"))
    with serving(content, copy_of_engine(folder / "home")) as running:
        assert running.address
        yield running


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    page = opened(browser, f"{preview.address}fr/")
    yield page
    page.close()


def asked(page: Page, preview: Preview, act: Locator | str) -> tuple[str, str]:
    """The file in the content folder and the line that are opened by Alt and a click, or by a key."""
    before = page.url
    page.evaluate(f"() => {{ window.opened = new Promise((done) => {{ {NO_EDITOR} }}); }}")
    if isinstance(act, str):
        page.keyboard.press(act)
    else:
        act.click(modifiers=["Alt"])
    address = page.evaluate("() => window.opened")
    found = ADDRESS.fullmatch(address)
    assert found, address
    assert page.url == before
    file = Path(unquote(found[1]))
    line = file.read_text("utf-8").splitlines()[int(found[2]) - 1]
    return file.relative_to(preview.content).as_posix(), line.strip()


# Where a text is, and the file and line that it is written in.
SEEN = {
    "a sentence of the lead": ("", ".page-head__lead p", "pages/home.fr.md", "Le {2019-06-14}, le conseil"),
    "a figure in prose": (
        "",
        ".page-head__lead data",
        "conflicts.yaml|launch.yaml",
        "value: 2.4|value: 2400",
    ),
    "the title": ("", "h1", "pages/home.yaml|site.yaml", "fr:|title:"),
    "a name on the map": ("", ".line__name a >> nth=0", "sectors/port.yaml", "name: {fr: "),
    "a station on the map": ("", ".stop__label:visible >> nth=0", "stations/.*|sectors/.*", "fr: |label: "),
    "a card": ("lignes/", ".sector-card__name a >> nth=0", "sectors/port.yaml", "name: {fr: "),
    "the number of a card": (
        "lignes/",
        ".sector-card__number data >> nth=0",
        "sectors/port.yaml",
        "value: 18000",
    ),
    "a station": ("calendrier/2019/", ".station__title >> nth=0", "stations/2019-2025.yaml", "title: |fr: "),
    "its sign": ("calendrier/2019/", ".station .dot >> nth=0", "stations/2019-2025.yaml", ".*:"),
    "a word of the foot": (
        "",
        ".site-footer p >> nth=0",
        "interface.yaml",
        "fr: .*Faits vérifiés|checked:.*",
    ),
    "the name of the site": ("", ".site-header__name a", "site.yaml", "short_title: |title: "),
    "a heading of prose": (
        "",
        "h2:text('Ce qui reste ouvert')",
        "pages/home.fr.md",
        "## Ce qui reste ouvert",
    ),
    "a date": ("", ".site-footer time >> nth=0", "site.yaml", "checked: 2026-03-15"),
    "a source": ("sources/2019/", "main bdi >> nth=0", "sources.yaml", "title: |publisher: |ar: "),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_leads_to_its_line(page: Page, preview: Preview, name: str) -> None:
    path, selector, file, line = SEEN[name]
    page.goto(f"{preview.address}fr/{path}")
    found = asked(page, preview, page.locator(selector).first)
    assert re.fullmatch(file, found[0]), found
    assert any(re.match(it if "*" in it else re.escape(it), found[1]) for it in line.split("|")), found


def label(page: Page) -> Locator:
    return page.locator("[data-preview=whence] .label")


def test_outline_shows_what_would_open_as_long_as_alt_is_held(page: Page) -> None:
    lead = page.locator(".page-head__lead p")
    lead.hover(position={"x": 5, "y": 5})
    expect(label(page)).to_be_hidden()
    page.keyboard.down("Alt")
    expect(label(page)).to_be_visible()
    expect(label(page)).to_have_text(re.compile(r"/pages/home\.fr\.md:1$"))
    around, inside = page.locator("[data-preview=whence] .frame").bounding_box(), lead.bounding_box()
    assert around
    assert inside
    assert all(abs(around[side] - inside[side]) < 1 for side in ("x", "y", "width", "height"))
    page.locator(".page-head__lead data").hover()
    expect(label(page)).to_have_text(re.compile(r"\.yaml:[0-9]+$"))
    page.keyboard.up("Alt")
    expect(label(page)).to_be_hidden()


def test_alt_and_enter_open_what_has_the_focus(page: Page, preview: Preview) -> None:
    link = page.locator(".line__name a").first
    link.focus()
    assert asked(page, preview, "Alt+Enter")[0] == "sectors/port.yaml"


def test_click_without_alt_goes_where_it_always_went(page: Page) -> None:
    page.locator(".line__name a").first.click()
    expect(page).to_have_url(re.compile("fr/lignes/port/$"))


def test_lines_are_right_after_a_change_above(page: Page, preview: Preview) -> None:
    """Nothing that is seen has changed, but what says it has moved."""
    file = preview.content / "sectors" / "port.yaml"
    name = page.locator(".line__name a").first
    assert asked(page, preview, name)[1].startswith("name:")
    before = name.get_attribute("data-written")
    edit(file, "number: 1\n", "# the first one\n\nnumber: 1\n")
    expect(name).not_to_have_attribute("data-written", str(before))
    assert asked(page, preview, name)[1].startswith("name:")


def test_every_text_of_a_page_leads_somewhere(page: Page) -> None:
    """In the frame of the page as in its middle: to its own line, or to a file that the page is made of."""
    lost = page.evaluate("""async () => {
        const script = document.querySelector('script[src$="preview.js"]');
        const { found } = await import(new URL("whence.js", script.src));
        const lost = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            if (text.data.trim() && !found(text.parentElement)) lost.push(text.data);
        }
        return lost;
    }""")
    assert lost == []
