"""What pages ask the preview: what it knows of them, the address that opens a place, another day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError

from microsite.messages.catalogue import Message, sentence
from microsite.preview.editors import editor_address
from microsite.preview.handlers import Guarded
from microsite.preview.state import State

# The words of the bar that nothing is filled into.
COLOURS = ("colours", "colours-own", "colours-light", "colours-dark")
BAR = ("name", "phone", "print", *COLOURS, "day", "today", "hint", "fold", "unfold")


class AboutPage(Guarded):
    """Of a page at an address (`at`) what is to be looked at, and the same page in other languages."""

    def get(self) -> None:
        state, page = self.state, self.state.addresses
        path = page.page_at(self.get_query_argument("at", ""))
        found = state.concerning(path)
        number = Message("bar-problems", number=len(found)) if found else Message("bar-no-problems")
        twins = page.written.twins_of(path) if page.written else []
        self.finish(
            {
                "lang": state.lang,
                "words": {name: sentence(Message(f"bar-{name}"), state.lang) for name in BAR},
                "problems": found,
                "said": sentence(number, state.lang),
                "twins": [
                    {
                        "lang": lang,
                        "href": page.href(other),
                        "said": sentence(Message("bar-beside", language=name), state.lang),
                    }
                    for lang, name, other in twins
                ],
                "day": state.day.isoformat() if state.day else "",
                "today": state.today.isoformat() if state.today else "",
            }
        )


class WrittenAt(Guarded):
    """The address that opens a place (`at`) such as `content/launch.yaml:12:5` in the editor."""

    def get(self) -> None:
        file, line, column, *_ = [*self.get_query_argument("at", "").rsplit(":", 2), "", ""]
        numbers = [int(it) if it.isdecimal() else 0 for it in (line, column)]
        self.finish({"address": editor_address(self.state.editor, file, *numbers) if file else ""})


class AnotherDay(Guarded):
    """Have the site shown as of a `day`, or of today when that is empty."""

    show: Callable[[date | None], None]

    def initialize(self, state: State, show: Callable[[date | None], None]) -> None:  # type: ignore[override]
        super().initialize(state)
        self.show = show

    def post(self) -> None:
        """Only pages that this preview has served may ask for it."""
        if urlsplit(self.request.headers.get("Origin", "")).netloc.lower() not in self.state.hosts:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        try:
            given = json.loads(self.request.body)["day"]
            day = date.fromisoformat(given) if given else None
        except (ValueError, TypeError, KeyError):
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        self.show(day)
        self.set_status(HTTPStatus.ACCEPTED)
        self.finish()


def handlers_of(folder: str, given: dict[str, Any], show: Callable[[date | None], None]) -> list[Any]:
    """The handlers of these questions, below a folder."""
    return [
        (rf".*/{folder}page", AboutPage, given),
        (rf".*/{folder}written", WrittenAt, given),
        (rf".*/{folder}day", AnotherDay, {**given, "show": show}),
    ]
