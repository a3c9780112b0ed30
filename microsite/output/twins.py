"""A page -> the same as Markdown, for programs that read: what is in `<main>`, and where it comes from.

Everything is taken from the page itself, so that a page that is kept keeps its twin.
"""

from __future__ import annotations

import json
import re
from html import escape
from urllib.parse import urljoin

from html_to_markdown import ConversionOptions, convert
from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.language.plain import plain_text

# What leads elsewhere, works only in a browser, or is drawn.
LEFT_OUT = (
    "nav, script, button, input, svg, [hidden], :not(a) > [aria-hidden=true], [data-noprint],"
    " .visually-hidden, .map-legend"
)
OPTIONS = ConversionOptions(
    compact_tables=True, escape_asterisks=True, escape_underscores=True, extract_metadata=False
)
# What Markdown would take for a tag or a reference to a letter.
_MARKUP = re.compile("<(?=[a-zA-Z/!?])|&(?=#?[a-zA-Z0-9]+;)")


def twin_of(body: bytes) -> bytes:
    """The Markdown of a page, behind a front matter of what the page says of itself; links are whole."""
    tree = LexborHTMLParser(body)
    root, main = tree.root, tree.css_first("main")
    address = _attribute(tree, "link[rel=canonical]", "href")
    about = {
        "title": _words(tree.css_first("h1")),
        "description": _attribute(tree, "meta[name=description]", "content"),
        "address": address,
        "language": (root.attributes.get("lang") if root else "") or "",
        "checked": _attribute(tree, "[data-checked] time", "datetime"),
        "licence": _attribute(tree, "a[rel=license]", "href"),
    }
    # JSON strings are YAML, too.
    front = "".join(f"{name}: {json.dumps(it, ensure_ascii=False)}\n" for name, it in about.items() if it)
    text = _markdown(main, address) if main else ""
    return plain_text(f"---\n{front}---\n\n{text}\n").encode()


def _markdown(main: LexborNode, address: str) -> str:
    for node in main.css(LEFT_OUT):
        node.decompose()
    for name in ("href", "src"):
        for node in main.css(f"[{name}]"):
            node.attrs[name] = urljoin(address, node.attributes.get(name) or "")
    for node in [*main.traverse(include_text=True)]:
        if node.is_text_node and not _is_code(node):
            node.replace_with(_without_markup(node.text_content or ""))
    return (convert(main.html or "", OPTIONS).content or "").strip()


def _is_code(text: LexborNode) -> bool:
    return text.parent is not None and text.parent.tag in ("code", "pre")


def _without_markup(text: str) -> str:
    """A text in which nothing is taken for a tag, a link or a letter."""
    text = _MARKUP.sub(lambda found: escape(found[0]), text)
    return text.replace("[", "&#91;") if "](" in text else text


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "") if node else ""


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""
