"""Filters in a browser: what they leave, what they say of it, and where that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import tab
from tests.conftest import Served

PHONE = {"width": 360, "height": 740}
LEFT = """() => [...document.querySelectorAll(".filtered .station-brief[id]")]
  .filter((it) => getComputedStyle(it).display !== "none").map((it) => it.id)"""
HEIGHTS_OF_GONE = """() => [...document.querySelectorAll(".filtered :is(.station-brief, tr)[data-of]")]
  .filter((it) => getComputedStyle(it).getPropertyValue("--shown"))
  .map((it) => it.getBoundingClientRect().height)"""
UNFOLDED = """() => [...document.querySelectorAll(".year-list__year[open]")]
  .filter((it) => it.getClientRects().length).map((it) => it.lastElementChild.id)"""


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def timeline(request: pytest.FixtureRequest, served: Served, browser: Browser) -> Iterator[Page]:
    """The timeline, opened."""
    with tab(browser, java_script_enabled=True) as page:
        if not request.param:
            page.route("**/*.js*", lambda route: route.abort())
        page.goto(served.address(served.sample.page("timeline").path))
        yield page


@pytest.fixture
def scripted(served: Served, browser: Browser) -> Iterator[Page]:
    """The timeline with its script."""
    with tab(browser) as page:
        page.goto(served.address(served.sample.page("timeline").path))
        yield page


def press(page: Page, group: str, value: str) -> None:
    """Press a choice where its words are."""
    page.locator(f'label:has(input[name="{group}"][value="{value}"])').click()


def wait_for(page: Page, wanted: set[str]) -> None:
    """The list shows just these stations."""
    page.wait_for_function(f"(all) => ({LEFT})().sort().join() === all", arg=",".join(sorted(wanted)))


def status(page: Page) -> str:
    return page.locator("[data-filter-status]").inner_text()


def of_lines(served: Served, *sectors: str) -> set[str]:
    site = served.sample.site
    return {id for id, it in site.stations.items() if set(sectors) & set(site.sectors_of(it))}


def two_lines(served: Served) -> tuple[str, str]:
    """Two lines that have stations of their own, and not all between them."""
    everything = set(served.sample.site.stations)
    for pair in permutations(served.sample.site.sectors, 2):
        both = of_lines(served, *pair)
        if both < everything and all(of_lines(served, one) < both for one in pair):
            return pair
    raise AssertionError("the site has too few stations")


def test_choices_of_one_group_add_up(timeline: Page, served: Served) -> None:
    """An entry needs one of the choices that are pressed in a group; none pressed is all."""
    one, other = two_lines(served)
    wait_for(timeline, set(served.sample.site.stations))
    press(timeline, "sector", one)
    wait_for(timeline, of_lines(served, one))
    press(timeline, "sector", other)
    wait_for(timeline, of_lines(served, one, other))
    press(timeline, "sector", one)
    wait_for(timeline, of_lines(served, other))


def test_groups_narrow_each_other(timeline: Page, served: Served) -> None:
    """An entry needs a choice of every group in which something is pressed, a line of the map among them."""
    site = served.sample.site
    line = next(iter(site.sectors))
    planned = {id for id, it in site.stations.items() if it.kind == "target"}
    wanted = of_lines(served, line) & planned
    assert wanted not in (of_lines(served, line), planned)
    press(timeline, "sector", line)
    wait_for(timeline, of_lines(served, line))
    press(timeline, "station_kind", "target")
    wait_for(timeline, wanted)
    timeline.locator('.filters button[type="reset"]').click()
    wait_for(timeline, set(site.stations))
    expect(timeline.locator('.filters button[type="reset"]')).to_be_hidden()


def test_what_is_left_out_takes_no_room(timeline: Page) -> None:
    press(timeline, "station_kind", "target")
    heights = timeline.evaluate(HEIGHTS_OF_GONE)
    assert heights
    assert not any(heights)


def test_years_with_something_left_unfold(scripted: Page, served: Served) -> None:
    """And those with nothing go, with their links; when all is shown, the years are as they were."""
    before = scripted.evaluate(UNFOLDED)
    assert len(before) == 1
    line, _ = two_lines(served)
    years = sorted({f"year-{served.sample.site.stations[id].date.year}" for id in of_lines(served, line)})
    press(scripted, "sector", line)
    scripted.wait_for_function(f"(all) => ({UNFOLDED})().join() === all", arg=",".join(years))
    links = scripted.locator(".year-list__rail li:visible a").evaluate_all("all => all.map((it) => it.hash)")
    assert links == [f"#{year}" for year in years]
    scripted.locator('.filters button[type="reset"]').click()
    scripted.wait_for_function(f"(all) => ({UNFOLDED})().join() === all", arg=",".join(before))


def test_number_of_entries_is_announced(scripted: Page, served: Served) -> None:
    """As a status that says nothing while everything is shown."""
    site = served.sample.site
    assert scripted.locator("[data-filter-status]").get_attribute("role") == "status"
    assert status(scripted) == ""
    line, _ = two_lines(served)
    press(scripted, "sector", line)
    said = site.interface.filter_shown[served.sample.languages[0]]
    counts = {"shown": len(of_lines(served, line)), "all": len(site.stations)}
    expect(scripted.locator("[data-filter-status]")).to_have_text(said.format(**counts))
    press(scripted, "sector", line)
    expect(scripted.locator("[data-filter-status]")).to_have_text("")


@pytest.mark.parametrize("sample", ["other"], indirect=True, scope="session")  # promises of several standings
def test_nothing_found_is_announced(scripted: Page, served: Served) -> None:
    """With a way back beside it. What has happened has no standing."""
    press(scripted, "station_kind", "event")
    scripted.locator("label:has(input[name=standing])").first.click()
    said = served.sample.site.interface.filter_none[served.sample.languages[0]]
    expect(scripted.locator("[data-filter-status]")).to_have_text(said)
    assert scripted.evaluate(LEFT) == []
    scripted.locator('.filters__found button[type="reset"]').click()
    wait_for(scripted, set(served.sample.site.stations))


def test_address_keeps_every_choice(served: Served, browser: Browser) -> None:
    """Several of a group, too; back, forward, a fresh visit and the other language show the same."""
    one, other = two_lines(served)
    wanted = of_lines(served, one, other)
    foreign, chosen = [("sort", "due"), ("order", "down")], [("sector", one), ("sector", other)]
    with tab(browser) as page:
        page.goto(served.address(served.sample.page("timeline").path) + "?sort=due&order=down")
        press(page, "sector", other)
        press(page, "sector", one)
        wait_for(page, wanted)
        assert sorted(parse_qsl(urlsplit(page.url).query)) == sorted(foreign + chosen)
        page.go_back()
        wait_for(page, of_lines(served, other))
        page.go_back()
        wait_for(page, set(served.sample.site.stations))
        page.go_forward()
        page.go_forward()
        wait_for(page, wanted)
        page.reload()
        wait_for(page, wanted)
        page.locator(".language-switch a").first.evaluate("(link) => link.click()")  # it may be folded
        page.wait_for_load_state()
        wait_for(page, wanted)
        page.locator('.filters button[type="reset"]').click()
        # The address is written a moment after the list.
        page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == foreign)
        wait_for(page, set(served.sample.site.stations))


def test_filters_fold_on_a_phone(served: Served, browser: Browser) -> None:
    """To one line that a finger can press; on a wide screen every choice stands open."""
    for width, folded in ((360, True), (1280, False)):
        with tab(browser, viewport={"width": width, "height": 740}) as page:
            page.goto(served.address(served.sample.page("targets").path))
            choices = page.locator(".filters__choice").first
            assert choices.is_visible() is not folded
            if folded:
                box = page.locator(".filters summary").bounding_box()
                assert box is not None
                assert box["height"] >= 44
                page.locator(".filters summary").click()
                assert choices.is_visible()


# --- the list of years --------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_links_unfold_years(served: Served, browser: Browser, script: bool) -> None:
    """A link of the rail unfolds its year, and the address of a station the year around it."""
    with tab(browser, java_script_enabled=script, viewport=PHONE) as page:
        address = served.address(served.sample.page("timeline").path)
        page.goto(address)
        folded = page.locator(".year-list__year:not([open])")
        year = folded.first.locator("> div").get_attribute("id")
        station = folded.last.locator(".station-brief").first.get_attribute("id")
        page.locator(f'.year-list__rail a[href="#{year}"]').click()
        expect(page.locator(f"#{year}")).to_be_visible()
        page.goto("about:blank")
        page.goto(f"{address}#{station}")
        expect(page.locator(f"#{station}")).to_be_in_viewport()
        rail = page.locator(".year-list__rail").bounding_box()
        entry = page.locator(f"#{station}").bounding_box()
        assert rail is not None
        assert entry is not None
        assert rail["y"] == 0
        assert rail["height"] <= 48
        assert entry["y"] >= rail["height"]


def test_rail_leaves_a_low_window_to_the_text(served: Served, browser: Browser) -> None:
    """At four times the size, 320 × 256, it stays where it stands."""
    with tab(browser, viewport={"width": 320, "height": 256}) as page:
        page.goto(served.address(served.sample.page("timeline").path))
        page.locator(".station-brief:visible").last.scroll_into_view_if_needed()
        expect(page.locator(".year-list__rail")).not_to_be_in_viewport()


def test_entries_are_read_in_order(served: Served, browser: Browser) -> None:
    """Line, kind where it is planned, date, title; what happened has no kind."""
    sample = served.sample
    lang = sample.languages[0]
    kinds = {kind: word[lang] for kind, word in sample.site.interface.station_kind.items()}
    tree = sample.trees[sample.page("timeline").path]
    seen = set()
    for entry in tree.css(".station-brief"):
        station = sample.site.stations[entry.attributes["id"] or ""]
        seen.add(station.kind)
        kind = entry.css_first(".station-brief__kind")
        assert (kind.text() if kind else None) == (kinds["target"] if station.kind == "target" else None)
        parts = entry.css(".station-brief__of, .station-brief__when, .station-brief__what")
        assert [it.attributes["class"] for it in parts] == [
            "station-brief__of",
            "station-brief__when",
            "station-brief__what",
        ]
        sectors = sample.site.sectors_of(station)
        if station.sectors != "all":
            heard = [it.text().strip() for it in entry.css(".station-brief__of .visually-hidden")]
            assert len(heard) == len(sectors)
            assert all(
                str(sample.site.sectors[id].number) in said for id, said in zip(sectors, heard, strict=True)
            )
    assert seen == {"event", "target"}
