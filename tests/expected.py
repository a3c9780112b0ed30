"""What was looked at and found right, kept in files: a page, the messages of a mistake.

Tests compare with it. After a change that is meant, UPDATE_EXPECTED=1 in the environment writes what is
there now in its place; the run names each file that it renewed, and a person reads the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SWITCH = "UPDATE_EXPECTED"
RENEWED = "renewed"  # the property of a test that has written a file

Record = Callable[[str, object], None]


def expect(kept: Path, found: str, record: Record) -> None:
    """Fail where `found` is not what the file holds, or where there is no file.

    With the switch the file is renewed first; `record` then takes its name into the report of the run.
    """
    there = kept.read_text("utf-8") if kept.is_file() else None
    if os.environ.get(SWITCH) and found != there:
        kept.write_text(found, "utf-8")
        record(RENEWED, kept.as_posix())
        there = found
    if there is None:
        pytest.fail(f"{kept} is missing: {SWITCH}=1 writes it, to be read", pytrace=False)
    assert found.splitlines() == there.splitlines()
