"""Whether everything that is published leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from microsite.gate.problem import problem
from microsite.gate.seen import Seen, SeenPage
from microsite.messages.problems import Problem
from microsite.pages import urls


@dataclass(frozen=True)
class Whole:
    """What a link can lead to."""

    there: Set[str]  # every file
    seen: Mapping[str, Seen]
    base_url: str
    outward: Collection[str]  # full addresses that readers are sent to: they may lie beside the site
    cards: bool  # whether cards were drawn

    def target(self, path: str, link: str) -> tuple[str, str] | None:
        """The file and the place on it that a link leads to; None for one that leads out of the site.

        Raises `ValueError` for what is no address.
        """
        if link.startswith(self.base_url) and link not in self.outward:
            link = urlsplit(self.base_url).path + link.removeprefix(self.base_url)
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        return _file(path, unquote(parts.path), self.base_url), unquote(parts.fragment)


def problems_of(path: str, seen: Seen, whole: Whole) -> Iterator[Problem]:
    """Links of a file that lead to no file, or to no place on its page."""
    for link in sorted({*seen.links, *seen.names}):
        try:
            target = whole.target(path, link)
        except ValueError:
            yield problem(path, "link-to-no-page", link=link)
            continue
        if target is None:
            continue
        file, place = target
        if file not in whole.there:
            if whole.cards or posixpath.basename(file) != urls.CARD:
                yield problem(path, "link-to-no-page", link=link)
        elif place and link in seen.links:
            page = whole.seen.get(file)
            if isinstance(page, SeenPage) and place not in page.ids:
                yield problem(path, "link-to-no-place", link=link)


def _file(path: str, link: str, base_url: str) -> str:
    """The file that a link without host leads to."""
    if not link:
        return path
    if link.startswith("/"):
        inner = link.removeprefix(urlsplit(base_url).path)
    else:
        inner = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        inner = "" if inner == "." else inner + ("/" if link.endswith(("/", "..", ".")) else "")
    return inner + urls.INDEX if inner.endswith("/") or not inner else inner
