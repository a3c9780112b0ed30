"""Markdown as it is written: what stands where in a text, for those who look for mistakes in it.

Patterns find what was meant, also where the parser found nothing; the parser's tokens tell what will be
printed. Offsets count the characters of a text from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from markdown_it.token import Token

from microsite.language.markdown import blocks

# A heading is read as one even without a space behind its marks, or with capitals in its name, so
# that this alone is said.
HEADING = re.compile(
    r"^(#+(?:[ \t]+|(?<=##)(?=[^#\s])))(.*?)(?:(?<![ \t])[ \t]+\{#([^}\s]*)\})?(?:(?<![ \t])[ \t]+)?$",
    re.MULTILINE,
)
HEADING_NAME = re.compile(r"[a-z0-9-]+")
LINK = re.compile(r"\]\(([^)\s]*+(?:[ \t]+[^)\"'(][^)\n]*+)?)(?:[ \t]+[\"'(][^)\n]*+)?\)")
# A picture as it was meant, whatever is written for its id.
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^()]*)\)")
# What stands together without an empty line.
PARAGRAPH = re.compile(r"#+[ \t].*|\S(?:.|\n(?![ \t]*\n|#+[ \t]))*")

# Marks that were meant for the parser, and braces that were meant for a fact.
LEFT_OVER = re.compile(
    r"\*\*|\[[^\[\]]*\]\([^()]*\)|\[[^\[\]\n]+\]\[[^\[\]\n]*\]"
    r"|\][ ]?\((?:https?|sector|page|term|station|source):[^\s)]*\)?"
)
LEFT_OVER_IN_PRINT = re.compile(rf"{LEFT_OVER.pattern}|{{[\^a-z0-9]")

# A part of a prose text with its name, as older versions of it have them, too.
_NAMED_PART = re.compile(r"^##[ \t]+(.*?)[ \t]*\{#([\w-]+)\}\s*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")


@dataclass(frozen=True)
class Heading:
    """A heading as the parser has it; the name is empty where it has none."""

    tag: str
    name: str
    words: str
    offset: int  # of its line


def named_parts(text: str) -> Mapping[str, str]:
    """The text under each heading with a name, the heading's words included; '' is what stands before."""
    before, *pieces = _NAMED_PART.split(text)
    headed = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return {"": before, **{id: f"{words} {body}" for words, id, body in headed}}


