"""Values as lines of YAML, in quotation marks where they would be taken for something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from microsite.commands.shapes import Half, Tree
from microsite.content.text_files import UNFILLED

PLAIN_SCALAR = re.compile(r"(?!null$)[A-Za-z0-9][\w./-]*|https?://[\w./~-]+")


def yaml_lines(key: str, value: Tree, indent: str = "") -> Iterator[str]:
    """A key with its value: groups and their items each on lines of their own, plain lists in brackets."""
    match value:
        case {} if value:
            yield f"{indent}{key}:"
            for name, part in value.items():
                yield from yaml_lines(name, part, f"{indent}  ")
        case {}:
            yield f"{indent}{key}: {{}}"
        case [{}, *_]:
            yield f"{indent}{key}:"
            for item in value:
                lines = [line for name, part in item.items() for line in yaml_lines(name, part)]
                yield from (f"{indent}  {' ' if at else '-'} {line}" for at, line in enumerate(lines))
        case list():
            yield f"{indent}{key}: [{', '.join(map(_scalar, value))}]"
        case _:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(text: str) -> str:
    plain = not isinstance(text, Half) and (text == UNFILLED or PLAIN_SCALAR.fullmatch(text))
    return text if plain else json.dumps(text, ensure_ascii=False)
