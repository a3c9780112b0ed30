"""One new entry as text: valid YAML with a comment for every key and a blank for what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from microsite.commands.shapes import Filling, is_group
from microsite.commands.yaml_lines import yaml_lines
from microsite.content.scalars import Entry
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
