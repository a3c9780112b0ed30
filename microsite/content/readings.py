"""What was found in each content file: nothing is read or validated again that has not changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from microsite.content.documents import Document
from microsite.content.validation import Validated, validated
from microsite.fingerprints import Fingerprints
from microsite.messages.problems import Problem

T = TypeVar("T")
Known = Mapping[str, Collection[str]]  # the ids that may be named, by their kind


class Readings:
    """The content folder as it was last read, file by file."""

    def __init__(self, fingerprints: Fingerprints | None = None) -> None:
        self._fingerprints = fingerprints or Fingerprints()
        self._files: Mapping[str, bytes] = {}
        self._read: dict[str, tuple[bytes, Any, Sequence[Problem]]] = {}
        self._completed: tuple[Sequence[Any], Mapping[str, Document]] | None = None
        self._known: Known = {}
        self._validated: dict[str, tuple[Document, Known, Validated[Any]]] = {}

    def look(self, folder: Path) -> list[str]:
        """The files of the folder by their names in it, without the hidden ones."""
        self._files = self._fingerprints.under(folder)
        for name in self._read.keys() - self._files.keys():
            del self._read[name]
        return list(self._files)

    def state(self, folder: str) -> Mapping[str, bytes]:
        """The hashes of the files under a folder such as `pictures/`."""
        return {name: it for name, it in self._files.items() if name.startswith(folder)}

    def read(self, name: str, problems: list[Problem], reader: Callable[[list[Problem]], T]) -> T:
        """What `reader` makes of a file, and what it complains of, which is added to `problems`."""
        digest = self._files.get(name, b"")
        if not (digest and name in self._read and self._read[name][0] == digest):
            said: list[Problem] = []
            self._read[name] = (digest, reader(said), said)
        _, value, complaints = self._read[name]
        problems += complaints
        found: T = value
        return found

    def complete(
        self, given: Sequence[Any], completing: Callable[[], Mapping[str, Document]]
    ) -> Mapping[str, Document]:
        """The documents that the engine has completed, as long as it completes the same ones."""
        before = self._completed
        if not (before and len(before[0]) == len(given) and all(map(_is, before[0], given))):
            self._completed = before = (given, completing())
        return before[1]

    def validate(self, name: str, document: Document, shape: Any, known: Known) -> Validated[Any]:
        """What a document holds, where these ids may be named."""
        if known is not self._known and known != self._known:
            self._known = known
        before = self._validated.get(name)
        if not (before and before[0] is document and before[1] is self._known):
            self._validated[name] = before = (document, self._known, validated(document, shape, known))
        return before[2]


def _is(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, str) and one == other)
