"""Static files and what components bring -> the files that the site serves, and how pages link them.

There are two style sheets: `css/site.css`, and `css/map.css`, which has all that is in the other one and
what only the pages with a map or with filters need. A page asks for one of them.
The scripts of components are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import rjsmin

from microsite.lengths import length_styles
from microsite.styles import assembled, minified

SCRIPT = "js/site.js"

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

    Raises `ContentError` when a style sheet imports a file, or uses a name, that is not there.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix != ".css":  # these go into the sheets
            files[name] = path.read_bytes()
    for sheet, rules in drawn_styles.items():
        style = assembled(folder / "css" / f"{sheet}.css") + length_styles()
        for lang, drawn in rules.items():
            files[style_sheet(sheet, lang)] = minified(style + drawn, style_sheet(sheet, lang)).encode()
    scripts = [f"{{{path.read_text('utf-8')}}}" for path in sorted(components.rglob("*.js"))]
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)
