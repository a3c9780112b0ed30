"""The site while it is being written: build, show, build again at each change.

A mistake is printed and the last good site stays on show.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from livereload import Server

from microsite.problems import ContentError


def serve(
    build: Callable[[], None],
    show_errors: Callable[[ContentError], None],
    site: Path,
    watched: Sequence[Path],
    port: int,
) -> int:
    """Serve `site` on this machine only, rebuilding when a file under `watched` changes."""

    def rebuild() -> None:
        try:
            build()
        except ContentError as error:
            show_errors(error)

    rebuild()
    site.mkdir(parents=True, exist_ok=True)
    server = Server()
    for folder in watched:
        server.watch(str(folder), rebuild)
    logging.getLogger("livereload").setLevel(logging.WARNING)
    print(f"http://127.0.0.1:{port}/")
    server.serve(root=str(site), host="127.0.0.1", port=port)
    return 0
