"""What `check` would say of an entry that is still being asked about: tried on a copy of the content."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from microsite import line
from microsite.commands.additions import Addition, stop_if_there, write
from microsite.commands.entry_files import added, entry_in
from microsite.commands.examples import completed
from microsite.content.documents import where
from microsite.content.site import Draft
from microsite.memory import Memory
from microsite.messages.catalogue import languages
from microsite.messages.problems import ContentError, Place, Problem

ARROW = where(("", ""))  # between the keys that lead to a value
OF_THE_ID = ("name-of-a-page", "fact-and-source", "file-is-no-id", "moved-and-there")
Told = tuple[str, str, str]


class Answering:
    """The questions about one new entry. A context: the copy is removed at its end.

    What is not answered yet is tried with a value of its kind, and what is wrong with that is not said.
    """

    def __init__(self, draft: Draft, content: Path, kind: str, today: date | None) -> None:
        self.draft = draft
        self.kind = kind
        self.languages = tuple(draft.settings.languages) if draft.settings else ()
        self._content, self._today = content, today
        self._memory = Memory()
        self._folder = TemporaryDirectory()
        self._copy = Path(self._folder.name) / "content"

    def __enter__(self) -> Answering:
        shutil.copytree(self._content, self._copy, ignore=shutil.ignore_patterns(".*"))
        self._before = {_told(problem) for problem in self._mistakes()}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def problems(
        self, id: str, answers: Mapping[str, str], wrong: Callable[..., Iterator[Problem]]
    ) -> list[Problem]:
        """What is wrong with an id and answers, at the keys that were answered; `wrong` says what cannot even
        be tried."""
        said = list(wrong(self.draft, self.kind, id, answers))
        if any(it.where == "id" for it in said):
            return said
        bad = {it.where for it in said}
        while True:  # what is wrong with one answer may hide what is wrong with another
            answers = {key: answer for key, answer in answers.items() if key not in bad}
            found = self._tried(id, answers)
            said += (it for it in found if it not in said)
            bad = {it.where for it in found} & answers.keys()
            if not bad:
                return said

    def _tried(self, id: str, answers: Mapping[str, str]) -> list[Problem]:
        """What `check` says of answers; of the whole entry, only what it would not say without any."""
        found = self._said(id, answers)
        if any(not it.where for it in found):
            unasked = self._said(id, {})
            found = [it for it in found if it.where or it not in unasked]
        return found

    def _said(self, id: str, answers: Mapping[str, str]) -> list[Problem]:
        whole = completed(self.kind, answers, self.languages, self.draft.known)
        files = added(self.draft, self._content, self.kind, id, whole, languages()[0])
        stop_if_there(self._content, files)
        file, path = entry_in(self.draft, self.kind, id, whole)
        found = [it for it in self._mistakes(files) if _told(it) not in self._before]
        return list(self._at_keys(found, (self._copy / file).as_posix(), where(path), answers))

    def _at_keys(
        self, found: Sequence[Problem], file: str, entry: str, answers: Mapping[str, str]
    ) -> Iterator[Problem]:
        """The problems of an entry, told of the answers that they come from."""
        place, said = Place("new"), set[Told]()
        for problem in found:
            inside = problem.place.file == file and (problem.where + ARROW).startswith(
                f"{entry}{ARROW}" if entry else ""
            )
            key: str | None = ""
            if problem.message.code in OF_THE_ID:
                key = "id"
            elif problem.message.code == "unfilled":
                key = None
            elif inside:
                key = _answered(problem, problem.where.removeprefix(entry).removeprefix(ARROW), answers)
            one = Problem(place, key or "", problem.message)
            if key is not None and _told(one) not in said:
                said.add(_told(one))
                yield one

    def _mistakes(self, files: Sequence[Addition] = ()) -> list[Problem]:
        """The mistakes of the copy with some files more."""
        before = {file.name: file.before(self._copy).encode("utf-8", "surrogateescape") for file in files}
        try:
            write(self._copy, files)
            line.read(self._copy, self._today, memory=self._memory)
        except ContentError as error:
            return [problem for problem in error.problems if problem.severity == "error"]
        finally:
            for file in files:
                path = self._copy / file.name
                if file.new:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(before[file.name])
        return []


def _told(problem: Problem) -> Told:
    """What a mistake is known by when lines above it have moved."""
    return problem.place.file, problem.where, problem.message.code


def _answered(problem: Problem, rest: str, answers: Mapping[str, str]) -> str | None:
    """The key of the answer that a problem speaks of; empty for the whole entry, None for what nobody has
    answered."""
    keys = tuple(rest.split(ARROW)) if rest else ()
    parts = dict(problem.message.parts)
    missing = str(parts.get("key") or parts.get("lang") or "").split(",")[0]
    for way in ((*keys, missing), *(keys[:end] for end in range(len(keys), 0, -1))):
        for key in reversed([*answers]):  # of two that do not fit together, the later one
            if tuple(key.split("."))[: len(way)] == way:
                return key
    return None if keys else ""
