"""Old names in addresses: each leads to one place, and none is the name of something that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsite.content.documents import KeyPath, where
from microsite.content.entries import Address, Sector
from microsite.content.files import PAGE, SECTOR, FileKind
from microsite.content.pages import WRITTEN_PAGES
from microsite.content.scalars import Addressed
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem
from microsite.rules.names import Anchors

Scope = object  # in which a name leads to one thing: a folder in a language, a page, the list of a kind


@dataclass(frozen=True)
class _Old:
    """An old name: where it is written, and where it would be an address or a place on a page."""

    name: str
    file: str
    path: KeyPath
    scopes: Sequence[Scope]


def problems_of(draft: Draft, anchors: Anchors) -> Iterator[Problem]:
    """Yield each old name that something has still or again, and each that would lead to two places."""
    living, led = _living(draft), dict[tuple[Scope, str], Place]()
    for old in (*_of_pages(draft), *_of_entries(draft)):
        name, place = old.name, draft.documents[old.file].place(old.path)
        taken = [living[scope, name] for scope in old.scopes if (scope, name) in living]
        # In some languages a page may be called still as it was once called in all.
        others = [first for first in taken if first.file != place.file or len(taken) == len(old.scopes)]
        twice = [led.setdefault((scope, name), place) for scope in old.scopes]
        code, first = "", place
        if others:
            code, first = "moved-and-there", others[0]
        elif twice[0] is not place:
            code, first = "moved-twice", twice[0]
        if code:
            yield Problem(place, where(old.path), Message(code, name=name, first=str(first)))
        elif old.path[0] != "moved" and anchors.taken(name, draft.ids):
            yield Problem(place, where(old.path), Message("name-of-a-page", id=name))


def _living(draft: Draft) -> dict[tuple[Scope, str], Place]:
    """What has a name now, and where that is said."""
    living: dict[tuple[Scope, str], Place] = {}
    for file, name, entry in _pages(draft):
        place = draft.documents[file].key_place(("address",))
        for folder in _folders(draft, entry):
            address: Address = getattr(entry, "address", None)
            here = address if isinstance(address, str | None) else address.get(folder[1])
            living.setdefault((folder, here or name), place)
    for scope, entries in draft.entries_at.items():
        living |= {(scope, id): draft.place_of(named) for id, named in entries.items()}
    return living


def _pages(draft: Draft) -> Iterator[tuple[str, str, Addressed]]:
    """The pages that can have an address of their own: file, name, words."""
    yield from ((SECTOR.file(id), id, sector) for id, sector in draft.sectors.items())
    for id, page in draft.pages.items():
        if id not in WRITTEN_PAGES or id in draft.there:
            yield PAGE.file(id), id, page


def _folders(draft: Draft, entry: Addressed) -> list[tuple[FileKind, str]]:
    """Where the page of an entry stands in each language: sectors stand beside all others where they have
    no page in common."""
    kind = SECTOR if isinstance(entry, Sector) and "sectors" in draft.there else PAGE
    return [(kind, lang) for lang in draft.known.get("language", ())]


def _of_pages(draft: Draft) -> Iterator[_Old]:
    for file, _, entry in _pages(draft):
        for at, name in enumerate(entry.moved):
            yield _Old(name, file, ("moved", at), _folders(draft, entry))


def _of_entries(draft: Draft) -> Iterator[_Old]:
    """Those of entries are places on their own page, and on the one that lists their kind."""
    for named in draft.index:
        if isinstance(named.entry, Addressed) and not isinstance(named.entry, Sector):
            for at, name in enumerate(named.entry.moved):
                yield _Old(name, named.file, (*named.path, "moved", at), [named.page, named.kind])
