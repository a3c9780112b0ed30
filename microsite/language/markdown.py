"""Prose -> HTML: the one Markdown parser.

CommonMark with additions: emphasis may touch the letters of scripts that join particles to words, headings
carry a name for their address (`## Words {#name}`), and braces name facts; tables, lists of definitions,
notes (`[^name]`), and what `markdown_blocks` finds. Raw HTML stays text, and links go to the web, to this
site, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from microsite.content.references import Reference
from microsite.content.text_files import Prose
from microsite.language import formats
from microsite.language import markdown_inline as inline
from microsite.language.markdown_blocks import (
    footnotes,
    heading_names,
    insertions,
    quotations,
    tables,
)
from microsite.language.markdown_limits import long_paragraphs

# Kana, ideographs, and their punctuation, wide Latin letters too.
SPACELESS = re.compile(r"[\u3000-\u30ff\u3190-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]")
# What a link in prose can lead to inside the site, as in `term:humanoid`.
LINKED = ("sector", "page", "term", "station", "source")
ALLOWED_LINK = re.compile(rf"^(https?:|mailto:|#|({'|'.join(LINKED)}):[a-z0-9-]+$)")


Tokens = Sequence[Token]
PLACE = "place"  # a token that prints its content as it stands, before the words of a block


@dataclass(frozen=True)
class Links:
    """What the parser asks of its page: the HTML of a reference, the address of an inner link, the mark of
    a note, the HTML of a picture."""

    reference: Callable[[Reference, bool], Markup]  # the second says whether its mark may follow
    address: Callable[[str, str], str]
    note: Callable[[str], Markup]
    picture: Callable[[str, str, bool], Markup]  # id, words instead of its own, whether it leads the page


def parse(text: str) -> tuple[Token, ...]:
    """Markdown -> tokens; those of inline code say in `meta["span"]` where in their block they stand."""
    return tuple(_parser().parse(text, {}))


def to_html(tokens: Sequence[Token], links: Links) -> Markup:
    """Tokens -> HTML of block elements; the tokens stay as they are."""
    parser = _parser()
    return Markup(parser.renderer.render(tokens, parser.options, {"links": links}))


def note_html(note: Token, links: Links) -> Markup:
    """The words of a note as HTML."""
    parser = _parser()
    words = Token("inline", "", 0, children=note.children)
    return Markup(parser.renderer.render([words], parser.options, {"links": links}))


def notes(tokens: Tokens) -> Mapping[str, Token]:
    """The notes of a text by their names."""
    return {token.meta["label"]: token for token in tokens if token.type == "footnote"}


def with_parts(tokens: Tokens, part: Callable[[str], Tokens]) -> tuple[Token, ...]:
    """Tokens with those of each shared part in its place."""
    inserted = (part(token.meta["name"]) if token.type == "part" else (token,) for token in tokens)
    return tuple(chain.from_iterable(inserted))


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
        if token.type == "footnote":
            continue  # its words stand elsewhere
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
        self._tokens: dict[str, tuple[str, tuple[Token, ...]]] = {}  # by file: its text, and the tokens

    def __getstate__(self) -> dict[str, Any]:
        return {"_tokens": {}}  # they are made sooner than they are read from a disk

    def of(self, prose: Prose) -> tuple[Token, ...]:
        """The tokens of a text; nobody may change them."""
        text, tokens = self._tokens.get(prose.file, (None, ()))
        if text != prose.text:
            tokens = parse(prose.text)
            self._tokens[prose.file] = (prose.text, tokens)
        return tokens

    def forget(self, prose: Prose) -> None:
        """Let go of a text that no page needs any more."""
        self._tokens.pop(prose.file, None)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"linkify": False, "typographer": False})
    # Every heading is written with ##, where its name can stand.
    parser.disable("lheading")
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.validateLink = _allowed  # type: ignore[method-assign]
    parser.inline.ruler.at("backticks", inline.code)
    parser.inline.ruler.at("emphasis", inline.emphasis)
    parser.inline.ruler.at("image", inline.picture)
    parser.inline.ruler.before("emphasis", "reference", inline.reference)
    parser.core.ruler.before("inline", "long_paragraphs", long_paragraphs)
    for rule in (heading_names, footnotes, insertions, quotations, tables):
        parser.core.ruler.push(rule.__name__, rule)
    parser.add_render_rule("footnote", _render_nothing)
    parser.add_render_rule("footnote_ref", _render_note)
    parser.add_render_rule("part", _render_nothing)
    parser.add_render_rule("picture", _render_picture)
    parser.add_render_rule(PLACE, _render_place)
    parser.add_render_rule("reference", _render_reference)
    parser.add_render_rule("link_open", _render_link)
    parser.add_render_rule("td_open", _render_cell)
    parser.add_render_rule("softbreak", _render_softbreak)
    parser.add_render_rule("text", _render_text)
    return parser


def _allowed(url: str) -> bool:
    return bool(ALLOWED_LINK.match(url))


def _render_nothing(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return ""


def _render_note(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return str(env["links"].note(tokens[at].meta["label"]))


def _render_picture(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[at].meta
    return str(env["links"].picture(meta["id"], meta["words"], meta["lead"]))


def _render_place(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return tokens[at].content


def _render_reference(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """A fact that is named again in the same paragraph gets its mark there, not here."""
    reference = tokens[at].meta["reference"]
    rest = (token.meta["reference"] for token in tokens[at + 1 :] if token.type == "reference")
    html = env["links"].reference(reference, all(later.name != reference.name for later in rest))
    return str(escape(html))


def _render_cell(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """A cell with the name of its column, which stands with it where there is no room for columns."""
    head: Token = tokens[at].meta["column"]
    name = (
        env["links"].reference(child.meta["reference"], False).striptags()
        if child.type == "reference"
        else child.content
        for child in head.children or ()
    )
    cell = tokens[at].copy(attrs={**tokens[at].attrs, "data-column": "".join(name)})
    return renderer.renderToken([cell, *tokens[at + 1 : at + 2]], 0, options, env)


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
    """Whether something that prints only a mark stands there: nothing comes between it and its words."""
    if at >= len(tokens):
        return False
    reference = tokens[at].meta.get("reference")
    return tokens[at].type == "footnote_ref" or (reference is not None and reference.part == "mark")


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
