"""What was left in a text on the way: notes to oneself, marks of other programs that would be printed as they
stand, and addresses that took a piece of the sentence along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from microsite.content.documents import where
from microsite.content.files import SOURCES
from microsite.content.references import PATTERN, read_match
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.language.markdown_source import LINK
from microsite.language.particles import all_forms
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem, Severity

_TAGS = (
    "a abbr b big blockquote body br center cite code del details div dl dt dd em figure figcaption font "
    "footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins kbd li link main mark meta nav ol p pre q "
    "rp rt ruby s script section small span strike strong style sub summary sup svg table tbody td th thead "
    "tr tt u ul video"
)
_HTML = rf"<!--|-->|</?(?:{'|'.join(_TAGS.split())})(?=[\s/>])[^<>]*>"
_NAME = re.compile(r"<([A-Za-z]\w*)")
_SCHEMES = r"https?:|mailto:|#|(?:sector|page|term|station|source):"

# A word of more letters is none, in scripts that part words by spaces.
LONGEST_WORD = 100
_LETTER = r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"

# In any text: what it is called in a group of the pattern, and how it is said.
_ANYWHERE = re.compile(
    r"(?=[TFXLl<$(-])(?:"  # it is looked at every letter
    r"(?P<note>(?<![^\W_])(?:TODO|FIXME|TBD|XXX)(?![A-Za-z\d])|(?i:lorem ipsum))"
    rf"|(?P<html>(?i:{_HTML}))"
    rf"|(?P<turned>\([^()\n]*\)\[(?:{_SCHEMES})[^\[\]\s]*\])"
    r"|(?P<dollar>\$(?=\{[\^a-z0-9])))"
)
_LONG = re.compile(rf"(?P<long>(?<!{_LETTER}){_LETTER}{{{LONGEST_WORD + 1},}})")
# In short texts, which are no Markdown, on top of that.
_SHORT = re.compile(
    r"(?=[\[&#`*])(?:(?P<mark>\[\^[a-z0-9-]+\])"
    r"|(?P<html>&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,6});)"
    r"|(?P<left>^#{1,6}[ ](?=\S)|`[^`\n]+`|(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])))"
)
# In prose, on top of that: a line under a heading, a list by other marks, an address that is no link.
_PROSE = re.compile(
    r"(?P<underline>(?<=\S\n)[ ]{0,3}(?:={2,}|-{3,})[ \t]*$)"
    r"|(?P<bullet>^[ ]{0,3}[•‣▪●·][ \t])"
    r"|(?P<bare>(?<![(\[<\w/\"=])https?://[!-;=?-~]+)",
    re.MULTILINE,
)
_FRONT = re.compile(r"(-{3}|\+{3})[ \t]*\n(?:[\w-]+[ \t]*[:=].*\n)(?:.*\n){0,40}?\1[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)

# Rows of a table, which is none without the line under its head.
_ROWS = re.compile(r"\|.*\|[ \t]*\n\|.*\|[ \t]*(?:\n|$)")

# Punctuation of a sentence at the end of an address, and letters that no other part of it has.
_STUCK = re.compile(r"(?:[.,;!?]|(?<=[!-~])[^\x00-\x7f]+)$")

_SAID: dict[str, tuple[str, Severity]] = {
    "note": ("note-to-oneself", "warning"),
    "html": ("html-printed", "error"),
    "turned": ("link-turned-round", "error"),
    "dollar": ("dollar-before-brace", "warning"),
    "long": ("word-without-end", "error"),
    "left": ("left-over", "error"),
    "mark": ("note-outside-prose", "error"),
    "underline": ("heading-underlined", "error"),
    "bullet": ("bullet-by-hand", "error"),
    "bare": ("bare-address", "warning"),
}

# Of these, those that make another block of what follows.
BLOCKS = frozenset({"front-matter", "fence-open", "heading-underlined"})

Said = tuple[int, Message, Severity]


def in_short_text(words: str) -> Iterator[Said]:
    """What is left over in a short text, each with its offset."""
    yield from _in_any(words)
    yield from _found(words, _SHORT)


def in_prose(prose: Prose, words: str, tokens: Sequence[Token], draft: Draft) -> Iterator[Said]:
    """What is left over in prose, each with its offset; `words` is it without code."""
    if front := _FRONT.match(words):
        yield 0, Message("front-matter", mark=front[1]), "error"
        words = " " * front.end() + words[front.end() :]
    words = _DEFINITION.sub(lambda line: " " * len(line[0]), words)
    yield from _in_any(words)
    yield from _found(words, _PROSE)
    yield from _code(prose.text, tokens, draft)
    for link in LINK.finditer(words):
        if link[1].startswith("http") and (stuck := _stuck(link[1])):
            yield link.start(1), Message("address-with-more", address=link[1], more=stuck), "warning"


def addresses(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each address of a source that took a piece of a sentence along."""
    for id, source in draft.sources.items():
        if stuck := _stuck(source.url):
            path = (id, "url")
            message = Message("address-with-more", address=source.url, more=stuck)
            place = draft.documents[SOURCES.pattern].place(path)
            yield Problem(place, where(path), message, "warning")


def _in_any(words: str) -> Iterator[Said]:
    yield from _found(words, _ANYWHERE)
    if len(words) > LONGEST_WORD and any(len(word) > LONGEST_WORD for word in words.split()):
        yield from _found(words, _LONG)


def _found(words: str, pattern: re.Pattern[str]) -> Iterator[Said]:
    told: set[str] = set()
    for match in pattern.finditer(words):
        kind = match.lastgroup or ""
        piece = match[0].strip()
        code, severity = _SAID[kind]
        if kind == "html":
            if piece in told:
                continue  # the end of what was said
            name = _NAME.match(piece)
            told.add(f"</{name[1]}>" if name else "-->")
        if kind == "long":
            yield match.start(), Message(code, start=piece[:20], number=len(piece)), severity
        elif kind == "bare":
            yield match.start(), Message(code, address=piece.rstrip(".,;:!?")), severity
        else:
            yield match.start(), Message(code, piece=piece), severity


def _code(text: str, tokens: Sequence[Token], draft: Draft) -> Iterator[Said]:
    """Code that is never closed or hides the name of a fact, and rows that are no table."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for token in tokens:
        if token.type == "fence" and token.map and token.level == 0:
            first, end = token.map
            last = lines[end - 1].strip() if end - 1 > first and end <= len(lines) else ""
            if not (last.startswith(token.markup) and set(last) == {token.markup[0]}):
                yield starts[first], Message("fence-open", mark=token.markup), "error"
        if token.type == "inline" and token.map and _ROWS.match(token.content):
            yield starts[token.map[0]], Message("table-without-line"), "error"
        for child in token.children or ():
            match = PATTERN.fullmatch(child.content) if child.type == "code_inline" else None
            if match and read_match(match).name in draft.citables:
                at = text.find(child.content, starts[token.map[0] if token.map else 0])
                yield max(at, 0), Message("brace-in-code", written=child.content), "warning"


def _stuck(address: str) -> str:
    """What at the end of an address belongs to the sentence around it; nothing where that is not sure."""
    match = _STUCK.search(address)
    if match is None:
        return ""
    if match[0].isascii():
        return match[0]
    return match[0] if address[: match.start()].isascii() and match[0] in all_forms() else ""
