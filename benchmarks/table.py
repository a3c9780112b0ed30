"""Measurements -> the tables of `docs/speed.md`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from benchmarks.corpus import LANGUAGES
from benchmarks.rounds import STAGES

# What was measured at each size, as `results.json` has it: when, on which machine, which versions, and
# `runs` by generator and stage.
Results = Mapping[str, Mapping[str, Any]]
HEAD = {"cold": "Cold", "unchanged": "Nothing changed", "edited": "One page edited"}
MIB = 1024**2
PLACE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->\n)", re.DOTALL)


def tables(results: Results) -> str:
    """A section a size, the smallest first, and how the time of a page grows from one size to the next.

    A cell has a median; the number in brackets behind that of a peer says how many times as much the first
    generator takes.
    """
    sizes = sorted(results, key=int)
    return "\n\n".join([*(_size(size, results[size]) for size in sizes), _growth(sizes, results)]) + "\n"


def with_tables(page: str, results: Results) -> str:
    """A page whose tables are renewed, between the two comments that mark their place."""
    return PLACE.sub(lambda match: f"{match[1]}\n{tables(results)}\n{match[2]}", page)


def _size(size: str, measured: Mapping[str, Any]) -> str:
    versions, machine, runs = measured["versions"], measured["machine"], measured["runs"]
    rows = [
        (
            "",
            *HEAD.values(),
            *(f"Processor: {HEAD[stage].lower()}" for stage in STAGES),
            "Memory",
            "Save to page",
        ),
        ("---", *["--:"] * (2 * len(STAGES) + 2)),
        *(
            (f"{name} {versions[name]}", *cells, _seen(measured["saves"].get(name, ())))
            for name, cells in _cells(runs)
        ),
    ]
    number = len(next(iter(runs.values()))[STAGES[0]])
    rounds = "one round" if number == 1 else f"{number} rounds"
    return (
        f"### {int(size):,} pages a language\n\n{measured['date']}, {rounds}; "
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']} GiB; {machine['system']}, "
        f"Python {machine['python']}, Node.js {machine['node']}; load before: {machine['load']}.\n\n"
        f"{_lines(rows)}"
    )


def _cells(runs: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The cells of each generator; the first one is what the others are compared with."""
    first: list[float] = []
    for name, stages in runs.items():
        middle = [
            *(median(run["wall"] for run in stages[stage]) for stage in STAGES),
            *(median(run["processor"] for run in stages[stage]) for stage in STAGES),
            max(median(run["memory"] for run in stages[stage]) for stage in STAGES),
        ]
        cells = [*(f"{value:.2f} s" for value in middle[:-1]), f"{middle[-1] / MIB:.0f} MiB"]
        if first:
            ratios = [ours / theirs for ours, theirs in zip(first, middle, strict=True)]
            cells = [f"{cell} ({two_digits(ratio)})" for cell, ratio in zip(cells, ratios, strict=True)]
        first = first or middle
        yield name, cells


def _seen(times: Sequence[float | None]) -> str:
    """Milliseconds from a save to the page: the median and the longest, and how many were never seen."""
    there = [time for time in times if time is not None]
    lost = f"{len(times) - len(there)} of {len(times)} lost" if len(there) < len(times) else ""
    middle = f"{median(there):.0f} ms, at most {max(there):.0f} ms" if there else ""
    return ", ".join(filter(None, (middle, lost))) or "–"


def _growth(sizes: Sequence[str], results: Results) -> str:
    names = list(results[sizes[0]]["runs"])
    rows = [("", *(f"{int(size):,}" for size in sizes)), ("---", *["--:"] * len(sizes))]
    for name in names:
        each = (_a_page(size, results[size]["runs"][name]) for size in sizes)
        rows.append((name, *(f"{value:.2f}" for value in each)))
    return f"### Milliseconds a page, cold\n\nBy pages a language.\n\n{_lines(rows)}"


def _a_page(size: str, stages: Mapping[str, Any]) -> float:
    """Milliseconds that a page of either language takes, home pages counted."""
    seconds: float = median(run["wall"] for run in stages["cold"])
    return 1000 * seconds / ((int(size) + 1) * len(LANGUAGES))


def _lines(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def two_digits(value: float) -> str:
    """A ratio with two significant digits, and all of those before the point: 0.037, 1.5, 12, 340."""
    if value <= 0:
        return "0"
    rounded = float(f"{value:.2g}")  # which may have a digit more before the point
    return f"{value:,.{max(0, 1 - math.floor(math.log10(rounded)))}f}"
