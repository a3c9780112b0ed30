"""Runs of the command line one after the other: nothing is done twice, and nothing old is ever shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.cache import COMPILED
from microsite.output.destination import MANIFEST, STAGING
from tests.samples import ROOT, SITES, tree_of

DAY = "2026-11-23"
HEAVY = {"pydantic", "jinja2", "yaml", "markdown_it", "babel", "argparse"}


class Town:
    """A small site of its own, its cache, and what the command line made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(SITES / "past", folder / "content"))
        self.cache = folder / "cache"
        self.out = folder / "site"

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """One run in a process of its own; it has to go well."""
        run = self.tried(*words, **variables)
        assert run.returncode == 0, run.stderr[-2000:]
        return run

    def tried(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """One run in a process of its own, whatever comes of it."""
        cards = () if words and words[0] in ("check", "verify") else ("--no-cards",)  # they take long
        return subprocess.run(
            [sys.executable, "-X", "importtime", str(ROOT / "build.py"), *words, *cards],
            cwd=self.folder,
            env={**os.environ, "XDG_CACHE_HOME": str(self.cache), **variables},
            capture_output=True,
            encoding="utf-8",
        )

    def build(self, *words: str, **variables: str) -> bool:
        """Build, and look that the site is that of a build without any cache; whether there was an answer
        before anything was loaded."""
        run = self.run(*(words or ("--today", DAY)), **variables)
        clean, bare = self.folder / "clean", self.folder / "bare"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.rmtree(bare, ignore_errors=True)
        there = {**variables, "XDG_CACHE_HOME": str(bare)}
        self.run(*(words or ("--today", DAY)), "--out", str(clean), **there)
        assert tree_of(self.out) == tree_of(clean)
        return not HEAVY & loaded(run)


def loaded(run: subprocess.CompletedProcess[str]) -> set[str]:
    """The modules that a run has imported."""
    lines = (line for line in run.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A small site."""
    return Town(tmp_path)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_changed_is_answered_before_anything_is_loaded(town: Town) -> None:
    """The same words, and none of the libraries that a build needs; `check` likewise."""
    first = town.run("--today", DAY)
    again = town.run("--today", DAY)
    assert HEAVY & loaded(first)
    assert not HEAVY & loaded(again)
    assert again.stdout.rpartition(";")[0] == first.stdout.rpartition(";")[0] != ""
    said = [line for line in again.stderr.splitlines() if not line.startswith("import time:")]
    assert said == [line for line in first.stderr.splitlines() if not line.startswith("import time:")]
    town.run("check", "--today", DAY)
    assert not HEAVY & loaded(town.run("check", "--today", DAY))


def prose(town: Town) -> Path:
    return next(town.content.rglob("*.md"))


CHANGES: dict[str, Callable[[Town], object]] = {
    "a word": lambda town: edit(prose(town), "e", "ee"),
    "a word of the same length": lambda town: edit(prose(town), "e", "o"),
    "a page more": lambda town: page(town),
    "a page gone from the site": lambda town: next(town.out.rglob("index.html")).unlink(),
    "a page of the site changed": lambda town: next(town.out.rglob("index.html")).write_text("x", "utf-8"),
    "a style of the site gone": lambda town: next(town.out.rglob("*.css")).unlink(),
    "the site gone": lambda town: shutil.rmtree(town.out),
    "left by a build that was killed": lambda town: (town.out / STAGING).mkdir(),
    "a template of the site's own": lambda town: own(
        town, "templates/not-found.html", '{% extends "engine/not-found.html" %}\n'
    ),
    "a style of the site's own": lambda town: own(town, "static/css/own.css", "main { margin: 0; }"),
}


def test_link_in_the_place_of_a_page_is_noticed(town: Town) -> None:
    """Even one to the very same page: nothing is written through it, and it is not taken for a page."""
    town.build()
    page = town.out / "index.html"
    page.rename(town.folder / "elsewhere.html")
    page.symlink_to(town.folder / "elsewhere.html")
    assert "site/index.html  this is a link" in town.tried("--today", DAY).stderr


@pytest.mark.parametrize("written", [None, "../content/site.yaml\n", "index.html\n"])
def test_list_of_the_site_is_looked_at(town: Town, written: str | None) -> None:
    """Gone, damaged or another one: that is told, as nobody knows then whose the files are."""
    town.build()
    if written is None:
        (town.out / MANIFEST).unlink()
    else:
        (town.out / MANIFEST).write_text(written, "utf-8")
    before = tree_of(town.out)
    assert "nothing was written" in town.tried("--today", DAY).stderr
    assert tree_of(town.out) == before
    shutil.rmtree(town.out)
    town.build()


def page(town: Town) -> None:
    """A page of the site's own."""
    (town.content / "pages/more.yaml").write_text(
        'title: {de: "Mehr"}\ndescription: {de: "Mehr davon."}\n', "utf-8"
    )
    (town.content / "pages/more.de.md").write_text("Mehr davon.\n", "utf-8")


def own(town: Town, name: str, text: str) -> None:
    path = town.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_is_noticed(town: Town, change: Callable[[Town], object]) -> None:
    """In the content, beside it, or in what was made: the next build makes what a clean one would."""
    town.build()
    change(town)
    town.build()
    assert town.build()  # and that is known from then on


def test_day_is_noticed(town: Town) -> None:
    """Another day is another site, with the same content."""
    town.build("--today", "2026-11-23")
    assert not town.build("--today", "1890-01-01")
    assert not town.build("--today", "2026-11-23")
    town.build("--strict")  # today
    assert town.build("--strict")
    assert not town.build("--strict", SOURCE_DATE_EPOCH="0")


def harm(town: Town, how: Callable[[bytes], bytes]) -> None:
    """Change every file of the cache."""
    for path in town.cache.rglob("*"):
        if path.is_file():
            path.write_bytes(how(path.read_bytes()))


def displace(town: Town) -> None:
    """Put folders where files were."""
    for path in list(town.cache.rglob("*.*")):
        path.unlink()
        path.mkdir()


def block(town: Town) -> None:
    """Put a file where the folder was."""
    shutil.rmtree(town.cache)
    town.cache.write_text("x", "utf-8")


HARM: dict[str, Callable[[Town], object]] = {
    "deleted": lambda town: shutil.rmtree(town.cache),
    "emptied": lambda town: harm(town, lambda raw: b""),
    "cut": lambda town: harm(town, lambda raw: raw[: len(raw) // 2]),
    "one bit": lambda town: harm(town, lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:]),
    "something else": lambda town: harm(town, lambda raw: b"x" * len(raw)),
    "folders in its place": lambda town: displace(town),
    "no place for it": lambda town: block(town),
}


@pytest.mark.parametrize("harmed", HARM.values(), ids=HARM.keys())
def test_cache_is_never_missed(town: Town, harmed: Callable[[Town], object]) -> None:
    """Deleted, damaged or impossible: the build is the same, and says nothing of it."""
    town.build()
    edit(prose(town), "e", "ee")
    harmed(town)
    town.build()
    town.build()


def test_cache_of_another_version_is_not_used(town: Town, tmp_path: Path) -> None:
    """What another version of the program has left is not even opened."""
    town.build()
    before = {path.name for path in town.cache.rglob("*.memory")}
    extra = tmp_path / "library"
    extra.mkdir()
    run = town.run("--today", DAY, PYTHONPATH=str(extra))  # as if something had been installed
    assert HEAVY & loaded(run)
    assert {path.name for path in town.cache.rglob("*.memory")} > before


def test_installation_makes_another_version(town: Town, tmp_path: Path) -> None:
    """A site that is built into a folder of modules, as a checkout is, makes none."""
    library = tmp_path / "library"
    library.mkdir()

    def again() -> set[str]:
        return HEAVY & loaded(town.run("--today", DAY, PYTHONPATH=str(library)))

    assert again()
    (library / "site").mkdir()
    assert not again()
    (library / "jinja2-4.0.dist-info").mkdir()
    assert again()


def test_cache_is_for_one_reader(town: Town) -> None:
    """Nobody else may read or change it: what is in it is trusted."""
    town.build()
    folder = town.cache / "explainer-microsite"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_what_is_old_is_taken_away(town: Town) -> None:
    """What nobody has left anew for a month, be it of sites or of the program."""
    town.build()
    cached, compiled = town.cache / "explainer-microsite", Path(COMPILED)
    assert list(compiled.glob("*.pyc"))
    left = {
        days: [folder / f"{town.folder.name}-{days}" for folder in (cached, compiled)] for days in (29, 31)
    }
    for days, paths in left.items():
        for path in paths:
            path.touch()
            changed = time.time() - days * 24 * 60 * 60
            os.utime(path, (changed, changed))
    edit(prose(town), "e", "ee")
    town.build()
    assert [path.exists() for paths in left.values() for path in paths] == [True, True, False, False]
    for path in left[29]:
        path.unlink()


def test_site_has_nothing_of_the_cache(town: Town) -> None:
    """The folder of the site holds what is listed and nothing else."""
    town.build()
    listed = (town.out / MANIFEST).read_text("utf-8").split()
    assert sorted(tree_of(town.out)) == sorted([*listed, MANIFEST])
