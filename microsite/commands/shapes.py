"""What an entry can hold, read off its class: the keys that lead to its values, and a tree of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator

from microsite.content.files import EACH
from microsite.content.scalars import ID_PATTERN, Among, Entry, EveryLanguage, HalfText, KnownLanguage, Text
from microsite.content.text_files import UNFILLED
from microsite.messages.catalogue import Message
from microsite.messages.problems import did_you_mean

# The keys below an entry that lead to a value, as they stand between the points of `title.fr`; items
# of a list are counted from 1.
Keys = tuple[str, ...]
Tree = Any  # nested dicts, lists and texts
FIRST = "1"  # in keys that can be written: the number of any item


class Half(str):
    """A text of one language, which stands in quotation marks whatever it says."""

    __slots__ = ()


def alternatives(annotation: Any) -> Iterator[Any]:
    """The types that a field takes, one after the other, without None and what else is asked of them."""
    if annotation is Text:
        annotation = Text.model_fields["root"].annotation
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from alternatives(part)
    elif annotation is not NoneType:
        yield annotation


def is_entry(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entry)


def is_group(annotation: Any) -> bool:
    """Whether a field holds entries of its own, which are better looked up in the guide."""
    if annotation is Text:
        return False
    return any(
        is_entry(kind) or get_origin(kind) is dict or any(map(is_group, get_args(kind)))
        for kind in alternatives(annotation)
        if get_origin(kind) is not Literal
    )


def key_paths(shape: type[Entry], languages: tuple[str, ...], needed: bool = False) -> dict[Keys, Any]:
    """All that can be written in an entry of a class, or what is `needed`: the keys that lead to each value,
    and its type.

    `EACH` stands for any id, `FIRST` for any number of an item.
    """
    return {
        (name, *rest): leaf
        for name, field in shape.model_fields.items()
        if field.is_required() or not needed
        for rest, leaf in _paths(field.rebuild_annotation(), languages, needed)
        if not (needed and EACH in rest)
    }


def _paths(annotation: Any, languages: tuple[str, ...], needed: bool) -> Iterator[tuple[Keys, Any]]:
    for kind in alternatives(annotation):
        inner: Mapping[str, Any] = {}
        if is_entry(kind):
            yield from key_paths(kind, languages, needed).items()
            continue
        if get_origin(kind) is dict:
            key, value = get_args(kind)
            inner = dict.fromkeys(languages if key in (EveryLanguage, KnownLanguage) else (EACH,), value)
        elif get_origin(kind) is tuple and is_group(get_args(kind)[0]):
            inner = {FIRST: get_args(kind)[0]}
        else:
            yield (), annotation
        for name, value in inner.items():
            yield from (((name, *rest), leaf) for rest, leaf in _paths(value, languages, needed))


def words_of(annotation: Any) -> list[str]:
    """The words that a field takes, alone or besides other values."""
    kinds = (kind for kind in alternatives(annotation) if get_origin(kind) is Literal)
    return [str(word) for kind in kinds for word in get_args(kind)]


def kind_named(annotation: Any) -> str:
    """The kind of entry whose ids a field takes, one or several; empty for any other field."""
    for part in get_args(annotation):
        if isinstance(part, AfterValidator) and isinstance(part.func, Among):
            return part.func.kind
        if found := kind_named(part):
            return found
    return ""


def leaf_at(keys: Keys, known: Mapping[Keys, Any]) -> Any:
    """The type of the value that keys lead to, by `key_paths`; None when they lead to none."""
    return next((leaf for path, leaf in known.items() if _fits(keys, path)), None)


def unknown_key(key: str, known: Mapping[Keys, Any]) -> Iterator[Message]:
    """Yield that a key, as in `title.fr`, is none of the known ones; another spelling of it is offered."""
    if leaf_at(tuple(key.split(".")), known) is None:
        names = [".".join(keys) for keys in known if EACH not in keys]
        small = key.lower()
        hint = Message("did-you-mean", near=small) if small in names else did_you_mean(small, names)
        yield Message("unknown-key", key=key, hint=hint)


def _fits(keys: Keys, path: Keys) -> bool:
    patterns = {EACH: ID_PATTERN, FIRST: "[1-9][0-9]?"}
    return len(keys) == len(path) and all(
        re.fullmatch(patterns[wanted], key) if wanted in patterns else key == wanted
        for key, wanted in zip(keys, path, strict=True)
    )


@dataclass(frozen=True)
class Filling:
    """Makes the values of an entry from the texts that are known of it.

    Texts are given by the keys that lead to them, empty ones too. What must be there and is not given
    becomes a blank; what is given as empty is left out, except for one language of a text.
    """

    languages: tuple[str, ...]
    between: str  # what parts the items of a list

    def entry(self, shape: type[Entry], given: Mapping[Keys, str]) -> dict[str, Tree]:
        """What is given and what must be there, in the order of the class."""
        below = {name: _below(given, name) for name in shape.model_fields}
        return {
            name: self.value(field.annotation, below[name])
            for name, field in shape.model_fields.items()
            if any(below[name].values()) or (field.is_required() and not below[name])
        }

    def value(self, annotation: Any, given: Mapping[Keys, str]) -> Tree:
        """The value of one field."""
        whole = given.get((), "" if given else UNFILLED)
        kinds = tuple(alternatives(annotation))
        words = {word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)}
        for kind in kinds:
            if kind is str and (not given or () in given):
                break  # one text will do, although there can be more
            if is_entry(kind):
                return self.entry(kind, given)
            if get_origin(kind) is tuple and whole not in words:
                return self._items(get_args(kind)[0], whole, given)
            if get_origin(kind) is dict and (names := self._names(get_args(kind)[0], given)):
                return {name: self.value(get_args(kind)[1], _below(given, name)) for name in names}
        return Half(whole) if annotation == HalfText else whole

    def _items(self, inner: Any, whole: str, given: Mapping[Keys, str]) -> list[Tree]:
        if is_group(inner):
            numbers = sorted({keys[0] for keys, text in given.items() if text} or {FIRST}, key=int)
            return [self.value(inner, _below(given, number)) for number in numbers]
        return [item.strip() for item in whole.split(self.between) if item.strip()]

    def _names(self, key: Any, given: Mapping[Keys, str]) -> list[str]:
        """The keys of a group: every language, or those of which something is given."""
        if key == EveryLanguage:
            return list(self.languages)
        filled = dict.fromkeys(keys[0] for keys, text in given.items() if keys and text)
        return [it for it in self.languages if it in filled] if key == KnownLanguage else list(filled)


def _below(given: Mapping[Keys, str], name: str) -> dict[Keys, str]:
    return {keys[1:]: text for keys, text in given.items() if keys[:1] == (name,)}
