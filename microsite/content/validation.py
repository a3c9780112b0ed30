"""The tree of a file -> what it holds: what is in order, and what is wrong with the rest."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from microsite.content.complaints import complaints, place_of, written_path
from microsite.content.documents import Document, KeyPath, where
from microsite.messages.problems import Problem, few

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Validated(Generic[Shape]):
    """A file without what is wrong with it: `value` is None when nothing whole is left.

    `damaged` are the keys that lead to what was left out.
    """

    value: Shape | None
    problems: tuple[Problem, ...] = ()
    damaged: Set[str] = frozenset()


def validated(
    document: Document, shape: type[Shape], known: Mapping[str, Collection[str]]
) -> Validated[Shape]:
    """A document as its kind has it; `known` are the ids that it may name, by their kind."""
    context = {"known": known}
    try:
        return Validated(_adapter(cast(Any, shape)).validate_python(document.data, context=context))
    except ValidationError as error:
        problems = tuple(
            few(
                Problem(place_of(document, path, complaint), where(path), complaint)
                for path, complaint in complaints(document, shape, error)
            )
        )
        return Validated(*_rest(_adapter(cast(Any, shape)), document, error, context, problems))


def places_naming(
    name: str, document: Document, shape: Any, known: Mapping[str, Collection[str]]
) -> Iterator[KeyPath]:
    """Where a document names an entry, in a place that is for the name of one; `known` are the ids that
    it may name, without this one."""
    try:
        _adapter(shape).validate_python(document.data, context={"known": known})
    except ValidationError as error:
        for path, complaint in complaints(document, shape, error):
            if complaint.code == "unknown-id" and dict(complaint.parts)["name"] == name:
                yield path


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    """Made once a shape: that takes longer than validating a file."""
    return TypeAdapter(shape)


def _rest(
    adapter: TypeAdapter[Shape],
    document: Document,
    error: ValidationError,
    context: Mapping[str, Any],
    problems: tuple[Problem, ...],
) -> tuple[Shape | None, tuple[Problem, ...], Set[str]]:
    """What is left when everything that is refused is taken out, `problems`, and the keys that led there."""
    data = copy.deepcopy(document.data)
    damaged: set[str] = set()
    while True:
        faulty = [_faulty(document, detail) for detail in error.errors()]
        removed = [path for path in faulty if _take_out(data, path)]
        if not removed:
            return None, problems, damaged
        damaged |= {str(key) for path in removed for key in path}
        try:
            return adapter.validate_python(data, context=context), problems, damaged
        except ValidationError as again:
            error = again


def _faulty(document: Document, detail: Mapping[str, Any]) -> KeyPath:
    """What has to go for a complaint to end: the value, or the entry that misses one."""
    loc = detail["loc"]
    return written_path(document, loc[:-1] if detail["type"] == "missing" else loc)


def _take_out(data: dict[str, Any], path: KeyPath) -> bool:
    """Remove the value at a path, a list as a whole; False when there is nothing to remove."""
    while len(path) > 1 and isinstance(data.get(str(path[0])), dict):
        data, path = data[str(path[0])], path[1:]
    found = bool(path) and path[0] in data
    if found:
        del data[str(path[0])]
    return found
