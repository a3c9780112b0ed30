from __future__ import annotations

import re
from itertools import pairwise
from math import atan2, degrees, dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.colours.shades import (
    INK,
    LEAST_DARK_STROKE,
    LEAST_NUMBER,
    LEAST_STROKE,
    WHITE,
    shades,
)
from microsite.colours.spaces import VISIONS, contrast, difference, oklab, relit
from microsite.content.theme import SCHEMES, Colours, Scheme
from microsite.rules.colours import LEAST_DIFFERENCE, Lines, least_difference, less, unfit_colours
from tests.samples import ROOT, Sample

PAPERS = Colours().paper
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


# --- measures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),  # WCAG 2.2: the greatest ratio
        ("#767676", "#ffffff", 4.54),  # the lightest grey with 4.5:1 on white
        ("#777777", "#ffffff", 4.48),  # the next one, which misses it
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#ABCDEF", "#abcdef", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The values that WebAIM's contrast checker shows, in either order."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.006)
    assert contrast(one, other) == contrast(other, one)


# OKLab of red, lime and blue in CSS Color 4.
RED, LIME, BLUE = (0.62796, 0.22486, 0.12585), (0.86644, -0.23389, 0.1795), (0.45201, -0.03246, -0.31153)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("#000000", "#ffffff", 1.0),
        ("#000000", "#ff0000", dist((0, 0, 0), RED)),
        ("#ff0000", "#00ff00", dist(RED, LIME)),
        ("#00ff00", "#0000ff", dist(LIME, BLUE)),
        ("#0000ff", "#ffffff", dist(BLUE, (1, 0, 0))),
    ],
)
def test_difference_is_a_hundred_distances_in_oklab(one: str, other: str, distance: float) -> None:
    """It agrees with published coordinates, in either order."""
    assert difference(one, other) == pytest.approx(100 * distance, abs=0.005)
    assert difference(one, other) == difference(other, one)


@pytest.mark.parametrize(
    ("one", "other", "vision", "value"),
    [
        ("#c2255c", "#0f7a4a", "protanopia", 12.428),
        ("#c2255c", "#0f7a4a", "deuteranopia", 3.888),
        ("#c2255c", "#0f7a4a", "tritanopia", 31.233),
        ("#1f4fb0", "#0f7a4a", "protanopia", 22.244),
        ("#1f4fb0", "#0f7a4a", "deuteranopia", 21.475),
        ("#1f4fb0", "#0f7a4a", "tritanopia", 6.398),
    ],
)
def test_difference_to_other_kinds_of_vision(one: str, other: str, vision: str, value: float) -> None:
    """The values of an independent implementation of Machado 2009 (coloraide 8.13)."""
    assert difference(one, other, vision) == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize("vision", VISIONS)
def test_greys_look_the_same_to_everyone(vision: str) -> None:
    """No kind of vision turns a grey into a colour."""
    assert difference("#303030", "#c0c0c0", vision) == pytest.approx(
        difference("#303030", "#c0c0c0"), abs=0.01
    )


# --- shades -------------------------------------------------------------------------------------


@given(any_colour)
def test_whatever_is_found_by_search_can_be_seen(colour: str) -> None:
    """Of any colour at all come a dark stroke and two badges that need no refusal."""
    assert shades(colour, "light", PAPERS).stroke == colour
    assert contrast(shades(colour, "dark", PAPERS).stroke, PAPERS.dark) >= LEAST_DARK_STROKE
    for scheme in SCHEMES:
        found = shades(colour, scheme, PAPERS)
        assert found.number in (WHITE, INK)
        assert contrast(found.badge, found.number) >= LEAST_NUMBER


@given(any_colour, st.floats(0.3, 0.8))
def test_another_lightness_keeps_the_hue(colour: str, lightness: float) -> None:
    """The hue stays within what eight bits a channel can say; greys have none to keep."""
    before, after = oklab(colour), oklab(relit(colour, lightness))
    assert after[0] == pytest.approx(lightness, abs=0.01)
    assert dist(after[1:], (0, 0)) <= dist(before[1:], (0, 0)) + 0.01
    if dist(after[1:], (0, 0)) > 0.06:
        hues = [degrees(atan2(b, a)) for _, a, b in (before, after)]
        assert abs((hues[0] - hues[1] + 180) % 360 - 180) < 5


def test_colours_are_those_of_the_style_sheet() -> None:
    """What contrast is measured against is what the pages show."""
    tokens = (ROOT / "static/css/tokens.css").read_text("utf-8")

    def both(name: str) -> tuple[str, ...]:
        found = re.search(rf"--{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\);", tokens)
        assert found
        return found.groups()

    for name in Colours.model_fields:
        pair = getattr(Colours(), name)
        assert both(f"color-{name}") == (pair.light, pair.dark), name
    assert both("color-text")[0] == INK


# --- refusals -----------------------------------------------------------------------------------


def suggestion(message: str) -> str:
    found = re.search(r'write "(#[0-9a-f]{6})"', message)
    assert found
    return found[1]


