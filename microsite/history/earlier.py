"""The files of a folder as they were in a commit."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from microsite.history.asking import MissingObjectError, ask
from microsite.history.git import _blobs, _decoded

LINK = b"120000"  # the mode of a symbolic link: what it holds is only an address


def files_at(folder: Path, revision: str, beside: Sequence[str] = ()) -> Mapping[str, bytes]:
    """What a commit has in a folder, and in those `beside` it, by the names seen from the folder around it.

    Raises `LookupError` when git knows no such commit here.
    """
    try:
        # The name of a commit could look like an option: what is asked for next is a full id.
        wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = ask(folder, *wanted).decode().strip()
        inside = _decoded(ask(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
        around = inside.removesuffix("/").rpartition("/")[0] + "/" if "/" in inside[:-1] else ""
        names = [inside, *(f"{around}{name}" for name in beside if inside)]
        blobs = dict(
            _listed(ask(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *filter(None, names)))
        )
        bytes_of = _blobs(folder, {*blobs.values()})
    except (OSError, subprocess.SubprocessError, MissingObjectError):
        raise LookupError(revision) from None
    home = folder.resolve().name
    return {
        (name.removeprefix(around) if inside else f"{home}/{name}"): bytes_of[blob]
        for name, blob in blobs.items()
    }


def commits_since(folder: Path, revision: str) -> Set[str]:
    """The ids of the commits that came after one; raises `LookupError` when git does not know it here."""
    try:
        listed = ask(folder, "rev-list", "HEAD", f"^{revision}", "--")
    except (OSError, subprocess.SubprocessError, MissingObjectError):
        raise LookupError(revision) from None
    return {*listed.decode().split()}


def _listed(tree: bytes) -> Iterator[tuple[str, str]]:
    """The name of each file in a list of git, with the id of what it holds."""
    for row in filter(None, tree.split(b"\0")):
        form, _, name = row.partition(b"\t")
        mode, kind, blob = form.split()
        if kind == b"blob" and mode != LINK:
            yield _decoded(name), blob.decode()