def headings(text: str, tokens: Sequence[Token]) -> Iterator[Heading]:
    """Every heading that will be one on the page, wherever it stands."""
    starts = _line_starts(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.map:
            name = str(opening.attrGet("id") or "")
            yield Heading(opening.tag, name, inline.content, starts[opening.map[0]])


def without_code(text: str, tokens: Sequence[Token]) -> str:
    """The text with spaces in the place of code and of escaped characters, in which nothing is named."""
    letters = list(_ESCAPE.sub("  ", text))
    starts = [*_line_starts(text), len(text)]
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            _blank(letters, starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
        for child in token.children or ():
            if child.type == "code_inline":
                start, end = (_offset(text, starts, token, at) for at in child.meta["span"])
                _blank(letters, start, end)
    return "".join(letters)


def _blank(letters: list[str], start: int, end: int) -> None:
    letters[start:end] = [letter if letter == "\n" else " " for letter in letters[start:end]]


def _offset(text: str, starts: Sequence[int], block: Token, at: int) -> int:
    """Where a character of a block's content stands in the text; indentation is no content."""
    before = block.content[:at]
    line = (block.map[0] if block.map else 0) + before.count("\n")
    words = block.content.split("\n")[before.count("\n")]
    found = text.find(words, starts[line], starts[line + 1])
    return max(found, starts[line]) + len(before) - (before.rfind("\n") + 1)


def left_over(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Offset and text of each mark that was meant for the parser and would be printed as it stands."""
    starts = _line_starts(text)
    for token in tokens:
        first = token.map[0] if token.map else 0
        for line, before, printed in _printed(token):
            for match in LEFT_OVER_IN_PRINT.finditer(printed):
                piece = match[0].partition("\n")[0]
                breaks = printed[: match.start()].count("\n")
                rest = printed[: match.start()].rpartition("\n")[2]
                number = ((before if not breaks else "") + rest).count(piece)
                same = re.compile(re.escape(piece)).finditer(text, starts[first + line + breaks])
                found = next(islice(same, number, None), None)
                yield found.start() if found else starts[first + line + breaks], match[0]


def _printed(block: Token) -> Iterator[tuple[int, str, str]]:
    """The stretches of a block that stand as one text on the page: the line of the block that each
    begins in, what stands before it there, and its words."""
    line, before, words = 0, "", ""
    for child in block.children or ():
        if child.type in ("text", "softbreak"):
            words += "\n" if child.type == "softbreak" else child.content
            continue
        reference = child.meta.get("reference")
        if child.type == "footnote_ref" or (reference and reference.part == "mark"):
            continue  # beside another language it prints nothing
        if words:
            yield line, before, words
        line, before = line + words.count("\n"), (before + words).rpartition("\n")[2]
        broken = child.type == "hardbreak"
        line, before = (line + 1, "") if broken else (line, before + child.markup + child.content)
        words = ""
    if words:
        yield line, before, words


def links(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The address of each link, in whatever form it is written, with the offset of its block."""
    starts = _line_starts(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield starts[token.map[0] if token.map else 0], str(child.attrGet("href"))


@dataclass(frozen=True)
class Mention:
    """The mark of a note in a text, or the beginning of its words."""

    name: str
    offset: int
    token: Token | None = None  # that has the words


def mentions(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Every mark of a note and the words of every note, as they stand."""
    starts = _line_starts(text)
    for block in tokens:
        at = starts[block.map[0] if block.map else 0]
        if block.type == "footnote":
            at = text.find("[^", at)
            yield Mention(block.meta["label"], at, block)
            at += 1
        for child in block.children or ():
            if child.type == "footnote_ref":
                at = text.find(f"[^{child.meta['label']}]", at)
                yield Mention(child.meta["label"], at)
                at += 1


Shape = Literal[
    "heading",
    "list",
    "numbered",
    "definitions",
    "table",
    "picture",
    "quotation",
    "code",
    "rule",
    "paragraph",
]


@dataclass(frozen=True)
class Block:
    """A block at the top level of a text: a heading of a level (`##`), a list of so many items, a table of so
    many rows, a picture, a quotation, code, a rule across the page, or a paragraph."""

    shape: Shape
    marks: str
    items: int
    name: str  # of a heading, '?' where it has none
    offset: int


# What a block is by the type of its first token, and which tokens in it, at which level, are counted.
COUNTED: Mapping[str, tuple[Shape, tuple[str, int]]] = {
    "bullet_list_open": ("list", ("list_item_open", 1)),
    "ordered_list_open": ("numbered", ("list_item_open", 1)),
    "dl_open": ("definitions", ("dt_open", 1)),
    "table_open": ("table", ("tr_open", 2)),
    "picture": ("picture", ("", 0)),
    "blockquote_open": ("quotation", ("", 0)),
    "figure_open": ("quotation", ("", 0)),
    "fence": ("code", ("", 0)),
    "code_block": ("code", ("", 0)),
    "hr": ("rule", ("", 0)),
}


def outline(text: str, tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks of a text; what was meant for a heading is one, so that it need not be said twice."""
    starts = _line_starts(text)
    for tokens_of_one in blocks(tokens):
        first = tokens_of_one[0]
        offset = starts[first.map[0] if first.map else 0]
        meant = HEADING.match(text, offset)
        if first.type == "heading_open":
            name = str(first.attrGet("id") or "?")
            yield Block("heading", "#" * int(first.tag[1:]), 0, name, offset)
        elif meant and first.type == "paragraph_open":
            yield Block("heading", meant[1].strip(), 0, (meant[3] or "?").lower(), offset)
        else:
            shape, item = COUNTED.get(first.type, ("paragraph", ("", 0)))
            items = sum((token.type, token.level) == item for token in tokens_of_one)
            yield Block(shape, "", items, "", offset)


def word_count(tokens: Sequence[Token]) -> int:
    """How many words a text has for its readers; what braces print counts as one."""
    words = 0
    for token in tokens:
        kinds = {"reference": "0", "softbreak": " ", "hardbreak": " "}
        printed = (kinds.get(child.type, child.content) for child in token.children or ())
        words += len("".join(printed).split())
    return words


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
