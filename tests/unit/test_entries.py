"""What only shows in the whole content: each mistake is planted in the made-up town's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from microsite.line import build, read
from microsite.messages.problems import ContentError
from tests.samples import BASE_URL, DAY, edit

FRENCH = "pages/timeline.fr.md"


def complaints(content: Path) -> list[str]:
    """What is said about the content, files named as they stand inside its folder."""
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    return str(caught.value).replace(f"{content.as_posix()}/", "").splitlines()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "launch.yaml",
            "La banque prête {value} à",
            "La banque prête {bank-lone} à",
            ["{bank-lone} names no fact."],
        ),
        (
            "pages/timeline.yaml",
            "De {2019} à {2035}",
            "De {2019} à {2035-13}",
            ['"2035-13" is not in the calendar'],
        ),
        (
            "pages/about.yaml",
            'ar: "عن هذا الموقع"',
            'ar: "عن {^gazette-2019}"',
            ["{^gazette-2019} is for prose"],
        ),
        ("launch.yaml", "station: vote", "station: votes", ['station: "votes" is not']),
        ("launch.yaml", "[bank-loan, operator]", "[bank-loan, operators]", ['since › 2: "operators" is not']),
        (
            "launch.yaml",
            "[bank-loan, operator]",
            "[bank-loan, port-riders]",
            ['since › 2: "port-riders" is not one of those in this file.'],
        ),
        (
            "stations/2027-2035.yaml",
            "target: port-opening",
            "target: port-opened",
            ['"port-opened" is not the id of a target. Did you mean "port-opening"?'],
        ),
        (
            FRENCH,
            "(station:vote)",
            "(ship:vote)",
            ['"ship:vote" leads nowhere; write https://…, #… or one of'],
        ),
        (FRENCH, "(station:vote)", "(../vote/)", ['"../vote/" leads nowhere']),
        (FRENCH, "(station:vote)", "(term:rames)", ['"rames" is not the id of a term. Did you mean "rame"?']),
        (FRENCH, "(station:vote)", "(javascript:alert)", ['"javascript:alert" leads nowhere']),
        (
            "pages/about.fr.md",
            "## Signaler",
            "# Signaler",
            ["the page has its title already", "## {#corrections}"],
        ),
        (
            "pages/launch.fr.md",
            "{#money}",
            "{#session}",
            ["{#session} stands at two headings", "## {#money} where"],
        ),
        ("pages/home.fr.md", "{old-network.year}", "{year}", ["{year} is for a fact's own text"]),
        (
            "pages/launch.fr.md",
            "{bank-loan.date}",
            "{bank-loan.start}",
            ['has no "start"'],
        ),
        ("pages/method.fr.md", "- **Une seule source** : personne d’autre ne le dit.\n", "", ["a list of 3"]),
        ("pages/method.fr.md", "{2026-03-15}", "{2026-03-15", ["names nothing"]),
    ],
)
def test_mistake_across_files_is_found(content: Path, file: str, old: str, new: str, said: list[str]) -> None:
    """A reference, a link or an outline that does not fit the rest of the content is named."""
    text = (content / file).read_text("utf-8").replace("\u00a0", " ")
    (content / file).write_text(text, "utf-8")
    edit(content / file, old, new)
    found = complaints(content)
    for part in said:
        assert any(part in line for line in found), found


def test_own_values_are_checked_against_their_owner(content: Path) -> None:
    """`{value}` in the text of a fact without a number has nothing to print."""
    for old in ("exploitera les deux lignes", 'تشغيل الخطّين"', "soll beide Linien betreiben"):
        edit(content / "launch.yaml", old, old.rstrip('"') + " {value}" + '"' * old.count('"'))
    found = complaints(content)
    assert len(found) == 3
    assert all("facts › operator › statement" in line for line in found)
    assert all('{value} has nothing to print; the fact has no "value".' in line for line in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("pages/home.yaml", "[network-budget, vote-count, port-riders]", "[operator]", "pages/home.yaml:"),
        ("pages/home.yaml", "money: [network-budget, bank-loan]", "money: [vote]", "pages/home.yaml:"),
        ("site.yaml", "locale: ar_MA", "locale: arabic", "site.yaml:"),
        ("pages/glossary.yaml", "address: lexique", "address: methode", "pages/"),
        (
            "sectors/collines.yaml",
            "    value: 20\n    unit: minutes\n    comparator: under\n",
            "",
            "sectors/collines.yaml:",
        ),
    ],
    ids=[
        "figure-without-number",
        "amount-without-number",
        "locale",
        "address-taken",
        "texts-need-value",
    ],
)
def test_what_cannot_be_shown_is_refused_in_its_file(
    content: Path, file: str, old: str, new: str, place: str
) -> None:
    """What a page could not show is a problem at its place in the content, never an error later on."""
    edit(content / file, old, new)
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    places = [str(problem.place).replace(f"{content.as_posix()}/", "") for problem in caught.value.problems]
    assert places
    assert all(it.startswith(place) for it in places), places


def test_number_of_another_day_without_any_unit_is_refused(content: Path) -> None:
    """An observation takes its target's unit; where neither has one, there is nothing to print."""
    edit(
        content / "sectors/port.yaml",
        "    scope: related\n    announced: 2022\n",
        "    scope: related\n    announced: 2022\n"
        "    observations: [{value: 3, date: 2018, sources: [amala-mobilite]}]\n",
    )
    text = (content / "sectors/port.yaml").read_text("utf-8")
    text = text.replace("    value: 20\n    unit: percent\n", "")
    (content / "sectors/port.yaml").write_text(text.replace("{value} ", "").replace(" {value}", ""), "utf-8")
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    places = {problem.place.file for problem in caught.value.problems}
    assert places == {f"{content.as_posix()}/sectors/port.yaml"}


