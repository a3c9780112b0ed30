"""Addresses that open a file in the program in which it is written, at a line."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from microsite.folders import HOME

PATTERN = "vscode://file/{path}:{line}:{column}"
_BLANK = re.compile(r"(/?)\{(path|line|column)\}")


def editor_address(pattern: str, file: str | Path, line: int = 0, column: int = 0) -> str:
    """The address of a place in a file, or nothing when there is no such file.

    `file` is a path as messages show it: seen from the working folder, or of the generator. Lines and
    columns count from 1; 0 is the first one. The blanks of the pattern are `{path}`, which is absolute,
    `{line}` and `{column}`.
    """
    found = next((it.resolve() for it in (Path(file), HOME / file) if it.is_file()), None)
    if found is None:
        return ""
    parts = {"path": quote(found.as_posix(), safe="/:"), "line": str(line or 1), "column": str(column or 1)}
    # The slash before the blank is the one that a path begins with.
    return _BLANK.sub(lambda it: it[1] * (not parts[it[2]].startswith("/")) + parts[it[2]], pattern)
