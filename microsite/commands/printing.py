"""What commands print: problems in the form that was asked for, and a line that counts."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from microsite.content.citations import counts
from microsite.content.site import Site
from microsite.line import Built
from microsite.messages.catalogue import Message, languages, sentence
from microsite.messages.problems import Problem
from microsite.messages.report import report


def show(problems: Sequence[Problem], given: Namespace, closing: str) -> None:
    """Print problems, and how many there are in the sentence `closing` of the catalogue."""
    if problems or given.format == "json":
        print(report(problems, given.lang, given.format, _in_colour()), file=_problem_stream(given))
    if problems:
        print(sentence(_counted(problems, closing, given.strict), given.lang), file=sys.stderr)


def spoken(lang: str, encoding: str | None) -> str:
    """A language of messages, or the first of all where a terminal has no letters for it."""
    try:
        sentence(Message("warnings-counted", number=1), lang).encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return languages()[0]
    return lang


def _counted(problems: Sequence[Problem], closing: str, strict: bool) -> Message:
    """Mistakes and warnings apart, unless warnings are mistakes in a strict run or are all there is."""
    warnings = sum(problem.severity == "warning" for problem in problems)
    if strict or warnings in (0, len(problems)):
        return Message(closing, number=len(problems), more="")
    return Message(closing, number=len(problems) - warnings, more=Message("and-to-see", number=warnings))


def print_summary(summary: Message, given: Namespace) -> None:
    """Print the last line of a command."""
    print_text(sentence(summary, given.lang), given)


def print_text(text: str, given: Namespace) -> None:
    """Print lines for people, beside JSON so that this stays one document."""
    print(text, file=sys.stderr if given.format == "json" else sys.stdout)


def counted(site: Site, seconds: float) -> Message:
    """How much was read, and in what time."""
    return Message("counted", **counts(site), seconds=f"{seconds:.2f}")


def built(made: Built, seconds: float) -> Message:
    """How much was built from what was read, and in what time."""
    from microsite.pages.urls import EMBEDDED  # by now a build has read it; who only checks never does

    site, files = made.site, made.files
    names = (name for name in (*files, *made.kept) if not name.startswith(EMBEDDED))
    pages = sum(name.endswith(".html") for name in names)
    languages = len(site.settings.languages)
    fonts = {font.file for font in site.settings.theme.font_files}
    weight = round(sum(len(files[name]) for name in fonts) / 1000)
    weighed = Message("fonts-weigh", size=weight) if fonts else ""
    return Message("built", pages=pages, languages=languages, fonts=weighed, counted=counted(site, seconds))


def _problem_stream(given: Namespace) -> TextIO:
    """Lines for people go beside what a command prints; what tools read is what it prints."""
    return sys.stderr if given.format == "text" else sys.stdout


def _in_colour() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")
