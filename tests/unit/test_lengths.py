from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.map.lengths import LENGTHS, REACH, TRACK, TRACK_END, TRACK_START, length_styles, rem
from tests.samples import ROOT, expect_none

SHEETS = sorted([*(ROOT / "static/css").rglob("*.css"), *(ROOT / "templates").rglob("*.css")])
GEOMETRY = "wide.css"  # elsewhere these are lengths that only happen to be as long
COMMON = {rem(REACH), rem(TRACK_END)}


def repeated(path: Path, style: str) -> list[str]:
    """The shared lengths that a style sheet writes as numbers."""
    lengths = {rem(length) for length in [*LENGTHS.values(), TRACK]}
    if path.name != GEOMETRY:
        lengths -= COMMON
    return sorted(lengths & set(re.findall(r"(?<![\w.])[\d.]+rem", style)))


def test_no_style_sheet_repeats_a_shared_length() -> None:
    """What the geometry reckons with is named in style sheets, and its number stands in one place."""
    assert GEOMETRY in {path.name for path in SHEETS}
    expect_none(
        f"{path.relative_to(ROOT)}: {length}"
        for path in SHEETS
        for length in repeated(path, path.read_text("utf-8"))
    )


@pytest.mark.parametrize("length", ["2.75rem", "0.875rem", "62rem", "49rem", "12rem"])
def test_a_repeated_length_would_be_seen(length: str) -> None:
    """Wherever it stands."""
    assert repeated(Path("any.css"), f"a {{ inset: calc({length} / 2) auto; }}") == [length]
    assert repeated(Path("any.css"), f"a {{ inset: 1{length}; --x{length}: 0; }}") == []


def test_only_paper_has_other_lengths() -> None:
    """No sheet gives a shared name another value, but the one that sets the text of a printed page."""
    names = "|".join(LENGTHS)
    others = {path.name for path in SHEETS if re.search(rf"--(?:{names}):", path.read_text("utf-8"))}
    assert others == {"page.css"}


def test_wide_form_begins_where_the_track_and_its_margins_fit() -> None:
    """The condition of the style sheet is the sum of what the geometry reckons with."""
    assert LENGTHS["map-wide"] == TRACK_START + TRACK + TRACK_END


def test_lengths_are_drawn_for_the_page_and_for_the_map() -> None:
    """The map keeps its lengths where the page has others."""
    assert length_styles() == "@layer tokens{:root,.line-map{--touch:2.75rem;--text-small:0.875rem}}"


@pytest.mark.parametrize(
    ("length", "written"), [(0.0, "0rem"), (10.0, "10rem"), (0.6, "0.6rem"), (1 / 3, "0.333rem")]
)
def test_length_is_written_short(length: float, written: str) -> None:
    """Three decimals at most, and no idle noughts."""
    assert rem(length) == written
