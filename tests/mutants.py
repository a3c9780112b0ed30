"""Small changes to the code, one at a time: does a test notice?

`make mutation` runs this; `mutants.toml` says what is changed and which tests are run. The changes
are those of cosmic-ray. Each is made in memory, in a process of its own: no file is written, so that
a run may be broken off at any time and other work may go on beside it.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import os
import random
import re
import resource
import signal
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from itertools import chain, islice, zip_longest
from pathlib import Path
from time import monotonic
from types import CodeType
from typing import Any, Literal

import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parent.parent
CONFIG = Path(__file__).with_suffix(".toml")

MEMORY = 4 * 2**30  # bytes; a change that makes a list grow for ever ends here
WALL = 900  # seconds for all tests, also for those that wait instead of working

State = Literal["killed", "timeout", "survived"]
PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


@dataclass(frozen=True)
class Mutant:
    """A module with one change in it."""

    group: str
    file: str  # from the root of the repository
    kind: str
    line: int
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The lines that differ."""
        lines = difflib.ndiff(self.before.splitlines(), self.after.splitlines())
        return "\n".join(f"    {line}" for line in lines if line[0] in "-+")


# --- which changes ------------------------------------------------------------------------------


def chosen(config: dict[str, Any], group: str, sample: int, seed: int) -> list[Mutant]:
    """A sample of the changes to a group, each module in turn, at most one change a place."""
    names = chain.from_iterable(map(_modules, config["groups"][group]["files"]))
    modules = [_mutants(group, name, config, random.Random(f"{seed} {name}")) for name in names]
    in_turn = chain.from_iterable(zip_longest(*modules))
    return list(islice(filter(None, in_turn), sample))


def _modules(name: str) -> list[str]:
    path = ROOT / name
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [it.relative_to(ROOT).as_posix() for it in found]


def _mutants(group: str, name: str, config: dict[str, Any], chance: random.Random) -> Iterator[Mutant]:
    """Changes to a module that make it another one: one at each place, the places in any order."""
    source = (ROOT / name).read_text("utf-8")
    tree, places = ast.parse(source), _places(source, config)
    for at in chance.sample(sorted(places), len(places)):
        for kind, occurrence in chance.sample(places[at], len(places[at])):
            after = mutate_code(source, plugins.get_operator(kind)(), occurrence)
            if after and _is_another(tree, after):
                yield Mutant(group, name, kind.partition("/")[2], at[0], source, after)
                break


def _places(source: str, config: dict[str, Any]) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """What can be changed at each line and column: the operator, and which of its places this is."""
    lines, nodes = source.splitlines(), list(ast_nodes(get_ast(source)))
    hints = [(it.lineno, it.col_offset, it.end_lineno, it.end_col_offset) for it in _hints(ast.parse(source))]
    found: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for kind in plugins.operator_names():
        operator = plugins.get_operator(kind)
        if operator.arguments() or any(fnmatch(kind, it) for it in config["operators_left_out"]):
            continue
        starts = (start for node in nodes for start, _ in operator().mutation_positions(node))
        for occurrence, at in enumerate(starts):
            hint = any((line, left) <= at < (last or 0, right or 0) for line, left, last, right in hints)
            if not hint and not any(re.search(it, lines[at[0] - 1]) for it in config["lines_left_out"]):
                found.setdefault(at, []).append((kind, occurrence))
    return found


def _hints(tree: ast.Module) -> Iterator[ast.expr]:
    """The annotations of types: they are for mypy."""
    for node in ast.walk(tree):
        hint = getattr(node, "returns", None) or getattr(node, "annotation", None)
        if isinstance(hint, ast.expr):
            yield hint


def _is_another(tree: ast.Module, after: str) -> bool:
    try:
        with warnings.catch_warnings(action="error"):
            changed = ast.parse(after)
            compile(changed, "", "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning):
        return False
    return ast.dump(changed) != ast.dump(tree)


# --- does a test notice? ------------------------------------------------------------------------


def tried(mutant: Mutant | None, config: dict[str, Any]) -> State:
    """Run the tests with a change in place: first those of the module, then the others."""
    near: list[str] = []
    left_out = list(config["tests_left_out"])
    if mutant:
        name = f"test_{Path(mutant.file).stem}.py"
        near = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "unit").rglob(name)]
        left_out += config["groups"].get(mutant.group, {}).get("tests_left_out", [])
    for tests, without in ((near, []), (config["tests"], [*left_out, *near])):
        state = _in_a_process(mutant, tests, without, config["patience"]) if tests else "survived"
        if state != "survived":
            return state
    return "survived"


