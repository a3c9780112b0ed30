"""Builds of the preview: what one is asked, and what came of it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from microsite.line import Built
from microsite.memory import Memory
from microsite.messages.problems import ContentError, Problem
from microsite.output.publish import DisturbedError, Published, publish, unwritten
from microsite.pages.render import OutdatedError, Wish


@dataclass(frozen=True)
class Outcome:
    """What came of a build: the files of the site that are others than before, or what stopped it.

    Paths are those of the site, such as `en/index.html`; `seconds` is how long it took. After a build that
    was stopped `problems` says why, `built` is None, and the site is as it was.
    With a `day` it is the site as of that day, which is written nowhere. An `early` outcome has the pages
    that somebody is looking at; that of the whole build follows.
    """

    changed_pages: frozenset[str] = frozenset()
    changed_assets: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    built: Built | None = None
    seconds: float = 0
    day: date | None = None
    early: bool = False


# A build is told which files may be others than at the last one, by their absolute paths; None: any.
Changed = frozenset[Path] | None
Build = Callable[[Changed], Outcome | None]
Line = Callable[[Memory, Wish, Callable[[Built], None]], Built]  # the whole line, with what is known


class Builder:
    """Builds what has changed since the last time, and publishes it.

    Pages that are `shown` somewhere are made first, and told `early`: before the rest is made, and before
    anything is written. What is left of a build is not made when another one waits: it would be `outdated`.
    """

    def __init__(self, line: Line, out: Path) -> None:
        """`line` leads up to the finished site, which goes to `out`."""
        self.shown: Callable[[], Set[str]] = frozenset
        self.early: Callable[[Outcome], None] = lambda outcome: None
        self.outdated: Callable[[], bool] = lambda: False
        self._line = line
        self._out = out
        self._memory = Memory()
        self._marked: Mapping[str, bytes] = {}
        self._settled = False

    def __call__(self, changed: Changed) -> Outcome | None:
        """Build and publish the site. What is wrong with content or disk is in the outcome.

        None when it was left because it was `outdated`.
        """
        started = time.perf_counter()

        def show(built: Built) -> None:
            pages = frozenset(name for name in built.files if name.endswith(".html"))
            if self._settled:
                told = replace(built, marked={**self._marked, **built.marked})
                self.early(Outcome(pages, built=told, seconds=time.perf_counter() - started, early=True))

        memory = self._memory
        try:
            lacks = memory.published.lacks(self._out)
            built = self._line(memory, Wish(lacks, True, self.shown, self.outdated), show)
            before, memory.published = memory.published, Published()
            published = memory.published = publish(built.files, self._out, built.kept, before)
        except OutdatedError:
            return None
        except DisturbedError:  # nothing is known of the folder any more: this time all is made
            return self(changed)
        except ContentError as error:
            return Outcome(problems=error.problems, seconds=time.perf_counter() - started)
        except OSError as error:
            problem = unwritten(error, self._out)
            return Outcome(problems=(problem,), seconds=time.perf_counter() - started)
        stand = {name: it for name, it in self._marked.items() if name in built.kept}
        self._marked = {**stand, **built.marked}
        others = {*published.changed, *(before.stamps.keys() - published.stamps.keys())}
        pages = frozenset(name for name in others if name.endswith(".html"))
        took = time.perf_counter() - started
        self._settle()
        told = replace(built, marked=self._marked)
        return Outcome(pages, frozenset(others) - pages, (), built.warnings, told, took)

    def _settle(self) -> None:
        """What the first build has made stays for good: nobody need ever look whether it is still used."""
        if not self._settled:
            gc.collect()
            gc.freeze()
            self._settled = True
