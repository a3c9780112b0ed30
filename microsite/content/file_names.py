"""What every file that a site is made from must be: a plain file, under a name that every system can have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem

# Windows keeps these for devices, with any ending; it drops dots and spaces at the end, and has no name
# with such a mark. What is no UTF-8 is decoded to halves of pairs.
RESERVED = re.compile(
    r"(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*\\\ud800-\udfff]|[. ]\Z")
LONGEST = 100  # bytes of a part of an address


def problems_of(
    files: Iterable[str], odd: Mapping[str, str], shown: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield what is wrong with the files of a folder, named as in it and `shown` to editors, and with what is
    `odd` in it."""
    for name, code in odd.items():
        yield Problem(Place(shown(name)), "", Message(code))
    first: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for name in sorted(files, key=lambda name: not name.endswith(".yaml")):
        entry = name.split(".")[0]  # whose files go by one name
        if (said := wrong_with(name)) and (entry, said.code) not in told:
            told.add((entry, said.code))
            yield Problem(Place(shown(name)), "", said)
        other = first.setdefault(folded(name), name)
        if other != name:
            yield Problem(Place(shown(name)), "", Message("name-twice", other=shown(other)))


def wrong_with(path: str) -> Message | None:
    """Why some system cannot have a file of this name, or no address such a part."""
    for part in path.split("/"):
        if RESERVED.fullmatch(part):
            return Message("reserved-name", name=part)
        if ODD.search(part):
            return Message("odd-name")
        if len(part.encode()) > LONGEST:
            return Message("long-name", number=len(part.encode()), limit=LONGEST)
    return None


def folded(name: str) -> str:
    """A name as a system has it that knows neither capitals nor the ways to write a letter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def twice(name: str, others: Iterable[str]) -> Message | None:
    """Whether one of the others is the same name on some systems."""
    same = next((other for other in others if folded(other) == folded(name)), None)
    return Message("name-twice", other=same) if same else None
