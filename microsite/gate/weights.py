"""What a file may weigh as it is sent, by the end of its name; what weighs more is worth a look."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from decimal import Decimal

from microsite.content.settings import Weights
from microsite.gate.problem import problem
from microsite.gate.seen import Seen
from microsite.messages.problems import Problem

KILO = 1000  # bytes

# The limit of each kind of file that readers wait for, by its name or the end of that; data and what is only
# subscribed to may be large.
LIMITS: Mapping[str, str] = {
    ".html": "page",
    ".css": "styles",
    ".js": "script",
    "search.json": "search",
    "card.png": "card",
}


def too_heavy(seen: Mapping[str, Seen], limits: Weights) -> Iterator[Problem]:
    """Files that weigh more than is wanted."""
    for path in sorted(seen):
        file = posixpath.basename(path)
        name = LIMITS.get(file) or LIMITS.get(posixpath.splitext(file)[1])
        limit: Decimal | None = getattr(limits, name) if name else None
        if limit is not None and seen[path].weight > limit * KILO:
            size = f"{seen[path].weight / KILO:.1f}"
            yield problem(
                path, "too-heavy", severity="warning", size=size, limit=f"{limit:f}", name=name or ""
            )
