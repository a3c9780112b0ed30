"""The server of the preview: it builds, listens on this machine only, and tells pages what is new."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable, Set
from datetime import date
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application

from microsite.preview.builder import Outcome
from microsite.preview.days import Days
from microsite.preview.decorate import FOLDER, SOCKET
from microsite.preview.handlers import Live, SiteHandler
from microsite.preview.questions import handlers_of
from microsite.preview.state import State
from microsite.preview.watcher import Watcher
from microsite.preview.worker import Worker

HOST = "127.0.0.1"  # this machine only
NAMES = (HOST, "localhost", "[::1]")
PATIENCE = 1.0  # seconds that a build which is at work is given to end, when somebody stops the preview
SWITCH = 0.0005  # seconds after which a build lets those be heard who ask for a page
LONGEST_HEADERS = 1 << 20  # bytes; an address may be odd in any way and still gets an answer


class Preview(Server):  # type: ignore[misc]  # livereload comes without types
    """A site that is built anew at each change below `watched`, and shown as it is in `state`."""

    def __init__(
        self, build: Days, state: State, watched: Iterable[Path], tell: Callable[[Outcome], None]
    ) -> None:
        """`tell` hears of each build, in the thread that builds; never two at a time."""
        self._tell = tell
        self._days = build
        self._state = state
        self._loop = IOLoop.current()
        self._first: Outcome | None = None
        self._begun = threading.Event()
        self._worker = Worker(build, self._built)
        build.builder.shown = self._shown
        build.builder.early = self._early
        build.builder.outdated = lambda: self._first is not None and self._worker.wanted
        sys.setswitchinterval(SWITCH)
        super().__init__(watcher=Watcher(self._worker.add, state.addresses.out))
        for folder in watched:
            self.watch(str(folder))

    def first(self) -> Outcome:
        """Begin to follow what is saved, and wait for the first build.

        What is saved before this returns, is in the next one at the latest. Raises `KeyboardInterrupt`.
        """
        self._worker.start()
        self.watcher.start()  # this asks for the first build
        self._begun.wait()
        assert self._first is not None
        return self._first

    def show(self, sockets: list[socket.socket], listening: Callable[[], None]) -> None:
        """Answer on bound sockets until somebody interrupts; call `listening` when that has begun."""
        self._sockets = sockets
        self._stop_when_interrupted()
        self._loop.add_callback(listening)
        try:
            self.serve(port_of(sockets), host=HOST)
        finally:
            self.stop()

    def _stop_when_interrupted(self) -> None:
        """Have an interrupt end the loop even when it comes the moment before that falls asleep.

        A handler that Python knows is called between two steps, and sleep is one: it has to be the loop's.
        """
        loop = self._loop.asyncio_loop  # type: ignore[attr-defined]
        try:
            loop.add_signal_handler(signal.SIGINT, loop.stop)
        except NotImplementedError:  # on Windows, where any signal wakes a loop
            signal.signal(signal.SIGINT, lambda *_: self._loop.add_callback_from_signal(self._loop.stop))

    def stop(self) -> None:
        """Follow nothing any more, and leave no file half-written."""
        self.watcher.stop()
        self._worker.stop(PATIENCE)

    def _show_day(self, day: date | None) -> None:
        self._days.day = day
        self._worker.add(None)

    def application(self, port: int, host: str, **_: Any) -> None:
        """What livereload serves: our handlers in the place of its own."""
        self._state.hosts = frozenset(f"{name}:{port}" for name in NAMES) | (
            frozenset(NAMES) if port == 80 else frozenset()
        )
        LiveReloadHandler.watcher = self.watcher
        given = {"state": self._state}
        handlers: list[Any] = [
            (rf".*/{SOCKET}", Live, given),
            *handlers_of(FOLDER, given, self._show_day),
            (r".*", SiteHandler, given),
        ]
        application = Application(handlers)
        HTTPServer(application, max_header_size=LONGEST_HEADERS).add_sockets(self._sockets)
        # What is still open when the loop ends needs no word.
        self._loop.asyncio_loop.set_exception_handler(lambda *_: None)  # type: ignore[attr-defined]

    def _setup_logging(self) -> None:
        """Libraries say nothing on the terminal; what goes wrong in our own handlers is still shown."""
        for name in ("livereload", "tornado.access", "tornado.general", "watchfiles"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

    def _built(self, outcome: Outcome) -> None:
        """Hand the outcome of a build to the pages, and then to the terminal."""
        if self._first is None:
            self._first = outcome
            self._state.follow(outcome)
            self._tell(outcome)
            self._begun.set()
            return
        self._loop.add_callback(self._spread, outcome)
        self._tell(outcome)

    def _early(self, outcome: Outcome) -> None:
        """Hand pages that somebody is looking at to these, as soon as they are made."""
        spread = threading.Event()

        def tell() -> None:
            self._spread(outcome)
            spread.set()

        self._loop.add_callback(tell)
        spread.wait(PATIENCE)  # the rest of the build would slow down what somebody is waiting for

    def _shown(self) -> Set[str]:
        """The pages that some browser shows, by their paths in the site."""
        return {self._state.addresses.page_at(waiter.page) for waiter in list(Live.waiters)}

    def _spread(self, outcome: Outcome) -> None:
        self._state.follow(outcome)
        for waiter in list(Live.waiters):
            waiter.tell()


def bound(port: int) -> list[socket.socket]:
    """Sockets that are bound to a port, or, where that is taken, to any that is free."""
    try:
        return bind_sockets(port, HOST)
    except OSError:
        return bind_sockets(0, HOST)


def port_of(sockets: list[socket.socket]) -> int:
    """The port that sockets are bound to."""
    port: int = sockets[0].getsockname()[1]
    return port


def open_browser(address: str) -> None:
    """Show an address in the browser of this machine, which may take its time."""
    threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
