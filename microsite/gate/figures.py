"""Whether every figure is that of its fact, in every language and every kind of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from pydantic import BaseModel

from microsite.content.site import Site
from microsite.gate.problem import problem
from microsite.gate.seen import Figure, Seen, SeenPage
from microsite.language.formats import full_value
from microsite.language.readback import ENDS_OF_RANGE, Reader, unshared
from microsite.messages.problems import Problem

Known = Mapping[str, Set[Decimal]]  # by the id of an entry, "" for all of them: as written, and in full
PLACE = "#"  # before the id of what a link is called after
MOST = 5  # figures that one sentence names


def known_figures(site: Site) -> Known:
    """The numbers of everything that the content measures, as they are written and with their units."""
    found: dict[str, set[Decimal]] = {"": set()}
    for named in site.index:
        own = found.setdefault(named.id, set())
        for value, unit in _measured(named.entry, None):
            own.add(value)
            if unit and unit in site.units:
                own.add(full_value(value, site.units[unit]))
        found[""] |= own
    return found


def _measured(entry: Any, unit: str | None) -> Iterator[tuple[Decimal, str | None]]:
    """Each number below an entry with its unit, which a part may have from the whole."""
    if isinstance(entry, BaseModel):
        unit = getattr(entry, "unit", None) or unit
        for name in ("value", "up_to"):
            if isinstance(number := getattr(entry, name, None), Decimal):
                yield number, unit
        for part in vars(entry).values():
            yield from _measured(part, unit)
    elif isinstance(entry, tuple | list):
        for part in entry:
            yield from _measured(part, unit)
    elif isinstance(entry, Mapping):
        for part in entry.values():
            yield from _measured(part, unit)


class Reading:
    """How the languages of a site are read, once for each figure however often it stands somewhere."""

    def __init__(self, site: Site, known: Known) -> None:
        self._readers = {lang: Reader(it) for lang, it in site.settings.languages.items()}
        self._known = known
        self.fault = cache(self._fault)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the default one first."""
        return tuple(self._readers)

    def _fault(self, figure: Figure) -> str:
        """The code of what is wrong with a figure of a page, or nothing."""
        reader = self._readers.get(figure.lang)
        if figure.kind == "time":
            return "figure-misprinted" if reader and not reader.means(figure.text, figure.value) else ""
        if reader and not reader.says(figure.text, figure.value):
            return "figure-misprinted"
        return "" if figure.past or self._is_known(figure.value) else "figure-of-no-fact"

    def _is_known(self, value: str) -> bool:
        return all(self.is_of("", end) for end in value.split(ENDS_OF_RANGE))

    def is_of(self, id: str, value: str) -> bool:
        """Whether a number is one of an entry, of any for an empty id; what is no number is none."""
        try:
            return Decimal(value) in self._known.get(id, ())
        except InvalidOperation:
            return False

    def knows(self, id: str) -> bool:
        """Whether the content has an entry of this id."""
        return id in self._known

    def numbers(self, text: str, lang: str) -> Mapping[str, Decimal]:
        """The numbers of a text, days and months aside."""
        reader = self._readers[lang]
        return reader.numbers(reader.undated(text), in_words=False)


def figures_of(path: str, seen: Seen, reading: Reading, known: Known) -> Iterator[Problem]:
    """Figures of a file that are not those of their facts."""
    if isinstance(seen, SeenPage):
        for figure in seen.figures:
            if code := reading.fault(figure):
                yield problem(path, code, text=figure.text, value=figure.value)
    for id, value in seen.values:
        if known.get(id) and not reading.is_of(id, value):
            yield problem(path, "figure-of-another", id=id, value=value)


def figures_in_step(first: tuple[str, Seen], other: tuple[str, Seen]) -> Iterator[Problem]:
    """Numbers and dates that a page has in one language and not in another."""
    (file, here), (path, there) = first, other
    if isinstance(here, SeenPage) and isinstance(there, SeenPage):
        ours, theirs = (_by_value(page) for page in (here, there))
        if differing := sorted(value for _, value in (ours - theirs) | (theirs - ours)):
            yield problem(path, "figures-differ", other=file, figures=", ".join(differing[:MOST]))


def numbers_in_step(
    first: tuple[str, str, Seen], other: tuple[str, str, Seen], reading: Reading
) -> Iterator[Problem]:
    """Numbers in texts without markup that are others in another language.

    Each of the two must have one that the other has not: what one language says in digits, another may say
    in words.
    """
    (own, file, here), (lang, path, there) = first, other
    for name in sorted(here.texts.keys() & there.texts.keys()):
        if name.startswith(PLACE) and not reading.knows(name.removeprefix(PLACE)):
            continue  # of a note, whose number is only that of its place on this page
        pair = (reading.numbers(here.texts[name], own), reading.numbers(there.texts[name], lang))
        one, two = unshared(*pair)
        if one and two:
            yield problem(path, "numbers-in-text-differ", other=file, here=two[0], there=one[0])


def _by_value(page: SeenPage) -> Counter[tuple[str, str]]:
    """How often each number and each date stands on a page, whatever it is called."""
    counts: Counter[tuple[str, str]] = Counter()
    for figure, number in page.figures.items():
        if not (figure.past or figure.fitted):  # which a language may have for itself
            counts[figure.kind, figure.value] += number
    return counts
