"""Sites of other kinds, at every width: decades in three languages, forty lines, one line and nothing ahead.

One visit to each page at each width collects what is to be seen; each test looks at its part of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from microsite.content.pages import PageKind
from microsite.line import build
from microsite.output.publish import publish
from microsite.pages.plan import plan_pages
from tests import forty, looks
from tests.browser.test_line_map import CUT_NAMES, MEETING, OFF_THE_STRIP, OUTSIDE_PILLS, is_wide
from tests.browser.test_line_map import faults as faults_of
from tests.browser.test_pages import AXE
from tests.conftest import Served
from tests.samples import BASE_PATH, BASE_URL, DAY, SITES, Sample, expect_none
from tests.server import serve_folder

WIDTHS = (320, 390, 768, 1440)
PHONE: ViewportSize = {"width": 390, "height": 800}
DESK: ViewportSize = {"width": 1440, "height": 900}
LARGE_TEXT = (32, 1100)  # the browser's text size, twice the usual, and the width of the window

# How many screens of a telephone the home page may be high: what it says of each line takes room. In the
# timeline most years are folded.
HOME_SCREENS = {"green": 7, "forty": 6, "past": 2}
TIMELINE_SCREENS = {"green": 12, "forty": 12, "past": 2}
LINES_STATIONS_YEARS = {"green": (17, 48, 61), "forty": (40, 300, 20), "past": (1, 2, 48)}
LOOKED_AT: tuple[PageKind, ...] = ("home", "sector", "timeline", "targets")  # in every language
AT_ONCE = 15  # lines of the map that a telephone shows at first

SCHEMES: Mapping[Literal["light", "dark"], ViewportSize] = {"light": PHONE, "dark": DESK}

BESIDES = ".line-map"  # tests of the map look at its words

Faults = Mapping[str, list[str]]  # by what was measured


@pytest.fixture(scope="module", params=LINES_STATIONS_YEARS)
def strained(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Served]]:
    """One of the sites, built, published and served, with its name."""
    name: str = request.param
    content = forty.write(tmp_path_factory.mktemp("content")) if name == "forty" else SITES / name
    built = build(content, DAY, BASE_URL)
    # One has a language without a font for cards, which are not looked at here.
    expected = ["letters-without-font"] if name == "green" else []
    assert [it.message.code for it in built.warnings] == expected
    folder = tmp_path_factory.mktemp(name)
    publish(built.files, folder)
    with serve_folder(folder, BASE_PATH) as root:
        yield name, Served(Sample(built.site, built.files, plan_pages(built.site)), root)


@pytest.fixture(scope="module")
def faults(strained: tuple[str, Served], browser: Browser) -> Faults:
    """What is wrong with the pages: those that show most at every width, one of each kind on a telephone."""
    _, served = strained
    found: dict[str, list[str]] = defaultdict(list)
    for width in WIDTHS:
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            others = served.sample.one_of_each_kind() if width == PHONE["width"] else []
            for path in dict.fromkeys([*_paths(served.sample), *others]):
                page.goto(served.address(path))
                _look(page, f"{path} at {width}", found)
    size, width = LARGE_TEXT
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        looks.enlarge_text(page, size)
        for path in _paths(served.sample):
            page.goto(served.address(path))
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{size}px"
            _look(page, f"{path} at {width} in large text", found)
    return found


def _paths(sample: Sample, *languages: str) -> list[str]:
    """The pages that show most, in every language or some; of the sectors the first."""
    first = {page.key[0]: page.key for page in reversed(sample.pages) if page.key[0] in LOOKED_AT}
    wanted = languages or sample.languages
    return [page.path for page in sample.pages if page.key in first.values() and page.lang in wanted]


def _look(page: Page, where: str, found: dict[str, list[str]]) -> None:
    wide = looks.sideways(page)
    found["sideways"] += [f"{where}: {wide} px"] if wide else []
    for measured, told in (
        ("cut", looks.cut_words(page, besides=BESIDES)),
        ("starts", looks.bad_line_starts(page)),
        ("cells", looks.outside(page)),
        ("map", _on_map(page)),
    ):
        found[measured] += [f"{where}: {it}" for it in told]


def _on_map(page: Page) -> list[str]:
    """Names on the map that meet others or have no room, and marks beside their strips."""
    if not page.locator(".line-map").count():
        return []
    scripts = [CUT_NAMES, *([MEETING, OUTSIDE_PILLS] if is_wide(page) else [OFF_THE_STRIP])]
    return [fault for script in scripts for fault in faults_of(page, script)]


def test_no_page_scrolls_sideways(faults: Faults) -> None:
    """At no width, nor with text of twice the size."""
    expect_none(faults["sideways"])


def test_no_word_is_cut(faults: Faults) -> None:
    """Lines end between words, or where a hyphen shows that the word goes on."""
    expect_none(faults["cut"])


def test_no_line_begins_with_what_must_not(faults: Faults) -> None:
    """Long sounds, small kana and closing marks stay with what they follow."""
    expect_none(faults["starts"])


def test_no_cell_is_off_the_screen(faults: Faults) -> None:
    """Every cell of every table is within the window."""
    expect_none(faults["cells"])


def test_no_names_cross_on_the_map(faults: Faults) -> None:
    """In any language, in either form: each has room of its own, inside its pill or its row."""
    expect_none(faults["map"])


def test_pages_are_accessible(strained: tuple[str, Served], browser: Browser) -> None:
    """Axe finds no breach of WCAG 2.2 A and AA: light on a telephone, dark on a desk, a language in turn."""
    _, served = strained
    faults = []
    for lang, (scheme, size) in zip(served.sample.languages, cycle(SCHEMES.items()), strict=False):
        with browser.new_context(viewport=size, color_scheme=scheme) as context:
            page = context.new_page()
            for path in _paths(served.sample, lang):
                page.goto(served.address(path))
                found = Axe().run(page, options=AXE).response["violations"]
                faults += [f"{path} {scheme}: {it['id']} {it['nodes'][0]['html'][:90]}" for it in found]
    expect_none(faults)


@pytest.mark.parametrize(("kind", "most"), [("home", HOME_SCREENS), ("timeline", TIMELINE_SCREENS)])
def test_no_page_is_a_scroll_without_end(
    strained: tuple[str, Served], browser: Browser, kind: PageKind, most: Mapping[str, int]
) -> None:
    """On a telephone a page stays within a number of screens, however many lines and stations there are."""
    name, served = strained
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for lang in served.sample.languages:
            page.goto(served.address(served.sample.page(kind, lang).path))
            assert looks.screens(page) <= most[name], lang


def test_many_lines_are_shown_when_they_are_asked_for(strained: tuple[str, Served], browser: Browser) -> None:
    """On a telephone the first lines stand on the map, and the address's own; a box brings the rest."""
    _, served = strained
    lines = list(served.sample.site.sectors)
    home = served.address(served.sample.page("home").path)
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{home}#line-{lines[-1]}")
        shown = page.locator(".line[data-line]:visible")
        expect(shown).to_have_count(min(len(lines), AT_ONCE + 1))
        if len(lines) > AT_ONCE:
            page.locator(".line-map [data-more] label").click()
            expect(shown).to_have_count(len(lines))


