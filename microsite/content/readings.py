"""What was found in each content file: nothing is read or validated again that has not changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from microsite.content.documents import Document
from microsite.content.validation import Validated, validated
from microsite.fingerprints import Fingerprints
from microsite.messages.problems import Problem, few

T = TypeVar("T")
Known = Mapping[str, Collection[str]]  # the ids that may be named, by their kind


class Readings:
    """The content folder as it was last read, file by file."""

    def __init__(self, fingerprints: Fingerprints | None = None) -> None:
        self._fingerprints = fingerprints or Fingerprints()
        self._files: Mapping[str, bytes] = {}
        self._read: dict[str, tuple[bytes, Any, Sequence[Problem]]] = {}
        self._known: Known = {}
        self._kept: dict[Hashable, tuple[Sequence[Any], Any]] = {}

    def look(self, folder: Path) -> Mapping[str, bytes]:
        """The hashes of the files of the folder by their names in it, without the hidden ones."""
        self._files = self._fingerprints.under(folder)
        for name in self._read.keys() - self._files.keys():
            del self._read[name]
        return self._files

    def odd(self, folder: Path) -> Mapping[str, str]:
        """What of the folder cannot be read as a file, by its name in it, with why."""
        return self._fingerprints.odd_under(folder)

    def state(self, folder: str) -> Mapping[str, bytes]:
        """The hashes of the files under a folder such as `pictures/`."""
        return {name: it for name, it in self._files.items() if name.startswith(folder)}

    def read(self, name: str, problems: list[Problem], reader: Callable[[str, list[Problem]], T]) -> T:
        """What `reader` makes of a file, and what it complains of, which is added to `problems`."""
        digest = self._files.get(name, b"")
        if not (digest and name in self._read and self._read[name][0] == digest):
            said: list[Problem] = []
            value = reader(name, said)
            self._read[name] = (digest, value, tuple(few(said)))
        _, value, complaints = self._read[name]
        problems += complaints
        found: T = value
        return found

    def validate(self, name: str, document: Document, shape: Any, known: Known) -> Validated[Any]:
        """What a document holds, where these ids may be named."""
        if known is not self._known and known != self._known:
            self._known = known
        given = (document, self._known)
        return self.keep(("validated", name), given, lambda: validated(document, shape, known))

    def keep(self, subject: Hashable, given: Sequence[Any], make: Callable[[], T]) -> T:
        """What `make` makes of what is given; it is made once as long as the very same is given."""
        before = self._kept.get(subject)
        if not (before and len(before[0]) == len(given) and all(map(_is, before[0], given))):
            self._kept[subject] = before = (given, make())
        found: T = before[1]
        return found


def _is(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, str) and one == other)
