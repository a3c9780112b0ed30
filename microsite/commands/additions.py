"""What commands add to content files: whole new ones, and text that leaves the rest as it is."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from errno import EEXIST
from os import strerror
from pathlib import Path

from microsite.content.documents import Document
from microsite.content.files import STATIONS, of_kind
from microsite.content.index import CITABLE
from microsite.content.moments import Moment
from microsite.content.site import Draft
from microsite.messages.problems import ContentError

CONTEXT = 3  # lines that are shown around what is added
LINE_END = re.compile(r"\r\n|\r|\n")
# What may stand behind the key of a group that holds nothing.
NOTHING = re.compile(r"[ \t]*(?:\{\s*\}|~|null)?")


@dataclass(frozen=True)
class Addition:
    """What is to be written: a whole new file, or text for one that is there."""

    name: str  # inside the content folder
    text: str
    new: bool = False
    span: tuple[int, int] | None = None  # which letters of the file it replaces; else it goes to the end

    def before(self, folder: Path) -> str:
        """The file as it is, with its line ends."""
        return "" if self.new else text_of(folder, self.name)

    def after(self, before: str) -> str:
        """The file as it will be; what is added takes its line ends."""
        start, end = self.span or (len(before), len(before))
        missing = "" if self.span or not before or before.endswith(("\n", "\r")) else "\n"
        first = LINE_END.search(before)
        added = f"{missing}{self.text}".replace("\n", first[0] if first else "\n")
        return before[:start] + added + before[end:]

    def first_line(self, before: str) -> int:
        """The number of the line that its text begins in, once it is added."""
        start = self.span[0] if self.span else len(before)
        unended = not self.span and before and not before.endswith(("\n", "\r"))
        return len(LINE_END.findall(before[:start])) + 1 + bool(unended)


def text_of(folder: Path, name: str) -> str:
    """A file of the content folder with its line ends, and whatever else stands in it."""
    return (folder / name).read_bytes().decode("utf-8", "surrogateescape")


def write(folder: Path, added: Sequence[Addition]) -> None:
    """Put additions into a content folder, all or none of them. Raises `OSError`.

    A new file never replaces one; where there is one already, nothing is written. Every file is
    written whole beside the old one before the first of them takes its place.
    """
    stop_if_there(folder, added)
    staged: list[tuple[Path, Path]] = []
    try:
        for addition in added:
            path = (folder / addition.name).resolve()
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            staged.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                text = addition.after(addition.before(folder))
                file.write(text.encode("utf-8", "surrogateescape"))
            if addition.new:
                Path(name).chmod(0o644)
            else:
                shutil.copymode(path, name)
        for written, path in staged:
            written.replace(path)
    finally:
        for written, _ in staged:
            written.unlink(missing_ok=True)


def stop_if_there(folder: Path, added: Sequence[Addition]) -> None:
    """Raise `OSError` for a new file that is there already."""
    for path in (folder / addition.name for addition in added if addition.new):
        if path.exists():
            raise FileExistsError(EEXIST, strerror(EEXIST), str(path))


def difference(addition: Addition, folder: Path) -> Iterator[str]:
    """What an addition changes, as lines of a unified diff."""
    before = addition.before(folder)
    old, new = ([*LINE_END.split(text)] for text in (before, addition.after(before)))
    for lines in (old, new):
        if not lines[-1]:
            lines.pop()
    start = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    end = len(old)
    while end > start and old[end - 1] == new[end - len(old) - 1]:
        end -= 1
    first, last, more = max(0, start - CONTEXT), min(len(old), end + CONTEXT), len(new) - len(old)
    path = (folder / addition.name).as_posix()
    yield f"--- {'/dev/null' if addition.new else path}"
    yield f"+++ {path}"
    yield f"@@ -{first + bool(old)},{last - first} +{first + 1},{last + more - first} @@"
    yield from (f" {line}" for line in old[first:start])
    yield from (f"-{line}" for line in old[start:end])
    yield from (f"+{line}" for line in new[start : end + more])
    yield from (f" {line}" for line in old[end:last])


def station_file(draft: Draft, period: Moment) -> str:
    """The file that a station of a year or decade goes to: the one that has it, else one of its own."""
    return next(
        (name for name in of_kind(STATIONS, draft.documents) if _has_period(draft, name, period)),
        STATIONS.file(str(period)),
    )


def _has_period(draft: Draft, name: str, period: Moment) -> bool:
    stations = (draft.stations.get(id) for id in draft.documents[name].data)
    return any(station is not None and station.date.period == period for station in stations)


def taken_ids(draft: Draft, kind: str) -> Set[str]:
    """The ids that a new entry of a kind cannot have: what texts can name shares one namespace with
    the sources."""
    shared = ("fact", "source")
    group = "fact" if kind in CITABLE else kind
    return {id for it in (shared if group in shared else (group,)) for id in draft.known.get(it, ())}


def indent_in(document: Document | None, group: str) -> str:
    """What the entries of a group stand behind in a file; "" is the file itself."""
    inside = document.data.get(group) if document and group else None
    if document and inside:
        return " " * (document.key_place((group, next(iter(inside)))).column - 1)
    return "  " if group else ""


def in_group(name: str, document: Document, text: str, group: str, entries: str) -> Addition:
    """Entries behind the last one of a group in a file; the group "" is the file itself.

    `text` is the file as it is; the lines of `entries` are indented by `indent_in`. Raises
    `ContentError` where they stand in brackets.
    """
    path, inside = ((group,), document.data.get(group)) if group else ((), document.data)
    if inside and document.place(path) != document.key_place((*path, next(iter(inside)))):
        raise ContentError([document.problem(path, "in-brackets")])
    if not group:
        return Addition(name, entries)
    if group not in document.data:
        return Addition(name, f"{group}:\n{entries}")
    ends = [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]
    line = document.key_place(path).line
    if not inside:
        colon = text.index(":", ends[line - 1]) + 1
        held = NOTHING.match(text, colon)
        assert held is not None
        rest = LINE_END.split(text[held.end() :], maxsplit=1)[0]
        return Addition(name, f"{rest}\n{entries}".rstrip("\n"), span=(colon, held.end() + len(rest)))
    later = [place.line for keys, place in document.keys.items() if len(keys) == 1 and place.line > line]
    last = min(later, default=len(ends)) - 1
    while _is_aside(text[ends[last - 1] : ends[last]]):
        last -= 1
    unended = "" if text[: ends[last]].endswith(("\n", "\r")) else "\n"
    return Addition(name, unended + entries, span=(ends[last], ends[last]))


def _is_aside(line: str) -> bool:
    """Whether a line is blank or a comment at the left margin, which speaks of what follows."""
    return not line.strip() or line.startswith("#")
