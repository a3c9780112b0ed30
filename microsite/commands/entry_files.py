"""What a new entry adds to the content: to which file, in which group, as which text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from microsite.commands.additions import Addition, in_group, indent_in, station_file, taken_ids, text_of
from microsite.commands.entry_text import EntryText
from microsite.content.documents import KeyPath
from microsite.content.entries import Sector
from microsite.content.files import NEW_ENTRIES, PAGE, SECTOR, STATIONS, FileKind, prose_file, shape_of
from microsite.content.moments import DateError, read_moment
from microsite.content.promises import Target
from microsite.content.site import Draft
from microsite.content.text_files import UNFILLED
from microsite.rules.colours import another_colour, papers_of


def added(
    draft: Draft, content: Path, kind: str, id: str, answers: Mapping[str, str], lang: str
) -> list[Addition]:
    """The files of a new entry; `answers` are texts by key, `key.language` for halves.

    Comments are in `lang`.
    """
    languages = tuple(draft.settings.languages) if draft.settings else ()
    writer, shape = EntryText(lang, languages, answers), shape_of(kind)
    if kind == SECTOR.name:
        writer.answers = {**_next_line(draft), **answers}
        return _sector(writer, id, _free_id(draft, f"{id}-goal"))
    if kind == PAGE.name:
        words = "\n".join([*writer.entry(shape, ""), ""])
        return [Addition(PAGE.file(id), words, new=True), *_prose(writer, PAGE, id, UNFILLED)]
    name, group = _home(draft, kind, answers)
    document = draft.documents.get(name)
    indent = indent_in(document, group)
    entry = "\n".join([f"{indent}{id}:", *writer.entry(shape, f"{indent}  "), ""])
    if document is None:
        return [Addition(name, f"{group}:\n{entry}" if group else entry, new=True)]
    if not group:
        return [Addition(name, f"\n{entry}")]
    return [in_group(name, document, text_of(content, name), group, entry)]


def entry_in(draft: Draft, kind: str, id: str, answers: Mapping[str, str]) -> tuple[str, KeyPath]:
    """The file of a new entry, and the keys that lead to it there."""
    if kind in (SECTOR.name, PAGE.name):
        return NEW_ENTRIES[kind][0][0].file(id), ()
    name, group = _home(draft, kind, answers)
    return name, (group, id) if group else (id,)


def owner_of(kind: str) -> str:
    """What says whose an entry is, such as `sector` for a target; empty for a kind that is nobody's."""
    return next((file.file_id for file, _ in NEW_ENTRIES[kind] if file.file_id and file.file_id != kind), "")


def _home(draft: Draft, kind: str, answers: Mapping[str, str]) -> tuple[str, str]:
    """The file that an entry goes to, and the key that it stands under there."""
    homes = [(file, str(ids.path[0]) if ids.path else "") for file, ids in NEW_ENTRIES[kind]]
    owner = answers.get(owner_of(kind), "")
    for file, group in homes:
        if file == STATIONS:
            return _file_of_day(draft, answers.get("date", "")), group
        if bool(file.file_id) == bool(owner):
            return file.file(owner), group
    raise KeyError(kind)


def _file_of_day(draft: Draft, day: str) -> str:
    """The file of a station; while its day is not known, or none, it has one of its own."""
    try:
        return station_file(draft, read_moment(day).period)
    except DateError:
        return STATIONS.file("undated")


def _next_line(draft: Draft) -> dict[str, str]:
    lines = {id: (sector.number, sector.colour) for id, sector in draft.sectors.items()}
    number = max((number for number, _ in lines.values()), default=0) + 1
    return {"number": str(number), "colour": another_colour(lines, papers_of(draft))}


def _free_id(draft: Draft, id: str) -> str:
    """The id itself, or with a number behind it when it is taken."""
    taken = taken_ids(draft, "target")
    return next(name for name in (id, *(f"{id}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _sector(writer: EntryText, id: str, goal_id: str) -> list[Addition]:
    """A sector is a file of facts, with a first target, and a file of prose in each language."""
    goal = EntryText(writer.lang, writer.languages, {})
    facts = [*writer.entry(Sector, ""), "targets:", f"  {goal_id}:", *goal.entry(Target, "    "), ""]
    prose = f"{UNFILLED}\n\n## {UNFILLED} {{#now}}\n\n{UNFILLED}"
    return [Addition(SECTOR.file(id), "\n".join(facts), new=True), *_prose(writer, SECTOR, id, prose)]


def _prose(writer: EntryText, kind: FileKind, id: str, text: str) -> list[Addition]:
    return [Addition(prose_file(kind, id, lang), f"{text}\n", new=True) for lang in writer.languages]
