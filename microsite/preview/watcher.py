"""What is saved, as soon as it is: notifications of the system, or a look at all files where none come."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from livereload.watcher import Watcher as Register
from watchfiles import watch

from microsite.preview.builder import Changed

# Milliseconds. A step is how often watchfiles looks whether it was told something: shorter ones cost more
# of a processor that has nothing to do (1.1 % at 2 ms) than they win.
STEP, LONGEST_GROUP, TURN = 2, 50, 50
POLL = 0.1  # seconds between two looks

# Whatever changes files there does it on another machine, which tells nobody here.
_SHARED = re.compile(r"9p|nfs\d?|cifs|smb\d?|vboxsf|vmhgfs|prl_fs|virtiofs|drvfs|fuse\..+|fakeowner")
_LEFT_BY_EDITORS = re.compile(r"^\.|~$|\.sw[a-z]$|^4913$|^__pycache__$")

Stamp = tuple[int, int, int]


class Watcher(Register):  # type: ignore[misc]  # livereload comes without types
    """The register of watched folders that livereload asks for, followed by a thread of its own.

    `report` is called in that thread: first, and whenever a folder has come or gone, with None, which means
    that anything may have changed; then with the absolute paths of each group of changes.
    """

    def __init__(self, report: Callable[[Changed], None], besides: Path) -> None:
        """What lies in the folder `besides` is not followed: the site that is written."""
        super().__init__()
        self._report = report
        self._besides = besides.resolve()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="saves", daemon=True)

    def start(self, callback: Callable[[], None] | None = None) -> bool:
        """Follow the folders; livereload need not look itself, so its `callback` is not needed."""
        if not self._thread.ident:
            self._thread.start()
        return True

    def stop(self) -> None:
        """Follow nothing any more."""
        self._stopped.set()

    def _follow(self) -> None:
        told = True
        while not self._stopped.is_set():
            there = self._there()
            roots = [Path(root) for root in there]
            try:
                for paths in notified(roots, self._stopped) if told else seen(roots, self._stopped):
                    if paths is None or (paths := self._counting(paths, roots)):
                        self._report(paths)
                    if self._there() != there:  # a folder was removed, replaced or made: begin anew
                        break
            except (OSError, RuntimeError):  # the second is what watchfiles makes of errors it does not know
                told = self._there() != there  # else the system has no more notifications to give

    def _there(self) -> Mapping[str, tuple[int, int]]:
        """The watched folders that are there, and which ones they are: another can take its place."""
        found = {}
        for folder in self._tasks:
            path = Path(folder).resolve()
            try:
                status = path.stat()
            except OSError:
                continue
            found[str(path)] = status.st_dev, status.st_ino
        return found

    def _counting(self, paths: frozenset[Path], roots: list[Path]) -> frozenset[Path]:
        """The paths that a site can be made of."""
        return frozenset(
            path
            for path in paths
            for root in roots
            if path.is_relative_to(root)
            and not path.is_relative_to(self._besides)
            and not any(_LEFT_BY_EDITORS.search(part) for part in path.relative_to(root).parts)
        )


def notified(roots: list[Path], stopped: threading.Event) -> Iterator[Changed]:
    """Yield None once changes are noticed, then each group of them, and an empty one now and then.

    Raises `OSError` when the system gives no notifications.
    """
    if any(map(is_shared, roots)) or os.environ.get("WATCHFILES_FORCE_POLLING"):
        yield from seen(roots, stopped)
        return
    groups = watch(
        *roots,
        watch_filter=None,
        debounce=LONGEST_GROUP,
        step=STEP,
        rust_timeout=TURN,
        yield_on_timeout=True,
        stop_event=stopped,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    first = True
    for group in groups:
        yield None if first else frozenset(Path(path) for _, path in group)
        first = False


def seen(roots: list[Path], stopped: threading.Event) -> Iterator[Changed]:
    """Yield the same from looking at every file again and again.

    The looks of watchfiles themselves compare whole seconds, and miss a second save within one.
    """
    before = stamps(roots)
    yield None
    while not stopped.wait(POLL):
        now = stamps(roots)
        yield frozenset(Path(path) for path in {*before, *now} if before.get(path) != now.get(path))
        before = now


def stamps(roots: list[Path]) -> dict[str, Stamp]:
    """Every file below the folders, with its time in nanoseconds, its size, and which file it is."""
    found: dict[str, Stamp] = {}
    for root in roots:
        for folder, _, names in os.walk(root, followlinks=True):
            for name in names:
                path = f"{folder}/{name}"
                try:
                    status = os.stat(path)  # noqa: PTH116 -- thousands of files, ten times a second
                except OSError:
                    continue  # gone between the two
                found[path] = status.st_mtime_ns, status.st_size, status.st_ino
    return found


def is_shared(path: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether a folder lies on a file system whose changes are made elsewhere; no where that is not known."""
    try:
        lines = [line.split() for line in mounts.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return False
    under = [(place, kind) for _, place, kind, *_ in lines if path.is_relative_to(place)]
    return bool(under) and _SHARED.fullmatch(max(under, key=lambda it: len(it[0]))[1]) is not None
