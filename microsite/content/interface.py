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
                code = "placeholders" if names else "no-placeholders"
                raise refused(code, lang=lang, expected=expected)
        return pattern

    return AfterValidator(check)


Plain = Annotated[Text, _with()]  # words that nothing is filled into

StationKind = Literal["event", "target"]
SourceKind = Literal["news", "government", "company"]
Compared = Literal["at-least", "about", "under"]


class Interface(Entry):
    """`interface.yaml`."""

    confidence: Annotated[dict[Confidence, Plain], _every(Confidence)]
    confidence_meaning: Annotated[dict[Confidence, Plain], _every(Confidence)]
    scope: Annotated[dict[Scope, Plain], _every(Scope)]
    station_kind: Annotated[dict[StationKind, Plain], _every(StationKind)]
    source_kind: Annotated[dict[SourceKind, Plain], _every(SourceKind)]
    comparator: Annotated[dict[Compared, Annotated[Text, _with("quantity")]], _every(Compared)]
    timing: Annotated[dict[Timing, Annotated[Text, _with("when")]], _every(Timing)]

    # Around every page
    skip_to_content: Plain
    comma: Plain  # between the parts of a list, with its space
    colon: Plain  # between a name and what it stands for, with its space
    navigation: Plain
    languages: Plain
    home: Plain
    breadcrumb: Plain
    checked: Annotated[Text, _with("date")]
    built: Annotated[Text, _with("date")]
    licence: Annotated[Text, _with("licence", "code_licence")]
    repository: Plain
    correct_page: Plain
    last_changed: Annotated[Text, _with("date")]
    behind: Annotated[Text, _with("date")]
    choose_language: Plain
    not_found: Plain
    not_found_advice: Plain
    compare: Plain
    compare_title: Annotated[Text, _with("title")]
    compare_description: Annotated[Text, _with("title")]
    see_glossary: Plain
    changed_pages: Plain

    # Sectors
    sector: Plain
    sector_number: Annotated[Text, _with("number")]
    all_sectors: Plain
    every_sector: Plain
    no_sector: Plain
    later_name: Annotated[Text, _with("name")]
    previous_sector: Plain
    next_sector: Plain
    no_targets: Plain

    # Targets and facts
    filter: Plain
    filter_all: Plain
    sort_by: Annotated[Text, _with("column")]
    copied: Plain
    samples: Plain
    samples_description: Plain
    targets: Plain
    target: Plain
    due: Plain
    no_year: Plain
    no_number: Plain
    quantity: Plain
    metric: Plain
    announced_as: Plain
    announced_on: Annotated[Text, _with("date")]
    baseline: Plain
    baseline_in: Annotated[Text, _with("quantity", "when")]
    participants: Plain
    participant: Plain
    role: Plain
    figures: Plain
    facts: Plain
    key_facts: Plain
    since_launch: Plain
    other_facts: Plain
    as_of: Plain

    # Stations
    stations: Plain
    years: Plain
    date: Plain
    what: Plain
    kind: Plain
    passed: Plain
    ahead: Plain
    now: Annotated[Text, _with("date")]
    next_stations: Plain
    whole_timeline: Plain
    stations_of: Annotated[Text, _with("when")]
    outcome_unknown: Plain
    permalink: Annotated[Text, _with("title")]

    # Sources
    source: Plain
    sources: Plain
    sources_counted: Annotated[Text, _with("number")]
    confidence_heading: Plain
    notes: Plain
    note_mark: Annotated[Text, _with("number")]
    note_back: Plain
    undated: Plain
    sources_of: Annotated[Text, _with("when")]
    undated_sources: Plain
    used_by: Plain
    conflicts: Plain
    choice: Plain
    why: Plain
    see_conflict: Annotated[Text, _with("topic")]
    how_we_know: Plain
    counted: Annotated[Text, _with("facts", "stations", "sources", "conflicts")]
