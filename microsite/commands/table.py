"""A table of comma-separated values, with a line and a column for every cell (RFC 4180).

Spreadsheets part cells with a comma, a semicolon or a tab, as the country has it: the line of headings
tells, since no heading holds one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from microsite.content.text_files import Prose, read_text
from microsite.messages.catalogue import UNPRINTED, Message
from microsite.messages.problems import ContentError, Place, Problem

IN_QUOTES = r' *"(?P<quoted>[^"]*(?:""[^"]*)*)" *'
SEPARATOR = re.compile("[,;\t]")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell, without spaces around it."""

    text: str
    place: Place


@dataclass(frozen=True)
class Table:
    """Headings, and for every row a cell for each of them; rows without a word are left out."""

    file: str  # as it is named to editors
    headings: Mapping[str, Place]
    rows: tuple[Mapping[str, Cell], ...]
    separator: str


def read_table(path: Path) -> tuple[Table, list[Problem]]:
    """Read a file of UTF-8, and what is wrong with it.

    Raises `ContentError` when its form is broken.
    """
    problems: list[Problem] = []
    shown = UNPRINTED.sub("?", path.as_posix())
    text = read_text(path, shown, problems)
    if text is None:
        raise ContentError(problems)
    first = re.search(r"\S.*", text)
    found = SEPARATOR.search(re.sub(IN_QUOTES, "", first[0])) if first else None
    separator = found[0] if found else ","
    rows = list(_rows(Prose(shown, f"{text}\n"), separator))
    if len(rows) < 2:  # the line of headings is one of them
        raise ContentError([*problems, Problem(Place(shown, 1), "", Message("empty-table"))])
    headings: dict[str, Place] = {}
    for cell in rows[0]:
        if cell.text and cell.text in headings:
            problems.append(Problem(cell.place, "", Message("column-twice", column=cell.text)))
        headings.setdefault(cell.text, cell.place)
    headings.pop("", None)
    columns = [cell.text for cell in rows[0]]
    table = tuple(_by_heading(row, columns, problems) for row in rows[1:])
    return Table(shown, headings, table, separator), problems


def _by_heading(row: list[Cell], columns: list[str], problems: list[Problem]) -> dict[str, Cell]:
    """The cells of a row; some programs leave out the empty ones at its end."""
    cells = {heading: Cell("", row[0].place) for heading in columns if heading}
    for heading, cell in reversed([*zip_longest(columns, row)]):  # of two columns, the first one counts
        if heading and cell:
            cells[heading] = cell
        elif cell and cell.text:
            problems.append(Problem(cell.place, "", Message("cell-without-column")))
    return cells


def _rows(written: Prose, separator: str) -> Iterator[list[Cell]]:
    """The rows that have a word, of a text that ends with a line end.

    Raises `ContentError` where a quotation mark is out of place.
    """
    text, at = written.text, 0
    cell = re.compile(rf'{IN_QUOTES}|(?P<bare>(?! *")[^{separator}\n]*)')
    row: list[Cell] = []
    while at < len(text):
        place = written.place(at)
        whole = cell.match(text, at)
        if whole is None:
            raise ContentError([Problem(place, "", Message("yaml-open-quote"))])
        quoted = whole["quoted"]
        row.append(Cell((whole["bare"] if quoted is None else quoted.replace('""', '"')).strip(), place))
        at = whole.end()
        if text[at] == "\n":
            if any(cell.text for cell in row):
                yield row
            row = []
        elif text[at] != separator:
            raise ContentError([Problem(written.place(at), "", Message("text-behind-quotes"))])
        at += 1
