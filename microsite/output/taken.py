"""Static files that would hide what a site makes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsite.content.file_names import folded
from microsite.folders import STATIC, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem

MADE = (  # by every site
    *("index.html", "404.html", "card.png", "built.json"),
    *("robots.txt", "sitemap.xml", "llms.txt", "js/site.js"),
)


def taken(made: Iterable[str], folders: Folders) -> Iterator[Problem]:
    """Yield the static files under the address of what is made, of a folder in which it lies, or in a folder
    under its address; capitals do not count.

    `made` are paths in the site.
    """
    files: dict[str, str] = {}
    above: dict[str, str] = {}
    for path in made:
        files.setdefault(folded(path), path)
        for folder in _folders_of(path):
            above.setdefault(folded(folder), folder)
    for name, file in folders.under(STATIC).items():
        if name.endswith(".css"):  # these go into the sheets
            continue
        path = folded(name.removeprefix(STATIC))
        hidden = files.get(path) or above.get(path)
        hidden = hidden or next((files[it] for it in _folders_of(path) if it in files), None)
        if hidden:
            yield Problem(Place(folders.shown(file)), "", Message("address-of-a-page", name=hidden))


def _folders_of(path: str) -> Iterator[str]:
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)
