"""One folder a component: its markup, its style, its script and its examples, and nobody else's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import ROOT, Sample, attributes, expect_none

COMPONENTS = ROOT / "templates/components"
FOLDERS = sorted(path for path in COMPONENTS.iterdir() if path.is_dir())
NAMES = [folder.name for folder in FOLDERS]
CLASS = re.compile(r"\.([a-z][a-z0-9_-]*)")
MADE_IN_PYTHON = {"notes": {"mark"}}  # prose brings these classes


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def markup(folder: Path) -> str:
    """The templates of a component, those of its parts included, without its examples."""
    parts = sorted(path for path in folder.glob("*.html") if path.name != "examples.html")
    return "".join(path.read_text("utf-8") for path in parts)


def selectors(path: Path) -> Iterator[str]:
    """Every selector of a style sheet, one at a time."""
    for found in re.findall(r"([^{};]+)\{", without_comments(path)):
        if not found.strip().startswith(("@", "from", "to")):
            yield from parts_of(found)


def parts_of(found: str) -> list[str]:
    """What stands between the commas of a selector that are in no brackets."""
    parts, depth = [""], 0
    for letter in found:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def test_every_component_has_its_markup_and_examples() -> None:
    """A folder holds a template and examples of its name, perhaps styles, a script, and templates of its
    parts, which its own template names; and nothing else."""
    for folder in FOLDERS:
        files = {path.name for path in folder.iterdir()}
        assert {f"{folder.name}.html", "examples.html"} <= files, folder.name
        others = {name for name in files if not name.endswith(".css")}
        parts = set(re.findall(rf'"components/{folder.name}/([a-z-]+\.html)"', markup(folder)))
        assert others <= {f"{folder.name}.html", f"{folder.name}.js", "examples.html"} | parts, folder.name
    assert [path.name for path in COMPONENTS.iterdir() if path.is_file()] == ["site.css"]


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_component_is_on_the_style_guide(folder: Path, guide: Sample, other: Sample) -> None:
    """One of the two sites shows its examples; what has none is worn by the style guide, as by every page."""
    trees = [site.trees[site.page("samples", subject="style-guide").path] for site in (guide, other)]
    examples = re.sub(r"\{#.*?#\}", "", (folder / "examples.html").read_text("utf-8"), flags=re.DOTALL)
    if examples.strip():
        name = folder.name
        assert any(tree.css_first(f'section[aria-labelledby="{name}"] > *:not(h2)') for tree in trees)
    else:
        worn = re.compile(rf"{folder.name}(__.*)?")
        for tree in trees:
            assert any(map(worn.fullmatch, " ".join(attributes(tree, "[class]", "class")).split()))


def test_style_guide_is_in_the_order_of_the_alphabet(sample: Sample) -> None:
    """A component is found by its name, and each stands there once."""
    tree = sample.trees[sample.page("samples", subject="style-guide").path]
    shown = attributes(tree, "main > section > h2[translate=no]", "id")
    assert shown == sorted(set(shown) & set(NAMES))
    assert len(shown) > len(NAMES) / 2


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_styles_of_a_component_begin_with_its_own_classes(folder: Path) -> None:
    """A sheet starts from what its own template writes or what bears its name; it reaches inwards only."""
    name = folder.name
    own = set(" ".join(re.findall(r'class="([^"]*)"', markup(folder))).split()) | {name, f"{name}s"}
    own |= MADE_IN_PYTHON.get(name, set())
    faults = []
    for path in folder.glob("*.css"):
        for selector in selectors(path):
            first = CLASS.search(selector)
            known = first is None or first[1] in own or re.fullmatch(rf"{name}(__|--)[a-z-]+", first[1])
            if not known or (first is None and not selector.startswith(("[", ":not([", "::"))):
                faults.append(f"{path.name}: {selector}")
    expect_none(faults)


def test_every_sheet_of_a_component_is_imported_once() -> None:
    """The table of contents names it, in the order of the alphabet."""
    imported = re.findall(r'@import url\("([^"]+)"\);', (COMPONENTS / "site.css").read_text("utf-8"))
    assert imported == sorted(imported, key=lambda name: name.split("/"))
    there = [path.relative_to(COMPONENTS).as_posix() for path in COMPONENTS.glob("*/*.css")]
    assert Counter(imported) == Counter(there)


def test_no_class_is_styled_that_no_page_has(guide: Sample, other: Sample) -> None:
    """Every class of a style sheet stands on a page of one of the two sites, or is written in a template."""
    there = {
        word
        for site in (guide, other)
        for tree in site.trees.values()
        for value in attributes(tree, "[class]", "class")
        for word in value.split()
    }
    written = (path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    there |= {word for text in written for word in re.findall(r"[a-z][a-z0-9_-]+", text)}
    faults = []
    for path in [*(ROOT / "static").rglob("*.css"), *COMPONENTS.rglob("*.css")]:
        styled = {word for selector in selectors(path) for word in CLASS.findall(selector)}
        faults += [f"{path.relative_to(ROOT)}: .{word}" for word in styled - there]
    expect_none(faults)
