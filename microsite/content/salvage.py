"""What is left of a file when everything that the model refuses is taken out of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from microsite.content.complaints import written_path
from microsite.content.documents import Document, KeyPath

Shape = TypeVar("Shape")


def salvaged(
    shaped: TypeAdapter[Shape], document: Document, error: ValidationError, context: Mapping[str, Any]
) -> tuple[Shape | None, set[str]]:
    """The rest of a document that is in order, and the keys that lead to what was taken out.

    `error` is what the model says of the whole. None when nothing whole is left.
    """
    data = copy.deepcopy(document.data)
    damaged: set[str] = set()
    while True:
        faulty = [_faulty(document, detail) for detail in error.errors()]
        removed = [path for path in faulty if _take_out(data, path)]
        if not removed:
            return None, damaged
        damaged |= {str(key) for path in removed for key in path}
        try:
            return shaped.validate_python(data, context=context), damaged
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
