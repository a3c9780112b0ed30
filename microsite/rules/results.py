"""Titles and descriptions as lists of search results show them: cut off where they are long, and alike where
two pages say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from microsite.content.documents import KeyPath, where
from microsite.content.files import PAGE, SECTOR, SITE
from microsite.content.scalars import Text
from microsite.content.site import Draft
from microsite.language.phrases import Phrases
from microsite.language.results import Span, room_of
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem

Written = Mapping[tuple[str, KeyPath], Text]  # by file and key


class Said(NamedTuple):
    """A text as it is printed in one language, and where it is written."""

    words: str
    place: Place
    key: str


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each title and description that is too long, says too little, or says what another
    one says, if the site asks for it. What the engine brings is passed over."""
    if not (draft.settings and draft.settings.watch.results):
        return
    site = draft.finished()
    for lang, language in site.settings.languages.items():
        phrases, room = Phrases(site, lang), room_of(language.locale)
        titles, descriptions = (
            _said(draft, _titles(draft), phrases),
            _said(draft, _descriptions(draft), phrases),
        )
        yield from _too_long(titles, "title-too-long", room.title)
        yield from _twice(titles, "title-twice")
        yield from _too_short(descriptions, "description-too-short", room.description)
        yield from _too_long(descriptions, "description-too-long", room.description)
        yield from _twice(descriptions, "description-twice")


def _said(draft: Draft, texts: Written, phrases: Phrases) -> list[Said]:
    """What is written of some texts in a language."""
    places = {it: draft.documents[it[0]].places.get((*it[1], phrases.lang)) for it in texts}
    return [
        Said(phrases.plain(text), place, where((*path, phrases.lang)))
        for (file, path), text in texts.items()
        if (place := places[file, path])
    ]


def _too_short(texts: Iterable[Said], code: str, span: Span) -> Iterator[Problem]:
    for it in texts:
        if len(it.words) < span.least:
            message = Message(code, number=len(it.words), limit=span.least)
            yield Problem(it.place, it.key, message, "warning")


def _too_long(texts: Iterable[Said], code: str, span: Span) -> Iterator[Problem]:
    for it in texts:
        if len(it.words) > span.most:
            message = Message(code, number=len(it.words), limit=span.most)
            yield Problem(it.place, it.key, message, "warning")


def _twice(texts: Iterable[Said], code: str) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for it in texts:
        if first.setdefault(it.words, it.place) != it.place:
            message = Message(code, first=str(first[it.words]))
            yield Problem(it.place, it.key, message, "warning")


def _titles(draft: Draft) -> Written:
    """What stands in a browser's tab; of the home page that is the title of the site."""
    titles: dict[tuple[str, KeyPath], Text] = {}
    if draft.settings:
        titles[SITE.pattern, ("title",)] = draft.settings.title
    for id, sector in draft.sectors.items():
        titles[SECTOR.file(id), ("name",)] = sector.name
    for name, page in draft.pages.items():
        if name != "home":
            titles[PAGE.file(name), ("title",)] = page.title
    return titles


def _descriptions(draft: Draft) -> Written:
    """What stands below it; what sectors answer is cut to the room that there is."""
    descriptions: dict[tuple[str, KeyPath], Text] = {}
    if draft.settings and draft.settings.description:
        descriptions[SITE.pattern, ("description",)] = draft.settings.description
    for id, sector in draft.sectors.items():
        if sector.description:
            descriptions[SECTOR.file(id), ("description",)] = sector.description
    for name, page in draft.pages.items():
        descriptions[PAGE.file(name), ("description",)] = page.description
    return descriptions
