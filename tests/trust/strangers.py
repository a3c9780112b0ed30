"""Places that a build must not write to, and links that lead away: are files of others ever touched?

Each case is the command in a process of its own, with a home folder and a copy of the engine made for it.
What was there before the run is there afterwards, byte by byte; what is refused says why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.repository import VARIABLES
from tests.samples import DAY, ROOT, SITES
from tests.trust.figures import Figure

ENGINE = ("build.py", "microsite", "templates", "static")
MINE = b"mine\n"


@dataclass(frozen=True)
class Case:
    """What is made before the run, and what `--out` says; whether the run has to be refused."""

    name: str
    out: Callable[[Path], str]
    prepare: Callable[[Path], None] = lambda place: None
    refused: bool = True


def _file(name: str) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(MINE)

    return prepare


def _built_first(then: Callable[[Path], None]) -> Callable[[Path], None]:
    def prepare(place: Path) -> None:
        run = _run(place, str(place / "site"))
        assert run.returncode == 0, run.stderr
        then(place)

    return prepare


def _link(name: str, target: str) -> Callable[[Path], None]:
    """A link in the place of a file or folder of the site, to one of somebody else."""

    def prepare(place: Path) -> None:
        _file(f"{target}/index.html")(place)
        path = place / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(place / target if path.suffix == "" else place / target / "index.html")

    return prepare


def _listed(*names: str) -> Callable[[Path], None]:
    """A list of built files that names what no build has made."""

    def prepare(place: Path) -> None:
        _file("away/notes.txt")(place)
        (place / "site" / "link").symlink_to(place / "away")
        with (place / "site" / ".built").open("a", encoding="utf-8") as file:
            file.write("".join(f"{name}\n" for name in names))

    return prepare


CASES = (
    Case("the home folder", lambda place: str(place / "home"), _file("home/index.html")),
    Case("the folder of the engine", lambda place: "."),
    Case("an empty word", lambda place: ""),
    Case("the folder above", lambda place: ".."),
    *(
        Case(f"the folder {name}", lambda place, name=name: name)  # type: ignore[misc]
        for name in ("content", "content/pages", "static", "static/css", "templates", "microsite", ".git")
    ),
    Case("a repository", lambda place: str(place / "other"), _file("other/.git/HEAD")),
    Case("a folder with a page", lambda place: str(place / "mine"), _file("mine/index.html")),
    Case("a folder with robots.txt", lambda place: str(place / "mine"), _file("mine/robots.txt")),
    Case("a folder with notes", lambda place: str(place / "mine"), _file("mine/notes.txt")),
    Case("a file", lambda place: str(place / "mine.txt"), _file("mine.txt")),
    Case("a new folder", lambda place: str(place / "new" / "site"), refused=False),
    Case("a built site", lambda place: str(place / "site"), _built_first(lambda place: None), refused=False),
    Case(
        "a built site with a file of its own",
        lambda place: str(place / "site"),
        _built_first(_file("site/CNAME")),
        refused=False,
    ),
    *(
        Case(name, lambda place: str(place / "site"), _built_first(_link(path, "away")), refused=True)
        for name, path in (
            ("a link in the place of a folder", "site/de"),
            ("a link in the place of a page", "site/de/index.html"),
            ("a link in the place of the list", "site/.built"),
        )
    ),
    Case("a link in the place of the site", lambda place: str(place / "site"), _link("site", "away")),
    *(
        Case(f"a list that names {name}", lambda place: str(place / "site"), _built_first(_listed(name)))
        for name in ("link/notes.txt", "../away/notes.txt", "/etc/hostname", "a\0b")
    ),
)


def _run(place: Path, out: str) -> subprocess.CompletedProcess[str]:
    variables = {
        **os.environ,
        **VARIABLES,
        "HOME": str(place / "home"),
        "XDG_CACHE_HOME": str(place / "cache"),
    }
    words = ("--out", out, "--today", DAY.isoformat(), "--lang", "en")
    return subprocess.run(
        (sys.executable, "build.py", *words),
        cwd=place / "engine",
        env=variables,
        capture_output=True,
        text=True,
        errors="replace",
    )


def _tree(place: Path) -> dict[str, bytes | str]:
    """Every file, and where every link leads, without what the run may keep for itself."""
    found: dict[str, bytes | str] = {}
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and not name.startswith("cache/") and "__pycache__" not in name:
            found[name] = path.read_bytes()
    return found


def _faults(case: Case, place: Path) -> Iterator[str]:
    before = _tree(place)
    run = _run(place, case.out(place))
    after = _tree(place)
    ours = set[str]()
    if not case.refused:
        site = Path(case.out(place)).relative_to(place).as_posix()
        listed = (place / site / ".built").read_text("utf-8", "replace").splitlines()
        ours = {f"{site}/{name}" for name in listed} | {f"{site}/.built"}
    yield from (
        f"{case.name}: {name} was touched"
        for name in before
        if before[name] != after.get(name) and name not in ours
    )
    if case.refused:
        yield from (f"{case.name}: {name} was written" for name in sorted(after.keys() - before.keys())[:3])
    if (run.returncode in (1, 2)) != case.refused:
        yield f"{case.name}: ends with {run.returncode}"
    if "Traceback" in run.stderr or (case.refused and not run.stderr.strip()):
        yield f"{case.name}: says {run.stderr[-300:]!r}"


def strangers(number: int | None = None) -> Figure:
    """Every case, or so many."""
    failures = list[str]()
    for case in CASES[:number]:
        with tempfile.TemporaryDirectory(prefix="strangers-") as name:
            place = Path(name).resolve()
            (place / "engine").mkdir()
            for part in ENGINE:
                if (ROOT / part).is_dir():
                    shutil.copytree(ROOT / part, place / "engine" / part)
                else:
                    shutil.copy(ROOT / part, place / "engine")
            shutil.copytree(SITES / "past", place / "engine" / "content")
            (place / "home").mkdir()
            _file("engine/.git/HEAD")(place)
            case.prepare(place)
            failures += _faults(case, place)
    return Figure("Places of others that a build is pointed at", len(CASES[:number]), tuple(failures))
