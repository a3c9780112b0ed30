from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from microsite.commands.schemas import schemas
from microsite.content.files import FILES

# Two classes, one of them above the other, and a class without a field that is explained.
EXPLAINED = {
    "Measured": {"value": {"aa": "any number", "bb": "ANY NUMBER"}, "comparator": {"aa": "how meant"}},
    "Dated": {"value": {"aa": "the number of a day"}},
    "Term": {"": {"bb": "A TERM", "aa": "a term"}},
}

NAMES = [kind.name for kind in FILES]


def made(name: str, *languages: str) -> Any:
    return json.loads(schemas(languages, EXPLAINED)[f"{name}.schema.json"])


def entry(schema: Any) -> Any:
    """What stands under every id of a file of entries."""
    (value,) = schema["patternProperties"].values()
    return value


def parts(node: Any) -> Iterator[Any]:
    """Every object inside a schema, itself first."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(part)


def test_every_kind_has_a_schema() -> None:
    """One file a kind of content, in the draft that editor programs know best."""
    files = schemas(["aa"], {})
    assert files.keys() == {f"{name}.schema.json" for name in NAMES}
    assert {json.loads(text)["$schema"] for text in files.values()} == {
        "http://json-schema.org/draft-07/schema#"
    }
    assert all(text.endswith(b"}\n") for text in files.values())


def test_schemas_are_the_same_each_time() -> None:
    """The same arguments give the same bytes; letters of any script stand as they are."""
    words = {"Term": {"": {"aa": "뜻"}}}
    assert schemas(["aa", "bb"], words) == schemas(["aa", "bb"], words)
    assert "뜻".encode() in schemas(["aa", "bb"], words)["glossary.schema.json"]


def test_texts_have_every_language() -> None:
    """A text has the languages of the site, all of them, in their order, and no other."""
    text = entry(made("glossary", "bb", "aa", "cc"))["properties"]["term"]
    assert list(text["properties"]) == text["required"] == ["bb", "aa", "cc"]
    assert text["additionalProperties"] is False


def test_some_languages_are_enough_for_a_name() -> None:
    """What other languages call a source is offered in each, and asked for in none."""
    names = entry(made("sources", "aa", "bb"))["properties"]["known_as"]
    assert list(names["properties"]) == ["aa", "bb"]
    assert "required" not in names


@pytest.mark.parametrize("name", NAMES)
def test_unknown_keys_are_refused(name: str) -> None:
    """Every object with known keys or with ids is closed, and nothing refers to a place elsewhere."""
    for node in parts(made(name, "aa")):
        assert "$ref" not in node
        if isinstance(node.get("properties"), dict) or "patternProperties" in node:
            assert node["additionalProperties"] is False, node


def test_fields_are_explained_by_the_class_that_declares_them() -> None:
    """A field has the explanation of its class, else of the nearest class above that has one."""
    target = made("sector", "aa")["properties"]["targets"]
    fields = entry(target)["properties"]
    assert fields["value"]["description"] == "any number\n\nANY NUMBER"
    for dated in (fields["observations"]["items"]["properties"], fields["earlier"]["properties"]):
        assert dated["value"]["description"] == "the number of a day"
        assert dated["comparator"]["description"] == "how meant"
        assert "description" not in dated["date"]


def test_classes_are_explained_to_editors_only() -> None:
    """A class says what it is in every language, in the order of the file, and no docstring shows."""
    schema = made("glossary", "aa")
    assert entry(schema)["description"] == "A TERM\n\na term"
    assert "description" not in made("page", "aa")


def test_no_default_is_written_into_entries() -> None:
    """Programs write the defaults they know into each new entry; these know none."""
    assert [name for name in NAMES for node in parts(made(name, "aa")) if "default" in node] == []


def test_nothing_may_stand_where_nothing_is_meant() -> None:
    """An empty value is for what may be left out without a default of its own."""
    fields = entry(made("station", "aa"))["properties"]
    assert fields["note"]["type"] == ["object", "null"]
    assert fields["title"]["type"] == "object"
    assert fields["target"]["if"] == {"type": ["null"]}
    assert fields["date"]["type"] == ["string", "integer"]
