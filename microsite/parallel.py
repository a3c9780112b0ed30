"""The same work on many things: on all cores where that is worth it, with a bar for whoever waits."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.pool import Pool
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 16  # so many things to do are worth the start of other processes
TURNS = 8  # how often a process comes for more: things may take longer than others
DELAY = 1.0  # seconds of work before a bar is shown
WIDEST, ROWS = 60, 10  # of a terminal that does not say how large it is, either
BAR = "{percentage:3.0f} % {bar} {n_fmt}/{total_fmt}"

# What a process that was split off does, with what: it has all of it in its own memory already.
_work: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What `work` makes of each thing, in their order.

    What it changes elsewhere may be lost: it may be done in processes that were split off from this one.
    """
    results = _on_all_cores(work, items) if len(items) >= WORTH and _can_split() else map(work, items)
    yield from _waited_for(results, len(items))


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """A work that goes on in another process inside this block; what is given waits for what it makes.

    What it changes elsewhere may be lost. Nothing else can be split off inside the block.
    """
    if not _can_split():
        yield work
        return
    global _work, _items
    _work, _items = lambda _: work(), (None,)
    with _split(1) as pool:
        result = pool.apply_async(_worked, (0,))
        _work, _items = None, ()
        yield result.get


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_split() -> bool:
    """Only a process that does one thing at a time can be split safely, and not on every system."""
    return sys.platform == "linux" and cores() > 1 and threading.active_count() == 1


def _on_all_cores(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    global _work, _items
    _work, _items = work, items
    gc.freeze()  # else each process copies whatever the collector looks at
    try:
        with _split(cores()) as pool:
            yield from pool.imap(_worked, range(len(items)), max(1, len(items) // (cores() * TURNS)))
    finally:
        gc.unfreeze()
        _work, _items = None, ()


def _split(number: int) -> Pool:
    """Other processes, which no interrupt reaches from their first moment on.

    Who stops the program stops the one that has split itself, which ends the others without a word.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return multiprocessing.get_context("fork").Pool(number)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _worked(at: int) -> Any:
    assert _work
    return _work(_items[at])


def _waited_for(results: Iterable[Result], number: int) -> Iterable[Result]:
    """The same, with a bar on a terminal when they take long."""
    if not sys.stderr.isatty():
        return results
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread that looks after bars: beside one, no process can be split
    width = min(WIDEST, shutil.get_terminal_size().columns - 1)
    bar: Iterable[Result] = tqdm(
        results,
        total=number,
        delay=DELAY,
        leave=False,
        ascii=True,
        bar_format=BAR,
        ncols=width,
        nrows=ROWS,
        file=sys.stderr,
    )
    return bar
