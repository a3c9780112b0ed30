"""What a new site begins with, and nobody has replaced yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsite.content.documents import where
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

EXAMPLE = "example"
_ID = re.compile(rf"{EXAMPLE}(?:-.*)?")
_HEADING = re.compile(rf"^##.*(\{{#{EXAMPLE}\}})", re.MULTILINE)


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
