"""Which components each kind of page uses, read off the templates: its style sheet has those."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from microsite.content.pages import PageKind
from microsite.folders import COMPONENTS, ENGINE, TEMPLATES, Folders
from microsite.pages.anchors import EXAMPLES, component_names
from microsite.pages.embeds import EMBEDS, EmbedPart, sheet_of
from microsite.pages.kinds import BY_NAME

CHOOSER = "chooser"  # the root page and the 404 page
CHOOSER_TEMPLATES = ("root.html", "not-found.html")
MOVED = "moved.html"  # what stands at an old address
USED = re.compile(r"""\{%[-+]?\s*(?:from|import|extends|include)\s+["']([^"']+\.html)["']""")
PICTURE = "components/picture/picture.html"
WITH_PROSE = re.compile(r"\bhere\.(?:prose|rows)\b|\bprose_part\b")  # which may hold pictures
ALL = '"components/" ~ name'  # how the style guide names whatever there is

Sheets = Mapping[str, frozenset[str]]  # kind of page, or of part -> its components


def sheets_of(folders: Folders, kinds: Collection[PageKind], parts: Collection[EmbedPart] = ()) -> Sheets:
    """Each kind of page, and of part that stands in pages of others, with the components that its template
    uses, and those that these use."""
    sheets: dict[str, frozenset[str]] = {
        kind: _components(folders, [BY_NAME[kind].template]) for kind in kinds
    }
    sheets |= {sheet_of(part): _components(folders, [EMBEDS[part]]) for part in parts}
    return sheets | {CHOOSER: _components(folders, CHOOSER_TEMPLATES)}


def _components(folders: Folders, names: Iterable[str]) -> frozenset[str]:
    used = (name.removeprefix(ENGINE) for name in used_by(folders, names))
    beginning = COMPONENTS.removeprefix(TEMPLATES)
    return frozenset(name.split("/")[1] for name in used if name.startswith(beginning))


def used_by(folders: Folders, names: Iterable[str]) -> set[str]:
    """Templates with all that they use and that is there, by their names as templates have them."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        text = None if name in seen else template_text(folders, name)
        if text is None:
            continue
        seen.add(name)
        waiting += USED.findall(text)
        if WITH_PROSE.search(text):
            waiting.append(PICTURE)
        if ALL in text:
            waiting += [f"components/{it}{EXAMPLES}" for it in component_names(folders)]
    return seen


def template_text(folders: Folders, name: str) -> str | None:
    """The text of a template by its name as templates have it; None when there is none."""
    files = folders.of_engine if name.startswith(ENGINE) else folders.files
    path = files.get(TEMPLATES + name.removeprefix(ENGINE))
    return path.read_text("utf-8") if path else None
