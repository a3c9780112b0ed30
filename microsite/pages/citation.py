"""How a page is cited: in words, as APA has it (7th edition), and as a BibTeX entry.

What is cited is a version: it bears the day on which the page last changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from babel import Locale

from microsite.content.moments import Moment
from microsite.content.settings import Language
from microsite.language import formats
from microsite.language.plain import plain_text

# As styles of BibTeX know them.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
IN_TEX = {  # a brace by itself would end its field even behind a backslash
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_IN_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Citation:
    """What is cited: texts without HTML."""

    title: str
    site: str
    publisher: str | None
    day: date  # of the version
    address: str
    names: Sequence[str]  # what tells the page from others of the site, whatever it is called

    @property
    def author(self) -> str:
        """Who speaks: the publisher, or else the site by its name."""
        return self.publisher or self.site

    @property
    def within(self) -> str | None:
        """The site, where it is neither the author nor what is cited."""
        return self.site if self.publisher and self.site != self.title else None

    def apa(self, day: str) -> str:
        """The reference as APA has it, given the day in the way of a language."""
        parts = [self.author, f"({day})", self.title, *filter(None, [self.within])]
        return " ".join([*map(_ended, parts), self.address])

    @property
    def bibtex(self) -> str:
        """The reference as a BibTeX entry. Names and titles keep their capitals."""
        fields = {
            "author": f"{{{{{_tex(self.author)}}}}}",
            "title": f"{{{{{_tex(self.title)}}}}}",
            "howpublished": f"{{{{{_tex(self.within)}}}}}" if self.within else "",
            "year": f"{{{self.day.year}}}",
            "month": MONTHS[self.day.month - 1],
            "day": f"{{{self.day.day}}}",
            "url": f"{{{quote(self.address, safe=':/?#[]@!$&()*+,;=%~')}}}",
        }
        lines = [f"  {name} = {value}" for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", ",\n".join(lines), "}"])

    @property
    def key(self) -> str:
        """What the entry is called: the same whenever the page is cited."""
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        return "-".join(filter(None, (_IN_KEY.sub("-", it.lower()).strip("-") for it in (host, *self.names))))


def reference_day(when: date, language: Language, comma: str) -> str:
    """A day as references have it, the year before all else: 2026, August 31; 2026년 8월 31일.

    It is the way of the language, whatever the country.
    """
    locale = Locale.parse(language.locale)
    bare = language.model_copy(update={"locale": str(Locale(locale.language, script=locale.script))})
    year, day = formats.moment(Moment(when.year), bare), formats.day(when, bare)
    if not day.startswith(year):
        day = f"{year}{comma}{formats.within_year(Moment(when.year, when.month, when.day), bare)}"
    return unjoined(day)


def unjoined(text: str) -> str:
    """Text to be taken elsewhere: with ordinary spaces, and without what holds words together on a page."""
    return plain_text(text).replace(formats.NO_BREAK_SPACE, " ")


def _tex(text: str) -> str:
    return "".join(IN_TEX.get(letter, letter) for letter in text)


def _ended(part: str) -> str:
    """A part with the full stop behind it, unless it ends by itself."""
    return part if part.endswith((".", "?", "!", "。", "？", "！")) else f"{part}."
