"""Builds that are killed, that run two at once, and that are read from meanwhile.

Two contents are built into one folder in turn, each by the command in a process of its own. Whatever happens,
a file there is whole, as one of the two makes it; what both make never goes missing; and after the next
build the folder is exactly that build's, with nothing left over in it or beside it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from microsite.commands.main import main
from microsite.output.publish import publish
from tests.samples import DAY, SITES, edit, tree_of
from tests.trust.figures import Figure

SEED = 20261129
FORK = multiprocessing.get_context("fork")
Tree = Mapping[str, bytes]


@dataclass(frozen=True)
class Yard:
    """A folder with two contents, and the trees that a clean build makes of each."""

    folder: Path
    trees: Mapping[str, Tree]

    @property
    def out(self) -> Path:
        return self.folder / "public" / "site"

    def process(self, which: str) -> BaseProcess:
        """A build of one of the contents, that has begun."""
        process = FORK.Process(target=_build, args=(self.folder / which, self.out, self.folder))
        process.start()
        return process

    def build(self, which: str) -> None:
        """Build one of the contents to the end."""
        process = self.process(which)
        process.join()
        said = (self.folder / "said").read_text("utf-8", "replace")[-500:]
        assert process.exitcode == 0, f"the build of {which} ends with {process.exitcode}: {said}"

    def torn(self) -> Iterator[str]:
        """What is amiss while nobody knows which of the two the site is."""
        now, one, other = tree_of(self.out), *self.trees.values()
        for name in one.keys() & other.keys():
            if name not in now:
                yield f"{name} is missing"
        for name in now.keys() & (one.keys() | other.keys()):
            if name != ".built" and now[name] not in (one.get(name), other.get(name)):
                yield f"{name} is torn"

    def unlike(self, which: str) -> Iterator[str]:
        """What is other than after a clean build of one content alone."""
        now, wanted = tree_of(self.out), self.trees[which]
        yield from (f"{name} is missing" for name in sorted(wanted.keys() - now.keys()))
        yield from (f"{name} is left over" for name in sorted(now.keys() - wanted.keys()))
        yield from (
            f"{name} is other" for name in sorted(now.keys() & wanted.keys()) if now[name] != wanted[name]
        )
        beside = {it.name for it in self.out.parent.iterdir()} - {self.out.name} - self._beside
        yield from (f"{name} is left over beside the site" for name in sorted(beside))

    def tidy(self) -> None:
        """Take away what no build makes, so that it is not counted again."""
        wanted = {name for tree in self.trees.values() for name in tree}
        for name in tree_of(self.out).keys() - wanted:
            (self.out / name).unlink()

    @property
    def _beside(self) -> set[str]:
        """What a clean build has beside its site."""
        return {it.name for it in (self.folder / "clean").iterdir()} - {*self.trees}


def _build(content: Path, out: Path, folder: Path) -> None:
    """One run of the command in this process, which ends with it."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os._exit(main(["--content", str(content), "--out", str(out), "--today", DAY.isoformat()]))


@contextmanager
def yard() -> Iterator[Yard]:
    """Two small contents outside any repository: other words, one page more in each."""
    with tempfile.TemporaryDirectory(prefix="publications-") as name:
        folder = Path(name).resolve()
        trees = {}
        for which, title in (("one", "Die Fähre"), ("two", "Das Schiff")):
            content = Path(shutil.copytree(SITES / "past", folder / which))
            edit(content / "site.yaml", "Die Fähre von", f"{title} von")
            (content / "pages" / f"{which}.yaml").write_text(
                f"title: {{de: {title}}}\ndescription: {{de: {title}}}\n", "utf-8"
            )
            (content / "pages" / f"{which}.de.md").write_text(f"{title} lag im Hafen.\n", "utf-8")
            process = FORK.Process(target=_build, args=(content, folder / "clean" / which, folder))
            process.start()
            process.join()
            trees[which] = tree_of(folder / "clean" / which)
        assert all(trees.values()), "a clean build fails"
        yield Yard(folder, trees)


