"""A published site against the one that the sources make: what is other, missing or too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from urllib.error import HTTPError, URLError

from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem
from microsite.output.record import RECORD, Record, read_record
from microsite.output.served import Answer, Served

BEFORE, AROUND = 20, 60  # letters that are shown of a line before the first difference, and in all


def differences(made: Mapping[str, bytes], served: Served, said: Record | None) -> Iterator[Problem]:
    """Yield each file that is not as the sources make it; `said` is what the site says about itself."""
    wanted = dict(made)
    if said and (own := read_record(wanted[RECORD])):
        # With which engine and from which commit is told apart from what came of it.
        wanted[RECORD] = replace(own, engine=said.engine, content=said.content).written()
    names = sorted(wanted)
    for name, answer in zip(names, served.answers(names), strict=True):
        if problem := _difference(name, answer, wanted[name]):
            yield problem
    listed = served.names() or ()
    too_much = sorted({*listed, *(said.files if said else ())} - wanted.keys())
    for name, answer in zip(too_much, served.answers(too_much), strict=True):
        if answer is not None:
            yield Problem(Place(name), "", Message("served-too-much"))


def _difference(name: str, answer: Answer, wanted: bytes) -> Problem | None:
    if answer == wanted:
        return None
    if answer is None:
        return Problem(Place(name), "", Message("served-missing"))
    if isinstance(answer, OSError):
        return not_served(name, answer)
    try:
        found, lines = answer.decode().split("\n"), wanted.decode().split("\n")
    except UnicodeDecodeError:
        return Problem(Place(name), "", Message("served-other-bytes"))
    at = next(at for at, pair in enumerate(zip_longest(found, lines)) if pair[0] != pair[1])
    here, there = (it[at] if at < len(it) else "" for it in (found, lines))
    column = next(
        (at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there))
    )
    start = max(0, column - BEFORE)
    piece, instead = here[start : start + AROUND], there[start : start + AROUND]
    return Problem(Place(name, at + 1, column + 1), "", Message("served-other", found=piece, wanted=instead))


def not_served(name: str, reason: OSError) -> Problem:
    """Why a file cannot be compared."""
    if isinstance(reason, HTTPError):
        words = f"HTTP {reason.code}"
    else:
        words = str(reason.reason if isinstance(reason, URLError) else reason.strerror or reason)
    return Problem(Place(name), "", Message("not-served", reason=words))
