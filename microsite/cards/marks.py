"""What a card is made of: boxes, strokes and words, each at its place.

Lengths are pixels of the picture; whoever writes from right to left sees it turned round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from microsite.fonts.setting import Style
from microsite.fonts.typefaces import Run
from microsite.pages.urls import CARD_PIXELS

WIDTH, HEIGHT = CARD_PIXELS
# What says which way the words of a line run, whatever they begin with: Unicode Bidirectional Algorithm.
RIGHT_TO_LEFT, END = "\u202b", "\u202c"

Anchor = Literal["start", "middle", "end"]
TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True)
class Box:
    """A filled or outlined rectangle, its corners round by `radius`; `turn` are degrees around its middle."""

    shape: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str = ""
    stroke: float = 0.0
    radius: float = 0.0
    dashes: str = ""
    turn: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def turned(self) -> Box:
        return replace(self, x=WIDTH - self.x - self.width, turn=-self.turn)


@dataclass(frozen=True)
class Stroke:
    """A straight stroke; with `dots` a row of them."""

    shape: ClassVar[str] = "stroke"
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float
    dots: str = ""

    def turned(self) -> Stroke:
        return replace(self, x1=WIDTH - self.x1, x2=WIDTH - self.x2)


@dataclass(frozen=True)
class Words:
    """A line of words; `x` and `y` are where its letters stand."""

    shape: ClassVar[str] = "words"
    x: float
    y: float
    text: str
    style: Style
    size: float
    colour: str
    anchor: Anchor = "start"
    backwards: bool = False  # from right to left

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words in parts of one family each."""
        text = f"{RIGHT_TO_LEFT}{self.text}{END}" if self.backwards else self.text
        return self.style.faces.runs(text)

    @property
    def tracking(self) -> float:
        """Between letters, in pixels."""
        return self.style.tracking * self.size

    def turned(self) -> Words:
        return replace(self, x=WIDTH - self.x, anchor=TURNED[self.anchor], backwards=True)


Mark = Box | Stroke | Words


def turned(marks: Iterable[Mark]) -> list[Mark]:
    """The same from right to left."""
    return [mark.turned() for mark in marks]


def disc(x: float, y: float, radius: float, fill: str, edge: str = "", stroke: float = 0.0) -> Box:
    """A round box around a point."""
    return Box(x - radius, y - radius, 2 * radius, 2 * radius, fill, edge, stroke, radius)
