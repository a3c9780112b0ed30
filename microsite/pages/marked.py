"""A page whose texts say where they are written, for the preview.

What stands on a page knows its spot (`content/whence.py`) and prints it as a mark before it: the spot between
two characters that no content can hold. To everything else such a text is as it always was: it is as long, is
sorted and compared alike. Without its marks a page is the page that is published, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import Environment, pass_environment
from markdown_it.token import Token
from markupsafe import Markup, escape

from microsite.content.entries import Source
from microsite.content.moments import Moment
from microsite.content.references import Reference
from microsite.content.scalars import Entry, Text
from microsite.content.text_files import Prose
from microsite.content.whence import Whence, line_spot
from microsite.language.formats import Quantified
from microsite.language.markdown import PLACE, Tokens
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.notes import Note
from microsite.pages.plan import Page

BEFORE, BEHIND = "\ufffe", "\uffff"  # noncharacters of Unicode: reading refuses them
MARK = re.compile(f"{BEFORE}([^{BEHIND}]*){BEHIND}")
_MARK_IN_BYTES = re.compile(MARK.pattern.encode())
_TAG = re.compile("<(?:data|time|bdi)[^>]*>")


def stripped(marked: bytes) -> bytes:
    """A marked page as it is published."""
    return _MARK_IN_BYTES.sub(b"", marked)


def mark(spot: str) -> Markup:
    """The mark of a spot; nothing for no spot."""
    return Markup(f"{BEFORE}{spot}{BEHIND}" if spot else "")


class Placed(Markup):
    """HTML that is printed with its marks, and to whoever works with it has none.

    What is made of it by cutting and changing is HTML like any other.
    """

    __slots__ = ("_printed",)
    _printed: Markup

    def __new__(cls, *given: Any) -> Markup:  # type: ignore[misc]
        return Markup(*given)

    def __html__(self) -> Markup:  # type: ignore[override]
        return self._printed

    def __html_format__(self, spec: str) -> Markup:  # type: ignore[override]
        return self._printed

    def __add__(self, other: Any) -> Markup:  # type: ignore[override]
        return placed(self._printed + other)

    def replace(self, old: str, new: Any, count: int = -1) -> Markup:  # type: ignore[override]
        """The marks stay where this gives the same HTML with them as without."""
        plain = Markup(str(self)).replace(str(old), Markup(MARK.sub("", escape(new))), count)
        marked = self._printed.replace(str(getattr(old, "_printed", old)), escape(new), count)
        kept = set(MARK.findall(self._printed)) <= set(MARK.findall(marked))
        return placed(marked) if kept and MARK.sub("", marked) == plain else plain


class PlacedText(str):
    """The same of a text that is escaped where it is printed."""

    __slots__ = ("_printed",)
    _printed: Markup

    def __html__(self) -> Markup:
        return self._printed


def placed(printed: Markup) -> Markup:
    """HTML with marks, as a value that prints them."""
    plain = MARK.sub("", printed)
    if len(plain) == len(printed):
        return printed
    html = str.__new__(Placed, plain)
    html._printed = Markup(str(printed))
    return html


def placed_text(text: str, spot: str) -> str:
    """A text as a value that prints its mark."""
    if not spot:
        return text
    result = PlacedText(text)
    result._printed = _before(spot, escape(text))
    return result


def _before(spot: str, html: Markup) -> Markup:
    """HTML behind its mark, which touches its first letter: whoever gathers spaces finds the same ones."""
    at = len(html) - len(html.lstrip())
    return Markup(f"{html[:at]}{mark(spot)}{html[at:]}" if spot and at < len(html) else html)


def _inside(spot: str, html: Markup) -> Markup:
    """HTML with its mark in the element for a number, a date or another language that it has."""
    if not spot:
        return html
    printed = html.__html__()
    found = _TAG.search(printed)
    if not found:
        return placed(_before(spot, printed))
    return placed(Markup(f"{printed[: found.end()]}{mark(spot)}{printed[found.end() :]}"))


class Printing:
    """What becomes of each value that a template prints: a text of the content gets its mark."""

    def __init__(self) -> None:
        self.whence = Whence()  # another one in each build

    def __call__(self, value: Any) -> Any:
        return placed_text(value, self.whence.spot(value)) if type(value) is str else value


class MarkedContext(PageContext):
    """What a template can ask, with marks: `whence` knows where the content is written."""

    def __init__(self, edition: Edition, page: Page, whence: Whence) -> None:
        super().__init__(edition, page)
        self._whence = whence

    def beside(self, lang: str) -> MarkedContext:
        return MarkedContext(self._edition, replace(self.page, lang=lang), self._whence)

    def fill(self, pattern: str, **parts: object) -> Markup:
        return placed(_before(self._whence.spot(pattern), super().fill(pattern, **parts).__html__()))

    def say(self, text: Text, own: Entry | None = None, marks: bool = False) -> Markup:
        return placed(_before(self._whence.spot(text[self.lang]), super().say(text, own, marks).__html__()))

    def plain(self, text: Text, own: Entry | None = None) -> str:
        return placed_text(super().plain(text, own), self._whence.spot(text[self.lang]))

    def publisher(self, source: Source) -> Markup:
        name = source.known_as.get(self.lang, source.publisher)
        return _inside(self._whence.spot(name), super().publisher(source))

    def source_title(self, source: Source) -> Markup:
        return _inside(self._whence.spot(source.title), super().source_title(source))

    def quantity(self, entry: Quantified, bare: bool = False, unit: str | None = None) -> Markup:
        return _inside(self._whence.spot(entry, "value"), super().quantity(entry, bare, unit))

    def _reference(self, reference: Reference, own: Entry | None, marks: bool) -> Markup:
        html = super()._reference(reference, own, marks)
        if MARK.search(html.__html__()) or reference.part in ("mark", "moment"):
            return html
        entry = self.site.citables[reference.name].entry if reference.name else own
        return _inside(self._whence.spot(entry, reference.part), html)

    def _time(self, moment: Moment, said: str) -> Markup:
        return _inside(self._whence.spot(moment), super()._time(moment, said))

    # --- prose ----------------------------------------------------------------------------------

    def _written(self, prose: Prose) -> Tokens:
        return tuple(_with_places(super()._written(prose), prose.file))

    @pass_environment
    def all_notes(self, environment: Environment) -> list[Note]:
        return [self._noted(note) for note in super().all_notes(environment)]

    def _noted(self, note: Note) -> Note:
        prose, token = self.site.prose.get((self.page.key, self.lang)), self.notes.footnotes.get(note.name)
        if not (prose and token and token.map and note.words):
            return note
        spot = line_spot(prose.file, token.map[0] + 1)
        return note._replace(words=placed(_before(spot, note.words.__html__())))


def _with_places(tokens: Sequence[Token], file: str) -> Iterator[Token]:
    """Tokens, and before the words of each block one that prints the mark of its first line."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline" and token.content.strip():
            yield Token(PLACE, "", 0, content=str(mark(line_spot(file, line + 1))), hidden=True, block=True)
        yield token
