"""Try what docs/trust.md promises, print what came of it, and renew the figures there.

python -m tests.trust                    everything, as `make trust` does
python -m tests.trust strangers network  these parts
python -m tests.trust --print-only       write nothing
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.trust import fuzz, network, payloads, publications, strangers, surroundings
from tests.trust.figures import PAGE, Figure, row, with_rows

PARTS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "payloads": payloads.figures,
    "fuzz": fuzz.figures,
    "publications": publications.figures,
    "strangers": lambda: iter([strangers.strangers()]),
    "surroundings": lambda: iter([surroundings.variations()]),
    "network": network.network,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run parts; 1 where anything failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.trust", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--print-only", action="store_true", help="write no figures")
    given = parser.parse_args(words)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}")
    failed = 0
    for part in given.parts or PARTS:
        rows, started = [], time.perf_counter()
        for figure in PARTS[part]():
            seconds = time.perf_counter() - started
            started += seconds
            print(figure, flush=True)
            rows.append(row(figure, part, seconds))
            failed += figure.failed
        if not given.print_only:
            PAGE.write_text(with_rows(PAGE.read_text("utf-8"), {part: rows}), "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
