"""What must hold of the files in templates/ and static/ before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from microsite.content import file_names
from microsite.content.text_files import not_utf_8, shown_name
from microsite.folders import STATIC, TEMPLATES, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem

TEXTS = (".css", ".html", ".js", ".txt", ".xml")


def problems_of(folders: Folders) -> Iterator[Problem]:
    """Yield what is no plain file, has a name that some system cannot have, cannot be read, or is no UTF-8.

    The files of the generator are looked at where they are the site's own.
    """
    home, files = (folders.own, folders.of_site) if folders.own else (folders.engine, folders.of_engine)
    for folder in (TEMPLATES, STATIC):
        inside = home / folder
        named = partial(shown_name, Path(folders.shown(inside)))
        if inside.is_symlink() and not inside.resolve().is_relative_to(home.resolve()):
            yield Problem(Place(folders.shown(inside)), "", Message("link-out"))
            continue
        names = [name.removeprefix(folder) for name in files if name.startswith(folder)]
        yield from file_names.problems_of(names, folders.fingerprints.odd_under(inside), named)
        for name in names:
            yield from _as_text(inside / name, named(name), name.endswith(TEXTS))


def _as_text(path: Path, shown: str, text: bool) -> Iterator[Problem]:
    try:
        with path.open("rb") as file:
            raw = file.read() if text else b""
    except OSError as error:
        yield Problem(Place(shown), "", Message("cannot-open", reason=error.strerror or "?"))
        return
    if problem := not_utf_8(raw, shown):
        yield problem
