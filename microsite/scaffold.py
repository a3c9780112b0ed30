"""New entries: valid YAML with a comment for every key and a blank (____) for all that is not known yet.

What an entry can hold is read off its class in the model, what its keys mean off the catalogue.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import EEXIST
from os import strerror
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from microsite.catalogue import descriptions, say
from microsite.colours import another_colour
from microsite.model import ID_PATTERN, Entry, Sector, Source, Station, Target, Term, Text
from microsite.moments import DateError, read_moment
from microsite.problems import ContentError, Place, Problem, did_you_mean
from microsite.site import Draft
from microsite.source import MAX_LINE, UNFILLED, UNPRINTABLE, Prose, unseen

Kind = Literal["sector", "station", "source", "term"]
KINDS: Mapping[Kind, type[Entry]] = {"sector": Sector, "station": Station, "source": Source, "term": Term}
WIDTH = 100
PLAIN = re.compile(r"(?!null$)[A-Za-z0-9][\w./-]*|https?://[\w./~-]+")


@dataclass(frozen=True)
class Addition:
    """What is to be written: text for the end of a file, or a whole new one."""

    name: str  # inside the content folder
    text: str
    new: bool = False


def questions(kind: Kind) -> tuple[str, ...]:
    """The keys that an entry of this kind must have and that only its editor knows."""
    fields = KINDS[kind].model_fields
    return tuple(name for name, field in fields.items() if field.is_required() and name not in GIVEN[kind])


# What is worked out here when nobody says otherwise.
GIVEN: Mapping[Kind, tuple[str, ...]] = {
    "sector": ("number", "colour"),
    "station": (),
    "source": (),
    "term": (),
}


def asked(
    kind: Kind, languages: Iterable[str], given: Mapping[str, str], lang: str, answer: Callable[[str], str]
) -> dict[str, str]:
    """Ask for every key that is needed and not given; an empty answer leaves a blank.

    `answer` shows a question and returns what was typed.
    """
    shape, answers = KINDS[kind], dict(given)
    for name in questions(kind):
        halves = [f"{name}.{half}" for half in languages]
        for key in halves if _is(shape.model_fields[name].annotation, Text) else [name]:
            if key not in answers and (said := answer(f"{_meaning(shape, name, lang)}\n{key}: ").strip()):
                answers[key] = said
    return answers


def additions(draft: Draft, kind: Kind, id: str, answers: Mapping[str, str], lang: str) -> list[Addition]:
    """What `new` writes for one entry; `answers` are texts by key, `key.language` for halves.

    Comments are in `lang`. Raises `ContentError` when the id is taken or a key is unknown; then
    nothing should be written.
    """
    shape = KINDS[kind]
    languages = tuple(draft.settings.languages) if draft.settings else ()
    answers = {key: unicodedata.normalize("NFC", answer) for key, answer in answers.items()}
    problems = [*wrong_id(draft, kind, id), *_wrong_keys(shape, answers, languages), *_wrong_letters(answers)]
    if kind == "station" and not any(problem.where == "date" for problem in problems):
        problems += _wrong_date(answers)
    if problems:
        raise ContentError(problems)
    writer = _Writer(lang, languages, answers)
    if kind == "sector":
        writer.answers = {**_next_line(draft), **answers}
        return _sector(writer, id, _free_id(draft, f"{id}-goal"))
    text = "\n".join(["", f"{id}:", *writer.entry(shape, "  "), ""])
    match kind:
        case "station":
            year = read_moment(answers["date"]).year
            names = [name for name in draft.documents if name.startswith("stations/")]
            name = next((it for it in names if _has_year(draft, it, year)), f"stations/{year}.yaml")
            return [Addition(name, text if name in names else text.lstrip("\n"), name not in names)]
        case "source":
            return [Addition("sources.yaml", text)]
        case _:
            return [Addition("glossary.yaml", text)]


def write(folder: Path, added: list[Addition]) -> None:
    """Put additions into a content folder; a new file never replaces one. Raises `OSError`.

    When a file is there already, nothing is written.
    """
    for path in (folder / addition.name for addition in added if addition.new):
        if path.exists():
            raise FileExistsError(EEXIST, strerror(EEXIST), str(path))
    for addition in added:
        path = folder / addition.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x" if addition.new else "a", encoding="utf-8", newline="\n") as file:
            if not addition.new and not path.read_bytes().endswith(b"\n"):
                file.write("\n")
            file.write(addition.text)


def _has_year(draft: Draft, name: str, year: int) -> bool:
    stations = (draft.stations.get(id) for id in draft.documents[name].data)
    return any(station is not None and station.date.year == year for station in stations)


def wrong_id(draft: Draft, kind: Kind, id: str) -> Iterator[Problem]:
    """Yield why an id cannot be given to a new entry."""
    place = Place("new")
    if not re.fullmatch(ID_PATTERN, id):
        yield Problem(place, "id", say("not-an-id", value=id))
    taken = ("fact", "source") if kind in ("station", "source") else (kind,)
    for ids in (draft.known.get(name, ()) for name in taken):
        if id in ids:
            yield Problem(place, "id", say("id-used", id=id))


def _wrong_keys(
    shape: type[Entry], answers: Mapping[str, str], languages: tuple[str, ...]
) -> Iterator[Problem]:
    fields = shape.model_fields
    known = [
        key
        for name, field in fields.items()
        if not _is_group(field.annotation)
        for key in ([f"{name}.{lang}" for lang in languages] if _is(field.annotation, Text) else [name])
    ]
    for key in answers:
        if key not in known:
            yield Problem(Place("new"), key, say("unknown-key", key=key, hint=did_you_mean(key, known)))


def _wrong_letters(answers: Mapping[str, str]) -> Iterator[Problem]:
    """What could be written, but not be read again as it was answered."""
    for key, answer in answers.items():
        messages = [problem.message for problem in unseen(Prose("new", answer))]
        if UNPRINTABLE.search(answer):
            messages.append(say("control-character"))
        if len(answer) > MAX_LINE // 2:
            messages.append(say("line-too-long", limit=MAX_LINE // 2))
        yield from (Problem(Place("new"), key, message) for message in messages)


def _wrong_date(answers: Mapping[str, str]) -> Iterator[Problem]:
    """The date of a station says which file it goes to, so that it cannot be left for later."""
    if "date" not in answers:
        yield Problem(Place("new"), "date", say("date-wanted"))
        return
    try:
        read_moment(answers["date"])
    except DateError as error:
        yield Problem(Place("new"), "date", error.message)


def _next_line(draft: Draft) -> dict[str, str]:
    lines = {id: (sector.number, sector.colour) for id, sector in draft.sectors.items()}
    number = max((number for number, _ in lines.values()), default=0) + 1
    return {"number": str(number), "colour": another_colour(lines)}


def _free_id(draft: Draft, id: str) -> str:
    """The id itself, or with a number behind it when it is taken."""
    taken = {*draft.known.get("fact", ()), *draft.known.get("source", ())}
    return next(name for name in (id, *(f"{id}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _sector(writer: _Writer, id: str, goal_id: str) -> list[Addition]:
    """A sector is a file of facts, with a first target, and a file of prose in each language."""
    goal = _Writer(writer.lang, writer.languages, {})
    facts = [*writer.entry(Sector, ""), "targets:", f"  {goal_id}:", *goal.entry(Target, "    "), ""]
    prose = f"{UNFILLED}\n\n## {UNFILLED} {{#now}}\n\n{UNFILLED}\n"
    return [
        Addition(f"sectors/{id}.yaml", "\n".join(facts), new=True),
        *(Addition(f"sectors/{id}.{lang}.md", prose, new=True) for lang in writer.languages),
    ]


class _Writer:
    """Writes the keys of one entry, answered or left blank."""

    def __init__(self, lang: str, languages: tuple[str, ...], answers: Mapping[str, str]) -> None:
        self.lang = lang
        self.languages = languages
        self.answers = answers

    def entry(self, shape: type[Entry], indent: str) -> Iterator[str]:
        """The lines of an entry: what it must have, then what it can have, behind a `#`."""
        for name, field in shape.model_fields.items():
            answered = any(key.partition(".")[0] == name for key in self.answers)
            if field.is_required() or answered:
                yield from self.comment(shape, name, indent)
                yield from self.key(name, field.annotation, indent)
        for name, field in shape.model_fields.items():
            answered = any(key.partition(".")[0] == name for key in self.answers)
            if not field.is_required() and not answered and not _is_group(field.annotation):
                yield from self.comment(shape, name, indent)
                yield from (f"{indent}# {line}" for line in self.key(name, field.annotation, ""))

    def comment(self, shape: type[BaseModel], name: str, indent: str) -> Iterator[str]:
        """What a key means, in lines of a comment."""
        words = _meaning(shape, name, self.lang).split(" ")
        line = f"{indent}#"
        for word in words:
            if len(line) + len(word) >= WIDTH:
                yield line
                line = f"{indent}#"
            line += f" {word}"
        yield line

    def key(self, name: str, annotation: Any, indent: str) -> Iterator[str]:
        if _is(annotation, Text):
            yield f"{indent}{name}:"
            for lang in self.languages:
                yield f"{indent}  {lang}: {_quoted(self.answers.get(f'{name}.{lang}', UNFILLED))}"
            return
        answer = self.answers.get(name, UNFILLED)
        if _is(annotation, tuple) and answer != "all":
            items = (item.strip() for item in answer.split(",") if item.strip())
            yield f"{indent}{name}: [{', '.join(map(_scalar, items))}]"
        else:
            yield f"{indent}{name}: {_scalar(answer)}"


def _meaning(shape: type[BaseModel], name: str, lang: str) -> str:
    """What a key means, told where it is declared or nearer by."""
    told = (descriptions().get(it.__name__, {}).get(name) for it in shape.__mro__)
    return next(filter(None, told))[lang]


def _scalar(text: str) -> str:
    return text if text == UNFILLED or PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is(annotation: Any, wanted: type) -> bool:
    """Whether a field holds this type, be it one of several or None besides."""
    if annotation is wanted or get_origin(annotation) is wanted:
        return True
    inner = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    return any(_is(part, wanted) for part in inner)


def _is_group(annotation: Any) -> bool:
    """Whether a field holds entries of its own, which are better looked up in the guide."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return True
    return get_origin(annotation) is dict or any(_is_group(part) for part in get_args(annotation))
