"""How the preview answers: pages and files of the site, its own files, and the socket of each browser."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from microsite.preview.addresses import kind_of
from microsite.preview.decorate import FOLDER, besides_sheets, sheets_of, version_of
from microsite.preview.state import State

STATIC = Path(__file__).with_name("static")
OWN_FILES = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*.*")}


class Guarded(RequestHandler):
    """Answers this machine only, under the names that it knows itself by: no page of another site can ask."""

    state: State

    def initialize(self, state: State) -> None:
        self.state = state

    def prepare(self) -> None:
        if self.request.host.lower() not in self.state.hosts:
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """Nothing is kept by the browser, so nothing needs to be compared."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(HTTPStatus(status_code).phrase)


class SiteHandler(Guarded):
    """Files of the site, and those that the preview brings."""

    def get(self) -> None:
        own = OWN_FILES.get(self.request.path.removeprefix(self.state.addresses.base + FOLDER))
        if own:
            self.set_header("Content-Type", kind_of(own.name))
            self.write(own.read_bytes())
            return
        found = self.state.addresses.find(self.request.path, self.request.host)
        if found.elsewhere:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.elsewhere + query)
            return
        self.set_status(found.status)
        self.set_header("Content-Type", found.kind)
        self.write(found.body)

    head = get


class Live(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload comes without types
    """The socket of a page that is open in a browser. It says which page that is, and in which version."""

    page = ""  # the path of its address
    shown = b""  # what the browser has of it, as it was served; nothing when that is not known

    def prepare(self) -> None:
        super().prepare()
        origin = self.request.headers.get("Origin")
        if origin is not None and not self.check_origin(origin):  # tornado asks it in doubtful cases only
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def check_origin(self, origin: str) -> bool:
        """Only pages that this preview has served may listen."""
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.netloc.lower() in self.state.hosts

    def open(self, *_: str, **__: str) -> None:
        self.set_nodelay(True)

    def on_message(self, message: str | bytes) -> None:
        """A page that was opened, or is connected again, tells what it shows, and learns what it missed."""
        try:
            told = json.loads(message)
            self.page, version = str(told["page"]), str(told["version"])
        except (ValueError, TypeError, KeyError):
            self.close()
            return
        found = self.state.addresses.find(self.page, self.request.host)
        self.shown = found.body if version and version == version_of(found.body) else b""
        LiveReloadHandler.waiters.add(self)
        self.tell()

    def tell(self) -> None:
        """Say what has changed since the last time, or which mistakes keep it from changing."""
        state = self.state
        if state.problems:
            self._send(kind="mistakes", title=state.title, problems=state.problems)
            return
        if not self.page.startswith(state.addresses.base):
            self._send(kind="moved", base=state.addresses.base)
            return
        page = state.addresses.find(self.page, self.request.host).body
        before, self.shown = self.shown, page
        news: dict[str, Any] = {"paths": state.changed, "warnings": state.warnings}
        if page == before:
            self._send(kind="pages", **news)
        elif before and besides_sheets(page) == besides_sheets(before):
            self._send(kind="styles", sheets=sheets_of(page), version=version_of(page), **news)
        else:
            self._send(kind="pages", html=page.decode("utf-8", "replace"), **news)

    def _send(self, **message: Any) -> None:
        try:
            # Whether it arrives is of no concern here: a page that comes back says what it has.
            self.write_message(json.dumps(message)).add_done_callback(lambda sent: sent.exception())
        except WebSocketClosedError:
            self.on_close()
