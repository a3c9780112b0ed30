"""How each language is set: one rule a language, as the content gives it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

from microsite.content.promises import Target
from microsite.content.settings import Typesetting
from microsite.language.typesetting import type_styles
from microsite.output.styles import minified
from tests.samples import Sample


def styles(sample: Sample, **types: Typesetting) -> str:
    """The rules of a site whose languages are set so."""
    languages = {
        lang: language.model_copy(update={"type": types.get(lang, language.type)})
        for lang, language in sample.site.settings.languages.items()
    }
    settings = sample.site.settings.model_copy(update={"languages": languages})
    return type_styles(sample.site.with_settings(settings))


def test_each_language_is_set_as_its_settings_say(other: Sample) -> None:
    """Line height, measure, tracking and where lines break are those of the language."""
    french = Typesetting(leading=Decimal("1.7"), measure="50ch", tracking="-0.01em", breaks="words")
    rules = rules_of(styles(other, fr=french, de=Typesetting(), ar=Typesetting(breaks="phrases")))
    assert list(rules) == list(other.languages)
    assert "--leading:1.7;--measure:50ch;--tracking-tight:-0.01em;" in rules["fr"]
    breaks = {lang: re.findall(r"word-break:([a-z-]+)", rule) for lang, rule in rules.items()}
    # A browser that knows no phrases must not keep those of the language around.
    assert breaks == {"fr": ["keep-all"], "de": ["normal"], "ar": ["normal", "auto-phrase"]}


def test_words_are_hyphenated_from_the_length_that_the_language_wants(other: Sample) -> None:
    """Only where asked, in pieces of four letters; in a wide window longer words only."""
    made = styles(other, fr=Typesetting(), de=Typesetting(hyphens=10))
    rules = rules_of(made)
    assert "hyphens:manual" in rules["fr"]
    assert "hyphens:auto;hyphenate-limit-chars:10 4 4" in rules["de"]
    wide = re.findall(r'@media \(width>=30rem\)\{\[lang\|="(\w+)"\]\{([^}]*)\}\}', made)
    assert wide == [("de", "hyphenate-limit-chars:14 4 4")]


def rules_of(made: str) -> dict[str, str]:
    """The rules of each language that hold in every window."""
    everywhere = re.sub(r"@media[^{]*\{[^{]*\{[^}]*\}\}", "", made)
    return dict(re.findall(r'\[lang\|="(\w+)"\]\{([^}]*)\}', everywhere))


def test_minified_sheet_keeps_what_few_browsers_know(other: Sample) -> None:
    """The build's own tool passes new properties on as they are, the older value before the newer."""
    small = minified(styles(other, de=Typesetting(breaks="phrases", hyphens=10)), "x.css")
    assert "word-break:normal;word-break:auto-phrase" in small
    assert "hyphens:auto;hyphenate-limit-chars:10 4 4" in small
    assert "line-break:strict" in small


def test_fewest_letters_make_two_pieces() -> None:
    """A word of fewer than eight letters has no two pieces of four."""
    with pytest.raises(ValidationError):
        Typesetting(hyphens=7)
    assert Typesetting(hyphens=8).hyphens == 8


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
