"""static/ -> the files that the site serves, and the addresses that pages link them by.

`css/site.css` is a table of contents: it declares the layers and imports each file into one; `map.css`
imports that and what only the pages with a map need. They work in a browser as they stand; the build
inlines the imports, so that a page asks for one file and for no rule that it has no use for.
The scripts of `js/` are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rcssmin
import rjsmin

from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, stop_if_any
from microsite.pages.urls import Sheet, style_sheet

SCRIPT = "js/site.js"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z.]+)\))?;')


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site."""

    files: Mapping[str, bytes]

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What follows `?h=` in a link to each file: the first letters of its content's hash."""
        return {name: hashlib.sha256(body).hexdigest()[:8] for name, body in self.files.items()}


def gather_assets(folder: Path, drawn_styles: Mapping[Sheet, Mapping[str, str]]) -> Assets:
    """Read the static folder. `drawn_styles` are the rules drawn from the content, by sheet and language.

    Raises `ContentError` when the style sheet imports a file that is not there.
    """
    files: dict[str, bytes] = {}
    scripts: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix == ".css":
            continue  # they go into the sheets
        if path.suffix == ".js":
            scripts.append(f"{{{path.read_text('utf-8')}}}")
        else:
            files[name] = path.read_bytes()
    for sheet, rules in drawn_styles.items():
        style = _inline_imports(folder / "css" / f"{sheet}.css")
        for lang, drawn in rules.items():
            files[style_sheet(sheet, lang)] = rcssmin.cssmin(style + drawn).encode()
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)


def _inline_imports(path: Path) -> str:
    problems: list[Problem] = []

    def inlined(match: re.Match[str]) -> str:
        part = path.parent / match[1]
        if not part.is_file():
            problems.append(Problem(Place(path.as_posix()), "", Message("import-of-nothing", name=match[1])))
            return ""
        style = _inline_imports(part)
        return f"@layer {match[2]} {{\n{style}\n}}" if match[2] else style

    style = IMPORT.sub(inlined, path.read_text("utf-8"))
    stop_if_any(problems)
    return style
