"""Blocks of Markdown that say more than CommonMark knows: names of headings, pictures, parts, notes,
quotations with their speaker, tables.

Each function is a rule of the parser; but for `picture` it looks through the tokens of a whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from microsite.content.references import PART

NAME_AT_END = re.compile(r"[ \t]+\{#([a-z0-9-]+)\}$")
SPEAKER = re.compile(r"(?:—|--)[ \t]+")  # what the last paragraph or line of a quotation begins with


def heading_names(state: StateCore) -> None:
    """Move the name at a heading's end into its `id`."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open" or not inline.children:
            continue
        last = inline.children[-1]
        if match := NAME_AT_END.search(last.content):
            last.content = last.content[: match.start()]
            opening.attrSet("id", match[1])


def footnotes(state: StateCore) -> None:
    """The words of each note, wherever they stand, as one token that prints nothing there.

    It has the name in `meta["label"]`, the words as its children, and in `meta["single"]` whether they are
    one paragraph.
    """
    result: list[Token] = []
    opened: list[int] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            opened.append(len(result))
        result.append(token)
        if token.type == "footnote_reference_close":
            start = opened.pop()
            result[start:] = [_footnote(result[start], result[start + 1 : -1])]
    state.tokens = result


def _footnote(opening: Token, inner: Sequence[Token]) -> Token:
    note = Token("footnote", "", 0, map=opening.map, level=opening.level, block=True)
    words = next((token for token in inner if token.type == "inline"), None)
    note.content, note.children = (words.content, words.children) if words else ("", [])
    single = [token.type for token in inner] == ["paragraph_open", "inline", "paragraph_close"]
    note.meta = {"label": opening.meta["label"], "single": single}
    return note


def insertions(state: StateCore) -> None:
    """A paragraph that is just a picture, or just `{part:name}`, is that."""
    result: list[Token] = []
    for token in state.tokens:
        result.append(token)
        if token.type == "paragraph_close":
            opening, inline, _ = result[-3:]
            if inserted := _inserted(opening, inline):
                inserted.meta["lead"] = len(result) == 3  # nothing comes before it
                result[-3:] = [inserted]
    state.tokens = result


def _inserted(opening: Token, inline: Token) -> Token | None:
    children = inline.children or []
    if [child.type for child in children] == ["picture"]:
        one = Token("picture", "", 0, meta={**children[0].meta})
    elif opening.level == 0 and (match := PART.fullmatch(inline.content)):
        one = Token("part", "", 0, meta={"name": match[1]})
    else:
        return None
    one.map, one.level, one.block = opening.map, opening.level, True
    return one


def quotations(state: StateCore) -> None:
    """A quotation that says at its end whose it is becomes a figure with a caption."""
    result: list[Token] = []
    opened: list[int] = []
    for token in state.tokens:
        if token.type == "blockquote_open":
            opened.append(len(result))
        result.append(token)
        if token.type == "blockquote_close":
            start = opened.pop()
            result[start:] = _attributed(result[start:])
    state.tokens = result


def _attributed(quotation: list[Token]) -> list[Token]:
    quotation = _with_last_line_apart(quotation)
    if len(quotation) < 6:  # its tags, a paragraph, and something before that
        return quotation
    *words, opening, inline, _, end = quotation
    first = inline.children[0] if inline.children else None
    if opening.type != "paragraph_open" or first is None:
        return quotation
    if first.type != "text" or not SPEAKER.match(first.content):
        return quotation
    first.content = SPEAKER.sub("", first.content, count=1)
    level = words[0].level
    return [
        Token("figure_open", "figure", 1, map=words[0].map, level=level, block=True),
        *words,
        end,
        Token("figcaption_open", "figcaption", 1, map=opening.map, level=level + 1, block=True),
        inline,
        Token("figcaption_close", "figcaption", -1, level=level + 1, block=True),
        Token("figure_close", "figure", -1, level=level, block=True),
    ]


def _with_last_line_apart(quotation: list[Token]) -> list[Token]:
    """A quotation whose last line begins as a speaker does, with that line as a paragraph of its own."""
    if len(quotation) < 5:  # its tags, and a paragraph
        return quotation
    *words, opening, inline, closing, end = quotation
    children = inline.children or []
    breaks = [at for at, child in enumerate(children) if child.type == "softbreak"]
    last = children[breaks[-1] + 1 :] if breaks else []
    if not last or last[0].type != "text" or not SPEAKER.match(last[0].content):
        return quotation
    inline.children = children[: breaks[-1]]
    inline.content, _, line = inline.content.rpartition("\n")
    speaker = Token(
        "inline", "", 0, map=inline.map, level=inline.level, content=line, children=last, block=True
    )
    return [*words, opening, inline, closing, opening.copy(), speaker, closing.copy(), end]


SIDES = {"text-align:right": "end", "text-align:center": "center"}
ROLES = {"table_open": "table", "thead_open": "rowgroup", "tbody_open": "rowgroup", "tr_open": "row"}
ROLES |= {"th_open": "columnheader", "td_open": "cell"}


def tables(state: StateCore) -> None:
    """Tables say what they are in words that no style sheet can take from them; cells have the head of their
    column in `meta["column"]`. How it is aligned is for the style sheet: pages carry no inline style."""
    heads: list[Token] = []
    column = 0
    for at, token in enumerate(state.tokens):
        if token.type not in ROLES:
            continue
        side = SIDES.get(str(token.attrs.pop("style", "")))
        token.attrSet("role", ROLES[token.type])
        if side:
            token.attrSet("data-align", side)
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(state.tokens[at + 1])
        elif token.type == "td_open":
            token.meta["column"] = heads[column]
            column += 1
