"""The parts of a prose text: its headings, and whether its halves have the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest

from microsite.content.site import Draft
from microsite.language.markdown_source import HEADING, HEADING_NAME, Block, headings, outline
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem
from microsite.rules.half import Half
from microsite.rules.shared_numbers import uneven


def heading_problems(half: Half) -> Iterator[Problem]:
    prose, seen, said = half.prose, set[str](), set[int]()
    yield from _jumps(half)
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


def _jumps(half: Half) -> Iterator[Problem]:
    """Headings that leave out a level; what a shared text begins with goes by where it stands."""
    above = 0 if half.part else 1
    for block in outline(half.prose.text, half.tokens):
        if block.shape == "heading":
            level = len(block.marks)
            if above and level > above + 1:
                message = Message("heading-jump", marks="#" * (above + 1), written=block.marks)
                yield Problem(half.prose.place(block.offset), "", message)
            else:
                above = level


def same_outline(halves: Mapping[str, Half]) -> Iterator[Problem]:
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
        case "numbered":
            return Message("part-numbered", number=block.items)
        case "definitions":
            return Message("part-definitions", number=block.items)
        case "picture":
            return Message("part-picture")
        case "quotation":
            return Message("part-quotation")
        case "code":
            return Message("part-code")
        case "rule":
            return Message("part-rule")
        case "paragraph":
            return Message("part-paragraph")


def same_numbers(draft: Draft, halves: Mapping[str, Half]) -> Iterator[Problem]:
    """Numbers in digits that corresponding parts of the halves do not share."""
    parts = {lang: list(_parts_of(half)) for lang, half in halves.items()}
    for row in zip(*parts.values(), strict=False):
        words = {lang: text for lang, (_, text) in zip(parts, row, strict=True)}
        for lang, message in uneven(draft, words):
            offset = dict(zip(parts, row, strict=True))[lang][0]
            yield Problem(halves[lang].prose.place(offset), "", message, "warning")


def _parts_of(half: Half) -> Iterator[tuple[int, str]]:
    """The blocks of a text, without code and insertions, with their offsets."""
    offsets = [block.offset for block in outline(half.prose.text, half.tokens)]
    for start, end in pairwise([*offsets, len(half.words)]):
        yield start, half.words[start:end]
