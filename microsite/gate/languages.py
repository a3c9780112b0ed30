"""Whether the languages of a site are in step: pages, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import PurePosixPath

from microsite.gate.problem import problem
from microsite.gate.seen import Seen, SeenPage
from microsite.messages.problems import Problem
from microsite.pages import urls
from microsite.pages.plan import Page, versions_of


def pages_in_step(
    read: Mapping[str, Seen], changed: Set[str], pages: tuple[Page, ...], base_url: str
) -> Iterator[Problem]:
    """Each page names itself and its sisters, in every language, and they name it; all have the same places
    and headings."""
    versions = versions_of(pages)
    for page in pages:
        sisters = versions[page.key]
        if changed.isdisjoint(it.path for it in sisters):
            continue
        expected = {other.lang: urls.absolute(base_url, other.path) for other in sisters}
        own, sister = read[page.path], read[sisters[0].path]
        assert isinstance(own, SeenPage)
        assert isinstance(sister, SeenPage)
        given = dict(own.alternates)
        given.pop("x-default", None)
        if given != expected:
            yield problem(page.path, "wrong-language-links")
        if own.lang != page.lang:
            yield problem(page.path, "wrong-language", lang=own.lang)
        other = sisters[0].path
        if differing := sorted(own.anchors ^ sister.anchors):
            yield problem(page.path, "anchors-differ", other=other, anchors=", ".join(differing[:5]))
        if own.headings != sister.headings:
            yield problem(page.path, "headings-differ", other=other)


def files_in_step(read: Mapping[str, Seen], sisters: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A file beside a page in one language stands beside it in the others, with as many entries of the same
    days."""
    for names in sisters.values():
        first, *others = names
        for other in others:
            if (first in read) != (other in read):
                missing, there = (first, other) if other in read else (other, first)
                yield problem(missing, "no-sister-file", other=there)
            elif first in read and read[first].entries != read[other].entries:
                yield problem(other, "entries-differ", other=first)


def files_beside(there: Set[str], pages: tuple[Page, ...]) -> Mapping[str, tuple[str, ...]]:
    """The files beside each page, by the first of them: what one is called in every language."""
    beside: dict[str, set[str]] = {}
    for path in there:
        if not path.endswith(".html"):
            folder, _, name = path.rpartition("/")
            beside.setdefault(folder, set()).add(name)
    found: dict[str, tuple[str, ...]] = {}
    for versions in versions_of(pages).values():
        folders = [str(PurePosixPath(page.path).parent) for page in versions]
        for name in sorted({name for folder in folders for name in beside.get(folder, ())}):
            sisters = tuple(f"{folder}/{name}" for folder in folders)
            found[sisters[0]] = sisters
    return found
