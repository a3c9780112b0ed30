from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.folders import Folders
from microsite.output.assets import Assets, gather_assets
from microsite.output.drawn import Drawn
from microsite.output.styles import minified
from microsite.pages.kinds import BY_NAME
from microsite.pages.sheets import sheets_of
from microsite.pages.urls import style_sheet
from tests.samples import ROOT, Sample, attributes

TABLE_OF_CONTENTS = (
    '@layer base, parts;\n@import url("base.css") layer(base);\n'
    '@import url("../../templates/components/site.css") layer(parts);\n'
)
SHEETS = {"home": frozenset({"part", "map"}), "page": frozenset({"part"})}


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A folder of static files, with one of components beside it."""
    files = {
        "css/site.css": TABLE_OF_CONTENTS,
        "css/base.css": "p { color: red; } /* a note */",
        "../templates/components/site.css": '@import url("map/map.css");\n@import url("part/part.css");\n',
        "../templates/components/map/map.css": "i { color: black; }",
        "../templates/components/part/part.css": "a { color: blue; }",
        "../templates/components/part/part.js": "// a note\nconst a = 1;\n",
        "icon.svg": "<svg/>",
        ".hidden": "x",
    }
    for name, text in files.items():
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_text(text, "utf-8")
    return tmp_path / "static"


def gather(static: Path, every: str = "", of_map: str = "") -> Assets:
    drawn = {"xx": Drawn(every, {"map": of_map})}
    return gather_assets(Folders(None, static.parent), SHEETS, drawn)


LENGTHS = "@layer tokens{:root,.line-map{--touch:2.75rem;--text-small:.875rem}}"


def test_each_kind_of_page_has_the_sheets_of_its_components(static: Path) -> None:
    """One file: what every page needs, its components, the shared lengths, and what is drawn for both."""
    assets = gather(static, "b{color:green}", "u{color:#000}")
    base, part, every = "@layer base{p{color:red}}", "a{color:#00f}", f"{LENGTHS}b{{color:green}}"
    home, page = (minified(assets.sheets[style_sheet(kind, "xx")], "x") for kind in ("home", "page"))
    assert home == f"{base}@layer parts{{i{{color:#000}}{part}}}{every}u{{color:#000}}"
    assert page == f"{base}@layer parts{{{part}}}{every}"
    assert len(assets.sheets) == 2


def test_version_changes_with_the_content(static: Path) -> None:
    """A file keeps its version until a letter of it changes; a change of an import counts."""
    before = gather(static)
    again = gather(static)
    (static / "css/base.css").write_text("p { color: blue; }", "utf-8")
    after = gather(static)
    sheet = style_sheet("page", "xx")
    assert again.versions[sheet] == before.versions[sheet] != after.versions[sheet]
    assert after.versions["icon.svg"] == before.versions["icon.svg"]


def test_other_files_are_taken_and_hidden_ones_are_not(static: Path) -> None:
    """Pictures are copied, scripts lose their comments, files with a leading dot stay away."""
    files = gather(static).files
    assert set(files) == {"js/site.js", "icon.svg"}
    assert files["icon.svg"] == b"<svg/>"
    assert b"note" not in files["js/site.js"]


def test_scripts_of_the_generator_lose_their_comments(static: Path, tmp_path: Path) -> None:
    """Also where they are files of their own; those of a site are as it has written them."""
    script = "// a note\nconst a = `b  c`;\n"
    for folder in (static / "js", tmp_path / "own/static/js"):
        folder.mkdir(parents=True)
        (folder / f"{folder.parts[-3]}.js").write_text(script, "utf-8")
    files = gather_assets(Folders(tmp_path / "own", static.parent), SHEETS, {"xx": Drawn("", {})}).files
    assert files[f"js/{tmp_path.name}.js"] == b"const a=`b  c`;"
    assert files["js/own.js"].decode() == script


def test_what_scripts_fetch_has_its_version(static: Path) -> None:
    """Whatever they name that is there; it changes with what that fetches in its turn."""
    files = {
        "css/fetched/box.css": "@media print { .box { color: red; } } /* a note */",
        "js/box.js": 'new URL("../css/fetched/box.css", import.meta.url); import("./none.js");',
        "../templates/components/part/part.js": 'import("./box.js");',
    }
    for name, text in files.items():
        (static / name).parent.mkdir(exist_ok=True)
        (static / name).write_text(text, "utf-8")
    assets = gather(static)
    sheet, script, site = "css/fetched/box.css", "js/box.js", "js/site.js"
    assert minified(assets.sheets[sheet], sheet) == "@layer components{@media print{.box{color:red}}}"
    assert f'"../{sheet}?h={assets.versions[sheet]}"' in assets.files[script].decode()
    assert '"./none.js"' in assets.files[script].decode()
    assert f'"./box.js?h={assets.versions[script]}"' in assets.files[site].decode()
    (static / sheet).write_text(".box { color: blue; }", "utf-8")
    after = gather(static)
    assert all(after.versions[it] != assets.versions[it] for it in (sheet, script, site))


def test_folder_may_lie_below_a_hidden_one(static: Path, tmp_path: Path) -> None:
    """Where the whole project lies makes no difference to what is taken from it."""
    hidden = tmp_path / ".projects"
    hidden.mkdir()
    static.rename(hidden / "static")
    (static.parent / "templates").rename(hidden / "templates")
    assert style_sheet("page", "xx") in gather(hidden / "static").sheets


def test_kinds_of_pages_have_the_components_that_their_templates_use() -> None:
    """Those that these use included; the style guide shows all of them."""
    sheets = sheets_of(Folders(None), list(BY_NAME))
    assert sheets["home"] >= {"line-map", "map-legend", "badge", "site-header"}
    assert "line-map" not in sheets["glossary"] >= {"site-header", "site-footer"}
    assert sheets["samples"] >= {
        path.name for path in (ROOT / "templates/components").iterdir() if path.is_dir()
    }


def test_pages_have_the_rules_of_their_components(sample: Sample) -> None:
    """Where a map or filters stand, the rules drawn for them are in the page's sheet, and nowhere else."""
    for path, tree in sample.trees.items():
        for part, rule in ((".line-map", "[data-column="), (".filters", "[data-of]")):
            if tree.css_first(part) is not None:
                assert rule in style_of(sample, path), (path, part)
    plain = sample.page("glossary").path
    assert "[data-column=" not in style_of(sample, plain)


