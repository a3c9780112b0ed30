"""The format of the content: which one a site has, so that older content is not taken for mistakes.

`site.yaml` says its number. Content of format 1 has none and is known by keys that no other format has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from microsite.content.documents import Document, KeyPath, where
from microsite.content.files import INTERFACE, LAUNCH, SITE
from microsite.content.settings import FORMAT
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

Documents = Mapping[str, Document]  # by their names in the content folder


@dataclass(frozen=True)
class Format:
    """The format of a site, and the key that tells it."""

    number: int
    file: str = SITE.pattern
    path: KeyPath = ("format",)


def format_of(documents: Documents) -> Format:
    """The format of a site: what its number says, or else what its keys tell; the newest if nothing does.

    What is no whole number is left to those who validate it.
    """
    written = documents[SITE.pattern].data.get("format") if SITE.pattern in documents else None
    if written is None:
        return next(_by_keys(documents), Format(FORMAT))
    whole = isinstance(written, str) and written.isascii() and written.isdigit()
    return Format(int(written[:9]) or FORMAT if whole else FORMAT)


def _by_keys(documents: Documents) -> Iterator[Format]:
    launch, words = (
        documents[kind.pattern].data if kind.pattern in documents else {} for kind in (LAUNCH, INTERFACE)
    )
    if "short_name" in launch:
        yield Format(1, LAUNCH.pattern, ("short_name",))
    if "scope" in words:
        yield Format(1, INTERFACE.pattern, ("scope",))
    if "{code_licence}" in str(words.get("licence")):
        yield Format(1, INTERFACE.pattern, ("licence",))


def other_format(documents: Documents) -> Problem | None:
    """That a site is not of the format that this engine reads, if so."""
    found = format_of(documents)
    if found.number == FORMAT:
        return None
    code = "format-older" if found.number < FORMAT else "format-newer"
    place = documents[found.file].key_place(found.path)
    return Problem(place, where(found.path), Message(code, number=found.number, engine=FORMAT))
