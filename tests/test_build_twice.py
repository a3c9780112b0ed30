"""The same content on the same day gives the same bytes, wherever and however often it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from microsite.output.destination import MANIFEST
from microsite.output.record import RECORD
from microsite.pages.urls import CARD
from tests.samples import BASE_URL, CONTENT, DAY, ROOT, build_sample, tree_of


@pytest.mark.parametrize("name", ["real", "other"])
def test_second_build_makes_the_same_bytes(name: str) -> None:
    """Two builds in one process are equal."""
    assert build_sample(CONTENT[name]).files == build_sample(CONTENT[name]).files


@pytest.mark.parametrize("name", ["real", "other"])
def test_other_processes_make_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Builds in processes of different hash seeds, time zones and languages are equal."""
    words = ["--content", str(CONTENT[name]), "--today", DAY.isoformat(), "--base-url", BASE_URL]
    trees = []
    for seed, zone, language in (("1", "Asia/Seoul", "C"), ("2", "America/Lima", "C.UTF-8")):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "build.py", *words, "--out", str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        trees.append(tree_of(folder))
    assert trees[0] == trees[1]
    # Which draws no pictures of its pages, and says so in its record.
    given = {path: body for path, body in build_sample(CONTENT[name]).files.items() if path != RECORD}
    cards = {path for path in trees[0] if path.endswith(CARD)}
    assert {path: body for path, body in trees[0].items() if path in given} == given
    assert trees[0].keys() == {*given, *cards, MANIFEST, RECORD}