# --- dates that do not fit ----------------------------------------------------------------------


def said_of(content: Path, today: date = DAY) -> list[tuple[str, str]]:
    """Place and code of everything that is said, warnings included; nothing when all is well."""
    try:
        read(content, today, strict=True)
    except ContentError as error:
        return [
            (str(it.place).replace(f"{content.as_posix()}/", ""), it.message.code) for it in error.problems
        ]
    return []


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("2028", False), ("2028-12-31", False), ("2029", True), ("2029-01-01", True), ("1999", False)],
)
def test_target_is_not_due_before_it_was_announced(content: Path, written: str, wrong: bool) -> None:
    """A target of a year may be announced in that year at the latest."""
    was = "announced: 2023-03\n    observations:"
    edit(content / "sectors/port.yaml", was, was.replace("2023-03", written))
    assert said_of(content) == ([("sectors/port.yaml:30:10", "due-before-announced")] if wrong else [])


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("2023-06", False), ("2023-06-30", False), ("2023", False), ("2023-07", True), ("2024", True)],
)
def test_target_does_not_start_after_it_is_due(content: Path, written: str, wrong: bool) -> None:
    """The starting point may be of the last day on which the target is due."""
    start = "- value: 25\n        date: "
    edit(content / "launch.yaml", "due: 2026-06\n", "due: 2023-06\n")
    edit(content / "launch.yaml", f"{start}2019\n", f"{start}{written}\n")
    assert said_of(content) == ([("launch.yaml:75:15", "start-after-target")] if wrong else [])


def test_what_is_measured_later_may_come_after_the_date(content: Path) -> None:
    """Only the starting point is held against the date: what became of a promise is seen behind it."""
    later = "      - {value: 31, date: 2026-09, sources: [sada-2026]}\n    sources: [deliberation-2019]\n"
    launch = content / "launch.yaml"
    text = launch.read_text("utf-8")
    assert text.endswith("    sources: [deliberation-2019]\n")
    launch.write_text(text.removesuffix("    sources: [deliberation-2019]\n") + later, "utf-8")
    assert said_of(content) == []


