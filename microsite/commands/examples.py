"""Values that stand for answers that are not given yet, so that the others can be judged as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from microsite.commands.shapes import FIRST, Filling, key_paths, kind_named, words_of
from microsite.content.files import shape_of
from microsite.content.scalars import HalfText

Known = Mapping[str, Collection[str]]  # the ids that may be named, by their kind
# One for each form that a value can have; the first that will do is taken.
FORMS = ("x", "1", "2000", "2000-01-01", "https://example.org/", "true", "#808080", "x.png", "{n} x")


def completed(
    kind: str, answers: Mapping[str, str], languages: tuple[str, ...], known: Known
) -> dict[str, str]:
    """The answers to questions about an entry, and a value for whatever it must have besides.

    Halves of a text that are not answered are as one that is: they name the same.
    """
    whole = {key: answer for key, answer in answers.items() if answer}
    for keys, leaf in key_paths(shape_of(kind), languages, needed=True).items():
        key = ".".join(keys)
        if key not in whole:
            others = (".".join((*keys[:-1], lang)) for lang in languages if leaf == HalfText)
            half = next((answers[it] for it in others if answers.get(it)), "")
            whole[key] = half or example(leaf, languages, known)
    return whole


def example(annotation: Any, languages: tuple[str, ...], known: Known) -> str:
    """A value that a field takes, as it is typed; empty where none is found."""
    adapter, filling = _adapter(annotation), Filling(languages, ",")
    for typed in _tried(annotation, known):
        try:
            adapter.validate_python(filling.value(annotation, {(): typed}), context={"known": known})
        except ValidationError:
            continue
        return typed
    return ""


def _tried(annotation: Any, known: Known) -> Iterator[str]:
    yield from words_of(annotation)
    yield from list(known.get(kind_named(annotation), ()))[: int(FIRST)]
    yield from FORMS


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)
