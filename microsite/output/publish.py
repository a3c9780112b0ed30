"""Output -> site/: write what changed, remove what is gone, never leave a page half-written.

Each file goes to a temporary name and is moved over the old one in a single step. What an earlier
build wrote and this one did not is removed at the end, by the list that the earlier build left;
files that no build wrote are never touched.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from microsite.fingerprints import Stamp, stamp_of

MANIFEST = ".built"


@dataclass(frozen=True)
class Published:
    """A site as it was left in a folder: by what each of its files can be told from later ones."""

    folder: Path | None = None
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    changed: Set[str] = frozenset()  # what is other than before

    @property
    def files(self) -> list[Path]:
        """Every file, and the list of them."""
        return [self.folder / name for name in (*self.stamps, MANIFEST)] if self.folder else []

    def lacks(self, folder: Path) -> Callable[[str], bool]:
        """Whether a file is not in a folder as it was left there."""
        if folder.absolute() != self.folder:
            return lambda name: True
        there = {name for name, stamp in self.stamps.items() if _stamp(folder / name) == stamp}
        return lambda name: name not in there


def publish(output: Mapping[str, bytes], folder: Path, kept: Set[str] = frozenset()) -> Published:
    """Bring `folder` up to date, in which the files that are `kept` are as they should be.

    Raises `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _manifest(folder)
    names = {*output, *kept}
    # Until the end the list names old and new files, so that a build that is cut off leaves no orphan.
    _write_manifest(folder, before | names)
    changed = {name for name, body in output.items() if _write(folder / name, body)}
    for name in before - names:
        _remove(folder, name)
    _write_manifest(folder, names)
    stamps = {name: stamp for name in sorted(names) if (stamp := _stamp(folder / name))}
    return Published(folder.absolute(), stamps, changed | (before - names))


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def _manifest(folder: Path) -> set[str]:
    try:
        names = (folder / MANIFEST).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {name for name in names if name and ".." not in Path(name).parts and not name.startswith("/")}


def _write_manifest(folder: Path, names: Iterable[str]) -> None:
    _write(folder / MANIFEST, "".join(f"{name}\n" for name in sorted(names)).encode())


def _write(path: Path, body: bytes) -> bool:
    if path.is_file() and path.read_bytes() == body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or (parent.is_dir() and any(parent.iterdir())):
            break
        if parent.is_dir():
            parent.rmdir()
