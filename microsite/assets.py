"""static/ -> the files that the site serves, and the addresses that pages link them by.

`css/site.css` is a table of contents: it declares the layers and imports each file into one. It
works in a browser as it stands; the build inlines the imports, so that a page asks for one file.
The scripts of `js/` are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from microsite.catalogue import say
from microsite.problems import Place, Problem, stop_if_any

STYLE_SHEET = "css/site.css"
SCRIPT = "js/site.js"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([a-z.]+)\);')


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site; `version` is what follows `?h=` in a link to one."""

    files: Mapping[str, bytes]

    def version(self, name: str) -> str:
        """The first letters of the content's hash; `KeyError` when there is no such file."""
        return hashlib.sha256(self.files[name]).hexdigest()[:8]


def style_sheet(lang: str) -> str:
    """The name of the style sheet of one language; they differ in what is drawn from the content."""
    return f"css/site.{lang}.css"


def gather_assets(folder: Path, drawn_styles: Mapping[str, str]) -> Assets:
    """Read the static folder. `drawn_styles` are the rules drawn from the content, by language.

    Raises `ContentError` when the style sheet imports a file that is not there.
    """
    files: dict[str, bytes] = {}
    scripts: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix == ".css":
            if name == STYLE_SHEET:
                style = _inline_imports(path)
                for lang, rules in drawn_styles.items():
                    files[style_sheet(lang)] = rcssmin.cssmin(style + rules).encode()
        elif path.suffix == ".js":
            scripts.append(f"{{{path.read_text('utf-8')}}}")
        else:
            files[name] = path.read_bytes()
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)


def _inline_imports(path: Path) -> str:
    problems: list[Problem] = []

    def inlined(match: re.Match[str]) -> str:
        part = path.parent / match[1]
        if not part.is_file():
            problems.append(Problem(Place(path.as_posix()), "", say("import-of-nothing", name=match[1])))
            return ""
        return f"@layer {match[2]} {{\n{part.read_text('utf-8')}\n}}"

    style = IMPORT.sub(inlined, path.read_text("utf-8"))
    stop_if_any(problems)
    return style
