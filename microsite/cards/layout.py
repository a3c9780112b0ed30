"""What a card says -> marks at their places. A text that no font has all letters of is left out.

A card of the whole map has the map below its title; that of a sector its badge, the promise that stands for
it and its line; any other the lines of the site as a band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from microsite.cards.line_drawing import Drawing, Ink, Plot, kinds_of_rows
from microsite.cards.map_words import heads, names
from microsite.cards.marks import HEIGHT, WIDTH, Anchor, Box, Mark, Words, disc, turned
from microsite.colours.shades import shades
from microsite.fonts.setting import Style, fitted
from microsite.fonts.typefaces import BOLD, REGULAR, Typefaces
from microsite.map.entries import MapRow
from microsite.map.line_map import LineMap
from microsite.pages.card_words import WITH_MAP, CardPromise, CardWords
from microsite.pages.context import PageContext

MARGIN, TOP = 56.0, 50.0
ROOM = WIDTH - 2 * MARGIN
FOOT = 552.0  # where the rule stands above the name of the site
BOTTOM = FOOT - 22.0  # of what stands above that
ASCENT = 0.86  # of a line above its foot, in its size: Hangul stands higher than Latin
LEADING = 1.2
FINDING = ((60.0, 52.0, 46.0, 40.0), (1, 2, 2, 2))  # sizes of a title, and how many lines each may take
NAME = ((60.0, 52.0, 44.0), (1, 2, 2))
TITLE = ((84.0, 74.0, 64.0, 54.0), (2, 2, 3, 3))
STATEMENT = ((64.0, 54.0, 46.0, 38.0), (2, 2, 3, 3))
BELOW = ((38.0, 34.0, 30.0), (1, 2, 2))
NUMBER = ((128.0, 112.0, 96.0, 80.0, 68.0, 60.0), (1, 1, 1, 1, 1, 1))  # at the last, others stand below it
DUE, STANDING = 40.0, 31.0
SIGN, SIGN_ROOM = 20.0, 34.0  # beside the words that say where a promise stands
LETTER = 16.0  # inside of the sign
LETTERS = {"kept": "✓", "missed": "×", "postponed": "›", "changed": "≠", "dropped": "×"}
LETTERS |= {"overdue": "!", "unchecked": "?"}
KICKER, SMALL = 27.0, 23.0
BADGE = 34.0  # the radius of that of a sector's card
GAP = 24.0
HEADS, PITCH_MOST = 66.0, 52.0  # the room above the map of a card, and of one row
BAND_PITCH, BAND_MOST = 20.0, 230.0


@dataclass(frozen=True)
class Layout:
    """One card in the making: its page, its words, and what the page has of the map."""

    here: PageContext
    words: CardWords
    faces: Typefaces
    drawn: LineMap | None

    def marks(self) -> list[Mark]:
        """Everything on the card, from the ground up."""
        made = [
            mark for mark in self._all() if not (isinstance(mark, Words) and self.faces.missing(mark.text))
        ]
        return turned(made) if self.here.language.direction == "rtl" else made

    def _all(self) -> Iterator[Mark]:
        yield Box(0, 0, WIDTH, HEIGHT, self.ink.paper)
        if self.words.sector:
            yield from self._sector(self.words.sector)
        elif self.drawn and self.here.page.key[0] in WITH_MAP:
            yield from self._whole(self.drawn)
        else:
            yield from self._page()
        yield from self._foot()

    @cached_property
    def ink(self) -> Ink:
        """The colours of the site on its light paper."""
        colours, papers = self.here.site.settings.theme.colours, self.here.site.settings.theme.colours.paper
        drawn = [shades(it.colour, "light", papers) for it in self.here.site.sectors.values()]
        lines = [(it.stroke, it.pale) for it in drawn]
        setting = (colours.quiet.light, colours.rule.light)
        return Ink(
            colours.paper.light,
            colours.text.light,
            colours.quiet.light,
            colours.warning.light,
            [*lines, setting],
        )

    @cached_property
    def bold(self) -> Style:
        """How headings are set in the language of the page."""
        setting = self.here.language.type
        tracking = float(setting.tracking.removesuffix("em"))
        return Style(self.faces, BOLD, tracking, setting.breaks == "words" or not tracking)

    @cached_property
    def regular(self) -> Style:
        """How everything else is set."""
        return replace(self.bold, weight=REGULAR, tracking=0.0)

    # --- parts ----------------------------------------------------------------------------------

    def _text(
        self, x: float, y: float, text: str, style: Style, size: float, colour: str, anchor: Anchor = "start"
    ) -> Words:
        return Words(x, y, text, style, size, colour, anchor)

    def _set(
        self,
        text: str,
        top: float,
        style: Style,
        how: tuple[tuple[float, ...], tuple[int, ...]],
        left: float = MARGIN,
        room: float = ROOM,
    ) -> tuple[list[Words], float]:
        """A text in lines, and where they end."""
        lines, made = fitted(text, style, room, *how), []
        for line in lines.texts:
            made.append(self._text(left, top + ASCENT * lines.size, line, style, lines.size, self.ink.text))
            top += LEADING * lines.size
        return made, top

    def _kicker(self, top: float) -> tuple[list[Words], float]:
        if not self.words.kicker:
            return [], top
        made, below = self._set(self.words.kicker, top, self.regular, ((KICKER,), (1,)))
        return [replace(it, colour=self.ink.quiet) for it in made], below + 6

    def _foot(self) -> Iterator[Mark]:
        yield Box(MARGIN, FOOT, ROOM, 3, self.ink.text)
        y, room = FOOT + 44, ROOM
        if self.words.checked:
            width = self.regular.width(self.words.checked, SMALL)
            yield self._text(
                WIDTH - MARGIN, y, self.words.checked, self.regular, SMALL, self.ink.quiet, "end"
            )
            room -= width + GAP
        plain = replace(self.bold, tracking=0.0)
        name = fitted(self.words.name, plain, room, (27.0, 23.0, 20.0), (1, 1, 1))
        yield self._text(MARGIN, y, name.texts[0], plain, name.size, self.ink.text)

    def _drawing(self, drawn: LineMap, rows: Iterable[MapRow], plot: Plot) -> Drawing:
        listed = list(rows)
        kinds = {id: self.here.map_entry(id).kind for id in kinds_of_rows(listed)}
        return Drawing(drawn, listed, plot, self.ink, kinds)

    # --- cards ----------------------------------------------------------------------------------

    def _whole(self, drawn: LineMap) -> Iterator[Mark]:
        """The title, and the map with the names of its lines."""
        made, top = self._kicker(TOP)
        title, top = self._set(self.words.title, top, self.bold, FINDING)
        yield from [*made, *title]
        rows = self.here.map_rows
        pitch = min((BOTTOM - top - HEADS) / len(rows), PITCH_MOST)
        first = BOTTOM - (len(rows) - 0.5) * pitch
        column = names(self.here, rows, self.regular, self.ink, MARGIN, first, pitch)
        yield from column.marks
        undated = any(row.undated for row in rows)
        plot = Plot(column.right, WIDTH - MARGIN - 44 * undated, first, pitch)
        drawing = self._drawing(drawn, rows, plot)
        yield from drawing.marks()
        yield from heads(self.here, drawing, self.regular, first - pitch / 2 - HEADS + 6)

    def _sector(self, id: str) -> Iterator[Mark]:
        """The badge and the name of a sector, its promise, its line."""
        left = MARGIN + 2 * BADGE + GAP
        name, top = self._set(self.words.title, TOP, self.bold, NAME, left, ROOM - left + MARGIN)
        middle = name[0].y - 0.36 * name[0].size
        yield from self._badge(id, MARGIN + BADGE, middle)
        yield from name
        yield from self._promise(top + 22)
        if self.drawn:
            row = self.here.map_rows[self.here.row_of(id)]
            undated = bool(row.undated)
            plot = Plot(MARGIN + 8, WIDTH - MARGIN - 52 * undated, BOTTOM - 24, 44.0)
            drawing = self._drawing(self.drawn, [row], plot)
            yield from drawing.marks()
            yield from heads(self.here, drawing, self.regular, plot.top - 84)

    def _badge(self, id: str, x: float, y: float) -> Iterator[Mark]:
        sector = self.here.site.sectors[id]
        shade = shades(sector.colour, "light", self.here.site.settings.theme.colours.paper)
        number, size = str(sector.number), 1.15 * BADGE if len(str(sector.number)) < 3 else 0.8 * BADGE
        yield disc(x, y, BADGE, shade.badge)
        yield self._text(
            x, y + 0.36 * size, number, replace(self.bold, tracking=0.0), size, shade.number, "middle"
        )

    def _promise(self, top: float) -> Iterator[Mark]:
        """The promise that stands for a sector: its number with its date and standing beside it, and of what;
        without a number, of what comes first."""
        it = self.words.promise
        if it is None:
            lead, _ = self._set(self.words.lead, top, self.regular, ((42.0, 38.0, 34.0), (3, 4, 4)))
            yield from lead
            return
        beside = max(self.bold.width(it.due, DUE), self.regular.width(it.standing, STANDING) + SIGN_ROOM)
        number = fitted(it.number, self.bold, ROOM - beside - GAP, *NUMBER)
        if it.number and number.size > NUMBER[0][-1]:
            y = top + ASCENT * number.size
            yield self._text(MARGIN, y, number.texts[0], self.bold, number.size, self.ink.text)
            x = MARGIN + self.bold.width(number.texts[0], number.size) + GAP
            yield self._text(x, y - 1.2 * DUE, it.due, self.bold, DUE, self.ink.text)
            yield from self._standing(it, x, y)
            title, _ = self._set(it.title, y + 40, self.regular, BELOW)
            yield from title
            return
        if it.number:
            long, top = self._set(it.number, top, self.bold, STATEMENT)
            title, below = self._set(it.title, top, self.regular, BELOW)
            title += long
        else:
            title, below = self._set(it.title, top + 6, self.bold, STATEMENT)
        y = below + DUE
        yield from [*title, self._text(MARGIN, y, it.due, self.bold, DUE, self.ink.text)]
        yield from self._standing(it, MARGIN + bool(it.due) * (self.bold.width(it.due, DUE) + GAP), y)

    def _standing(self, it: CardPromise, x: float, y: float) -> Iterator[Mark]:
        """Where a promise stands, behind its sign."""
        open = it.state in ("overdue", "unchecked", "missed", "dropped")
        colour = self.ink.warning if open else self.ink.quiet
        filled = it.state in ("overdue", "missed", "kept", "partly-kept")
        turn, radius = (45, 0.0) if it.state in ("overdue", "unchecked") else (0, SIGN / 2)
        dashes = "3 3" if it.state == "undated" else ""
        sign = Box(x + 2, y - SIGN - 1, SIGN, SIGN, colour if filled else self.ink.paper, colour, 3, radius)
        yield replace(sign, dashes=dashes, turn=turn)
        if letter := LETTERS.get(it.state):
            middle, ink = x + 2 + SIGN / 2, self.ink.paper if filled else colour
            yield Words(middle, y - 1 - SIGN / 2 + 0.36 * LETTER, letter, self.bold, LETTER, ink, "middle")
        yield self._text(x + SIGN_ROOM, y, it.standing, self.regular, STANDING, colour)

    def _page(self) -> Iterator[Mark]:
        """The title of a page, above all lines of the site as a band."""
        made, top = self._kicker(TOP)
        title, _ = self._set(self.words.title, top + 4, self.bold, TITLE)
        yield from [*made, *title]
        if self.drawn:
            rows = self.here.map_rows
            pitch = min(BAND_PITCH, BAND_MOST / len(rows))
            plot = Plot(MARGIN, WIDTH - MARGIN, BOTTOM - (len(rows) - 0.5) * pitch, pitch)
            yield from self._drawing(self.drawn, rows, plot).marks(plain=True)
