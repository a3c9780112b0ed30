"""Static files and what components bring -> the files that the site serves, and how pages link them.

`css/site.css` is a table of contents: it declares the layers and imports each file into one, the sheets
of components included; `map.css` imports that and what only the pages with a map need. The build inlines
the imports, so that a page asks for one file and for no rule that it has no use for.
The scripts of components are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import rcssmin
import rjsmin

from microsite.catalogue import say
from microsite.problems import Place, Problem, stop_if_any

SCRIPT = "js/site.js"
IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z.]+)\))?;')

Sheet = Literal["site", "map"]


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site; `version` is what follows `?h=` in a link to one."""

    files: Mapping[str, bytes]

    def version(self, name: str) -> str:
        """The first letters of the content's hash; `KeyError` when there is no such file."""
        return hashlib.sha256(self.files[name]).hexdigest()[:8]


def style_sheet(sheet: Sheet, lang: str) -> str:
    """The name of a style sheet in one language; they differ in what is drawn from the content."""
    return f"css/{sheet}.{lang}.css"


def gather_assets(folder: Path, components: Path, drawn_styles: Mapping[Sheet, Mapping[str, str]]) -> Assets:
    """Read the static folder and the components. `drawn_styles` are the rules drawn from the content, by
    sheet and language.

    Raises `ContentError` when the style sheet imports a file that is not there.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix != ".css":  # these go into the sheets
            files[name] = path.read_bytes()
    for sheet, rules in drawn_styles.items():
        style = _inline_imports(folder / "css" / f"{sheet}.css")
        for lang, drawn in rules.items():
            files[style_sheet(sheet, lang)] = rcssmin.cssmin(style + drawn).encode()
    scripts = [f"{{{path.read_text('utf-8')}}}" for path in sorted(components.rglob("*.js"))]
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)


def _inline_imports(path: Path) -> str:
    problems: list[Problem] = []

    def inlined(match: re.Match[str]) -> str:
        part = path.parent / match[1]
        if not part.is_file():
            problems.append(Problem(Place(path.as_posix()), "", say("import-of-nothing", name=match[1])))
            return ""
        style = _inline_imports(part)
        return f"@layer {match[2]} {{\n{style}\n}}" if match[2] else style

    style = IMPORT.sub(inlined, path.read_text("utf-8"))
    stop_if_any(problems)
    return style
