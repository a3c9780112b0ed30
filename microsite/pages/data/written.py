"""Tables as files: CSV for spreadsheets, JSON for programs, byte for byte the same for the same table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from microsite.pages.data.columns import Cell
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


def json_of(table: Table, about: Mapping[str, object], sources: Mapping[str, str]) -> bytes:
    """A table as JSON, a row a line: what there is to say `about` it, then its rows.

    A row has the names of its columns; numbers stand as they are written, all their digits. What is said of
    each source, by its id, is JSON already.
    """
    head = [f" {encode(name)}: {encode(value)}" for name, value in about.items()]
    names = [f"{encode(column.name)}: " for column in table.columns]
    rows = []
    for row in table.rows:
        cells = (
            f"[{', '.join(sources[id] for id in cell)}]"
            if column.kind == "sources" and isinstance(cell, tuple)
            else _literal(cell)
            for column, cell in zip(table.columns, row, strict=True)
        )
        rows.append(f"  {{{', '.join(map(str.__add__, names, cells))}}}")
    return ("{\n" + ",\n".join([*head, ' "rows": [\n' + ",\n".join(rows) + "\n ]"]) + "\n}\n").encode()


encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: there are many cells


def _literal(cell: Any) -> str:
    """A value as JSON; numbers of the content are exact, which floating point is not."""
    return format(cell, "f") if isinstance(cell, Decimal) else encode(cell)


def as_json(value: Any, indent: str = "\n") -> str:
    """What holds such values, each on a line of its own."""
    inner = indent + " "
    match value:
        case dict() if value:
            lines = (f"{encode(name)}: {as_json(item, inner)}" for name, item in value.items())
            return f"{{{inner}{f',{inner}'.join(lines)}{indent}}}"
        case list() if value:
            return f"[{inner}{f',{inner}'.join(as_json(item, inner) for item in value)}{indent}]"
        case _:
            return _literal(value)
