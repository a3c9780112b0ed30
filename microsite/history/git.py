"""What each commit changed in a folder, told by git, and what is not committed yet.

Commits stand from oldest to newest along the first parents, so that a merged branch is one change.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from microsite.fingerprints import Fingerprints, Stamp, stamp_of
from microsite.history.asking import MissingObjectError, ask, lack_of
from microsite.messages.catalogue import Message

# Neither hidden nor with a name that is no UTF-8 (its bytes are decoded to lone surrogates).
CONTENT_FILE = re.compile(r"(?!\.|.*/\.)[^\ud800-\udfff]+\.(?:yaml|md)", re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T)")  # a damaged commit has something else

# Personal settings must not change the form of the list.
LOG = (
    *("-c", "log.diffMerges=first-parent", "-c", "log.follow=false", "-c", "log.showRoot=true"),
    *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-z"),
    *(
        "--no-ext-diff",
        "--no-textconv",
        "-O/dev/null",
        "--relative",
        "--no-color",
        "--no-show-signature",
        "--format=%H %aI",
        "HEAD",
        "--",
        ".",
    ),
)

# What git writes anew when a branch, a commit or the settings change, by its name in the folder of git.
TELLTALES = ("HEAD", "packed-refs", "shallow", "config", "reftable/tables.list")


@dataclass(frozen=True)
class Commit:
    """A change: its full id, and the day it was made on by its author, in the author's time zone.

    What is not committed yet has neither; a damaged commit may have no day. `moment` is known with the day.
    """

    id: str
    day: date | None
    moment: datetime | None = field(default=None, compare=False, repr=False)


UNCOMMITTED = Commit("", None)
SHA1_LETTERS = 40


@dataclass(frozen=True)
class Revision:
    """A commit, and the new bytes of each file that it changed, None for a file that it removed."""

    commit: Commit
    files: Mapping[str, bytes | None]  # by their names in the folder


Log = list[
    tuple[Commit, dict[str, str | None]]
]  # each commit with the blobs it brought, None for a file gone


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
        return known_changes(last_changes(self.revisions), self.complete, self.revisions[0].commit)


@dataclass(frozen=True)
class Commits:
    """What is committed of a folder: its revisions, and the ids of the blobs that the newest one has."""

    complete: bool
    revisions: tuple[Revision, ...]
    blobs: Mapping[str, str]
    lack: Message | None = None  # why it is not complete


def read_record(folder: Path) -> Record:
    """The revisions of the YAML and Markdown files in a folder.

    Raises nothing for what git says: without git, without a repository, or when an object is
    missing, the working tree is all there is.
    """
    commits = read_commits(folder)
    return Record(commits.complete, (*commits.revisions, working_tree(folder, commits.blobs)))


def read_commits(folder: Path) -> Commits:
    """What git keeps of the YAML and Markdown files in a folder; nothing where it cannot tell."""
    try:
        shallow = ask(folder, "rev-parse", "--is-shallow-repository").strip() != b"false"
        log = _log(folder)
        lack = Message("history-shallow") if shallow else None if log else Message("history-empty")
        return Commits(lack is None, tuple(_revisions(folder, log)), _newest(log), lack)
    except (OSError, subprocess.SubprocessError, MissingObjectError) as error:
        return Commits(False, (), {}, lack_of(error))


def working_tree(
    folder: Path, committed: Mapping[str, str], fingerprints: Fingerprints | None = None
) -> Revision:
    """What of a folder is not committed, where `committed` are the ids of the blobs that are.

    A file is as it was when git would keep the same bytes, be it with the line ends of another system.
    """
    fingerprints = fingerprints or Fingerprints()
    here = {
        file: digest for file, digest in fingerprints.under(folder).items() if CONTENT_FILE.fullmatch(file)
    }
    changed: dict[str, bytes | None] = {}
    for file, digest in here.items():
        if not _is_blob(folder / file, digest, committed.get(file, "")):
            with suppress(OSError):  # who reads the content complains of what cannot be read
                changed[file] = (folder / file).read_bytes()
    return Revision(UNCOMMITTED, {**changed, **dict.fromkeys(committed.keys() - here.keys())})


def removed(folder: Path, committed: Mapping[str, str], now: Revision) -> Mapping[str, bytes]:
    """The files that are gone since the last commit, as they were in it, without those that have another
    name now: half of their lines stand in a file that is new."""
    gone = sorted(file for file, raw in now.files.items() if raw is None and file in committed)
    if not gone:
        return {}
    try:
        blobs = _blobs(folder, {committed[file] for file in gone})
    except (OSError, subprocess.SubprocessError):
        return {}
    new = [_lines(raw) for file, raw in now.files.items() if raw is not None and file not in committed]
    return {
        file: raw
        for file in gone
        if (raw := blobs[committed[file]])
        and not any(2 * len(_lines(raw) & lines) >= len(_lines(raw)) for lines in new)
    }


def _lines(raw: bytes) -> Set[bytes]:
    return {line.strip() for line in raw.splitlines() if line.strip()}


@lru_cache(maxsize=100_000)
def _is_blob(path: Path, _digest: bytes, blob: str) -> bool:
    """Whether the bytes of a file, which a hash tells from its later ones, are those of a blob."""
    if not blob:
        return False
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    hashing = hashlib.sha1 if len(blob) == SHA1_LETTERS else hashlib.sha256
    kept = (raw, raw.replace(b"\r\n", b"\n"))
    return blob in (hashing(b"blob %d\0%b" % (len(it), it)).hexdigest() for it in kept)


def state_of_repository(folder: Path) -> Hashable:
    """What is another one when git has something new to tell of a folder; git itself is not asked."""
    return tuple((path.as_posix(), _stamp(path)) for path in telltales(folder))


def telltales(folder: Path) -> Sequence[Path]:
    """The files, there or not, of which git writes one anew when it has something new to tell of a folder."""
    above = folder.resolve()
    homes = [it / ".git" for it in (above, *above.parents)]
    home = next((it for it in homes if it.exists()), None)
    if home is None:
        return homes
    homes = [home]
    names: tuple[str, ...] = TELLTALES
    with suppress(OSError, ValueError):
        if home.is_file():  # of a linked working tree or a submodule: it says where the folder of git is
            homes = [home.parent / home.read_text("utf-8").removeprefix("gitdir:").strip()]
        common = homes[0] / "commondir"
        if common.is_file():
            homes.append(homes[0] / common.read_text("utf-8").strip())
        head = (homes[0] / "HEAD").read_text("utf-8")
        names = (*TELLTALES, head.removeprefix("ref:").strip()) if head.startswith("ref:") else TELLTALES
    files = [it / name for it in homes for name in names]
    return [home, *files] if home.is_file() else files


def _stamp(path: Path) -> Stamp | None:
    """None also for a folder: what is in it tells."""
    try:
        return stamp_of(path.stat()) if path.is_file() else None
    except OSError:
        return None


def is_committed(folder: Path) -> bool | None:
    """Whether git has the YAML and Markdown files of a folder as they are now; None where it has none."""
    commits = read_commits(folder)
    return not working_tree(folder, commits.blobs).files if commits.blobs else None


def last_changes(revisions: Iterable[Revision]) -> dict[str, Commit]:
    """The last change of each file that is there in the end."""
    last: dict[str, Commit] = {}
    for revision in revisions:
        last |= dict.fromkeys(revision.files, revision.commit)
        for file in [file for file, raw in revision.files.items() if raw is None]:
            last.pop(file, None)
    return last


def known_changes(last: Mapping[str, Commit], complete: bool, oldest: Commit) -> dict[str, Commit]:
    """The last changes that are known: what the oldest commit has may be older, unless it is the first."""
    return {file: commit for file, commit in last.items() if complete or commit != oldest}


def _revisions(folder: Path, log: Log) -> Iterator[Revision]:
    blobs = _blobs(folder, {blob for _, files in log for blob in files.values() if blob})
    for commit, files in log:
        yield Revision(commit, {file: blobs[blob] if blob else None for file, blob in files.items()})


def _newest(log: Log) -> dict[str, str]:
    """The blob of each file that is there in the end."""
    blobs = {file: blob for _, files in log for file, blob in files.items()}
    return {file: blob for file, blob in blobs.items() if blob}


def _log(folder: Path) -> Log:
    """Each commit with the ids of the blobs that it brought, None for a file that it removed."""
    log: Log = []
    fields = iter(ask(folder, *LOG).split(b"\0"))
    for one in fields:
        words = one.decode("ascii").split()
        if words and not words[0].startswith(":"):
            log.append((_commit(*words[:2]), {}))
        elif words and CONTENT_FILE.fullmatch(file := _decoded(next(fields))):
            log[-1][1][file] = words[3] if words[3].strip("0") else None
    return log


def _commit(id: str, written: str = "") -> Commit:
    """A commit with its moment as git writes it, or without what is damaged of it."""
    day = DAY.match(written)
    moment = None
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
    return Commit(id, date.fromisoformat(day[0]) if day else None, moment)


def _blobs(folder: Path, ids: Collection[str]) -> dict[str, bytes]:
    wanted = "".join(f"{id}\n" for id in ids).encode()
    answer = io.BytesIO(ask(folder, "cat-file", "--batch", feed=wanted))
    blobs: dict[str, bytes] = {}
    for id in ids:
        *_, size = answer.readline().split()
        if not size.isdigit():
            raise MissingObjectError(id)  # as in a clone without blobs
        blobs[id] = answer.read(int(size))
        answer.readline()
    return blobs


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
