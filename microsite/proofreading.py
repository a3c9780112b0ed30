"""Texts, short ones and prose: what they name, and whether their halves agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import zip_longest
from typing import Any

from microsite.catalogue import Message, Part, say
from microsite.markdown import LEFT_OVER, left_over, links
from microsite.model import Entry, Fact, Figure, Reading, Station, Target, Text
from microsite.moments import DateError, read_moment
from microsite.problems import Place, Problem, did_you_mean
from microsite.references import Reference, references, stray_braces
from microsite.site import Draft, PageKey
from microsite.source import Document, KeyPath, Prose, where
from microsite.typed import typed_numbers

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

# What `{value}`, `{year}` and their like speak of: the nearest of these around a text.
OWNERS = (Fact, Figure, Reading, Station, Target)


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the texts of a draft; what it has left out is passed over."""
    for name, start, entry in _entries(draft):
        for path, text, owner in _walk(entry, start, None):
            yield from _short_text(draft, draft.documents[name], path, text, owner)
    yield from _prose(draft)


# --- short texts --------------------------------------------------------------------------------


def _entries(draft: Draft) -> Iterator[tuple[str, KeyPath, Any]]:
    if draft.settings:
        yield "site.yaml", (), draft.settings
    if draft.launch:
        yield "launch.yaml", (), draft.launch
    groups = (
        ("glossary.yaml", draft.glossary),
        ("conflicts.yaml", draft.conflicts),
        ("changes.yaml", draft.changes),
        ("sources.yaml", draft.sources),
    )
    for name, group in groups:
        for id, entry in group.items():
            yield name, (id,), entry
    for id, sector in draft.sectors.items():
        yield f"sectors/{id}.yaml", (), sector
    for kind, page in draft.pages.items():
        yield f"pages/{kind}.yaml", (), page
    for name, document in draft.documents.items():
        if name.startswith("stations/"):
            yield from ((name, (id,), draft.stations[id]) for id in document.data if id in draft.stations)


def _walk(value: Any, path: KeyPath, owner: Any) -> Iterator[tuple[KeyPath, Text, Any]]:
    """Yield each text inside an entry with its path and the entry that owns it."""
    if isinstance(value, Text):
        yield path, value, owner
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            inner = value if isinstance(value, OWNERS) else owner
            yield from _walk(getattr(value, name), (*path, name), inner)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(item, (*path, key), owner)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _walk(item, (*path, at), owner)


def _short_text(draft: Draft, document: Document, path: KeyPath, text: Text, owner: Any) -> Iterator[Problem]:
    damaged = not draft.damaged.isdisjoint(map(str, path))
    named: dict[str, Counter[str]] = {}
    for lang, words in text.root.items():
        place, key = document.place((*path, lang)), where((*path, lang))
        found = [it for it in references(words) if it.name or it.part == "mark" or not damaged]
        wrong = [message for it in found if (message := _wrong_in_short_text(draft, it, owner))]
        if any(stray_braces(words)):
            wrong.append(_stray(words))
        if mark := LEFT_OVER.search(words):  # a short text is no Markdown
            wrong.append(say("left-over", piece=mark[0]))
        yield from (Problem(place, key, message) for message in wrong)
        if not wrong:
            named[lang] = Counter(it.written for it in references(words))
        for _, message in typed_numbers(draft, lang, words, owner):
            yield Problem(place, key, message, "warning")
    yield from _same_names(named, lambda lang: document.place((*path, lang)), where(path))


def _wrong_in_short_text(draft: Draft, reference: Reference, owner: Any) -> Message | None:
    if reference.part == "mark":
        return say("mark-outside-prose", written=reference.written)
    return _unknown(draft, reference, owner)


def _stray(words: str) -> Message:
    return say("stray-brace", words=words[:40])


def _unknown(draft: Draft, reference: Reference, owner: Any) -> Message | None:
    """Why a reference leads to nothing, or None when it is right."""
    name, written = reference.name, reference.written
    if reference.part == "moment":
        try:
            read_moment(name)
        except DateError as error:
            return error.message
        return None
    facts = draft.known.get("fact", ())
    if reference.part == "mark":
        names = {*facts, *draft.known.get("source", ())}
        sure = "fact" in draft.known and "source" in draft.known
        if sure and name not in names:
            return say("mark-of-nothing", written=written, hint=did_you_mean(name, names))
        return None
    if name:
        if name not in draft.citables:
            if "fact" in draft.known and name not in facts:
                return say("brace-of-nothing", written=written, hint=did_you_mean(name, facts))
            return None
        owner = draft.citables[name].entry
    field = "value" if reference.part == "quantity" else reference.part
    if getattr(owner, field, None) is None and name not in draft.damaged:
        return say("nothing-to-print", written=written, field=field)
    return None


def _same_names(
    named: Mapping[str, Counter[str]], place: Callable[[str], Place], key: str
) -> Iterator[Problem]:
    """Each language of a text names the same facts, dates and entries, equally often."""
    if not named:
        return
    first, *others = named
    missing: dict[tuple[str, str], str] = {}  # where, and what -> a language that has it
    for lang in others:
        for here, there in ((first, lang), (lang, first)):
            for written in sorted(named[here] - named[there]):
                missing.setdefault((there, written), here)
    for (there, written), here in missing.items():
        yield Problem(place(there), key, say("halves-differ", written=written, here=here, there=there))


