#!/usr/bin/env python3
"""Build the site: content/ becomes site/.

    python build.py                      build with today's date
    python build.py check                look for mistakes in the content, write nothing
    python build.py serve                build, show the site, build again at each change
    python build.py new station          write a new entry that only needs its blanks filled
    python build.py status               show how the content stands, file by file
    python build.py schemas              renew the schemas by which editor programs know the content

The line, top to bottom: read the content and say all that is wrong with it, plan the pages, render
them, add the files beside them, check the whole, publish. Until the last step the built site is a
value (path -> bytes); when a step finds a mistake, the last good site stays as it is.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from microsite import check, coherence, proofreading
from microsite.arguments import arguments
from microsite.assets import gather_assets
from microsite.catalogue import Message, descriptions, say, sentence
from microsite.colours import line_colours
from microsite.feeds import feed_files
from microsite.history import NO_HISTORY, History, read_history
from microsite.mapping import line_maps, map_styles, year_styles
from microsite.model import Settings
from microsite.plan import plan_pages
from microsite.problems import ContentError, Place, Problem, pass_warnings, stop_if_any
from microsite.publish import publish
from microsite.reading import read_draft
from microsite.render import render_pages
from microsite.report import report
from microsite.scaffold import additions, asked, write, wrong_id
from microsite.schemas import schemas
from microsite.serve import serve
from microsite.site import Site
from microsite.status import as_json, as_text, status_of
from microsite.typesetting import type_styles
from microsite.views import counts

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Read:
    """Content without mistakes, the day it is read on, and what is worth a look."""

    site: Site
    history: History
    today: date
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """A finished site that is not written yet."""

    site: Site
    files: dict[str, bytes]
    warnings: tuple[Problem, ...]


def read(content: Path, today: date | None = None, strict: bool = False) -> Read:
    """Read a content folder and look for every mistake in it.

    `today` defaults to the current day in the site's time zone. Raises `ContentError` with every
    error and warning when there is an error, or, when `strict`, a warning.
    """
    draft, problems = read_draft(content)
    today = today or today_in(draft.settings)
    problems += coherence.problems_of(draft, today)
    problems += proofreading.problems_of(draft)
    history = NO_HISTORY
    if all(problem.severity == "warning" for problem in problems):
        site = draft.finished()
        history = read_history(content, tuple(site.settings.languages))
        problems += coherence.idle_entries(draft)
        problems += coherence.halves_behind(draft, history)
    warnings = pass_warnings(problems, strict)
    return Read(draft.finished(), history, today, warnings)


def build(
    content: Path,
    today: date | None = None,
    base_url: str | None = None,
    strict: bool = False,
    repository: str | None = None,
) -> Built:
    """Make the whole site from a content folder.

    The addresses of the site and of its repository default to those in the content.

    Raises `ContentError` with every mistake that a step found.
    """
    found = read(content, today, strict)
    site, today = found.site, found.today
    settings = site.settings
    if base_url:
        settings = settings.model_copy(update={"base_url": base_url})
    if repository and settings.repository:
        kept = settings.repository.model_copy(update={"url": repository})
        settings = settings.model_copy(update={"repository": kept})
    site = site.with_settings(settings)
    pages = plan_pages(site)
    maps = line_maps(site, today)
    every = type_styles(site) + line_colours(site)
    common = {lang: every + year_styles(drawn) for lang, drawn in maps.items()}
    with_map = {lang: common[lang] + map_styles(site, drawn) for lang, drawn in maps.items()}
    assets = gather_assets(HERE / "static", HERE / "templates/components", {"site": common, "map": with_map})
    html = render_pages(site, pages, assets, maps, HERE / "templates", today, found.history)
    files = {**html, **assets.files, **feed_files(site, pages, HERE / "templates")}
    stop_if_any(check.problems_of(files, pages, site.settings.base_url))
    return Built(site, files, found.warnings)


def today_in(settings: Settings | None) -> date:
    """The current day in the site's time zone; `SOURCE_DATE_EPOCH` (seconds) stops the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        raise ContentError([Problem(Place("SOURCE_DATE_EPOCH"), "", say("not-a-clock", written=epoch))])
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo(settings.time_zone) if settings else UTC).date()


