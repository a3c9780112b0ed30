"""`import`: the rows of a table become entries, all of them or none.

What is written is judged as `check` does it, on a copy, and what is wrong there is told of the cell that
it was read from.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from microsite.commands import printing
from microsite.commands.additions import Addition, difference, in_group, indent_in, text_of, write
from microsite.commands.rows import Row, columns_of, rows_of
from microsite.commands.shapes import Filling, Keys, leaf_at
from microsite.commands.table import Table, read_table
from microsite.commands.trial import mistakes_in, mistakes_with
from microsite.commands.yaml_lines import yaml_lines
from microsite.content.documents import where
from microsite.content.files import TABLES, IdKind, shape_of
from microsite.content.reading import read_draft
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any

ARROW = where(("", ""))  # between the keys that lead to a value
BETWEEN = ";"  # what parts the items of a list in a cell
# What asks for a value in the words of YAML; a cell for it is there, with nothing in it.
NEEDED = ("missing-key", "missing-sources", "list-wanted")


def run(given: Namespace) -> int:
    """Show what a table would write, or write it. Raises `ContentError` for any mistake in it."""
    draft, unread = read_draft(given.content)
    if not draft.settings:
        raise ContentError(unread)  # without languages no text has its columns
    table, problems = read_table(given.file)
    kind = given.kind or guessed(table, tuple(draft.settings.languages))
    rows = rows_of(draft, kind, table, problems)
    added, written = placed(draft, unread, given.content, kind, rows)
    mistakes = mistakes_with(added, given.content, given.today)
    found, blanks, others = judged(mistakes, written, given.content)
    if others:
        before = {_name(it) for it in mistakes_in(given.content, given.today)}
        found += (it for it in others if _name(it) not in before)
    stop_if_any([*problems, *found])
    for addition in added:
        printing.print_text("\n".join(difference(addition, given.content)), given)
    if given.write:
        write(given.content, added)
    printing.show((), given, "to-mend")  # tools read an empty list of problems
    for line in summary(kind, len(rows), len(added), blanks, given.write):
        printing.print_summary(line, given)
    return 0


def _name(problem: Problem) -> tuple[str, str, str]:
    """What a mistake is known by when lines above it have moved."""
    return problem.place.file, problem.where, problem.message.code


def summary(kind: IdKind, rows: int, files: int, blanks: int, done: bool) -> list[Message]:
    """How much is written, or would be, and what is left to fill in."""
    entries = Message(f"kind-{kind}" if rows == 1 else f"kinds-{kind}")
    places = Message("one-file") if files == 1 else Message("several-files", number=files)
    said = Message("imported" if done else "would-import", number=rows, kind=entries, files=places)
    return [said, *([Message("blanks-left", number=blanks)] if blanks else [])]


def guessed(table: Table, languages: tuple[str, ...]) -> IdKind:
    """The one kind of entry that has all these columns. Raises `ContentError` where that is not one."""
    headings = [tuple(heading.split(".")) for heading in table.headings]
    fitting: list[IdKind] = []
    for kind in TABLES:
        columns = columns_of(kind, languages)
        if all(leaf_at(heading, columns) is not None for heading in headings):
            fitting.append(kind)
    if len(fitting) == 1:
        return fitting[0]
    message = Message("kind-wanted", kinds=", ".join(fitting or TABLES))
    raise ContentError([Problem(Place(table.file, 1), "", message)])


@dataclass(frozen=True)
class Written:
    """A row that has become lines of a file, the first and the last one by their numbers."""

    row: Row
    first: int
    last: int

    def keys(self, problem: Problem) -> Keys:
        """The keys that lead from the entry to what a problem speaks of."""
        rest = problem.where.removeprefix(where(self.row.path)).removeprefix(ARROW)
        return tuple(rest.split(ARROW)) if rest else ()

    def told(self, problem: Problem) -> Problem:
        """The same problem, told of the cell that it comes from, or else of the row."""
        keys = self.keys(problem)
        parts = dict(problem.message.parts)
        missing = str(parts.get("key") or parts.get("lang") or "").split(",")[0]
        ways = [(*keys, missing), *(keys[:end] for end in range(len(keys), 0, -1))]
        for way in ways:
            for column, cell in self.row.cells.items():
                if column[: len(way)] == way:
                    heading = ".".join(column)
                    empty = problem.message.code in NEEDED and cell.text in ("", BETWEEN)
                    said = Message("empty-cell", column=heading) if empty else problem.message
                    return Problem(cell.place, heading, said)
        return Problem(self.row.place, self.row.id, problem.message)

    def is_blank(self, problem: Problem) -> bool:
        """Whether a problem is a blank that stands for what the table has no column for."""
        keys = self.keys(problem)
        return problem.message.code == "unfilled" and not any(
            keys[: len(column)] == column for column in self.row.cells
        )


def placed(
    draft: Draft, unread: Sequence[Problem], content: Path, kind: IdKind, rows: Sequence[Row]
) -> tuple[list[Addition], list[Written]]:
    """What is to be written, file by file, and where each row is found in it.

    Raises `ContentError` for a file that nothing can be added to; `unread` says why files are not in
    the draft.
    """
    added: list[Addition] = []
    written: list[Written] = []
    filling = Filling(tuple(draft.settings.languages) if draft.settings else (), BETWEEN)
    for name, group in sorted({(row.file, row.group) for row in rows}):
        path, document = content / name, draft.documents.get(name)
        if document is None and path.exists():
            stop_if_any(it for it in unread if it.place.file == path.as_posix())
        here = [row for row in rows if row.file == name]
        indent, apart = indent_in(document, group), "" if group else "\n"
        trees = [filling.entry(shape_of(kind), row.texts) for row in here]
        entries = [
            "".join(f"{line}\n" for line in yaml_lines(row.id, tree, indent))
            for row, tree in zip(here, trees, strict=True)
        ]
        text = apart.join(entries)
        if document is None:
            addition = Addition(name, f"{group}:\n{text}" if group else text, new=True)
        else:
            addition = in_group(name, document, text_of(content, name), group, apart + text)
        lead = addition.text[: addition.text.index(text.rstrip("\n"))]
        line = addition.first_line(addition.before(content)) + lead.count("\n")
        for row, entry in zip(here, entries, strict=True):
            written.append(Written(row, line, line + entry.count("\n") - 1))
            line += entry.count("\n") + len(apart)
        added.append(addition)
    return added, written


def judged(
    mistakes: Sequence[Problem], written: Sequence[Written], content: Path
) -> tuple[list[Problem], int, list[Problem]]:
    """The mistakes of rows as they are told of the table, how many blanks are left beside them, and the
    mistakes elsewhere."""
    lines = {
        ((content / it.row.file).as_posix(), line): it
        for it in written
        for line in range(it.first, it.last + 1)
    }
    found: list[Problem] = []
    elsewhere: list[Problem] = []
    blanks = 0
    for mistake in mistakes:
        it = lines.get((mistake.place.file, mistake.place.line))
        if it is None:
            elsewhere.append(mistake)
        elif it.is_blank(mistake):
            blanks += 1
        else:
            found.append(it.told(mistake))
    return found, blanks, elsewhere
