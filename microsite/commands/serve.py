"""`serve`: the site while it is being written, built again and shown again at each change.

A mistake is printed and shown in the page, and the last good site stays on show.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from microsite import line
from microsite.commands import printing
from microsite.content.reading import read_draft
from microsite.folders import folders_of
from microsite.line import Built
from microsite.memory import Memory
from microsite.messages.catalogue import Message, sentence
from microsite.output.destination import expect_allowed
from microsite.pages.render import Wish
from microsite.preview.addresses import Addresses
from microsite.preview.builder import Builder, Outcome
from microsite.preview.days import Days
from microsite.preview.server import HOST, Preview, bound, open_browser, port_of
from microsite.preview.state import State, base_path


def run(given: Namespace) -> int:
    """Serve the site until somebody stops it; port 0 is any that is free.

    Raises `ContentError` for a folder that is not for a site.
    """
    folders = folders_of(given.content)
    expect_allowed(given.out, given.content, folders)

    def build(
        memory: Memory, wish: Wish, show: Callable[[Built], None], day: date | None = given.today
    ) -> Built:
        return line.build(
            *(given.content, day, given.base_url, given.strict, given.repository),
            memory=memory,
            wish=wish,
            show=show,
        )

    def of_day(day: date) -> Built:
        return build(Memory(), Wish(marked=True), lambda built: None, day)

    def tell(outcome: Outcome) -> None:
        if outcome.built is None:
            printing.show(outcome.problems, given, "nothing-written")
            return
        printing.show(outcome.warnings, given, "warnings-counted")
        printing.print_summary(printing.built(outcome.built, outcome.seconds), given)

    missing = sentence(Message("page-missing"), given.lang)
    state = State(Addresses(given.out, "/", missing, given.lang), given.editor, given.lang)
    watched = [given.content, *folders.watched]
    preview = Preview(Days(Builder(build, given.out), of_day), state, watched, tell)
    try:
        if preview.first().built is None:
            state.serve_under(base_path(given.base_url or _address_in(given)))
        _show(preview, state, given)
    except KeyboardInterrupt:
        preview.stop()
    return 0


def _show(preview: Preview, state: State, given: Namespace) -> None:
    sockets = bound(given.port)
    port = port_of(sockets)
    if given.port not in (0, port):
        printing.print_summary(Message("port-taken", port=given.port), given)
    address = f"http://{HOST}:{port}{state.addresses.base}"

    def listening() -> None:
        print(address, flush=True)
        if given.open:
            open_browser(address)

    preview.show(sockets, listening)


def _address_in(given: Namespace) -> str | None:
    """The address of the published site, as far as content with mistakes in it says it."""
    settings = read_draft(given.content)[0].settings
    return settings.base_url if settings else None
