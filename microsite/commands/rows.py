"""The rows of a table as entries to be: their ids, the files they go to, and the cells of their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from microsite.commands.additions import station_file, taken_ids
from microsite.commands.shapes import Keys, alternatives, key_paths, leaf_at, unknown_key
from microsite.commands.table import Cell, Table
from microsite.content.files import STATIONS, TABLES, IdKind, shape_of
from microsite.content.index import LABELS
from microsite.content.moments import DateError, read_moment
from microsite.content.scalars import ID_PATTERN
from microsite.content.site import Draft
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import Place, Problem, did_you_mean

# A number whose point parts thousands in one country, and thousandths in another.
IN_DOUBT = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True)
class Row:
    """One entry to be: where it goes, and the cells of its values by their keys, empty ones too."""

    id: str
    file: str  # inside the content folder
    group: str  # the key that such entries stand under there; "" where that is the file itself
    cells: Mapping[Keys, Cell]
    place: Place

    @property
    def path(self) -> Keys:
        """The keys that lead to the entry in its file."""
        return (self.group, self.id) if self.group else (self.id,)

    @property
    def texts(self) -> dict[Keys, str]:
        """What stands in the cells."""
        return {keys: cell.text for keys, cell in self.cells.items()}


def columns_of(kind: IdKind, languages: tuple[str, ...]) -> dict[Keys, Any]:
    """The columns that a table of a kind can have, as keys, and the types of their cells.

    The first are no keys of an entry: its id, and whose file it goes to.
    """
    aside = ("id", *(file.file_id for file, _ in TABLES[kind] if file.file_id))
    return {**{(name,): str for name in aside}, **key_paths(shape_of(kind), languages)}


def rows_of(draft: Draft, kind: IdKind, table: Table, problems: list[Problem]) -> list[Row]:
    """Each row of a table of a kind. What is wrong is said; such a row is still one, under another id or
    in another file, so that the rest of it can be judged."""
    reader = _Reader(draft, kind, table, problems)
    return [reader.row(cells) for cells in table.rows]


def id_from(title: str) -> str:
    """The id that a title gives, or "" where it has letters that no id has.

    Marks on Latin letters are left out, and so is what stands in braces.
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"\{[^}]*\}", " ", title)).lower()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    id = "-".join(re.findall("[a-z0-9]+", letters))
    foreign = any(letter.isalnum() and not letter.isascii() for letter in letters)
    return id if re.fullmatch(ID_PATTERN, id) and not foreign else ""


class _Reader:
    """Reads the rows of one table, and keeps the ids that it has given so far."""

    def __init__(self, draft: Draft, kind: IdKind, table: Table, problems: list[Problem]) -> None:
        self.draft, self.kind, self.problems = draft, kind, problems
        self.languages = tuple(draft.settings.languages) if draft.settings else ()
        columns = columns_of(kind, self.languages)
        self.types = {
            heading: leaf_at(tuple(heading.split(".")), columns)
            for heading in table.headings
            if leaf_at(tuple(heading.split(".")), columns) is not None
        }
        self.points_in_doubt = table.separator == ";"  # where a comma stands before decimals
        self.taken = taken_ids(draft, kind)
        self.given: dict[str, Place] = {}
        for heading, place in table.headings.items():
            self.problems += (Problem(place, "", said) for said in unknown_key(heading, columns))

    def complain(self, cell: Place, column: str, code: str, **parts: Part) -> None:
        self.problems.append(Problem(cell, column, Message(code, **parts)))

    def row(self, cells: Mapping[str, Cell]) -> Row:
        place = min(cell.place for cell in cells.values())
        known = {heading: cell for heading, cell in cells.items() if heading in self.types}
        for heading, cell in known.items():
            numeric = Decimal in alternatives(self.types[heading])
            if numeric and self.points_in_doubt and IN_DOUBT.fullmatch(cell.text):
                whole = cell.text.replace(".", "")
                self.complain(cell.place, heading, "point-in-doubt", value=cell.text, whole=whole)
        file, group = self.home(known, place)
        aside = ("id", *(file.file_id for file, _ in TABLES[self.kind]))
        own = {tuple(name.split(".")): cell for name, cell in known.items() if name not in aside}
        return Row(self.id_of(known, place), file, group, own, place)

    def id_of(self, cells: Mapping[str, Cell], place: Place) -> str:
        """The id that is typed or made of the title; where it will not do, one that stands for it."""
        cell = cells.get("id")
        if cell and cell.text:
            id, place = cell.text, cell.place
        else:
            name = LABELS.get(self.kind, "title")
            title = next((cells[it] for it in (name, f"{name}.{self.languages[0]}") if it in cells), None)
            id, place = (id_from(title.text), title.place) if title else ("", place)
        first = self.given.setdefault(id, place)
        if not id:
            self.complain(place, "id", "id-wanted")
        elif not re.fullmatch(ID_PATTERN, id):
            self.complain(place, "id", "not-an-id", value=id)
        elif id in self.taken:
            self.complain(place, "id", "id-used", id=id)
        elif first is not place:
            self.complain(place, "id", "id-taken", id=id, first=str(first))
        else:
            return id
        id = f"row-{place.line}"
        while id in self.taken or id in self.given:
            id += "-x"
        return id

    def home(self, cells: Mapping[str, Cell], place: Place) -> tuple[str, str]:
        """The file that a row goes to, and the key that it stands under there."""
        homes = [(file, str(ids.path[0]) if ids.path else "") for file, ids in TABLES[self.kind]]
        for file, group in homes:
            if file == STATIONS:
                return self.file_of_day(cells.get("date"), place), group
            owner = cells.get(file.file_id or "")
            if file.file_id is None or owner is None or not owner.text:
                continue
            known = self.draft.known.get(file.file_id, ())
            if owner.text in known:
                return file.file(owner.text), group
            kind, hint = Message(f"kind-{file.file_id}"), did_you_mean(owner.text, known)
            self.complain(owner.place, file.file_id, "unknown-id", name=owner.text, kind=kind, hint=hint)
        return next((file.pattern, group) for file, group in homes if not file.several)

    def file_of_day(self, day: Cell | None, place: Place) -> str:
        if day is None:
            self.complain(Place(place.file, 1), "", "date-column-wanted")
        try:
            return station_file(self.draft, read_moment(day.text if day else "").period)
        except DateError:  # the day is judged with the rest of the entry
            return STATIONS.file("undated")
