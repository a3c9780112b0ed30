"""Which files there are, and what each holds: told by a hash, which is taken again only where a file may
have changed.

A file is taken for unchanged when its times, size and number on the disk are. What was written just
before it was looked at could be written again within the same tick of the clock: that is hashed anew.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from pathlib import Path

TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use
LEFT_BEHIND = ("thumbs.db", "desktop.ini")  # by file managers
FILES = (".yaml", ".md", ".html", ".css", ".js")  # what only files are called
Stamp = tuple[int, int, int, int]  # modified and changed in nanoseconds, bytes, number on the disk


def stamp_of(stat: os.stat_result) -> Stamp:
    """By what a file is taken for unchanged."""
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def is_written(name: str) -> bool:
    """Whether a file may be somebody's work: not hidden, no editor's copy, no file manager's note."""
    copy = name.startswith((".", "~$", "#")) or name.endswith(("~", ".swp", ".bak"))
    return not copy and name.casefold() not in LEFT_BEHIND


def files_under(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """A file, or those in a folder in the order of the alphabet; none where there is nothing.

    What nobody wrote is left out, and what is `odd`.
    """
    for name, found in looked_at(path):
        if not isinstance(found, str):
            yield name, found


def looked_at(path: str, root: str | None = None) -> Iterator[tuple[str, os.stat_result | str]]:
    """The same, and what is odd there: neither read nor followed, with the code of the sentence that says
    why."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        with suppress(OSError):
            yield path, os.stat(path)
        return
    except FileNotFoundError:
        return
    except OSError:
        yield path, "closed-folder"
        return
    root = root or path
    for entry in entries:
        if not is_written(entry.name):
            continue
        if odd := _odd(entry, root):
            yield entry.path, odd
        elif entry.is_dir(follow_symlinks=False):
            yield from looked_at(entry.path, root)
        else:
            with suppress(OSError):
                yield entry.path, entry.stat()


def _odd(entry: os.DirEntry[str], root: str) -> str:
    """What is the matter with an entry of a folder below the root, if anything is."""
    try:
        mode = entry.stat().st_mode
        if entry.is_symlink():
            home, end = os.path.realpath(root) + os.sep, os.path.realpath(entry.path)
            if not end.startswith(home) or f"{os.sep}." in end[len(home) - 1 :]:
                return "link-out"
            if stat.S_ISDIR(mode):
                return "link-to-a-folder"
    except FileNotFoundError:
        return "link-to-nothing" if entry.is_symlink() else ""  # gone while it was looked at
    except OSError:
        return "link-to-nothing"
    if stat.S_ISDIR(mode):
        return "folder-for-a-file" if entry.name.endswith(FILES) else ""
    return "" if stat.S_ISREG(mode) else "no-plain-file"


class Fingerprints:
    """The files that were looked at, each with its hash and whether it can be told from later versions."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp | None, bytes]] = {}
        self._odd: dict[str, dict[str, str]] = {}

    def of(self, path: str | Path, stat: os.stat_result | None = None) -> bytes:
        """The hash of a file; empty when it cannot be read, and it is asked again next time."""
        name = os.fspath(path)
        try:
            stat = stat or os.stat(name)
            stamp = stamp_of(stat)
            known = self._known.get(name)
            if known and known[0] == stamp:
                return known[1]
            now = time.time_ns()
            with open(name, "rb") as file:
                digest = blake2b(file.read(), digest_size=16).digest()
        except OSError:
            self._known.pop(name, None)
            return b""
        settled = now - max(stamp[:2]) > TICK
        self._known[name] = (stamp if settled else None, digest)
        return digest

    def under(self, folder: Path) -> dict[str, bytes]:
        """The hash of each file in a folder by its name there, in the order of the alphabet."""
        above = os.fspath(folder)
        found: dict[str, bytes] = {}
        odd = self._odd[above] = {}
        for path, state in looked_at(above):
            name = path[len(above) :].lstrip(os.sep).replace(os.sep, "/")
            if isinstance(state, str):
                odd[name] = state
            else:
                found[name] = self.of(path, state)
        return dict(sorted(found.items()))

    def odd_under(self, folder: Path) -> Mapping[str, str]:
        """What was odd in a folder when it was last looked at, by its name there: the code of the sentence
        that says why."""
        return self._odd.get(os.fspath(folder), {})
