"""Sites that strain the pages: many lines, many years, long words; and one that is all past.

    python -m tests.stress /tmp/stress      # writes /tmp/stress/seventeen, /forty and /past
    python build.py --content /tmp/stress/forty --out /tmp/site

`seventeen` has seventeen lines over sixty years in French, German and Japanese, `forty` forty lines and three
hundred stations over twenty years in English; what they say stands in `tests/sites/stress`.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from microsite.content.pages import WRITTEN_PAGES
from tests.samples import CONTENT, SITES

WORDS = SITES / "stress"
NAMES = ("seventeen", "forty", "past")
# Ten colours that may stand beside each other in this order, the last beside the first.
COLOURS = (
    *("#0c41ad", "#05896c", "#b95e04", "#076881", "#b41d38"),
    *("#5060d4", "#6b1f8a", "#376814", "#aa2d88", "#6d3800"),
)
CHECKED = "2026-08-31"
PRECISIONS = ("{year}-{month:02}-{day:02}", "{year}-{month:02}", "{year}")

Texts = Mapping[str, str]  # by language


@dataclass(frozen=True)
class Stress:
    """What one such site has much of."""

    words: str  # the file with its names of lines and its own words
    first: int
    last: int
    launch: str
    lines: int
    events: int  # of each line
    plans: int  # in all
    plan_years: tuple[int, ...]


STRESSES = {
    "seventeen": Stress(
        "seventeen", 1990, 2050, "1990-03-01", 17, 2, 24, (2027, 2030, 2035, 2040, 2045, 2050)
    ),
    "forty": Stress("forty", 2015, 2034, "2015-02-02", 40, 4, 138, tuple(range(2027, 2035))),
}


def write(folder: Path) -> dict[str, Path]:
    """Write all of them into a folder; return the content folder of each by its name."""
    for name, stress in STRESSES.items():
        for path, text in _files(stress):
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    shutil.copytree(SITES / "past", folder / "past", dirs_exist_ok=True)
    return {name: folder / name for name in NAMES}


def _files(stress: Stress) -> Iterator[tuple[str, str]]:
    """Every file of a site by its path."""
    words = _load(WORDS / f"{stress.words}.yaml")
    say = _sayer(words["words"])
    languages = {lang: _language(lang) for lang in words["languages"]}
    for name, data in _tables(stress, words, say, languages):
        yield f"{name}.yaml", _dump(data)
    for kind in WRITTEN_PAGES:
        for lang in languages:
            yield f"pages/{kind}.{lang}.md", f"{words['prose'].get(kind, words['prose']['any'])[lang]}\n"
    for at in range(stress.lines):
        for lang in languages:
            yield f"sectors/{_id(at)}.{lang}.md", _filled(words["prose"]["sector"], at)[lang] + "\n"


def _tables(
    stress: Stress, words: Mapping[str, Any], say: Callable[..., Texts], languages: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """The tables of a site by their names."""
    yield (
        "site",
        {
            **{"title": say("title"), "description": say("description"), "languages": languages},
            **{"base_url": "https://example.org/stress/", "time_zone": "Europe/Berlin", "checked": CHECKED},
            "years": {"first": stress.first, "last": stress.last},
            "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "code_licence": {"name": "MIT", "url": "https://opensource.org/license/mit"},
        },
    )
    yield "interface", _interface(tuple(languages), words.get("interface", {}))
    for name in ("units", "sources", "origins", "glossary", "conflicts", "questions", "changes"):
        yield name, words[name]
    yield "launch", {**words["launch"], "date": stress.launch, "station": "launch"}
    for kind in WRITTEN_PAGES:
        page = {"title": say(f"page_{kind}"), "nav": say(f"nav_{kind}"), "description": say(f"page_{kind}")}
        yield f"pages/{kind}", {**page, **words["pages"].get(kind, {})}
    for at in range(stress.lines):
        yield f"sectors/{_id(at)}", _sector(stress, words, say, at)
    yield "stations/events", dict(_events(stress, words, say))
    yield "stations/plans", dict(_plans(stress, words, say))


def _sector(stress: Stress, words: Mapping[str, Any], say: Callable[..., Texts], at: int) -> dict[str, Any]:
    target: dict[str, Any] = {
        **{"title": say("target", number=at + 1), "metric": say("metric"), "scope": "launch"},
        **{
            "value": (at * 7) % 90 + 5,
            "unit": "percent",
            "comparator": ("exact", "about", "at-least")[at % 3],
        },
        "sources": _sources(words, at),
    }
    if at % 5:  # every fifth promise has no date
        target |= {"due": _year(stress, at), "timing": ("in", "by", "from")[at % 3]}
    large = {**target, "title": say("large"), "metric": say("large_metric"), "scope": "later"}
    large |= {"value": at * 45_000_000, "unit": "tonnes", "comparator": "exact"}
    name = _named(words, at)
    return {
        **{"number": at + 1, "name": name, "colour": COLOURS[at % len(COLOURS)]},
        **{"answer": _filled(words["answer"], at), "headline": f"{_id(at)}-share"},
        "targets": {f"{_id(at)}-share": target, f"{_id(at)}-mass": large},
    }


def _events(
    stress: Stress, words: Mapping[str, Any], say: Callable[..., Texts]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What happened: the launch, then events of each line spread over the years up to the check."""
    launch = {"title": say("launch"), "label": say("launch_label"), "sources": _sources(words, 0)}
    yield "launch", {"date": stress.launch, "kind": "event", "sectors": "all", **launch}
    months = (2025 - stress.first) * 12
    for at in range(stress.lines):
        for turn in range(stress.events):
            month = 6 + (at * 29 + turn * months // stress.events) % (months - 6)
            kind = (at + turn) % len(words["events"])
            written = PRECISIONS[(at + turn) % len(PRECISIONS)]
            date = written.format(year=stress.first + month // 12, month=month % 12 + 1, day=at % 28 + 1)
            yield (
                f"{_id(at)}-event-{turn + 1}",
                {
                    **{"date": date, "kind": "event", "sectors": [_id(at)]},
                    "title": _filled(words["events"][kind]["title"], at),
                    "label": words["events"][kind]["label"],
                    "sources": _sources(words, at + turn),
                },
            )


def _plans(
    stress: Stress, words: Mapping[str, Any], say: Callable[..., Texts]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is promised: of each line in turn in some of the years, and of all in the last one."""
    for count in range(stress.plans):
        at, turn = count % stress.lines, count // stress.lines
        promised = turn == 0 and at % 5 != 0
        names = words["plans"][(at + turn) % len(words["plans"])]
        plan: dict[str, Any] = {
            **{"date": _year(stress, at + turn * 3), "kind": "target", "sectors": [_id(at)]},
            **{"title": _filled(names["title"], at), "label": _filled(names["label"], at)},
            "sources": _sources(words, at),
        }
        yield f"{_id(at)}-plan-{turn + 1}", {**plan, "target": f"{_id(at)}-share"} if promised else plan
    goal = {"title": say("goal"), "label": say("goal_label"), "sources": _sources(words, 0)}
    yield "goal", {"date": stress.last, "kind": "target", "sectors": "all", **goal}


def _year(stress: Stress, at: int) -> int:
    return stress.plan_years[at * 5 % len(stress.plan_years)]


def _id(at: int) -> str:
    return f"work-{at + 1}"


def _named(words: Mapping[str, Any], at: int) -> Texts:
    """The name of a line; where there are fewer names than lines, they come round with a number."""
    names = words["lines"]
    again = at // len(names)
    return {lang: f"{name} {again + 1}" if again else name for lang, name in names[at % len(names)].items()}


def _filled(pattern: Texts, at: int) -> Texts:
    """A text about a line, without its name: `%` stands for the id of the line."""
    return {lang: text.replace("%", _id(at)) for lang, text in pattern.items()}


def _sayer(words: Mapping[str, Texts]) -> Callable[..., Texts]:
    """Gives the texts of a name, with parts filled in."""

    def say(name: str, **parts: object) -> Texts:
        texts = words[name]
        for key, value in parts.items():
            texts = {lang: text.replace(f"%{key}", str(value)) for lang, text in texts.items()}
        return texts

    return say


def _sources(words: Mapping[str, Any], at: int) -> list[str]:
    ids = list(words["sources"])
    return [ids[(at + turn) % len(ids)] for turn in range(at % 3 + 1)]


def _language(lang: str) -> Any:
    """How a language is written, as another site of the tests or the words of these sites have it."""
    for site in (CONTENT["other"], CONTENT["guide"], WORDS):
        if lang in (known := _load(site / "site.yaml")["languages"]):
            return known[lang]
    raise KeyError(lang)


def _interface(languages: tuple[str, ...], own: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the interface, from where each language has them; `own` words go before them.

    A word that a language does not have is left out: `check` then says so.
    """
    halves = {lang: _words_of(lang) for lang in languages}
    names = next(iter(halves.values()))
    return {
        **{name: _beside({lang: half.get(name) for lang, half in halves.items()}) for name in names},
        **own,
    }


def _beside(words: Mapping[str, Any]) -> Any:
    """The same words in several languages, language by language at the end."""
    first = next(iter(words.values()))
    if not isinstance(first, dict):
        return {lang: said for lang, said in words.items() if said}
    return {key: _beside({lang: part and part.get(key) for lang, part in words.items()}) for key in first}


def _words_of(lang: str) -> dict[str, Any]:
    """The interface in one language."""
    own = WORDS / f"interface.{lang}.yaml"
    if own.exists():
        return dict(_load(own))
    for site in (CONTENT["other"], CONTENT["guide"]):
        found = _only(lang, _load(site / "interface.yaml"))
        if found["home"] is not None:
            return dict(found)
    raise KeyError(lang)


def _only(lang: str, words: Any) -> Any:
    """What nested words say in one language, None where they do not."""
    inner = {key: it for key, it in words.items() if isinstance(it, dict)}
    return {key: _only(lang, it) for key, it in inner.items()} if inner else words.get(lang)


@cache
def _load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def _dump(data: Any) -> str:
    """YAML, of the kind that JSON is."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])).values():
        print(path)