def _in_a_process(mutant: Mutant | None, tests: list[str], left_out: list[str], patience: int) -> State:
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        try:
            code = _run(mutant, tests, left_out, patience)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM) else "killed"
    return "survived" if os.WEXITSTATUS(status) in PASSED else "killed"


def _run(mutant: Mutant | None, tests: list[str], left_out: list[str], patience: int) -> int:
    """Run pytest; for a new process only."""
    if mutant:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silence, stream)
        sys.meta_path.insert(0, _Finder(mutant))
    gc.disable()  # the process does not live long: a fifth faster
    os.environ.pop("UPDATE_EXPECTED", None)  # what a changed module gives is never what is expected
    signal.alarm(WALL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    options = ["-x", "-q", "-o", "addopts=", "-p", "no:cacheprovider"]
    ignored = (f"--ignore={ROOT / name}" for name in left_out)
    named = (str(ROOT / name) for name in tests)
    return pytest.main([*options, *ignored, *named], plugins=[_Plugin(patience)])


class _Plugin:
    """Ends the process when importing or one test takes too much processor time; leaves nothing to chance."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.wind_up()

    def wind_up(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, self.seconds)

    def pytest_configure(self) -> None:
        from hypothesis import settings  # not before pytest, which has to load it as a plugin

        settings.register_profile("mutants", derandomize=True, deadline=None, database=None)
        settings.load_profile("mutants")

    def pytest_runtest_logstart(self) -> None:
        self.wind_up()


class _Finder(MetaPathFinder):
    """Finds the module that is changed before its file is found."""

    def __init__(self, mutant: Mutant) -> None:
        self.path = ROOT / mutant.file
        self.name = ".".join(Path(mutant.file).with_suffix("").parts).removesuffix(".__init__")
        self.code = mutant.after

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.path))
        loader.text = self.code
        return spec_from_file_location(fullname, self.path, loader=loader)


class _Loader(SourceFileLoader):
    text = ""

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self.text, self.path, "exec", dont_inherit=True)
        return code


# --- the run ------------------------------------------------------------------------------------


def main(words: Sequence[str] | None = None) -> int:
    """Print each change with what became of it, those that nothing noticed in full, then the figures."""
    config = tomllib.loads(CONFIG.read_text("utf-8"))
    given = _parser(config).parse_args(words)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if tried(None, config) != "survived":
        print("The tests fail without any change.", file=sys.stderr)
        return 2
    if given.change:
        groups = {"by hand": [_by_hand(*given.change)]}
    else:
        groups = {it: chosen(config, it, given.sample, given.seed) for it in given.group or config["groups"]}
    states: Counter[tuple[str, State]] = Counter()
    in_turn = [mutant for row in zip_longest(*groups.values()) for mutant in row if mutant]
    for number, mutant in enumerate(in_turn, 1):
        started = monotonic()
        state = tried(mutant, config)
        states[mutant.group, state] += 1
        took = f"{number}/{len(in_turn)}  {state:8} {monotonic() - started:4.0f} s"
        print(f"{took}  {mutant.file}:{mutant.line}  {mutant.kind}", flush=True)
        if state == "survived":
            print(mutant.diff, flush=True)
    print()
    for row in _table(list(groups), states):
        print(row)
    return 0


def _parser(config: dict[str, Any]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make mutation", description=__doc__.splitlines()[0])
    parser.add_argument("--group", action="append", choices=list(config["groups"]), help="only this group")
    parser.add_argument("--sample", type=int, default=config["sample"], help="changes a group")
    parser.add_argument("--seed", type=int, default=config["seed"], help="picks other changes")
    parser.add_argument(
        "--change", nargs=3, metavar=("FILE", "OLD", "NEW"), help="try this one change, by hand"
    )
    return parser


def _by_hand(file: str, old: str, new: str) -> Mutant:
    before = (ROOT / file).read_text("utf-8")
    if before.count(old) != 1:
        raise SystemExit(f"{old!r} stands {before.count(old)} times in {file}")
    line = before[: before.index(old)].count("\n") + 1
    return Mutant("by hand", file, "by hand", line, before, before.replace(old, new))


def _table(groups: list[str], states: Counter[tuple[str, State]]) -> Iterator[str]:
    yield "| Group | Changes | Killed | Timeout | Survived | Noticed |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for name, names in [*((name, [name]) for name in groups), ("all", groups)]:
        killed, slow, survived = (
            sum(states[it, state] for it in names) for state in ("killed", "timeout", "survived")
        )
        total = killed + slow + survived
        share = f"{100 * (killed + slow) / total:.0f} %" if total else "–"
        yield f"| {name} | {total} | {killed} | {slow} | {survived} | {share} |"


if __name__ == "__main__":
    sys.exit(main())
