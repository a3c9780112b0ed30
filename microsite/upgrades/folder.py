"""A content folder that is to be upgraded: read without judging what it says, written as a whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

from microsite.content.documents import Document, read_yaml
from microsite.content.file_names import problems_of
from microsite.content.files import SITE, kind_of
from microsite.content.text_files import shown_name
from microsite.fingerprints import Fingerprints
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any
from microsite.upgrades.changes import Files
from microsite.upgrades.yaml_text import YamlText

BYTE_ORDER_MARK = "\ufeff".encode()


def read_files(folder: Path) -> tuple[dict[str, Document], Files]:
    """The YAML files of a folder by their names in it, as trees with places and as texts.

    Raises `ContentError` for what cannot be read for sure. Blanks that are left are no matter here.
    """
    if not folder.is_dir():
        raise ContentError([Problem(Place(folder.as_posix()), "", Message("no-content"))])
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    fingerprints = Fingerprints()
    files = fingerprints.under(folder)
    stop_if_any(problems_of(files, fingerprints.odd_under(folder), partial(shown_name, folder)))
    for name in files:
        if name.endswith(".yaml") and kind_of(name):
            document = read_yaml(folder / name, shown_name(folder, name), problems)
            documents |= {name: document} if document else {}
    problems = [it for it in problems if it.severity == "error" and it.message.code != "unfilled"]
    if not problems and SITE.pattern not in documents:
        problems = [Problem(Place(shown_name(folder, SITE.pattern)), "", Message("missing-file", hint=""))]
    stop_if_any(problems)
    return documents, {name: YamlText((folder / name).read_bytes().decode("utf-8-sig")) for name in documents}


def write_files(folder: Path, before: Files, after: Files) -> None:
    """Write what differs and remove what is gone, all of it or nothing. Raises `OSError`.

    The settings, which gain what other files lose, come first, so that a run that is cut off loses nothing.
    """
    names = [name for name in dict.fromkeys((SITE.pattern, *before)) if after.get(name) != before[name]]
    paths = {name: (folder / name).resolve() for name in names}
    beside: list[Path] = []
    try:
        old = {name: _beside(path, path.read_bytes(), beside) for name, path in paths.items()}
        new = {
            name: _beside(paths[name], _bytes_of(after[name], old[name]), beside)
            for name in names
            if name in after
        }
        try:
            for name, path in paths.items():
                if name in new:
                    new[name].replace(path)
                else:
                    path.unlink()
        except BaseException:
            for name, path in paths.items():
                old[name].replace(path)
            raise
    finally:
        for left in beside:
            left.unlink(missing_ok=True)


def _bytes_of(text: YamlText, old: Path) -> bytes:
    """A text as the old one was written, with a byte order mark or without."""
    mark = BYTE_ORDER_MARK if old.read_bytes().startswith(BYTE_ORDER_MARK) else b""
    return mark + text.text.encode()


def _beside(path: Path, body: bytes, beside: list[Path]) -> Path:
    """A file in the same folder, hidden, with the rights of the one whose place it can take."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    beside.append(Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    shutil.copymode(path, name)
    return Path(name)
