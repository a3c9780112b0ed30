"""The numbers of the home page and the lists that they lead to."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.conftest import Served
from tests.looks import enlarge_text
from tests.samples import ANY_CONTENT


def test_each_number_leads_to_as_many_promises(served: Served, browser: Browser) -> None:
    """A number of promises is a link, and the list behind it shows just those: so many, and no other."""
    page = browser.new_page()
    page.goto(served.address(served.sample.page("home").path))
    links = page.locator(".where-it-stands [data-state] a")
    told = [
        (link.get_attribute("href") or "", int(re.sub(r"\D", "", link.locator("strong").inner_text())))
        for link in links.all()
    ]
    everything = int(re.sub(r"\D", "", page.locator(".where-it-stands strong").first.inner_text()))
    assert all("?standing=" in href for href, _ in told)
    assert sum(number for _, number in told) == everything
    for href, number in told:
        page.goto(served.address(served.sample.page("home").path))
        page.locator(f'.where-it-stands a[href="{href}"]').click()
        expect(page.locator(".filters input:checked")).to_have_count(1)
        rows = page.locator(".target-table").first.locator("tbody tr:visible")
        expect(rows).to_have_count(number)
    page.close()


def test_promises_are_sorted_by_standing(served: Served, browser: Browser) -> None:
    """What has an outcome or wants one comes before what can wait."""
    page = browser.new_page()
    page.goto(served.address(served.sample.page("targets").path))
    table = page.locator(".target-table").first
    heading = table.locator("th[data-sort=standing]")
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    states = table.locator("tbody tr td:nth-child(5)")
    order = [int(cell.get_attribute("data-value") or 0) for cell in states.all()]
    assert len(set(order)) > 1
    first = min(order)
    expect(states.first).to_have_attribute("data-value", str(first))
    page.close()


# Where the titles of a list begin.
TITLES = """(list) => [...list.querySelectorAll(".station-brief__what")]
  .map((it) => it.getBoundingClientRect().left)"""
DATES = """(list) => [...list.querySelectorAll(".station-brief__when time")].map((it) => it.dateTime)"""


@ANY_CONTENT
def test_what_fell_due_stands_in_one_table(served: Served, browser: Browser) -> None:
    """Below each heading the oldest comes first, and the titles of all begin at one edge."""
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    page.goto(served.address(served.sample.page("home").path))
    lists = page.locator(".station-brief__groups .station-briefs").all()
    assert lists
    assert len({round(left) for it in lists for left in it.evaluate(TITLES)}) == 1
    for it in lists:
        dates = [date[:7] for date in it.evaluate(DATES)]
        assert dates == sorted(dates)
    page.close()


@ANY_CONTENT
def test_titles_have_the_width_of_a_telephone(served: Served, browser: Browser) -> None:
    """Where a date has its year, the title stands below it; with letters twice as large nothing is wider."""
    sector = next(iter(served.sample.site.sectors))
    for lang in served.sample.languages:
        path = served.sample.page("sector", lang, sector).path
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(served.address(path))
        rows = page.locator("[aria-labelledby=stations] .station-brief")
        assert rows.count()
        for row in rows.all():
            whole, title = row.bounding_box(), row.locator(".station-brief__what").bounding_box()
            assert whole
            assert title
            assert title["width"] > 0.9 * whole["width"], lang
        page.close()
        page = browser.new_page(viewport={"width": 360, "height": 800})
        enlarge_text(page, 32)
        page.goto(served.address(path))
        list_ = page.locator("[aria-labelledby=stations] > ol")
        assert list_.evaluate("(it) => it.scrollWidth <= it.clientWidth"), lang
        page.close()
