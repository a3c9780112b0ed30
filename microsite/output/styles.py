"""A style sheet and all that it imports -> one text, as small as it gets.

`css/site.css` is a table of contents: it declares the layers and imports each file into one, the sheets of
components included. It would work in a browser as it stands, given the lengths that `lengths` draws; the
build does ahead what a browser would do at every visit:

- an import becomes the text of the file, in its layer;
- a name that begins with an underscore (`--_size`) is private to its file: it is declared once, at the top
  of its component, to say what a length is, and the build writes the length wherever it is used;
- in the condition of a container query, where browsers know no names, the build writes the length that the
  sheet declares by that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import lightningcss

from microsite.messages.catalogue import Message
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any

_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z.]+)\))?;')
_PRIVATE = re.compile(r"(--_[a-z-]+):\s*([^;]+);")
_PRIVATE_USE = re.compile(r"var\((--_[a-z-]+)\)")
_CONDITION = re.compile(r"@container[^{;]*")
_LENGTH = re.compile(r"(?<![\w-])(--[a-z-]+):\s*([\d.]+rem)")
_LENGTH_USE = re.compile(r"var\((--[a-z-]+)\)")


def assembled(path: Path, wanted: Callable[[Path], bool] = lambda part: True) -> str:
    """The text of a style sheet with everything it imports in its place, but for files that are not wanted.

    Raises `ContentError` with a problem for each file or name that is not there.
    """
    problems: list[Problem] = []
    style = _assembled(path, wanted, problems)
    stop_if_any(problems)
    return style


def minified(style: str, name: str) -> str:
    """The same rules in fewer letters: parsed, written anew, translated for no browser.

    Raises `ContentError` about the sheet of that name when it cannot be parsed, or a condition names a
    length that is not there.
    """
    problems: list[Problem] = []
    lengths: dict[str, str] = dict(_LENGTH.findall(style))

    def length(use: re.Match[str]) -> str:
        if use[1] not in lengths:
            problems.append(Problem(Place(name), "", Message("name-of-nothing", name=use[1])))
        return lengths.get(use[1], "")

    style = _CONDITION.sub(lambda part: _LENGTH_USE.sub(length, part[0]), style)
    stop_if_any(problems)
    try:
        smaller: str = lightningcss.process_stylesheet(style)
    except ValueError as error:
        raise ContentError([Problem(Place(name), "", Message("style-fails", reason=str(error)))]) from None
    return smaller


def _assembled(path: Path, wanted: Callable[[Path], bool], problems: list[Problem]) -> str:
    def missing(code: str, name: str) -> str:
        problems.append(Problem(Place(path.as_posix()), "", Message(code, name=name)))
        return ""

    def inlined(match: re.Match[str]) -> str:
        part = path.parent / match[1]
        if not part.is_file():
            return missing("import-of-nothing", match[1])
        if not wanted(part):
            return ""
        style = _assembled(part, wanted, problems)
        return f"@layer {match[2]} {{\n{style}\n}}" if match[2] else style

    def value(declared: Mapping[str, str], name: str) -> str:
        return declared[name] if name in declared else missing("name-of-nothing", name)

    style = path.read_text("utf-8")
    private = dict(_PRIVATE.findall(style))
    style = _PRIVATE_USE.sub(lambda use: value(private, use[1]), _PRIVATE.sub("", style))
    return _IMPORT.sub(inlined, style)