# --- prose --------------------------------------------------------------------------------------


def _prose(draft: Draft) -> Iterator[Problem]:
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
        yield from _same_names(named, files.__getitem__, "")
        yield from _same_outline(halves)


def _all_named(text: str) -> Iterator[str]:
    """The references of a text, and its links to other entries."""
    yield from (reference.written for reference in references(text))
    yield from (link[1] for link in LINK.finditer(text) if link[1].partition(":")[0] in LINKED)


def _references(draft: Draft, prose: Prose) -> Iterator[Problem]:
    for reference in references(prose.text):
        if reference.part != "moment" and not reference.name:
            message: Message | None = say("own-value-in-prose", written=reference.written)
        else:
            message = _unknown(draft, reference, None)
        if message:
            yield Problem(prose.place(reference.offset), "", message)
    without_names = HEADING.sub(lambda m: re.sub(r"\{#([^}\s]*)\}", r" #\1 ", m[0]), prose.text)
    opened = 0
    for offset in stray_braces(without_names):
        place = prose.place(offset)
        if without_names[offset] == "{" or opened != place.line:
            yield Problem(place, "", _stray(prose.text[offset : offset + 40].split("\n")[0]))
        opened = place.line if without_names[offset] == "{" else 0  # its other half goes with it


def _links(draft: Draft, prose: Prose) -> Iterator[Problem]:
    headings = {heading[3] for heading in HEADING.finditer(prose.text)}
    for match in LINK.finditer(prose.text):
        place, link = prose.place(match.start(1)), match[1]
        kind, _, name = link.partition(":")
        if " " in link:
            yield Problem(place, "", say("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif kind in ("http", "https", "mailto"):
            continue
        elif link.startswith("#"):
            if link[1:] not in headings:
                hint = did_you_mean(link[1:], filter(None, headings))
                yield Problem(place, "", say("no-such-heading", link=link, hint=hint))
        elif kind not in LINKED:
            yield Problem(place, "", say("link-to-nowhere", link=link, kinds=", ".join(LINKED)))
        elif name not in (ids := _linkable(draft, kind)) and kind in draft.known:
            parts: dict[str, Part] = {"kind": say(f"kind-{kind}"), "hint": did_you_mean(name, ids)}
            yield Problem(place, "", say("unknown-id", name=name, **parts))
    plain = {match[1] for match in LINK.finditer(prose.text)}
    for offset, link in links(prose.text):
        if link not in plain and link.partition(":")[0] in LINKED:
            yield Problem(prose.place(offset), "", say("odd-link", link=link))


def _left_over(prose: Prose, wrong: Set[Place]) -> Iterator[Problem]:
    """Marks that would be printed, except those of a link that is `wrong` itself."""
    for offset, piece in left_over(prose.text):
        if wrong.isdisjoint(prose.place(at) for at in range(offset, offset + len(piece))):
            yield Problem(prose.place(offset), "", say("left-over", piece=piece))


def _linkable(draft: Draft, kind: str) -> set[str]:
    """What may stand behind the colon of a link."""
    ids = draft.known.get(kind, ())
    return {id.partition(":")[2] for id in ids if id.startswith("page:")} if kind == "page" else set(ids)


def _headings(prose: Prose) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in HEADING.finditer(prose.text):
        (marks, words, id), place = heading.groups(), prose.place(heading.start())
        if marks == marks.strip():
            yield Problem(place, "", say("heading-without-space", marks=marks, words=words))
        elif len(marks.strip()) == 1:
            yield Problem(place, "", say("second-title", words=words))
        elif not id:
            yield Problem(place, "", say("heading-without-name", words=words))
        elif not HEADING_NAME.fullmatch(id):
            yield Problem(prose.place(heading.start(3)), "", say("not-an-id", value=id))
        elif id in seen:
            yield Problem(place, "", say("heading-twice", id=id))
        seen.add(id or "")


def _same_outline(halves: Mapping[str, Prose]) -> Iterator[Problem]:
    """Part by part, the halves of a prose text correspond."""
    first, *others = halves
    outline = _outline(halves[first])
    for lang in others:
        half = halves[lang]
        for ours, theirs in zip_longest(_outline(half), outline):
            if ours is None:
                message = say("part-missing", lang=lang, part=theirs[0], first=first)
                yield Problem(Place(half.file), "", message)
            elif theirs is None:
                message = say("part-too-many", lang=lang, part=ours[0], first=first)
                yield Problem(half.place(ours[1]), "", message)
            elif not _alike(ours[0], theirs[0]):
                message = say("parts-differ", lang=lang, part=ours[0], first=first, other=theirs[0])
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
            kind = say("part-heading", marks=heading[1].strip(), id=(heading[3] or "?").lower())
        elif items := re.findall(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", block, re.MULTILINE):
            kind = say("part-list", number=len(items))
        else:
            kind = say("part-paragraph")
        blocks.append((kind, match.start()))
    return blocks
