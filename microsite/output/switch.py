"""From a site as it is to the site as it is to be: written beside it first, and then moved, file by file."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from microsite.output.destination import MANIFEST, STAGING, folders_above, mode_of

MODE = 0o644  # everybody can read a site


class HalfwayError(OSError):
    """A site could only be written in part: `done` files of `number` are new, the others as before."""

    def __init__(self, error: OSError, path: Path, done: int, number: int) -> None:
        super().__init__(error.errno, error.strerror, str(path))
        self.done = done
        self.number = number


def switch(folder: Path, files: Mapping[str, bytes], ours: Set[str], names: Set[str], gone: Set[str]) -> None:
    """Make of the site in a folder, whose files are `ours`, one of files with these `names`.

    `files` are those that are other than before or new, `gone` those that are there and are to go.

    What may fail for want of room comes before anything is replaced, and is taken back. Raises `OSError`,
    with the file as it is to be, when nothing was changed; `HalfwayError` when something was.
    """
    staging = folder / STAGING
    try:
        with _about(staging):
            staging.mkdir()
        staged = {}
        for at, (name, body) in enumerate(files.items()):
            with _about(folder / name):
                staged[name] = _written(staging / str(at), body)
        # Until the end the list names both sites, so that a build that is cut off leaves no orphan.
        lists = {"before": ours, "both": ours | names, "after": names}
        with _about(folder / MANIFEST):
            listed = {it: _written(staging / it, _list_of(paths)) for it, paths in lists.items()}
        with _uninterrupted():
            _move_all(folder, staged, listed, gone)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _list_of(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    path.chmod(MODE)
    return path


def _move_all(folder: Path, staged: Mapping[str, Path], listed: Mapping[str, Path], gone: Set[str]) -> None:
    in_order = sorted(staged, key=lambda name: (name.endswith(".html"), name))  # pages find what they need
    number = len(staged) + len(gone)
    with _about(folder / MANIFEST):
        listed["both"].replace(folder / MANIFEST)
    room = _in_the_place_of(gone, staged)
    for name in room:
        _remove(folder, name)
    new = {name for name in in_order if mode_of(folder / name) is None}
    undo: list[Callable[[], object]] = []
    try:
        for name in filter(new.__contains__, in_order):
            _add(folder, name, staged[name], undo)
    except OSError as error:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        if room:
            raise HalfwayError(error, Path(str(error.filename)), len(room), number) from None
        with suppress(OSError):
            listed["before"].replace(folder / MANIFEST)
        raise
    done, at = len(room) + len(new), folder
    try:
        for name in in_order:
            if name not in new:
                at = folder / name
                staged[name].replace(at)
                done += 1
        for name in sorted(gone - room):
            at = folder / name
            _remove(folder, name)
            done += 1
        at = folder / MANIFEST
        listed["after"].replace(at)
    except OSError as error:
        raise HalfwayError(error, at, done, number) from None


def _in_the_place_of(gone: Set[str], names: Iterable[str]) -> set[str]:
    """What has to go first: files where folders are to be, and the other way round."""
    files = {*names}
    folders = {above for name in files for above in folders_above(name)}
    return {name for name in gone if name in folders or not files.isdisjoint(folders_above(name))}


def _add(folder: Path, name: str, staged: Path, undo: list[Callable[[], object]]) -> None:
    """Put a new file in its place, and note how it would go again."""
    for above in folders_above(name):
        path = folder / above
        if mode_of(path) is None:
            with _about(path):
                path.mkdir()
            undo.append(path.rmdir)
    path = folder / name
    with _about(path):
        staged.replace(path)
    undo.append(path.unlink)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty then."""
    path = folder / name
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or (parent.is_dir() and any(parent.iterdir())):
            break
        if parent.is_dir():
            parent.rmdir()


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Have errors speak of a file as it is to be: those of a full disk name none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Whoever stops the program stops it before this or after."""
    if threading.current_thread() is not threading.main_thread():
        yield  # which is never interrupted
        return
    asked: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda *given: asked.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            signal.raise_signal(signal.SIGINT)
