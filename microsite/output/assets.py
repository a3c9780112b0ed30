"""Static files and what components bring -> the files that the site serves, and how pages link them.

Each kind of page has a style sheet in each language: what every page needs, the sheets of the components
that the page uses, and the rules drawn from the content that belong to them.
The scripts of components are joined into one, each in a scope of its own; every one of them stands alone.
An address ends in a hash of the content (`?h=…`), so that a changed file is never served stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rjsmin

from microsite.map.lengths import length_styles
from microsite.output.styles import assembled, minified
from microsite.pages.sheets import CHOOSER, Sheets
from microsite.pages.urls import style_sheet

SCRIPT = "js/site.js"
COMPONENTS = "components"  # the folder that has one for each of them


@dataclass(frozen=True)
class Assets:
    """`files` by their path in the site."""

    files: Mapping[str, bytes]

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What follows `?h=` in a link to each file: the first letters of its content's hash."""
        return {name: hashlib.sha256(body).hexdigest()[:8] for name, body in self.files.items()}


@dataclass(frozen=True)
class Drawn:
    """Rules drawn from the content for one language: for every page, and for those with a component."""

    every: str
    by_component: Mapping[str, str | None]  # None where there is nothing to draw, and no use for its sheet

    def for_components(self, components: Collection[str]) -> str:
        """The rules of a page that uses these components."""
        own = (rules for name, rules in self.by_component.items() if name in components)
        return self.every + "".join(filter(None, own))

    @property
    def idle(self) -> frozenset[str]:
        """The components that no page of the site has."""
        return frozenset(name for name, rules in self.by_component.items() if rules is None)


def gather_assets(folder: Path, components: Path, sheets: Sheets, drawn: Mapping[str, Drawn]) -> Assets:
    """Read the static folder and the components. `drawn` has the rules of each language.

    Raises `ContentError` when a style sheet imports a file, or uses a name, that is not there.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if path.suffix != ".css":  # these go into the sheets
            files[name] = path.read_bytes()
    for kind, used in sheets.items():
        languages = drawn if kind != CHOOSER else [next(iter(drawn))]  # a page of all of them
        style = _sheet(folder, used - next(iter(drawn.values())).idle)
        for lang in languages:
            name, rules = style_sheet(kind, lang), drawn[lang]
            files[name] = minified(style + rules.for_components(used), name).encode()
    scripts = [f"{{{path.read_text('utf-8')}}}" for path in sorted(components.rglob("*.js"))]
    files[SCRIPT] = rjsmin.jsmin("\n".join(scripts)).encode()
    return Assets(files)


def _sheet(folder: Path, used: Collection[str]) -> str:
    """What every page needs, and the sheets of some components."""

    def wanted(part: Path) -> bool:
        return part.parent.parent.name != COMPONENTS or part.parent.name in used

    return assembled(folder / "css" / "site.css", wanted) + length_styles()
