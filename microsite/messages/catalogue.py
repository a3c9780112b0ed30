"""What the generator says to editors, in each of their languages, from one file: `messages.yaml`.

A `Message` names a sentence of the catalogue and what fills its blanks; it becomes words only when it
is shown. A code that the catalogue does not hold is a `KeyError`, and a test looks up every one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Union

import yaml

MESSAGES = Path(__file__).with_name("messages.yaml")
FIELDS = Path(__file__).with_name("fields.yaml")
BLANK = re.compile(r"\{([a-z_]+)\}")

# What a terminal takes for a command or a line end, and halves of letters, which nothing can print.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
LONGEST_PART = 300

Part = Union[str, int, "Message"]


@dataclass(frozen=True, init=False)
class Message:
    """A sentence by its code, and what fills its blanks: texts, numbers, or other messages."""

    code: str
    parts: tuple[tuple[str, Part], ...]

    def __init__(self, code: str, /, **parts: Part) -> None:
        """Each blank of the sentence is given by its name."""
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "parts", tuple(sorted(parts.items())))

    def __str__(self) -> str:
        return sentence(self, languages()[0])


def sentence(message: Part, lang: str) -> str:
    """The words of a message in a language of the catalogue; braces that are no blank stay."""
    if not isinstance(message, Message):
        return shown(str(message))
    parts = dict(message.parts)
    words = messages()[message.code][lang]
    return BLANK.sub(lambda blank: sentence(parts.get(blank[1], blank[0]), lang), words)


def shown(found: str) -> str:
    """What was found in the content, as a part of one line of a report."""
    line = UNPRINTED.sub(" ", found)
    return line if len(line) <= LONGEST_PART else f"{line[:LONGEST_PART]}…"


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """The catalogue: code -> language -> sentence."""
    return dict(_loaded(MESSAGES))


@cache
def descriptions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What the keys of the content mean: class of the model -> field -> language -> text.

    The field '' is the class itself.
    """
    return dict(_loaded(FIELDS))


def _loaded(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def languages() -> tuple[str, ...]:
    """The languages that every sentence has; the first one is the default."""
    return tuple(next(iter(messages().values())))


def language_of(environment: Mapping[str, str]) -> str:
    """The language of the catalogue that the locale asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`)."""
    settings = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    asked = next(filter(None, settings), "")
    lang = re.split("[_.@-]", asked)[0]
    return lang if lang in languages() else languages()[0]
