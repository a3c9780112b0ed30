"""The preview: what is saved is built, and shown where it is looked at."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from microsite.line import build
from microsite.output.destination import MANIFEST
from tests.preview import PATIENCE, Preview, copy_of_engine, opened, serving
from tests.samples import DAY, Sample, edit, tree_of

expect.set_options(timeout=PATIENCE)
LINE = "fr/lignes/port/"
NAME = ("sectors/port.yaml", "Ligne du port", "Ligne des docks")
MARK = "document.documentElement.marked = true"  # is gone when the page is loaded anew
MARKED = "document.documentElement.marked === true"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the generator, whose style sheets and templates can be changed."""
    return copy_of_engine(tmp_path_factory.mktemp("engine") / "home")


@pytest.fixture
def preview(content: Path, home: Path) -> Iterator[Preview]:
    """The preview of the made-up town, once it listens."""
    with serving(content, home) as preview:
        assert preview.address
        yield preview


def renamed(preview: Preview, old: str = NAME[1], new: str = NAME[2]) -> None:
    """Change the name of a line, which every page has somewhere."""
    edit(preview.content / NAME[0], f'fr: "{old}"', f'fr: "{new}"')


def mistakes(page: Page) -> str:
    """What the page says that is to be mended."""
    return page.locator('[data-preview="mistakes"]').inner_text()


