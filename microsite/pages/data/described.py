"""What programs are told of the data: a Data Package (version 2), and a JSON Schema for each JSON file.

Sources: https://datapackage.org/standard/data-package/ and https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from microsite.content.scalars import DATE_PATTERN, LINK_PATTERN
from microsite.pages.data.columns import Field
from microsite.pages.data.meanings import MeaningsInAll
from microsite.pages.data.written import SEPARATOR

PROFILES = "https://datapackage.org/profiles/2.0/"
DIALECT = {
    "$schema": f"{PROFILES}tabledialect.json",
    "delimiter": ",",
    "doubleQuote": True,
    "header": True,
    "lineTerminator": "\r\n",
    "quoteChar": '"',
}
_LIST = {"type": "list", "delimiter": SEPARATOR, "itemType": "string"}
# The types of the Table Schema and of JSON Schema for each kind of column.
TABULAR: Mapping[str, Mapping[str, object]] = {
    "id": {"type": "string"},
    "ids": _LIST,
    "sources": _LIST,
    "text": {"type": "string"},
    "word": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "moment": {"type": "string"},
    "day": {"type": "date"},
    "address": {"type": "string"},
}
PATTERNS = {"moment": DATE_PATTERN, "address": LINK_PATTERN}
_SOURCE = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("id", "publisher", "title", "address")},
    "required": ["id", "publisher", "title", "address"],
}
JSON: Mapping[str, Mapping[str, object]] = {
    **TABULAR,
    "ids": {"type": "array", "items": {"type": "string"}},
    "sources": {"type": "array", "items": _SOURCE},
    "day": {"type": "string", "format": "date"},
}


def package(about: Mapping[str, object], resources: Sequence[Mapping[str, object]]) -> bytes:
    """`datapackage.json`."""
    return _written({"$schema": f"{PROFILES}datapackage.json", **about, "resources": resources})


def resource(
    name: str, fields: Iterable[Field], body: bytes, tables: Iterable[str], meanings: MeaningsInAll
) -> Mapping[str, object]:
    """A CSV file in a package; keys lead only to tables that are there."""
    fields, there = tuple(fields), frozenset(tables)
    return {
        "$schema": f"{PROFILES}dataresource.json",
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        **_filled(title=meanings.title(name), description=meanings.about(name)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "dialect": DIALECT,
        "schema": {
            "$schema": f"{PROFILES}tableschema.json",
            "fields": [_field(field, meanings) for field in fields],
            "missingValues": [""],
            "primaryKey": ["id"],
            **_filled(foreignKeys=[_key(it, name) for it in fields if it.refers in there]),
        },
    }


def _field(field: Field, meanings: MeaningsInAll) -> Mapping[str, object]:
    constraints = _filled(
        required=field.required,
        unique=field.name == "id",
        enum=list(field.values),
        pattern=PATTERNS.get(field.kind),
    )
    described = _filled(description=meanings.column(field), constraints=constraints)
    return {"name": field.name, **TABULAR[field.kind], **described}


def _key(field: Field, table: str) -> Mapping[str, object]:
    """That a column has ids of a table; one's own needs no name."""
    named = {} if field.refers == table else {"resource": field.refers}
    return {"fields": [field.name], "reference": {**named, "fields": ["id"]}}


def json_schema(
    name: str, fields: Iterable[Field], about: Mapping[str, object], meanings: MeaningsInAll
) -> bytes:
    """The JSON Schema of a table's JSON file; `about` is what that says before its rows."""
    columns = {field.name: _property(field, meanings) for field in fields}
    row = {"type": "object", "properties": columns, "required": list(columns)}
    rows = {"type": "array", "items": row, "minItems": 1}
    return _written(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **_filled(title=meanings.title(name), description=meanings.about(name)),
            "type": "object",
            "properties": {**about, "rows": rows},
            "required": [*about, "rows"],
        }
    )


def _property(field: Field, meanings: MeaningsInAll) -> Mapping[str, object]:
    given = dict(JSON[field.kind])
    if field.kind not in ("ids", "sources") and not field.required:
        given["type"] = [given["type"], "null"]
    values: list[str | None] = [*field.values]
    if values and not field.required:
        values.append(None)
    return given | _filled(description=meanings.column(field), enum=values, pattern=PATTERNS.get(field.kind))


def _filled(**given: Any) -> dict[str, Any]:
    """What there is of something to say."""
    return {name: value for name, value in given.items() if value}


def _written(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
