"""Content of every damaged kind: is each answered in time, in little memory, and without a traceback?

Inputs are drawn by number from a fixed seed, so that one that fails can be made again:

    python -m tests.trust.fuzz 12345
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from types import FrameType
from typing import Any

from microsite.line import read
from microsite.memory import Memory
from microsite.messages.catalogue import languages
from microsite.messages.problems import ContentError
from microsite.messages.report import report
from tests import mutations
from tests.mutations import FILE, PILED, PILES, TEXT, TIMES, WHAT, Files, Folder, Step, damaged
from tests.samples import DAY, SITES, tree_of
from tests.trust.figures import Figure
from tests.trust.known import yaml_cases

SEED = 20261129
SECONDS = 5  # of a processor, for one input
SILENCE = 120  # seconds after which a process that says nothing hangs
MEMORY = 1000  # megabytes, for a process that has answered thousands
LIMIT = 4 * 1024**3  # bytes that a process can have at all
BIG = 2_000_000  # letters
# What the process that asks holds is not counted: a program that it starts anew would begin with its peak.
FRESH = multiprocessing.get_context("forkserver")

SMALL: Files = tree_of(SITES / "past")
PLACES = (
    *(name for name in SMALL if name.endswith(".yaml")),
    "interface.yaml",
    "glossary.yaml",
    "launch.yaml",
)
TEXTS = tuple(SMALL)
TABLES: Mapping[str, Sequence[Any]] = {
    **dict.fromkeys(("insert", "line", "halves", "everywhere"), mutations.PIECES),
    "value": mutations.VALUES,
    "key": mutations.NAMES,
    "alike": [" " * number for number in range(60)],
    "indent": mutations.INDENTS,
    "line-ends": mutations.LINE_ENDS,
    "replace": mutations.SMALL_FILES,
    "encode": mutations.CODINGS,
    "raw": [raw.decode("latin-1") for raw in mutations.RAW],
    "rename": mutations.NEW_FILES,
    "copy": mutations.NEW_FILES,
    "into-folder": ("", ".yaml", ".md"),
}


def _steps(chance: random.Random, files: Files) -> tuple[Step, ...]:
    """Some changes of any kind to any of the files."""
    names, found = [name for name in files if name.endswith((".yaml", ".md"))], []
    for _ in range(chance.randint(1, 4)):
        how, piled = chance.choice([*TEXT, *FILE]), chance.random() < 0.2
        if piled:
            how = chance.choice(PILED)
        what = chance.choice(PILES if piled else TABLES.get(how, ("",))) if how in WHAT or piled else ""
        times = chance.choice(TIMES) if piled else 1
        found.append(Step(how, chance.choice(names), chance.randint(0, 20_000), what, times))
    return tuple(found)


def _damaged(chance: random.Random) -> Files:
    return damaged(_steps(chance, SMALL), SMALL)


def _damaged_town(chance: random.Random) -> Files:
    return damaged(_steps(chance, mutations.WHOLE))


def _of_the_suite(chance: random.Random) -> Files:
    """An input of the test suite of YAML as a file, or behind what stands there."""
    name, text = chance.choice(PLACES), chance.choice(yaml_cases()).encode("utf-8", "surrogateescape")
    return {**SMALL, name: chance.choice((b"", SMALL.get(name, b""))) + text}


def _random_bytes(chance: random.Random) -> Files:
    """Bytes, or letters, that mean nothing, as a file or in the midst of one."""
    name = chance.choice(TEXTS)
    raw = chance.randbytes(chance.choice((1, 10, 100, 2000)))
    if chance.random() < 0.5:
        raw = "".join(chr(chance.randrange(32, 0x3000)) for _ in range(len(raw))).encode("utf-8", "ignore")
    old = SMALL[name] if chance.random() < 0.5 else b""
    at = chance.randint(0, len(old))
    return {**SMALL, name: old[:at] + raw + old[at:]}


def _piled(chance: random.Random) -> Files:
    """Marks in heaps, one kind inside another and back again, in a text or among the entries."""
    name = chance.choice(TEXTS)
    pieces = [chance.choice((*PILES, *mutations.PIECES)) * chance.choice((1, 3, 30, 300)) for _ in range(4)]
    heap = chance.choice(("", "\n", " ")).join((*pieces, "a", *pieces[::-1]))
    return {**SMALL, name: SMALL[name] + heap.encode("utf-8", "surrogateescape")}


def _big(chance: random.Random) -> Files:
    """Two megabytes of one thing, in one line or many."""
    name, piece = chance.choice(TEXTS), chance.choice(PILES) + chance.choice(("", "\n", " "))
    return {**SMALL, name: (piece * BIG).encode("utf-8", "surrogateescape")[:BIG]}


# What is drawn, and how many of 20,000 inputs.
KINDS: Mapping[Callable[[random.Random], Files], int] = {
    _damaged: 9000,
    _of_the_suite: 4000,
    _random_bytes: 3500,
    _piled: 3000,
    _damaged_town: 400,
    _big: 100,
}
WHOLE = sum(KINDS.values())


def drawn(number: int) -> Files:
    """The input of a number."""
    chance = random.Random(SEED * 1_000_003 + number)
    (kind,) = chance.choices([*KINDS], [*KINDS.values()])
    return kind(chance)


@dataclass
class Answers:
    """What came of the inputs."""

    failures: list[str] = field(default_factory=list)
    refused: int = 0
    slowest: float = 0.0
    slowest_number: int = 0
    megabytes: int = 0


def answer(folder: Folder, number: int, memory: Memory) -> tuple[bool, float]:
    """Read an input and say what is wrong with it; whether it was refused, and the seconds it took.

    Raises whatever the engine raises beside `ContentError`, and `TimeoutError` for what takes too long.
    """
    try:
        folder.hold(drawn(number))
    except (OSError, ValueError):  # a name that this system cannot have
        folder.files = {"": b""}
        return False, 0.0
    began, refused = time.process_time(), False
    try:
        read(folder.path, DAY, memory=memory)
    except ContentError as error:
        refused = True
        report(error.problems, languages()[number % len(languages())], "text", False)
    return refused, time.process_time() - began


def _late(signal_number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"no answer in {SECONDS} s")


def _work(numbers: Sequence[int], said: Any) -> None:
    """Answer inputs in a process of its own, and say of each what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    signal.signal(signal.SIGPROF, _late)
    past = Memory().past  # no repository is near; git need not be asked each time
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Folder(Path(name).resolve() / "content")
        for number in numbers:
            memory = Memory()
            memory.past = past
            said.put((number, None, False, 0.0, 0))
            fault, refused, seconds = "", False, 0.0
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                refused, seconds = answer(folder, number, memory)
            except Exception:
                fault = traceback.format_exc(limit=-3)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            said.put((number, fault, refused, seconds, megabytes))


