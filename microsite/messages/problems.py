"""What is wrong with the content: where, at which key, and what to write instead."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from microsite.messages.catalogue import Message, Part

Severity = Literal["error", "warning"]
LIKE = 0.65  # share of letters in order, from which one word may be meant for another (difflib)
MOST = 20  # messages of one cause in one file; whoever mends so many sees the others in the next run


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file: lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True)
class Problem:
    """One mistake. An error stops the build; a warning does not, unless the build is strict."""

    place: Place
    where: str
    message: Message
    severity: Severity = "error"

    def __str__(self) -> str:
        key = f"{self.where}: " if self.where else ""
        return f"{self.place}  {key}{self.message}"


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of each cause in each file the first `MOST`, and how many more there are where the next one stands."""
    counts: Counter[tuple[str, str]] = Counter()
    after: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        cause = problem.place.file, problem.message.code
        counts[cause] += 1
        if counts[cause] <= MOST:
            yield problem
        elif counts[cause] == MOST + 1:
            after[cause] = problem
    for cause, problem in after.items():
        message = Message("and-more", number=counts[cause] - MOST)
        yield Problem(problem.place, "", message, problem.severity)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column; of what is wrong again and again a few."""
    ordered = sorted(set(problems), key=_order)
    return tuple(sorted(few(ordered), key=_order))


def _order(problem: Problem) -> tuple[Place, str, str]:
    return problem.place, problem.where, str(problem.message)


class ContentError(Exception):
    """The content cannot be published; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def stop_if_any(problems: Iterable[Problem]) -> None:
    """Close a gate: raise `ContentError` when there is anything to report."""
    found = tuple(problems)
    if found:
        raise ContentError(found)


def pass_warnings(problems: Iterable[Problem], strict: bool = False) -> tuple[Problem, ...]:
    """Close the gate on errors, in a strict run on warnings, too; return the warnings in order."""
    found = in_order(problems)
    if strict or any(problem.severity == "error" for problem in found):
        stop_if_any(found)
    return found


def did_you_mean(word: str, known: Iterable[str]) -> Part:
    """A question that offers the near miss, else nothing."""
    names = list(known)
    near = [] if word in names else difflib.get_close_matches(word, names, n=1, cutoff=LIKE)
    return Message("did-you-mean", near=near[0]) if near else ""
