"""A problem of a published file, as whoever looks for it says it."""

from __future__ import annotations

from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, Severity


def problem(path: str, code: str, /, severity: Severity = "error", line: int = 0, **parts: Part) -> Problem:
    """What is wrong with a file of the site."""
    return Problem(Place(f"site/{path}", line), "", Message(code, **parts), severity)
