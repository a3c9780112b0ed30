"""Measure how long builds take, here and with other generators.

    python -m benchmarks                         everything, as in docs/speed.md: give it a quiet machine
    python -m benchmarks --sizes 12 --rounds 1 --print-only

Installs the other generators in a folder of their own, makes the same pages for each, builds them in turn,
prints the tables, and writes `results.json` beside this file and the tables of `docs/speed.md`. A size that
is not measured keeps the figures it has.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import installed
from benchmarks.corpus import Corpus
from benchmarks.generators import GENERATORS, ROOT
from benchmarks.rounds import WrongBuildError, folder_of, measure, warm_up
from benchmarks.saves import opened, seen
from benchmarks.table import tables, with_tables

SIZES = (12, 500, 5000)  # pages a language
ROUNDS = ((100, 5), (1000, 3))  # up to so many pages, so many rounds; one for more
RESULTS = Path(__file__).parent / "results.json"
PAGE = ROOT / "docs/speed.md"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print and write. 1 where something could not be installed, built or shown."""
    given = _arguments(words)
    try:
        installed.install()
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            warm_up(GENERATORS, Path(folder, "warm-up"))
            results: dict[str, Any] = {}
            for corpus in given.sizes:
                rounds = given.rounds or next((most for pages, most in ROUNDS if corpus.pages <= pages), 1)
                about = _about()
                sites = Path(folder, str(corpus.pages))
                runs = measure(corpus, GENERATORS, rounds, sites, _say)
                saves = _saves(corpus, given.saves, sites, rounds)
                results[str(corpus.pages)] = {**about, "runs": _plain(runs), "saves": saves}
                if not given.print_only:
                    _write(results)
    except (installed.NotInstalledError, WrongBuildError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(tables(results), end="")
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=[Corpus(pages) for pages in SIZES],
        help=f"pages a language (default: {','.join(map(str, SIZES))})",
    )
    parser.add_argument(
        "--rounds", type=_number, help="of each size (default: 5 up to 100 pages, 3 up to 1000, 1)"
    )
    parser.add_argument(
        "--saves", type=_number, default=20, help="seen in a browser, of each size (default: 20)"
    )
    parser.add_argument("--print-only", action="store_true", help="write no results")
    return parser.parse_args(words)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is no number")
    return int(written)


def _sizes(written: str) -> list[Corpus]:
    try:
        return [Corpus(int(pages)) for pages in written.split(",")]
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _about() -> dict[str, Any]:
    """The day, the machine and what is compared."""
    node = subprocess.run((installed.node(), "--version"), capture_output=True, text=True, check=True)
    return {
        "date": date.today().isoformat(),
        "machine": {
            "processor": _processor(),
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3),
            "system": f"{platform.system()} {platform.release()}",
            "python": platform.python_version(),
            "node": node.stdout.strip().lstrip("v"),
            "load": round(os.getloadavg()[0], 1),
        },
        "versions": {generator.name: generator.version for generator in GENERATORS},
    }


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text("utf-8").splitlines() if about.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _saves(corpus: Corpus, number: int, sites: Path, turn: int) -> dict[str, list[float | None]]:
    """Milliseconds from each save to the page, by generator; nothing where none is asked for."""
    if not number:
        return {}
    found = {}
    with opened() as browser:
        for generator in GENERATORS:
            times = seen(browser, corpus, generator, number, folder_of(generator, sites), turn)
            found[generator.name] = [time and round(time, 1) for time in times]
            _say(f"{corpus.pages} pages: {generator.name}, {number} saves")
    return found


def _plain(runs: Any) -> Any:
    """Runs as JSON has them, rounded to milliseconds and bytes."""
    return {
        name: {
            stage: [{key: round(value, 3) for key, value in asdict(taken).items()} for taken in each]
            for stage, each in stages.items()
        }
        for name, stages in runs.items()
    }


def _write(results: dict[str, Any]) -> None:
    """Renew the sizes that were measured, in the results and in the page."""
    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    every = dict(sorted({**before, **results}.items(), key=lambda item: int(item[0])))
    RESULTS.write_text(json.dumps(every, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(with_tables(PAGE.read_text("utf-8"), every), "utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
