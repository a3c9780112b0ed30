"""The site as of another day: built and shown, and never written."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from microsite.line import Built
from microsite.messages.problems import ContentError
from microsite.preview.builder import Builder, Changed, Outcome


class Days:
    """Builds of the site that is published or, while somebody looks at another `day`, of that one."""

    def __init__(self, build: Builder, of_day: Callable[[date], Built]) -> None:
        """`build` publishes what has changed, `of_day` makes the whole site as of a day."""
        self.day: date | None = None
        self.builder = build
        self._of_day = of_day
        self._away = False

    def __call__(self, changed: Changed) -> Outcome | None:
        """The site as of the day. Coming back from another one, anything may have changed."""
        day = self.day
        if day is None:
            away, self._away = self._away, False
            return self.builder(None if away else changed)
        self._away = True
        started = time.perf_counter()
        try:
            built = self._of_day(day)
        except ContentError as error:
            return Outcome(problems=error.problems, seconds=time.perf_counter() - started, day=day)
        took = time.perf_counter() - started
        return Outcome(warnings=built.warnings, built=built, seconds=took, day=day)
