"""What is left of a file when what is wrong has been taken out."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from microsite.content.documents import Document, read_yaml
from microsite.content.entries import Conflict, Source, Station
from microsite.content.validation import validated

STATION = """
fair:
  date: 2029-03
  kind: event
  sectors: [harbour]
  title: {en: Fair}
  sources: [gazette]
  witnessed: true
"""
SOURCE = """
gazette:
  publisher: Gazette
  title: A fair
  url: "https://example.org/fair"
  language: en
  kind: news
  read: whole
"""
KNOWN = {"language": ["en"], "sector": ["harbour"], "source": ["gazette"]}


def left(tmp_path: Path, written: str, shape: type) -> tuple[object, Set[str]]:
    """What is left of a file, and the keys that lead to what is not."""
    file = tmp_path / "a.yaml"
    file.write_text(written, "utf-8")
    document = read_yaml(file, "a.yaml", [])
    assert isinstance(document, Document)
    found = validated(document, dict[str, shape], KNOWN)  # type: ignore[valid-type]
    assert found.problems
    return found.value, found.damaged


def test_optional_value_that_is_wrong_goes_alone(tmp_path: Path) -> None:
    """An entry stays without the one value that is refused."""
    rest, damaged = left(tmp_path, SOURCE + "  published: soon\n", Source)
    assert isinstance(rest, dict)
    assert rest["gazette"].title == "A fair"
    assert rest["gazette"].published is None
    assert damaged == {"gazette", "published"}


def test_unknown_key_goes_alone(tmp_path: Path) -> None:
    """A key that nobody knows does not take its entry with it."""
    rest, damaged = left(tmp_path, SOURCE + "  colour: red\n", Source)
    assert isinstance(rest, dict)
    assert list(rest) == ["gazette"]
    assert damaged == {"gazette", "colour"}


def test_entry_that_misses_something_goes_as_a_whole(tmp_path: Path) -> None:
    """What an entry must have and has not leaves nothing of it; the other entries stay."""
    rest, damaged = left(
        tmp_path, SOURCE + SOURCE.replace("gazette", "herald").replace("  kind: news\n", ""), Source
    )
    assert isinstance(rest, dict)
    assert list(rest) == ["gazette"]
    assert damaged == {"herald"}


def test_value_that_must_be_there_takes_its_entry_with_it(tmp_path: Path) -> None:
    """First the wrong value goes, then the entry that is not whole without it."""
    rest, damaged = left(
        tmp_path, STATION + STATION.replace("fair", "show").replace("2029-03", "spring"), Station
    )
    assert isinstance(rest, dict)
    assert list(rest) == ["fair"]
    assert damaged >= {"show", "date"}
    assert "fair" not in damaged


def test_list_with_a_wrong_item_goes_as_a_whole(tmp_path: Path) -> None:
    """A list without one of its items would say something else."""
    rest, damaged = left(tmp_path, STATION.replace("[harbour]", "[harbour, hills]"), Station)
    assert rest == {}
    assert damaged >= {"fair", "sectors"}


def test_several_mistakes_are_taken_out_together(tmp_path: Path) -> None:
    """Mistakes in several entries and at several depths leave what is right in each."""
    figures = "{a: {label: {en: A}, value: x, unit: m}, b: {label: {en: B}, value: 1, unit: m}}"
    wrong = STATION + f"  note: {{en: ''}}\n  figures: {figures}\n"
    rest, damaged = left(tmp_path, wrong, Station)
    assert isinstance(rest, dict)
    assert rest["fair"].note is None
    assert list(rest["fair"].figures) == ["b"]
    assert damaged >= {"fair", "note", "figures", "a"}


def test_nothing_is_left_of_what_is_no_file_of_its_kind(tmp_path: Path) -> None:
    """A file whose every entry is something else has nothing that could be kept."""
    rest, damaged = left(tmp_path, "a: b\n", Conflict)
    assert rest in (None, {})
    assert damaged <= {"a"}


def test_document_stays_as_it_was_read(tmp_path: Path) -> None:
    """What is taken out is taken out of a copy: problems are still found at their places."""
    file = tmp_path / "a.yaml"
    file.write_text(SOURCE + "  published: soon\n", "utf-8")
    document = read_yaml(file, "a.yaml", [])
    assert document is not None
    assert validated(document, dict[str, Source], KNOWN).damaged
    assert document.data["gazette"]["published"] == "soon"
