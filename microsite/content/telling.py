"""The words of the interface by which texts in the same letters are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from microsite.content.interface import Interface
from microsite.content.scalars import Text

WORD = re.compile(r"[^\W\d_]{2,}")
_BLANK = re.compile(r"\{\w+\}")


def telling_words(interface: Interface) -> Mapping[str, frozenset[str]]:
    """The words of the interface that only one of its languages has, by that language: by them, texts in the
    same letters are told apart."""
    words: dict[str, set[str]] = {}
    for text in _texts(getattr(interface, name) for name in Interface.model_fields):
        for lang, said in text.root.items():
            words.setdefault(lang, set()).update(WORD.findall(_BLANK.sub(" ", said).casefold()))
    return {
        lang: frozenset(own.difference(*(its for other, its in words.items() if other != lang)))
        for lang, own in words.items()
    }


def _texts(values: Iterable[Any]) -> Iterator[Text]:
    for value in values:
        if isinstance(value, Text):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value.values())
