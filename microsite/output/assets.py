"""Static files and what components bring -> the files that the site serves, and how pages link them.

Each kind of page has a style sheet in each language: what every page needs, the sheets of the components
that the page uses, and the rules drawn from the content that belong to them.
The scripts of components are joined into one, each in a scope of its own; every one of them stands alone.
What few readers need is a static file, which such a script fetches when it is used: another script, and the
sheet of what that makes (`static/css/fetched/`).
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale; scripts name
a file as it is called, and the build adds the hash.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import rjsmin

from microsite.content.theme import FontFile
from microsite.folders import COMPONENTS, STATIC, Folders
from microsite.map.lengths import length_styles
from microsite.output.drawn import Drawn
from microsite.output.styles import expect_sound, fetched, sheet
from microsite.output.theme import font_faces
from microsite.pages.sheets import CHOOSER, Sheets
from microsite.pages.urls import style_sheet

SCRIPT = "js/site.js"
_FETCHED = re.compile(r'"(\.{1,2}/[\w./-]+)"')  # how a script names a file: from where it is served itself
TEXTS = (".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")


@dataclass(frozen=True)
class Assets:
    """Files by their path in the site, and the style sheets as they are put together, before `minified`."""

    files: Mapping[str, bytes]
    sheets: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What follows `?h=` in a link to each file: the first letters of the hash of what it is made of."""
        made_of = {**self.files, **{name: style.encode() for name, style in self.sheets.items()}}
        return {name: hashlib.sha256(body).hexdigest()[:8] for name, body in made_of.items()}


def gather_assets(
    folders: Folders,
    sheets: Sheets,
    drawn: Mapping[str, Drawn],
    fonts: Sequence[FontFile] = (),
    unserved: Collection[str] = (),
) -> Assets:
    """Read the static files and the components. `drawn` has the rules of each language; `unserved` are files
    that only the build needs.

    Raises `ContentError` when a style sheet imports a file, or uses a name, that is not there.
    """
    expect_sound(folders)
    files: dict[str, bytes] = {}
    scripts: dict[str, str] = {}
    for name, path in folders.under(STATIC).items():
        if path.suffix != ".css" and name.removeprefix(STATIC) not in unserved:  # those go into the sheets
            body = path.read_bytes()
            # A checkout of another system has line ends of its own.
            body = body.replace(b"\r\n", b"\n") if name.endswith(TEXTS) else body
            if _is_our_script(folders, name):
                scripts[name.removeprefix(STATIC)] = body.decode()
            else:
                files[name.removeprefix(STATIC)] = body
    faces = font_faces(fonts, Assets(files).versions)
    together = fetched(folders)
    for kind, used in sheets.items():
        style = sheet(folders, used - next(iter(drawn.values())).idle) + length_styles()
        languages = drawn if kind != CHOOSER else [next(iter(drawn))]  # a page of all of them
        for lang in languages:
            together[style_sheet(kind, lang)] = style + drawn[lang].for_components(used) + faces
    versions = Assets(files, together).versions
    files |= {name: _served(script, name, versions) for name, script in scripts.items()}
    site = "\n".join(f"{{{folders.text(name)}}}" for name in folders.under(COMPONENTS, ".js"))
    files[SCRIPT] = _served(site, SCRIPT, Assets(files, together).versions)
    return Assets(files, together)


def _is_our_script(folders: Folders, name: str) -> bool:
    """Whether a file is a script of the generator; those of a site's own are served as they are written."""
    return name.endswith(".js") and name not in folders.of_site


def _served(script: str, name: str, versions: Mapping[str, str]) -> bytes:
    """A script without comments and without space that means nothing, its files with their versions."""

    def versioned(found: re.Match[str]) -> str:
        version = versions.get(posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1])))
        return f'"{found[1]}?h={version}"' if version else found[0]

    smaller: str = rjsmin.jsmin(script)
    return _FETCHED.sub(versioned, smaller).encode()
