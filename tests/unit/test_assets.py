from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.assets import Assets, gather_assets, style_sheet
from microsite.problems import ContentError
from tests.samples import ROOT, Sample, attributes

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


def test_imports_are_inlined_into_their_layers(static: Path) -> None:
    """One style sheet holds every imported file in its layer, then the rules drawn from the content."""
    assets = gather(static, "b{color:green}")
    style = assets.files[style_sheet("site", "xx")].decode()
    assert style == ("@layer base,parts;@layer base{p{color:red}}@layer parts.a{a{color:blue}}b{color:green}")
    assert assets.files[style_sheet("map", "xx")].decode() == style.replace(
        "b{color:green}", "@layer parts{i{color:black}}b{color:green}"
    )
    assert sum(name.endswith(".css") for name in assets.files) == 2


def test_no_selector_loses_a_space() -> None:
    """The minifier joins a pseudo-class to what stands before it: `a :not(b)` would become `a:not(b)`."""
    for path in [*(ROOT / "static").rglob("*.css"), *(ROOT / "templates").rglob("*.css")]:
        style = re.sub(r"/\*.*?\*/|\([^()]*\)", "", path.read_text("utf-8"), flags=re.DOTALL)
        for selector in re.findall(r"([^{};]*)\{", style):
            assert not re.search(r"[^\s,>+~] :", selector), (path.name, selector)


def test_missing_import_is_a_problem(static: Path) -> None:
    """Each file that the style sheet imports and that is not there is named."""
    (static / "css/base.css").unlink()
    (static / "css/parts/a.css").unlink()
    with pytest.raises(ContentError) as caught:
        gather(static)
    assert [str(problem.message) for problem in caught.value.problems] == [
        '"base.css" is not there.',
        '"parts/a.css" is not there.',
    ]
    assert {problem.place.file for problem in caught.value.problems} == {(static / "css/site.css").as_posix()}


def test_version_changes_with_the_content(static: Path) -> None:
    """A file keeps its version until a letter of it changes; a change of an import counts."""
    before = gather(static)
    again = gather(static)
    (static / "css/base.css").write_text("p { color: blue; }", "utf-8")
    after = gather(static)
    sheet = style_sheet("site", "xx")
    assert again.version(sheet) == before.version(sheet) != after.version(sheet)
    assert after.version("icon.svg") == before.version("icon.svg")


def test_unknown_file_has_no_version(static: Path) -> None:
    """Asking for a file that is not there is an error."""
    with pytest.raises(KeyError):
        gather(static).version("elephant.svg")


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
            assert version == files.version(name), (path, link)
