"""Output -> problems: links, anchors, ids, language pairs and leftovers, before anything is published."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.language.markdown_source import LEFT_OVER_IN_PRINT
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem
from microsite.pages import urls
from microsite.pages.plan import NOT_FOUND_PATH, Page, versions_of
from microsite.tracking import Findings

Output = Mapping[str, bytes]


@dataclass(frozen=True)
class Examined:
    """What one HTML file holds that can be wrong."""

    ids: tuple[str, ...]
    folded: frozenset[str]  # ids of what only a button of the same page opens: no address leads there
    links: tuple[str, ...]
    alternates: Mapping[str, str]
    lang: str
    headings: tuple[str, ...]
    left_over: tuple[tuple[str, str], ...]  # marks that are printed, and the words around each

    @property
    def anchors(self) -> Set[str]:
        """What an address can lead to."""
        return set(self.ids) - self.folded


def problems_of(
    output: Output,
    pages: tuple[Page, ...],
    base_url: str,
    kept: Set[str] = frozenset(),
    findings: Findings | None = None,
    seen: Mapping[str, object] | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong with a built site; `output` has every file by its path, but for the pages that
    were `kept`. These were right when they were made: only what they lead to can have gone since. What was
    `examined` already is in `seen`."""
    findings = findings or Findings()
    there = frozenset({*output, *kept})
    read = {path: _looked_at(path, output, seen or {}, findings) for path in there if path.endswith(".html")}
    changed = read.keys() - kept
    gone = (findings.before(PATHS) or frozenset()) - there
    findings.keep(PATHS, there, set())
    suspects = read.keys() if gone or any(_has_lost(path, read, findings) for path in changed) else changed
    for path in sorted(suspects):
        page = read[path]
        yield from _ids(path, page)
        yield from _links(path, page, read, there, base_url)
        yield from _leftovers(path, page)
        if page.headings.count("h1") != 1:
            yield _problem(path, "main-headings", number=page.headings.count("h1"))
    yield from _languages(read, changed, pages, base_url)


PATHS = "paths"  # of a whole site


def _looked_at(path: str, output: Output, seen: Mapping[str, object], findings: Findings) -> Examined:
    """What a page holds, now or when it was made."""
    subject = (Examined.__name__, path)
    if path in output:
        findings.keep(subject, seen.get(path) or examined(output[path]), set())
    else:
        findings.standing(subject)
    found: Examined = findings.found(subject)
    return found


def _has_lost(path: str, read: Mapping[str, Examined], findings: Findings) -> bool:
    """Whether a page had a place that it no longer has."""
    before: Examined | None = findings.before((Examined.__name__, path))
    return before is not None and not set(before.ids) <= set(read[path].ids)


def _problem(path: str, code: str, **parts: Part) -> Problem:
    return Problem(Place(f"site/{path}"), "", Message(code, **parts))


def examined(body: bytes) -> Examined:
    """What a page holds that can be wrong."""
    tree = LexborHTMLParser(body)
    root = tree.root
    assert root is not None
    links = [
        value
        for node in tree.css("[href], [src]")
        if node.tag != "link" or node.attributes.get("rel") not in ("canonical", "alternate")
        if (value := node.attributes.get("href") or node.attributes.get("src"))
    ]
    for node in tree.css("[srcset]"):
        links += (file.split()[0] for file in (node.attributes.get("srcset") or "").split(", "))
    alternates = {
        node.attributes.get("hreflang") or "": node.attributes.get("href") or ""
        for node in tree.css("link[rel=alternate][hreflang]")
    }
    main = tree.css_first("main")
    return Examined(
        ids=tuple(node.attributes.get("id") or "" for node in tree.css("[id]")),
        folded=frozenset(node.attributes.get("id") or "" for node in tree.css("[popover][id]")),
        links=tuple(links),
        alternates=alternates,
        lang=root.attributes.get("lang") or "",
        headings=tuple(node.tag or "" for node in tree.css("h1, h2, h3, h4, h5, h6")),
        left_over=tuple(_left_over(main)) if main else (),
    )


def _left_over(main: LexborNode) -> Iterator[tuple[str, str]]:
    for text in _texts(main):
        for match in LEFT_OVER_IN_PRINT.finditer(text):
            yield match[0], " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())


def _texts(node: LexborNode) -> Iterator[str]:
    """Each stretch of words between two tags; what stands in code is meant as it stands."""
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and (child.parent is None or child.parent.tag != "code"):
            yield child.text_content or ""


def _ids(path: str, page: Examined) -> Iterator[Problem]:
    for id in sorted(id for id, count in Counter(page.ids).items() if count > 1):
        yield _problem(path, "anchor-twice", id=id)


def _links(
    path: str, page: Examined, read: Mapping[str, Examined], there: Set[str], base_url: str
) -> Iterator[Problem]:
    for link in sorted(set(page.links)):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = _target(path, unquote(parts.path), base_url)
        if target not in there:
            yield _problem(path, "link-to-no-page", link=link)
        elif parts.fragment and target in read and unquote(parts.fragment) not in read[target].ids:
            yield _problem(path, "link-to-no-place", link=link)


def _target(path: str, link: str, base_url: str) -> str:
    """The file that a link without host leads to."""
    if not link:
        return path
    if link.startswith("/"):
        inner = link.removeprefix(urlsplit(base_url).path)
    else:
        inner = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        inner = "" if inner == "." else inner + ("/" if link.endswith(("/", "..", ".")) else "")
    return inner + urls.INDEX if inner.endswith("/") or not inner else inner


def _leftovers(path: str, page: Examined) -> Iterator[Problem]:
    for piece, around in page.left_over:
        yield _problem(path, "left-over-on-page", piece=piece, around=around)


def _languages(
    read: Mapping[str, Examined], changed: Set[str], pages: tuple[Page, ...], base_url: str
) -> Iterator[Problem]:
    """Each page names itself and its sisters, in every language, and they name it."""
    versions = versions_of(pages)
    for page in pages:
        sisters = versions[page.key]
        if changed.isdisjoint(it.path for it in sisters):
            continue
        expected = {other.lang: urls.absolute(base_url, other.path) for other in sisters}
        given = dict(read[page.path].alternates)
        given.pop("x-default", None)
        if given != expected:
            yield _problem(page.path, "wrong-language-links")
        if read[page.path].lang != page.lang:
            yield _problem(page.path, "wrong-language", lang=read[page.path].lang)
        sister = sisters[0]
        if differing := sorted(read[page.path].anchors ^ read[sister.path].anchors):
            yield _problem(page.path, "anchors-differ", other=sister.path, anchors=", ".join(differing[:5]))
        if read[page.path].headings != read[sister.path].headings:
            yield _problem(page.path, "headings-differ", other=sister.path)
    assert NOT_FOUND_PATH in read
