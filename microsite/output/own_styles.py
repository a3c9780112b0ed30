"""What is wrong with the style sheets that a site has of its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

import lightningcss

from microsite.folders import COMPONENTS, STATIC, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean
from microsite.output.styles import CONTENTS, FETCHED, OWN, fault, faults, reached, without_comments

_DECLARED = re.compile(r"(?<![\w-])(--[a-z][\w-]*)\s*:")
_USED = re.compile(r"var\(\s*(--[a-z][\w-]*)\s*(,|\))")
_FILE = re.compile(r"""(?<!@import )url\(\s*["']?([^"')#]+)[^)]*\)""")
_WHERE = re.compile(r" at :(\d+):\d+$")  # of the parser; lines count from 0
SERVED_FROM = f"{STATIC}css"  # from where every sheet names files, wherever it stands itself


def problems_of(folders: Folders, sectors: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a site's own sheets; `sectors` are the ids of its lines."""
    own = [name for name in folders.of_site if name.endswith(".css")]
    known = _names(folders, sectors) if own else set()
    for name in own:
        style = without_comments(folders.text(name))
        yield from _form(folders, name)
        yield from faults(folders, name)
        for use in _USED.finditer(style):
            if use[2] == ")" and use[1] not in known:  # what has a second choice may be missing
                said = Message("name-of-nothing", name=use[1], hint=did_you_mean(use[1], known))
                yield fault(folders, name, style, use.start(), said)
        for found in _FILE.finditer(style):
            if problem := _file(folders, found[1].strip()):
                yield fault(folders, name, style, found.start(), problem)
        if name in folders.of_engine and (lost := _lost(folders, name)):
            place = Place(folders.shown(folders.files[name]))
            yield Problem(place, "", Message("names-wanted", names=", ".join(lost)))
    yield from _idle(folders, own)


def _form(folders: Folders, name: str) -> Iterator[Problem]:
    try:
        lightningcss.process_stylesheet(folders.text(name))
    except ValueError as error:
        where = _WHERE.search(str(error))
        place = Place(folders.shown(folders.files[name]), int(where[1]) + 1 if where else 0)
        yield Problem(place, "", Message("style-fails", reason=_WHERE.sub("", str(error))))


def _names(folders: Folders, sectors: Collection[str]) -> set[str]:
    """The properties that a sheet can count on: what any sheet declares, or the build draws.

    What the build draws, the sheets of the generator use, but for the colours of lines by their ids.
    """
    names = {f"--line{part}-{id}" for id in sectors for part in ("", "-pale")}
    for name, path in folders.files.items():
        if name.endswith(".css"):
            names |= set(_DECLARED.findall(path.read_text("utf-8")))
    for name, path in folders.of_engine.items():
        if name.endswith(".css"):
            names |= {it for it, _ in _USED.findall(path.read_text("utf-8"))}
    return names


def _lost(folders: Folders, name: str) -> list[str]:
    """The properties that the replaced sheet declared, that others need, and that nothing declares now."""
    sheets = [without_comments(folders.text(it)) for it in folders.files if it.endswith(".css")]
    declared = {it for style in sheets for it in _DECLARED.findall(style)}
    used = {it for style in sheets for it, end in _USED.findall(style) if end == ")"}
    before = _DECLARED.findall(folders.of_engine[name].read_text("utf-8"))
    return [it for it in dict.fromkeys(before) if it in used - declared]


def _file(folders: Folders, link: str) -> Message | None:
    """What is wrong with the address of a picture or font."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return Message("address-in-style", link=link)
    name = posixpath.normpath(posixpath.join(SERVED_FROM, unquote(parts.path)))
    if folders.find(name) and name.startswith(STATIC):
        return None
    known = [posixpath.relpath(it, SERVED_FROM) for it in folders.under(STATIC)]
    return Message("no-such-asset", name=link, hint=did_you_mean(link, known))


def _idle(folders: Folders, own: Collection[str]) -> Iterator[Problem]:
    """Sheets that no page gets."""
    folders_of_components = {name.rpartition("/")[0] for name in folders.under(COMPONENTS, ".html")}
    used = {it for top in (CONTENTS, OWN, *folders.under(FETCHED)) for it in reached(folders, top)}
    for name in own:
        if name not in used and name.rpartition("/")[0] not in folders_of_components:
            hint = did_you_mean(name, [it for it in [*folders.of_engine, OWN] if it.endswith(".css")])
            place = Place(folders.shown(folders.files[name]))
            yield Problem(place, "", Message("stray-file", hint=hint), "warning")
