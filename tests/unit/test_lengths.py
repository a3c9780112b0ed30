from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.map.lengths import (
    LENGTHS,
    OF_MAP,
    OF_TEXT,
    PILL_SIDES,
    ROW,
    TOUCH,
    declarations,
    length_styles,
    rem,
)
from tests.samples import ROOT, expect_none

SHEETS = sorted([*(ROOT / "static/css").rglob("*.css"), *(ROOT / "templates").rglob("*.css")])
GEOMETRY = "line-map"  # elsewhere lengths of the map are numbers that only happen to be as long


def repeated(path: Path, style: str) -> list[str]:
    """The shared lengths that a style sheet writes as numbers; those of its private names are its own."""
    of_map = path.parent.name == GEOMETRY
    lengths = {rem(LENGTHS[name]) for name in (LENGTHS if of_map else OF_TEXT)}
    style = re.sub(r"--_[a-z-]+:[^;]*;", "", style)
    return sorted(lengths & set(re.findall(r"(?<![\w.])[\d.]+rem", style)))


def test_no_style_sheet_repeats_a_shared_length() -> None:
    """What the geometry reckons with is named in style sheets, and its number stands in one place."""
    assert GEOMETRY in {path.parent.name for path in SHEETS}
    expect_none(
        f"{path.relative_to(ROOT)}: {length}"
        for path in SHEETS
        for length in repeated(path, path.read_text("utf-8"))
    )


@pytest.mark.parametrize("length", ["2.75rem", "0.875rem", "1.75rem", "5.75rem"])
def test_a_repeated_length_would_be_seen(length: str) -> None:
    """Wherever it stands; in sheets without the map those of text only."""
    style = f"a {{ inset: calc({length} / 2) auto; }}"
    assert repeated(Path("line-map/any.css"), style) == [length]
    others = {"2.75rem": [length], "0.875rem": [length]}
    assert repeated(Path("any.css"), style) == others.get(length, [])
    assert repeated(Path("line-map/any.css"), f"a {{ inset: 1{length}; --x{length}: 0; }}") == []


def test_only_paper_has_other_lengths() -> None:
    """No sheet gives a shared name another value, but those that set the text of printed pages."""
    names = "|".join(LENGTHS)
    others = {path for path in SHEETS if re.search(rf"--(?:{names}):", path.read_text("utf-8"))}
    assert {path.parent.name for path in others} == {"print"}


def test_lengths_are_drawn_for_the_page_and_for_the_map() -> None:
    """The map keeps its lengths where the page has others."""
    assert length_styles() == "@layer tokens{:root,.line-map{--touch:2.75rem;--text-small:0.875rem}}"
    assert sorted([*OF_TEXT, *OF_MAP]) == sorted(LENGTHS)
    assert declarations(("row", "pin")) == "--row:2.75rem;--pin:2.75rem"


def test_whatever_is_pressed_on_the_map_is_high_enough() -> None:
    """A row, and the box at its start: 44 pixels."""
    assert min(ROW, LENGTHS["pin"]) >= TOUCH


def test_room_beside_the_name_of_a_promise_is_what_the_sheet_takes() -> None:
    """The geometry leaves as much on both sides: the edge, the room inside it, the gap to the next."""
    style = (ROOT / "templates/components/line-map/wide.css").read_text("utf-8")
    sides = [re.findall(rf"--_{name}: ([\d.]+)rem;", style) for name in ("pill-edge", "side", "apart")]
    needed = 2 * sum(float(length) for (length,) in sides)
    assert needed <= PILL_SIDES < needed + 0.1


@pytest.mark.parametrize(
    ("length", "written"), [(0.0, "0rem"), (10.0, "10rem"), (0.6, "0.6rem"), (1 / 3, "0.333rem")]
)
def test_length_is_written_short(length: float, written: str) -> None:
    """Three decimals at most, and no idle noughts."""
    assert rem(length) == written
