"""`report`: how the content stands and what has changed since a commit, as a page of a code host shows it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from microsite import line
from microsite.commands.differences import PageChange, changed_figures, changed_pages
from microsite.commands.markdown import code, table, text
from microsite.content.site import Site
from microsite.folders import STATIC, TEMPLATES, folders_of
from microsite.history.earlier import commits_since, files_at
from microsite.history.halves import Half
from microsite.line import Built
from microsite.messages.catalogue import Message, languages, sentence
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any
from microsite.messages.report import foremost_first, words

NOTHING = "–"
LIMIT = 50  # rows of a table: who wants more runs the command that tells it all


@dataclass(frozen=True)
class Report:
    """What there is to tell of the content."""

    problems: Sequence[Problem]  # the foremost first
    new: Built | None  # None where the content has mistakes
    since: str | None = None  # the commit that it is compared with
    old: Built | None = None  # None where that has mistakes, too
    pages: Sequence[PageChange] = ()
    fallen: Sequence[Half] = ()  # halves that are behind a change that was made since
    behind: int = 0  # others that were so before


def run(given: Namespace) -> int:
    """Print the report; mistakes in the content are a part of it.

    Raises `ContentError` when git does not know the commit.
    """
    told = report_of(given)
    said = languages() if given.every_language else (given.lang,)
    print("\n".join(line for lang in said for line in as_markdown(told, lang)))
    return 0


def report_of(given: Namespace) -> Report:
    """Build what there is now and what there was, on the same day, and compare them."""
    content: Path = given.content
    earlier = _files_at(content, given.since) if given.since else {}
    try:
        new = line.build(content, given.today)
    except ContentError as error:
        return Report(foremost_first(error.problems), None, given.since)
    # Halves that are behind are told of by themselves.
    problems = [it for it in foremost_first(new.warnings) if it.message.code != "half-behind"]
    if not given.since:
        return Report(problems, new, behind=len(new.read.history.behind()))
    with TemporaryDirectory() as folder:
        for name, raw in earlier.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        try:
            old = line.build(Path(folder, content.resolve().name), new.today)
        except ContentError:
            old = None
    after, behind = commits_since(content, given.since), new.read.history.behind()
    fallen = [half for half in behind if half.since is None or not half.since.id or half.since.id in after]
    pages = tuple(changed_pages(old, new)) if old else ()
    return Report(problems, new, given.since, old, pages, fallen, len(behind) - len(fallen))


def _files_at(content: Path, revision: str) -> dict[str, bytes]:
    """The content at a commit, with the templates and static files that the site had of its own."""
    own = [name.rstrip("/") for name in (TEMPLATES, STATIC)] if folders_of(content).own else []
    try:
        return dict(files_at(content, revision, own))
    except LookupError:
        stop_if_any([Problem(Place("--since"), "", Message("no-such-revision", revision=revision))])
        raise


def as_markdown(told: Report, lang: str) -> Iterator[str]:
    """The lines of a report in a language of the catalogue."""
    sheet = _Sheet(lang)
    mistakes = [it for it in told.problems if it.severity == "error"]
    warnings = [it for it in told.problems if it.severity == "warning"]
    yield from (f"## {sheet.said('report-title')}", "")
    yield from (f"**{sheet.say(_counted(len(mistakes), len(warnings)))}**", "")
    yield from sheet.problems(mistakes)
    if told.since and not (told.new and told.old):
        yield from (sheet.said("report-no-comparison" if told.new else "report-mend-first"), "")
    if told.new and told.old:
        yield from _changes(told.pages, told.old.site, told.new.site, sheet)
    if told.fallen:
        yield from (f"### {sheet.said('report-fallen', number=len(told.fallen))}", "")
        yield from (f"- {code(half.text)}: {half.lang} ({half.ahead})" for half in told.fallen[:LIMIT])
        yield from ("", sheet.said("status-behind-list"), "")
    if told.behind:
        yield from (sheet.said("report-behind", number=told.behind), "")
    if warnings:
        yield from (f"### {sheet.said('report-warnings', number=len(warnings))}", "")
        yield from sheet.problems(warnings)


@dataclass(frozen=True)
class _Sheet:
    """What is said of the report itself, in one language."""

    lang: str

    def say(self, message: Message) -> str:
        return text(sentence(message, self.lang))

    def said(self, code: str, **parts: str | int) -> str:
        return self.say(Message(code, **parts))

    def problems(self, problems: Sequence[Problem]) -> Iterator[str]:
        """A table of problems, nothing where there are none."""
        if problems:
            rows = [(code(str(it.place)), text(words(it, self.lang))) for it in problems]
            yield from self.table(("report-where", "report-what"), (), rows)

    def table(
        self, codes: Sequence[str], more: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> Iterator[str]:
        """A table under headings of the catalogue and then `more` that stand as they are."""
        headings = [*(self.said(it) for it in codes), *more]
        yield from table(headings, rows, LIMIT, self.said("report-more", number=len(rows) - LIMIT))


def _counted(mistakes: int, warnings: int) -> Message:
    """Mistakes and warnings by their numbers."""
    if mistakes:
        more = Message("and-to-see", number=warnings) if warnings else ""
        return Message("to-mend", number=mistakes, more=more)
    return Message("warnings-counted", number=warnings) if warnings else Message("report-nothing")


def _changes(pages: Sequence[PageChange], old: Site, new: Site, sheet: _Sheet) -> Iterator[str]:
    """The figures and the pages that have changed, as the language of the sheet says them where it can."""
    spoken = tuple(dict.fromkeys([*new.settings.languages, *old.settings.languages]))
    lang = sheet.lang if sheet.lang in new.settings.languages else spoken[0]
    figures = tuple(changed_figures(old, new, lang))
    if figures:
        rows = [
            (f"{text(it.label)} {code(it.id)}", text(it.before or NOTHING), text(it.now or NOTHING))
            for it in figures
        ]
        yield from (f"### {sheet.said('report-figures', number=len(figures))}", "")
        yield from sheet.table(("report-figure", "report-before", "report-now"), (), rows)
    if pages:
        listed = [
            (
                f"{text(_in(lang, it.titles))} {code(_in(lang, it.addresses))}",
                *(sheet.say(it.what[other]) if other in it.what else "" for other in spoken),
            )
            for it in pages
        ]
        yield from (f"### {sheet.said('report-pages', number=len(pages))}", "")
        yield from sheet.table(("report-page",), spoken, listed)
    if not (figures or pages):
        yield from (sheet.said("report-unchanged"), "")


def _in(lang: str, halves: Mapping[str, str]) -> str:
    """What stands under a language, or else under the first one that has anything."""
    return halves.get(lang) or next(iter(halves.values()))
