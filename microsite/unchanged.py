"""A run again with nothing changed: its answer is that of the last time, given before anything is read.

What a run leans on is noted by the times, sizes and numbers of its files; of what was written only just
before, by its contents. This module imports little, so that it has answered before anything else is loaded.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b

from microsite.cache import digest_of, engine_state, read_whole, write_whole
from microsite.fingerprints import TICK, files_under, looked_at, stamp_of

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from typing import TextIO

# What of the surroundings changes what a run says or does.
VARIABLES = (
    *("LANG", "LC_ALL", "LC_MESSAGES", "GITHUB_ACTIONS", "NO_COLOR", "SOURCE_DATE_EPOCH"),
    *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
)
SECONDS = "{seconds}"  # stands in what was printed for the time it took

Said = list[tuple[str, str]]  # the name of a stream, and what was printed there


def answer(words: Sequence[str]) -> bool:
    """Print what the same run printed before, if nothing has changed since; False when it has to be done."""
    started = time.perf_counter()
    try:
        note = marshal.loads(read_whole(_name(words)) or b"")
        if note["day"] not in (None, _day(note["zone"])):
            return False
        if note["read"] != _state(note["leant_on"], note["fresh"]) or note["written"] != _stamps(
            note["made"]
        ):
            return False
        said: Said = note["said"]
    except (ValueError, EOFError, KeyError, TypeError, OSError):
        return False
    for stream, text in said:
        took = f"{time.perf_counter() - started:.2f}"
        print(text.replace(SECONDS, took), end="", file=getattr(sys, stream))
    return True


class Note:
    """What a run leans on, looked at before it begins; kept when it has gone well."""

    def __init__(self, words: Sequence[str], leant_on: Iterable[os.PathLike[str]]) -> None:
        self._words = words
        self._leant_on = [os.path.abspath(it) for it in leant_on]
        self._fresh = _fresh(self._leant_on)
        self._read = _state(self._leant_on, self._fresh)

    def keep(self, zone: str, day: str | None, made: Iterable[os.PathLike[str]], said: Said) -> None:
        """Note that the run printed this and has `made` these files; `day` is today in the time zone, None
        for a run on a given day."""
        if day not in (None, _day(zone)):
            return  # midnight has passed
        files = [os.fspath(it) for it in made]
        note = {
            "leant_on": self._leant_on,
            "fresh": self._fresh,
            "read": self._read,
            "made": files,
            "written": _stamps(files),
            "zone": zone,
            "day": day,
            "said": said,
        }
        write_whole(_name(self._words), marshal.dumps(note))


@contextmanager
def listened() -> Iterator[Said]:
    """What is printed meanwhile, gathered as it passes by."""
    said: Said = []
    streams = {name: getattr(sys, name) for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        setattr(sys, name, _Passing(name, stream, said))
    try:
        yield said
    finally:
        for name, stream in streams.items():
            setattr(sys, name, stream)


class _Passing:
    """A stream that is written to as before, and leaves a copy."""

    def __init__(self, name: str, stream: TextIO, said: Said) -> None:
        self._name, self._stream, self._said = name, stream, said

    def write(self, text: str) -> int:
        self._said.append((self._name, text))
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _name(words: Sequence[str]) -> str:
    """The note of a run with these words, here and in these surroundings."""
    surroundings = [os.getcwd(), *words, *(f"{it}={os.environ.get(it)}" for it in VARIABLES)]
    surroundings += [str(os.path.exists("content"))]  # else the one of a folder around is meant
    surroundings += [str(sys.stderr.isatty()), str(sys.stdout.encoding), engine_state()]
    return f"{digest_of(surroundings)}.note"


def _day(zone: str) -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(zone)).date().isoformat()


def _fresh(paths: Iterable[str]) -> list[str]:
    """The files that were written only just now: they could be written again and keep their times."""
    now = time.time_ns()
    found = (it for path in paths for it in files_under(path))
    return [name for name, stat in found if now - max(stamp_of(stat)[:2]) < TICK]


def _state(paths: Iterable[str], fresh: Iterable[str]) -> str:
    """What stands in files and folders, as one word."""
    by_contents, found = {*fresh}, list[str]()
    for name, stat in (it for path in paths for it in looked_at(path)):
        if isinstance(stat, str):
            found.append(f"{name} {stat}")
        elif name in by_contents:
            with open(name, "rb") as file:
                found.append(f"{name} {blake2b(file.read()).hexdigest()}")
        else:
            found.append(f"{name} {stamp_of(stat)}")
    return digest_of(found)


def _stamps(files: Iterable[str]) -> str:
    found = list[str]()
    for name in files:
        with suppress(OSError):
            found.append(f"{name} {stamp_of(os.lstat(name))}")  # of a link, its own
    return digest_of(found)
