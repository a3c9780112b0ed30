"""The words around the map of a card: names of lines, years, now, and how much has no date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from microsite.cards.line_drawing import Drawing, Ink
from microsite.cards.marks import WIDTH, Box, Mark, Words, disc
from microsite.colours.shades import shades
from microsite.fonts.setting import Style
from microsite.fonts.typefaces import BOLD
from microsite.language.plain import plain_text
from microsite.map.entries import MapRow
from microsite.pages.context import PageContext

SIZES = (
    24.0,
    22.0,
    20.0,
    19.0,
    18.0,
    17.0,
    16.0,
)  # of the names of lines: the first in which all of them have room
NAMES_MOST = 250.0
LEAST = 16.0  # the height of a row in which a number can be read
YEARS, NOW = 19.0, 20.0
FLAG = 28.0  # how high the words stand that say when now is
GAP = 12.0
DIGITS = 0.36  # of its size, how far below the middle of its disc a number stands


@dataclass(frozen=True)
class Column:
    """The badges and names at the start of the rows, and where they end."""

    marks: Sequence[Mark]
    right: float


def names(
    here: PageContext,
    rows: Sequence[MapRow],
    style: Style,
    ink: Ink,
    left: float,
    top: float,
    pitch: float,
) -> Column:
    """A badge for each row and, where all of them have room, the names of the lines."""
    if pitch < LEAST:
        return Column((), left + GAP)
    radius = min(16.0, pitch / 2 - 1.5)
    texts = [_name(here, row) for row in rows]
    sizes = [
        size
        for size in SIZES
        if size <= 0.8 * pitch and max(style.width(it, size) for it in texts) <= NAMES_MOST
    ]
    marks: list[Mark] = []
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        y = top + at * pitch
        marks += _badge(here, row, style, ink, left + radius, y, radius)
        if sizes:
            marks.append(
                Words(left + 2 * radius + 10, y + DIGITS * sizes[0], text, style, sizes[0], ink.text)
            )
    wide = max(style.width(it, sizes[0]) for it in texts) + 10 if sizes else 0.0
    return Column(marks, left + 2 * radius + wide + 2 * GAP)


def _name(here: PageContext, row: MapRow) -> str:
    id = here.sector_at(row.line)
    said: str = here.plain(here.site.sectors[id].name) if id else here.words["no_sector"]
    return said


def _badge(
    here: PageContext, row: MapRow, style: Style, ink: Ink, x: float, y: float, radius: float
) -> Iterator[Mark]:
    id = here.sector_at(row.line)
    if id is None:
        yield disc(x, y, radius, ink.quiet)
        yield Box(x - 3, y - 1, 6, 2, ink.paper)
        return
    sector = here.site.sectors[id]
    shade = shades(sector.colour, "light", here.site.settings.theme.colours.paper)
    number = str(sector.number)
    size = radius * (1.2 if len(number) < 3 else 0.85)
    yield disc(x, y, radius, shade.badge)
    yield Words(x, y + DIGITS * size, number, replace(style, weight=BOLD), size, shade.number, "middle")


def heads(here: PageContext, drawing: Drawing, style: Style, top: float) -> Iterator[Mark]:
    """Above the rows: when now is, and below that the years; behind the rows, how much has no date."""
    drawn, plot, ink = drawing.drawn, drawing.plot, drawing.ink
    bold, y = replace(style, weight=BOLD), top + FLAG + YEARS + 4
    if drawn.now is not None:
        said = _plain(here.fill(here.words["now"], date=here.day(here.today)))
        wide, x = bold.width(said, NOW) + 16, plot.x(drawn.now) - 1.5
        x = min(x, plot.right - wide)
        yield Box(x, top, wide, FLAG, ink.text)
        yield Box(plot.x(drawn.now) - 1.5, top, 3, plot.top - top, ink.text)
        yield Words(x + 8, top + FLAG - 7, said, bold, NOW, ink.paper)
    free = plot.left
    years = [(plot.x(x) + 2, _plain(here.year(year)), plot.x(drawing.passed)) for year, x in drawn.axis.ticks]
    years += [
        (plot.x(it.left) + 4, here.year_range(it.first, it.last), plot.x(it.right))
        for it in drawn.columns
        if not it.rest and not it.quiet
    ]
    for x, said, end in years:
        wide = bold.width(said, YEARS)
        if x >= free and x + wide <= end:
            yield Words(x, y, said, bold, YEARS, ink.quiet)
            free = x + wide + 6
    yield from _undated(here, drawing, style, y, free)


def _undated(here: PageContext, drawing: Drawing, style: Style, y: float, free: float) -> Iterator[Mark]:
    """How many promises of each row have no date."""
    plot, ink, right = drawing.plot, drawing.ink, WIDTH - 56.0
    if plot.pitch < LEAST or not any(row.undated for row in drawing.rows):
        return
    said: str = here.words["no_year"]
    if right - style.width(said, YEARS) > free:
        yield Words(right, y, said, style, YEARS, ink.quiet, "end")
    radius = min(13.0, plot.pitch / 2 - 2)
    for at, row in enumerate(drawing.rows):
        if row.undated:
            x, number = right - radius - 1, here.number(len(row.undated))
            edge = ink.lines[row.row][0]
            yield replace(disc(x, plot.y(at), radius, ink.paper, edge, 2), dashes="2 3")
            size = radius * 1.15
            yield Words(
                x, plot.y(at) + DIGITS * size, number, replace(style, weight=BOLD), size, ink.text, "middle"
            )


def _plain(said: Markup | str) -> str:
    return plain_text(Markup(said).striptags())
