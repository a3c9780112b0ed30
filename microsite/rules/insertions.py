"""What prose puts in its place besides words: pictures, notes, and parts that several pages share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from microsite.content.files import PICTURES
from microsite.content.references import PART, references
from microsite.content.scalars import ID_PATTERN
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.language.markdown_source import HEADING_NAME, LEFT_OVER, PICTURE, mentions
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean


def names(words: str, tokens: Sequence[Token]) -> Iterator[str]:
    """The pictures, parts and notes of a text, as they are written; every half has the same ones."""
    yield from (f"![]({picture[2]})" for picture in PICTURE.finditer(words))
    yield from (part[0] for part in PART.finditer(words))
    yield from (f"[^{mention.name}]" for mention in mentions(words, tokens))


def without_insertions(words: str) -> str:
    """The text with spaces in the place of pictures and parts, but for what is said of a picture."""
    words = PICTURE.sub(lambda it: f"  {it[1]}  {' ' * len(it[2])} ", words)
    return PART.sub(lambda it: " " * len(it[0]), words)


def problems_of(
    draft: Draft, prose: Prose, words: str, tokens: Sequence[Token], part: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the insertions of a text; `words` is it without code, `part` tells whether it
    is shared."""
    yield from _pictures(draft, prose, words, tokens)
    yield from _parts(draft, prose, words, tokens, part)
    yield from _notes(prose, tokens, part)


def _pictures(draft: Draft, prose: Prose, words: str, tokens: Sequence[Token]) -> Iterator[Problem]:
    alone = _lines(tokens, "picture")
    for match in PICTURE.finditer(words):
        place, id = prose.place(match.start(2)), match[2]
        known = draft.known.get("picture", (id,))
        if not re.fullmatch(ID_PATTERN, id):
            yield Problem(place, "", Message("picture-by-address", target=id, file=PICTURES.pattern))
        elif id not in known:
            hint = did_you_mean(id, known)
            yield Problem(place, "", Message("unknown-id", name=id, kind=Message("kind-picture"), hint=hint))
        elif prose.place(match.start()).line not in alone:
            yield Problem(place, "", Message("picture-in-a-sentence", id=id))
        if mark := next((it for it in references(match[1]) if it.part == "mark"), None):
            yield Problem(
                prose.place(match.start(1) + mark.offset), "", Message("mark-unread", written=mark.written)
            )
        if left := LEFT_OVER.search(match[1]):
            yield Problem(prose.place(match.start(1) + left.start()), "", Message("left-over", piece=left[0]))


def _parts(draft: Draft, prose: Prose, words: str, tokens: Sequence[Token], part: bool) -> Iterator[Problem]:
    alone = _lines(tokens, "part")
    for match in PART.finditer(words):
        place, name = prose.place(match.start()), match[1]
        known = draft.known.get("part", ())
        if part:
            yield Problem(place, "", Message("part-in-a-part", written=match[0]))
        elif name not in known:
            hint = did_you_mean(name, known)
            yield Problem(place, "", Message("unknown-id", name=name, kind=Message("kind-part"), hint=hint))
        elif place.line not in alone:
            yield Problem(place, "", Message("part-in-a-sentence", written=match[0]))


def _lines(tokens: Sequence[Token], kind: str) -> set[int]:
    """The lines on which what stands alone in its paragraph begins."""
    return {token.map[0] + 1 for token in tokens if token.type == kind and token.map}


def _notes(prose: Prose, tokens: Sequence[Token], part: bool) -> Iterator[Problem]:
    found = list(mentions(prose.text, tokens))
    written: dict[str, Place] = {}
    marked = {mention.name for mention in found if not mention.token}
    defined = {mention.name for mention in found if mention.token}
    for mention in found:
        place, name = prose.place(mention.offset), mention.name
        if part:
            yield Problem(place, "", Message("note-in-a-part", name=name))
        elif not mention.token:
            if name not in defined:
                yield Problem(
                    place, "", Message("note-unwritten", name=name, hint=did_you_mean(name, defined))
                )
        elif not HEADING_NAME.fullmatch(name):
            yield Problem(place, "", Message("not-an-id", value=name))
        elif name in written:
            yield Problem(place, "", Message("note-twice", name=name, first=str(written[name])))
        elif name not in marked:
            yield Problem(place, "", Message("note-unmarked", name=name))
        elif not mention.token.meta["single"]:
            yield Problem(place, "", Message("note-of-many-parts", name=name))
        if mention.token:
            written.setdefault(name, place)


def idle(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each picture and part that no page shows, in content without mistakes."""
    texts = [prose.text for prose in draft.texts]
    shown = {picture[2] for text in texts for picture in PICTURE.finditer(text)}
    shown |= {sector.picture for sector in draft.sectors.values() if sector.picture}
    for id in draft.pictures:
        if id not in shown:
            document = draft.documents[PICTURES.pattern]
            yield Problem(document.key_place((id,)), id, Message("idle-picture", id=id), "warning")
    included = {part[1] for text in texts for part in PART.finditer(text)}
    files: dict[str, str] = {}
    for (name, _), prose in draft.parts.items():
        files.setdefault(name, prose.file)
    for name, file in files.items():
        if name not in included:
            yield Problem(Place(file), "", Message("idle-part", name=name), "warning")