def _together(numbers: Sequence[int]) -> Answers:
    """Answer inputs in two processes; one that falls silent is ended, and its input counted."""
    found, said = Answers(), FRESH.Queue()
    halves = [numbers[at::2] for at in (0, 1)]
    processes = [FRESH.Process(target=_work, args=(half, said)) for half in halves]
    for process in processes:
        process.start()
    begun, left = set[int](), len(numbers)
    while left:
        try:
            number, fault, refused, seconds, megabytes = said.get(timeout=SILENCE)
        except Empty:
            found.failures += [f"input {number}: hangs, or ends its process" for number in sorted(begun)]
            break
        if fault is None:
            begun.add(number)
            continue
        begun.discard(number)
        left -= 1
        if fault:
            found.failures.append(f"input {number}: {fault}")
        found.refused += refused
        if seconds > found.slowest:
            found.slowest, found.slowest_number = seconds, number
        found.megabytes = max(found.megabytes, megabytes)
    for process in processes:
        process.kill()
        process.join()
    return found


def figures(number: int = WHOLE, first: int = 0) -> Iterator[Figure]:
    """Answer so many inputs."""
    found = _together(range(first, first + number))
    if found.megabytes > MEMORY:
        found.failures.append(f"a process has taken {found.megabytes} MB")
    more = (
        f"{found.refused:,} refused, slowest {found.slowest:.1f} s (input {found.slowest_number}), "
        f"at most {found.megabytes} MB a process"
    )
    yield Figure("Damaged inputs: tracebacks, hangs", number, tuple(found.failures), more)


def show(number: int) -> None:
    """Answer one input here, with its whole traceback."""
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name).resolve() / "content")
        files = drawn(number)
        changed = {
            it: raw for it, raw in files.items() if SMALL.get(it) != raw and mutations.WHOLE.get(it) != raw
        }
        print({it: (len(raw), raw[:300]) for it, raw in changed.items()})
        print(answer(folder, number, Memory()))


if __name__ == "__main__":
    show(int(sys.argv[1]))
