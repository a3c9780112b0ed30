"""Builds of the preview: what one is asked, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from microsite.line import Built
from microsite.memory import Memory
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem
from microsite.output.publish import Published, publish


@dataclass(frozen=True)
class Outcome:
    """What came of a build: the files of the site that are others than before, or what stopped it.

    Paths are those of the site, such as `en/index.html`; `seconds` is how long it took. After a build that
    was stopped `problems` says why, `built` is None, and the site is as it was.
    With a `day` it is the site as of that day, which is written nowhere.
    """

    changed_pages: frozenset[str] = frozenset()
    changed_assets: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    built: Built | None = None
    seconds: float = 0
    day: date | None = None


# A build is told which files may be others than at the last one, by their absolute paths; None: any.
Changed = frozenset[Path] | None
Build = Callable[[Changed], Outcome]


class Builder:
    """Builds what has changed since the last time, and publishes it."""

    def __init__(self, build: Callable[[Memory], Built], out: Path) -> None:
        """`build` is the line up to the finished site, which goes to `out`; it is given what is known."""
        self._build = build
        self._out = out
        self._memory = Memory()

    def __call__(self, changed: Changed) -> Outcome:
        """Build and publish the site. What is wrong with content or disk is in the outcome."""
        started = time.perf_counter()
        try:
            built = self._build(self._memory)
            before, self._memory.published = self._memory.published, Published()
            published = self._memory.published = publish(built.files, self._out, built.kept)
        except ContentError as error:
            return Outcome(problems=error.problems, seconds=time.perf_counter() - started)
        except OSError as error:
            reason = Message("cannot-write", reason=error.strerror or "?")
            problem = Problem(Place(str(error.filename or self._out)), "", reason)
            return Outcome(problems=(problem,), seconds=time.perf_counter() - started)
        others = {*published.changed, *(before.stamps.keys() - published.stamps.keys())}
        pages = frozenset(name for name in others if name.endswith(".html"))
        took = time.perf_counter() - started
        return Outcome(pages, frozenset(others) - pages, (), built.warnings, built, took)
