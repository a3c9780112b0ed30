"""What a new site begins with, and nobody has replaced yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.content.documents import KeyPath, where
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

EXAMPLE = "example"
_ID = re.compile(rf"{EXAMPLE}(?:-.*)?")
_HEADING = re.compile(rf"^##.*(\{{#{EXAMPLE}\}})", re.MULTILINE)


def is_example(file: str, path: KeyPath) -> bool:
    """Whether an entry, or what it is a part of, is called an example."""
    names = (file.rpartition("/")[2].partition(".")[0], *map(str, path))
    return any(map(_ID.fullmatch, names))


def is_example_text(prose: Prose) -> bool:
    """Whether a text is called an example."""
    return bool(_HEADING.search(prose.text))


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each entry and each text that is called an example."""
    for named in draft.index:
        if _ID.fullmatch(named.id):
            message = Message("still-an-example", name=named.id)
            yield Problem(draft.place_of(named), where(named.path), message, "warning")
    for prose in draft.prose.values():
        if heading := _HEADING.search(prose.text):
            message = Message("still-an-example", name=heading[1])
            yield Problem(prose.place(heading.start(1)), "", message, "warning")