def test_target_without_a_date_has_no_dates_to_compare(content: Path) -> None:
    """Where no date is promised, neither announcement nor starting point can come too late."""
    edit(content / "sectors/collines.yaml", "announced: 2023-03-02", "announced: 2035")
    edit(content / "sectors/collines.yaml", "date: 2022\n        starting", "date: 2025-05\n        starting")
    assert said_of(content) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11-22", None),
        ("2026-11", None),
        ("2026-11-23", "verdict-ahead"),
        ("2027", "verdict-ahead"),
        ("2025-10", None),
        ("2025-08-31", "verdicts-out-of-order"),
        ("2024", "verdicts-out-of-order"),
        ("2025", None),
    ],
)
def test_verdicts_speak_of_what_has_happened_in_its_order(
    content: Path, written: str, said: str | None
) -> None:
    """A second verdict may be of the month or the year of the first, and not of a day to come."""
    kept = "        sources: [sada-2025]\n    sources: [hafenblatt-2023]\n"
    second = (
        f"      - outcome: missed\n        date: {written}\n"
        '        text: {fr: "Non.", ar: "لا.", de: "Nein."}\n        sources: [sada-2026]\n'
    )
    whole = kept.replace("    sources: [h", f"{second}    sources: [h")
    edit(content / "sectors/port.yaml", kept, whole)
    assert said_of(content) == ([("sectors/port.yaml:84:15", said)] if said else [])


@pytest.mark.parametrize(
    ("id", "wrong"), [("collines-decision", False), ("works", True), ("port-opening-due", True)]
)
def test_verdict_of_a_station_is_of_a_promise_without_a_target(content: Path, id: str, wrong: bool) -> None:
    """An event has happened, and what became of a target stands with the target."""
    verdict = (
        "  verdicts:\n    - outcome: dropped\n      date: 2026-02\n"
        '      text: {fr: "Non.", ar: "لا.", de: "Nein."}\n      sources: [sada-2026]\n'
    )
    (path,) = (it for it in content.glob("stations/*.yaml") if f"\n{id}:" in "\n" + it.read_text("utf-8"))
    text = path.read_text("utf-8")
    assert text.count(f"{id}:\n") == 1
    path.write_text(text.replace(f"{id}:\n", f"{id}:\n{verdict}"), "utf-8")
    assert [code for _, code in said_of(content)] == (["verdict-of-no-promise"] if wrong else [])


@pytest.mark.parametrize(
    ("written", "ahead"),
    [
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-11", False),
        ("2026-12", True),
        ("2026", False),
        ("2027", True),
    ],
)
def test_event_has_happened(content: Path, written: str, ahead: bool) -> None:
    """An event may be of today, this month or this year; one that cannot have happened yet is a warning."""
    edit(content / "stations/2019-2025.yaml", "date: 2025-09\n", f"date: {written}\n")
    assert said_of(content, date(2026, 11, 22)) == (
        [("stations/2019-2025.yaml:39:9", "event-ahead")] if ahead else []
    )


def test_event_outside_the_years_is_one_mistake(content: Path) -> None:
    """A date that the timeline does not have is not also held against the clock."""
    edit(content / "stations/2019-2025.yaml", "date: 2025-09\n", "date: 2052-09\n")
    assert said_of(content) == [("stations/2019-2025.yaml:39:9", "outside-the-years")]


@pytest.mark.parametrize("written", ["2019-06-15", "2019-06", "2019"])
def test_launch_has_the_date_of_its_station(content: Path, written: str) -> None:
    """The launch is dated as its station is, neither otherwise nor less precisely."""
    edit(content / "launch.yaml", "date: 2019-06-14\nplace", f"date: {written}\nplace")
    assert said_of(content) == [("launch.yaml:2:7", "launch-on-another-day")]


# --- what nothing leans on ----------------------------------------------------------------------

