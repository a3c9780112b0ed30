"""The run of `make mutation`: what it changes, and that a change is seen by the tests and by no file."""

from __future__ import annotations

import ast
import sys
import tomllib
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from microsite.content.moments import Moment
from tests import mutants
from tests.samples import ROOT

SETTINGS: dict[str, Any] = tomllib.loads(mutants.CONFIG.read_text("utf-8"))


@pytest.mark.parametrize("group", SETTINGS["groups"])
def test_sample_is_of_modules_that_are_there_and_the_same_each_time(group: str) -> None:
    """What moves is missed at once; each change is another program, and one of its kind."""
    found = mutants.chosen(SETTINGS, group, 3, 1)
    assert found == mutants.chosen(SETTINGS, group, 3, 1)
    assert len({(it.file, it.line, it.after) for it in found}) == 3
    assert all((ROOT / it.file).read_text("utf-8") == it.before for it in found)
    assert all(ast.dump(ast.parse(it.before)) != ast.dump(ast.parse(it.after)) for it in found)


def test_types_and_what_is_left_out_stay() -> None:
    """Annotations and the lines and operators of the settings give no changes."""
    left_out = {**SETTINGS, "operators_left_out": ["*NumberReplacer"]}
    source = (
        "@dataclass(frozen=True)\nclass A:\n    def b(c: int | str) -> int | None:\n        return c | 1\n"
    )
    assert list(mutants._places(source, left_out)) == [(4, 17)]


def test_tests_are_those_that_are_there() -> None:
    """What the settings name can be run."""
    named = [SETTINGS["tests"], SETTINGS["tests_left_out"]]
    named += [group.get("tests_left_out", []) for group in SETTINGS["groups"].values()]
    assert [name for names in named for name in names if not (ROOT / name).exists()] == []


def test_change_is_noticed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own, with nothing written: a changed result is seen, a changed comment is not."""
    file = Path(sys.modules[Moment.__module__].__file__ or "").relative_to(ROOT).as_posix()
    before = (ROOT / file).read_text("utf-8")
    monkeypatch.setattr(mutants, "_run", _imported)
    for old, new, state in (
        ("else self.month or 1\n", "else self.month or 2\n", "killed"),
        ("a month or a day", "a month, or a day", "survived"),
        ('        return "-".join(', "        raise KeyboardInterrupt(", "killed"),
    ):
        assert before.count(old) >= 1
        mutant = mutants.Mutant("by hand", file, "by hand", 1, before, before.replace(old, new))
        assert mutants._in_a_process(mutant, [], [], 1) == state
    assert (ROOT / file).read_text("utf-8") == before


def _imported(mutant: mutants.Mutant | None, *_: object) -> int:
    """In the place of a run of pytest: import the module as changed and try it."""
    assert mutant is not None
    del sys.modules[Moment.__module__]
    sys.meta_path.insert(0, mutants._Finder(mutant))
    moments = import_module(Moment.__module__)
    same = moments.Moment(2025).first == date(2025, 1, 1) and str(moments.Moment(2025)) == "2025"
    return 0 if same else 1
