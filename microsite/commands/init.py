"""`init`: a new site that builds at once, made of examples that `check` names until they are replaced."""

from __future__ import annotations

import re
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from os.path import relpath
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from microsite import line
from microsite.clock import today_in
from microsite.commands import schemas
from microsite.commands.additions import Addition, write
from microsite.commands.arguments import AROUND
from microsite.commands.starter import Plan, starter_files
from microsite.commands.words import interface_words, nearest, page_words, pages_of, wrong_languages
from microsite.content.files import INTERFACE, PAGE
from microsite.content.reading import read_draft
from microsite.content.scalars import YEAR_PATTERN
from microsite.content.settings import MAX_YEARS
from microsite.messages.catalogue import Message, descriptions, sentence
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any
from microsite.output.destination import folders_above

CONTENT = "content"
SCHEMAS = ".vscode/schemas"
HERE = Place("init")


@dataclass
class Answers:
    """What a site is to be, as it was typed; empty where nothing was said."""

    title: str = ""
    languages: str = ""
    first: str = ""
    last: str = ""


def run(given: Namespace) -> int:
    """Write a new site. Raises `ContentError` for answers that cannot be, and for files in the way."""
    today = given.today or today_in(None)
    answers = Answers(given.title or "", given.languages or "", given.first or "", given.last or "")
    if sys.stdin.isatty():
        try:
            ask(answers, given.folder, today, given.lang, input)
        except EOFError:  # whoever leaves the questions wants no site
            print()
            return 1
    plan = planned(answers, today, given.base_url)
    files = files_of(plan)
    stop_if_any([*_in_the_way(given.folder, files), *_wrong_title(files, today)])
    _write(given.folder, files)
    print(sentence(Message("site-written", number=len(files), folder=given.folder.as_posix()), given.lang))
    for command in next_commands(given.folder):
        print(f"  {command}")
    return 0


def ask(answers: Answers, folder: Path, today: date, lang: str, answer: Callable[[str], str]) -> None:
    """Ask for what was not said; an empty answer takes what the question shows in brackets."""

    def asked(code: str, default: str) -> str:
        return answer(f"{sentence(Message(code), lang)} [{default}] ").strip() or default

    answers.title = answers.title or asked("ask-title", folder.resolve().name or "?")
    answers.languages = answers.languages or asked("ask-languages", lang)
    first, last = default_years(answers, today)
    answers.first = answers.first or asked("ask-first", first)
    first, last = default_years(answers, today)
    answers.last = answers.last or asked("ask-last", last)


def default_years(answers: Answers, today: date) -> tuple[str, str]:
    """The first and the last year, as far as they were said, else some years around them and today."""
    said = [int(year) for year in (answers.first, answers.last) if re.fullmatch(YEAR_PATTERN, year)]
    years = (today.year, *said)
    return answers.first or str(min(years) - AROUND), answers.last or str(max(years) + AROUND)


def planned(answers: Answers, today: date, base_url: str | None) -> Plan:
    """What was answered, as a plan. Raises `ContentError` with everything that is wrong with it."""
    codes = tuple(dict.fromkeys(filter(None, re.split(r"[,\s]+", answers.languages))))
    first, last = default_years(answers, today)
    stop_if_any(
        [*_missing(answers, codes), *wrong_languages(codes, HERE, "--languages"), *_wrong_years(first, last)]
    )
    return Plan(answers.title, codes, int(first), int(last), today, base_url, nearest(codes))


def _missing(answers: Answers, codes: tuple[str, ...]) -> Iterator[Problem]:
    if not answers.title.strip():
        yield Problem(HERE, "--title", Message("title-wanted"))
    if not codes:
        yield Problem(HERE, "--languages", Message("languages-wanted"))


def _wrong_years(first: str, last: str) -> Iterator[Problem]:
    years = {"--first": first, "--last": last}
    wrong = {key: year for key, year in years.items() if not re.fullmatch(YEAR_PATTERN, year)}
    for key, year in wrong.items():
        yield Problem(HERE, key, Message("not-a-year-of-a-site", written=year))
    if wrong:
        return
    if int(last) < int(first):
        yield Problem(HERE, "--last", Message("years-turned-round"))
    elif int(last) - int(first) >= MAX_YEARS:
        yield Problem(HERE, "--last", Message("too-many-years", first=first, last=last, limit=MAX_YEARS))


def files_of(plan: Plan) -> dict[str, str]:
    """Everything that a new site consists of, by path inside its folder."""
    files = starter_files(plan)
    if plan.unknown:
        content = f"{CONTENT}/"
        files[content + INTERFACE.pattern] = interface_words(plan.unknown, plan.like)
        with TemporaryDirectory() as folder:
            _write(Path(folder), files)
            draft, _ = read_draft(Path(folder) / CONTENT)
        files |= {
            content + PAGE.file(page): page_words(page, plan.languages, plan.like) for page in pages_of(draft)
        }
    drawn = schemas.schemas(plan.languages, descriptions())
    return {**files, **{f"{SCHEMAS}/{name}": schema.decode() for name, schema in drawn.items()}}


def _in_the_way(folder: Path, files: Mapping[str, str]) -> Iterator[Problem]:
    for path in (folder / name for name in sorted(files)):
        if path.exists() or path.is_symlink():
            yield Problem(Place(path.as_posix()), "", Message("in-the-way"))
    for path in sorted({folder / above for name in files for above in folders_above(name)}):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            yield Problem(Place(path.as_posix()), "", Message("in-the-way"))


def _wrong_title(files: Mapping[str, str], today: date) -> Iterator[Problem]:
    """What `check` would say of the title, the one text that is not ours."""
    with TemporaryDirectory() as folder:
        _write(Path(folder), files)
        try:
            line.read(Path(folder) / CONTENT, today)
        except ContentError as error:
            for problem in error.problems:
                settings = problem.place.file.endswith("/site.yaml")
                if settings and problem.severity == "error" and problem.message.code != "unfilled":
                    yield Problem(HERE, "--title", problem.message)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    write(folder, [Addition(name, text, new=True) for name, text in files.items()])


def next_commands(folder: Path) -> Iterator[str]:
    """How to look at the new site, by the door that this command came in through."""
    door = Path(sys.argv[0])
    match door.name:
        case "__main__.py":
            program = "python -m microsite"
        case name if which(name):
            program = name
        case name:
            program = shlex.quote(Path(relpath(door, folder)).as_posix())
            program = f"python {program}" if name.endswith(".py") else program
    if folder.resolve() != Path.cwd():
        yield f"cd {shlex.quote(folder.as_posix())}"
    yield f"{program} serve"