def summary(site: Site, files: Mapping[str, bytes], seconds: float) -> Message:
    """One line about what was read, and about what was built, if anything was."""
    counted = say("counted", **counts(site), seconds=f"{seconds:.2f}")
    pages = sum(name.endswith(".html") for name in files)
    if not pages:
        return counted
    return say("built", pages=pages, languages=len(site.settings.languages), counted=counted)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 mistakes in the content."""
    given = arguments(words)

    def once() -> None:
        started = time.perf_counter()
        if given.command == "check":
            found = read(given.content, given.today, given.strict)
            site, files, warnings = found.site, {}, found.warnings
        else:
            built = build(given.content, given.today, given.base_url, given.strict, given.repository)
            site, files, warnings = built.site, built.files, built.warnings
            publish(files, given.out)
        show(warnings, given, "warnings-counted")
        line = sentence(summary(site, files, time.perf_counter() - started), given.lang)
        if given.command == "check" and not warnings:
            line = f"{sentence(say('no-mistakes'), given.lang)} {line}"
        print(line, file=_beside(given))

    def show_errors(error: ContentError) -> None:
        show(error.problems, given, "to-mend" if given.command == "check" else "nothing-written")

    try:
        if given.command == "new":
            return write_new(given)
        if given.command == "status":
            return show_status(given)
        if given.command == "schemas":
            return write_schemas(given)
        if given.command == "serve":
            watched = [given.content, HERE / "templates", HERE / "static"]
            return serve(once, show_errors, given.out, watched, given.port)
        once()
    except ContentError as error:
        show_errors(error)
        return 1
    except BrokenPipeError:  # whoever reads what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        reason = say("cannot-write", reason=error.strerror or "?")
        show([Problem(Place(str(error.filename)), "", reason)], given, "nothing-written")
        return 1
    return 0


def write_new(given: argparse.Namespace) -> int:
    """Write a new entry from the answers on the command line and, on a terminal, to questions."""
    draft, problems = read_draft(given.content)
    if not draft.settings:
        raise ContentError(problems)  # without languages no text can be asked for
    languages = list(draft.settings.languages)
    answers: dict[str, str] = {}
    words = [word for word in (given.id, *given.answers) if word]
    id = words.pop(0) if words and "=" not in words[0] else ""
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            message = say("not-a-pair", word=word, lang=languages[0])
            raise ContentError([Problem(Place("new"), "", message)])
        answers[key] = value
    if sys.stdin.isatty():
        try:
            id = id or input(f"{sentence(say('ask-id'), given.lang)}\nid: ").strip()
            stop_if_any(wrong_id(draft, given.kind, id))  # before anything else is asked
            print(sentence(say("ask-rest"), given.lang))
            answers = asked(given.kind, languages, answers, given.lang, input)
        except (EOFError, KeyboardInterrupt):  # whoever leaves the questions wants no entry
            print()
            return 1
    added = additions(draft, given.kind, id, answers, given.lang)
    write(given.content, added)
    for addition in added:
        print(f"{(given.content / addition.name).as_posix()}  {sentence(say('written-to'), given.lang)}")
    return 0


def show_status(given: argparse.Namespace) -> int:
    """Print how the content stands."""
    found = read(given.content, given.today)
    status = status_of(found.site, found.history, found.today, given.days)
    print(as_json(status) if given.format == "json" else as_text(status, given.lang))
    return 0


def write_schemas(given: argparse.Namespace) -> int:
    """Write the JSON Schemas of the content files, for the languages of the content."""
    draft, _ = read_draft(given.content)
    languages = list(draft.settings.languages) if draft.settings else []
    given.out.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(languages, descriptions()).items():
        (given.out / name).write_bytes(schema)
    return 0


def show(problems: Sequence[Problem], given: argparse.Namespace, closing: str) -> None:
    """Print problems in the form that was asked for, and how many there are."""
    if problems or given.format == "json":
        print(report(problems, given.lang, given.format, _in_colour()), file=_problem_stream(given))
    if problems:
        print(sentence(say(closing, number=len(problems)), given.lang), file=sys.stderr)


def _problem_stream(given: argparse.Namespace) -> TextIO:
    """Lines for people go beside what a command prints; what tools read is what it prints."""
    return sys.stderr if given.format == "text" else sys.stdout


def _beside(given: argparse.Namespace) -> TextIO:
    """Where the summary goes, so that JSON stays one document."""
    return sys.stderr if given.format == "json" else sys.stdout


def _in_colour() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


if __name__ == "__main__":
    sys.exit(main())
