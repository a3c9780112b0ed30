"""`serve`: the site while it is being written, built again and shown again at each change.

A mistake is printed and the last good site stays on show.
"""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from microsite.commands import build, printing
from microsite.folders import folders_of
from microsite.messages.problems import ContentError

HOST = "127.0.0.1"  # this machine only


def run(given: Namespace) -> int:
    """Serve the site until somebody stops it; port 0 is any that is free."""

    def rebuild() -> None:
        try:
            build.run(given)
        except ContentError as error:
            printing.show(error.problems, given, "nothing-written")

    rebuild()
    serve(given.out, [given.content, *folders_of(given.content).watched], rebuild, given.port)
    return 0


def serve(site: Path, watched: Iterable[Path], rebuild: Callable[[], None], port: int) -> None:
    """Serve `site`, and call `rebuild` when a file under `watched` changes, then reload what is shown."""
    site.mkdir(parents=True, exist_ok=True)
    server = _Preview()
    for folder in watched:
        server.watch(str(folder), rebuild)
    logging.getLogger("livereload").setLevel(logging.WARNING)
    # Stock, it drops whatever is saved within three seconds of a reload.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    server.serve(port, host=HOST, root=str(site), live_css=False)


class _Preview(Server):  # type: ignore[misc]  # these come without types
    """The stock server, except that its script comes from a file: pages forbid inline ones."""

    def application(
        self,
        port: int,
        host: str,
        liveport: int | None = None,
        debug: bool | None = None,
        live_css: bool = True,
    ) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = live_css
        sockets = bind_sockets(port, host)
        free = sockets[0].getsockname()[1]

        class Injector(LiveScriptInjector):  # type: ignore[misc]
            script = f'<script src="/livereload.js?port={free}" defer></script>'.encode()

        files = {"path": self.root, "default_filename": self.default_filename}
        handlers: list[Any] = [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/(.*)", StaticFileHandler, files),
        ]
        HTTPServer(Application(handlers, transforms=[Injector])).add_sockets(sockets)
        print(f"http://{host}:{free}/", flush=True)
