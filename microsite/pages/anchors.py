"""The ids that templates have, read off their text, so that content can be kept from using them."""

from __future__ import annotations

import re
from pathlib import Path

from microsite.pages.kinds import KINDS
from microsite.rules.names import Anchors

WRITTEN = re.compile(r'\bid="([^"{]*)(\{\{)?')
MARK = "mark-"  # where a note is first mentioned in prose; see `PageContext.mark`


def anchors_in(templates: Path) -> Anchors:
    """What the templates of a folder put on pages."""
    found = [
        match for path in templates.rglob("*.html") for match in WRITTEN.finditer(path.read_text("utf-8"))
    ]
    return Anchors(
        fixed=frozenset(match[1] for match in found if not match[2]),
        beginnings=frozenset({MARK, *(match[1] for match in found if match[2] and match[1])}),
        listed={kind.name: kind.lists for kind in KINDS if kind.lists},
    )
