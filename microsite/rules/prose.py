"""Prose: its references and links, its headings, and whether its halves have the same parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from itertools import zip_longest

from microsite.content.references import references, stray_braces
from microsite.content.site import Draft, PageKey
from microsite.content.text_files import Prose
from microsite.language.markdown import left_over, links
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, did_you_mean
from microsite.rules.braces import same_names, stray_brace, wrong_reference
from microsite.rules.numbers import typed_numbers

# A heading is read as one even without a space behind its marks, or with capitals in its name, so
# that this alone is said.
HEADING = re.compile(
    r"^(#+(?:[ \t]+|(?<=##)(?=[^#\s])))(.*?)(?:(?<![ \t])[ \t]+\{#([^}\s]*)\})?(?:(?<![ \t])[ \t]+)?$",
    re.MULTILINE,
)
HEADING_NAME = re.compile(r"[a-z0-9-]+")
LINK = re.compile(r"\]\(([^)\s]*(?:[ \t]+[^)\"'(][^)\n]*)?)(?:[ \t]+[\"'(][^)\n]*)?\)")
BLOCK = re.compile(r"#+[ \t].*|\S(?:.|\n(?![ \t]*\n|#+[ \t]))*")

# What a link in prose can lead to, as in `term:humanoid`.
LINKED = ("sector", "page", "term", "station", "source")


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the prose of a draft, half by half, then with its halves together."""
    pages: dict[PageKey, dict[str, Prose]] = {}
    wrong: dict[str, list[Problem]] = {}
    for (key, lang), prose in draft.prose.items():
        pages.setdefault(key, {})[lang] = prose
        wrong[prose.file] = [*_references(draft, prose), *_links(draft, prose)]
        yield from wrong[prose.file]
        yield from _headings(prose)
        left = list(_left_over(prose, {problem.place for problem in wrong[prose.file]}))
        yield from left
        # A link that is none names nothing in this half.
        wrong[prose.file] += (it for it in left if dict(it.message.parts)["piece"] != "**")
        for block in BLOCK.finditer(prose.text):
            for offset, message in typed_numbers(draft, lang, block.group(), None):
                yield Problem(prose.place(block.start() + offset), "", message, "warning")
    for halves in pages.values():
        right = {lang: half for lang, half in halves.items() if not wrong[half.file]}
        named = {lang: Counter(_all_named(half.text)) for lang, half in right.items()}
        files = {lang: Place(half.file) for lang, half in halves.items()}
        yield from same_names(named, files.__getitem__, "")
        yield from _same_outline(halves)


def _all_named(text: str) -> Iterator[str]:
    """The references of a text, and its links to other entries."""
    yield from (reference.written for reference in references(text))
    yield from (link[1] for link in LINK.finditer(text) if link[1].partition(":")[0] in LINKED)


def _references(draft: Draft, prose: Prose) -> Iterator[Problem]:
    for reference in references(prose.text):
        if reference.part != "moment" and not reference.name:
            message: Message | None = Message("own-value-in-prose", written=reference.written)
        else:
            message = wrong_reference(draft, reference, None)
        if message:
            yield Problem(prose.place(reference.offset), "", message)
    without_names = HEADING.sub(lambda m: re.sub(r"\{#([^}\s]*)\}", r" #\1 ", m[0]), prose.text)
    opened = 0
    for offset in stray_braces(without_names):
        place = prose.place(offset)
        if without_names[offset] == "{" or opened != place.line:
            yield Problem(place, "", stray_brace(prose.text[offset : offset + 40].split("\n")[0]))
        opened = place.line if without_names[offset] == "{" else 0  # its other half goes with it


