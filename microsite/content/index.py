"""One index of what the content names: each id with its value, where it is written, and the page that
shows it.

Ids are found in the trees of the files before anything is validated, so that an entry may name one
that stands in a wrong entry. Their values are added when the files have been validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from microsite.content.documents import Document, KeyPath
from microsite.content.files import EACH, IdKind, kind_of
from microsite.content.pages import PageKey
from microsite.content.scalars import Text
from microsite.messages.problems import Place

# What texts can name in braces: these share one namespace.
CITABLE: tuple[IdKind, ...] = ("fact", "target", "figure", "station")

# The field that says what an entry is called.
LABELS: Mapping[IdKind, str] = {
    "fact": "label",
    "figure": "label",
    "target": "title",
    "station": "title",
    "term": "term",
    "conflict": "topic",
    "question": "question",
    "origin": "name",
}


@dataclass(frozen=True)
class Name:
    """An id, and which value of which file bears it."""

    id: str
    kind: IdKind
    file: str  # by its name in the content folder
    path: KeyPath  # to the value; empty where the whole file is the entry

    def place_in(self, document: Document) -> Place:
        """Where it is written in its file."""
        return document.key_place(self.path) if self.path else Place(document.file)


@dataclass(frozen=True)
class Indexed(Name):
    """A name with its value, and where readers find it."""

    entry: Any
    page: PageKey
    anchor: str
    around: Indexed | None = None  # the entry that this one is a part of

    @property
    def sentence(self) -> Text | None:
        """What the entry says in words; most have no more than a name."""
        return getattr(self.entry, "statement", None) or getattr(self.entry, "text", None)

    @property
    def label(self) -> Text:
        """What the entry is called; `KeyError` for a kind without a name in the site's languages."""
        label: Text = getattr(self.entry, LABELS[self.kind])
        return label

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so; a part without sources has those of the whole."""
        own: tuple[str, ...] = getattr(self.entry, "sources", None) or ()
        return own or (self.around.sources if self.around else ())

    @property
    def witnessed(self) -> bool:
        """Whether those who were there could see it; a part with sources of its own is not the whole."""
        own = bool(getattr(self.entry, "witnessed", False))
        return own or bool(self.around and not getattr(self.entry, "sources", None) and self.around.witnessed)


def names_in(file: str, document: Document) -> Iterator[Name]:
    """Every id that a document defines, that of the file itself first, the others as they stand."""
    kind = kind_of(file)
    assert kind is not None
    if kind.file_id:
        yield Name(kind.name_in(file), kind.file_id, file, ())
    names = [
        Name(str(path[-1]), ids.kind, file, path)
        for ids in kind.ids
        for path in _paths(document.data, ids.path)
    ]
    yield from sorted(names, key=lambda name: document.key_place(name.path))


def _paths(tree: Any, groups: KeyPath, start: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of each key in the groups that a path with `*` leads to."""
    if not isinstance(tree, dict):
        return
    if not groups:
        yield from ((*start, key) for key in tree)
        return
    first, *rest = groups
    for key in tree if first == EACH else (first,):
        if key in tree:
            yield from _paths(tree[key], tuple(rest), (*start, key))


def indexed(names: Iterable[Name], values: Mapping[str, Any]) -> Iterator[Indexed]:
    """The names that stand for something in order and have a page; `values` has what each file holds."""
    found: dict[tuple[str, KeyPath], Indexed] = {}
    for name in names:
        kind = kind_of(name.file)
        entry = _value_at(values.get(name.file), name.path)
        if entry is None or kind is None or kind.page is None:
            continue
        around = found.get((name.file, name.path[:1])) if len(name.path) > 1 else None
        page = around.page if around else (kind.page, kind.subject(kind.name_in(name.file), entry))
        anchor = around.anchor if around else name.id
        one = Indexed(**vars(name), entry=entry, page=page, anchor=anchor, around=around)
        found[name.file, name.path] = one
        yield one


def _value_at(value: Any, path: KeyPath) -> Any:
    """What stands at a path of a validated file; None where something wrong was left out."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, str(key), None)
    return value
