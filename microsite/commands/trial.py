"""What would be wrong with the content if something were added to it: tried on a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from microsite import line
from microsite.commands.additions import Addition, write
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import ContentError, Place, Problem


def mistakes_in(content: Path, today: date | None) -> list[Problem]:
    """The mistakes of a content folder, warnings left out."""
    try:
        line.read(content, today)
    except ContentError as error:
        return [problem for problem in error.problems if problem.severity == "error"]
    return []


def mistakes_with(added: Sequence[Addition], content: Path, today: date | None) -> list[Problem]:
    """The mistakes that a content folder has together with what is added, under its own name."""
    return mistakes_when(lambda copy: write(copy, added), content, today)


def mistakes_when(change: Callable[[Path], None], content: Path, today: date | None) -> list[Problem]:
    """The mistakes that a content folder has when it is changed, under its own name."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        shutil.copytree(content, copy, ignore=shutil.ignore_patterns(".*"))
        change(copy)
        found = mistakes_in(copy, today)
    there, here = copy.as_posix(), content.as_posix()

    def renamed(part: Part) -> Part:
        if isinstance(part, Message):
            return Message(part.code, **{name: renamed(it) for name, it in part.parts})
        return part.replace(there, here) if isinstance(part, str) else part

    def named(problem: Problem) -> Problem:
        place = Place(problem.place.file.replace(there, here), problem.place.line, problem.place.column)
        said = renamed(problem.message)
        assert isinstance(said, Message)
        return Problem(place, problem.where, said)

    return [named(problem) for problem in found]
