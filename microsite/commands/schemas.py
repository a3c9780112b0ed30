"""`schemas`: content files as JSON Schemas, with which editor programs complete, explain and check.

Such a program gives every scalar of YAML a type of its own, where the build reads literal text. So a
schema accepts whatever the build can make something of: a year is a number or a text, a text may
look like a number. What only shows in the whole (ids of other files, both halves of prose) is left
to the build.
"""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from microsite.commands.snippets import FILE, snippets
from microsite.content.entries import PageText
from microsite.content.files import FILES
from microsite.content.interface import Interface
from microsite.content.reading import read_draft
from microsite.content.scalars import SOME_LANGUAGES
from microsite.content.settings import Language
from microsite.content.shipped import shipped
from microsite.messages.catalogue import descriptions

DIALECT = "http://json-schema.org/draft-07/schema#"
# Class -> field, or "" for the class itself -> language -> what it is for.
Descriptions = Mapping[str, Mapping[str, Mapping[str, str]]]

# What the engine completes for the languages that it knows, so that a site may leave out any of it.
COMPLETED = (Interface, Language, PageText)

SETTINGS = ".vscode"  # the folder whose snippets VS Code offers

# What YAML may take a text for, each type with an example of it.
LIKE_TEXT = {"number": "1", "boolean": "true"}
WIDTH = 110
TRUTHS = ("f", "t", "n", "y", "no", "yes", "off", "on", "false", "true")  # of pydantic, with 0 and 1


def run(given: Namespace) -> int:
    """Write the schemas of the content files, for the languages of the content, and its snippets."""
    draft, _ = read_draft(given.content)
    languages = list(draft.settings.languages) if draft.settings else []
    given.out.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(languages, descriptions()).items():
        (given.out / name).write_bytes(schema)
    if given.out.parent.name == SETTINGS:
        (given.out.parent / FILE).write_text(snippets(draft, given.lang), "utf-8", newline="\n")
    return 0


def schemas(languages: Sequence[str], descriptions: Descriptions) -> Mapping[str, bytes]:
    """A schema for every kind of content file: file name -> JSON.

    `languages` are those of the site, which every text must have. What is described in several
    languages gets a paragraph for each, in their order.
    """
    return {
        f"{kind.name}.schema.json": (
            _json(_Generator(languages, descriptions, kind.shape in COMPLETED).schema_of(kind.shape)) + "\n"
        ).encode()
        for kind in FILES
    }


def _json(value: Any, indent: str = "") -> str:
    """JSON in which whatever is short enough stands on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = f"{indent}  "
    if isinstance(value, list):
        left, right, parts = "[", "]", [_json(part, inner) for part in value]
    else:
        left, right, parts = "{", "}", [f"{_json(key)}: {_json(part, inner)}" for key, part in value.items()]
    return f"{left}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{right}"


class _Generator(GenerateJsonSchema):
    """Makes one schema; the methods that pydantic names after types say what is different here."""

    def __init__(self, languages: Sequence[str], descriptions: Descriptions, completed: bool) -> None:
        super().__init__()
        self.languages = languages
        self.completed = completed
        self.descriptions = descriptions

    def schema_of(self, shape: Any) -> JsonSchemaValue:
        schema = self.generate(TypeAdapter(shape).core_schema)
        definitions = schema.pop("$defs", {})
        return {"$schema": DIALECT, **self.sort(_written_out(schema, definitions))}

    # --- scalars --------------------------------------------------------------------------------

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text may look like something else, unless its pattern rules that out."""
        text = super().str_schema(schema)
        alike = [type for type, example in LIKE_TEXT.items() if re.search(text.get("pattern", ""), example)]
        written = {**text, "type": ["string", *(type for type in alike if type != "boolean")]}
        return _quietly("boolean", written) if "boolean" in alike else written

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        pattern = r"^\s*[+-]?[0-9_]+(?:\.0+)?\s*$"
        return {**super().int_schema(schema), "type": ["string", "integer"], "pattern": pattern}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        number, _ = super().decimal_schema(schema)["anyOf"]
        pattern = r"^\s*[+-]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?\s*$"
        return {**number, "type": ["string", "number"], "pattern": pattern}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        pattern = f"^(?:[01]|{'|'.join(map(_any_case, TRUTHS))})$"
        return {"type": ["boolean", "string", "integer"], "pattern": pattern, "minimum": 0, "maximum": 1}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """A single word bears its own name, or else programs head an alternative with its class twice."""
        words = super().literal_schema(schema)
        return {**words, "title": words["const"]} if "const" in words else words

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        shape = self.resolve_ref_schema(self.generate_inner(schema["schema"]))
        if "enum" in shape:
            return {**shape, "enum": [*shape["enum"], None], "type": [shape["type"], "null"]}
        if shape.get("type") in ("object", "array"):
            return {**shape, "type": [shape["type"], "null"]}
        return _quietly("null", shape)

    # --- entries --------------------------------------------------------------------------------

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are known beforehand become properties, which programs complete."""
        keys, value = self.generate_inner(schema["keys_schema"]), self.generate_inner(schema["values_schema"])
        if pattern := schema["keys_schema"].get("pattern"):
            return {"type": "object", "patternProperties": {pattern: value}, "additionalProperties": False}
        known = self.languages if "format" in keys else keys.get("enum")
        if known is None:
            return {"type": "object", "additionalProperties": value}
        shape = {"type": "object", "properties": dict.fromkeys(known, value), "additionalProperties": False}
        if keys.get("format") == SOME_LANGUAGES:
            return shape
        if self.completed:
            known = [lang for lang in self.languages if not shipped(lang)] if "format" in keys else []
        return {**shape, "required": list(known)} if known else shape

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A class, explained to editors instead of programmers."""
        shape = super().model_schema(schema)
        shape.pop("description", None)
        if schema["cls"] in COMPLETED:
            shape.pop("required", None)
        shape |= self.description(schema["cls"], "")
        for name, part in shape["properties"].items():
            part |= self.description(schema["cls"], name)
        return shape

    def description(self, cls: type, name: str) -> JsonSchemaValue:
        """What a field is for, said by the class that declares it; of a class, what it says itself."""
        classes = cls.__mro__ if name else (cls,)
        said = [self.descriptions.get(each.__name__, {}).get(name, {}) for each in classes]
        words = next(filter(None, said), {})
        return {"description": "\n\n".join(words.values())} if words else {}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Without the default: programs would write it into every new entry."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Without titles of fields: they say no more than the keys."""
        return False


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _quietly(type: str, schema: JsonSchemaValue) -> JsonSchemaValue:
    """The same schema, which also lets values of a type pass that programs should not offer.

    They offer what `type` names, and write nothing behind a key that has neither `type` nor `anyOf`.
    """
    if "if" in schema:
        return {**schema, "if": {"type": [*schema["if"]["type"], type]}}
    return {"anyOf": [{}], "if": {"type": [type]}, "else": schema}


def _written_out(node: Any, definitions: Mapping[str, JsonSchemaValue]) -> Any:
    """A schema without references: beside one, draft 07 knows no description, and programs offer no parts."""
    if isinstance(node, list):
        return [_written_out(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    shape = {key: _written_out(part, definitions) for key, part in node.items()}
    if ref := shape.pop("$ref", None):
        shape = {**_written_out(definitions[ref.rpartition("/")[2]], definitions), **shape}
    return shape
