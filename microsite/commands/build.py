"""`build`: write the site, all of it or nothing."""

from __future__ import annotations

import time
from argparse import Namespace

from microsite import line
from microsite.commands import printing
from microsite.output.publish import publish


def run(given: Namespace) -> int:
    """Build the content folder and publish the site.

    Raises `ContentError` for mistakes in the content, `OSError` when the site cannot be written.
    """
    started = time.perf_counter()
    built = line.build(given.content, given.today, given.base_url, given.strict, given.repository)
    publish(built.files, given.out, built.kept)
    printing.show(built.warnings, given, "warnings-counted")
    seconds = time.perf_counter() - started
    printing.print_summary(printing.built(built, seconds), given)
    return 0
