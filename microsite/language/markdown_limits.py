"""What no page needs, and would take the parser long: paragraphs without an end, lists in lists in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MOST_LETTERS = 10_000  # of a paragraph; brackets that never close take the square of them
MOST_NESTED = 10  # lists and quotations; far deeper ones the parser drops without a word
LIMITS: Mapping[str, int] = {"paragraph-too-long": MOST_LETTERS, "nested-too-deep": MOST_NESTED}

_TOO_LONG = "too long"


def long_paragraphs(state: StateCore) -> None:
    """A rule of the parser before it looks into paragraphs: into those that are too long it shall not."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MOST_LETTERS:
            token.meta[_TOO_LONG] = True
            token.content = ""


def beyond_limits(tokens: Sequence[Token]) -> tuple[int, str] | None:
    """The line, counted from 0, of the first thing that no text may have, and which of the `LIMITS` it is."""
    depth = line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.meta.get(_TOO_LONG):
            return line, "paragraph-too-long"
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open", "dl_open"):
            depth += 1
            if depth > MOST_NESTED:
                return line, "nested-too-deep"
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close", "dl_close"):
            depth -= 1
    return None
