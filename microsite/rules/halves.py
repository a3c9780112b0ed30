"""Halves of texts that have not followed the other language."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.documents import where
from microsite.content.files import REVIEWED
from microsite.content.site import Draft
from microsite.history.halves import History, stands_for
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem, did_you_mean


def problems_of(draft: Draft, history: History) -> Iterator[Problem]:
    """Yield a warning for each half of a text that has not followed another one.

    And for each name in the record of what was read again that is the name of no text.
    """
    names = {half.text for half in history.halves}
    for name in draft.reviewed:
        if not any(stands_for(name, text) for text in names):
            place = draft.documents[REVIEWED.pattern].key_place((name,))
            message = Message("reviewed-nothing", name=name, hint=did_you_mean(name, names))
            yield Problem(place, "", message, "warning")
    for half in history.behind():
        since = (
            Message("on-the-day", day=str(half.since.day))
            if half.since and half.since.day
            else Message("just-now")
        )
        message = Message("half-behind", lang=half.lang, other=half.ahead or "", since=since)
        if document := draft.documents.get(half.file):
            place, key = document.place((*half.path, half.lang)), where((*half.path, half.lang))
        else:
            prose = next(it for it in draft.texts if it.file.endswith(f"/{half.file}"))
            at = prose.text.find(f"{{#{half.path[0]}}}") if half.path else 0
            place, key = prose.place(max(at, 0)), ""
        yield Problem(place, key, message, "warning")
