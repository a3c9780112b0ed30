"""Prose -> HTML: the one Markdown parser.

CommonMark with three additions: emphasis may touch the letters of scripts that join particles to
words, headings carry a name for their address (`## Words {#name}`), and braces name facts.
Raw HTML stays text, and links go to the web, to this site, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from microsite.content.references import PATTERN, Reference, read_match
from microsite.language import formats

JOINING = re.compile(formats.JOINING)
HEADING_NAME = re.compile(r"[ \t]+\{#([a-z0-9-]+)\}$")
LEFT_OVER = re.compile(
    r"\*\*|\[[^\[\]]*\]\([^()]*\)|\][ ]?\((?:https?|sector|page|term|station|source):[^\s)]*\)?"
)
ALLOWED_LINK = re.compile(r"^(https?:|mailto:|#|(sector|page|term|station|source):[a-z0-9-]+$)")


@dataclass(frozen=True)
class Links:
    """What the parser asks of its page: the HTML of a reference, the address of an inner link."""

    reference: Callable[[Reference, bool], Markup]  # the second says whether its mark may follow
    address: Callable[[str, str], str]


def render_prose(text: str, links: Links) -> Markup:
    """Markdown -> HTML of block elements."""
    return Markup(_parser().render(text, {"links": links}))


def render_blocks(text: str, links: Links, headings: bool = True) -> tuple[Markup, ...]:
    """Markdown -> HTML of each block at the top level, to be set beside the same text in another language.

    Without `headings`, they become paragraphs that say their level in `data-heading`: what stands
    beside a heading is no second entry in the page's outline, and has no address of its own.
    """
    parser, env = _parser(), {"links": links}
    blocks: list[list[Token]] = []
    depth = 0
    for token in parser.parse(text, env):
        if depth == 0:
            blocks.append([])
        depth += token.nesting
        if not headings and token.type in ("heading_open", "heading_close"):
            token.attrs = {"data-heading": token.tag} if token.nesting == 1 else {}
            token.tag = "p"
        blocks[-1].append(token)
    # An inline token between two tags has no nesting, so a block ends where the depth is 0 again.
    return tuple(Markup(parser.renderer.render(block, parser.options, env)) for block in blocks)


def left_over(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each mark that was meant for the parser and would be printed as it stands."""
    ends = [-1, *(match.start() for match in re.finditer("\n", text))]
    for token in _parser().parse(text, {}):
        line, before = token.map[0] if token.map else 0, ""
        for child in token.children or () if token.type == "inline" else ():
            if child.type == "text" and (match := LEFT_OVER.search(child.content)):
                number = (before + child.content[: match.start()]).count(match[0])
                same = re.compile(re.escape(match[0])).finditer(text, ends[line] + 1)
                found = next(islice(same, number, None), None)
                yield found.start() if found else ends[line] + 1, match[0]
            broken = child.type in ("softbreak", "hardbreak")
            line, before = (line + 1, "") if broken else (line, before + child.markup + child.content)


def links(text: str) -> Iterator[tuple[int, str]]:
    """The address of each link, in whatever form it is written, with the offset of its block."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for token in _parser().parse(text, {}):
        for child in token.children or ():
            if child.type == "link_open":
                yield starts[token.map[0] if token.map else 0], str(child.attrGet("href"))


def sections(text: str) -> tuple[str, ...]:
    """Markdown in parts: what stands before the first heading, then one a heading."""
    return tuple(re.split(r"^(?=## )", text, flags=re.MULTILINE))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"linkify": False, "typographer": False})
    # Pictures are no part of prose, and every heading is written with ##, where its name can stand.
    parser.disable(["image", "lheading"])
    parser.validateLink = _allowed  # type: ignore[method-assign]
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.before("emphasis", "reference", _reference)
    parser.core.ruler.after("inline", "heading_names", _heading_names)
    parser.add_render_rule("reference", _render_reference)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("text", _render_text)
    return parser


def _allowed(url: str) -> bool:
    return bool(ALLOWED_LINK.match(url))


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The parser's own rule, except that `*` may also open or close beside joining letters.

    CommonMark lets no closing mark after punctuation touch a letter, which leaves asterisks in
    text such as `**50%**를` (commonmark/commonmark-spec issue 650).
    """
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    beside = marker == "*"
    can_open = scanned.can_open or (beside and not after.isspace() and bool(JOINING.match(before)))
    can_close = scanned.can_close or (beside and not before.isspace() and bool(JOINING.match(after)))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = PATTERN.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = match.group()
        token.meta["reference"] = read_match(match)
    state.pos = match.end()
    return True


def _heading_names(state: StateCore) -> None:
    """Move the name at a heading's end into its `id`."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open" or not inline.children:
            continue
        last = inline.children[-1]
        if match := HEADING_NAME.search(last.content):
            last.content = last.content[: match.start()]
            opening.attrSet("id", match[1])


def _render_reference(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """A fact that is named again in the same paragraph gets its mark there, not here."""
    reference = tokens[at].meta["reference"]
    rest = (token.meta["reference"] for token in tokens[at + 1 :] if token.type == "reference")
    return str(env["links"].reference(reference, all(later.name != reference.name for later in rest)))


def _render_text(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return str(escape(formats.held(tokens[at].content, behind=at > 0)))


def _render_link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[at]
    kind, _, name = str(token.attrGet("href")).partition(":")
    if kind in ("sector", "page", "term", "station", "source"):
        token.attrSet("href", env["links"].address(kind, name))
    if kind == "term":
        token.attrSet("data-term", name)
    return renderer.renderToken(tokens, at, options, env)
