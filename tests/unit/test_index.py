"""What prose can name: with its sources, whether it could be seen, and where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from microsite.content.documents import Document, KeyPath
from microsite.content.files import kind_of
from microsite.content.index import CITABLE, Indexed, indexed, names_in
from microsite.content.validation import validated
from microsite.messages.problems import Place

WORDS = {"en": "Words"}
NUMBER = {"label": WORDS, "value": "5", "unit": "metres"}
SOURCED = {"sources": ["gazette"]}


def paths(tree: Any, start: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every value of a tree."""
    yield start
    for key, value in tree.items() if isinstance(tree, dict) else ():
        yield from paths(value, (*start, key))


def everything(**files: Any) -> list[Indexed]:
    """The index of a content with these files and no others, named without their endings."""
    documents = {
        f"{name.replace('__', '/')}.yaml": Document("", tree, dict.fromkeys(paths(tree), Place("")))
        for name, tree in files.items()
    }
    names = [name for file, document in documents.items() for name in names_in(file, document)]
    kinds = {file: kind_of(file) for file in documents}
    values = {file: validated(documents[file], kind.shape, {}).value for file, kind in kinds.items() if kind}
    return list(indexed(names, values))


def found(**files: Any) -> dict[str, Indexed]:
    """What texts can name in a content with these files."""
    return {it.id: it for it in everything(**files) if it.kind in CITABLE}


def term(*sources: str, **figure: Any) -> dict[str, Any]:
    return {"term": WORDS, "definition": WORDS, "sources": [*sources], "figures": {"slope": NUMBER | figure}}


def station(**figure: Any) -> dict[str, Any]:
    return {
        "date": "2021-03",
        "kind": "event",
        "sectors": "all",
        "title": WORDS,
        "sources": ["gazette", "notice"],
        "witnessed": "true",
        "figures": {"guests": NUMBER | figure},
    }


@pytest.mark.parametrize("sources", [("gazette",), ("gazette", "notice")])
def test_number_of_a_term_rests_on_the_sources_of_the_term(sources: tuple[str, ...]) -> None:
    """All of them, and nobody could see it: a term is no event."""
    slope = found(glossary={"grade": term(*sources)})["slope"]
    assert (slope.sources, slope.witnessed) == (sources, False)


def test_number_of_a_term_is_shown_with_the_term() -> None:
    """A term itself cannot be named; its numbers can, and lead to the glossary."""
    content = {"grade": term("gazette")}
    assert [it.kind for it in everything(glossary=content)] == ["term", "figure"]
    ((id, slope),) = found(glossary=content).items()
    assert (id, slope.page, slope.anchor) == ("slope", ("glossary", ""), "grade")


def test_number_inside_a_station_takes_over_what_it_does_not_say() -> None:
    """Its sources are the station's, it could be seen as that could, and it is shown in the year of that."""
    named = found(stations__2021={"fair": station()})
    assert list(named) == ["fair", "guests"]
    for it in named.values():
        assert it.sources == ("gazette", "notice")
        assert it.witnessed
        assert (it.page, it.anchor) == (("year", "2021"), "fair")
    assert [it.kind for it in named.values()] == ["station", "figure"]


def test_number_inside_another_entry_may_speak_for_itself() -> None:
    """Sources of its own come before those around it, and what these saw it does not share."""
    own = {"sources": ["herald"]}
    guests = found(stations__2021={"fair": station(**own)})["guests"]
    assert (guests.sources, guests.witnessed) == (("herald",), False)
    slope = found(glossary={"grade": term("gazette", "notice", **own)})["slope"]
    assert (slope.sources, slope.witnessed) == (("herald",), False)


def test_facts_and_targets_are_shown_on_the_pages_they_belong_to() -> None:
    """A fact of the launch, a target and a figure of a sector: each with its page, anchor and label."""
    launch = {
        "name": WORDS,
        "date": "2021",
        "place": WORDS,
        "station": "fair",
        "key_facts": [],
        "since": [],
        "facts": {"crowd": {"label": {"en": "Crowd"}, **SOURCED, "witnessed": "true"}},
    }
    sector = {
        "number": "1",
        "name": WORDS,
        "colour": "#0b6e8f",
        "answer": WORDS,
        "targets": {"goal": {"title": {"en": "Goal"}, "metric": WORDS, "scope": "later", **SOURCED}},
        "figures": {"length": {**NUMBER, **SOURCED}},
    }
    named = found(launch=launch, sectors__harbour=sector)
    assert {
        id: (it.kind, it.label["en"], it.page, it.anchor, it.file, it.path) for id, it in named.items()
    } == {
        "crowd": ("fact", "Crowd", ("launch", ""), "crowd", "launch.yaml", ("facts", "crowd")),
        "goal": (
            "target",
            "Goal",
            ("sector", "harbour"),
            "goal",
            "sectors/harbour.yaml",
            ("targets", "goal"),
        ),
        "length": (
            *("figure", "Words", ("sector", "harbour"), "length"),
            *("sectors/harbour.yaml", ("figures", "length")),
        ),
    }
    assert {it.sources for it in named.values()} == {("gazette",)}
    assert [id for id, it in named.items() if it.witnessed] == ["crowd"]


def test_what_nobody_names_in_a_text_is_found_by_its_id() -> None:
    """A question and an origin have their places, and what they are called."""
    questions = {"end": {"question": {"en": "When?"}, "answer": WORDS, "sectors": "all"}}
    origins = {"release": {"name": {"en": "The release"}, "kind": "announcement", "speaker": "Town"}}
    content = everything(questions=questions, origins=origins)
    assert [(it.id, it.kind, it.label["en"], it.page, it.anchor) for it in content] == [
        ("end", "question", "When?", ("questions", ""), "end"),
        ("release", "origin", "The release", ("sources", ""), "release"),
    ]
    assert found(questions=questions, origins=origins) == {}


def test_entry_that_is_not_in_order_stands_for_nothing() -> None:
    """What was left out of its file has no value that could be shown; the names beside it have theirs."""
    assert list(found(stations__2021={"fair": station(), "odd": {"date": "soon"}})) == ["fair", "guests"]


def test_nothing_can_be_named_in_nothing() -> None:
    """Files without entries give nothing to name."""
    assert everything(glossary={}, stations__2021={}) == []
