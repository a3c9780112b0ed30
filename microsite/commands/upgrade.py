"""`upgrade`: bring the content to the newest format, and say what was done."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from microsite.commands import printing
from microsite.content.formats import format_of, other_format
from microsite.content.settings import FORMAT
from microsite.history.git import is_committed
from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import stop_if_any
from microsite.upgrades.folder import read_files, write_files
from microsite.upgrades.steps import upgraded


def run(given: Namespace) -> int:
    """Upgrade the content folder, all of it or nothing.

    Raises `ContentError` for content that cannot be read for sure or is of a newer format, `OSError` when
    it cannot be written.
    """
    documents, files = read_files(given.content)
    number = format_of(documents).number
    if number > FORMAT:
        stop_if_any(filter(None, [other_format(documents)]))
    if number == FORMAT:
        printing.print_summary(Message("upgrade-nothing", number=FORMAT), given)
        return 0
    newer, notes = upgraded(files, number)
    committed = is_committed(given.content)
    if not given.dry_run:
        write_files(given.content, files, newer)
    for note in notes:
        print(f"{(given.content / note.file).as_posix()}  {sentence(note.message, given.lang)}")
    for summary in _summaries(given.dry_run, committed):
        printing.print_summary(summary, given)
    return 0


def _summaries(dry: bool, committed: bool | None) -> Iterator[Message]:
    """`committed` is whether git had all of the content before; None where git does not keep it."""
    if dry:
        yield Message("upgrade-dry", number=FORMAT)
        return
    yield Message("upgrade-done", number=FORMAT)
    if committed is not None:
        yield Message("upgrade-diff") if committed else Message("upgrade-diff-of-both")
