"""What words of the interface have to be: with their blanks, and one for each of several values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import AfterValidator

from microsite.content.comparators import EXACT, RANGE
from microsite.content.scalars import Text, refused


def every_one(words: Any) -> AfterValidator:
    """Each of the enumerated values has its word."""

    def check(given: Mapping[str, Text]) -> Mapping[str, Text]:
        for wanted in get_args(words):
            if wanted not in given:
                raise refused("missing-key", key=wanted)
        return given

    return AfterValidator(check)


def with_blanks(*names: str) -> AfterValidator:
    """Each language of the pattern has these placeholders, once each, and no other."""

    def check(pattern: Text) -> Text:
        for lang, words in pattern.root.items():
            expected = "".join(f"{{{name}}} " for name in names).strip()
            stripped = words
            for name in names:
                stripped = stripped.replace(f"{{{name}}}", "", 1)
            if any(f"{{{name}}}" not in words for name in names) or set(stripped) & set("{}"):
                code = "placeholders" if names else "no-placeholders"
                raise refused(code, lang=lang, expected=expected)
        return pattern

    return AfterValidator(check)


def unworded() -> AfterValidator:
    """No words for what is said without any, or by `between`."""

    def check(given: Mapping[str, Text]) -> Mapping[str, Text]:
        for id in (EXACT, RANGE):
            if id in given:
                raise refused("comparator-without-words", id=id)
        return given

    return AfterValidator(check)