def test_what_is_saved_is_seen(browser: Browser, preview: Preview) -> None:
    """A text, an entry and a style that are saved are on the page that is open, without loading it anew."""
    page = opened(browser, preview.address + LINE)
    page.evaluate(MARK)
    edit(preview.content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    page.wait_for_selector("main :text('Elle longe et suit')")
    renamed(preview)
    page.wait_for_selector(f"h1:text('{NAME[2]}')")
    assert NAME[2] in page.title()
    ink = "--color-text: light-dark("
    tokens = preview.home / "static/css/tokens.css"
    edit(tokens, f"{ink}#14171f", f"{ink}#123456")
    expect(page.locator("body")).to_have_css("color", "rgb(18, 52, 86)")
    edit(tokens, f"{ink}#123456", f"{ink}#14171f")
    expect(page.locator("body")).to_have_css("color", "rgb(20, 23, 31)")
    assert page.locator('head > link[rel="stylesheet"]').count() == 2
    assert page.evaluate(MARKED)
    page.close()


def test_reader_stays_where_they_are(browser: Browser, preview: Preview) -> None:
    """Scroll, focus, an open explanation and unfolded parts outlive a change."""
    page = opened(browser, preview.address + LINE)
    page.set_viewport_size({"width": 700, "height": 400})
    page.evaluate(MARK)
    page.locator("details").evaluate_all("all => { for (const it of all) it.open = true }")
    page.locator("main a[data-term]").last.click()
    page.wait_for_selector(".term:popover-open")
    before = page.evaluate("[scrollY, document.activeElement.textContent]")
    assert before[0] > 0
    renamed(preview)
    page.wait_for_selector(f"h1:text('{NAME[2]}')", state="attached")
    assert page.evaluate("[scrollY, document.activeElement.textContent]") == before
    assert page.locator("details:not([open])").count() == 0
    expect(page.locator(".term:popover-open")).to_be_visible()
    word = page.locator("main a[data-term]").last
    expect(word).to_have_attribute("aria-expanded", "true")
    word.click()
    expect(page.locator(".term:popover-open")).to_have_count(0)
    assert page.evaluate(MARKED)
    page.close()


def test_notes_are_those_of_the_new_text(browser: Browser, preview: Preview) -> None:
    """A note that was opened once says what it says now."""
    page = opened(browser, preview.address + LINE)
    mark = page.locator('main a.mark[href="#note-port-length"]').first
    mark.click()
    expect(page.locator(".term:popover-open")).to_contain_text("Longueur de la ligne du port")
    mark.click()
    edit(preview.content / NAME[0], "Longueur de la ligne du port", "Longueur du trajet")
    page.wait_for_selector(".notes li :text('Longueur du trajet')", state="attached")
    mark.click()
    expect(page.locator(".term:popover-open")).to_contain_text("Longueur du trajet")
    page.close()


def test_filters_and_order_are_kept(browser: Browser, preview: Preview, other: Sample) -> None:
    """What was picked in a list, and how it is sorted, outlives a change, and both still work."""
    page = opened(browser, preview.address + other.page("targets").path)
    page.evaluate(MARK)
    rows = "table[data-enhance] tbody tr"
    shown = "all => all.filter((it) => it.checkVisibility()).map((it) => it.id)"
    page.locator("th[data-sort=due] button:visible").first.click()
    page.wait_for_selector("th[data-sort=due][aria-sort]")
    page.locator("label:has(input[name=standing])").first.click()
    page.wait_for_url("**standing=**")
    status = page.locator("[data-filter-status]")
    expect(status).not_to_have_text("")
    before = [page.locator(rows).evaluate_all(shown), status.inner_text(), page.url]
    renamed(preview)
    page.wait_for_selector(f":text('{NAME[2]}')", state="attached")
    assert [page.locator(rows).evaluate_all(shown), status.inner_text(), page.url] == before
    assert page.locator("input[name=standing]").first.is_checked()
    page.locator("label:has(input[name=standing])").first.click()
    expect(status).to_have_text("")
    early = page.locator("#port-riders ~ #collines-opening")
    expect(early).to_have_count(1)
    edit(preview.content / NAME[0], "due: 2028", "due: 2033")
    edit(preview.content / "stations/2027-2035.yaml", "due:\n  date: 2028", "due:\n  date: 2033")
    expect(early).to_have_count(0)  # a row that is due later has its place in the order that was asked for
    expect(page.locator("#collines-opening ~ #port-riders")).to_have_count(1)
    assert page.evaluate(MARKED)
    page.close()


def test_entry_that_is_new_is_known_to_scripts(browser: Browser, preview: Preview, other: Sample) -> None:
    """When a list gets longer, its filter counts the new entry, and the reader is still where they were."""
    page = opened(browser, preview.address + other.page("timeline").path)
    page.set_viewport_size({"width": 700, "height": 400})
    page.locator("details").evaluate_all("all => { for (const it of all) it.open = true }")
    page.locator(".station-brief a:visible").last.focus()
    before = page.evaluate("[scrollY, document.activeElement.textContent]")
    assert before[0] > 0
    entries = page.locator(".station-brief").count()
    file = preview.content / "stations/2019-2025.yaml"
    text = file.read_text("utf-8")
    entry = text[text.index("inquiry:") : text.index("loan:")]
    new = entry.replace("inquiry:", "second-inquiry:").replace("2020-10", "2020-11")
    with page.expect_navigation():
        file.write_text(text + new, "utf-8")
    page.evaluate("() => window.followed")
    assert page.locator(".station-brief").count() == entries + 1
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("document.activeElement.textContent") == before[1]
    expect(page.locator(".station-brief a:visible").last).to_be_in_viewport()
    label = page.locator("label:has(input[value=port])").first
    label.click()
    shown = page.locator(".station-brief:visible").count()
    expect(page.locator("[data-filter-status]")).to_contain_text(str(shown))
    page.close()


def test_mistake_stands_over_the_last_good_page(browser: Browser, preview: Preview) -> None:
    """The page says what `check` says, and leads to the place; it is gone once that is mended."""
    page = opened(browser, preview.address + LINE)
    page.evaluate(MARK)
    file = preview.content / NAME[0]
    good = file.read_text("utf-8")
    for bad, said in (
        (good.replace("number: 1", "number: one"), '"one" is not a number'),
        (good.replace("number: 1", "numbr: 1"), '"numbr" is not a key'),
    ):
        file.write_text(bad, "utf-8")
        expect(page.locator(".mistakes__message").first).to_contain_text(said)
        line = preview.line(said)
        place, _, message = line.strip().partition("  ")
        assert page.locator(".mistakes__place").first.inner_text() == place
        assert page.locator(".mistakes__message").first.inner_text() == message
        link = page.locator("a.mistakes__place").first.get_attribute("href")
        assert link == f"vscode://file{file}:{':'.join(place.split(':')[-2:])}"
        assert page.locator("h1").inner_text() == NAME[1]
    other = opened(browser, preview.address + "de/")
    expect(other.locator(".mistakes__message").first).to_be_visible()
    file.write_text(good, "utf-8")
    expect(page.locator(".mistakes")).to_be_hidden()
    expect(other.locator(".mistakes")).to_be_hidden()
    assert page.evaluate(MARKED)
    other.close()
    page.close()


def test_mistakes_in_templates_and_styles_are_shown(browser: Browser, content: Path, home: Path) -> None:
    """A template and a style sheet of a site's own lead to their lines as well."""
    badge = "templates/components/badge/badge.html"
    right = {badge: (home / badge).read_text("utf-8"), "static/css/own.css": ".own {\n}\n"}
    wrong = {badge: "\n{% if %}\n", "static/css/own.css": ".own {\n  color: var(--of-nothing);\n}\n"}
    for name, text in right.items():
        (content.parent / name).parent.mkdir(parents=True)
        (content.parent / name).write_text(text, "utf-8")
    with serving(content, home) as preview:
        page = opened(browser, preview.address + LINE)
        for name, text in wrong.items():
            (content.parent / name).write_text(text, "utf-8")
            expect(page.locator(f'a.mistakes__place[href*="{name}:2:"]').first).to_be_visible()
            (content.parent / name).write_text(right[name], "utf-8")
            expect(page.locator(".mistakes")).to_be_hidden()
        page.close()


def test_site_that_is_broken_at_first_comes_when_it_is_mended(
    browser: Browser, content: Path, home: Path
) -> None:
    """The page says what is to be mended, and becomes the site, under its own path."""
    file = content / "site.yaml"
    good = file.read_text("utf-8")
    file.write_text("languages: [", "utf-8")
    with serving(content, home) as preview:
        page = opened(browser, preview.address)
        expect(page.locator(".mistakes__place").first).to_contain_text("site.yaml")
        file.write_text(good, "utf-8")
        expect(page.locator("main")).to_be_visible()
        page.close()


def test_page_that_goes_is_followed_and_comes_back(browser: Browser, preview: Preview) -> None:
    """Where a page was there is what is served there: that there is none, and then the page again."""
    page = opened(browser, preview.address + LINE)
    file = preview.content / NAME[0]
    good = file.read_text("utf-8")
    file.write_text(good + "\naddress: autre\n", "utf-8")
    expect(page.locator("h1")).not_to_have_text(NAME[1])
    assert page.request.get(page.url).status == 404
    file.write_text(good, "utf-8")
    expect(page.locator("h1")).to_have_text(NAME[1])
    page.close()


def test_preview_that_comes_back_is_followed(browser: Browser, content: Path, home: Path) -> None:
    """A page that is open finds a preview that was started again, and what was saved meanwhile."""
    with serving(content, home) as first:
        page = opened(browser, first.address + LINE)
        port = first.origin.split(":")[-1]
    edit(content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    with serving(content, home, "--port", port):
        page.wait_for_selector("main :text('Elle longe et suit')")
    page.close()


def test_no_save_is_lost(browser: Browser, preview: Preview) -> None:
    """Of many saves, as fast as they can be made, the last one is seen."""
    page = opened(browser, preview.address + LINE)
    file = preview.content / "sectors/port.fr.md"
    text = file.read_text("utf-8")
    for at in range(60):
        file.write_text(text.replace("La ligne suit", f"Version {at} suit"), "utf-8")
        page.wait_for_timeout(20)
    page.wait_for_selector("main :text('Version 59 suit')")
    page.close()


def test_site_in_its_folder_stays_as_it_is_published(browser: Browser, preview: Preview) -> None:
    """While pages are open and followed, the folder has byte for byte what a build writes."""
    page = opened(browser, preview.address + LINE)
    renamed(preview)
    page.wait_for_selector(f"h1:text('{NAME[2]}')")
    page.close()
    files = build(preview.content, DAY).files
    written = tree_of(preview.out)
    assert {name: body for name, body in written.items() if name != MANIFEST} == files
    assert [name for name, body in written.items() if b".preview" in body or b"preview-" in body] == []


def test_interruption_is_quiet_while_a_page_is_open(browser: Browser, preview: Preview) -> None:
    """Nothing is said at the end, and the page waits for the preview to come back."""
    page = opened(browser, preview.address + LINE)
    before = len(preview.said)
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(PATIENCE / 1000) == 0
    assert preview.said[before:] == []
    assert page.locator("h1").inner_text() == NAME[1]
    page.close()
