"""A site whose every text is a payload: where payloads are put, and which of them `check` lets stand."""

from __future__ import annotations

import json
import re
import shutil
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from unittest.mock import patch

from microsite.language.markdown_source import LEFT_OVER
from microsite.line import Built, build, read
from microsite.memory import Memory
from microsite.messages.catalogue import Part
from microsite.messages.problems import ContentError
from tests.samples import CONTENT, DAY

LANGUAGE = "en"
LINE = 9_000  # letters that a line of the content may well have
LINE_END = re.compile(r"\r\n|\r|\n")
LABEL = 40  # letters that the map has room for


@dataclass(frozen=True)
class Block:
    """Some lines of a file; those that no payload stands in have no sinks."""

    file: str
    text: str
    sinks: tuple[str, ...] = ()
    payload: str = ""
    instead: str = ""  # what is tried where that is refused: marks behind backslashes, no braces


def batches(payloads: Sequence[str]) -> Iterator[list[str]]:
    """The payloads in groups that can stand together in one line."""
    batch: list[str] = []
    for payload in payloads:
        if sum(map(len, batch)) + len(batch) + len(payload) > LINE:
            yield batch
            batch = []
        batch.append(payload)
    yield batch


def quoted(text: str) -> str:
    """A text as YAML has it between double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _one_line(payload: str) -> str:
    return " ".join(payload.split())


def _bare(payload: str) -> str:
    return re.sub(r"[\s<>()\[\]]", "", payload)


def _unbroken(payload: str) -> str:
    return re.sub(r"[\s<>]", "", payload)


def _escaped(payload: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _one_line(payload))


# Where in Markdown: the payload, and the number of its paragraph, which names it.
PROSE: Mapping[str, Callable[[str, int], str]] = {
    "paragraph": lambda it, _: f"{it}",
    "sentence": lambda it, _: f"Words {_one_line(it)} words.",
    "link": lambda it, _: f"[a]({_one_line(it)})",
    "angle-link": lambda it, _: f"[a](<{_one_line(it)}>)",
    "address": lambda it, _: f"[a](https://example.org/?q={_bare(it)})",
    "autolink-address": lambda it, _: f"<https://example.org/?q={_unbroken(it)}>",
    "autolink": lambda it, _: f"<{_one_line(it)}>",
    "link-text": lambda it, _: f"[{_one_line(it)}](https://example.org/)",
    "link-title": lambda it, _: f'[a](https://example.org/ "{_one_line(it)}")',
    "definition": lambda it, at: f"[a][r{at}]\n\n[r{at}]: {_one_line(it)}",
    "definition-title": lambda it, at: f'[a][r{at}]\n\n[r{at}]: https://example.org/ "{_one_line(it)}"',
    "image": lambda it, _: f"![{_one_line(it)}](p)",
    "image-address": lambda it, _: f"![a]({_one_line(it)})",
    "code": lambda it, _: f"A `` {_one_line(it)} `` b.",
    "fence": lambda it, _: f"~~~{_one_line(it)}\n{it}\n~~~",
    "strong": lambda it, _: f"A **{_one_line(it)}** and *{_one_line(it)}* b.",
    "heading": lambda it, at: f"## {_one_line(it)} {{#h{at}}}",
    "table": lambda it, _: f"| {_one_line(it)} | b |\n| --- | --- |\n| c | {_one_line(it)} |",
    "list": lambda it, _: f"- {_one_line(it)}\n\n> {_one_line(it)}",
    "note": lambda it, at: f"A.[^n{at}]\n\n[^n{at}]: {_one_line(it)}",
    "mark": lambda it, _: f"A {{{_one_line(it)}}} b.",
}

# Where in a list of entries: file, the fields that hold the payload, and an entry.
ENTRIES: Sequence[tuple[str, tuple[str, ...], str]] = (
    (
        "sources.yaml",
        ("title", "publisher", "note"),
        "s{at}: {{title: {it}, publisher: {it}, note: {{en: {it}}}, url: 'https://e.org/', published: 2020, "
        "language: en, kind: news, read: whole}}",
    ),
    (
        "sources.yaml",
        ("url",),
        "u{at}: {{title: A, publisher: B, url: {it}, language: en, kind: news, read: whole}}",
    ),
    (
        "sources.yaml",
        ("address",),
        "i{at}: {{title: A, publisher: B, url: {address}, language: en, kind: news, read: whole}}",
    ),
    (
        "sources.yaml",
        ("language",),
        "l{at}: {{title: A, publisher: B, url: 'https://e.org/', language: {it}, kind: news, read: whole}}",
    ),
    (
        "origins.yaml",
        ("name", "speaker"),
        "o{at}: {{name: {{en: {it}}}, speaker: {it}, kind: agency, date: 2020}}",
    ),
    (
        "glossary.yaml",
        ("term", "definition", "also"),
        "t{at}: {{term: {{en: {it}}}, definition: {{en: {it}}}, also: {{en: {it}}}, sources: [source]}}",
    ),
    (
        "questions.yaml",
        ("question", "answer"),
        "q{at}: {{question: {{en: {it}}}, answer: {{en: {it}}}, sectors: all}}",
    ),
    ("changes.yaml", ("text",), "c{at}: {{date: 2020, text: {{en: {it}}}}}"),
    (
        "conflicts.yaml",
        ("topic", "reading", "choice", "why"),
        "k{at}: {{topic: {{en: {it}}}, readings: [{{text: {{en: {it}}}, sources: [source]}}], "
        "choice: {{en: {it}}}, why: {{en: {it}}}, sources: [source]}}",
    ),
    (
        "stations/all.yaml",
        ("title", "text", "note"),
        "a{at}: {{date: 2020, kind: event, sectors: all, title: {{en: {it}}}, text: {{en: {it}}}, "
        "note: {{en: {it}}}, sources: [source]}}",
    ),
    (
        "stations/all.yaml",
        ("label",),
        "b{at}: {{date: '20{year}', kind: event, sectors: [one], title: {{en: A}}, label: {{en: {it}}}, "
        "sources: [source]}}",
    ),
    (
        "stations/all.yaml",
        ("sectors",),
        "d{at}: {{date: 2020, kind: event, sectors: [{it}], title: {{en: A}}, sources: [source]}}",
    ),
    ("units.yaml", ("pattern",), "v{at}: {{pattern: {{en: {pattern}}}}}"),
    (
        "launch.yaml",
        ("fact",),
        "  f{at}: {{label: {{en: {it}}}, value: 5, unit: u, note: {{en: {it}}}, sources: [source]}}",
    ),
    (
        "sectors/one.yaml",
        ("participant", "role"),
        "  - {{name: {{en: {it}}}, role: {{en: {it}}}, note: {{en: {it}}}, sources: [source]}}",
    ),
    (
        "sectors/two.yaml",
        ("target", "metric"),
        "  g{at}: {{title: {{en: {it}}}, metric: {{en: {it}}}, note: {{en: {it}}}, due: 20{year}, "
        "sources: [source]}}",
    ),
    ("interface.yaml", ("comparator",), "  x{at}: {{en: {comparator}}}"),
    (
        "sectors/three.yaml",
        ("figure",),
        "  w{at}: {{label: {{en: {it}}}, value: 7, unit: v{at}, comparator: x{at}, sources: [source]}}",
    ),
    (
        "pictures.yaml",
        ("alt", "caption", "credit", "licence"),
        "p{at}: {{file: line-plan.png, alt: {{en: {it}}}, caption: {{en: {it}}}, credit: {it}, "
        "licence: {it}, url: 'https://e.org/'}}",
    ),
)

# Where a site has one text only: several payloads stand together.
SINGLE: Sequence[tuple[str, str, str]] = (
    ("site.yaml", "title", "title: {{en: {it}}}"),
    ("site.yaml", "short_title", "short_title: {{en: {it}}}"),
    ("site.yaml", "description", "description: {{en: {it}}}"),
    ("site.yaml", "licence", "licence: {{name: {it}, url: 'https://e.org/'}}"),
    ("site.yaml", "scope", "scopes: {{launch: {{name: {{en: {it}}}}}}}"),
    ("launch.yaml", "name", "name: {{en: {it}}}"),
    ("launch.yaml", "place", "place: {{en: {it}}}"),
    ("pages/home.yaml", "page title", "title: {{en: {it}}}"),
    ("pages/home.yaml", "page description", "description: {{en: {it}}}"),
    ("pages/home.yaml", "page nav", "nav: {{en: {it}}}"),
    ("sectors/one.yaml", "sector name", "name: {{en: {it}}}"),
    ("sectors/one.yaml", "sector answer", "answer: {{en: {it}}}"),
)
# The same where something else has to stand when a payload cannot.
PLAIN: Mapping[str, str] = {
    "title": "title: {en: A}",
    "name": "name: {en: A}",
    "page title": "title: {en: A}",
    "page description": "description: {en: A}",
    "sector name": "name: {en: A}",
    "sector answer": "answer: {en: A}",
}
HEADS: Mapping[str, str] = {
    "site.yaml": "format: 2\nlanguages: {en: {}}\nyears: {first: 2000, last: 2040}\nchecked: 2026-03-15",
    "sources.yaml": "source: {title: A, publisher: B, url: 'https://e.org/', language: en, "
    "kind: news, read: whole}",
    "units.yaml": 'u: {pattern: {en: "{n} units"}}',
    "sectors/two.yaml": "number: 2\nname: {en: Two}\ncolour: '#8a3b12'\nanswer: {en: A}\ntargets:",
    "sectors/three.yaml": "number: 3\nname: {en: Three}\ncolour: '#6b3fa0'\nanswer: {en: A}\nfigures:",
    "sectors/one.en.md": "Words.",
    "pages/home.en.md": "Words.",
}
# What stands behind the single texts of a file and before its entries.
FEET: Mapping[str, str] = {
    "launch.yaml": "facts:\n  f: {label: {en: A}, value: 5, unit: u, sources: [source]}",
    "sectors/one.yaml": "number: 1\ncolour: '#0b6e8f'\nparticipants:\n  - {name: {en: A}, sources: [source]}",
    "sectors/two.yaml": "  g: {title: {en: A}, metric: {en: A}, due: 2030, sources: [source]}",
    "sectors/three.yaml": "  w: {label: {en: A}, value: 7, unit: u, sources: [source]}",
    "interface.yaml": "comparator:\n  about: {en: 'about {quantity}'}",
    "pictures.yaml": "p: {file: line-plan.png, alt: {en: A}, credit: A, licence: A, url: 'https://e.org/'}",
}


@dataclass(frozen=True)
class Planted:
    """A built site, how many payloads stand in it and how many were refused, by where they were put."""

    built: Built
    there: Counter[str]
    refused: Counter[str]


def blocks(payloads: Sequence[str]) -> Iterator[Block]:
    """The files of the site, block by block, each payload everywhere."""
    for file, head in HEADS.items():
        yield Block(file, head)
    together = " ".join(it for it in map(_braceless, payloads) if not LEFT_OVER.search(it))
    for file, field, form in SINGLE:
        yield Block(file, form.format(it=quoted(together)), (field,), together)
    for file, foot in FEET.items():
        yield Block(file, foot)
    for at, payload in enumerate(payloads):
        for file, fields, form in ENTRIES:
            sinks = tuple(f"{file}: {field}" for field in fields)
            text, other = (_entry(form, it, at) for it in (payload, _braceless(payload)[:LABEL]))
            yield Block(file, text, sinks, payload, other)
        for sink, written in PROSE.items():
            text, other = (f"{written(it, at)}\n" for it in (payload, _escaped(payload)))
            yield Block(f"pages/{sink}.{LANGUAGE}.md", text, (f"prose: {sink}",), payload, other)
    for sink in PROSE:
        yield Block(f"pages/{sink}.yaml", f"title: {{en: {sink}}}\ndescription: {{en: {sink}}}")
        yield Block(f"pages/{sink}.{LANGUAGE}.md", "The end.")


def _entry(form: str, payload: str, at: int) -> str:
    return form.format(
        at=at,
        it=quoted(payload),
        address=quoted(f"https://example.org/?q={payload}"),
        comparator=quoted(f"{{quantity}} {payload}"),
        pattern=quoted(f"{{n}} {payload}"),
        year=f"{20 + at % 2}",
    )


def _braceless(payload: str) -> str:
    """What stands without braces, which name facts, and without what no text may hold."""
    return "".join(it for it in payload if it not in "{}" and it.isprintable())


def plant(payloads: Sequence[str], folder: Path) -> Planted:
    """Write the site into a folder, without what `check` refuses, and build it.

    What is refused is put there once more: in prose with a backslash before each of its marks, elsewhere
    without its braces.
    Raises `ContentError` when something else is refused.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONTENT["other"] / "pictures", folder / "pictures")
    (folder / "pictures" / "hill-tram.jpg").unlink()
    standing, refused = [*blocks(payloads)], Counter[str]()
    memory = Memory()
    # Who mends them all at once needs them all.
    with patch("microsite.messages.problems.MOST", len(standing)):
        while True:
            _write(standing, folder)
            try:
                read(folder, DAY, memory=memory)
                built = build(folder, DAY, memory=memory)
                break
            except ContentError as error:
                standing = [*_without(standing, error, folder, refused)]
    there = Counter(sink for block in standing for sink in block.sinks)
    return Planted(built, there, refused)


