from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.folders import Folders
from microsite.messages.problems import ContentError
from microsite.output.styles import assembled, expect_sound, minified
from tests.samples import ROOT, Sample

SHEETS = sorted([*(ROOT / "static/css").rglob("*.css"), *(ROOT / "templates").rglob("*.css")])


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Folders]:
    """Write style sheets by name; return the folders that have them."""
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "templates/components").mkdir(parents=True)

    def written(**sheets: str) -> Folders:
        for name, text in sheets.items():
            (tmp_path / f"static/css/{name}.css").write_text(text, "utf-8")
        return Folders(None, tmp_path)

    return written


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


TOP = "static/css/site.css"


def said(folders: Folders) -> list[tuple[str, str]]:
    """What is wrong with a sheet: the place and the sentence."""
    with pytest.raises(ContentError) as caught:
        expect_sound(folders)
    return [(str(it.place), str(it.message)) for it in caught.value.problems]


# --- assembling ---------------------------------------------------------------------------------


def test_import_becomes_the_file_in_its_layer(write: Callable[..., Folders]) -> None:
    """With a layer or without, and imports of imports."""
    top = write(
        site='@layer a, b;\n@import url("one.css") layer(a);\n@import url("two.css");',
        one='@import url("two.css");',
        two="p { color: red; }",
    )
    assert squeezed(assembled(top, TOP)) == "@layer a, b; @layer a { p { color: red; } } p { color: red; }"


def test_private_length_is_written_where_it_is_used(write: Callable[..., Folders]) -> None:
    """In its own file only: another may use the same name for another length."""
    top = write(
        site='@import url("one.css");@import url("two.css");',
        one=".one { --_size: 2em; inline-size: calc(2 * var(--_size)); } .one i { inset: var(--_size); }",
        two=".two { --_size: 3px; inline-size: var(--_size); --size: var(--touch); }",
    )
    assert squeezed(assembled(top, TOP)) == (
        ".one { inline-size: calc(2 * 2em); } .one i { inset: 2em; }"
        ".two { inline-size: 3px; --size: var(--touch); }"
    )


def test_file_that_is_not_wanted_is_left_out(write: Callable[..., Folders]) -> None:
    """With all that it imports."""
    top = write(
        site='@import url("one.css") layer(a);\n@import url("two.css");',
        one='@import url("three.css");',
        two="p { color: red; }",
        three="b { color: red; }",
    )
    assert squeezed(assembled(top, TOP, lambda name: name != "static/css/one.css")) == "p { color: red; }"


def test_whatever_is_missing_is_said_at_once(write: Callable[..., Folders]) -> None:
    """Each file and each name that is not there, with the sheet that wants it."""
    top = write(
        site='@import url("one.css") layer(a);\n@import url("gone.css");',
        one="p { inset: var(--_gone); }",
    )
    assert said(top) == [
        ("static/css/one.css:1", '"--_gone" is declared nowhere.'),
        (f"{TOP}:2", '"gone.css" is not there. Did you mean "one.css"?'),
    ]


def test_sheets_that_import_each_other_are_a_problem(write: Callable[..., Folders]) -> None:
    """Each of them is said, instead of a build without end."""
    top = write(site='/* a\n note */\n@import url("one.css");', one='@import url("site.css");')
    assert said(top) == [
        ("static/css/one.css:1", 'this sheet imports itself by way of "site.css"; remove the line.'),
        (f"{TOP}:3", 'this sheet imports itself by way of "one.css"; remove the line.'),
    ]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_private_lengths_are_declared_once_and_used(path: Path) -> None:
    """Twice in one file, the one would take the place of the other."""
    style = path.read_text("utf-8")
    declared = re.findall(r"(--_[a-z-]+):", style)
    assert len(declared) == len(set(declared))
    assert set(declared) == set(re.findall(r"var\((--_[a-z-]+)\)", style))


def test_built_sheets_have_no_private_names(sample: Sample) -> None:
    """All of them are written out."""
    sheets = [body.decode() for name, body in sample.files.items() if name.endswith(".css")]
    assert sheets
    assert not [found for sheet in sheets for found in re.findall(r"--_[a-z-]+", sheet)]


# --- making smaller -----------------------------------------------------------------------------

