"""A site that strains the pages: forty lines and three hundred stations over twenty years, in English.

    python -m tests.forty /tmp/forty
    python build.py --content /tmp/forty --out /tmp/site

What it says stands in `tests/sites/forty.yaml`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.samples import SITES

WORDS = SITES / "forty.yaml"
LINES, EVENTS, PLANS = 40, 4, 138  # events of each line, plans in all
FIRST, PLANNED, LAST = 2015, 2027, 2034  # years: of the launch, of the first plans, of the last
CHECKED = "2026-08-31"
# Ten colours that may stand beside each other in this order, the last beside the first.
COLOURS = (
    *("#0c41ad", "#05896c", "#b95e04", "#076881", "#b41d38"),
    *("#5060d4", "#6b1f8a", "#376814", "#aa2d88", "#6d3800"),
)
PRECISIONS = ("{year}-{month:02}-{day:02}", "{year}-{month:02}", "{year}")

Texts = Mapping[str, str]  # by language
Table = dict[str, Any]  # a content file


def write(folder: Path) -> Path:
    """Write the site into a folder, and return that."""
    for path, text in _files():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def _files() -> Iterator[tuple[str, str]]:
    """Every file of the site by its path."""
    words = _words()
    for name, data in _tables():
        yield f"{name}.yaml", json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    yield "pages/home.en.md", words["prose"]["home"] + "\n"
    for at in range(LINES):
        yield f"sectors/{_id(at)}.en.md", words["prose"]["sector"].replace("%", _id(at)) + "\n"


def _tables() -> Iterator[tuple[str, Table]]:
    """The tables of the site by their names."""
    words = _words()
    yield (
        "site",
        {
            **{"title": words["title"], "description": words["description"], "languages": {"en": {}}},
            **{"base_url": "https://example.org/forty/", "time_zone": "Europe/Berlin", "checked": CHECKED},
            "scopes": words["scopes"],
        },
    )
    for name in ("units", "sources", "glossary", "questions"):
        yield name, words[name]
    yield "launch", {**words["launch"], "date": f"{FIRST}-02-02", "station": "launch"}
    yield "pages/home", words["home"]
    for at in range(LINES):
        yield f"sectors/{_id(at)}", _sector(at)
    yield "stations/events", dict(_events())
    yield "stations/plans", dict(_plans())


def _sector(at: int) -> Table:
    """A line with two promises, the second of which no station tells of."""
    words, (names, again) = _words(), (_words()["lines"], at // len(_words()["lines"]))
    target: Table = {
        **words["share"],
        **{"scope": "programme", "value": (at * 7) % 90 + 5, "unit": "percent"},
        **{"comparator": ("exact", "about", "at-least")[at % 3], "sources": _sources(at)},
    }
    if at % 5:  # every fifth promise has no date
        target |= {"due": _year(at), "timing": ("in", "by", "from")[at % 3]}
    mass = {
        **{**target, **words["mass"], "scope": "later"},
        **{"value": at * 45_000_000, "unit": "tonnes", "comparator": "exact"},
    }
    name = names[at % len(names)] + (f" {again + 1}" if again else "")
    return {
        **{"number": at + 1, "name": {"en": name}, "colour": COLOURS[at % len(COLOURS)]},
        **{"answer": _of(words["answer"], at), "headline": f"{_id(at)}-share"},
        "targets": {f"{_id(at)}-share": target, f"{_id(at)}-mass": mass},
    }


def _events() -> Iterator[tuple[str, Table]]:
    """What happened: the launch, then events of each line spread over the years up to the check."""
    words = _words()
    launch = {**words["opening"], "sources": _sources(0)}
    yield "launch", {"date": f"{FIRST}-02-02", "kind": "event", "sectors": "all", **launch}
    months = (2025 - FIRST) * 12
    for at in range(LINES):
        for turn in range(EVENTS):
            month = 6 + (at * 29 + turn * months // EVENTS) % (months - 6)
            written = PRECISIONS[(at + turn) % len(PRECISIONS)]
            date = written.format(year=FIRST + month // 12, month=month % 12 + 1, day=at % 28 + 1)
            yield (
                f"{_id(at)}-event-{turn + 1}",
                {
                    **{"date": date, "kind": "event", "sectors": [_id(at)]},
                    **words["events"][(at + turn) % len(words["events"])],
                    "sources": _sources(at + turn),
                },
            )


def _plans() -> Iterator[tuple[str, Table]]:
    """What is promised: of each line in turn in some of the years, and of all in the last one."""
    words = _words()
    for count in range(PLANS):
        at, turn = count % LINES, count // LINES
        names = words["plans"][(at + turn) % len(words["plans"])]
        plan: Table = {
            **{"date": _year(at + turn * 3), "kind": "target", "sectors": [_id(at)]},
            **{key: _of(text, at) for key, text in names.items()},
            "sources": _sources(at),
        }
        promised = turn == 0 and at % 5 != 0
        yield f"{_id(at)}-plan-{turn + 1}", {**plan, "target": f"{_id(at)}-share"} if promised else plan
    yield "goal", {"date": LAST, "kind": "target", "sectors": "all", **words["goal"], "sources": _sources(0)}


def _year(at: int) -> int:
    return PLANNED + at * 5 % (LAST - PLANNED + 1)


def _id(at: int) -> str:
    return f"work-{at + 1}"


def _of(text: Texts, at: int) -> Texts:
    """A text about a line: `%` stands for its id."""
    return {lang: words.replace("%", _id(at)) for lang, words in text.items()}


def _sources(at: int) -> list[str]:
    ids = list(_words()["sources"])
    return [ids[(at + turn) % len(ids)] for turn in range(at % 3 + 1)]


@cache
def _words() -> Any:
    return yaml.load(WORDS.read_text("utf-8"), Loader=yaml.BaseLoader)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
