"""Which files there are, and what each holds: told by a hash, which is taken again only where a file may
have changed.

A file is taken for unchanged when its times, size and number on the disk are. What was written just
before it was looked at could be written again within the same tick of the clock: that is hashed anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use
Stamp = tuple[int, int, int, int]  # modified and changed in nanoseconds, bytes, number on the disk


class Fingerprints:
    """The files that were looked at, each with its hash and whether it can be told from later versions."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp | None, bytes]] = {}

    def of(self, path: str | Path, stat: os.stat_result | None = None) -> bytes:
        """The hash of a file; empty when it cannot be read, and it is asked again next time."""
        name = os.fspath(path)
        try:
            stat = stat or os.stat(name)  # noqa: PTH116
            stamp = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
            known = self._known.get(name)
            if known and known[0] == stamp:
                return known[1]
            now = time.time_ns()
            with open(name, "rb") as file:  # noqa: PTH123
                digest = blake2b(file.read(), digest_size=16).digest()
        except OSError:
            self._known.pop(name, None)
            return b""
        settled = now - max(stamp[:2]) > TICK
        self._known[name] = (stamp if settled else None, digest)
        return digest

    def under(self, folder: Path) -> dict[str, bytes]:
        """The hash of each file in a folder by its name there, in the order of the alphabet.

        Hidden files are left out, and what lies behind a link to a folder.
        """
        found = {name: self.of(entry.path, entry.stat()) for name, entry in _files(os.fspath(folder), "")}
        return dict(sorted(found.items()))


def _files(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{inside}{entry.name}/")
        elif entry.is_file():
            yield inside + entry.name, entry
