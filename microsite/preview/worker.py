"""The one thread that builds: what is saved while it is at work waits for its next turn."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable

from microsite.preview.builder import Build, Changed, Outcome

BURST = 20  # files at once that no person saves: a branch is being changed, or a folder copied
QUIET = 0.05  # seconds without another change after which a burst is over


class Worker:
    """Builds what has changed, one build after the other, and tells what came of each."""

    def __init__(self, build: Build, tell: Callable[[Outcome], None]) -> None:
        """Both are called in the thread of the worker."""
        self._build = build
        self._tell = tell
        self._news = threading.Condition()
        self._waiting: list[Changed] = []
        self._stopped = threading.Event()
        # It never keeps the program from ending.
        self._thread = threading.Thread(target=self._work, name="builds", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def add(self, changed: Changed) -> None:
        """Have a build begin after this moment, with these files and all others that wait."""
        with self._news:
            self._waiting.append(changed)
            self._news.notify()

    @property
    def wanted(self) -> bool:
        """Whether another build waits for the one at work."""
        return bool(self._waiting) or self._stopped.is_set()

    def stop(self, patience: float) -> None:
        """Begin no other build, and give the one at work so many seconds to end."""
        with self._news:
            self._stopped.set()
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _work(self) -> None:
        while not self._stopped.is_set():
            changed = self._gathered()
            if self._stopped.is_set():
                return
            try:
                if outcome := self._build(changed):
                    self._tell(outcome)
            except Exception:
                # A mistake of ours. It is told like any, and the next save is another chance.
                traceback.print_exc()

    def _gathered(self) -> Changed:
        """What waits, as soon as something does; of a burst, all of it."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._stopped.is_set())
            while sum(len(it or ()) for it in self._waiting) > BURST and self._news.wait(QUIET):
                pass
            waiting, self._waiting = self._waiting, []
        known = [it for it in waiting if it is not None]
        return frozenset().union(*known) if len(known) == len(waiting) else None
