"""The ids that templates have, read off their text, so that content can be kept from using them."""

from __future__ import annotations

import re
from pathlib import Path

from microsite.pages.kinds import KINDS
from microsite.rules.names import Anchors

WRITTEN = re.compile(r'\bid="([^"{]*)(\{\{)?')
MARK = "mark-"  # where a note is first mentioned in prose; see `PageContext.mark`


def component_names(templates: Path) -> list[str]:
    """The components that have examples, in the order of the alphabet: the style guide shows each."""
    return sorted(path.parent.name for path in templates.glob("components/*/examples.html"))


def anchors_in(templates: Path) -> Anchors:
    """What the templates of a folder put on pages."""
    texts = [path.read_text("utf-8") for path in templates.rglob("*.html")]
    found = [match for text in texts for match in WRITTEN.finditer(text)]
    return Anchors(
        fixed={match[1] for match in found if not match[2]},
        samples=set(component_names(templates)),
        beginnings={MARK, *(match[1] for match in found if match[2] and match[1])},
        listed={kind.name: kind.lists for kind in KINDS if kind.lists},
    )
