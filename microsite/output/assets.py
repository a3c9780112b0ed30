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
from functools import cached_property
from pathlib import Path

import rjsmin

from microsite.map.lengths import length_styles
from microsite.output.styles import assembled, minified
from microsite.pages.urls import Sheet, style_sheet

SCRIPT = "js/site.js"


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site."""

    files: Mapping[str, bytes]

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What follows `?h=` in a link to each file: the first letters of its content's hash."""
        return {name: hashlib.sha256(body).hexdigest()[:8] for name, body in self.files.items()}


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
