"""What prose can name: with its sources, how sure it is, and where it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from microsite.citables import citables
from microsite.model import Confidence, Launch, Sector, Station, Term
from microsite.site import Citable

WORDS = {"en": "Words"}
NUMBER = {"label": WORDS, "value": "5", "unit": "metres"}


def found(**content: Any) -> dict[str, Citable]:
    """What can be named in a content with these entries and no others."""
    given: dict[str, Any] = {"launch": None, "sectors": {}, "stations": {}, "glossary": {}, **content}
    return {it.id: it for it in citables(**given)}


def term(*sources: str, **figure: Any) -> Term:
    written = {"term": WORDS, "definition": WORDS, "sources": sources, "figures": {"slope": NUMBER | figure}}
    return Term.model_validate(written)


def station(**figure: Any) -> Station:
    return Station.model_validate(
        {
            "date": "2021-03",
            "kind": "event",
            "sectors": "all",
            "title": WORDS,
            "sources": ["gazette", "notice"],
            "confidence": "conflict",
            "figures": {"guests": NUMBER | figure},
        }
    )


@pytest.mark.parametrize(
    ("sources", "confidence"), [(("gazette",), "single-source"), (("gazette", "notice"), "confirmed")]
)
def test_number_of_a_term_is_as_sure_as_its_sources_are_many(
    sources: tuple[str, ...], confidence: Confidence
) -> None:
    """A term says nothing of certainty: one source is one source, two confirm each other."""
    slope = found(glossary={"grade": term(*sources)})["slope"]
    assert (slope.sources, slope.confidence) == (sources, confidence)


def test_number_of_a_term_is_shown_with_the_term() -> None:
    """A term itself cannot be named; its numbers can, and lead to the glossary."""
    everything = found(glossary={"grade": term("gazette")})
    assert list(everything) == ["slope"]
    assert (everything["slope"].page, everything["slope"].anchor) == (("glossary", ""), "grade")


def test_number_inside_a_station_takes_over_what_it_does_not_say() -> None:
    """Its sources and certainty are the station's, and so is its place, in the year of the station."""
    everything = found(stations={"fair": station()})
    assert list(everything) == ["fair", "guests"]
    for id in everything:
        assert everything[id].sources == ("gazette", "notice")
        assert everything[id].confidence == "conflict"
        assert (everything[id].page, everything[id].anchor) == (("year", "2021"), "fair")
    assert [it.kind for it in everything.values()] == ["station", "figure"]


def test_number_inside_another_entry_may_speak_for_itself() -> None:
    """Sources and certainty of its own come before those around it."""
    own = {"sources": ["herald"], "confidence": "single-source"}
    guests = found(stations={"fair": station(**own)})["guests"]
    assert (guests.sources, guests.confidence) == (("herald",), "single-source")
    slope = found(glossary={"grade": term("gazette", "notice", **own)})["slope"]
    assert (slope.sources, slope.confidence) == (("herald",), "single-source")


def test_facts_and_targets_are_shown_on_the_pages_they_belong_to() -> None:
    """A fact of the launch, a target and a figure of a sector: each with its page, anchor and label."""
    sure = {"sources": ["gazette"], "confidence": "single-source"}
    launch = Launch.model_validate(
        {
            "name": WORDS,
            "short_name": WORDS,
            "date": "2021",
            "place": WORDS,
            "station": "fair",
            "key_facts": [],
            "since": [],
            "facts": {"crowd": {"label": {"en": "Crowd"}, **sure}},
        }
    )
    sector = Sector.model_validate(
        {
            "number": "1",
            "name": WORDS,
            "colour": "#0b6e8f",
            "answer": WORDS,
            "targets": {"goal": {"title": {"en": "Goal"}, "metric": WORDS, "scope": "later", **sure}},
            "figures": {"length": {**NUMBER, **sure}},
        }
    )
    everything = found(launch=launch, sectors={"harbour": sector})
    shown = {id: (it.kind, it.label["en"], it.page, it.anchor) for id, it in everything.items()}
    assert shown == {
        "crowd": ("fact", "Crowd", ("launch", ""), "crowd"),
        "goal": ("target", "Goal", ("sector", "harbour"), "goal"),
        "length": ("figure", "Words", ("sector", "harbour"), "length"),
    }
    assert everything["goal"].entry is sector.targets["goal"]
    assert {it.confidence for it in everything.values()} == {"single-source"}


def test_nothing_can_be_named_in_nothing() -> None:
    """A launch that is not in order, and no entries, give nothing to name."""
    assert found() == {}