def test_a_colour_too_pale_for_a_line_is_refused() -> None:
    """The sentence has the measured contrast, the one that is needed, and a colour that will do."""
    [(id, complaint)] = unfit_colours({"sea": (1, "#8fd3e8")}, PAPERS)
    message = str(complaint)
    assert id == "sea"
    assert message == (
        "#8fd3e8 has a contrast of only 1.6:1 with the light paper (#fbfbf9), and a line needs 3:1; "
        f'write "{suggestion(message)}" or a darker one.'
    )
    assert contrast(suggestion(message), PAPERS.light) >= LEAST_STROKE


def test_neighbours_that_look_alike_are_refused() -> None:
    """The sentence names both lines, the vision, the measured and the least difference, and a way out."""
    lines: Lines = {"park": (3, "#b5530f"), "sea": (1, "#1f4fb0"), "wood": (2, "#0f7a4a")}
    said = {id: str(message) for id, message in unfit_colours(lines, PAPERS)}
    assert set(said) == {"wood", "park"}
    assert said["wood"].startswith(
        "on light paper, seen with tritanopia, line 2 (wood) differs from line 1 (sea) by only 6.3, "
        'and neighbours need 10 (ΔE OK × 100); write "#'
    )
    assert said["wood"].endswith('" here, or another hue.')
    instead = suggestion(said["wood"])
    assert not list(unfit_colours({**lines, "wood": (2, instead)}, PAPERS))


def test_lines_that_are_no_neighbours_may_look_alike() -> None:
    """Lines 1 and 3 never lie side by side, whatever the order they are given in."""
    blue, orange = "#0c41ad", "#b95e04"
    assert not list(unfit_colours({"one": (1, blue), "three": (3, blue), "two": (2, orange)}, PAPERS))
    assert [
        id for id, _ in unfit_colours({"one": (1, blue), "two": (3, orange), "three": (2, blue)}, PAPERS)
    ] == ["three"]


def test_every_complaint_is_made_at_once() -> None:
    """A pale pair of neighbours gets a sentence each, and one for the pair."""
    assert [id for id, _ in unfit_colours({"one": (1, "#eeeeee"), "two": (2, "#eeeeee")}, PAPERS)] == [
        "one",
        "two",
        "two",
    ]


def test_a_value_that_is_too_small_never_reads_like_the_limit() -> None:
    """2.96 is not 3.0."""
    assert less(2.96) == "2.9"


# --- the lines of the sites -----------------------------------------------------------------------


def test_every_line_can_be_seen_and_told_from_its_neighbours(sample: Sample) -> None:
    """Measured anew, line by line and pair by pair, in both schemes and for every kind of vision."""
    written = [sector.colour for sector in sample.site.sectors.values()]
    for colour in written:
        for scheme in SCHEMES:
            found = shades(colour, scheme, PAPERS)
            assert contrast(found.stroke, PAPERS[scheme]) >= LEAST_STROKE
            assert contrast(found.badge, found.number) >= LEAST_NUMBER
            assert difference(found.pale, PAPERS[scheme]) >= LEAST_DIFFERENCE
            assert difference(found.pale, found.stroke) >= LEAST_DIFFERENCE
    for one, other in pairwise(written):
        assert least_difference(one, other, PAPERS)[0] >= LEAST_DIFFERENCE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("colour", ["#0b6e8f", "#a8480a", "#b41d38", "#0c41ad"])
def test_pale_part_is_nearer_to_the_paper_than_to_its_line(colour: str, scheme: Scheme) -> None:
    """What is promised is drawn as a hint of its line: the paper has the larger part in it."""
    found = shades(colour, scheme, PAPERS)
    assert difference(found.pale, PAPERS[scheme]) < difference(found.pale, found.stroke)


def test_lines_of_any_number_differ_to_normal_vision(sample: Sample) -> None:
    """The ensemble: no two lines of a site share a colour, neighbours or not."""
    written = [sector.colour for sector in sample.site.sectors.values()]
    for at, one in enumerate(written):
        for other in written[:at]:
            for scheme in SCHEMES:
                assert (
                    difference(shades(one, scheme, PAPERS).stroke, shades(other, scheme, PAPERS).stroke)
                    >= LEAST_DIFFERENCE
                )


def test_style_sheets_name_the_shades_of_every_line(sample: Sample) -> None:
    """For elements of a line and, by the line's id, for the map that holds them all."""
    sheets = [path for path in sample.files if path.endswith(".css") and "/fetched/" not in path]
    styles = [sample.files[path].decode() for path in sheets]
    assert styles
    for id, sector in sample.site.sectors.items():
        light, dark = shades(sector.colour, "light", PAPERS), shades(sector.colour, "dark", PAPERS)
        line = f"light-dark({light.stroke},{dark.stroke})"
        pale = f"light-dark({light.pale},{dark.pale})"
        rule = (
            f"[data-line={id}]{{--line:{line};--line-pale:{pale};"
            f"--badge:light-dark({light.badge},{dark.badge});"
            f"--badge-number:light-dark({light.number},{dark.number})}}"
        )
        for style in styles:
            assert rule.replace(WHITE, "#fff") in style  # the minifier's way to write it
            assert f"--line-{id}:{line};--line-pale-{id}:{pale}" in style
