"""What is published beside the pages of every site, a row each: feeds, data, indexes; and beside every page
of a kind, a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microsite.content.pages import PageKind
from microsite.output.atom import atom_files
from microsite.output.calendars import calendar_files
from microsite.output.llms import llms_files
from microsite.output.record_data import record_data_file
from microsite.output.search import search_files
from microsite.output.sitemap import sitemap_files
from microsite.output.web_manifest import web_manifest_files
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer

Files = Mapping[str, bytes]  # by their paths in the site


def data_files(edition: Edition, renderer: Renderer) -> Files:
    """The open data."""
    return edition.data.files


BESIDE: Mapping[str, Callable[[Edition, Renderer], Files]] = {
    "data": data_files,
    "sitemap": sitemap_files,
    "atom": atom_files,
    "calendars": calendar_files,
    "web manifests": web_manifest_files,
    "search": search_files,
    "llms": llms_files,
}
# Beside each page of a kind; the second thing given is the subject of the page.
BESIDE_EACH: Mapping[PageKind, Callable[[Edition, str], Files]] = {
    "record": record_data_file,
}
