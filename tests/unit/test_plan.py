from __future__ import annotations

from microsite.content.pages import WRITTEN_PAGES
from microsite.pages.embeds import plan_embeds
from microsite.pages.kinds import KINDS
from microsite.pages.plan import plan_pages
from tests.samples import ROOT, Sample


def test_every_page_exists_in_every_language(sample: Sample) -> None:
    """The languages have the same pages in the same order."""
    keys = {lang: [page.key for page in sample.pages if page.lang == lang] for lang in sample.languages}
    assert list(keys) == list(dict.fromkeys(page.lang for page in sample.pages))
    assert len({tuple(of_one) for of_one in keys.values()}) == 1


def test_every_kind_and_every_sector_has_its_page(sample: Sample) -> None:
    """There is a page of each kind of the navigation, and one for each sector in the order of numbers."""
    keys = [page.key for page in sample.pages if page.lang == sample.languages[0]]
    assert {kind for kind, _ in keys} >= set(WRITTEN_PAGES)
    sectors = [subject for kind, subject in keys if kind == "sector"]
    numbers = [sample.site.sectors[id].number for id in sectors]
    assert numbers == sorted(sector.number for sector in sample.site.sectors.values())


def test_every_kind_of_page_has_a_template() -> None:
    """The template of each kind is a file, and there is none beside them."""
    there = {f"pages/{path.name}" for path in (ROOT / "templates/pages").iterdir()}
    assert {kind.template for kind in KINDS} == there


def test_every_planned_page_is_built(sample: Sample) -> None:
    """The built site holds a file for each page and each part of one that stands elsewhere, and no HTML
    beside them but the root and 404 pages."""
    planned = {page.path for page in (*plan_pages(sample.site), *plan_embeds(sample.site))}
    assert set(sample.trees) == planned | {"index.html", "404.html"}
