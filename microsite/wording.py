"""What the model refuses, in the words of an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from microsite.model import Entry
from microsite.problems import did_you_mean
from microsite.source import Document, KeyPath


def where(path: KeyPath) -> str:
    """The keys that lead to a value, as an editor reads them; list items count from 1."""
    return " › ".join(str(key + 1) if isinstance(key, int) else key for key in path)


def written_path(document: Document, loc: tuple[str | int, ...]) -> KeyPath:
    """The part of a validation error's location that is written in the file.

    The location also holds names of types that were tried, which stand in no file.
    """
    path: KeyPath = ()
    for key in loc:
        if (*path, key) in document.places:
            path = (*path, key)
    return path


# Complaints about a whole whose parts may have their own.
WHOLE_FAILURES = ("too_short", "literal_error")


def complaints(document: Document, error: ValidationError) -> Iterator[tuple[KeyPath, str]]:
    """Where each complaint stands and what it says.

    A list or a choice fails as a whole, too, when one of its parts does; then the part says it.
    """
    details = [(written_path(document, detail["loc"]), detail) for detail in error.errors()]
    for path, detail in details:
        parts = (other for other, _ in details if len(other) > len(path) and other[: len(path)] == path)
        if not (detail["type"] in WHOLE_FAILURES and any(parts)):
            yield path, sentence(detail)


def sentence(error: Mapping[str, Any]) -> str:
    """One complaint of the model as a sentence that says what to write instead."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    last = error["loc"][-1] if error["loc"] else ""
    if kind == "missing":
        return f'"{last}" is missing; add it.'
    if kind == "extra_forbidden":
        return f'"{last}" is not a key that is known here.{did_you_mean(str(last), _field_names())}'
    if value is None:
        return "nothing stands here; write a value or remove the line."
    if kind in ("int_parsing", "int_type", "decimal_parsing", "decimal_type"):
        return f"{_shown(value)} is not a number; write digits only, such as 1000 or 565.1."
    if kind == "literal_error":
        hint = did_you_mean(str(value), _quoted(context["expected"]))
        return f"{_shown(value)} is not one of {context['expected']}.{hint}"
    if kind == "string_pattern_mismatch":
        return f"{_shown(value)} does not have the right form ({context['pattern']})."
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{_shown(value)} is out of range; the limit is {next(iter(context.values()))}."
    if kind in ("too_short", "tuple_type", "list_type"):
        return "write at least one entry in brackets, such as [one, two]."
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "a group of indented keys must stand here."
    if kind == "string_type":
        return "a single text must stand here."
    if kind.startswith("bool"):
        return f"{_shown(value)} must be true or false."
    return str(error["msg"])


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else "this"


def _quoted(expected: str) -> list[str]:
    return expected.split("'")[1::2]


def _field_names() -> Iterator[str]:
    classes = [Entry]
    while classes:
        current = classes.pop()
        yield from current.model_fields
        classes += current.__subclasses__()
