"""What commands write for a page of a code host: tables and lists in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
MENTION = re.compile(r"@(?=\w)")  # would call somebody of that name


def text(words: str) -> str:
    """Words that are to be read as they stand, in one line."""
    marked = MARKS.sub(lambda mark: f"\\{mark[0]}", " ".join(words.split()))
    return MENTION.sub("@<!-- -->", marked)


def code(words: str) -> str:
    """Words as they stand in a file, in one line; also inside of a table."""
    line = " ".join(words.split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{space}{line}{space}{fence}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], limit: int, more: str) -> Iterator[str]:
    """The lines of a table whose cells are Markdown already; `more` says how many rows are left out."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows[:limit]:
        yield f"| {' | '.join(row)} |"
    yield ""
    if len(rows) > limit:
        yield from (more, "")
