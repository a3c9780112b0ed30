"""The braces that texts use to name a fact or a date instead of typing a number.

{fact}  {fact.value}  {fact.year}  {fact.date}        a quantity, a year or a date of a fact
{fact.start}  {fact.latest}  {fact.earlier}           measured first and last; planned before
{value}  {start}  {year}  {date}  …                   the same, of the fact the text belongs to
{^fact}  {^source}                                    only the mark that leads to the sources
{2025-09-10}  {2025-12}  {2029-Q3}  {2029}  {2040s}   a date, as precise as it is written

In prose, a paragraph that is just {part:name} stands for a text that several pages share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from microsite.content.moments import MOMENT

Property = Literal["quantity", "value", "start", "latest", "earlier", "year", "date", "mark", "moment"]

# What stands behind the point in braces, or alone in the text of the fact itself.
DATED = ("start", "latest", "earlier")  # numbers of another day than the fact's own
PARTS = ("value", *DATED, "year", "date")

PATTERN = re.compile(
    rf"\{{(?:(?P<moment>{MOMENT})"
    r"|\^(?P<cited>[a-z0-9][a-z0-9-]*)"
    rf"|(?P<own>{'|'.join(PARTS)})"
    rf"|(?P<name>[a-z][a-z0-9-]*)(?:\.(?P<part>{'|'.join(PARTS)}))?)\}}"
)


PART = re.compile(r"\{part:([^{}\s]*)\}")  # a text that is shared

_WITH_A_PART = re.compile(r"\{[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+\}")


@dataclass(frozen=True)
class Reference:
    """One pair of braces: which part of which fact; `name` is empty for the text's own fact."""

    name: str
    part: Property
    offset: int
    written: str


def read_match(match: re.Match[str]) -> Reference:
    """Turn a match of `PATTERN` into a reference."""
    at, written = match.start(), match.group()
    if match["moment"]:
        return Reference(match["moment"], "moment", at, written)
    if match["cited"]:
        return Reference(match["cited"], "mark", at, written)
    if match["own"]:
        return Reference("", match["own"], at, written)  # type: ignore[arg-type]
    return Reference(match["name"], match["part"] or "quantity", at, written)  # type: ignore[arg-type]


def almost(text: str, offset: int) -> str:
    """The braces at an offset when they name something, but a part of it that there is not."""
    match = _WITH_A_PART.match(text, offset)
    return match[0] if match else ""


@lru_cache(maxsize=50_000)
def split(text: str) -> tuple[str | Reference, ...]:
    """Plain stretches and references in their order."""
    parts: list[str | Reference] = []
    end = 0
    for reference in references(text):
        parts += [text[end : reference.offset]] if reference.offset > end else []
        parts.append(reference)
        end = reference.offset + len(reference.written)
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


@lru_cache(maxsize=50_000)
def references(text: str) -> tuple[Reference, ...]:
    """The references of a text."""
    return tuple(map(read_match, PATTERN.finditer(text))) if "{" in text else ()


@lru_cache(maxsize=20_000)
def sources_in(text: str) -> tuple[str, ...]:
    """What may be sources in a text: whatever its braces name, and what its links call so."""
    linked = (part.partition(")")[0] for part in text.split("](source:")[1:])
    return tuple(dict.fromkeys([*(it.name for it in references(text)), *linked]))


def stray_braces(text: str) -> Iterator[int]:
    """Yield the offset of each brace that belongs to no reference."""
    if "{" not in text and "}" not in text:
        return iter(())
    covered = {at for m in PATTERN.finditer(text) for at in range(m.start(), m.end())}
    return (at for at, letter in enumerate(text) if letter in "{}" and at not in covered)
