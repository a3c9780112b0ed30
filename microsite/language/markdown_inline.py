"""What stands inside a line of Markdown: code, emphasis, references to facts, pictures.

Each function is a rule of the parser; the first two take the place of its own.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline, backtick
from markdown_it.rules_inline.state_inline import Delimiter

from microsite.content.references import PATTERN, read_match
from microsite.language import formats

JOINING = re.compile(formats.JOINING)
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([a-z][a-z0-9-]*)\)")


def code(state: StateInline, silent: bool) -> bool:
    """The parser's own rule, which also notes where the code stands."""
    start = state.pos
    found = backtick(state, silent)
    if found and not silent and state.tokens and state.tokens[-1].type == "code_inline":
        state.tokens[-1].meta = {"span": (start, state.pos)}
    return found


def emphasis(state: StateInline, silent: bool) -> bool:
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


def reference(state: StateInline, silent: bool) -> bool:
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


def picture(state: StateInline, silent: bool) -> bool:
    """`![words](id)`: a picture of the content; its words are no part of the text around it."""
    match = PICTURE.match(state.src, state.pos)
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        state.push("picture", "", 0).meta = {"words": match[1], "id": match[2], "lead": False}
    state.pos = match.end()
    return True
