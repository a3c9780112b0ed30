"""The door of the house: one command line, one command, one exit code."""

from __future__ import annotations

import codecs
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

from microsite import unchanged

INTERRUPTED = 130  # as shells count it: 128, and the number of the signal


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 mistakes in the content, 130 stopped."""
    words = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=ESCAPED)
    try:
        return 0 if unchanged.answer(words) else _run(words)
    except KeyboardInterrupt:  # somebody who thinks better of it need not read where that was
        return INTERRUPTED
    except Exception as error:
        if _was_interrupted(error):
            return INTERRUPTED
        raise


def door() -> int:
    """The same for a process that ends with it: whoever stops that at any moment reads no traceback."""
    sys.unraisablehook = _unraisable
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return code


def _unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """An interrupt in a place from which no error can come, such as the end of an object."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(unraisable)


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether an error is an interrupt under another name, as Python makes of it inside a class."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Letters that a terminal cannot show, as JSON writes them."""
    import json

    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


ESCAPED = "escaped"
codecs.register_error(ESCAPED, _escape)


def _run(words: Sequence[str]) -> int:
    """Run one command.

    Each is the `run` of the module that bears its name, with a `_` behind a word of Python; the others are
    not even imported, and whoever has his answer already does not wait for any of this.
    """
    from microsite.commands.arguments import arguments
    from microsite.commands.printing import show, spoken
    from microsite.messages.problems import ContentError
    from microsite.output.publish import unwritten
    from microsite.output.switch import HalfwayError

    # A run makes much and lets go of little: looking for what nobody uses any more costs a fifth of its time.
    gc.set_threshold(100_000, 20, 100)
    given = arguments(words)
    given.words = words
    given.lang = spoken(given.lang, sys.stderr.encoding)
    try:
        name = f"{given.command}_" if iskeyword(given.command) else given.command
        code: int = import_module(f"microsite.commands.{name}").run(given)
    except ContentError as error:
        closing = "to-mend" if given.command in ("check", "verify", "where") else "nothing-written"
        show(error.problems, given, closing)
        return 1
    except BrokenPipeError:  # whoever reads what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        closing = "to-mend" if isinstance(error, HalfwayError) else "nothing-written"
        show([unwritten(error, getattr(given, "out", given.command))], given, closing)
        return 1
    return code
