"""What is wrong with the content, said so that an editor can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file: lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it stands, at which key, and what to write instead."""

    place: Place
    where: str
    message: str

    def __str__(self) -> str:
        key = f"{self.where}: " if self.where else ""
        return f"{self.place}  {key}{self.message}"


class ContentError(Exception):
    """The content cannot be published; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def stop_if_any(problems: Iterable[Problem]) -> None:
    """Close a gate: raise `ContentError` when there is anything to report."""
    found = tuple(problems)
    if found:
        raise ContentError(found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` for a near miss, else nothing."""
    names = list(known)
    near = [] if word in names else difflib.get_close_matches(word, names, n=1)
    return f' Did you mean "{near[0]}"?' if near else ""
