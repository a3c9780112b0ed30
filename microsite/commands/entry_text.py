"""One new entry as text: valid YAML with a comment for every key and a blank for what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from microsite.commands.shapes import Filling, Keys, alternatives, is_entry, is_group
from microsite.commands.yaml_lines import yaml_lines
from microsite.content.scalars import Addressed, Entry
from microsite.messages.catalogue import descriptions

WIDTH = 100


class EntryText:
    """Writes the keys of one entry, answered or left blank."""

    def __init__(self, lang: str, languages: tuple[str, ...], answers: Mapping[str, str]) -> None:
        self.lang = lang
        self.languages = languages
        self.answers = answers

    def entry(self, shape: type[Entry], indent: str) -> Iterator[str]:
        """The lines of an entry: what it must have, then what it can have, behind a `#`."""
        for name, field in shape.model_fields.items():
            if field.is_required() or self.of(name):
                yield from self.comment(shape, name, indent)
                yield from self.key(name, field.annotation, indent)
        for name, field in shape.model_fields.items():
            # What is new has no earlier address.
            if name in Addressed.model_fields and not self.of(name):
                continue
            if not field.is_required() and not self.of(name) and not is_group(field.annotation):
                yield from self.comment(shape, name, indent)
                yield from (f"{indent}# {line}" for line in self.key(name, field.annotation, ""))

    def of(self, name: str) -> dict[tuple[str, ...], str]:
        """The answers for a key and all below it."""
        keys = {tuple(key.split(".")): answer for key, answer in self.answers.items()}
        return {path[1:]: answer for path, answer in keys.items() if path[0] == name}

    def comment(self, shape: type[BaseModel], name: str, indent: str) -> Iterator[str]:
        """What a key means, in lines of a comment."""
        words = meaning(shape, name, self.lang).split(" ")
        line = f"{indent}#"
        for word in words:
            if len(line) + len(word) >= WIDTH:
                yield line
                line = f"{indent}#"
            line += f" {word}"
        yield line

    def key(self, name: str, annotation: Any, indent: str) -> Iterator[str]:
        value = Filling(self.languages, ",").value(annotation, self.of(name))
        yield from yaml_lines(name, value, indent)


def meaning(shape: type[BaseModel], name: str, lang: str) -> str:
    """What a key means, told where it is declared or nearer by."""
    told = (descriptions().get(it.__name__, {}).get(name) for it in shape.__mro__)
    return next(filter(None, told))[lang]


def meaning_at(shape: type[BaseModel], keys: Keys, lang: str) -> str:
    """What the key means to which keys lead, as in `readings.1.text.fr`."""
    first, *rest = keys
    for kind in alternatives(shape.model_fields[first].annotation):
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        below = rest[1:] if inner is not kind else rest
        if is_entry(inner) and below:
            return meaning_at(inner, tuple(below), lang)
    return meaning(shape, first, lang)
