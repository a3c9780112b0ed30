"""Prose: its references and links, its headings, and whether its halves have the same parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set

from microsite.content.files import SITE
from microsite.content.pages import PageKey
from microsite.content.references import references, stray_braces
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.language.markdown import LINKED, ParsedTexts
from microsite.language.markdown_limits import LIMITS, beyond_limits
from microsite.language.markdown_source import (
    HEADING,
    LINK,
    PARAGRAPH,
    left_over,
    links,
    word_count,
)
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, did_you_mean
from microsite.rules import insertions, leftovers
from microsite.rules.braces import same_names, stray_brace, wrong_reference
from microsite.rules.examples import is_example_text
from microsite.rules.figures import typed_beside
from microsite.rules.half import Half
from microsite.rules.numbers import typed_numbers
from microsite.rules.outlines import heading_problems, same_numbers, same_outline
from microsite.rules.tongues import Tongues


def problems_of(draft: Draft, key: PageKey | str, texts: ParsedTexts) -> Iterator[Problem]:
    """Yield what is wrong with a text, half by half, then with its halves together.

    `key` is its page, or the name of a text that pages share.
    """
    halves: dict[str, Half] = {}
    right: dict[str, Half] = {}  # those in which every name names something
    parts_unlike = False
    told: dict[str, set[int]] = {}  # the lines of which something was said
    for lang, prose in _in_languages(draft, key):
        half = Half(prose, texts.of(prose), part=isinstance(key, str))
        if beyond := beyond_limits(half.tokens):
            line, code = beyond
            yield Problem(Place(prose.file, line + 1), "", Message(code, limit=LIMITS[code]))
            parts_unlike = True
            continue
        halves[lang] = half
        inserted = list(insertions.problems_of(draft, prose, half.written, half.tokens, half.part))
        # What is no picture, part or note is another block, which need not be said, too.
        parts_unlike = parts_unlike or bool(inserted)
        wrong = [*_references(draft, half), *_links(draft, half), *inserted]
        yield from wrong
        yield from heading_problems(half)
        left = list(_left_over(half, {problem.place for problem in wrong}))
        yield from left
        for offset, message, severity in leftovers.in_prose(prose, half.words, half.tokens, draft):
            yield Problem(prose.place(offset), "", message, severity)
            # Another block for the parser, or names that it does not see: that need not be said, too.
            if message.code in leftovers.BLOCKS:
                wrong.append(Problem(prose.place(offset), "", message))
                parts_unlike = True
            told.setdefault(lang, set()).add(prose.place(offset).line)
        # A link that is none names nothing in this half.
        if not wrong and all(dict(it.message.parts)["piece"] == "**" for it in left):
            right[lang] = half
        if not half.part:
            yield from _length(draft, key, half)
        for paragraph in PARAGRAPH.finditer(half.words):
            for offset, message in (
                *typed_numbers(draft, lang, paragraph.group(), None),
                *typed_beside(draft, lang, paragraph.group(), None),
            ):
                yield Problem(prose.place(paragraph.start() + offset), "", message, "warning")
    named = {lang: Counter(_all_named(half.words)) + half.insertions for lang, half in right.items()}
    files = {lang: Place(half.prose.file) for lang, half in halves.items()}
    if len({half.code_blocks for half in right.values()}) == 1:  # else that is said below
        yield from same_names(named, files.__getitem__, "")
    differ = [] if parts_unlike else list(same_outline(halves))
    yield from differ
    if not parts_unlike:
        yield from _tongues(draft, halves, told)
        yield from () if differ else same_numbers(draft, halves)


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


def _references(draft: Draft, half: Half) -> Iterator[Problem]:
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


def _links(draft: Draft, half: Half) -> Iterator[Problem]:
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


def _left_over(half: Half, wrong: Set[Place]) -> Iterator[Problem]:
    """Marks that would be printed, except those of a link that is `wrong` itself."""
    prose = half.prose
    for offset, piece in left_over(prose.text, half.tokens):
        if wrong.isdisjoint(prose.place(at) for at in range(offset, offset + len(piece))):
            yield Problem(prose.place(offset), "", Message("left-over", piece=piece))


def _length(draft: Draft, key: PageKey | str, half: Half) -> Iterator[Problem]:
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


def _tongues(draft: Draft, halves: Mapping[str, Half], told: Mapping[str, Set[int]]) -> Iterator[Problem]:
    """Halves that are not in their language: as a whole it is a mistake, in parts worth a look.

    Lines of which something was `told` are left alone, and examples, which are said to be some.
    """
    if any(is_example_text(half.prose) for half in halves.values()):
        return
    for lang, line, message in Tongues.of(draft).in_prose({it: half.tokens for it, half in halves.items()}):
        file = halves[lang].prose.file
        if line is None:
            yield Problem(Place(file), "", message)
        elif line not in told.get(lang, ()):
            yield Problem(Place(file, line, 1), "", message, "warning")
