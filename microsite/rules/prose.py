"""Prose: its references and links, its headings, and whether its halves have the same parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from markdown_it.token import Token

from microsite.content.files import SITE
from microsite.content.pages import PageKey
from microsite.content.references import references, stray_braces
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.language.markdown import LINKED, ParsedTexts
from microsite.language.markdown_limits import LIMITS, beyond_limits
from microsite.language.markdown_source import (
    HEADING,
    HEADING_NAME,
    LINK,
    PARAGRAPH,
    Block,
    headings,
    left_over,
    links,
    outline,
    without_code,
    word_count,
)
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, did_you_mean
from microsite.rules import insertions
from microsite.rules.braces import same_names, stray_brace, wrong_reference
from microsite.rules.insertions import without_insertions
from microsite.rules.numbers import typed_numbers


@dataclass(frozen=True)
class _Half:
    """One language of a text, as it is written and as the parser has it."""

    prose: Prose
    tokens: Sequence[Token]
    part: bool  # whether it is shared by pages

    @cached_property
    def written(self) -> str:
        """The text without code, in which nothing is named; offsets are those of the text."""
        return without_code(self.prose.text, self.tokens)

    @cached_property
    def words(self) -> str:
        """The same without what stands for a picture or a part."""
        return without_insertions(self.written)

    @cached_property
    def insertions(self) -> Counter[str]:
        return Counter(insertions.names(self.written, self.tokens))


def problems_of(draft: Draft, key: PageKey | str, texts: ParsedTexts) -> Iterator[Problem]:
    """Yield what is wrong with a text, half by half, then with its halves together.

    `key` is its page, or the name of a text that pages share.
    """
    halves: dict[str, _Half] = {}
    right: dict[str, _Half] = {}  # those in which every name names something
    uneven = False
    for lang, prose in _in_languages(draft, key):
        half = _Half(prose, texts.of(prose), part=isinstance(key, str))
        if beyond := beyond_limits(half.tokens):
            line, code = beyond
            yield Problem(Place(prose.file, line + 1), "", Message(code, limit=LIMITS[code]))
            uneven = True
            continue
        halves[lang] = half
        inserted = list(insertions.problems_of(draft, prose, half.written, half.tokens, half.part))
        # What is no picture, part or note is another block, which need not be said, too.
        uneven = uneven or bool(inserted)
        wrong = [*_references(draft, half), *_links(draft, half), *inserted]
        yield from wrong
        yield from _headings(half)
        left = list(_left_over(half, {problem.place for problem in wrong}))
        yield from left
        # A link that is none names nothing in this half.
        if not wrong and all(dict(it.message.parts)["piece"] == "**" for it in left):
            right[lang] = half
        if not half.part:
            yield from _length(draft, key, half)
        for paragraph in PARAGRAPH.finditer(half.words):
            for offset, message in typed_numbers(draft, lang, paragraph.group(), None):
                yield Problem(prose.place(paragraph.start() + offset), "", message, "warning")
    named = {lang: Counter(_all_named(half.words)) + half.insertions for lang, half in right.items()}
    files = {lang: Place(half.prose.file) for lang, half in halves.items()}
    yield from same_names(named, files.__getitem__, "")
    if not uneven:
        yield from _same_outline(halves)


def _in_languages(draft: Draft, key: PageKey | str) -> Iterator[tuple[str, Prose]]:
    """The halves of a text that are there."""
    for lang in draft.known.get("language", ()):
        prose = draft.parts.get((key, lang)) if isinstance(key, str) else draft.prose.get((key, lang))
        if prose:
            yield lang, prose


def _all_named(words: str) -> Iterator[str]:
    """The references of a text, and its links to other entries."""
    yield from (reference.written for reference in references(words))
    yield from (link[1] for link in LINK.finditer(words) if link[1].partition(":")[0] in LINKED)


def _references(draft: Draft, half: _Half) -> Iterator[Problem]:
    prose = half.prose
    for reference in references(half.words):
        if reference.part != "moment" and not reference.name:
            message: Message | None = Message("own-value-in-prose", written=reference.written)
        else:
            message = wrong_reference(draft, reference, None)
        if message:
            yield Problem(prose.place(reference.offset), "", message)
    without_names = HEADING.sub(lambda m: re.sub(r"\{#([^}\s]*)\}", r" #\1 ", m[0]), half.words)
    opened = 0
    for offset in stray_braces(without_names):
        place = prose.place(offset)
        if without_names[offset] == "{" or opened != place.line:
            yield Problem(place, "", stray_brace(prose.text, offset))
        opened = place.line if without_names[offset] == "{" else 0  # its other half goes with it


def _links(draft: Draft, half: _Half) -> Iterator[Problem]:
    prose = half.prose
    names = {heading[3] for heading in HEADING.finditer(half.words)}
    plain = set()
    for match in LINK.finditer(half.words):
        place, link = prose.place(match.start(1)), match[1]
        plain.add(link)
        kind, _, name = link.partition(":")
        if " " in link:
            yield Problem(place, "", Message("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif kind in ("http", "https", "mailto"):
            continue
        elif link.startswith("#"):
            if link[1:] not in names:
                hint = did_you_mean(link[1:], filter(None, names))
                yield Problem(place, "", Message("no-such-heading", link=link, hint=hint))
        elif kind not in LINKED:
            yield Problem(place, "", Message("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif name not in draft.linkable.get(kind, ()) and kind in draft.known:
            hint = did_you_mean(name, draft.linkable.get(kind, ()))
            parts: dict[str, Part] = {"kind": Message(f"kind-{kind}"), "hint": hint}
            yield Problem(place, "", Message("unknown-id", name=name, **parts))
    for offset, link in links(prose.text, half.tokens):
        if link not in plain and link.partition(":")[0] in LINKED:
            yield Problem(prose.place(offset), "", Message("odd-link", link=link))


def _left_over(half: _Half, wrong: Set[Place]) -> Iterator[Problem]:
    """Marks that would be printed, except those of a link that is `wrong` itself."""
    prose = half.prose
    for offset, piece in left_over(prose.text, half.tokens):
        if wrong.isdisjoint(prose.place(at) for at in range(offset, offset + len(piece))):
            yield Problem(prose.place(offset), "", Message("left-over", piece=piece))


def _length(draft: Draft, key: PageKey | str, half: _Half) -> Iterator[Problem]:
    """Prose of a sector that is shorter or longer than the site wants it."""
    span = draft.settings.sector_words if draft.settings else None
    if span is None or key[0] != "sector":
        return
    number, place = word_count(half.tokens), Place(half.prose.file)
    for code, limit, wrong in (
        ("prose-too-short", span.least, number < span.least),
        ("prose-too-long", span.most, number > span.most),
    ):
        if wrong:
            message = Message(code, number=number, limit=limit, settings=SITE.pattern)
            yield Problem(place, "", message, "warning")


def _headings(half: _Half) -> Iterator[Problem]:
    prose, seen, said = half.prose, set[str](), set[int]()
    for heading in HEADING.finditer(half.words):
        (marks, words, id), place = heading.groups(), prose.place(heading.start())
        said.add(place.line)
        if marks == marks.strip():
            yield Problem(place, "", Message("heading-without-space", marks=marks, words=words))
        elif len(marks.strip()) == 1:
            yield Problem(place, "", Message("second-title", words=words))
        elif half.part and id:
            yield Problem(prose.place(heading.start(3)), "", Message("heading-in-a-part", id=id))
        elif not id and not half.part:
            yield Problem(place, "", Message("heading-without-name", words=words))
        elif id and not HEADING_NAME.fullmatch(id):
            yield Problem(prose.place(heading.start(3)), "", Message("not-an-id", value=id))
        elif id and id in seen:
            yield Problem(place, "", Message("heading-twice", id=id))
        seen.add(id or "")
    for other in headings(prose.text, half.tokens):  # indented, in a list, without words
        place = prose.place(other.offset)
        if place.line not in said and other.tag == "h1":
            yield Problem(place, "", Message("second-title", words=other.words))
        elif place.line not in said and not other.name and not half.part:
            yield Problem(place, "", Message("heading-without-name", words=other.words))
        elif place.line not in said and other.name and other.name in seen:
            yield Problem(place, "", Message("heading-twice", id=other.name))
        seen.add(other.name)


def _same_outline(halves: Mapping[str, _Half]) -> Iterator[Problem]:
    """Part by part, the halves of a prose text correspond."""
    first, *others = halves
    blocks = list(outline(halves[first].prose.text, halves[first].tokens))
    for lang in others:
        half, file = halves[lang], Place(halves[lang].prose.file)
        for ours, theirs in zip_longest(outline(half.prose.text, half.tokens), blocks):
            if ours is None:
                yield Problem(file, "", Message("part-missing", lang=lang, part=_part(theirs), first=first))
            elif theirs is None:
                message = Message("part-too-many", lang=lang, part=_part(ours), first=first)
                yield Problem(half.prose.place(ours.offset), "", message)
            elif not _alike(ours, theirs):
                other = _part(theirs)
                message = Message("parts-differ", lang=lang, part=_part(ours), first=first, other=other)
                yield Problem(half.prose.place(ours.offset), "", message)
            else:
                continue
            break


def _alike(ours: Block, theirs: Block) -> bool:
    """Whether two parts correspond; a heading without its name, which was said, may be any of its level."""
    same_name = "?" in (ours.name, theirs.name) or ours.name == theirs.name
    return (ours.shape, ours.marks, ours.items) == (theirs.shape, theirs.marks, theirs.items) and same_name


def _part(block: Block) -> Message:
    match block.shape:
        case "heading":
            return Message("part-heading", marks=block.marks, id=block.name)
        case "list":
            return Message("part-list", number=block.items)
        case "table":
            return Message("part-table", number=block.items)
        case "picture":
            return Message("part-picture")
        case "paragraph":
            return Message("part-paragraph")
