"""`new`: entries that only need their blanks (____) filled.

What an entry can hold is read off its class, what its keys mean off the catalogue.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence

from microsite.commands.additions import Addition, station_file, taken_ids, write
from microsite.commands.entry_text import EntryText, meaning
from microsite.commands.shapes import key_paths, unknown_key
from microsite.content.entries import Sector
from microsite.content.files import NEW_ENTRIES, SECTOR, prose_file
from microsite.content.moments import DateError, read_moment
from microsite.content.promises import Target
from microsite.content.reading import read_draft
from microsite.content.scalars import ID_PATTERN
from microsite.content.site import Draft
from microsite.content.text_files import MAX_LINE, UNFILLED, Prose, unseen
from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any
from microsite.rules.colours import another_colour, papers_of


def questions(kind: str) -> tuple[str, ...]:
    """The keys that an entry of this kind must have and that only its editor knows."""
    fields = NEW_ENTRIES[kind].entry.model_fields
    return tuple(
        name for name, field in fields.items() if field.is_required() and name not in GIVEN.get(kind, ())
    )


# What is worked out here when nobody says otherwise.
GIVEN: Mapping[str, tuple[str, ...]] = {"sector": ("number", "colour")}


def asked(
    kind: str, languages: Sequence[str], given: Mapping[str, str], lang: str, answer: Callable[[str], str]
) -> dict[str, str]:
    """Ask for every key that is needed and not given; an empty answer leaves a blank.

    `answer` shows a question and returns what was typed.
    """
    shape, answers = NEW_ENTRIES[kind].entry, dict(given)
    for keys in key_paths(shape, tuple(languages)):
        key = ".".join(keys)
        if keys[0] not in questions(kind) or key in answers:
            continue
        if said := answer(f"{meaning(shape, keys[0], lang)}\n{key}: ").strip():
            answers[key] = said
    return answers


def additions(draft: Draft, kind: str, id: str, answers: Mapping[str, str], lang: str) -> list[Addition]:
    """What `new` writes for one entry; `answers` are texts by key, `key.language` for halves.

    Comments are in `lang`. Raises `ContentError` when the id is taken or a key is unknown; then
    nothing should be written.
    """
    shape = NEW_ENTRIES[kind].entry
    languages = tuple(draft.settings.languages) if draft.settings else ()
    answers = {key: unicodedata.normalize("NFC", answer) for key, answer in answers.items()}
    paths, place = key_paths(shape, languages), Place("new")
    unknown = (Problem(place, key, said) for key in answers for said in unknown_key(key, paths))
    problems = [*wrong_id(draft, kind, id), *unknown, *_wrong_letters(answers)]
    if kind == "station" and not any(problem.where == "date" for problem in problems):
        problems += _wrong_date(answers)
    if problems:
        raise ContentError(problems)
    writer = EntryText(lang, languages, answers)
    if kind == "sector":
        writer.answers = {**_next_line(draft), **answers}
        return _sector(writer, id, _free_id(draft, f"{id}-goal"))
    text = "\n".join(["", f"{id}:", *writer.entry(shape, "  "), ""])
    if kind == "station":
        name = station_file(draft, read_moment(answers["date"]).period)
        new = name not in draft.documents
        return [Addition(name, text.lstrip("\n") if new else text, new)]
    return [Addition(NEW_ENTRIES[kind].pattern, text)]


def wrong_id(draft: Draft, kind: str, id: str) -> Iterator[Problem]:
    """Yield why an id cannot be given to a new entry."""
    place = Place("new")
    if not re.fullmatch(ID_PATTERN, id):
        yield Problem(place, "id", Message("not-an-id", value=id))
    if id in taken_ids(draft, kind):
        yield Problem(place, "id", Message("id-used", id=id))


def _wrong_letters(answers: Mapping[str, str]) -> Iterator[Problem]:
    """What could be written, but not be read again as it was answered."""
    for key, answer in answers.items():
        messages = [problem.message for problem in unseen(Prose("new", answer))]
        if len(answer) > MAX_LINE // 2:
            messages.append(Message("line-too-long", limit=MAX_LINE // 2))
        yield from (Problem(Place("new"), key, message) for message in messages)


def _wrong_date(answers: Mapping[str, str]) -> Iterator[Problem]:
    """The date of a station says which file it goes to, so that it cannot be left for later."""
    if "date" not in answers:
        yield Problem(Place("new"), "date", Message("date-wanted"))
        return
    try:
        read_moment(answers["date"])
    except DateError as error:
        yield Problem(Place("new"), "date", error.message)


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
    prose = f"{UNFILLED}\n\n## {UNFILLED} {{#now}}\n\n{UNFILLED}\n"
    return [
        Addition(SECTOR.file(id), "\n".join(facts), new=True),
        *(Addition(prose_file(SECTOR, id, lang), prose, new=True) for lang in writer.languages),
    ]


def run(given: Namespace) -> int:
    """Write a new entry from the answers on the command line and, on a terminal, to questions."""
    draft, problems = read_draft(given.content)
    if not draft.settings:
        raise ContentError(problems)  # without languages no text can be asked for
    languages = list(draft.settings.languages)
    id, answers = _answered(given, languages)
    if sys.stdin.isatty():
        try:
            id = id or input(f"{sentence(Message('ask-id'), given.lang)}\nid: ").strip()
            stop_if_any(wrong_id(draft, given.kind, id))  # before anything else is asked
            print(sentence(Message("ask-rest"), given.lang))
            answers = asked(given.kind, languages, answers, given.lang, input)
        except (EOFError, KeyboardInterrupt):  # whoever leaves the questions wants no entry
            print()
            return 1
    added = additions(draft, given.kind, id, answers, given.lang)
    write(given.content, added)
    for addition in added:
        path = (given.content / addition.name).as_posix()
        print(f"{path}  {sentence(Message('written-to'), given.lang)}")
    return 0


def _answered(given: Namespace, languages: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The id and the answers of the command line. Raises `ContentError` for a word that is neither."""
    words = [word for word in (given.id, *given.answers) if word]
    id = words.pop(0) if words and "=" not in words[0] else ""
    answers: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            message = Message("not-a-pair", word=word, lang=languages[0])
            raise ContentError([Problem(Place("new"), "", message)])
        answers[key] = value
    return id, answers
