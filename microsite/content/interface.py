"""The words of the interface, one field each, so that a missing or unknown one is an error.

Where a word is a pattern, its placeholders are named here and checked in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from pydantic import AfterValidator

from microsite.content.comparators import EXACT, RANGE, Worded
from microsite.content.entries import Arrival, HowRead, Matter, OriginKind, StationKind
from microsite.content.pages import DataWord
from microsite.content.promises import Every, Measure, State, Timing
from microsite.content.scalars import Entry, Id, SourceKind, Text, refused
from microsite.content.weights import Weight


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


def _unworded() -> AfterValidator:
    """No words for what is said without any, or by `between`."""

    def check(given: Mapping[str, Text]) -> Mapping[str, Text]:
        for id in (EXACT, RANGE):
            if id in given:
                raise refused("comparator-without-words", id=id)
        return given

    return AfterValidator(check)


Plain = Annotated[Text, _with()]  # words that nothing is filled into

_Timings = Annotated[dict[Timing, Annotated[Text, _with("when")]], _every(Timing)]


class Interface(Entry):
    """`interface.yaml`."""

    weight: Annotated[dict[Weight, Plain], _every(Weight)]
    weight_meaning: Annotated[dict[Weight, Plain], _every(Weight)]
    standing: Annotated[dict[State, Plain], _every(State)]
    measure: Annotated[dict[Measure, Plain], _every(Measure)]
    how_read: Annotated[dict[HowRead, Plain], _every(HowRead)]
    origin_kind: Annotated[dict[OriginKind, Plain], _every(OriginKind)]
    station_kind: Annotated[dict[StationKind, Plain], _every(StationKind)]
    source_kind: Annotated[dict[Id, Plain], _every(SourceKind)]
    comparator: Annotated[dict[Id, Annotated[Text, _with("quantity")]], _every(Worded), _unworded()]
    between: Annotated[Text, _with("low", "high")]  # stands in the place of the number, inside the unit
    every: Annotated[dict[Every, Annotated[Text, _with("quantity")]], _every(Every)]
    timing: _Timings  # of a year
    timing_decade: Annotated[dict[Timing, Annotated[Text, _with("year")]], _every(Timing)]
    timing_quarter: _Timings
    timing_month: _Timings
    timing_day: _Timings
    decade: Annotated[Text, _with("year")]

    # Around every page
    skip_to_content: Plain
    comma: Plain  # between the parts of a list, with its space
    colon: Plain  # between a name and what it stands for, with its space
    navigation: Plain
    menu: Plain  # what opens the navigation where it is folded
    contents: Plain  # above the list of the sections of a page
    languages: Plain
    home: Plain
    breadcrumb: Plain
    checked: Annotated[Text, _with("date")]
    built: Annotated[Text, _with("date")]
    licence: Annotated[Text, _with("licence")]
    code_licence: Annotated[Text, _with("licence")]
    repository: Plain
    correct_page: Plain
    last_changed: Annotated[Text, _with("date")]
    behind: Annotated[Text, _with("date")]
    choose_language: Plain
    not_found: Plain
    not_found_advice: Plain
    moved_to: Annotated[Text, _with("page")]  # where an old address leads on
    compare: Plain
    compare_title: Annotated[Text, _with("title")]
    compare_description: Annotated[Text, _with("title")]
    see_glossary: Plain
    all_terms: Plain
    also_called: Plain
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
    filter_shown: Annotated[Text, _with("shown", "all")]
    filter_none: Plain
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
    announced_on: Annotated[Text, _with("date")]
    start: Plain
    latest: Plain
    earlier: Plain
    quantity_on: Annotated[Text, _with("quantity", "when")]
    way_done: Annotated[Text, _with("share")]
    nothing_measured: Plain
    time_passed: Annotated[Text, _with("share")]
    questions_of_sector: Plain

    # What became of it
    standing_heading: Plain
    measure_heading: Plain
    known_now: Plain
    where_it_stands: Plain
    promises_counted: Annotated[Text, _with("number")]
    related_targets: Plain
    fell_due: Plain
    verdict_on: Annotated[Text, _with("date")]
    postponed_until: Annotated[Text, _with("date")]
    changed_into: Annotated[Text, _with("what")]
    last_check: Annotated[Text, _with("date")]
    nothing_looked_at: Annotated[Text, _with("date")]
    nothing_found: Annotated[Text, _with("date")]
    standing_changes: Plain
    common_targets: Plain
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
    stations_counted: Annotated[Text, _with("number")]
    planned_counted: Annotated[Text, _with("number")]
    no_stations: Annotated[Text, _with("when")]
    back_to_map: Plain
    stations_of: Annotated[Text, _with("when")]
    permalink: Annotated[Text, _with("title")]

    # The line map
    map_summary: Annotated[Text, _with("events", "promises")]
    rest_of_year: Annotated[Text, _with("year")]
    pick_line: Annotated[Text, _with("name")]
    more: Annotated[Text, _with("number")]
    more_stations: Annotated[Text, _with("number")]
    finding_due: Annotated[Text, _with("number", "share", "first", "second")]
    all_lines_again: Plain
    not_to_scale: Plain
    legend: Plain
    key_checked: Plain
    key_unlooked: Plain
    key_ahead: Plain
    key_event: Plain
    key_planned: Plain
    key_related: Plain
    key_more: Plain
    key_undated: Plain
    now_short: Plain
    promises: Plain
    addresses: Plain
    key_lead: Plain
    first_due: Annotated[Text, _with("date")]
    more_lines: Annotated[Text, _with("number")]

    # Sources
    source: Plain
    sources: Plain
    sources_counted: Annotated[Text, _with("number")]
    weight_heading: Plain
    read_on: Annotated[Text, _with("how", "date")]
    own_title: Plain
    repeats: Annotated[Text, _with("origin")]
    perhaps_repeats: Annotated[Text, _with("origin")]
    origins: Plain
    origin_counted: Annotated[Text, _with("number")]
    read_counted: Plain
    notes: Plain
    note_mark: Annotated[Text, _with("number")]
    note_back: Annotated[Text, _with("number")]
    notes_counted: Annotated[Text, _with("number")]  # what opens the notes where they are folded
    undated: Plain
    sources_of: Annotated[Text, _with("when")]
    undated_sources: Plain
    used_by: Plain
    publishers: Plain
    publishers_once: Plain
    conflicts: Plain
    choice: Plain
    why: Plain
    see_conflict: Annotated[Text, _with("topic")]
    see_settled: Annotated[Text, _with("topic")]
    conflicts_open: Plain
    conflicts_settled: Plain
    accounts_counted: Annotated[Text, _with("number")]
    chosen: Plain
    how_we_know: Plain

    # Open questions
    would_answer: Plain
    questions_of_all: Plain
    counted: Annotated[Text, _with("facts", "stations", "sources", "conflicts")]

    # Search
    search: Plain  # what opens it, and the name of its field
    search_found: Annotated[Text, _with("number")]
    search_none: Plain  # above the pages of the menu
    search_failed: Plain
    search_key: Plain  # the choice whether it also opens with the key that is named here
    close: Plain
    pages: Plain

    # Shared, cited and embedded
    reuse: Plain  # what opens the ways to take this page along
    copy_text: Plain
    copied_text: Plain
    share: Plain
    page_address: Plain
    cite: Plain
    cited: Annotated[Text, _with("title", "site", "date", "address")]
    embed: Plain
    embed_fits: Plain  # before the line that a page of others may have besides the frame
    embed_from: Annotated[Text, _with("site")]  # below a part in a page of others

    # Feeds and calendars
    subscribe: Plain  # before the links to them
    subscribe_how: Plain  # what to do with their addresses
    feed: Plain
    calendar: Plain
    feed_of: Annotated[Text, _with("name")]  # the title of a feed; of the site, or of a sector with it
    calendar_of: Annotated[Text, _with("name")]
    with_date: Annotated[Text, _with("title", "when")]  # an entry of a calendar that is of no single day

    # Open data
    data: Annotated[dict[DataWord, Plain], _every(DataWord)]

    # The record of an entry
    record_title: Annotated[Text, _with("title")]
    record_values: Plain
    record_history: Plain
    record_unknown: Plain
    record_arrival: Annotated[dict[Arrival, Plain], _every(Arrival)]
    record_turned: Annotated[Text, _with("what", "before", "after")]
    record_given: Annotated[Text, _with("what", "value")]
    record_dropped: Annotated[Text, _with("what", "value")]
    record_matter: Annotated[dict[Matter, Plain], _every(Matter)]
    record_measured: Plain
    record_changed: Annotated[Text, _with("what")]
    record_until: Annotated[Text, _with("words")]
    record_files: Annotated[Text, _with("commits")]
    record_places: Plain
    record_data: Plain

    # Descriptions of pages
    year_description: Annotated[Text, _with("when", "number")]
    shelf_description: Annotated[Text, _with("sources", "number")]
    record_description: Annotated[Text, _with("title")]
