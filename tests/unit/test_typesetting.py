"""How each language is set: one rule a language, as the content gives it."""

from __future__ import annotations

import re

import pytest

from microsite.content.entries import Target
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
    ("start", "goal", "measured", "share"),
    [
        ("25", "100", True, "0.25"),
        ("100", "100", True, "1"),
        ("0", "100", True, "0"),
        ("25", "100", False, None),
        ("101", "100", True, None),
        ("-1", "100", True, None),
        ("0", "0", True, None),
    ],
)
def test_share_that_is_reached_is_drawn_only_where_it_was_measured(
    start: str, goal: str, measured: bool, share: str | None
) -> None:
    """From nothing to all of it; what is above the target, below nothing or merely estimated has no bar."""
    target = Target.model_validate(
        {
            "title": {"aa": "x"},
            "metric": {"aa": "x"},
            "value": goal,
            "unit": "trams",
            "scope": "launch",
            "baseline": {"value": start, "year": "2019", "measured": str(measured).lower(), "sources": ["a"]},
            "sources": ["a"],
            "confidence": "single-source",
        }
    )
    assert (None if target.share_reached is None else f"{target.share_reached:f}") == share