def kills(times: int) -> Figure:
    """Kill builds at random moments, and build to the end after each."""
    chance, failures, whole, mixed = random.Random(SEED), list[str](), 0, 0
    with yard() as here:
        here.build("one")
        here.build("two")
        started = time.perf_counter()
        here.build("one")
        lasts = time.perf_counter() - started
        for at in range(times):
            which = ("two", "one")[at % 2]
            process = here.process(which)
            time.sleep(chance.uniform(0, lasts))
            process.kill()
            process.join()
            failures += [f"kill {at}: {it}" for it in here.torn()]
            standing = [not [*here.unlike(name)] for name in here.trees]
            whole, mixed = whole + any(standing), mixed + (not any(standing))
            try:
                here.build(which)
            except AssertionError as problem:
                failures.append(f"build after kill {at}: {problem}")
                shutil.rmtree(here.out)
                here.build(which)
            failures += [f"build after kill {at}: {it}" for it in here.unlike(which)]
            here.tidy()
    more = f"{whole} left one of the two sites untouched, {mixed} were cut off while it was written"
    return Figure("Builds killed at a random moment, and the build after each", times, tuple(failures), more)


def killed_publications(times: int) -> Figure:
    """Kill what writes the site at random moments: nearly all of them hit it at work."""
    chance, failures = random.Random(SEED), list[str]()
    with yard() as here:
        files = {which: dict(_files(tree)) for which, tree in here.trees.items()}
        publish(files["one"], here.out)
        started = time.perf_counter()
        publish(files["two"], here.out)
        lasts = time.perf_counter() - started
        for at in range(times):
            which = ("one", "two")[at % 2]
            process = FORK.Process(target=publish, args=(files[which], here.out))
            process.start()
            time.sleep(chance.uniform(0, 2 * lasts))
            process.kill()
            process.join()
            failures += [f"kill {at}: {it}" for it in here.torn()]
            publish(files[which], here.out)
            failures += [f"writing after kill {at}: {it}" for it in here.unlike(which)]
            here.tidy()
    return Figure("Writings of a site killed at a random moment", times, tuple(failures))


def _files(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """What a build makes, without what is only written beside it."""
    for name, body in tree.items():
        if not any(part.startswith(".") for part in Path(name).parts):
            yield name, body


def at_once(rounds: int) -> Figure:
    """Two builds of other content into one folder: in the end it is one of them."""
    failures = []
    with yard() as here:
        for at in range(rounds):
            running = [here.process(which) for which in here.trees]
            for process in running:
                process.join()
            unlike = {which: [*here.unlike(which)] for which in here.trees}
            if all(unlike.values()):
                closest = min(unlike.values(), key=len)
                failures.append(f"round {at}: a mixture: {', '.join(closest[:4])}")
            if all(process.exitcode for process in running):
                failures.append(f"round {at}: neither was built")
    return Figure("Rounds of two builds at once into one folder", rounds, tuple(failures))


def readers(times: int) -> tuple[Figure, Figure]:
    """Read every page again and again while the site is written anew."""
    with yard() as here:
        files = {which: dict(_files(tree)) for which, tree in here.trees.items()}
        publish(files["one"], here.out)
        common = [
            (name, files["one"][name], files["two"][name]) for name in files["one"] if name in files["two"]
        ]
        done, said = FORK.Event(), FORK.SimpleQueue()
        reader = FORK.Process(target=_reader, args=(here.out, common, done.is_set, said.put))
        reader.start()
        for at in range(times):
            publish(files[("two", "one")[at % 2]], here.out)
        done.set()
        reads, failures = said.get()
        reader.join()
    return (
        Figure("Sites written while they are read", times),
        Figure("Pages and files read meanwhile: missing or torn", reads, tuple(failures)),
    )


def _reader(
    folder: Path,
    files: list[tuple[str, bytes, bytes]],
    done: Callable[[], bool],
    say: Callable[[tuple[int, list[str]]], None],
) -> None:
    reads, failures = 0, list[str]()
    while not done():
        for name, one, other in files:
            reads += 1
            try:
                if (folder / name).read_bytes() not in (one, other):
                    failures.append(f"{name} is torn")
            except OSError as problem:
                failures.append(f"{name}: {problem.strerror}")
    say((reads, failures))


def figures(killed: int = 200, written: int = 600, rounds: int = 60, times: int = 200) -> Iterator[Figure]:
    """Everything, so many times each."""
    yield kills(killed)
    yield killed_publications(written)
    yield at_once(rounds)
    yield from readers(times)
