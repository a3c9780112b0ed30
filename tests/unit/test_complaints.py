"""The model and the words of its complaints: what an editor reads for each kind of mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from microsite.content.complaints import complaints, place_of
from microsite.content.documents import read_yaml, where
from microsite.content.entries import Fact, Figure, Origin, PageText, Question, Source, Station
from microsite.content.promises import Target
from microsite.content.scalars import Text
from microsite.content.settings import Settings, Unit, Years
from microsite.messages.problems import Problem

KNOWN = {
    "language": {"xx": 1, "yy": 1},
    "source": {"gazette": 1, "ministry": 1},
    "sector": {"ships": 1},
    "unit": {"percent": 1},
    "comparator": {"nearly": 1},
    "fact": {"members": 1},
    "origin": {"release": 1},
}
LABEL = "label: {xx: a, yy: b}\n"
FACT = f"{LABEL}sources: [gazette]\nwitnessed: true\n"
STATION = f"date: 2026\nkind: event\nsectors: []\ntitle: {{xx: a, yy: b}}\nsources: [gazette]\n{LABEL}"
TARGET = "title: {xx: a, yy: b}\nmetric: {xx: a, yy: b}\nscope: launch\nsources: [gazette]\nannounced: 2020\n"
SOURCE = "publisher: p\ntitle: t\nurl: https://example.org/a\nlanguage: xx\nkind: news\nread: whole\n"
VERDICT = "outcome: {}, date: 2029, text: {xx: a, yy: b}, sources: [ministry]"


def read(tmp_path: Path, shape: Any, written: str) -> tuple[Any, list[str]]:
    """Validate YAML as an entry of a shape; return it and the complaints."""
    problems: list[Problem] = []
    (tmp_path / "a.yaml").write_text(written, "utf-8")
    document = read_yaml(tmp_path / "a.yaml", "a.yaml", problems)
    assert document is not None, problems
    try:
        return TypeAdapter(shape).validate_python(document.data, context={"known": KNOWN}), []
    except ValidationError as error:
        found = complaints(document, shape, error)
        return None, [str(Problem(place_of(document, path, said), where(path), said)) for path, said in found]


@pytest.mark.parametrize(
    ("shape", "written", "complaint"),
    [
        # Keys
        (
            Fact,
            f"{LABEL}witnessed: true\n",
            'a.yaml:1:1  "sources" is missing; add it, such as sources: [id-of-a-source].',
        ),
        (
            Fact,
            FACT + "yeer: 2029\n",
            'a.yaml:4:1  yeer: "yeer" is not a key that is known here. Did you mean "year"?',
        ),
        (
            Figure,
            f"{LABEL}value: 1\nunit: percent\nwitnessed: true\n",
            'a.yaml:4:1  witnessed: "witnessed" is not a key that is known here.',
        ),
        (Source, SOURCE + "scope: launch\n", 'a.yaml:7:1  scope: "scope" is not a key that is known here.'),
        (
            Years,
            "first: 2020\nlast: 2030\nxyzzy: 1\n",
            'a.yaml:3:1  xyzzy: "xyzzy" is not a key that is known here.',
        ),
        # Short texts
        (Text, "xx: a\n", 'a.yaml:1:1  the text in "yy" is missing; write it.'),
        (Text, 'xx: a\nyy: " "\n', 'a.yaml:1:1  the text in "yy" is missing; write it.'),
        (
            Text,
            "xx: a\nyy: b\nyyy: c\n",
            'a.yaml:3:1  yyy: "yyy" is not a language of this site. Did you mean "yy"?',
        ),
        (
            Text,
            "xx: a\nyy: [b]\n",
            "a.yaml:2:5  yy: a single text must stand here; "
            "one that begins with { or [ goes in double quotes.",
        ),
        (Text, "xx: a\nyy:\n", "a.yaml:2:4  yy: there is nothing here; write a value or remove the line."),
        (
            Fact,
            FACT.replace("{xx: a, yy: b}", "a"),
            'a.yaml:1:8  label: this text must stand in every language: {xx: "…", yy: "…"}',
        ),
        # Names of entries elsewhere
        (
            Fact,
            FACT.replace("gazette", "gazete"),
            'a.yaml:2:11  sources › 1: "gazete" is not the id of a source. Did you mean "gazette"?',
        ),
        (
            Fact,
            FACT + "value: 1\nunit: percents\n",
            'a.yaml:5:7  unit: "percents" is not the id of a unit. Did you mean "percent"?',
        ),
        (
            Station,
            STATION.replace("[]", "[shops]"),
            'a.yaml:3:11  sectors › 1: "shops" is not the id of a sector. Did you mean "ships"?',
        ),
        (
            PageText,
            "title: {xx: a, yy: b}\ndescription: {xx: a, yy: b}\nfigures: [elephants]\n",
            'a.yaml:3:11  figures › 1: "elephants" is not the id of a fact.',
        ),
        # Lists
        (
            Fact,
            FACT.replace("[gazette]", "[]"),
            "a.yaml:2:10  sources: write at least one entry in brackets, such as [one, two].",
        ),
        (
            Fact,
            FACT.replace("[gazette]", "gazette"),
            "a.yaml:2:10  sources: write at least one entry in brackets, such as [one, two].",
        ),
        # Choices
        (
            Source,
            SOURCE.replace("whole", "whoel"),
            'a.yaml:6:7  read: "whoel" is not one of: whole, part, quoted, not. Did you mean "whole"?',
        ),
        (Source, SOURCE.replace("read: whole\n", ""), 'a.yaml:1:1  "read" is missing; add it.'),
        (
            Source,
            SOURCE + "origin: releese\n",
            'a.yaml:7:9  origin: "releese" is not the id of a text in origins.yaml. Did you mean "release"?',
        ),
        (
            Origin,
            "name: {xx: a, yy: b}\nkind: agenzy\nspeaker: town\n",
            'a.yaml:2:7  kind: "agenzy" is not one of: announcement, agency, report. Did you mean "agency"?',
        ),
        (
            Question,
            "question: {xx: a, yy: b}\nsectors: []\n",
            'a.yaml:1:1  "answer" is missing; add it.',
        ),
        (
            Fact,
            FACT.replace("true", "maybe"),
            'a.yaml:3:12  witnessed: "maybe" must be true or false.',
        ),
        (
            Target,
            TARGET + "verdicts:\n  - {" + VERDICT.replace("{}", "kep") + "}\n",
            'a.yaml:7:15  verdicts › 1 › outcome: "kep" is not one of: kept, partly-kept, missed, postponed,'
            ' changed, dropped. Did you mean "kept"?',
        ),
        (
            Target,
            TARGET + "timing: soon\n",
            'a.yaml:6:9  timing: "soon" is not one of: in, by, from.',
        ),
        # Numbers and dates
        (
            Fact,
            FACT + "date: Q3 2029\n",
            'a.yaml:4:7  date: "Q3 2029" is not a date; write a decade (2040s), a year (2029), a quarter'
            ' (2029-Q3), a month (2029-03) or a day (2029-03-01). Did you mean "2029-Q3"?',
        ),
        (
            Fact,
            FACT + "date: 44 BC\n",
            'a.yaml:4:7  date: "44 BC" cannot be a date: dates begin with the year 1000 and end with 9999;'
            " tell it in the words of a text instead.",
        ),
        *(
            (
                Fact,
                FACT + f"value: 20\nunit: percent\n{rest}\n",
                "a.yaml:1:1  a range has value, up_to and comparator: between, all three; add what is"
                " missing, or remove up_to and between.",
            )
            for rest in ("up_to: 30", "comparator: between", "up_to: 30\ncomparator: about")
        ),
        (
            Fact,
            FACT + "up_to: 20\ncomparator: between\n",
            "a.yaml:1:1  a range has value, up_to and comparator: between, all three; add what is"
            " missing, or remove up_to and between.",
        ),
        (
            Fact,
            FACT + "value: 20\nunit: percent\nup_to: 20\ncomparator: between\n",
            "a.yaml:1:1  the range ends with 20, which is not above 20; write the lower number behind"
            " value, the higher one behind up_to.",
        ),
        (
            Fact,
            FACT + "value: 20\nunit: percent\ncomparator: nearli\n",
            'a.yaml:6:13  comparator: "nearli" is not the id of a comparator. Did you mean "nearly"?',
        ),
        (
            Fact,
            FACT + "value: 20\nunit: percent\ncomparator: at-leest\n",
            'a.yaml:6:13  comparator: "at-leest" is not the id of a comparator. Did you mean "at-least"?',
        ),
        (
            Fact,
            FACT + "value: 1,000\nunit: percent\n",
            'a.yaml:4:8  value: "1,000" is not a number; write digits only, such as 1000.',
        ),
        (
            Fact,
            FACT + "year: 2O29\n",
            'a.yaml:4:7  year: "2O29" is not a year; write four digits, such as 2029.',
        ),
        (
            Fact,
            FACT + "year: 20290\n",
            'a.yaml:4:7  year: "20290" cannot be a date: dates begin with the year 1000 and end with 9999;'
            " tell it in the words of a text instead.",
        ),
        (Fact, FACT + "year: 29\n", 'a.yaml:4:7  year: "29" is not a year; write four digits, such as 2029.'),
        (
            Fact,
            FACT + "date: 2029-3\n",
            'a.yaml:4:7  date: "2029-3" is not a date;'
            " write a decade (2040s), a year (2029), a quarter (2029-Q3), a month (2029-03)"
            " or a day (2029-03-01).",
        ),
        (
            Fact,
            FACT + "date: 2029-02-30\n",
            'a.yaml:4:7  date: "2029-02-30" is not in the calendar; check the month and the day.',
        ),
        # Pairs
        (Fact, FACT + "value: 5\n", "a.yaml:1:1  a value needs a unit, and a unit a value."),
        (Fact, FACT + "unit: percent\n", "a.yaml:1:1  a value needs a unit, and a unit a value."),
        (Years, "first: 2030\nlast: 2029\n", "a.yaml:1:1  the last year comes before the first; check both."),
        (
            Target,
            TARGET + "verdicts:\n  - {" + VERDICT.replace("{}", "changed") + "}\n",
            'a.yaml:7:5  verdicts › 1: "into" goes with the outcome "changed", always with that one and only'
            " with it; add it, or correct the outcome.",
        ),
        (
            Target,
            TARGET + "verdicts:\n  - {" + VERDICT.replace("{}", "kept") + ", until: 2030}\n",
            'a.yaml:7:5  verdicts › 1: "until" goes with the outcome "postponed", always with that one and'
            " only with it; add it, or correct the outcome.",
        ),
        (
            Target,
            TARGET + "every: month\n",
            "a.yaml:1:1  every needs the end of the first period in due, such as due: 2029.",
        ),
        # Forms of units
        (Unit, 'pattern: {xx: "{n}"}\n', 'a.yaml:1:1  the form in "yy" is missing; write it.'),
        (
            Unit,
            'pattern: {xx: "{n}", yy: {one: "{n} a"}}\n',
            'a.yaml:1:1  the forms in "yy" need one named "other".',
        ),
        (
            Unit,
            'pattern: {xx: "{n}", yy: "a"}\n',
            'a.yaml:1:1  write {n} once in "a", where the number goes.',
        ),
        # Addresses
        (
            Source,
            SOURCE.replace("https://", "www."),
            'a.yaml:3:6  url: "www.example.org/a" is not an address; write all of it, from https:// on.',
        ),
    ],
)
def test_complaint_names_the_place_and_the_remedy(
    tmp_path: Path, shape: Any, written: str, complaint: str
) -> None:
    """One mistake gives one sentence, at the line and the key where it stands."""
    assert read(tmp_path, shape, written) == (None, [complaint])


@pytest.mark.parametrize(
    ("shape", "written"),
    [
        (Text, "xx: a\nyy: b\n"),
        (Fact, FACT + "value: 5\nunit: percent\nyear: 2029\ndate: 2029-03\n"),
        (Station, STATION.replace("[]", "all")),
        (Station, STATION.replace("[]", "[ships]")),
        (
            Target,
            TARGET + "observations:\n  - {value: 1, date: 2020, starting_point: true, sources: [ministry]}\n"
            "earlier: {value: 3, date: 2019, sources: [ministry]}\nvalue: 2\nunit: percent\n",
        ),
        (Target, TARGET + "due: 2029-03\nevery: month\n"),
        (Target, TARGET + "verdicts:\n  - {" + VERDICT.replace("{}", "postponed") + ", until: 2030}\n"),
        (Origin, "name: {xx: a, yy: b}\nkind: agency\nspeaker: town\norigin: release\n"),
        (Question, "question: {xx: a, yy: b}\nanswer: {xx: a, yy: b}\nsectors: all\nabout: [members]\n"),
        (Source, SOURCE + "origin: release\npresumed: true\non_scene: false\nheadline: true\n"),
        (Unit, 'words: NO\npattern: {xx: "{n}", yy: {one: "{n} a", other: "{n} b"}}\n'),
        (Source, SOURCE + "published: 2022\n"),
    ],
)
def test_right_entries_pass(tmp_path: Path, shape: Any, written: str) -> None:
    """What an entry may hold is taken without complaint."""
    entry, complaints = read(tmp_path, shape, written)
    assert complaints == []
    assert entry is not None


def test_every_mistake_of_an_entry_is_said(tmp_path: Path) -> None:
    """Several mistakes in one entry give one sentence each."""
    _, complaints = read(tmp_path, Station, STATION.replace("2026", "soon").replace("event", "party"))
    assert [complaint.split("  ")[0] for complaint in complaints] == ["a.yaml:1:7", "a.yaml:2:7"]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
def test_numbers_are_finite(tmp_path: Path, written: str) -> None:
    """A value that no number line holds is refused."""
    entry, complaints = read(tmp_path, Fact, FACT + f"value: {written}\nunit: percent\n")
    assert (entry, len(complaints)) == (None, 1)


@pytest.mark.parametrize(
    "address", ["example.org/", "https://example.org", "https://example.org/a", "ftp://a/"]
)
def test_address_of_the_site_ends_in_a_slash(tmp_path: Path, address: str) -> None:
    """The address of the site is a whole one with a slash at its end."""
    _, complaints = read(tmp_path, Settings, f"base_url: {address}\n")
    assert any(f'base_url: "{address}" is not the address of a site;' in it for it in complaints)


def test_entries_cannot_change(tmp_path: Path) -> None:
    """An entry stays as it was read."""
    fact, _ = read(tmp_path, Fact, FACT)
    with pytest.raises(ValidationError):
        fact.witnessed = False
