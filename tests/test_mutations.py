"""Content that was damaged in ways nobody thought of: what reading and building make of it.

Every run takes the same examples. With a number it takes as many, and others each time:

    MUTATIONS=5000 python -m pytest tests/test_mutations.py
"""

from __future__ import annotations

import re
import signal
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, RootModel

from microsite.commands.additions import write
from microsite.commands.entry_files import entry_in
from microsite.commands.new import additions
from microsite.content.documents import read_yaml
from microsite.content.files import NEW_ENTRIES, REVIEWED, shape_of
from microsite.content.moments import Moment
from microsite.content.reading import read_draft
from microsite.content.site import Draft, Site
from microsite.content.text_files import MAX_LINE
from microsite.line import Read, build, read
from microsite.messages.catalogue import BLANK, UNPRINTED, Message, languages, messages
from microsite.messages.problems import ContentError, Place, Problem
from microsite.messages.report import report
from tests.mutations import ODD_TEXTS, QUIET_STEPS, STEPS, WHOLE, Files, Folder, Step, damaged, examples
from tests.samples import CONTENT, DAY, expect_none, tree_of

SECONDS = 5  # for one example; a reading takes a tenth of a second

LONGEST_LINE = 5000
UNSAID = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of letters, line ends

# Braces of sentences that are meant as braces.
MEANT = {"stray-brace": {"id"}, "no-place-for-number": {"n"}, "not-a-file-pattern": {"file"}}

