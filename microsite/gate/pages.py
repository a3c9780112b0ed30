"""What is seen of a page: HTML, and what its head says to machines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.gate.data import addressed, read_json
from microsite.gate.seen import Fault, Figure, SeenPage, weight_of
from microsite.language.markdown_source import LEFT_OVER_IN_PRINT

_OFFERED = re.compile(r'<\w[^<>]*?\ssrc="([^"]+)"')  # a line of HTML that readers copy
_FULL = re.compile("https?://")
_CANDIDATES = re.compile(r",(?=\s|$)")  # between those of a srcset
SPOKEN = ("title", "description", "alt")  # the ends of the names of what is said in words
SAID = ("name", "property")  # of a meta element: what its content says


def page(path: str, body: bytes) -> SeenPage:
    """What a page holds that can be wrong."""
    tree = LexborHTMLParser(body)
    root = tree.root
    assert root is not None
    lang = root.attributes.get("lang") or ""
    metas = dict(_metas(tree))
    faults, linked, named = _structured(tree)
    outward = [value for value in _values(tree, "a[href]", "href") if _FULL.match(value)]
    main = tree.css_first("main")
    return SeenPage(
        weight=weight_of(body),
        faults=tuple(faults),
        links=(*_links(tree), *(it for it in metas.values() if _FULL.match(it)), *linked, *_offered(tree)),
        names=tuple(named),
        texts={**_described(metas), **_labels(tree)},
        ids=tuple(_values(tree, "[id]", "id")),
        folded=frozenset(_values(tree, "[popover][id]", "id")),
        outward=frozenset(outward),
        alternates={
            node.attributes.get("hreflang") or "": node.attributes.get("href") or ""
            for node in tree.css("link[rel=alternate][hreflang]")
        },
        lang=lang,
        headings=tuple(node.tag or "" for node in tree.css("h1, h2, h3, h4, h5, h6")),
        left_over=tuple(_left_over(main)) if main else (),
        figures=Counter(_figures(tree, lang)),
    )


def _values(tree: LexborHTMLParser, selector: str, name: str) -> list[str]:
    return [node.attributes.get(name) or "" for node in tree.css(selector)]


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    """Whatever leads on; a full address only where a machine is to follow it."""
    for node in tree.css("[href], [src]"):
        value = node.attributes.get("href") or node.attributes.get("src")
        told_apart = node.tag == "link" and node.attributes.get("hreflang")  # looked at by itself
        if value and not told_apart and (node.tag == "link" or not _FULL.match(value)):
            yield value
    for files in _values(tree, "[srcset]", "srcset"):
        yield from (file.split()[0] for file in _CANDIDATES.split(files) if file.strip())


def _metas(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """What the head says of the page: description, title and picture where others show it."""
    for node in tree.css("meta[content]"):
        name = next((it for key in SAID if (it := node.attributes.get(key))), None)
        if name:
            yield name, node.attributes.get("content") or ""


def _described(metas: Mapping[str, str]) -> Mapping[str, str]:
    """The words of the head that say what the page is about."""
    return {name: text for name, text in metas.items() if name.endswith(SPOKEN)}


def _labels(tree: LexborHTMLParser) -> Mapping[str, str]:
    """What links to a place are called where their numbers stand in plain words, by the place."""
    found: dict[str, dict[str, None]] = {}
    for node in tree.css("a[href*='#']"):
        label = node.text()
        if any(map(str.isdigit, label)) and node.css_first("data, time") is None:
            place = (node.attributes.get("href") or "").partition("#")[2]
            found.setdefault(place, {})[label] = None
    return {f"#{place}": "\n".join(sorted(labels)) for place, labels in found.items()}


def _structured(tree: LexborHTMLParser) -> tuple[list[Fault], list[str], list[str]]:
    """What is wrong with the data for machines inside a page, its addresses, and those that only name."""
    faults, linked, named = list[Fault](), list[str](), list[str]()
    for node in tree.css('script[type="application/ld+json"]'):
        data, wrong = read_json(node.text().encode(), "JSON-LD")
        faults += wrong
        for key, address in addressed(data):
            (named if key == "@id" else linked).append(address)
    return faults, linked, named


def _offered(tree: LexborHTMLParser) -> Iterator[str]:
    """The addresses of frames in the lines that the page offers; code in its text may show any other."""
    for node in tree.css("[data-taken=code]"):
        if offered := _OFFERED.match(node.text()):
            yield offered[1]


def _figures(tree: LexborHTMLParser, lang: str) -> Iterator[Figure]:
    """Every number and date of a page, in the language of the words around it."""
    inside = {node.mem_id for node in tree.css("[lang] [lang] data, [lang] [lang] time")}
    past = {node.mem_id for node in tree.css("[data-once] data, [data-once] time")}
    fitted = {node.mem_id for node in tree.css("[data-fitted] data, [data-fitted] time")}
    for node in tree.css("data[value], time[datetime]"):
        tag = node.tag or ""
        value = node.attributes.get("value" if tag == "data" else "datetime") or ""
        own = _lang_of(node) if node.mem_id in inside else lang
        yield Figure(tag, own, value, node.text(), node.mem_id in past, node.mem_id in fitted)


def _lang_of(node: LexborNode) -> str:
    around: LexborNode | None = node
    while around is not None:
        if found := around.attributes.get("lang"):
            return found
        around = around.parent
    return ""


def _left_over(main: LexborNode) -> Iterator[tuple[str, str]]:
    for text in _texts(main):
        for match in LEFT_OVER_IN_PRINT.finditer(text):
            yield match[0], " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())


def _texts(node: LexborNode) -> Iterator[str]:
    """Each stretch of words between two tags; what stands in code is meant as it stands."""
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and (child.parent is None or child.parent.tag != "code"):
            yield child.text_content or ""
