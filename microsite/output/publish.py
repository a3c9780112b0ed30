"""Output -> site/: write what changed, remove what is gone, never leave a page half-written.

Each file goes to a temporary name and is moved over the old one in a single step. What an earlier
build wrote and this one did not is removed at the end, by the list that the earlier build left;
files that no build wrote are never touched.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

MANIFEST = ".built"


def publish(output: Mapping[str, bytes], folder: Path, kept: Set[str] = frozenset()) -> int:
    """Bring `folder` up to date, in which the files that are `kept` are as they should be; return how many
    files changed.

    Raises `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _manifest(folder)
    # Until the end the list names old and new files, so that a build that is cut off leaves no orphan.
    names = {*output, *kept}
    _write_manifest(folder, before | names)
    changed = sum(_write(folder / name, body) for name, body in output.items())
    for name in before - names:
        _remove(folder, name)
    _write_manifest(folder, names)
    return changed


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
