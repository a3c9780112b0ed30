"""`check`: look for mistakes in the content, write nothing."""

from __future__ import annotations

import time
from argparse import Namespace

from microsite import line
from microsite.commands import printing
from microsite.commands.keeping import Keeping
from microsite.messages.catalogue import Message


def run(given: Namespace) -> int:
    """Read the content folder. Raises `ContentError` for mistakes in it."""
    started = time.perf_counter()
    with Keeping(given) as kept:
        found = line.read(given.content, given.today, given.strict, kept.memory)
        printing.show(found.warnings, given, "warnings-counted")
        seconds = time.perf_counter() - started
        counted = printing.counted(found.site, seconds)
        summary = counted if found.warnings else Message("checked", counted=counted)
        printing.print_summary(summary, given)
        kept.done(found, seconds)
    return 0
