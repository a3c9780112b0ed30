"""What the model refuses, in the words of an editor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from microsite.content.documents import Document, KeyPath
from microsite.content.scalars import (
    ADDRESS_PATTERN,
    COLOUR_PATTERN,
    FILE_PATTERN,
    ID_PATTERN,
    JOINT_PATTERN,
    LANGUAGE_PATTERN,
    LENGTH_PATTERN,
    LINK_PATTERN,
    PAGE_ADDRESS_PATTERN,
    PICTURE_PATTERN,
    TRACKING_PATTERN,
    WORDS_PATTERN,
    plain_digits,
)
from microsite.content.text_files import UNFILLED
from microsite.content.theme import (
    CARD_FONT_PATTERN,
    FAMILY_PATTERN,
    FONT_PATTERN,
    ICON_PATTERN,
    WEIGHT_PATTERN,
)
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, did_you_mean

# What a pattern asks for, in words.
PATTERN_MESSAGES = {
    ADDRESS_PATTERN: "not-a-site-address",
    LINK_PATTERN: "not-an-address",
    COLOUR_PATTERN: "not-a-colour",
    FILE_PATTERN: "not-a-file-pattern",
    ID_PATTERN: "not-an-id",
    LANGUAGE_PATTERN: "not-a-language",
    PAGE_ADDRESS_PATTERN: "not-a-page-address",
    PICTURE_PATTERN: "not-a-picture-name",
    JOINT_PATTERN: "not-between-digits",
    LENGTH_PATTERN: "not-a-length",
    TRACKING_PATTERN: "not-a-length",
    FAMILY_PATTERN: "not-a-family",
    CARD_FONT_PATTERN: "not-a-card-font-file",
    FONT_PATTERN: "not-a-font-file",
    ICON_PATTERN: "not-a-picture-file",
    WEIGHT_PATTERN: "not-a-weight",
    WORDS_PATTERN: "empty-value",
}


def written_path(document: Document, loc: tuple[str | int, ...]) -> KeyPath:
    """The part of a validation error's location that is written in the file.

    The location also holds names of types that were tried, which stand in no file.
    """
    path: KeyPath = ()
    for key in loc:
        if (*path, key) in document.places:
            path = (*path, key)
    return path


# Complaints about a whole whose parts may have their own.
WHOLE_FAILURES = ("too_short", "literal_error", "string_type")
NUMBER_FAILURES = ("int_parsing", "int_parsing_size", "int_type", "decimal_parsing", "decimal_type")


def complaints(
    document: Document, shape: object, error: ValidationError
) -> Iterator[tuple[KeyPath, Message]]:
    """Where each complaint of a shape stands and what it says.

    A list or a choice fails as a whole, too, when one of its parts does; then the part says it. A key that
    is missing because it is misspelt is said once.
    """
    details = [(written_path(document, detail["loc"]), detail) for detail in error.errors()]
    keys = _fields(shape)
    around = {path[:length] for path, _ in details for length in range(len(path))}
    unlisted = {path for path, detail in details if detail["type"] == "tuple_type"}
    chosen = Counter(path for path, _ in details)
    said = [(path, detail["type"], complaint(detail, keys)) for path, detail in details]
    misspelt = {(*path[:-1], _meant(message)) for path, kind, message in said if kind == "extra_forbidden"}
    for (path, kind, message), (_, detail) in zip(said, details, strict=True):
        if kind == "literal_error" and path in unlisted:  # a word or a list
            continue
        if kind == "dict_type" and chosen[path] > 1:  # one for all languages, or one each
            continue
        if kind in WHOLE_FAILURES and path in around:
            continue
        if kind == "missing" and (*path, detail["loc"][-1]) in misspelt:
            continue
        at = (*path, str(dict(message.parts)["lang"])) if message.code == "unknown-language" else path
        yield at, message


def _meant(message: Message) -> str:
    """What a question at the end of a message asks for; nothing where it asks nothing."""
    hint = dict(message.parts).get("hint")
    return str(dict(hint.parts)["near"]) if isinstance(hint, Message) else ""


def place_of(document: Document, path: KeyPath, said: Message) -> Place:
    """Where to look: at the key when that is wrong, else at its value."""
    at_key = said.code in ("unknown-key", "unknown-language", "not-an-id")
    return document.key_place(path) if at_key else document.place(path)


def complaint(error: Mapping[str, Any], keys: Set[str]) -> Message:
    """One complaint of the model as a message that says what to write instead; `keys` can be meant."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    last = str(error["loc"][-1]) if error["loc"] else ""
    if isinstance(value, str) and UNFILLED in value:
        return Message("unfilled")
    if kind == "refused":
        message: Message = context["message"]
        return message
    if kind == "missing":
        return Message("missing-sources" if last == "sources" else "missing-key", key=last)
    if kind == "extra_forbidden":
        return Message("unknown-key", key=last, hint=did_you_mean(last, keys))
    if value is None:
        return Message("empty-value")
    shown = str(value) if isinstance(value, str) else Message("this")
    if kind in NUMBER_FAILURES:
        meant = _decimal(shown) if isinstance(shown, str) else ""
        example = meant if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", meant) else "1000"
        if kind.startswith("int") and "." in example:
            return Message("not-a-whole-number", value=shown)
        return Message("not-a-number", value=shown, example=example)
    if kind == "literal_error":
        expected = _quoted(context["expected"])
        listed = ", ".join(expected)
        return Message("not-one-of", value=shown, expected=listed, hint=did_you_mean(str(value), expected))
    if kind == "string_pattern_mismatch":
        if code := PATTERN_MESSAGES.get(context["pattern"]):
            return Message(code, value=shown)
        return Message("wrong-form", value=shown, pattern=context["pattern"])
    if kind in ("greater_than_equal", "less_than_equal"):
        return Message("out-of-range", value=shown, limit=str(next(iter(context.values()))))
    if kind in ("too_short", "tuple_type", "list_type"):
        return Message("list-wanted")
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return Message("group-wanted")
    if kind in ("string_type", "is_instance_of"):
        return Message("text-wanted")
    if kind.startswith("bool"):
        return Message("true-or-false", value=shown)
    return Message("refused", reason=str(error["msg"]))


def _decimal(written: str) -> str:
    """A number without what stands between its thousands and behind it, and with a point for decimals."""
    digits = plain_digits(written).removesuffix("%").strip()
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+|\.[0-9]{3})", digits):  # points part thousands
        digits = digits.replace(".", "")
    return re.sub(r"[ ,'’](?=[0-9]{3}(?![0-9]))", "", digits).replace(",", ".")


def _quoted(expected: str) -> list[str]:
    return expected.split("'")[1::2]


@cache
def _fields(shape: object) -> frozenset[str]:
    """The keys of a shape and of all that can stand in it."""
    found: set[str] = set()
    seen: set[object] = set()
    waiting = [shape]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        waiting += get_args(part)
        if isinstance(part, type) and issubclass(part, BaseModel):
            found |= part.model_fields.keys()
            waiting += [field.annotation for field in part.model_fields.values()]
    return frozenset(found)
