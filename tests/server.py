"""A web server such as the ones that publish static sites: a base path, and a 404 page for misses."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# What hosts of static sites send, whatever the machine of the tests knows of kinds of files.
KINDS = {
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


class Server(ThreadingHTTPServer):
    """One to which a browser that goes on before it has read everything is nothing to speak of."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, but for a reader who left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve_folder(folder: Path, base_path: str) -> Iterator[str]:
    """Serve `folder` under `base_path` on a free port; yield the address of its root page."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | KINDS

        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def translate_path(self, path: str) -> str:
            if not path.startswith(base_path):
                return str(folder / "outside the base path")
            return super().translate_path("/" + path.removeprefix(base_path))

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != HTTPStatus.NOT_FOUND:
                return super().send_error(code, message, explain)
            body = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()
