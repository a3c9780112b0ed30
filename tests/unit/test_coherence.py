"""What only shows in the whole content: each mistake is planted in the made-up town's."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from microsite.problems import ContentError
from tests.samples import BASE_URL, DAY, edit

FRENCH = "pages/timeline.fr.md"


def complaints(content: Path) -> list[str]:
    """What is said about the content, files named as they stand inside its folder."""
    with pytest.raises(ContentError) as caught:
        build.read(content, DAY)
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
            "{bank-loan.baseline}",
            ['has no "baseline"'],
        ),
        ("pages/method.fr.md", "- **Une seule source** : personne d’autre ne le dit.\n", "", ["a list of 2"]),
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
        build.build(content, DAY, BASE_URL)
    places = [str(problem.place).replace(f"{content.as_posix()}/", "") for problem in caught.value.problems]
    assert places
    assert all(it.startswith(place) for it in places), places


def test_baseline_without_any_unit_is_refused(content: Path) -> None:
    """A baseline takes its target's unit; where neither has one, there is nothing to print."""
    edit(
        content / "sectors/port.yaml",
        "    scope: related\n    announced: 2022\n",
        "    scope: related\n    announced: 2022\n"
        "    baseline: {value: 3, year: 2018, sources: [amala-mobilite]}\n",
    )
    text = (content / "sectors/port.yaml").read_text("utf-8")
    text = text.replace("    value: 20\n    unit: percent\n", "")
    (content / "sectors/port.yaml").write_text(text.replace("{value} ", "").replace(" {value}", ""), "utf-8")
    with pytest.raises(ContentError) as caught:
        build.build(content, DAY, BASE_URL)
    places = {problem.place.file for problem in caught.value.problems}
    assert places == {f"{content.as_posix()}/sectors/port.yaml"}
