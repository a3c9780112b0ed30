"""Every generator in turn, round by round: built from nothing, built again, built with one page edited."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import HOME, LANGUAGES, Corpus
from benchmarks.generators import Generator

STAGES = ("cold", "unchanged", "edited")
WARM_UP = Corpus(12)
MEASURED = Path(__file__).parent / "measured.py"
# Nothing of the terminal's reaches a generator, and what it would keep at home stays with its site.
KEPT_VARIABLES = ("PATH", "TMPDIR")
SPACE = re.compile(r"[\s\u2060]+")


class WrongBuildError(Exception):
    """A generator failed, or did not write what it should have; says which and what."""


@dataclass(frozen=True)
class Taken:
    """What a build took: seconds of a clock, seconds of processors, bytes of memory at the most."""

    wall: float
    processor: float
    memory: float


Runs = dict[str, dict[str, list[Taken]]]  # by generator and stage, a run a round


def measure(
    corpus: Corpus,
    generators: Sequence[Generator],
    rounds: int,
    folder: Path,
    say: Callable[[str], None] = lambda line: None,
) -> Runs:
    """Build the site of a corpus so many times with each generator, in `folder`.

    Generators take turns, and each round begins with another one. Raises `WrongBuildError`: a failed build is
    no measurement.
    """
    sites = {
        generator.name: Site(generator, corpus, folder_of(generator, folder)) for generator in generators
    }
    runs: Runs = {generator.name: {stage: [] for stage in STAGES} for generator in generators}
    for turn in range(1, rounds + 1):
        first = (turn - 1) % len(generators)
        for generator in (*generators[first:], *generators[:first]):
            for stage in STAGES:
                taken = sites[generator.name].run(stage, turn)
                runs[generator.name][stage].append(taken)
                say(f"{corpus.pages} pages, round {turn}: {generator.name}, {stage}, {taken.wall:.2f} s")
    return runs


def warm_up(generators: Sequence[Generator], folder: Path) -> None:
    """Build a small site with each: programs are read from the disk and compiled before they are measured."""
    measure(WARM_UP, generators, 1, folder)


class Site:
    """The site of a corpus in a folder, for one generator."""

    def __init__(self, generator: Generator, corpus: Corpus, folder: Path) -> None:
        self._generator, self._corpus, self._folder = generator, corpus, folder
        folder.mkdir(parents=True)
        generator.write(corpus, folder)
        self._sources = frozenset(_files(folder))

    def run(self, stage: str, turn: int) -> Taken:
        """Build it at a stage of a turn, and look at what was written."""
        if stage == "cold":
            remove_others(self._folder, self._sources)
        elif stage == "edited":
            page = self._corpus.edited_page
            self._generator.write_page(self._corpus, self._folder, page, LANGUAGES[0], turn)
        os.sync()  # what was written before is not to be waited for now
        taken = self._taken()
        self._look(turn if stage == "edited" else turn - 1)
        return taken

    def _taken(self) -> Taken:
        commands = self._generator.commands(self._folder)
        words = [[*command.words] for command in commands]
        folders = [str(command.folder) for command in commands]
        done = subprocess.run(
            (sys.executable, "-I", "-S", MEASURED, json.dumps(words), json.dumps(folders)),
            env=variables(self._folder),
            capture_output=True,
            text=True,
            check=True,
        )
        figures = json.loads(done.stdout)
        if failed := figures.get("failed"):
            raise WrongBuildError(f"{self._generator.name} failed: {failed}")
        return Taken(**figures)

    def _look(self, turn: int) -> None:
        """Whether each page is there, and the one that is edited says what it should after so many turns."""
        name, corpus = self._generator.name, self._corpus
        pages = [
            self._generator.built(self._folder, page, lang)
            for page in (HOME, *corpus.names)
            for lang in LANGUAGES
        ]
        if missing := [page for page in pages if not page.is_file()]:
            raise WrongBuildError(f"{name} did not write {len(missing)} of {len(pages)} pages: {missing[0]}")
        edited = self._generator.built(self._folder, corpus.edited_page, LANGUAGES[0])
        words = SPACE.sub(" ", edited.read_text("utf-8"))
        said = [it for it in (turn - 1, turn) if it > 0 and corpus.edit(it) in words]
        if said != ([turn] if turn else []):
            raise WrongBuildError(f"{name} did not write the edited sentence: {edited}")


def variables(folder: Path) -> dict[str, str]:
    """The environment of a generator whose site stands in a folder."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, "HOME": str(folder), "LANG": "C.UTF-8"}


def remove_others(folder: Path, kept: Collection[Path]) -> None:
    """Remove what a folder has besides the files that are kept: what was built, and what was remembered."""
    for top, folders, files in os.walk(folder, topdown=False):
        for path in (Path(top, name) for name in (*files, *folders)):
            if path in kept:
                continue
            if path.is_symlink() or not path.is_dir():
                path.unlink()
            else:
                with suppress(OSError):  # something in it is kept
                    path.rmdir()


def _files(folder: Path) -> list[Path]:
    """Files and links in a folder, at any depth."""
    found = []
    for top, folders, files in os.walk(folder):
        found += [Path(top, name) for name in files]
        found += [path for path in (Path(top, name) for name in folders) if path.is_symlink()]
    return found


def folder_of(generator: Generator, folder: Path) -> Path:
    """Where the site of a generator stands among those of all."""
    return folder / generator.name.lower().replace(" ", "-")
