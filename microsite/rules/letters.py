"""Letters of the texts on cards that no font has: those texts are left out of the pictures."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.documents import KeyPath, where
from microsite.content.files import PAGE, SECTOR, SITE
from microsite.content.references import PATTERN
from microsite.content.scalars import Text
from microsite.content.site import Draft
from microsite.folders import STATIC, Folders
from microsite.fonts.typefaces import typefaces
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

SHOWN = 8  # letters that are named


def problems_of(draft: Draft, folders: Folders) -> Iterator[Problem]:
    """Yield a warning for each language in which cards have letters that no font has, at the first text."""
    if not draft.settings:
        return
    own = (folders.find(STATIC + name) for name in draft.settings.theme.card_fonts)
    try:
        faces = typefaces(filter(None, own))
    except (OSError, ValueError):
        return  # which is said of the font
    texts = [it for it in _texts(draft) if it[0] in draft.documents]
    for lang in draft.settings.languages:
        lacking = [(it, faces.missing(_letters(it[2], lang))) for it in texts]
        found = [(it, missing) for it, missing in lacking if missing]
        if found:
            file, path, _ = found[0][0]
            missing = "".join(dict.fromkeys("".join(letters for _, letters in found)))
            letters = " ".join(missing[:SHOWN]) + " …" * (len(missing) > SHOWN)
            said = Message("letters-without-font", letters=letters, number=len(found))
            place = draft.documents[file].place((*path, lang))
            yield Problem(place, where((*path, lang)), said, "warning")


def _letters(text: Text, lang: str) -> str:
    """The letters of a text; what stands in braces is printed from facts."""
    return PATTERN.sub("", text.root.get(lang, ""))


def _texts(draft: Draft) -> Iterator[tuple[str, KeyPath, Text]]:
    """The texts that stand on cards, each with its file and keys."""
    assert draft.settings
    name = "short_title" if draft.settings.short_title else "title"
    yield SITE.pattern, (name,), draft.settings.name
    for page, text in draft.pages.items():
        yield PAGE.file(page), ("title",), text.title
    for id, sector in draft.sectors.items():
        yield SECTOR.file(id), ("name",), sector.name
        if lead := sector.targets.get(sector.headline or ""):
            yield SECTOR.file(id), ("targets", str(sector.headline), "title"), lead.title
