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

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from microsite.content.references import PATTERN, Reference, read_match
from microsite.content.text_files import Prose
from microsite.language import formats

JOINING = re.compile(formats.JOINING)
# Kana, ideographs, and their punctuation, wide Latin letters too.
SPACELESS = re.compile(r"[\u3000-\u30ff\u3190-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]")
NAME_AT_END = re.compile(r"[ \t]+\{#([a-z0-9-]+)\}$")
# What a link in prose can lead to inside the site, as in `term:humanoid`.
LINKED = ("sector", "page", "term", "station", "source")
ALLOWED_LINK = re.compile(rf"^(https?:|mailto:|#|({'|'.join(LINKED)}):[a-z0-9-]+$)")


Tokens = Sequence[Token]


@dataclass(frozen=True)
class Links:
    """What the parser asks of its page: the HTML of a reference, the address of an inner link."""

    reference: Callable[[Reference, bool], Markup]  # the second says whether its mark may follow
    address: Callable[[str, str], str]


def parse(text: str) -> tuple[Token, ...]:
    """Markdown -> tokens; those of inline code say in `meta["span"]` where in their block they stand."""
    return tuple(_parser().parse(text, {}))


def to_html(tokens: Sequence[Token], links: Links) -> Markup:
    """Tokens -> HTML of block elements; the tokens stay as they are."""
    parser = _parser()
    return Markup(parser.renderer.render(tokens, parser.options, {"links": links}))


def sections(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], ...]:
    """Tokens in parts: what stands before the first heading of the second level, then one a heading."""
    starts = [at for at, it in enumerate(tokens) if it.type == "heading_open" and it.tag == "h2"]
    starts = [at for at in starts if tokens[at].level == 0]
    return tuple(
        tuple(tokens[start:end]) for start, end in zip([0, *starts], [*starts, len(tokens)], strict=True)
    )


def blocks(tokens: Sequence[Token], headings: bool = True) -> Iterator[tuple[Token, ...]]:
    """Tokens of each block at the top level, to be set beside the same text in another language.

    Without `headings`, they become paragraphs that say their level in `data-heading`: what stands
    beside a heading is no second entry in the page's outline, and has no address of its own.
    """
    block: list[Token] = []
    depth = 0
    for token in tokens:
        # An inline token between two tags has no nesting, so a block ends where the depth is 0 again.
        if depth == 0 and block:
            yield tuple(block)
            block = []
        depth += token.nesting
        if not headings and token.type in ("heading_open", "heading_close"):
            attrs: dict[str, str | int | float] = {"data-heading": token.tag} if token.nesting == 1 else {}
            token = token.copy(attrs=attrs, tag="p")
        block.append(token)
    if block:
        yield tuple(block)


class ParsedTexts:
    """Prose as tokens. Each text is parsed once, by whoever asks first, and can be forgotten."""

    def __init__(self) -> None:
        self._tokens: dict[str, tuple[Token, ...]] = {}

    def of(self, prose: Prose) -> tuple[Token, ...]:
        """The tokens of a text; nobody may change them."""
        if prose.file not in self._tokens:
            self._tokens[prose.file] = parse(prose.text)
        return self._tokens[prose.file]

    def forget(self, prose: Prose) -> None:
        """Let go of a text that no page needs any more."""
        self._tokens.pop(prose.file, None)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"linkify": False, "typographer": False})
    # Pictures are no part of prose, and every heading is written with ##, where its name can stand.
    parser.disable(["image", "lheading"])
    parser.validateLink = _allowed  # type: ignore[method-assign]
    parser.inline.ruler.at("backticks", _code)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.before("emphasis", "reference", _reference)
    parser.core.ruler.after("inline", "heading_names", _heading_names)
    parser.add_render_rule("reference", _render_reference)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("softbreak", _render_softbreak)
    parser.add_render_rule("text", _render_text)
    return parser


def _allowed(url: str) -> bool:
    return bool(ALLOWED_LINK.match(url))


def _code(state: StateInline, silent: bool) -> bool:
    """The parser's own rule, which also notes where the code stands."""
    start = state.pos
    found = backtick(state, silent)
    if found and not silent and state.tokens and state.tokens[-1].type == "code_inline":
        state.tokens[-1].meta = {"span": (start, state.pos)}
    return found


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
        if match := NAME_AT_END.search(last.content):
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
    text = tokens[at].content
    if _is_mark(tokens, at + 1):
        text = text.rstrip(" ")
    return str(escape(formats.held(text, behind=at > 0)))


def _render_softbreak(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """A line end of the source: a space, but not before a mark, or in a script without spaces."""
    before = next((it.content[-1:] for it in reversed(tokens[:at]) if it.content), "")
    after = next((it.content[:1] for it in tokens[at + 1 :] if it.content), "")
    sides = [letter for letter in (before, after) if letter not in "{}"]  # braces print what they like
    spaceless = bool(sides) and all(map(SPACELESS.match, sides))
    return "" if spaceless or _is_mark(tokens, at + 1) else "\n"


def _is_mark(tokens: Sequence[Token], at: int) -> bool:
    """Whether a reference that prints only its mark stands there: nothing comes between it and its words."""
    reference = tokens[at].meta.get("reference") if at < len(tokens) else None
    return reference is not None and reference.part == "mark"


def _render_link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[at]
    kind, _, name = str(token.attrGet("href")).partition(":")
    if kind in LINKED:
        token = token.copy(attrs={**token.attrs, "href": env["links"].address(kind, name)})
    if kind == "term":
        token.attrSet("data-term", name)
    return renderer.renderToken([token], 0, options, env)
