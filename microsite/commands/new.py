"""`new`: entries that only need their blanks (____) filled.

What an entry can hold is read off its class, what its keys mean off the catalogue, and what is wrong with an
answer is what `check` says of it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from microsite.commands.additions import Addition, taken_ids, write
from microsite.commands.answering import Answering
from microsite.commands.asking import Asking
from microsite.commands.entry_files import added, owner_of
from microsite.commands.shapes import key_paths, unknown_key
from microsite.content.files import PAGE, shape_of
from microsite.content.moments import DateError, read_moment
from microsite.content.reading import read_draft
from microsite.content.scalars import ID_PATTERN
from microsite.content.site import Draft
from microsite.content.text_files import MAX_LINE, Prose, unseen
from microsite.messages.catalogue import Message, Part, sentence
from microsite.messages.problems import ContentError, Place, Problem, did_you_mean, stop_if_any

PLACE = Place("new")
# What is worked out here when nobody says otherwise.
GIVEN: Mapping[str, tuple[str, ...]] = {"sector": ("number", "colour")}


def questions(draft: Draft, kind: str) -> list[str]:
    """What only its editor knows of an entry: whose it is, and the keys that it must have, those of a text
    language by language."""
    needed = [".".join(keys) for keys in key_paths(shape_of(kind), _languages(draft), needed=True)]
    return [*filter(None, [owner_of(kind)]), *(key for key in needed if key not in GIVEN.get(kind, ()))]


def additions(
    draft: Draft, content: Path, kind: str, id: str, answers: Mapping[str, str], lang: str
) -> list[Addition]:
    """What `new` writes for one entry; `answers` are texts by key, `key.language` for halves.

    Comments are in `lang`. Raises `ContentError` when the id is taken or a key is unknown; then
    nothing should be written.
    """
    answers = {key: unicodedata.normalize("NFC", answer) for key, answer in answers.items()}
    stop_if_any(wrong(draft, kind, id, answers))
    return added(draft, content, kind, id, answers, lang)


def wrong(draft: Draft, kind: str, id: str, answers: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with an entry before anything is made of it."""
    if not re.fullmatch(ID_PATTERN, id):
        yield Problem(PLACE, "id", Message("not-an-id", value=id))
    if id in (draft.pages if kind == PAGE.name else taken_ids(draft, kind)):
        yield Problem(PLACE, "id", Message("id-used", id=id))
    paths, owner = key_paths(shape_of(kind), _languages(draft)), owner_of(kind)
    for key, answer in answers.items():
        if key == owner:
            known = draft.known.get(owner, ())
            if answer and answer not in known:
                parts: dict[str, Part] = {
                    "kind": Message(f"kind-{owner}"),
                    "hint": did_you_mean(answer, known),
                }
                yield Problem(PLACE, key, Message("unknown-id", name=answer, **parts))
            continue
        yield from (Problem(PLACE, key, said) for said in unknown_key(key, paths))
        yield from (Problem(PLACE, key, said) for said in _wrong_letters(answer))
    if kind == "station" and not answers.get("date"):
        yield Problem(PLACE, "date", Message("date-wanted"))  # it says which file the station goes to
    elif kind == "station":
        try:
            read_moment(answers["date"])
        except DateError as error:
            yield Problem(PLACE, "date", error.message)


def _wrong_letters(answer: str) -> Iterator[Message]:
    """What could be written, but not be read again as it was answered."""
    yield from (problem.message for problem in unseen(Prose("new", answer)))
    if len(answer) > MAX_LINE // 2:
        yield Message("line-too-long", limit=MAX_LINE // 2)


def _languages(draft: Draft) -> tuple[str, ...]:
    return tuple(draft.settings.languages) if draft.settings else ()


def run(given: Namespace) -> int:
    """Write a new entry from the answers on the command line and, on a terminal, to questions.

    Raises `ContentError` with everything that is wrong with what stands on the command line.
    """
    draft, problems = read_draft(given.content)
    if not draft.settings:
        raise ContentError(problems)  # without languages no text can be asked for
    id, answers = _answered(given, draft)
    with Answering(draft, given.content, given.kind, given.today) as answering:
        if sys.stdin.isatty():
            asking = Asking(answering, wrong, given)
            if not asking.ask(id, answers, questions(draft, given.kind)):
                return 1
            id, answers = asking.id, asking.answers
        else:
            stop_if_any(answering.problems(id, answers, wrong))
    files = additions(draft, given.content, given.kind, id, answers, given.lang)
    write(given.content, files)
    for file in files:
        path = (given.content / file.name).as_posix()
        print(f"{path}  {sentence(Message('written-to'), given.lang)}")
    return 0


def _answered(given: Namespace, draft: Draft) -> tuple[str, dict[str, str]]:
    """The id and the answers of the command line. Raises `ContentError` for words that are neither, and for
    keys that there are not."""
    words = [word for word in (given.id, *given.answers) if word]
    id = words.pop(0) if words and "=" not in words[0] else ""
    pairs = [word.partition("=") for word in words]
    lang, paths = _languages(draft)[0], key_paths(shape_of(given.kind), _languages(draft))
    problems = [
        Problem(PLACE, "", Message("not-a-pair", word=word, lang=lang))
        for word, is_one, _ in pairs
        if not is_one
    ]
    for key, is_one, _ in pairs:
        if is_one and key != owner_of(given.kind):
            problems += (Problem(PLACE, key, said) for said in unknown_key(key, paths))
    stop_if_any(problems)
    return id, {key: unicodedata.normalize("NFC", answer) for key, _, answer in pairs}
