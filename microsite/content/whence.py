"""Where what a page prints is written: the file and the keys of a value of the content, by the value itself.

Validation hands on the texts that were read, each an object of its own, so that a text needs no mark to be
told from another with the same letters. Only a preview asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from pydantic import BaseModel, RootModel

from microsite.content.documents import Document, KeyPath
from microsite.content.moments import Moment
from microsite.content.readings import Readings
from microsite.content.site import Draft
from microsite.messages.problems import Place

# A key that counts the items of a list; no id and no language begins so.
ITEM = "~"


# By the identity of a value, which is kept, for as long as its identity is to be its own: its spot.
Spots = Mapping[int, tuple[object, str]]


class Whence:
    """The *spot* of each text, date and entry of some files: its file as editors know it, and its keys.

    A spot is one word of letters, digits and `%-./_~#`: it can stand anywhere in HTML. It names keys and no
    line, so that it holds as long as the value does, whatever is written above it.
    """

    def __init__(self, spots: Iterable[Spots] = ()) -> None:
        self._spots = {id: spot for file in spots for id, spot in file.items()}

    @classmethod
    def of_draft(cls, draft: Draft, readings: Readings) -> Whence:
        """That of everything that is in order; of files that stay as they are it is not looked for again."""
        return cls(
            readings.keep(("spots", file), given, partial(spots_in, *given))
            for file, value in draft.values.items()
            for given in [(draft.documents[file], value)]
        )

    def spot(self, value: object, *further: str) -> str:
        """Where a value is written, or one of its fields; empty for what nobody has written."""
        known = self._spots.get(id(value))
        return "/".join((known[1], *further)) if known else ""


def spots_in(document: Document, value: Any) -> Spots:
    """What a file holds: whatever of it is written there, not what the engine brings."""
    file = quote(document.file)
    return {
        id(part): (part, f"{file}#{_joined(path)}")
        for path, part in _parts(value, document.data, ())
        if path in document.places
    }


def line_spot(file: str, line: int) -> str:
    """The spot of a line of prose, from 1."""
    return f"{quote(file)}#{line}"


def place_of(spot: str, documents: Mapping[str, Document]) -> Place | None:
    """Where a spot is by now; None when nothing of it is there; `documents` by their names for editors."""
    quoted, _, rest = spot.partition("#")
    file = unquote(quoted)
    if rest.isdecimal():
        return Place(file, int(rest), 1)
    document = documents.get(file)
    place = document.place(_split(rest)) if document else None
    return place if place and place.line else None


def _joined(path: KeyPath) -> str:
    return "".join(f"/{ITEM}{key}" if isinstance(key, int) else f"/{quote(key, safe='')}" for key in path)


def _split(path: str) -> KeyPath:
    keys = path.split("/")[1:]
    return tuple(int(key[1:]) if key.startswith(ITEM) else unquote(key) for key in keys)


def _parts(value: Any, written: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Everything in a value that is no other's: entries, dates, and texts that are those of the file."""
    if isinstance(value, str):
        if value is written and len(value) > 1:  # single letters are the same object everywhere
            yield path, value
        return
    if isinstance(value, (BaseModel, Moment)):
        yield path, value
    for key, part in _fields(value):
        yield from _parts(part, _at(written, key), (*path, key))


def _fields(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, RootModel):
        yield from value.root.items()
    elif isinstance(value, BaseModel):
        yield from value.__dict__.items()
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def _at(written: Any, key: str | int) -> Any:
    """What stands behind a key of a tree, if anything does."""
    if isinstance(written, Mapping):
        return written.get(key)
    return written[key] if isinstance(written, list) and isinstance(key, int) else None