def test_sites_are_as_large_as_they_are_meant_to_be(strained: tuple[str, Served]) -> None:
    """Lines and stations are as many as the description says."""
    name, served = strained
    site = served.sample.site
    assert site.span
    years = site.span.last - site.span.first + 1
    assert (len(site.sectors), len(site.stations), years) == LINES_STATIONS_YEARS[name]


# --- the measures themselves ----------------------------------------------------------------------


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page of a telephone's width."""
    with browser.new_context(viewport=PHONE) as context:
        yield context.new_page()


def test_a_cut_word_is_found_and_a_hyphenated_one_is_not(blank: Page) -> None:
    """Only where `overflow-wrap` cuts it, not at a hyphen, a soft hyphen or between kana."""
    box = '<p style="inline-size: 8em; overflow-wrap: anywhere; font: 16px monospace">'
    blank.set_content(f"{box}Gebäudesanierung</p>")
    assert looks.cut_words(blank) == ["Gebäudesanierung in p"]
    blank.set_content(
        f"{box}Gebäude\u00adsanierung</p>{box}Gebäude-sanierung</p>{box}エネルギー効率指令です</p>"
    )
    assert looks.cut_words(blank) == []


def test_a_line_that_begins_with_the_long_sound_is_found(blank: Page) -> None:
    """Where the browser is told not to mind, and nowhere else."""
    for rule, found in (("anywhere", True), ("strict", False)):
        blank.set_content(
            f'<p lang="ja" style="inline-size: 5em; line-break: {rule}">あいうえエネルギー効率</p>'
            f'<p lang="ja" style="inline-size: 5em; line-break: {rule}">あネルギャーー</p>'
        )
        assert bool(looks.bad_line_starts(blank)) == found


def test_cells_and_boxes_over_the_edge_are_found(blank: Page) -> None:
    """A table that is wider than the window has cells outside of it, and the page scrolls."""
    blank.set_content('<table><tr><td style="min-width: 300px">a<td style="min-width: 300px">b</table>')
    assert [it.split(":")[1] for it in looks.outside(blank)] == [" b"]
    assert looks.sideways(blank) > 0
    blank.set_content("<table><tr><td>a<td>b</table>")
    assert (looks.outside(blank), looks.sideways(blank)) == ([], 0)


def test_lines_over_the_measure_are_found(blank: Page) -> None:
    """A paragraph may not be wider than its language reads well."""
    for width, found in (("none", 1), ("10em", 0)):
        text = "word " * 30
        blank.set_content(
            f'<main style="--measure: 10em"><p style="max-inline-size: {width}">{text}</p></main>'
        )
        assert len(looks.long_lines(blank)) == found


def test_boxes_that_meet_are_found(blank: Page) -> None:
    """Letters over letters and over an obstacle; what stands beside them, or holds them, is none."""

    def place(left: int) -> str:
        return f"position: absolute; inset-block-start: 0; inset-inline-start: {left}px; inline-size: 80px"

    blank.set_content(
        f'<div class="around"><b class="label" style="{place(0)}">one word</b></div>'
        f'<b class="label" style="{place(30)}">two words</b>'
        f'<b class="label" style="{place(200)}">far away</b>'
        f'<i class="bar" style="{place(220)}; block-size: 10px"></i>'
    )
    assert looks.crossings(blank, ".label", ".bar, .around") == [
        "b.label “one word” meets b.label “two words”",
        "b.label “far away” meets i.bar “”",
    ]
