"""The words of the interface, one field each, so that a missing or unknown one is an error.

Where a word is a pattern, its placeholders are named here and checked in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator

from microsite.content.entries import Confidence, Scope, Timing
from microsite.content.scalars import Entry, Text, refused


def _every(words: Any) -> AfterValidator:
    """Each of the enumerated values has its word."""

    def check(given: Mapping[str, Text]) -> Mapping[str, Text]:
        for wanted in get_args(words):
            if wanted not in given:
                raise refused("missing-key", key=wanted)
        return given

    return AfterValidator(check)


def _with(*names: str) -> AfterValidator:
    """Each language of the pattern has these placeholders, once each, and no other."""

    def check(pattern: Text) -> Text:
        for lang, words in pattern.root.items():
            expected = "".join(f"{{{name}}} " for name in names).strip()
            stripped = words
            for name in names:
                stripped = stripped.replace(f"{{{name}}}", "", 1)
            if any(f"{{{name}}}" not in words for name in names) or set(stripped) & set("{}"):
                raise refused("placeholders", lang=lang, expected=expected)
        return pattern

    return AfterValidator(check)


StationKind = Literal["event", "target"]
SourceKind = Literal["news", "government", "company"]
Compared = Literal["at-least", "about", "under"]


class Interface(Entry):
    """`interface.yaml`."""

    confidence: Annotated[dict[Confidence, Text], _every(Confidence)]
    confidence_meaning: Annotated[dict[Confidence, Text], _every(Confidence)]
    scope: Annotated[dict[Scope, Text], _every(Scope)]
    station_kind: Annotated[dict[StationKind, Text], _every(StationKind)]
    source_kind: Annotated[dict[SourceKind, Text], _every(SourceKind)]
    comparator: Annotated[dict[Compared, Annotated[Text, _with("quantity")]], _every(Compared)]
    timing: Annotated[dict[Timing, Annotated[Text, _with("when")]], _every(Timing)]

    # Around every page
    skip_to_content: Text
    comma: Text  # between the parts of a list, with its space
    colon: Text  # between a name and what it stands for, with its space
    navigation: Text
    languages: Text
    home: Text
    breadcrumb: Text
    checked: Annotated[Text, _with("date")]
    built: Annotated[Text, _with("date")]
    licence: Annotated[Text, _with("licence", "code_licence")]
    repository: Text
    correct_page: Text
    last_changed: Annotated[Text, _with("date")]
    behind: Annotated[Text, _with("date")]
    choose_language: Text
    not_found: Text
    not_found_advice: Text
    compare: Text
    compare_title: Annotated[Text, _with("title")]
    compare_description: Annotated[Text, _with("title")]
    see_glossary: Text
    changed_pages: Text

    # Sectors
    sector: Text
    sector_number: Annotated[Text, _with("number")]
    all_sectors: Text
    every_sector: Text
    no_sector: Text
    later_name: Annotated[Text, _with("name")]
    previous_sector: Text
    next_sector: Text
    no_targets: Text

    # Targets and facts
    filter: Text
    filter_all: Text
    sort_by: Annotated[Text, _with("column")]
    copied: Text
    samples: Text
    samples_description: Text
    targets: Text
    target: Text
    due: Text
    no_year: Text
    no_number: Text
    quantity: Text
    metric: Text
    announced_as: Text
    announced_on: Annotated[Text, _with("date")]
    baseline: Text
    baseline_in: Annotated[Text, _with("quantity", "when")]
    participants: Text
    participant: Text
    role: Text
    figures: Text
    facts: Text
    key_facts: Text
    since_launch: Text
    other_facts: Text
    as_of: Text

    # Stations
    stations: Text
    years: Text
    date: Text
    what: Text
    kind: Text
    passed: Text
    ahead: Text
    now: Annotated[Text, _with("date")]
    next_stations: Text
    whole_timeline: Text
    stations_of: Annotated[Text, _with("when")]
    outcome_unknown: Text
    permalink: Annotated[Text, _with("title")]

    # Sources
    source: Text
    sources: Text
    sources_counted: Annotated[Text, _with("number")]
    confidence_heading: Text
    notes: Text
    note_mark: Annotated[Text, _with("number")]
    note_back: Text
    undated: Text
    sources_of: Annotated[Text, _with("when")]
    undated_sources: Text
    used_by: Text
    conflicts: Text
    choice: Text
    why: Text
    see_conflict: Annotated[Text, _with("topic")]
    how_we_know: Text
    counted: Annotated[Text, _with("facts", "stations", "sources", "conflicts")]
