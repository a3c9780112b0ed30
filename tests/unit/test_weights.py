"""How much sources weigh together: by where their texts come from, and by nothing that anybody types."""

from __future__ import annotations

from typing import Any

import pytest

from microsite.content.entries import Origin, Source
from microsite.content.weights import Weight, first_of, weight_of


def source(publisher: str, **more: Any) -> Source:
    written = {
        "publisher": publisher,
        "title": "Title",
        "url": "https://example.org/",
        "language": "en",
        "kind": "news",
        "read": "part",
        **more,
    }
    return Source.model_validate(written)


def origin(kind: str, speaker: str, **more: Any) -> Origin:
    return Origin.model_validate({"name": {"en": "Name"}, "kind": kind, "speaker": speaker, **more})


ORIGINS = {
    "release": origin("announcement", "ministry"),
    "release-2": origin("announcement", "ministry"),
    "other-release": origin("announcement", "chamber"),
    "wire": origin("agency", "agency"),
    "wire-of-release": origin("agency", "agency", origin="release"),
    "story": origin("report", "herald"),
}
SOURCES = {
    "a": source("A", origin="release", on_scene="true"),
    "b": source("B", origin="release"),
    "c": source("C", origin="release-2"),
    "d": source("D", origin="other-release"),
    "e": source("E", origin="wire"),
    "f": source("F", origin="wire"),
    "g": source("G", origin="wire-of-release"),
    "own": source("Own"),
    "own-2": source("Own"),
    "herald": source("Herald", origin="story"),
    "copy": source("Copy", origin="story"),
    "unread": source("Unread", read="not"),
    "quoted": source("Quoted", read="quoted"),
    "act": source("Gazette", read="whole", authoritative="true"),
    "act-unread": source("Gazette", read="quoted", authoritative="true"),
}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("own", "single"),
        ("own own-2", "single"),  # two articles of one paper
        ("a", "single"),  # a release that one paper carries
        ("a b", "announcement"),
        ("a b c", "announcement"),  # the same ministry, twice
        ("a b g", "announcement"),  # an agency that takes the release over is no voice of its own
        ("a d", "independent"),  # two bodies, each for itself
        ("a own", "independent"),
        ("a e", "independent"),
        ("e f", "single"),  # one agency's text in two papers
        ("herald copy", "single"),
        ("herald own", "independent"),
        ("own unread", "single"),
        ("own quoted", "single"),
        ("a b unread", "announcement"),
        ("unread quoted", "single"),
        ("own nobody", "single"),  # an id that stands for nothing
    ],
)
def test_sources_of_one_origin_count_once(ids: str, expected: Weight) -> None:
    """However many repeat a text, it is one voice; what was not read adds none."""
    assert weight_of(ids.split(), SOURCES, ORIGINS) == expected


def test_who_was_there_speaks_for_himself_of_what_could_be_seen() -> None:
    """Of the day and the place of an event, but not of what was announced at it."""
    assert weight_of(("a", "b"), SOURCES, ORIGINS, witnessed=True) == "independent"
    assert weight_of(("b", "c"), SOURCES, ORIGINS, witnessed=True) == "announcement"
    assert weight_of(("a", "b"), SOURCES, ORIGINS) == "announcement"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("act", "document"),  # needs no second voice
        ("act own", "document"),
        ("act a b", "document"),
        ("act-unread", "single"),  # what was not read settles nothing
        ("act-unread own", "single"),
        ("act-unread act", "document"),
    ],
)
def test_text_that_settles_a_thing_is_called_so(ids: str, expected: Weight) -> None:
    """An act of parliament is no single source; where sources contradict each other, that goes before it."""
    assert weight_of(ids.split(), SOURCES, ORIGINS) == expected
    assert weight_of(ids.split(), SOURCES, ORIGINS, disputed=True) == "differ"


def test_sources_that_contradict_each_other_weigh_nothing_together() -> None:
    """Whatever they are, where they differ that is what readers are told."""
    assert weight_of(("a", "own"), SOURCES, ORIGINS, disputed=True) == "differ"


def test_chain_of_repetitions_leads_to_the_first_text() -> None:
    """An agency repeats a release; a circle, which is a mistake, does not hang."""
    assert first_of("wire-of-release", ORIGINS) is ORIGINS["release"]
    circle = {"x": origin("agency", "x", origin="y"), "y": origin("agency", "y", origin="x")}
    assert first_of("x", circle) is circle["y"]
