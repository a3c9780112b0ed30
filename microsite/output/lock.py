"""One build at a time writes into a folder: the others wait until it is done.

The system forgets a lock with the process that holds it, however that ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TURN = 0.02  # seconds between two tries
PATIENCE = 1.0  # seconds after which whoever waits is told


@contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a lock that has this file while it is held; `waiting` is called once when that takes long.

    Raises `OSError` when the file cannot be made.
    """
    handle = _taken(path, waiting)
    try:
        yield
    finally:
        # On Windows no file can go that is open, and none that the next one has opened meanwhile.
        if sys.platform == "win32":
            os.close(handle)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(handle)


def _taken(path: Path, waiting: Callable[[], None]) -> int:
    """The open file, once it is ours."""
    began, told = time.monotonic(), False
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            # Whoever held it has removed the file: another one may have made and locked a new one.
            if _lock(handle) and _is_open(path, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not told and time.monotonic() - began > PATIENCE:
            told = True
            waiting()
        time.sleep(TURN)


def _is_open(path: Path, handle: int) -> bool:
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(handle))
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _lock(handle: int) -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
