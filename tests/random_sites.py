"""Content that nobody wrote: small sites made at random, and changes that an editor may well make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.mutations import QUIET, WHOLE, Files, Step, damaged
from tests.samples import CONTENT, build_sample

Draw = st.DrawFn


@dataclass(frozen=True)
class Names:
    """What the texts of a site can name, by the kind of braces or link that names it."""

    facts: tuple[str, ...]
    sources: tuple[str, ...]
    terms: tuple[str, ...]
    sectors: tuple[str, ...]
    stations: tuple[str, ...]
    others: tuple[str, ...] = ()  # ids that no text names: conflicts, changes, questions, origins

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.facts, *self.sources, *self.terms, *self.sectors, *self.stations, *self.others)


@dataclass(frozen=True)
class Passage:
    """The same words at the end of each half of a text; the last half may say them in another form."""

    text: str
    words: str
    instead: str = ""


@dataclass(frozen=True)
class Rename:
    """Another id for an entry, wherever it is named."""

    old: str
    new: str


@dataclass(frozen=True)
class Aside:
    """A new source that nothing names but one text, by its mark or by a link."""

    text: str
    words: str = "Words.{^aside}"


Change = Passage | Rename | Aside | Step


def changed(files: Files, change: Change) -> Files:
    """The files after a change."""
    match change:
        case Passage(text, words, instead):
            halves = sorted(name for name in files if re.fullmatch(rf"{re.escape(text)}\.[a-z]+\.md", name))
            added = dict.fromkeys(halves, words)
            if instead and len(halves) > 1:
                added[halves[-1]] = instead
            return {**files, **{name: files[name] + f"\n{more}\n".encode() for name, more in added.items()}}
        case Aside(text, words):
            known = files["sources.yaml"] + b"\n" + _dump({"aside": SOURCE})
            return changed({**files, "sources.yaml": known}, Passage(text, words))
        case Rename(old, new):
            word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])".encode())
            return {
                word.sub(new.encode(), name.encode()).decode(): word.sub(new.encode(), raw)
                for name, raw in files.items()
            }
    return damaged((change,), files)


def names_of(files: Files) -> Names:
    """The ids that the files of a site define."""
    read = {name: _load(raw) for name, raw in files.items() if name.endswith(".yaml")}
    sectors = {name[8:-5]: entry for name, entry in read.items() if name.startswith("sectors/")}
    stations = {
        id: it for name, group in read.items() if name.startswith("stations/") for id, it in group.items()
    }
    facts = [*read["launch.yaml"]["facts"], *read["launch.yaml"].get("targets", ()), *stations]
    for entry in (*sectors.values(), *stations.values(), *read["glossary.yaml"].values()):
        facts += [*entry.get("targets", ()), *entry.get("figures", ())]
    return Names(
        facts=tuple(facts),
        sources=tuple(read["sources.yaml"]),
        terms=tuple(read["glossary.yaml"]),
        sectors=tuple(sectors),
        stations=tuple(stations),
        others=tuple(
            id
            for name in ("conflicts", "changes", "questions", "origins")
            for id in read.get(f"{name}.yaml", ())
        ),
    )


def _load(raw: bytes) -> Any:
    return yaml.load(raw.decode(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


# --- ids ----------------------------------------------------------------------------------------

# Words that mean something elsewhere: in braces, in addresses, in enumerations, in the notes.
MEANING = (
    *(
        "value",
        "year",
        "date",
        "start",
        "latest",
        "earlier",
        "all",
        "home",
        "about",
        "undated",
        "css",
        "fr",
        "index",
    ),
    *("launch", "later", "related", "event", "target", "kept", "postponed", "single", "differ"),
    *("style-guide", "side-by-side", "null", "true", "constructor", "to-string"),
)


@cache
def ids_of_pages() -> tuple[str, ...]:
    """Every id on the pages of the made-up town, those that templates bring along among them."""
    built = build_sample(CONTENT["other"])
    found = {
        node.attributes["id"] for tree in built.trees.values() for node in tree.css("[id]") if node.attributes
    }
    return tuple(sorted(id for id in found if id))


def ids(names: Names) -> st.SearchStrategy[str]:
    """An id that may well be taken by something else."""
    derived = [f"{before}-{name}" for before in ("note", "mark", "term") for name in names.all]
    choices = st.deferred(lambda: st.sampled_from(ids_of_pages()))
    return choices | st.sampled_from([*MEANING, *names.all]) | st.sampled_from(derived)


# --- prose --------------------------------------------------------------------------------------

# `%f` is a fact, `%s` a source, `%t` a term, `%c` a sector, `%n` a station, `%i` an id of any kind.
PIECES = (
    *(
        "a",
        "{%f}",
        "{%f.value}",
        "{%f.year}",
        "{%f.start}",
        "{%f.latest}",
        "{%f.earlier}",
        "{%f.date}",
        "{^%f}",
        "{^%s}",
        "{^%n}",
    ),
    *(
        "**{%f}**",
        "*{^%s}*",
        "_{%f}_",
        "{%f}{^%f}",
        "{2026-03-01}",
        "{2026}",
        "`a`",
        "`{%f}`",
        "``{^%s} ` ``",
    ),
    *("`{`", "`}`", "`{}`", "`{a}`", "`{%f`", "`[a](term:%t)`", "`**a`", "`{2026-13}`", "{ `a` }"),
    *(
        "[a](term:%t)",
        "[a]( term:%t )",
        "[a](<term:%t>)",
        '[a](term:%t "b")',
        "[a](\nterm:%t)",
        "[a]\n(term:%t)",
    ),
    *("[a][b]\n\n[b]: term:%t", "[b]\n\n[b]: <term:%t>", "[a][]\n\n[a]: term:%t 'c'", "[a](sector:%c)"),
    *(
        "[a](station:%n)",
        "[a](source:%s)",
        "[a](page:method)",
        "[a](#%i)",
        "[a](term:%t#b)",
        "[{%f}](term:%t)",
    ),
    *(
        "[a{^%s}](page:home)",
        "[**a**](term:%t)",
        "[`a`](term:%t)",
        "[[a](term:%t)](page:home)",
        "[](term:%t)",
    ),
    *(
        "[a](https://example.org/?{%f})",
        "[a](https://example.org/(b))",
        "<https://example.org/a>",
        "<term:%t>",
    ),
    *("[a](https://example.org/a_{2026}_b)", "<https://example.org/{%f}>", "<mailto:a@example.org>"),
    *(
        "[a](HTTPS://example.org)",
        "[a](Term:%t)",
        "[a](term:%t )",
        "[a](mailto:a@example.org)",
        "![a](b.png)",
    ),
    *(
        "https://example.org",
        "\\{%f}",
        "\\{%f\\}",
        "{%f\\}",
        "\\*a\\*",
        "\\[a](term:%t)",
        "[a\\](term:%t)",
        "\\\\",
    ),
    *(
        "\\`{%f}\\`",
        "&amp;",
        "&lt;b&gt;",
        "&#123;%f&#125;",
        "&#91;a](term:%t)",
        "&lbrace;a&rbrace;",
        "[a](&#35;b)",
    ),
    *("<b>a</b>", "<!-- a -->", "<!-- {%f} -->", '<i id="%i">', "<br>", "a  \nb", "a\\\nb", "a\nb", "~~a~~"),
    *(
        "***a***",
        "a*b*c",
        "a_b_c",
        "2 * 3 * 4",
        "a\u00a0b",
        "[a]",
        "[a] (b)",
        "(a)[b]",
        "[^1]",
        ":a:",
        "a  \n{%f}",
    ),
)
BLOCKS = (
    *("%1", "%1 %2", "%1\n%2", "- %1\n- %2", "* %1\n* %2", "- %1\n  - %2", "- %1\n\n  %2", "1. %1\n2. %2"),
    *(
        "1) %1\n1) %2",
        "3. %1\n   - %2\n     > %1",
        "- - %1",
        "> %1",
        "> %1\n> %2",
        "> %1\n%2",
        "> - %1",
        ">> %1",
    ),
    *("| a | b |\n|---|---|\n| %1 | %2 |", "| %1 |\n|:-:|\n", "    %1", "```\n%1\n```", "```%1\n%2\n```"),
    *(
        "~~~\n%1",
        "- ```\n  %1\n  ```",
        "***",
        "---",
        "%1\n---",
        "%1\n===",
        "<div>\n%1\n</div>",
        "<!--\n%1\n-->",
    ),
    *(
        "## a {#%i}",
        "## %1 {#%i}",
        "### a {#%i}",
        "###### a {#%i}",
        "## a {#%i} ##",
        "## {#%i}",
        "> ## a {#%i}",
    ),
    *(
        "- ## a {#%i}",
        "- a\n  ## b {#%i}",
        "## `a` {#%i}",
        "## [a](term:%t) {#%i}",
        "## {%f} {#%i}",
        "##\ta {#%i}",
    ),
    *(
        "%1\n## a {#%i}\n%2",
        "## a {#%i}\n\n## b {#%i}",
        "## a `{#%i}`",
        "## a \\{#%i}",
        "```\n## a\n```",
        " ## a {#%i}",
    ),
    *("    ## a {#%i}", "[a]: term:%t", "[a]: https://example.org/", "[a]: term:%t\n\n[a]: page:home\n\n%1"),
    *(
        "%1\n\n\n%2",
        "%1\n    %2",
        "-\n\n%1",
        "+ %1\n- %2",
        "10. %1",
        "%1\n- %2",
        "%1\n1. %2",
        "\\## a",
        "#a",
        "##",
    ),
)


@st.composite
def words(draw: Draw, names: Names) -> str:
    """A block of Markdown, or some."""
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=2))
    return "\n\n".join(draw(filled(block, names)) for block in blocks)


@st.composite
def filled(draw: Draw, pattern: str, names: Names) -> str:
    """A pattern with pieces and names in the place of its signs."""
    for sign in ("%1", "%2"):
        if sign in pattern:
            pattern = pattern.replace(sign, draw(st.sampled_from(PIECES)))
    named = {
        "%f": names.facts,
        "%s": names.sources,
        "%t": names.terms,
        "%c": names.sectors,
        "%n": names.stations,
    }
    for sign, choices in named.items():
        while sign in pattern:
            pattern = pattern.replace(sign, draw(st.sampled_from(choices or ("a",))), 1)
    return pattern.replace("%i", draw(ids(names))) if "%i" in pattern else pattern


# --- changes ------------------------------------------------------------------------------------


def changes(files: Files) -> st.SearchStrategy[list[Change]]:
    """Changes to a site, most of which it may well take."""
    names = names_of(files)
    texts = sorted({name.split(".")[0] for name in files if name.endswith(".md")})
    said = words(names)
    more = st.builds(Passage, st.sampled_from(texts), said, st.just("") | st.just("") | said)
    renamed = st.builds(Rename, st.sampled_from(names.all), ids(names))
    cited = st.builds(Aside, st.sampled_from(texts), st.sampled_from(["A.{^aside}", "[A](source:aside)"]))
    return st.lists(more | more | more | renamed | renamed | cited | QUIET, min_size=1, max_size=6)


# --- small sites --------------------------------------------------------------------------------

LANGUAGES = ("fr", "ar", "de")
COLOURS = ("#0b6e8f", "#a8480a", "#7b2d8e")
UNITS = ("stops", "percent", "mad-million")
SOURCE = {
    **{"publisher": "P", "title": "T", "url": "https://example.org/", "language": "fr"},
    **{"kind": "news", "read": "part"},
}
OUTCOMES = ("kept", "partly-kept", "missed", "postponed", "changed", "dropped")
ORIGINS = ("announcement", "agency", "report")
READ = ("whole", "part", "quoted", "not")
EVERY = st.sampled_from(["month", "year"])
PAST = ("2020", "2021-06", "2026-11-22")
DATES = ("2019", "2019-06-14", "2020-02", "2021", "2022-12-31", "2026-11-22", "2026-11-23", "2035")


@st.composite
def small_sites(draw: Draw) -> Files:
    """As little as a site can have, or a little more, in one language or several."""
    languages = LANGUAGES[: draw(st.integers(1, 3))]
    free = [f"id{number}" for number in range(40)]
    yes = st.booleans()

    def text(words: str) -> dict[str, str]:
        return {lang: f"{words} {lang}" for lang in languages}

    def sourced() -> dict[str, Any]:
        chosen = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=2, unique=True))
        return {"sources": chosen}

    def seen() -> dict[str, Any]:
        return {**sourced(), **({"witnessed": "true"} if draw(yes) else {})}

    def number() -> dict[str, Any]:
        value = draw(st.sampled_from(["0", "1", "2.5", "3", "12000000"]))
        return {"value": value, "unit": draw(st.sampled_from(UNITS))}

    def some(group: dict[str, Any]) -> dict[str, Any]:
        return {free.pop(): entry for entry in group.values()} if draw(yes) else {}

    def promise() -> dict[str, Any]:
        target: dict[str, Any] = {"title": text("T"), "metric": text("M"), "scope": scope()}
        target |= {"sources": [sources[0]], **(number() if draw(yes) else {})}
        if draw(yes):
            target |= {"due": draw(st.sampled_from(DATES)), **({"every": draw(EVERY)} if draw(yes) else {})}
        dated = {"date": "2019", "sources": [sources[0]]}
        if draw(yes):
            first = {**dated, **number(), **({"starting_point": "true"} if draw(yes) else {})}
            target |= {
                "observations": [first, *[{**dated, **number(), "date": "2021"}] * draw(st.integers(0, 1))]
            }
        target |= {"earlier": {**dated, **number()}} if draw(yes) else {}
        return {**target, "verdicts": verdicts()} if draw(yes) else target

    def scope() -> str:
        return str(draw(st.sampled_from(["launch", "later", "related"])))

    def verdicts() -> list[dict[str, Any]]:
        found = []
        for day in sorted(draw(st.lists(st.sampled_from(PAST), min_size=1, max_size=2, unique=True))):
            outcome = draw(st.sampled_from(OUTCOMES))
            verdict = {"outcome": outcome, "date": day, "text": text("V"), "sources": [sources[-1]]}
            verdict |= {"until": draw(st.sampled_from(DATES))} if outcome == "postponed" else {}
            verdict |= {"into": text("I")} if outcome == "changed" else {}
            found.append(verdict)
        return found

    sources = [free.pop() for _ in range(draw(st.integers(1, 3)))]
    sectors = {}
    for at in range(draw(st.integers(1, 3))):
        target = promise()
        sectors[free.pop()] = {
            "number": str(at + 1),
            "name": text(f"Line {'ABC'[at]}"),
            "colour": COLOURS[at],
            "answer": text("A"),
            "targets": some({"target": target}),
            "figures": some({"figure": {"label": text("F"), **number(), **sourced()}}),
            "participants": [{"name": text("P"), "sources": [sources[0]]}] if draw(yes) else [],
        }
    station: dict[str, Any] = {"kind": "target", "title": text("S"), **seen()}
    launch, date = free.pop(), draw(st.sampled_from(DATES))
    stations = {launch: {**station, "date": date, "sectors": "all", "label": text("L")}}
    for _ in range(draw(st.integers(0, 2))):
        concerned = draw(st.sampled_from([[], list(sectors)[:1], list(sectors)]))
        named = {"label": text("N")} if draw(yes) else {}
        stations[free.pop()] = {
            **station,
            "date": draw(st.sampled_from(DATES)),
            "sectors": concerned,
            **named,
        }
    if draw(yes):
        stations[free.pop()] = {
            **station,
            "date": draw(st.sampled_from(DATES)),
            "sectors": "all",
            "verdicts": verdicts(),
        }
    facts = some({"fact": {"label": text("F"), **number(), **seen()}})
    term: dict[str, Any] = {"term": text("W"), "definition": text("D"), "sources": [sources[-1]]}
    term |= {"figures": some({"figure": {"label": text("G"), **number()}})}
    conflict: dict[str, Any] = {
        "topic": text("C"),
        "about": list(facts),
        "choice": text("c"),
        "why": text("w"),
    }
    conflict |= {"readings": [{"text": text("R"), "sources": [sources[0]]}], "sources": [sources[0]]}
    dated = {"published": draw(st.sampled_from(DATES))} if draw(yes) else {}
    first: dict[str, Any] = {"name": text("O"), "kind": draw(st.sampled_from(ORIGINS)), "speaker": "S"}
    origins = some({"origin": first})
    if draw(yes) and origins:
        origins[free.pop()] = {**first, "origin": next(iter(origins))}
    repeating = {"origin": list(origins)[-1], "read": draw(st.sampled_from(READ))} if origins else {}
    sectors_of_one: list[Any] = ["all", [], list(sectors)[:1], list(sectors)]
    question: dict[str, Any] = {"question": text("Q"), "answer": text("A"), "about": list(facts)}
    question |= {"sectors": draw(st.sampled_from(sectors_of_one))}
    made: dict[str, Any] = {
        "sources.yaml": {
            id: {**SOURCE, **(dated if at else {}), **(repeating if at != 1 else {})}
            for at, id in enumerate(sources)
        },
        "launch.yaml": {
            "name": text("N"),
            "date": date,
            "place": text("P"),
            "station": launch,
            "key_facts": list(facts) if draw(yes) else [],
            "since": [],
            "facts": facts,
            "targets": some({"target": promise()}),
        },
        "glossary.yaml": some({"term": term}),
        "conflicts.yaml": some({"conflict": conflict}),
        "changes.yaml": some({"change": {"date": "2026", "text": text("C"), "pages": ["page:home"]}}),
        **({"origins.yaml": origins} if origins else {}),
        **({"questions.yaml": {free.pop(): question}} if draw(yes) else {}),
        "stations/all.yaml": stations,
        **{f"sectors/{id}.yaml": sector for id, sector in sectors.items()},
    }
    return {
        **_taken_over(languages),
        **{name: _dump(data) for name, data in made.items()},
        **_prose(made, languages),
    }


@cache
def _taken_over(languages: tuple[str, ...]) -> Files:
    """What the made-up town lends: its settings, units, and the words around content."""
    kept = [name for name in WHOLE if re.fullmatch(r"(site|interface|units|pages/\w+)\.yaml", name)]
    lent = {name: _load(WHOLE[name]) for name in kept}
    home = lent["pages/home.yaml"]
    home["figures"], home["money"] = [], []
    for unit in lent["units.yaml"].values():  # numbers are drawn for any of them
        unit.pop("most", None)
    return {name: _dump(_in_languages(data, languages)) for name, data in lent.items()}


def _in_languages(data: Any, languages: Sequence[str]) -> Any:
    """The same with these languages only."""
    if not isinstance(data, dict):
        return data
    gone = set(LANGUAGES) - set(languages) if set(data) == set(LANGUAGES) else set()
    return {key: _in_languages(value, languages) for key, value in data.items() if key not in gone}


def _prose(made: Mapping[str, Any], languages: Sequence[str]) -> Files:
    texts = [name[:-5] for name in WHOLE if re.fullmatch(r"pages/\w+\.yaml", name)]
    texts += [name[:-5] for name in made if name.startswith("sectors/")]
    return {f"{text}.{lang}.md": b"Words.\n" for text in texts for lang in languages}


class _Plain(yaml.SafeDumper):
    """Writes what stands in several places in full in each."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dump(data: Any) -> bytes:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()
