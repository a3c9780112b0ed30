"""Which folders a site may go to: new ones, empty ones, and those that a build has made.

Whatever else lies in the folder of a site stays as it is. What a build has made there is in its list.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Set
from pathlib import Path

from microsite.folders import HOME, STATIC, TEMPLATES, Folders
from microsite.messages.catalogue import Message, Part
from microsite.messages.problems import ContentError, Place, Problem

MANIFEST = ".built"  # the list: a path in each line
LOCK = ".built.lock"  # there while a build writes
STAGING = ".built.new"  # there while a build writes: what is to take its place
OWN = frozenset({MANIFEST, LOCK, STAGING})
LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # in folders that look empty
ODD = re.compile(r"[\x00-\x1f\x7f\\]")

_PACKAGE = Path(__file__).resolve().parents[1]


def expect_allowed(out: Path, content: Path, folders: Folders) -> None:
    """Look at where a site is to go, before it is made.

    Raises `ContentError` for a folder that has a meaning of its own (the root, the home folder, a
    repository, the folders that a site is made from, those above and below them), and where `expect_free`
    does.
    """
    where = out.resolve()
    if meaning := _meaning_of(where, content.resolve(), folders):
        raise _refused(out, "not-for-a-site", what=Message(f"folder-{meaning}"))
    expect_free(out)


def _meaning_of(where: Path, content: Path, folders: Folders) -> str:
    if where == where.parent:
        return "root"
    if _home().is_relative_to(where):
        return "home"
    if (where / ".git").exists() or ".git" in where.parts:
        return "repository"
    if where.is_relative_to(content) or content.is_relative_to(where):
        return "content"
    homes = (HOME, *([folders.own.resolve()] if folders.own else []))
    for made_of in (_PACKAGE, *(home / name for home in homes for name in (TEMPLATES, STATIC))):
        if where.is_relative_to(made_of) or made_of.is_relative_to(where):
            return "engine"
    return ""


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # nobody is at home
        return Path()


def expect_free(out: Path) -> Set[str]:
    """The paths of the files that builds have made in a folder; none in a new or an empty one.

    Raises `ContentError` for a folder that has other files and no list, and for a list that is damaged.
    """
    try:
        there = {path.name for path in out.iterdir()}
    except FileNotFoundError:
        return frozenset()
    except NotADirectoryError:
        raise _refused(out, "out-is-a-file") from None
    if MANIFEST in there:
        return _listed(out / MANIFEST)
    if others := there - OWN - LEFT_BY_SYSTEMS:
        raise _refused(out, "out-is-taken", file=min(others))
    return frozenset()


def _listed(manifest: Path) -> Set[str]:
    """The paths in a list."""
    damaged = _refused(manifest, "damaged-list")
    if not stat.S_ISREG(manifest.lstat().st_mode):
        raise damaged
    try:
        names = frozenset(filter(None, manifest.read_bytes().decode("utf-8").split("\n")))
    except UnicodeDecodeError:
        raise damaged from None
    if not all(map(_stays_inside, names)):
        raise damaged
    return names


def _stays_inside(name: str) -> bool:
    """Whether a path is a plain one, that leads to a file below its folder on any system."""
    odd = ODD.search(name) or (os.name == "nt" and ":" in name)
    return not odd and {"", ".", ".."}.isdisjoint(name.split("/")) and name.split("/")[0] not in OWN


def in_the_way(out: Path, ours: Set[str], names: Set[str]) -> Iterator[Problem]:
    """Yield what stands where a build would write one of the `names`, or remove one of `ours`, and has been
    made by no build: links, which would lead elsewhere, and files that are not in the list."""
    seen: dict[str, bool] = {}  # each folder on the way, and whether it goes on behind it
    for name in sorted(ours | names):
        for above in folders_above(name):
            if above not in seen:
                mode = mode_of(f"{out}/{above}")
                seen[above] = mode is not None and stat.S_ISDIR(mode)
                if mode is not None and not seen[above] and (stat.S_ISLNK(mode) or above not in ours):
                    yield _problem(out / above, mode)
            if not seen[above]:
                break
        else:
            mode = mode_of(f"{out}/{name}")
            if mode is None:
                continue
            if stat.S_ISDIR(mode):
                yield from _strangers(out, name, ours) if name in names else ()
            elif not stat.S_ISREG(mode) or name not in ours:
                yield _problem(out / name, mode)


def _strangers(out: Path, name: str, ours: Set[str]) -> Iterator[Problem]:
    """What keeps a folder from making room for a file."""
    found = [path for path in (out / name).rglob("*") if not path.is_dir() or path.is_symlink()]
    strange = [path for path in found if path.relative_to(out).as_posix() not in ours]
    if strange or not found:
        yield _problem(min(strange, default=out / name), 0)


def folders_above(name: str) -> Iterator[str]:
    """`a`, `a/b` of `a/b/c.html`."""
    at = name.find("/")
    while at >= 0:
        yield name[:at]
        at = name.find("/", at + 1)


def mode_of(path: Path | str) -> int | None:
    """What stands under a path itself, were it a link; None when there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _problem(path: Path, mode: int) -> Problem:
    code = "link-in-the-way" if stat.S_ISLNK(mode) else "strange-file"
    return Problem(Place(path.as_posix()), "", Message(code))


def _refused(path: Path, code: str, **parts: Part) -> ContentError:
    return ContentError([Problem(Place(path.as_posix()), "", Message(code, **parts))])
