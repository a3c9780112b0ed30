"""How the content stands, file by file."""

from __future__ import annotations

import json
from datetime import date

import pytest

from microsite.commands.status import FileRow, as_json, as_text, status_of
from microsite.history.git import Commit
from microsite.history.halves import NO_HISTORY, Half, History
from microsite.messages.catalogue import Message, languages
from tests.samples import DAY, Sample

PORT = "sectors/port.yaml"
HALVES = (
    Half(f"{PORT} › name", PORT, ("name",), "fr", "current"),
    Half(f"{PORT} › name", PORT, ("name",), "de", "behind", Commit("1", date(2026, 2, 3)), "fr"),
    Half(f"{PORT} › name", PORT, ("name",), "ar", "unknown"),
)
HISTORY = History(True, HALVES, {})


def row(sample: Sample, file: str, days: int = 90, today: date = DAY) -> FileRow:
    status = status_of(sample.site, HISTORY, today, days)
    return next(row for row in status.rows if row.file == file)


def test_every_fact_is_counted_in_its_file(other: Sample) -> None:
    """The rows add up to everything that can be named."""
    status = status_of(other.site, HISTORY, DAY, 90)
    assert sum(row.facts for row in status.rows) == len(other.site.citables)
    weights = list(other.site.weights.values())
    assert sum(row.single for row in status.rows) == weights.count("single") + weights.count("announcement")
    assert {"single", "announcement"} < set(weights)
    assert sum(row.differ for row in status.rows) == weights.count("differ") > 0


def test_targets_without_a_number_or_year_are_open(other: Sample) -> None:
    """What a target still lacks is counted where it stands."""
    for id, sector in other.site.sectors.items():
        lacking = [it for it in sector.targets.values() if it.value is None or it.year is None]
        assert row(other, f"sectors/{id}.yaml").open == len(lacking)


def test_sources_grow_old(other: Sample) -> None:
    """A source wants checking again when so many days have passed since it, or the site, was checked."""
    assert other.site.settings.checked
    checked = other.site.settings.checked.last
    young = date.fromordinal(checked.toordinal() + 9)
    old = date.fromordinal(checked.toordinal() + 10)
    assert row(other, PORT, 10, young).unchecked == 0
    assert row(other, PORT, 10, old).unchecked > 0
    assert set(status_of(other.site, HISTORY, old, 10).unchecked) == set(other.site.sources)


def test_halves_are_counted_by_what_is_known(other: Sample) -> None:
    """A half that is behind and one that nobody knows of are two things."""
    assert (row(other, PORT).behind, row(other, PORT).unknown) == (1, 1)


@pytest.mark.parametrize("lang", languages())
def test_table_lines_up_and_names_what_is_behind(other: Sample, lang: str) -> None:
    """Columns end where their headings end, in scripts of any width; names follow for the record."""
    text = as_text(status_of(other.site, HISTORY, DAY, 90), lang)
    assert f"  {PORT} › name: de  (fr 2026-02-03)" in text.splitlines()
    table = text.split("\n\n")[0].splitlines()
    assert len(table) == len(status_of(other.site, HISTORY, DAY, 90).rows) + 2


def test_shallow_history_is_said(other: Sample) -> None:
    """Where commits are missing, the table says that unknown is not fresh."""
    said = as_text(status_of(other.site, NO_HISTORY, DAY, 90), languages()[0])
    assert "unknown, not fresh" in said
    shallow = History(False, (), {}, lack=Message("history-shallow"))
    assert 'unshallow" brings the rest.' in as_text(status_of(other.site, shallow, DAY, 90), languages()[0])
    assert "unknown, not fresh" not in as_text(status_of(other.site, HISTORY, DAY, 90), languages()[0])


def test_tools_get_the_same(other: Sample) -> None:
    """JSON has every row, and by name what is behind."""
    data = json.loads(as_json(status_of(other.site, HISTORY, DAY, 90)))
    assert {row["file"] for row in data["files"]} >= {PORT, "launch.yaml", "glossary.yaml"}
    assert data["behind"] == [
        {"text": f"{PORT} › name", "language": "de", "ahead": "fr", "since": "2026-02-03"}
    ]