def _links(draft: Draft, prose: Prose) -> Iterator[Problem]:
    headings = {heading[3] for heading in HEADING.finditer(prose.text)}
    for match in LINK.finditer(prose.text):
        place, link = prose.place(match.start(1)), match[1]
        kind, _, name = link.partition(":")
        if " " in link:
            yield Problem(place, "", Message("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif kind in ("http", "https", "mailto"):
            continue
        elif link.startswith("#"):
            if link[1:] not in headings:
                hint = did_you_mean(link[1:], filter(None, headings))
                yield Problem(place, "", Message("no-such-heading", link=link, hint=hint))
        elif kind not in LINKED:
            yield Problem(place, "", Message("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif name not in (ids := _linkable(draft, kind)) and kind in draft.known:
            parts: dict[str, Part] = {"kind": Message(f"kind-{kind}"), "hint": did_you_mean(name, ids)}
            yield Problem(place, "", Message("unknown-id", name=name, **parts))
    plain = {match[1] for match in LINK.finditer(prose.text)}
    for offset, link in links(prose.text):
        if link not in plain and link.partition(":")[0] in LINKED:
            yield Problem(prose.place(offset), "", Message("odd-link", link=link))


def _left_over(prose: Prose, wrong: Set[Place]) -> Iterator[Problem]:
    """Marks that would be printed, except those of a link that is `wrong` itself."""
    for offset, piece in left_over(prose.text):
        if wrong.isdisjoint(prose.place(at) for at in range(offset, offset + len(piece))):
            yield Problem(prose.place(offset), "", Message("left-over", piece=piece))


def _linkable(draft: Draft, kind: str) -> set[str]:
    """What may stand behind the colon of a link."""
    ids = draft.known.get(kind, ())
    return {id.partition(":")[2] for id in ids if id.startswith("page:")} if kind == "page" else set(ids)


def _headings(prose: Prose) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in HEADING.finditer(prose.text):
        (marks, words, id), place = heading.groups(), prose.place(heading.start())
        if marks == marks.strip():
            yield Problem(place, "", Message("heading-without-space", marks=marks, words=words))
        elif len(marks.strip()) == 1:
            yield Problem(place, "", Message("second-title", words=words))
        elif not id:
            yield Problem(place, "", Message("heading-without-name", words=words))
        elif not HEADING_NAME.fullmatch(id):
            yield Problem(prose.place(heading.start(3)), "", Message("not-an-id", value=id))
        elif id in seen:
            yield Problem(place, "", Message("heading-twice", id=id))
        seen.add(id or "")


def _same_outline(halves: Mapping[str, Prose]) -> Iterator[Problem]:
    """Part by part, the halves of a prose text correspond."""
    first, *others = halves
    outline = _outline(halves[first])
    for lang in others:
        half = halves[lang]
        for ours, theirs in zip_longest(_outline(half), outline):
            if ours is None:
                message = Message("part-missing", lang=lang, part=theirs[0], first=first)
                yield Problem(Place(half.file), "", message)
            elif theirs is None:
                message = Message("part-too-many", lang=lang, part=ours[0], first=first)
                yield Problem(half.place(ours[1]), "", message)
            elif not _alike(ours[0], theirs[0]):
                message = Message("parts-differ", lang=lang, part=ours[0], first=first, other=theirs[0])
                yield Problem(half.place(ours[1]), "", message)
            else:
                continue
            break


def _alike(ours: Message, theirs: Message) -> bool:
    """Whether two parts correspond; a heading without its name, which was said, may be any of its level."""
    here, there = dict(ours.parts), dict(theirs.parts)
    if "?" in (here.get("id"), there.get("id")):
        return here.get("marks") == there.get("marks")
    return ours == theirs


def _outline(prose: Prose) -> list[tuple[Message, int]]:
    """The blocks of a text: what each is (in words) and where it begins."""
    blocks = []
    for match in BLOCK.finditer(prose.text):
        block = match.group()
        if heading := HEADING.match(block):
            kind = Message("part-heading", marks=heading[1].strip(), id=(heading[3] or "?").lower())
        elif items := re.findall(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", block, re.MULTILINE):
            kind = Message("part-list", number=len(items))
        else:
            kind = Message("part-paragraph")
        blocks.append((kind, match.start()))
    return blocks
