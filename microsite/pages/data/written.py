"""Tables as files: CSV for spreadsheets, JSON for programs, byte for byte the same for the same table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from microsite.pages.data.columns import Cell, Column
from microsite.pages.data.tables import Table

SEPARATOR = " "  # between the ids of one cell of a CSV file
# What a spreadsheet takes for the beginning of a formula, in wide letters, too.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SHIELD = "'"  # stands before such a text, by which spreadsheets know it for one


def csv_of(table: Table) -> bytes:
    """A table as CSV: RFC 4180, with a byte order mark, by which spreadsheets know UTF-8.

    Words are quoted, numbers are not. Where a text begins as a formula does, an apostrophe stands before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_in_csv(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return SEPARATOR.join(cell)
        case str():
            return SHIELD + cell if cell.startswith(FORMULA) else cell
        case _:
            return cell


def json_of(table: Table, about: Mapping[str, object], sources: Mapping[str, Mapping[str, str]]) -> bytes:
    """A table as JSON, a row a line: what there is to say `about` it, then its rows.

    A row has the names of its columns; numbers stand as they are written, all their digits. Of its sources
    it has what is needed to quote them.
    """
    head = [f" {json.dumps(name)}: {_literal(value)}" for name, value in about.items()]
    rows = ",\n".join(f"  {_row(table.columns, row, sources)}" for row in table.rows)
    return ("{\n" + ",\n".join([*head, f' "rows": [\n{rows}\n ]']) + "\n}\n").encode()


def _row(columns: Iterable[Column], row: Iterable[Cell], sources: Mapping[str, Mapping[str, str]]) -> str:
    cells = []
    for column, cell in zip(columns, row, strict=True):
        value: object = cell
        if column.kind == "sources" and isinstance(cell, tuple):
            value = [{"id": id, **sources[id]} for id in cell]
        cells.append(f"{json.dumps(column.name)}: {_literal(value)}")
    return "{" + ", ".join(cells) + "}"


def _literal(value: object) -> str:
    """A value as JSON; numbers of the content are exact, which floating point is not."""
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
