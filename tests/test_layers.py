"""The generator is a line of packages: each imports only from those that stand above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import microsite
from tests.samples import ROOT

PACKAGE = ROOT / "microsite"
ORDER = re.findall(r"^([a-z]+) {2,}\S", microsite.__doc__ or "", re.MULTILINE)
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in ("__init__.py", "__main__.py")]
LONGEST = 300  # lines of a module that can still be read in one sitting

# What every room stands on, and what stands on every room. Between them there are these arrows alone;
# docs/architecture.md draws them.
GROUND, TOP = {"fingerprints", "parallel", "tracking", "messages", "content"}, {"line", "commands"}
ARROWS = {
    "language": set[str](),
    "upgrades": set[str](),
    "colours": set[str](),
    "history": {"language"},
    "fonts": {"cache"},
    "rules": {"fonts", "language", "colours", "history", "folders"},
    "map": {"language"},
    "cache": set(),
    "unchanged": {"cache"},
    "pages": {"cache", "language", "history", "rules", "map", "folders"},
    "gate": {"language", "pages"},
    "cards": {"fonts", "language", "colours", "map", "pages", "folders"},
    "output": {"language", "colours", "map", "pages", "folders"},
    "memory": {"language", "history", "pages", "output", "folders"},
    "preview": {"line", "memory", "pages", "output", "folders"},
    "folders": set[str](),
    "clock": set[str](),
}


def room_of(path: Path) -> str:
    """The package that a module stands in, or the module itself where it stands in none."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The rooms that a module imports from, at its top or anywhere inside."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("microsite") for alias in node.names), path
            assert "build" not in {alias.name for alias in node.names}, "the line does not know its door"
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            package, _, rest = str(node.module).partition(".")
            if package == "microsite":
                yield from [rest.split(".")[0]] if rest else [alias.name for alias in node.names]


def arrows() -> set[tuple[str, str]]:
    """From which room to which something is imported."""
    found = {(room_of(path), room) for path in MODULES for room in imported(path)}
    return {(here, there) for here, there in found if here != there and there != "__version__"}


def test_every_room_is_listed_once() -> None:
    """The docstring of the generator names exactly the packages and modules that are there."""
    assert sorted(ORDER) == sorted({room_of(path) for path in MODULES})


def test_rooms_import_only_from_above() -> None:
    """The order of the list is an order of imports, and between the rooms there are only these arrows."""
    wrong = [(here, there) for here, there in arrows() if ORDER.index(there) > ORDER.index(here)]
    assert wrong == []
    found: dict[str, set[str]] = {room: set() for room in ORDER if room not in GROUND | TOP}
    for here, there in arrows():
        if here in found and there not in GROUND:
            found[here].add(there)
    assert found == ARROWS


def test_rooms_say_what_they_are() -> None:
    """Each package has one sentence, the same as in the list, and each module a docstring."""
    for folder in sorted({path.parent for path in MODULES} - {PACKAGE}):
        text = (folder / "__init__.py").read_text("utf-8")
        assert len(text.splitlines()) == 1, folder
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_modules_can_be_read_in_one_sitting() -> None:
    """No module is longer than three hundred lines, and the door than eighty."""
    lines = {it.relative_to(PACKAGE).as_posix(): len(it.read_text("utf-8").splitlines()) for it in MODULES}
    assert {name: number for name, number in lines.items() if number > LONGEST} == {}
    assert len((ROOT / "build.py").read_text("utf-8").splitlines()) <= 80


def test_line_does_not_know_its_door() -> None:
    """No module of the line imports the command line."""
    assert [here for here, there in arrows() if there == "commands"] == []


def test_imports_are_found() -> None:
    """The imports that these tests speak of are seen at all, those inside functions included."""
    assert {("content", "messages"), ("pages", "content"), ("line", "output")} <= arrows()
    assert [there for here, there in arrows() if here == "messages"] == []