def style_of(sample: Sample, path: str) -> str:
    """The style sheet of a page."""
    (link,) = attributes(sample.trees[path], "link[rel=stylesheet]", "href")
    return sample.files["css/" + link.partition("?")[0].rpartition("/")[2]].decode()


def test_what_stands_at_drawn_places_has_them(sample: Sample) -> None:
    """Every column, ring, capsule and year that a page shows has its place in the page's sheet."""
    seen = set()
    for path, tree in sample.trees.items():
        styles = style_of(sample, path)
        for name in ("column", "ring", "capsule", "tick", "head", "joint"):
            for value in attributes(tree, f".line-map [data-{name}]", f"data-{name}"):
                seen.add(name)
                assert re.search(rf'\[data-{name}="?{value}"?\]', styles), (path, name, value)
    assert seen >= {"column", "ring", "capsule", "head"}


def test_pages_link_files_by_their_version(sample: Sample) -> None:
    """Each style sheet, script and icon that a page asks for is a file, and the link ends in its version.

    That of a style sheet is of what it is made of; it is one for all pages, and another for other bytes.
    """
    files = Assets(
        {name: body for name, body in sample.files.items() if not name.endswith((".html", ".css"))}
    )
    sheets: dict[str, str] = {}
    for path, tree in sample.trees.items():
        linked = [
            *attributes(tree, "link[rel=stylesheet], link[rel=icon]", "href"),
            *attributes(tree, "script[src]", "src"),
        ]
        assert linked, path
        for link in linked:
            name, _, version = link.replace("../", "").removeprefix("/some/base/").partition("?h=")
            known = sheets.setdefault(name, version) if name.endswith(".css") else files.versions[name]
            assert version == known, (path, link)
    assert len(set(sheets.values())) == len({sample.files[name] for name in sheets})
