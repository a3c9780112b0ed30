"""What each commit changed in a folder, told by git, and what is not committed yet.

Commits stand from oldest to newest along the first parents, so that a merged branch is one change.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# Neither hidden nor with a name that is no UTF-8 (its bytes are decoded to lone surrogates).
CONTENT_FILE = re.compile(r"(?!\.|.*/\.)[^\ud800-\udfff]+\.(?:yaml|md)", re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T)")  # a damaged commit has something else

# What a hook sets: it would lead to the repository of the hook, not to that of the content.
HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
# Words as they are in every country; nothing written, nothing fetched.
VARIABLES = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}

GIT = ("git", "--no-pager", "-c", "core.quotepath=off")
# Personal settings must not change the form of the list.
LOG = (
    *("-c", "log.diffMerges=first-parent", "-c", "log.follow=false", "-c", "log.showRoot=true"),
    *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-z"),
    *("--relative", "--no-color", "--no-show-signature", "--format=%H %aI", "HEAD", "--", "."),
)
STATUS = ("status", "--porcelain", "--no-renames", "-z", "--untracked-files=no", "--", ".")


@dataclass(frozen=True)
class Commit:
    """A change: its full id, and the day it was made on by its author, in the author's time zone.

    What is not committed yet has neither; a damaged commit may have no day.
    """

    id: str
    day: date | None


UNCOMMITTED = Commit("", None)


@dataclass(frozen=True)
class Revision:
    """A commit, and the new bytes of each file that it changed, None for a file that it removed."""

    commit: Commit
    files: Mapping[str, bytes | None]  # by their names in the folder


@dataclass(frozen=True)
class Record:
    """The revisions of a folder from oldest to newest; the last one is the working tree.

    `complete` is False when the oldest is not the beginning: in a shallow clone, and when the
    working tree is all there is.
    """

    complete: bool
    revisions: tuple[Revision, ...]

    def changed(self) -> dict[str, Commit]:
        """The last change of each file that is there now, where it is known."""
        oldest = self.revisions[0].commit
        last = _last_changes(self.revisions)
        return {file: commit for file, commit in last.items() if self.complete or commit != oldest}


def read_record(folder: Path) -> Record:
    """The revisions of the YAML and Markdown files in a folder.

    Raises nothing for what git says: without git, without a repository, or when an object is
    missing, the working tree is all there is.
    """
    try:
        asked = _git(folder, "rev-parse", "--is-shallow-repository", "--show-prefix")
        shallow, _, prefix = asked.removesuffix(b"\n").partition(b"\n")
        whole, commits = shallow == b"false", _commits(folder)
        edited = {_decoded(line[3:].removeprefix(prefix)) for line in _git(folder, *STATUS).split(b"\0")}
    except (OSError, subprocess.SubprocessError):
        whole, commits, edited = False, [], set()
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    here = {file for file in paths if CONTENT_FILE.fullmatch(file)}
    committed = _last_changes(commits).keys()
    changed = dict(_read(folder, (here & edited) | (here - committed)))
    working_tree = Revision(UNCOMMITTED, {**changed, **dict.fromkeys(committed - here)})
    return Record(whole and bool(commits), (*commits, working_tree))


def is_committed(folder: Path) -> bool | None:
    """Whether git has the files of a folder as they are now; None where it does not keep them."""
    try:
        return not _git(folder, *STATUS) if _git(folder, "ls-files", "--", ".") else None
    except (OSError, subprocess.SubprocessError):
        return None


def _last_changes(revisions: Iterable[Revision]) -> dict[str, Commit]:
    last: dict[str, Commit] = {}
    for revision in revisions:
        last |= dict.fromkeys(revision.files, revision.commit)
        for file in [file for file, raw in revision.files.items() if raw is None]:
            del last[file]
    return last


def _read(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of files in the working tree; `source` complains of those that cannot be read."""
    for file in sorted(files):
        with suppress(OSError):
            yield file, (folder / file).read_bytes()


def _commits(folder: Path) -> list[Revision]:
    log = _log(folder)
    blobs = _blobs(folder, {blob for _, files in log for blob in files.values() if blob})
    return [
        Revision(commit, {file: blobs[blob] if blob else None for file, blob in files.items()})
        for commit, files in log
    ]


def _log(folder: Path) -> list[tuple[Commit, dict[str, str | None]]]:
    """Each commit with the ids of the blobs that it brought, None for a file that it removed."""
    log: list[tuple[Commit, dict[str, str | None]]] = []
    fields = iter(_git(folder, *LOG).split(b"\0"))
    for field in fields:
        words = field.decode("ascii").split()
        if words and not words[0].startswith(":"):
            day = DAY.match(words[-1])
            log.append((Commit(words[0], date.fromisoformat(day[0]) if day else None), {}))
        elif words and CONTENT_FILE.fullmatch(file := _decoded(next(fields))):
            log[-1][1][file] = words[3] if words[3].strip("0") else None
    return log


def _blobs(folder: Path, ids: Collection[str]) -> dict[str, bytes]:
    wanted = "".join(f"{id}\n" for id in ids).encode()
    answer = io.BytesIO(_git(folder, "cat-file", "--batch", feed=wanted))
    blobs: dict[str, bytes] = {}
    for id in ids:
        *_, size = answer.readline().split()
        if not size.isdigit():
            raise FileNotFoundError(id)  # as in a clone without blobs
        blobs[id] = answer.read(int(size))
        answer.readline()
    return blobs


def _git(folder: Path, *words: str, feed: bytes = b"") -> bytes:
    variables = {name: value for name, value in os.environ.items() if name not in HOOK_VARIABLES}
    command = [*GIT, "-C", str(folder), *words]
    return subprocess.run(
        command, input=feed, env=variables | VARIABLES, capture_output=True, check=True
    ).stdout


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
