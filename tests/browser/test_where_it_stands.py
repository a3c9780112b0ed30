"""The numbers of the home page and the lists that they lead to."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.conftest import Served


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
