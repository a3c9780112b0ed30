"""One new entry as text: valid YAML with a comment for every key and a blank for what is not known yet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from microsite.content.scalars import Entry, Text
from microsite.content.text_files import UNFILLED
from microsite.messages.catalogue import descriptions

WIDTH = 100
PLAIN_SCALAR = re.compile(r"(?!null$)[A-Za-z0-9][\w./-]*|https?://[\w./~-]+")


class EntryText:
    """Writes the keys of one entry, answered or left blank."""

    def __init__(self, lang: str, languages: tuple[str, ...], answers: Mapping[str, str]) -> None:
        self.lang = lang
        self.languages = languages
        self.answers = answers

    def entry(self, shape: type[Entry], indent: str) -> Iterator[str]:
        """The lines of an entry: what it must have, then what it can have, behind a `#`."""
        for name, field in shape.model_fields.items():
            answered = any(key.partition(".")[0] == name for key in self.answers)
            if field.is_required() or answered:
                yield from self.comment(shape, name, indent)
                yield from self.key(name, field.annotation, indent)
        for name, field in shape.model_fields.items():
            answered = any(key.partition(".")[0] == name for key in self.answers)
            if not field.is_required() and not answered and not is_group(field.annotation):
                yield from self.comment(shape, name, indent)
                yield from (f"{indent}# {line}" for line in self.key(name, field.annotation, ""))

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
        if holds(annotation, Text):
            yield f"{indent}{name}:"
            for lang in self.languages:
                yield f"{indent}  {lang}: {_quoted(self.answers.get(f'{name}.{lang}', UNFILLED))}"
            return
        answer = self.answers.get(name, UNFILLED)
        if holds(annotation, tuple) and answer != "all":
            items = (item.strip() for item in answer.split(",") if item.strip())
            yield f"{indent}{name}: [{', '.join(map(_scalar, items))}]"
        else:
            yield f"{indent}{name}: {_scalar(answer)}"


def meaning(shape: type[BaseModel], name: str, lang: str) -> str:
    """What a key means, told where it is declared or nearer by."""
    told = (descriptions().get(it.__name__, {}).get(name) for it in shape.__mro__)
    return next(filter(None, told))[lang]


def _scalar(text: str) -> str:
    return text if text == UNFILLED or PLAIN_SCALAR.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def holds(annotation: Any, wanted: type) -> bool:
    """Whether a field holds this type, be it one of several or None besides."""
    if annotation is wanted or get_origin(annotation) is wanted:
        return True
    inner = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    return any(holds(part, wanted) for part in inner)


def is_group(annotation: Any) -> bool:
    """Whether a field holds entries of its own, which are better looked up in the guide."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return True
    return get_origin(annotation) is dict or any(is_group(part) for part in get_args(annotation))
