"""What a part has tried and what went wrong, and the table of all parts."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "trust.md"
HEAD = ("What was tried", "Tried", "Failed", "Seconds", "Day", "Command")
SHOWN = 20  # failures that are printed of each figure
TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
MACHINE = re.compile(r"(?<=<!-- machine -->).*?(?=<!-- /machine -->)", re.DOTALL)


@dataclass(frozen=True)
class Figure:
    """One row: what was tried, how often, and a sentence for each time that it went wrong."""

    what: str
    tried: int
    failures: tuple[str, ...] = ()
    more: str = ""  # what else was counted

    @property
    def failed(self) -> int:
        return len(self.failures)

    def __str__(self) -> str:
        lines = [
            f"{self.what}: {self.tried:,} tried, {self.failed:,} failed{self.more and f' ({self.more})'}"
        ]
        lines += [f"    {it}"[:400] for it in self.failures[:SHOWN]]
        return "\n".join(lines)


def row(figure: Figure, part: str, seconds: float) -> str:
    """A figure as a row of the table."""
    what = f"{figure.what}{figure.more and f' ({figure.more})'}"
    day = datetime.now(UTC).date().isoformat()
    cells = (what, f"{figure.tried:,}", f"{figure.failed:,}", f"{seconds:.0f}", day)
    return f"| {' | '.join(cells)} | `python -m tests.trust {part}` |"


def with_rows(page: str, rows: Mapping[str, Iterable[str]]) -> str:
    """The page with new rows in the place of those of the same parts; the rows of other parts stay."""
    found = TABLE.search(page)
    assert found, "the page has no place for the figures"
    kept: dict[str, list[str]] = {}
    for line in found[0].splitlines()[2:]:
        kept.setdefault(line.rstrip("` |").rpartition(" ")[2], []).append(line)
    every = {**kept, **{part: list(lines) for part, lines in rows.items()}}
    head = [f"| {' | '.join(HEAD)} |", "| --- | --: | --: | --: | --- | --- |"]
    table = "\n".join([*head, *(line for lines in every.values() for line in lines)]) + "\n"
    page = TABLE.sub(lambda _: table, page)
    return MACHINE.sub(lambda _: machine(), page)


def machine() -> str:
    """What the figures were taken on, in a few words."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text("utf-8").splitlines() if about.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(named, platform.processor() or platform.machine())
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{processor}, {cores} cores, {system}, Python {platform.python_version()}"
