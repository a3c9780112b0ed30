"""`build`: write the site, all of it or nothing."""

from __future__ import annotations

import sys
import time
from argparse import Namespace

from microsite import line
from microsite.commands import printing
from microsite.commands.keeping import Keeping
from microsite.folders import folders_of
from microsite.memory import Memory
from microsite.messages.catalogue import Message, sentence
from microsite.output.destination import expect_allowed
from microsite.output.publish import DisturbedError, Published, publish
from microsite.pages.render import Wish


def run(given: Namespace) -> int:
    """Build the content folder and publish the site.

    Raises `ContentError` for mistakes in the content and for a folder that is not for a site, `OSError` when
    the site cannot be written.
    """
    started = time.perf_counter()
    expect_allowed(given.out, given.content, folders_of(given.content))
    with Keeping(given) as kept:
        try:
            built = _built(given, kept.memory)
        except DisturbedError:  # nothing is known of the folder any more: this time all is made
            built = _built(given, kept.memory)
        printing.show(built.warnings, given, "warnings-counted")
        seconds = time.perf_counter() - started
        printing.print_summary(printing.built(built, seconds), given)
        kept.done(built.read, seconds, kept.memory.published.files)
    return 0


def _built(given: Namespace, memory: Memory) -> line.Built:
    """The site, which is then published."""

    def waiting() -> None:
        if sys.stderr.isatty():
            print(sentence(Message("waits-for-a-build", folder=str(given.out)), given.lang), file=sys.stderr)

    before = memory.published
    built = line.build(
        *(given.content, given.today, given.base_url, given.strict, given.repository),
        memory=memory,
        wish=Wish(before.lacks(given.out), cards=given.cards),
    )
    memory.published = Published()  # until all of it is there, nobody knows what is
    memory.published = publish(built.files, given.out, built.kept, before, waiting)
    return built