def _write(standing: Sequence[Block], folder: Path) -> None:
    files: dict[str, list[str]] = {}
    for block in standing:
        files.setdefault(block.file, []).append(block.text)
    for name, texts in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes("".join(f"{text}\n" for text in texts).encode("utf-8", "surrogateescape"))


def _without(
    standing: Sequence[Block], error: ContentError, folder: Path, refused: Counter[str]
) -> Iterator[Block]:
    """What is left when the blocks go that are complained of, or what stands there instead."""
    lines: dict[str, set[int]] = {}
    wrong = set[int]()
    for problem in error.problems:
        file, number = problem.place.file.removeprefix(f"{folder.as_posix()}/"), problem.place.line
        if problem.severity == "error":
            lines.setdefault(file, set()).add(number)
        if file.startswith("site/"):  # a build has seen it on a page
            wrong |= _that_print(standing, file, dict(problem.message.parts).get("piece", ""))
    wrong |= _wrong(standing, lines)
    if not wrong:
        raise error
    for at, block in enumerate(standing):
        if at not in wrong:
            yield block
        elif not block.sinks:
            raise AssertionError(f"{block} is refused: {error}"[:3000])
        elif block.instead and block.instead != block.text:
            yield Block(block.file, block.instead, block.sinks, block.payload)
        else:
            refused.update(block.sinks)
            if plain := PLAIN.get(block.sinks[0]):
                yield Block(block.file, plain)


def _that_print(standing: Sequence[Block], page: str, piece: Part) -> set[int]:
    """Which blocks a page has of which something is printed that should not be."""
    file = f"pages/{page.split('/')[-2]}.{LANGUAGE}.md"
    return {at for at, it in enumerate(standing) if it.file == file and it.sinks and str(piece) in it.payload}


def _wrong(standing: Sequence[Block], lines: Mapping[str, set[int]]) -> set[int]:
    """Which blocks stand on lines that are complained of."""
    found = set()
    for file, numbers in lines.items():
        mine = [at for at, block in enumerate(standing) if block.file == file]
        ends = list(accumulate(len(LINE_END.findall(standing[at].text)) + 1 for at in mine))
        for number in numbers:
            if number and (at := bisect_left(ends, number)) < len(mine):
                found.add(mine[at])
    return found
