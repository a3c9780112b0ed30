"""Files of a content folder with other text and under other names: all of it is written, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EEXIST
from os import strerror
from pathlib import Path


@dataclass(frozen=True)
class Rewritten:
    """A file as it is to be."""

    name: str  # inside the content folder
    text: str  # with its line ends, and bytes that are no UTF-8 as they were read


def rewrite(folder: Path, files: Mapping[str, Rewritten]) -> None:
    """Give files, by the names that they have, their new text and names. Raises `OSError`.

    A name that another file has is never taken. Every file is written whole beside the old one before the
    first of them takes its place; where that fails on the way, all are as they were.
    """
    ways = [(_real(folder / name), folder / name, folder / new.name) for name, new in files.items()]
    for _, old, new in ways:
        if new != old and new.exists():
            raise FileExistsError(EEXIST, strerror(EEXIST), str(new))
    before = {real: real.read_bytes() for real, _, _ in ways}
    staged: list[Path] = []
    done: list[tuple[Path, Path, Path]] = []
    try:
        for (real, _, _), it in zip(ways, files.values(), strict=True):
            handle, name = tempfile.mkstemp(dir=real.parent, prefix=".new-")
            staged.append(Path(name))
            with os.fdopen(handle, "wb") as file:
                file.write(it.text.encode("utf-8", "surrogateescape"))
            shutil.copymode(real, name)
        try:
            for written, (real, old, new) in zip(staged, ways, strict=True):
                done.append((real, old, new))
                written.replace(real if new == old else new)
                if new != old:
                    old.unlink()
        except BaseException:
            for real, old, new in done:
                real.write_bytes(before[real])
                if new != old:
                    new.unlink(missing_ok=True)
            raise
    finally:
        for written in staged:
            written.unlink(missing_ok=True)


def _real(path: Path) -> Path:
    """The file itself, where its name is a link to it."""
    return path.resolve() if path.is_symlink() else path
