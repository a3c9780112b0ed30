"""How each language is set: one rule a language, as the content gives it."""

from __future__ import annotations

import re

import pytest

from microsite.content.promises import Target
from microsite.language.typesetting import type_styles
from tests.samples import Sample


def test_each_language_is_set_as_its_settings_say(other: Sample) -> None:
    """Line height, measure, tracking and where lines break are those of the language."""
    type = other.site.settings.languages["fr"].type.model_copy(update={"whole_words": True})
    french = other.site.settings.languages["fr"].model_copy(update={"type": type})
    languages = {**other.site.settings.languages, "fr": french}
    site = other.site.with_settings(other.site.settings.model_copy(update={"languages": languages}))
    rules = dict(re.findall(r":lang\((\w+)\)\{([^}]*)\}", type_styles(site)))
    assert list(rules) == list(languages)
    assert f"--leading:{type.leading};--measure:{type.measure};" in rules["fr"]
    assert "word-break:keep-all" in rules["fr"]
    assert "word-break:normal" in rules["de"]


@pytest.mark.parametrize(
    ("start", "latest", "goal", "share"),
    [
        ("25", "50", "100", 1 / 3),
        ("25", "100", "100", 1),
        ("25", None, "100", None),
        ("0", "25", "100", 0.25),
        ("25", "101", "100", 76 / 75),
        ("25", "10", "100", -0.2),
        ("38", "29", "20", 0.5),
        ("100", None, "100", None),
        ("0", "0", "0", None),
        (None, "25", "100", None),
    ],
)
def test_share_of_the_way_is_drawn_only_where_it_was_measured(
    start: str | None, latest: str | None, goal: str, share: float | None
) -> None:
    """From the starting point to the goal, upwards or downwards; without a start, or without any way
    between the two, there is nothing to draw."""
    first = {"value": start, "date": "2019", "sources": ["a"], "starting_point": "true"}
    last = {"value": latest, "date": "2020", "sources": ["a"]}
    target = Target.model_validate(
        {
            "title": {"aa": "x"},
            "metric": {"aa": "x"},
            "value": goal,
            "unit": "trams",
            "scope": "launch",
            "observations": [it for it in (first, last) if it["value"] is not None],
            "sources": ["a"],
        }
    )
    assert (None if target.way is None else target.way.share) == pytest.approx(share)
