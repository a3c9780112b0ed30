"""A style sheet and all that it imports -> one text, as small as it gets.

`css/site.css` is a table of contents: it declares the layers and imports each file into one, the sheets of
components included. It would work in a browser as it stands, given the lengths that `lengths` draws; the
build does ahead what a browser would do at every visit:

- an import becomes the text of the file, in its layer, whether the site or the generator has the file;
- the sheets of components that it does not name follow in the layer of components, and `css/own.css` of a
  site in a layer of its own, which wins over all others;
- what stands in `css/fetched/` is a sheet of its own in the layer of components, which a script adds to the
  page when it makes what the sheet is for;
- a name that begins with an underscore (`--_size`) is private to its file: it is declared once, at the top
  of its component, to say what a length is, and the build writes the length wherever it is used;
- in the condition of a container query, where browsers know no names, the build writes the length that the
  sheet declares by that name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

import lightningcss

from microsite.folders import COMPONENTS, STATIC, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem, did_you_mean, stop_if_any

CONTENTS = "static/css/site.css"
OWN = "static/css/own.css"
FETCHED = "static/css/fetched/"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z.]+)\))?;')
_PRIVATE = re.compile(r"(--_[a-z-]+):\s*([^;]+);")
_PRIVATE_USE = re.compile(r"var\((--_[a-z-]+)\)")
_CONDITION = re.compile(r"@container[^{;]*")
_LENGTH = re.compile(r"(?<![\w-])(--[a-z-]+):\s*([\d.]+rem)")
_LENGTH_USE = re.compile(r"var\((--[a-z-]+)\)")

Wanted = Callable[[str], bool]


def sheet(folders: Folders, used: Collection[str]) -> str:
    """What every page needs, and the sheets of some components; `expect_sound` has looked at all of them."""

    def wanted(name: str) -> bool:
        return not name.startswith(COMPONENTS) or name.count("/") == 2 or _component(name) in used

    parts = [assembled(folders, CONTENTS, wanted)]
    parts += [_as_component(folders, name) for name in unlisted(folders) if _component(name) in used]
    if folders.find(OWN):
        parts.append(f"@layer own {{\n{assembled(folders, OWN)}\n}}")
    return "\n".join(parts)


def fetched(folders: Folders) -> dict[str, str]:
    """The sheets that scripts fetch, by their paths in the site."""
    return {
        name.removeprefix(STATIC): _as_component(folders, name) for name in folders.under(FETCHED, ".css")
    }


def expect_sound(folders: Folders) -> None:
    """Look at every sheet that pages can have.

    Raises `ContentError` with a problem for each file or name that is not there.
    """
    names = [CONTENTS, *unlisted(folders), *folders.under(FETCHED, ".css")]
    names += [OWN] if folders.find(OWN) else []
    every = {it for name in names for it in reached(folders, name)}
    stop_if_any(problem for it in sorted(every) for problem in faults(folders, it))


def _as_component(folders: Folders, name: str) -> str:
    return f"@layer components {{\n{assembled(folders, name)}\n}}"


def _component(name: str) -> str:
    return name.split("/")[2]


def unlisted(folders: Folders) -> list[str]:
    """The sheets of components that the table of contents leads to in no way."""
    names = folders.under(COMPONENTS, ".css")
    inner = {it for name in names for it in reached(folders, name) - {name}}
    listed = reached(folders, CONTENTS) | inner
    return [name for name in names if name not in listed]


def reached(folders: Folders, name: str) -> set[str]:
    """A sheet and all that it imports, by their names."""
    seen: set[str] = set()
    names = [name]
    while names:
        name = names.pop()
        if name not in seen and folders.find(name):
            seen.add(name)
            names += [_inner(name, link) for link, _ in _IMPORT.findall(folders.text(name))]
    return seen


def _inner(name: str, link: str) -> str:
    """The name of the file that a sheet imports."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), link))


def faults(folders: Folders, name: str) -> Iterator[Problem]:
    """Yield each file that a sheet imports, and each private name that it uses, that is not there."""
    style = without_comments(folders.text(name))
    for found in _IMPORT.finditer(style):
        link, inner = found[1], _inner(name, found[1])
        if not folders.find(inner):
            sheets = (it for it in folders.files if it.endswith(".css"))
            near = did_you_mean(link, [posixpath.relpath(it, posixpath.dirname(name)) for it in sheets])
            said = Message("import-of-nothing", name=link, hint=near)
            yield fault(folders, name, style, found.start(), said)
        elif name in reached(folders, inner):
            yield fault(folders, name, style, found.start(), Message("import-of-itself", name=link))
    declared = [private for private, _ in _PRIVATE.findall(style)]
    for use in _PRIVATE_USE.finditer(style):
        if use[1] not in declared:
            said = Message("name-of-nothing", name=use[1], hint=did_you_mean(use[1], declared))
            yield fault(folders, name, style, use.start(), said)


def fault(folders: Folders, name: str, style: str, at: int, message: Message) -> Problem:
    """A problem at a letter of a sheet."""
    return Problem(Place(folders.shown(folders.files[name]), style.count("\n", 0, at) + 1), "", message)


def without_comments(style: str) -> str:
    """The same rules in the same lines."""
    return _COMMENT.sub(lambda it: "\n" * it[0].count("\n"), style)


def minified(style: str, name: str) -> str:
    """The same rules in fewer letters: parsed, written anew, translated for no browser.

    Raises `ContentError` about the sheet of that name when it cannot be parsed, or a condition names a
    length that is not there.
    """
    problems: list[Problem] = []
    lengths: dict[str, str] = dict(_LENGTH.findall(style))

    def length(use: re.Match[str]) -> str:
        if use[1] not in lengths:
            problems.append(
                Problem(
                    Place(name),
                    "",
                    Message("name-of-nothing", name=use[1], hint=did_you_mean(use[1], lengths)),
                )
            )
        return lengths.get(use[1], "")

    style = _CONDITION.sub(lambda part: _LENGTH_USE.sub(length, part[0]), style)
    stop_if_any(problems)
    try:
        smaller: str = lightningcss.process_stylesheet(style)
    except ValueError as error:
        raise ContentError([Problem(Place(name), "", Message("style-fails", reason=str(error)))]) from None
    return smaller


def assembled(folders: Folders, name: str, wanted: Wanted = lambda name: True) -> str:
    """The text of a style sheet with all that it imports in its place, but for files that are not wanted."""

    def inlined(match: re.Match[str]) -> str:
        inner = _inner(name, match[1])
        if not wanted(inner):
            return ""
        style = assembled(folders, inner, wanted)
        return f"@layer {match[2]} {{\n{style}\n}}" if match[2] else style

    return _IMPORT.sub(inlined, _public(folders.text(name)))


@lru_cache(maxsize=500)
def _public(style: str) -> str:
    """A sheet without comments and private names."""
    style = without_comments(style)
    private = dict(_PRIVATE.findall(style))
    return _PRIVATE_USE.sub(lambda use: private[use[1]], _PRIVATE.sub("", style))
