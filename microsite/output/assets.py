"""Static files and what components bring -> the files that the site serves, and how pages link them.

Each kind of page has a style sheet in each language: what every page needs, the sheets of the components
that the page uses, and the rules drawn from the content that belong to them.
The scripts of components are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import rjsmin

from microsite.content.theme import FontFile
from microsite.folders import COMPONENTS, STATIC, Folders
from microsite.map.lengths import length_styles
from microsite.output.drawn import Drawn
from microsite.output.styles import minified, sheet
from microsite.output.theme import font_faces
from microsite.pages.sheets import CHOOSER, Sheets
from microsite.pages.urls import style_sheet

SCRIPT = "js/site.js"


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site."""

    files: Mapping[str, bytes]

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What follows `?h=` in a link to each file: the first letters of its content's hash."""
        return {name: hashlib.sha256(body).hexdigest()[:8] for name, body in self.files.items()}


def gather_assets(
    folders: Folders, sheets: Sheets, drawn: Mapping[str, Drawn], fonts: Sequence[FontFile] = ()
) -> Assets:
    """Read the static files and the components. `drawn` has the rules of each language.

    Raises `ContentError` when a style sheet imports a file, or uses a name, that is not there.
    """
    files: dict[str, bytes] = {}
    for name, path in folders.under(STATIC).items():
        if path.suffix != ".css":  # these go into the sheets
            files[name.removeprefix(STATIC)] = path.read_bytes()
    faces = font_faces(fonts, Assets(files).versions)
    for kind, used in sheets.items():
        style = sheet(folders, used - next(iter(drawn.values())).idle) + length_styles()
        languages = drawn if kind != CHOOSER else [next(iter(drawn))]  # a page of all of them
        for lang in languages:
            name, rules = style_sheet(kind, lang), drawn[lang]
            files[name] = minified(style + rules.for_components(used) + faces, name).encode()
    scripts = [f"{{{path.read_text('utf-8')}}}" for path in folders.under(COMPONENTS, ".js").values()]
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)
