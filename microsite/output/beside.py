"""What is published beside the pages of every site, a row each: feeds, data, indexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from microsite.output.atom import atom_files
from microsite.output.calendars import calendar_files
from microsite.output.feeds import feed_files
from microsite.output.llms import llms_files
from microsite.output.manifest import manifest_files
from microsite.output.search import search_files
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer

Files = Mapping[str, bytes]  # by their paths in the site


def data_files(edition: Edition, renderer: Renderer) -> Files:
    """The open data."""
    return edition.data.files


BESIDE: Mapping[str, Callable[[Edition, Renderer], Files]] = {
    "data": data_files,
    "feeds": feed_files,
    "atom": atom_files,
    "calendars": calendar_files,
    "manifests": manifest_files,
    "search": search_files,
    "llms": llms_files,
}
