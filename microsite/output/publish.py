"""Output -> site/: all that has changed is written beside the site first, and then put in its place.

So a disk that is full changes nothing, and whoever reads meanwhile finds every page whole: first come files
that are new, then those that take the place of others, the pages last; at the end goes what an earlier
build has made and this one has not. Only one build writes at a time (`lock.py`), and only into a folder of
its own (`destination.py`).
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from microsite.fingerprints import Stamp, stamp_of
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, stop_if_any
from microsite.output.destination import LOCK, MANIFEST, STAGING, expect_free, in_the_way, mode_of
from microsite.output.lock import locked
from microsite.output.switch import HalfwayError, switch

LEFT = re.compile(r"\.new-[a-z0-9_]{8}")  # by builds of earlier versions that were killed


class DisturbedError(Exception):
    """Another build has written meanwhile: what was to stay as it is, is not as it was any more."""


@dataclass(frozen=True)
class Published:
    """A site as it was left in a folder: by what each of its files can be told from later ones."""

    folder: Path | None = None
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    changed: Set[str] = frozenset()  # what is other than before

    @property
    def files(self) -> list[Path]:
        """Every file, the list of them, and the folder: a build that is cut off leaves something in it."""
        folder = self.folder
        return [folder, *(folder / name for name in (*self.stamps, MANIFEST))] if folder else []

    def lacks(self, folder: Path) -> Callable[[str], bool]:
        """Whether a file is not in a folder as it was left there."""
        if folder.absolute() != self.folder:
            return lambda name: True
        return lambda name: name not in self.stamps or _stamp(folder, name) != self.stamps[name]


def publish(
    output: Mapping[str, bytes],
    folder: Path,
    kept: Set[str] = frozenset(),
    before: Published | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Published:
    """Bring `folder` up to date, in which the files that are `kept` are as they were left `before`.

    `waiting` is called when another build keeps this one waiting for long. Raises `ContentError` for a
    folder that has what no build has made where this one would write, `DisturbedError` when another one has
    written to files that are `kept`; then nothing was changed. Raises `OSError` when the folder cannot be
    written, which says how far that went.
    """
    expect_free(folder)
    new = [it for it in (folder, *folder.parents) if not it.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / LOCK, waiting):
            return _published(output, folder, kept, before or Published())
    finally:
        with suppress(OSError):  # there is something in them
            for made in new:
                made.rmdir()


def _published(output: Mapping[str, bytes], folder: Path, kept: Set[str], before: Published) -> Published:
    ours = expect_free(folder)
    if kept and any(map(before.lacks(folder), kept)):
        raise DisturbedError
    names = {*output, *kept}
    stop_if_any(in_the_way(folder, ours, names))
    _tidy(folder, ours, thoroughly=not kept)
    changed = {name: body for name, body in output.items() if not _holds(folder / name, body)}
    gone = {name for name in ours - names if _is_file(folder / name)}
    if changed or ours != names:
        switch(folder, changed, ours, names, gone)
    stamps = {name: stamp for name in sorted(names) if (stamp := _stamp(folder, name))}
    return Published(folder.absolute(), stamps, {*changed, *gone})


def unwritten(error: OSError, folder: Path) -> Problem:
    """Why a site could not be written to a folder, and how much of it is there."""
    place, reason = Place(Path(error.filename or folder).as_posix()), error.strerror or "?"
    if isinstance(error, HalfwayError):
        told = Message("halfway-written", reason=reason, done=error.done, number=error.number)
        return Problem(place, "", told)
    return Problem(place, "", Message("cannot-write", reason=reason))


def _holds(path: Path, body: bytes) -> bool:
    return _is_file(path) and path.read_bytes() == body


def _is_file(path: Path) -> bool:
    mode = mode_of(path)
    return mode is not None and stat.S_ISREG(mode)


def _tidy(folder: Path, ours: Set[str], thoroughly: bool) -> None:
    """Take away what builds have left that were killed."""
    staging = folder / STAGING
    if mode_of(staging) is not None:
        staging.unlink() if staging.is_symlink() or staging.is_file() else shutil.rmtree(staging)
    if thoroughly:
        for home in {(folder / name).parent for name in ours} | {folder}:
            with suppress(OSError):
                for path in [it for it in home.iterdir() if LEFT.fullmatch(it.name)]:
                    path.unlink()


def _stamp(folder: Path, name: str) -> Stamp | None:
    """That of a file itself; None for a link."""
    try:
        found = os.lstat(f"{folder}/{name}")  # thousands, at each build: a `Path` takes ten times as long
    except OSError:
        return None
    return None if stat.S_ISLNK(found.st_mode) else stamp_of(found)
