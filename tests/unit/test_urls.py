from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.pages import urls
from tests.samples import BASE_URL, Sample

FOLDERS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4)
FILES = st.builds(
    lambda folders, name: "/".join([*folders, name]), FOLDERS, st.sampled_from(["index.html", "x.css"])
)


@pytest.mark.parametrize(
    ("start", "end", "anchor", "link"),
    [
        ("en/index.html", "en/about/index.html", "", "about/"),
        ("en/about/index.html", "en/index.html", "", "../"),
        ("en/about/index.html", "ko/about/index.html", "", "../../ko/about/"),
        ("en/about/index.html", "en/timeline/index.html", "x", "../timeline/#x"),
        ("en/about/index.html", "en/about/index.html", "", "./"),
        ("en/about/index.html", "en/about/index.html", "x", "#x"),
        ("en/about/index.html", "css/site.css", "", "../../css/site.css"),
        ("en/about/index.html", "index.html", "", "../../"),
        ("index.html", "en/index.html", "", "en/"),
        ("index.html", "css/site.css", "", "css/site.css"),
    ],
)
def test_links_are_relative_and_leave_out_the_index(start: str, end: str, anchor: str, link: str) -> None:
    """A link is the shortest way from one file to another, folders without their index.html."""
    assert urls.relative(start, end, anchor) == link


@given(FILES, FILES, st.sampled_from(["https://a.example/", BASE_URL]))
def test_relative_link_leads_to_the_absolute_address(start: str, end: str, base_url: str) -> None:
    """Wherever the site stands, a relative link leads to the address that the other file has there."""
    here = urls.absolute(base_url, start)
    assert urljoin(here, urls.relative(start, end)) == urls.absolute(base_url, end)
    assert urljoin(here, urls.relative(start, end, "x")) == f"{urls.absolute(base_url, end)}#x"


@given(FILES, FILES)
def test_rooted_link_works_at_any_depth(start: str, end: str) -> None:
    """A link from the host's root leads to the same address from every page."""
    here = urls.absolute(BASE_URL, start)
    assert urljoin(here, urls.rooted(BASE_URL, end)) == urls.absolute(BASE_URL, end)


def test_pages_have_addresses_of_their_own(sample: Sample) -> None:
    """Each page of a site has a file of its own under its language."""
    paths = [page.path for page in sample.pages]
    assert len(set(paths)) == len(paths)
    assert all(page.path.startswith(f"{page.lang}/") for page in sample.pages)


def test_address_in_the_content_names_the_folder(other: Sample) -> None:
    """A page lies in the folder that its content file gives, and otherwise in that of its own kind."""
    given_address = other.site.pages["about"].address
    assert given_address
    assert other.page("about").path == f"{other.languages[0]}/{given_address}/index.html"
    assert other.site.pages["sources"].address is None
    assert other.page("sources").path == f"{other.languages[0]}/sources/index.html"
    assert other.page("home").path == f"{other.languages[0]}/index.html"
