from __future__ import annotations

from pathlib import Path

import pytest

from microsite.output.assets import Assets, gather_assets
from microsite.pages.urls import style_sheet
from tests.samples import Sample, attributes

TABLE_OF_CONTENTS = (
    '@layer base, parts;\n@import url("base.css") layer(base);\n@import url("parts/a.css") layer(parts.a);\n'
)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A folder of static files."""
    files = {
        "css/site.css": TABLE_OF_CONTENTS,
        "css/map.css": '@import url("site.css");\n@import url("parts/map.css") layer(parts);\n',
        "css/parts/map.css": "i { color: black; }",
        "css/base.css": "p { color: red; } /* a note */",
        "css/parts/a.css": "a { color: blue; }",
        "../components/part/part.js": "// a note\nconst a = 1;\n",
        "icon.svg": "<svg/>",
        ".hidden": "x",
    }
    for name, text in files.items():
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_text(text, "utf-8")
    return tmp_path / "static"


def gather(static: Path, rules: str = "") -> Assets:
    return gather_assets(static, static.parent / "components", {"site": {"xx": rules}, "map": {"xx": rules}})


LENGTHS = "@layer tokens{:root,.line-map{--touch:2.75rem;--text-small:.875rem}}"


def test_sheets_hold_what_they_import_and_what_is_drawn(static: Path) -> None:
    """Each sheet is one file: its imports in their layers, the shared lengths, the rules of the content."""
    assets = gather(static, "b{color:green}")
    style = assets.files[style_sheet("site", "xx")].decode()
    parts = "@layer base{p{color:red}}@layer parts;@layer parts.a{a{color:#00f}}"
    assert style == f"{parts}{LENGTHS}b{{color:green}}"
    assert assets.files[style_sheet("map", "xx")].decode() == style.replace(
        "@layer parts;", "@layer parts{i{color:#000}}"
    )
    assert sum(name.endswith(".css") for name in assets.files) == 2


def test_version_changes_with_the_content(static: Path) -> None:
    """A file keeps its version until a letter of it changes; a change of an import counts."""
    before = gather(static)
    again = gather(static)
    (static / "css/base.css").write_text("p { color: blue; }", "utf-8")
    after = gather(static)
    sheet = style_sheet("site", "xx")
    assert again.versions[sheet] == before.versions[sheet] != after.versions[sheet]
    assert after.versions["icon.svg"] == before.versions["icon.svg"]


def test_other_files_are_taken_and_hidden_ones_are_not(static: Path) -> None:
    """Pictures are copied, scripts lose their comments, files with a leading dot stay away."""
    files = gather(static).files
    assert set(files) == {
        style_sheet("site", "xx"),
        style_sheet("map", "xx"),
        "js/site.js",
        "icon.svg",
    }
    assert files["icon.svg"] == b"<svg/>"
    assert b"note" not in files["js/site.js"]


def test_folder_may_lie_below_a_hidden_one(static: Path, tmp_path: Path) -> None:
    """Where the whole project lies makes no difference to what is taken from it."""
    hidden = tmp_path / ".projects"
    hidden.mkdir()
    static.rename(hidden / "static")
    assert style_sheet("site", "xx") in gather(hidden / "static").files


def test_pages_with_a_map_or_filters_have_their_rules(sample: Sample) -> None:
    """Those pages link the sheet that has these rules, the others the lighter one."""
    for path, tree in sample.trees.items():
        (sheet,) = attributes(tree, "link[rel=stylesheet]", "href")
        needed = tree.css_first(".line-map, .filters") is not None
        assert f"css/{'map' if needed else 'site'}." in sheet, path


def test_what_stands_at_drawn_places_has_them(sample: Sample) -> None:
    """Every year, stop and line of a picture that a page shows has its place in the page's sheet."""
    for path, tree in sample.trees.items():
        (link,) = attributes(tree, "link[rel=stylesheet]", "href")
        style = sample.files["css/" + link.partition("?")[0].rpartition("/")[2]].decode()
        for name in ("data-year", "data-stop", "data-row"):
            for value in attributes(tree, f"[{name}]", name):
                assert f'[{name}="{value}"]' in style, (path, name, value)


def test_pages_link_files_by_their_version(sample: Sample) -> None:
    """Each style sheet, script and icon that a page asks for is a file, and the link ends in its version."""
    files = Assets({name: body for name, body in sample.files.items() if not name.endswith(".html")})
    for path, tree in sample.trees.items():
        linked = [
            *attributes(tree, "link[rel=stylesheet], link[rel=icon]", "href"),
            *attributes(tree, "script", "src"),
        ]
        assert linked, path
        for link in linked:
            name, _, version = link.replace("../", "").removeprefix("/some/base/").partition("?h=")
            assert version == files.versions[name], (path, link)
