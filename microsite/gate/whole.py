"""Output -> problems: everything that is to be published is looked at before any of it is written."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Set

from microsite.content.site import Site
from microsite.gate import described, links
from microsite.gate.figures import Known, Reading, figures_in_step, figures_of, known_figures, numbers_in_step
from microsite.gate.languages import files_beside, files_in_step, pages_in_step
from microsite.gate.looks import look
from microsite.gate.problem import problem
from microsite.gate.seen import Seen, SeenPage
from microsite.gate.weights import too_heavy
from microsite.messages.problems import Place, Problem
from microsite.pages.plan import NOT_FOUND_PATH, Page, versions_of
from microsite.pages.urls import TWIN
from microsite.tracking import Findings

Output = Mapping[str, bytes]
PATHS = "paths"  # of a whole site


def problems_of(
    output: Output,
    pages: tuple[Page, ...],
    site: Site,
    kept: Set[str] = frozenset(),
    *,
    findings: Findings | None = None,
    seen: Mapping[str, object] | None = None,
    given: Set[str] = frozenset(),
    cards: bool = False,
) -> Iterator[Problem]:
    """Yield what is wrong with a built site, mistakes and what weighs too much.

    `output` has every file by its path, but for those that were `kept`. These were right when they were
    made: only what they lead to can have gone since. What was looked at already is in `seen`. Of what was
    `given` as it is (static files, style sheets and scripts among them), pages and style sheets are looked
    at. Without `cards`, nobody has drawn them.
    """
    findings = findings or Findings()
    there = frozenset({*output, *kept})
    read = {
        path: _looked_at(path, output, seen or {}, findings)
        for path in sorted(there)
        if path not in given or path.endswith((".html", ".css", ".js"))
    }
    changed = read.keys() - kept
    # What is not kept may have come out as it was: its links still lead somewhere.
    others = {path for path in changed if findings.before((Seen.__name__, path)) is not read[path]}
    gone = (findings.before(PATHS) or frozenset()) - there
    findings.keep(PATHS, there, set())
    lost = gone or any(_has_lost(path, read, findings) for path in others)
    outward = {address for it in read.values() if isinstance(it, SeenPage) for address in it.outward}
    outward |= {source.url for source in site.sources.values()}  # data name those as well that no page does
    whole = links.Whole(there, read, site.settings.base_url, outward, cards)
    known: Known = findings.recall("figures", known_figures, site)
    reading = Reading(site, known)
    for path in sorted(read if lost else changed):
        it = read[path]
        yield from (Problem(Place(f"site/{path}", line), "", message) for line, message in it.faults)
        if lost or path in others:
            yield from links.problems_of(path, it, whole)
        yield from described.problems_of(path, it, read, output)
        yield from figures_of(path, it, reading, known)
        if isinstance(it, SeenPage) and path not in given:
            yield from _page(path, it)
    yield from pages_in_step(read, changed, pages, site.settings.base_url)
    yield from _in_step(read, others, pages, given, reading)
    yield from too_heavy(read, site.settings.watch.weights)
    assert NOT_FOUND_PATH in read


def _looked_at(path: str, output: Output, seen: Mapping[str, object], findings: Findings) -> Seen:
    """What a file holds, now or when it was made."""
    subject = (Seen.__name__, path)
    if path not in output:
        findings.standing(subject)
    elif path in seen:
        findings.keep(subject, seen[path], set())
    else:
        found: Seen = findings.recall((look.__name__, path), look, path, output[path])
        findings.keep(subject, found, set())
    there: Seen = findings.found(subject)
    return there


def _has_lost(path: str, read: Mapping[str, Seen], findings: Findings) -> bool:
    """Whether a page had a place that it no longer has, or sent readers to an address that none does now."""
    before = findings.before((Seen.__name__, path))
    now = read[path]
    if not isinstance(before, SeenPage) or not isinstance(now, SeenPage):
        return False
    return not (set(before.ids) <= set(now.ids) and before.outward <= now.outward)


def _page(path: str, page: SeenPage) -> Iterator[Problem]:
    for id in sorted(id for id, count in Counter(page.ids).items() if count > 1):
        yield problem(path, "anchor-twice", id=id)
    for piece, around in page.left_over:
        yield problem(path, "left-over-on-page", piece=piece, around=around)
    if page.headings.count("h1") != 1:
        yield problem(path, "main-headings", number=page.headings.count("h1"))


def _in_step(
    read: Mapping[str, Seen], changed: Set[str], pages: tuple[Page, ...], given: Set[str], reading: Reading
) -> Iterator[Problem]:
    """The languages side by side: files that one has, entries, figures."""
    beside = files_beside(read.keys() - given, pages)
    yield from files_in_step(read, beside)
    # Words that are of no one language, or that one language had once: they need not have the same numbers.
    apart = {posixpath.dirname(page.path) for page in pages if page.key[0] in ("compare", "record")}
    own, *languages = reading.languages
    versions = (tuple(page.path for page in it) for it in versions_of(pages).values())
    for first, *others in [*versions, *beside.values()]:
        for lang, other in zip(languages, others, strict=True):
            if first not in read or other not in read or changed.isdisjoint({first, other}):
                continue
            here, there = read[first], read[other]
            yield from figures_in_step((first, here), (other, there))
            # A twin says what its page does, whose figures are compared; maps have not room for like names.
            if posixpath.dirname(first) not in apart and posixpath.basename(first) != TWIN:
                yield from numbers_in_step((own, first, here), (lang, other, there), reading)
