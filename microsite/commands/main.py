"""The door of the house: one command line, one command, one exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

from microsite import unchanged

INTERRUPTED = 130  # as shells count it: 128, and the number of the signal


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 mistakes in the content, 130 stopped.

    Each command is the `run` of the module that bears its name, with a `_` behind a word of Python;
    the others are not even imported.
    """
    words = sys.argv[1:] if words is None else words
    if unchanged.answer(words):
        return 0
    # Whoever has been answered does not wait for these.
    from microsite.commands.arguments import arguments
    from microsite.commands.printing import show
    from microsite.messages.catalogue import Message
    from microsite.messages.problems import ContentError, Place, Problem

    # A run makes much and lets go of little: looking for what nobody uses any more costs a fifth of its time.
    gc.set_threshold(100_000, 20, 100)
    given = arguments(words)
    given.words = words
    try:
        name = f"{given.command}_" if iskeyword(given.command) else given.command
        code: int = import_module(f"microsite.commands.{name}").run(given)
    except ContentError as error:
        show(error.problems, given, "to-mend" if given.command == "check" else "nothing-written")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        reason = Message("cannot-write", reason=error.strerror or "?")
        show([Problem(Place(str(error.filename)), "", reason)], given, "nothing-written")
        return 1
    return code
