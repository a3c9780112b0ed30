"""The words of the interface, one field each, so that a missing or unknown one is an error.

Where a word is a pattern, its placeholders are named here and checked in every language.
"""

from __future__ import annotations

from typing import Annotated

from microsite.content.comparators import Worded
from microsite.content.entries import Arrival, HowRead, Matter, OriginKind, StationKind
from microsite.content.pages import DataWord
from microsite.content.patterns import every_one, unworded, with_blanks
from microsite.content.promises import Every, Measure, State, Timing
from microsite.content.scalars import Entry, Id, SourceKind, Text
from microsite.content.weights import Weight

Plain = Annotated[Text, with_blanks()]  # words that nothing is filled into

_Timings = Annotated[dict[Timing, Annotated[Text, with_blanks("when")]], every_one(Timing)]


class Interface(Entry):
    """`interface.yaml`."""

    weight: Annotated[dict[Weight, Plain], every_one(Weight)]
    weight_meaning: Annotated[dict[Weight, Plain], every_one(Weight)]
    standing: Annotated[dict[State, Plain], every_one(State)]
    measure: Annotated[dict[Measure, Plain], every_one(Measure)]
    how_read: Annotated[dict[HowRead, Plain], every_one(HowRead)]
    origin_kind: Annotated[dict[OriginKind, Plain], every_one(OriginKind)]
    station_kind: Annotated[dict[StationKind, Plain], every_one(StationKind)]
    source_kind: Annotated[dict[Id, Plain], every_one(SourceKind)]
    comparator: Annotated[dict[Id, Annotated[Text, with_blanks("quantity")]], every_one(Worded), unworded()]
    between: Annotated[Text, with_blanks("low", "high")]  # stands in the place of the number, inside the unit
    every: Annotated[dict[Every, Annotated[Text, with_blanks("quantity")]], every_one(Every)]
    timing: _Timings  # of a year
    timing_decade: Annotated[dict[Timing, Annotated[Text, with_blanks("year")]], every_one(Timing)]
    timing_quarter: _Timings
    timing_month: _Timings
    timing_day: _Timings
    decade: Annotated[Text, with_blanks("year")]

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
    checked: Annotated[Text, with_blanks("date")]
    built: Annotated[Text, with_blanks("date")]
    licence: Annotated[Text, with_blanks("licence")]
    code_licence: Annotated[Text, with_blanks("licence")]
    repository: Plain
    correct_page: Plain
    last_changed: Annotated[Text, with_blanks("date")]
    behind: Annotated[Text, with_blanks("date")]
    choose_language: Plain
    not_found: Plain
    not_found_advice: Plain
    moved_to: Annotated[Text, with_blanks("page")]  # where an old address leads on
    compare: Plain
    compare_title: Annotated[Text, with_blanks("title")]
    compare_description: Annotated[Text, with_blanks("title")]
    see_glossary: Plain
    all_terms: Plain
    also_called: Plain
    changed_pages: Plain

    # Sectors
    sector: Plain
    sector_number: Annotated[Text, with_blanks("number")]
    all_sectors: Plain
    every_sector: Plain
    no_sector: Plain
    later_name: Annotated[Text, with_blanks("name")]
    previous_sector: Plain
    next_sector: Plain
    no_targets: Plain

    # Targets and facts
    filter: Plain
    filter_all: Plain
    filter_shown: Annotated[Text, with_blanks("shown", "all")]
    filter_none: Plain
    sort_by: Annotated[Text, with_blanks("column")]
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
    announced_on: Annotated[Text, with_blanks("date")]
    start: Plain
    latest: Plain
    earlier: Plain
    quantity_on: Annotated[Text, with_blanks("quantity", "when")]
    way_done: Annotated[Text, with_blanks("share")]
    nothing_measured: Plain
    time_passed: Annotated[Text, with_blanks("share")]
    questions_of_sector: Plain

    # What became of it
    standing_heading: Plain
    measure_heading: Plain
    known_now: Plain
    where_it_stands: Plain
    promises_counted: Annotated[Text, with_blanks("number")]
    related_targets: Plain
    fell_due: Plain
    verdict_on: Annotated[Text, with_blanks("date")]
    postponed_until: Annotated[Text, with_blanks("date")]
    changed_into: Annotated[Text, with_blanks("what")]
    last_check: Annotated[Text, with_blanks("date")]
    nothing_looked_at: Annotated[Text, with_blanks("date")]
    nothing_found: Annotated[Text, with_blanks("date")]
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
    now: Annotated[Text, with_blanks("date")]
    next_stations: Plain
    whole_timeline: Plain
    stations_counted: Annotated[Text, with_blanks("number")]
    planned_counted: Annotated[Text, with_blanks("number")]
    no_stations: Annotated[Text, with_blanks("when")]
    back_to_map: Plain
    stations_of: Annotated[Text, with_blanks("when")]
    permalink: Annotated[Text, with_blanks("title")]

    # The line map
    map_summary: Annotated[Text, with_blanks("events", "promises")]
    rest_of_year: Annotated[Text, with_blanks("year")]
    pick_line: Annotated[Text, with_blanks("name")]
    more: Annotated[Text, with_blanks("number")]
    more_stations: Annotated[Text, with_blanks("number")]
    finding_due: Annotated[Text, with_blanks("number", "share", "first", "second")]
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
    first_due: Annotated[Text, with_blanks("date")]
    more_lines: Annotated[Text, with_blanks("number")]

    # Sources
    source: Plain
    sources: Plain
    sources_counted: Annotated[Text, with_blanks("number")]
    weight_heading: Plain
    read_on: Annotated[Text, with_blanks("how", "date")]
    own_title: Plain
    repeats: Annotated[Text, with_blanks("origin")]
    perhaps_repeats: Annotated[Text, with_blanks("origin")]
    origins: Plain
    origin_counted: Annotated[Text, with_blanks("number")]
    read_counted: Plain
    notes: Plain
    note_mark: Annotated[Text, with_blanks("number")]
    note_back: Annotated[Text, with_blanks("number")]
    notes_counted: Annotated[Text, with_blanks("number")]  # what opens the notes where they are folded
    undated: Plain
    sources_of: Annotated[Text, with_blanks("when")]
    undated_sources: Plain
    used_by: Plain
    publishers: Plain
    publishers_once: Plain
    conflicts: Plain
    choice: Plain
    why: Plain
    see_conflict: Annotated[Text, with_blanks("topic")]
    see_settled: Annotated[Text, with_blanks("topic")]
    conflicts_open: Plain
    conflicts_settled: Plain
    accounts_counted: Annotated[Text, with_blanks("number")]
    chosen: Plain
    how_we_know: Plain

    # Open questions
    would_answer: Plain
    questions_of_all: Plain
    counted: Annotated[Text, with_blanks("facts", "stations", "sources", "conflicts")]

    # Search
    search: Plain  # what opens it, and the name of its field
    search_found: Annotated[Text, with_blanks("number")]
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
    cited: Annotated[Text, with_blanks("title", "site", "date", "address")]
    embed: Plain
    embed_fits: Plain  # before the line that a page of others may have besides the frame
    embed_from: Annotated[Text, with_blanks("site")]  # below a part in a page of others

    # Feeds and calendars
    subscribe: Plain  # before the links to them
    subscribe_how: Plain  # what to do with their addresses
    feed: Plain
    calendar: Plain
    feed_of: Annotated[Text, with_blanks("name")]  # the title of a feed; of the site, or of a sector with it
    calendar_of: Annotated[Text, with_blanks("name")]
    with_date: Annotated[
        Text, with_blanks("title", "when")
    ]  # an entry of a calendar that is of no single day

    # Open data
    data: Annotated[dict[DataWord, Plain], every_one(DataWord)]

    # The record of an entry
    record_title: Annotated[Text, with_blanks("title")]
    record_values: Plain
    record_history: Plain
    record_unknown: Plain
    record_arrival: Annotated[dict[Arrival, Plain], every_one(Arrival)]
    record_turned: Annotated[Text, with_blanks("what", "before", "after")]
    record_given: Annotated[Text, with_blanks("what", "value")]
    record_dropped: Annotated[Text, with_blanks("what", "value")]
    record_matter: Annotated[dict[Matter, Plain], every_one(Matter)]
    record_measured: Plain
    record_changed: Annotated[Text, with_blanks("what")]
    record_until: Annotated[Text, with_blanks("words")]
    record_files: Annotated[Text, with_blanks("commits")]
    record_places: Plain
    record_data: Plain

    # Descriptions of pages
    year_description: Annotated[Text, with_blanks("when", "number")]
    shelf_description: Annotated[Text, with_blanks("sources", "number")]
    record_description: Annotated[Text, with_blanks("title")]