SOURCE = """idle:
  publisher: "Ville de Port Amala"
  title: "Rien"
  url: "https://example.org/rien"
  language: fr
  kind: government
  read: not
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("launch.yaml", "sources: [banque-2021, hafenblatt-2023]", "sources: [banque-2021, idle]"),
        ("sectors/port.yaml", "sources: [deliberation-2019, gazette-2019]", "sources: [gazette-2019, idle]"),
        (
            "sectors/port.yaml",
            "        sources: [amala-mobilite]\n",
            "        sources: [amala-mobilite, idle]\n",
        ),
        ("sectors/port.yaml", "      sources: [gazette-2019]\n", "      sources: [gazette-2019, idle]\n"),
        (
            "sectors/port.yaml",
            "        sources: [sada-2025]\n    sources: [h",
            "        sources: [sada-2025, idle]\n    sources: [h",
        ),
        ("sectors/port.yaml", "sources: [amala-mobilite, gazette-2019]", "sources: [amala-mobilite, idle]"),
        ("sectors/port.yaml", "\n    sources: [sada-2025]", "\n    sources: [sada-2025, idle]"),
        ("stations/2019-2025.yaml", "sources: [plan-climat-2022]", "sources: [plan-climat-2022, idle]"),
        ("glossary.yaml", "sources: [hafenblatt-2023]", "sources: [hafenblatt-2023, idle]"),
        (
            "conflicts.yaml",
            "sources: [deliberation-2019, amala-mobilite]",
            "sources: [deliberation-2019, idle]",
        ),
        (
            "conflicts.yaml",
            "value: 2750\n      unit: mad-million\n      sources: [",
            "value: 2750\n      unit: mad-million\n      sources: [idle, ",
        ),
        ("pages/*.md", "{^plan-climat-2022}", "{^idle}"),
        ("pages/targets.*.md", "{^plan-climat-2022}", " [x](source:idle){^plan-climat-2022}"),
    ],
)
def test_source_that_something_leans_on_is_not_idle(content: Path, file: str, old: str, new: str) -> None:
    """Whoever names a source, an entry, a part of one or prose, leans on it."""
    with (content / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(SOURCE)
    assert said_of(content) == [("sources.yaml:95:1", "idle-source")]
    changed = [path for path in content.glob(file) if old in path.read_text("utf-8")]
    assert changed
    for path in changed:
        edit(path, old, new)
    assert said_of(content) == []


TERM = """quille:
  term: {fr: "Quille", ar: "العارضة", de: "Kiel"}
  definition: {fr: "Une pièce.", ar: "قطعة.", de: "Ein Teil."}
  sources: [amala-mobilite]
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pages/home.*.md", "(page:timeline)", "(page:timeline) ([x](term:quille))"),
        ("pages/about.fr.md", "Rien ici", "Aucune quille, rien ici"),
        ("sectors/port.yaml", "Auslastung ab", "Kiel und Auslastung ab"),
    ],
)
def test_term_that_a_text_has_is_not_idle(content: Path, file: str, old: str, new: str) -> None:
    """A term is needed where a text links it, and where one of its words stands in a text."""
    with (content / "glossary.yaml").open("a", encoding="utf-8") as glossary:
        glossary.write(TERM)
    assert said_of(content) == [("glossary.yaml:35:1", "idle-term")]
    for path in content.glob(file):
        edit(path, old, new)
    assert said_of(content) == []


def test_idle_entries_are_told_only_of_content_without_mistakes(content: Path) -> None:
    """While a mistake hides what leans on a source, the source is not blamed."""
    edit(content / "stations/2019-2025.yaml", "sources: [sada-2025]", "sources: [sada-2052]")
    port = content / "sectors/port.yaml"
    port.write_text(port.read_text("utf-8").replace("[sada-2025]", "[amala-mobilite]"), "utf-8")
    edit(content / "sectors/collines.yaml", "sources: [sada-2025]", "sources: [amala-mobilite]")
    edit(content / "glossary.yaml", "sources: [amala-mobilite, sada-2025]", "sources: [amala-mobilite]")
    assert said_of(content) == [("stations/2019-2025.yaml:50:13", "unknown-id")]
