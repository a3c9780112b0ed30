"""The generator is a line: each module imports only from those that stand above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import microsite
from tests.samples import ROOT

MODULES = {path.stem: path for path in (ROOT / "microsite").glob("*.py") if path.stem != "__init__"}
ORDER = re.findall(r"^([a-z]+) {2,}\S", microsite.__doc__ or "", re.MULTILINE)


def imported(name: str) -> Iterator[str]:
    """The dotted names that a module imports, at its top or anywhere inside."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> set[str]:
    """The modules of the generator that a module imports."""
    parts = [it.split(".") for it in imported(name)]
    return {it[1] for it in parts if it[0] == "microsite" and len(it) > 1 and it[1] in MODULES}


def test_every_module_is_listed_once() -> None:
    """The docstring of the package names exactly the modules that are there."""
    assert sorted(ORDER) == sorted(MODULES)


def test_modules_import_only_from_above() -> None:
    """The order of the list is an order of imports."""
    upward = {name: sorted(own(name) - set(ORDER[: ORDER.index(name)])) for name in ORDER}
    assert {name: wrong for name, wrong in upward.items() if wrong} == {}


def test_line_does_not_know_its_door() -> None:
    """No module of the generator imports the command line."""
    assert [name for name in MODULES if "build" in {it.split(".")[0] for it in imported(name)}] == []


def test_imports_are_found() -> None:
    """The imports that these tests speak of are seen at all."""
    assert own("catalogue") == set()
    assert "problems" in own("source")
    assert sum(len(own(name)) for name in MODULES) > len(MODULES)
