"""The notes of one page: what is numbered in its text and explained at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import Markup

from microsite.content.weights import Weight
from microsite.pages.anchors import MARK

FOOTNOTE = "text--"  # before the name of a note that is written in a text; no id has two hyphens in a row


class Note(NamedTuple):
    """One note: a fact or source by its id, or the words of a footnote."""

    name: str
    number: int
    words: Markup | None


@dataclass
class Notes:
    """The number of whatever is noted, by its name, in the order of first mention; footnotes by theirs."""

    numbers: dict[str, int] = field(default_factory=dict)
    footnotes: dict[str, Token] = field(default_factory=dict)

    def mark(self, name: str, label: Markup, number: int, weight: Weight | None) -> Markup:
        """The small number that leads to a note; the note leads back to the first one."""
        first = name not in self.numbers
        self.numbers.setdefault(name, number)
        return Markup(
            '<a class="mark"{} href="#note-{}"{}>'
            '<span class="visually-hidden">{}</span><span aria-hidden="true">\u2060{}</span></a>'
        ).format(
            Markup(' data-weight="{}"').format(weight) if weight else "",
            name,
            Markup(' id="{}{}"').format(MARK, name) if first else "",
            label,
            number,
        )

    def listed(self, html: Callable[[Token], Markup]) -> list[Note]:
        """Every note; what the words of a footnote mention for the first time stands last."""
        found: list[Note] = []
        while len(found) < len(self.numbers):
            name = list(self.numbers)[len(found)]
            footnote = self.footnotes.get(name)
            found.append(Note(name, self.numbers[name], html(footnote) if footnote else None))
        return found

    def number_of(self, name: str) -> int:
        """The number of what is noted already, or the next one."""
        return self.numbers.get(name, len(self.numbers) + 1)
