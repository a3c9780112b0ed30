"""Which components each kind of page uses, read off the templates: its style sheet has those."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from microsite.content.pages import PageKind
from microsite.pages.kinds import BY_NAME

CHOOSER = "chooser"  # the root page and the 404 page
USED = re.compile(r'\{%-? (?:from|extends|include) "([^"]+\.html)"')
PICTURE = "components/picture/picture.html"
WITH_PROSE = re.compile(r"\bhere\.(?:prose|rows)\b|\bprose_part\b")  # which may hold pictures
ALL = '"components/" ~ name'  # how the style guide names whatever there is

Sheets = Mapping[str, frozenset[str]]  # kind of page -> its components


def sheets_of(templates: Path, kinds: Collection[PageKind]) -> Sheets:
    """Each kind of page with the components that its template uses, and those that these use."""
    sheets: dict[str, frozenset[str]] = {
        kind: _components(templates, [BY_NAME[kind].template]) for kind in kinds
    }
    return sheets | {CHOOSER: _components(templates, ["root.html", "not-found.html"])}


def _components(templates: Path, names: list[str]) -> frozenset[str]:
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name in seen:
            continue
        seen.add(name)
        text = (templates / name).read_text("utf-8")
        names += USED.findall(text)
        if WITH_PROSE.search(text):
            names.append(PICTURE)
        if ALL in text:
            names += [
                path.relative_to(templates).as_posix() for path in templates.glob("components/*/*.html")
            ]
    return frozenset(name.split("/")[1] for name in seen if name.startswith("components/"))
