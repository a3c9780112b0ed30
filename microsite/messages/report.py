"""Problems as people and tools read them: lines in colour or without, annotations of a CI run, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Literal, get_args

from microsite.messages.catalogue import Message, sentence, shown
from microsite.messages.problems import Problem

Form = Literal["text", "github", "json"]
FORMS: tuple[Form, ...] = get_args(Form)

# Parts of a line on a terminal (ECMA-48, Select Graphic Rendition).
BOLD, RED, YELLOW, QUIET, RESET = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"


# Of a file that cannot be read nobody knows what it says: what follows from that is told after it.
UNREADABLE = re.compile("not-yaml|yaml-.*|not-utf-8|cannot-open|too-big|line-too-long|second-document")


def foremost_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems for who reads only the first: files that cannot be read, other mistakes, warnings."""

    def rank(problem: Problem) -> tuple[bool, bool]:
        return problem.severity == "warning", not UNREADABLE.fullmatch(problem.message.code)

    return tuple(sorted(problems, key=rank))


def report(problems: Iterable[Problem], lang: str, form: Form = "text", colour: bool = False) -> str:
    """The problems in the order they come, without a line end at the last one; JSON is one document.

    Annotations come the foremost first, since GitHub shows only ten of a step.

    `lang` is a language of the catalogue. On a terminal (`colour`) a blank line parts the files.
    """
    if form == "json":
        return json.dumps({"problems": [_as_data(it, lang) for it in problems]}, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(it, lang) for it in foremost_first(problems))
    lines, last = [], ""
    for problem in problems:
        if colour and last not in ("", problem.place.file):
            lines.append("")
        lines.append(_coloured(problem, lang) if colour else _line(problem, lang))
        last = problem.place.file
    return "\n".join(lines)


def _line(problem: Problem, lang: str) -> str:
    return f"{problem.place}  {words(problem, lang)}"


def words(problem: Problem, lang: str) -> str:
    """What a line of the report says behind the place."""
    return f"{_warning(problem, lang)}{_key(problem)}{sentence(problem.message, lang)}"


def _coloured(problem: Problem, lang: str) -> str:
    shade = RED if problem.severity == "error" else YELLOW
    place = f"{BOLD}{shade}{problem.place}{RESET}"
    key = f"{QUIET}{_key(problem)}{RESET}" if problem.where else ""
    return f"{place}  {_warning(problem, lang)}{key}{sentence(problem.message, lang)}"


def _warning(problem: Problem, lang: str) -> str:
    return sentence(Message("warning"), lang) if problem.severity == "warning" else ""


def _key(problem: Problem) -> str:
    return f"{shown(problem.where)}: " if problem.where else ""


def _annotation(problem: Problem, lang: str) -> str:
    """A workflow command, which GitHub Actions shows at the line of the file."""
    place = problem.place
    spots = [("file", place.file), ("line", place.line), ("col", place.column)]
    where = ",".join(f"{name}={_escaped(str(spot), ':,')}" for name, spot in spots if spot)
    return f"::{problem.severity} {where}::{_escaped(_key(problem) + sentence(problem.message, lang))}"


def _escaped(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _as_data(problem: Problem, lang: str) -> dict[str, str | int]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "key": problem.where,
        "code": problem.message.code,
        "message": sentence(problem.message, lang),
    }