# Files that hold one entry, by the field of the site.
SINGLE = {"site": "settings"} | {
    name: name
    for name in (
        *("interface", "units", "sources", "launch", "glossary", "conflicts", "changes"),
        *("origins", "questions", "pictures"),
    )
}
TRUE, FALSE = ("true", "yes", "on", "1", "t", "y"), ("false", "no", "off", "0", "f", "n")
LINE_END = re.compile("\r\n?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder outside the repository, rewritten for each example."""
    return Folder(tmp_path_factory.mktemp("mutations") / "content")


@contextmanager
def in_time() -> Iterator[None]:
    """Fail where the code is after so many seconds of its own; what else the machine does is not counted."""

    def late(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# --- problems -----------------------------------------------------------------------------------


def check_problems(folder: Folder, files: Files, problems: tuple[Problem, ...]) -> None:
    """Each problem can be found and read."""
    lines = {
        f"{folder.path.as_posix()}/{UNPRINTED.sub('?', name)}": _text(raw).split("\n")
        for name, raw in files.items()
    }
    faults = ((it, fault) for it in problems for fault in (*_misplaced(it.place, folder, lines), *_mute(it)))
    expect_none(f"{problem!r}: {fault}" for problem, fault in faults)


def _misplaced(place: Place, folder: Folder, lines: Mapping[str, list[str]]) -> Iterator[str]:
    """What is wrong with a place: it stands in a file of the content, or is a file of the site."""
    if place.file.startswith("site/"):
        return
    if not f"{place.file}/".startswith(f"{folder.path.as_posix()}/"):
        yield "not in the content"
    there = lines.get(place.file, [""])
    if place.line > len(there) + 1:
        yield f"the file has {len(there)} lines"
    elif place.column > len([*there, ""][max(place.line - 1, 0)]) + 1:
        yield "behind the end of the line"


def _text(raw: bytes) -> str:
    """What an editor has on the screen."""
    text = LINE_END.sub("\n", raw.decode("utf-8-sig", "replace"))
    # A long run of accents takes long to be put in order; nothing reads such a line.
    return text if max(map(len, text.split("\n"))) > MAX_LINE else unicodedata.normalize("NFC", text)


def _mute(problem: Problem) -> Iterator[str]:
    """What is wrong with the words: each is said in every language, and in one line of text."""
    for message in _parts(problem.message):
        filled = {*dict(message.parts), *MEANT.get(message.code, ())}
        yield from (f"{{{blank}}} is not filled" for blank in _blanks(message.code) - filled)
    for lang in languages():
        line = report([problem], lang)
        if not UNSAID.isdisjoint(map(unicodedata.category, line)):
            yield "cannot be printed in a line"
        if len(line) > LONGEST_LINE:
            yield f"{len(line)} letters"


@cache
def _blanks(code: str) -> set[str]:
    """What a sentence asks for in any of its languages."""
    return {blank for lang in languages() for blank in BLANK.findall(messages()[code][lang])}


def _parts(message: Message) -> Iterator[Message]:
    yield message
    for _, part in message.parts:
        if isinstance(part, Message):
            yield from _parts(part)


# --- nothing is lost ----------------------------------------------------------------------------


def _lost(files: Files, site: Site) -> Iterator[str]:
    """Whatever a file says and the site does not."""
    for name, raw in files.items():
        if name == REVIEWED.pattern or any(part.startswith(".") for part in name.split("/")):
            continue  # that one is of no page
        if name.endswith(".md"):
            yield from _lost_lines(name, _text(raw), site)
        elif name.endswith(".yaml"):
            written = yaml.load(_text(raw), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
            yield from _differences(written, _entry(site, name), name)


def _lost_lines(name: str, text: str, site: Site) -> Iterator[str]:
    kept = [prose.text.split("\n") for prose in site.texts if prose.file.endswith(f"/{name}")]
    yield from (f"{name}: {line}" for line in text.split("\n") if not any(line in it for it in kept))


def _entry(site: Site, name: str) -> Any:
    """What the site holds of a file."""
    folder, _, stem = name.removesuffix(".yaml").rpartition("/")
    if not folder:
        return getattr(site, SINGLE[stem])
    held = getattr(site, folder)
    return held if folder == "stations" else held[stem]


def _differences(written: Any, held: Any, path: str) -> Iterator[str]:
    """Each scalar, as YAML without meaning has it, beside what the model has made of it."""
    if isinstance(held, RootModel):
        held = held.root
    if isinstance(written, dict) and held is not None:
        for key, value in written.items():
            inner = getattr(held, key, None) if isinstance(held, BaseModel) else held.get(key)
            yield from _differences(value, inner, f"{path} › {key}")
    elif isinstance(written, list) and held is not None and len(written) == len(held):
        for at, value in enumerate(written):
            yield from _differences(value, held[at], f"{path} › {at + 1}")
    elif not isinstance(written, str) or not _means(written, held):
        yield f"{path}: {written!r} became {held!r}"


def _means(written: str, held: Any) -> bool:
    """Whether a value is what was written."""
    match held:
        case None:
            return written in ("", "~", "null")
        case bool():
            return written.lower() in (TRUE if held else FALSE)
        case int() | Decimal():
            return Decimal(written) == held
        case Moment():
            return str(held) == written
    return bool(written == held)


# --- the properties -----------------------------------------------------------------------------


def check_read(folder: Folder, files: Files, found: Read) -> None:
    """What was read without a mistake is whole."""
    check_problems(folder, files, found.warnings)
    expect_none(_lost(files, found.site))


def _read(folder: Folder, files: Files) -> Read | None:
    """Read content that may be damaged; None when it is, and says so well."""
    folder.hold(files)
    try:
        with in_time():
            found = read(folder.path, DAY)
    except ContentError as error:
        check_problems(folder, files, error.problems)
        return None
    finally:
        assert tree_of(folder.path) == files, "reading has changed the content"
    check_read(folder, files, found)
    return found


@examples(250)
@given(steps=STEPS)
def test_damage_is_told_or_does_no_harm(folder: Folder, steps: tuple[Step, ...]) -> None:
    """Reading ends in time with a whole site, or with problems that can be found and read."""
    _read(folder, damaged(steps))


@examples(40)
@given(steps=QUIET_STEPS)
def test_what_is_read_is_built(folder: Folder, steps: tuple[Step, ...]) -> None:
    """Content that can be read becomes a site, or problems of that site."""
    files = damaged(steps)
    if _read(folder, files):
        try:
            with in_time():
                build(folder.path, DAY)
        except ContentError as error:
            check_problems(folder, files, error.problems)


# --- new entries --------------------------------------------------------------------------------


LISTS = ("sources", "sectors", "moved", "about", "pages", "figures", "money")
REFUSALS = {"control-character", "invisible-character", "look-alike", "line-too-long", "unknown-key"}
GROUPS = (
    *("targets", "figures", "participants", "known_as", "pattern", "readings"),
    *("observations", "verdicts", "earlier"),
)


@cache
def _draft() -> Draft:
    return read_draft(CONTENT["other"])[0]


def _answers(kind: str) -> st.SearchStrategy[dict[str, str]]:
    """Anything at all for some keys of an entry; a station must have a date."""
    halves = [f"{key}.{lang}" for key in ("name", "title", "term", "label", "note") for lang in ("fr", "ar")]
    keys = [key for key in (*shape_of(kind).model_fields, *halves) if _is_key(kind, key)]
    answers = st.dictionaries(st.sampled_from(keys), ODD_TEXTS, max_size=4)
    dates = st.sampled_from(["2026-04", "2019", "2028-02-29"])
    return (
        st.builds(lambda given, date: {**given, "date": date}, answers, dates)
        if kind == "station"
        else answers
    )


def _is_key(kind: str, key: str) -> bool:
    name, _, half = key.partition(".")
    field = shape_of(kind).model_fields.get(name)
    return field is not None and bool(half) == ("Text" in str(field.annotation))


@examples(150)
@given(
    given=st.sampled_from(list(NEW_ENTRIES)).flatmap(lambda kind: st.tuples(st.just(kind), _answers(kind)))
)
def test_new_entry_says_what_was_answered(folder: Folder, given: tuple[str, dict[str, str]]) -> None:
    """What `new` writes is read again as it was answered, or is refused."""
    kind, answers = given
    try:
        added = additions(_draft(), CONTENT["other"], kind, "zz-new", answers, languages()[0])
    except ContentError as error:
        refused = error.problems
    else:
        refused = ()
    if refused:
        assert {it.message.code for it in refused} <= REFUSALS
        assert all(it.where in GROUPS for it in refused if it.message.code == "unknown-key")
        expect_none(fault for problem in refused for fault in _mute(problem))
        return
    folder.hold(WHOLE)
    write(folder.path, added)
    folder.look()
    problems: list[Problem] = []
    document = read_yaml(folder.path / added[0].name, "new", problems)
    assert {problem.message.code for problem in problems} <= {"unfilled"}
    assert document is not None
    _, path = entry_in(_draft(), kind, "zz-new", answers)
    entry = document.data
    for key in path:
        entry = entry[key]
    for key, answer in answers.items():
        assert _read_again(entry, key) == _expected(key, unicodedata.normalize("NFC", answer))


def _read_again(entry: Any, key: str) -> Any:
    name, _, half = key.partition(".")
    return entry[name][half] if half else entry[name]


def _expected(key: str, answer: str) -> str | list[str]:
    if key not in LISTS or answer == "all":
        return answer
    return [item.strip() for item in answer.split(",") if item.strip()]
