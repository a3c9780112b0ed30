"""`build`: write the site, all of it or nothing."""

from __future__ import annotations

import time
from argparse import Namespace

from microsite import line
from microsite.commands import printing
from microsite.commands.keeping import Keeping
from microsite.output.publish import Published, publish
from microsite.pages.render import Wish


def run(given: Namespace) -> int:
    """Build the content folder and publish the site.

    Raises `ContentError` for mistakes in the content, `OSError` when the site cannot be written.
    """
    started = time.perf_counter()
    with Keeping(given) as kept:
        memory = kept.memory
        built = line.build(
            *(given.content, given.today, given.base_url, given.strict, given.repository),
            memory=memory,
            wish=Wish(memory.published.lacks(given.out)),
        )
        memory.published = Published()  # until all of it is there, nobody knows what is
        published = memory.published = publish(built.files, given.out, built.kept)
        printing.show(built.warnings, given, "warnings-counted")
        seconds = time.perf_counter() - started
        printing.print_summary(printing.built(built, seconds), given)
        kept.done(built.read, seconds, published.files)
    return 0
