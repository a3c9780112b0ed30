"""`check`: look for mistakes in the content, write nothing."""

from __future__ import annotations

import time
from argparse import Namespace

from microsite import line
from microsite.commands import printing
from microsite.messages.catalogue import Message


def run(given: Namespace) -> int:
    """Read the content folder. Raises `ContentError` for mistakes in it."""
    started = time.perf_counter()
    found = line.read(given.content, given.today, given.strict)
    printing.show(found.warnings, given, "warnings-counted")
    counted = printing.counted(found.site, time.perf_counter() - started)
    summary = counted if found.warnings else Message("checked", counted=counted)
    printing.print_summary(summary, given)
    return 0
