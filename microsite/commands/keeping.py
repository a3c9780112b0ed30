"""What a run of the command line finds in the cache, and leaves there for the next one."""

from __future__ import annotations

import os
import pickle
from argparse import Namespace
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from microsite.cache import digest_of, engine_state, read_whole, tidy, write_whole
from microsite.clock import VARIABLE
from microsite.folders import folders_of
from microsite.history.git import telltales
from microsite.line import Read
from microsite.memory import Memory
from microsite.unchanged import SECONDS, Note, listened


class Keeping(ExitStack):
    """One run: what is remembered of the content it is about, and what it prints.

    What a run has found is left in the cache when it is `done`, and also when mistakes have stopped it:
    the next one then looks only at what was mended.
    """

    def __init__(self, given: Namespace) -> None:
        super().__init__()
        self._given = given
        content: Path = given.content
        self._name = f"{digest_of([os.path.abspath(content), os.fspath(content), engine_state()])}.memory"  # noqa: PTH100
        leant_on = [content, *folders_of(content).watched, *telltales(content)]
        self._note = Note(given.words, leant_on)
        self.memory = self._remembered()

    def __enter__(self) -> Self:
        self._said = self.enter_context(listened())
        self.callback(self._leave)
        return super().__enter__()

    def done(self, found: Read, seconds: float, made: Iterable[Path] = ()) -> None:
        """All went well: the same run again, with nothing changed, has its answer already."""
        said = list(self._said)
        for at, (stream, text) in list(enumerate(said))[-2:]:  # the last line counts, and says how long
            said[at] = (stream, text.replace(f"{seconds:.2f}", SECONDS))
        given = self._given.today or os.environ.get(VARIABLE)
        zone = found.site.settings.time_zone
        self._note.keep(zone, None if given else found.today.isoformat(), made, said)

    def _remembered(self) -> Memory:
        """What is in the cache; whatever is wrong with it, there is then nothing."""
        try:
            memory = pickle.loads(read_whole(self._name) or b"")
        except Exception:  # a damaged pickle fails in any way
            return Memory()
        return memory if isinstance(memory, Memory) else Memory()

    def _leave(self) -> None:
        tidy()
        write_whole(self._name, pickle.dumps(self.memory, pickle.HIGHEST_PROTOCOL))