KEPT = {
    "a space before a pseudo-class": ("a :not(b){c:d}", "a :not(b){c:d}"),
    "no space there": ("a:not(b){c:d}", "a:not(b){c:d}"),
    "colours of two schemes": ("a{color:light-dark(#fff,#000)}", "a{color:light-dark(#fff,#000)}"),
    "mixed colours": (
        "a{color:color-mix(in srgb,var(--x) 5%,transparent)}",
        "a{color:color-mix(in srgb,var(--x) 5%,transparent)}",
    ),
    "container queries": (
        "@container map (width < 62rem){a{color:red}}",
        "@container map (width<62rem){a{color:red}}",
    ),
    "named containers": ("a{container:map / inline-size}", "a{container:map/inline-size}"),
    "ranges in media queries": (
        "@media screen and (width < 48rem){a{color:red}}",
        "@media screen and (width<48rem){a{color:red}}",
    ),
    "logical properties": (
        "a{margin-block-start:1px;inset-inline:0;min-block-size:2px;border-inline-start:3px solid}",
        "a{border-inline-start:3px solid;min-block-size:2px;margin-block-start:1px;inset-inline:0}",
    ),
    "direction": ("a:dir(rtl){color:red}", "a:dir(rtl){color:red}"),
    "what an element holds": ("a:has(>b){color:red}", "a:has(>b){color:red}"),
    "anchors": (
        "a{anchor-name:--x}b{position-anchor:--x;position-area:block-end}",
        "a{anchor-name:--x}b{position-anchor:--x;position-area:block-end}",
    ),
    "other places": (
        "@position-try --c{margin-inline:1px}",
        "@position-try --c{margin-inline:1px}",
    ),
    "transitions of pages": ("@view-transition{navigation:auto}", "@view-transition{navigation:auto}"),
    "what is supported": (
        "@supports (position-area:end){@media print{a{color:red}}}",
        "@supports (position-area:end){@media print{a{color:red}}}",
    ),
    "the rule of a lower layer": ("a{display:var(--x,revert-layer)}", "a{display:var(--x,revert-layer)}"),
    "what is read out": ('a{content:"›" / ""}', 'a{content:"›" / ""}'),
    "custom properties, empty ones too": ("a{--x: ;--y:0.5em}", "a{--x: ;--y:.5em}"),
    "what is folded": ("a::details-content{color:red}", "a::details-content{color:red}"),
    "sheets of paper": ("@page sheet{size:A4 landscape}", "@page sheet{size:A4 landscape}"),
}


@pytest.mark.parametrize(("style", "expected"), KEPT.values(), ids=KEPT)
def test_what_matters_is_left_whole(style: str, expected: str) -> None:
    """Nothing is translated for older browsers, prefixed, or taken for a mistake because it is new."""
    assert minified(style, "a.css") == expected


@pytest.mark.parametrize("condition", ["width >= var(--map-wide)", "width<var(--map-wide)"])
def test_length_that_the_sheet_declares_is_written_into_conditions(condition: str) -> None:
    """Browsers know custom properties in declarations, not in the condition of a query."""
    query = f"@container map ({condition}) {{ p {{ inset: var(--map-wide); }} }}"
    written = condition.replace("var(--map-wide)", "61.5rem").replace(" ", "")
    expected = f".map{{--map-wide:61.5rem}}@container map ({written}){{p{{inset:var(--map-wide)}}}}"
    for style in (f".map {{ --map-wide: 61.5rem; }} {query}", f".map{{--map-wide:61.5rem}}{query}"):
        assert minified(style, "a.css") == expected


def test_layers_keep_their_order() -> None:
    """A layer that is declared first stays the weaker one, wherever its rules stand."""
    style = "@layer weak, strong; @layer strong{a{color:red}} @layer weak{a{color:#000}}"
    assert minified(style, "a.css") == "@layer weak{a{color:#000}}@layer strong{a{color:red}}"


def test_layers_of_the_sheets_are_in_their_order(sample: Sample) -> None:
    """Components give way to utilities, and all gives way to paper; what scripts fetch is of components."""
    order = ["reset", "tokens", "base", "layout", "components", "utilities", "print"]
    for name, body in sample.files.items():
        if name.endswith(".css"):
            found = re.findall(r"@layer ([a-z]+)", body.decode())
            fetched = name.startswith("css/fetched/")
            assert list(dict.fromkeys(found)) == (["components"] if fetched else order), name


def test_sheet_that_cannot_be_read_is_a_problem() -> None:
    """The name of the sheet and what the parser says of it."""
    with pytest.raises(ContentError) as caught:
        minified("a { color: red; } }", "css/a.css")
    (problem,) = caught.value.problems
    assert problem.place.file == "css/a.css"
    assert str(problem.message).startswith("the style sheet cannot be read (Parsing stylesheet failed")
