"""The ids that templates have, read off their text, so that content can be kept from using them."""

from __future__ import annotations

import re

from microsite.folders import COMPONENTS, TEMPLATES, Folders
from microsite.pages.kinds import KINDS
from microsite.rules.names import Anchors

WRITTEN = re.compile(r'\bid="([^"{]*)(\{\{)?')
MARK = "mark-"  # where a note is first mentioned in prose; see `PageContext.mark`
EXAMPLES = "/examples.html"


def component_names(folders: Folders) -> list[str]:
    """The components that have examples, in the order of the alphabet: the style guide shows each."""
    names = (name.removeprefix(COMPONENTS) for name in folders.under(COMPONENTS, EXAMPLES))
    return sorted(name.removesuffix(EXAMPLES) for name in names if name.count("/") == 1)


def anchors_in(folders: Folders) -> Anchors:
    """What the templates put on pages, those included that a site has replaced and may still extend."""
    paths = {*folders.under(TEMPLATES, ".html").values(), *folders.of_engine.values()}
    texts = [path.read_text("utf-8") for path in paths if path.suffix == ".html"]
    found = [match for text in texts for match in WRITTEN.finditer(text)]
    return Anchors(
        fixed={match[1] for match in found if not match[2]},
        samples=set(component_names(folders)),
        beginnings={MARK, *(match[1] for match in found if match[2] and match[1])},
        listed={kind.name: kind.lists for kind in KINDS if kind.lists},
    )
