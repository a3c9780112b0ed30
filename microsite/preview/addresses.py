"""What is found at an address of the preview: a file of the site, the way to another address, or nothing."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from microsite.pages.plan import NOT_FOUND_PATH
from microsite.pages.urls import INDEX
from microsite.preview.decorate import decorated
from microsite.preview.written import Written

# As sites are published; what a machine knows of types is not the same everywhere.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_LETTERS = ("text/", "application/json", "application/xml", "image/svg")
_LONGEST = 4096  # bytes of an address; no file of a site has a longer one

# What is shown as long as a site has no page at all: it, too, is followed by the preview.
_EMPTY = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; \
connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<p>{said}</p>
</body>
</html>
"""


@dataclass(frozen=True)
class Found:
    """The answer to an address: bytes and what they are, or where to go instead."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    elsewhere: str = ""


@dataclass(frozen=True)
class Addresses:
    """The files of a site in the folder `out`, under the path `base`, which begins and ends with a slash.

    `said` is the sentence for somebody who asks for what is not there while there is not even a page that
    says so; `lang` is its language.
    `written` knows of the pages where their texts are written. Where `kept` is given, it is the site that is
    shown, and not what lies in `out`; what is `ahead` is not written yet.
    """

    out: Path
    base: str
    said: str
    lang: str
    written: Written | None = None
    kept: Mapping[str, bytes] | None = None
    ahead: Mapping[str, bytes] = field(default_factory=dict)

    def page_at(self, address: str) -> str:
        """The path in the site of the page at an address; the one that says so where there is none."""
        name = self._name(address)
        paths = [] if name is None else [name, f"{name}/{INDEX}".lstrip("/")]
        there = (path for path in paths if path.endswith(".html") and self._body(path) is not None)
        return next(there, NOT_FOUND_PATH)

    def href(self, path: str) -> str:
        """The address of a page."""
        return self.base + path.removesuffix(INDEX)

    def find(self, address: str, host: str) -> Found:
        """What is at an address, which is a path as it was asked for, escapes and all.

        `host` is the name and port that the browser knows the preview by.
        """
        if address in ("/", self.base.rstrip("/")) and address != self.base:
            return Found(HTTPStatus.FOUND, elsewhere=self.base)
        name = self._name(address)
        if name is not None and self._body(f"{name}/{INDEX}".lstrip("/")) is not None:
            if name and not address.endswith("/"):
                return Found(HTTPStatus.FOUND, elsewhere=f"{address}/")
            name = f"{name}/{INDEX}".lstrip("/")
        elif address.endswith("/"):
            name = None
        body = self._body(name) if name else None
        if name is None or body is None:
            return Found(HTTPStatus.NOT_FOUND, decorated(self._missing(), self.base, host))
        if name.endswith(".html"):
            body = decorated(self._placed(name, body), self.base, host)
        return Found(HTTPStatus.OK, body, kind_of(name))

    def _name(self, address: str) -> str | None:
        """The file or folder that an address speaks of, by its path in the site; None for an odd address."""
        if not address.startswith(self.base) or len(address) > _LONGEST:
            return None
        try:
            name = unquote(address.removeprefix(self.base), errors="strict")
        except UnicodeDecodeError:
            return None
        parts = name.removesuffix("/").split("/")
        return "/".join(parts) if not name or all(map(_is_ordinary, parts)) else None

    def _body(self, name: str) -> bytes | None:
        """The bytes of a file of the site; None when there is none."""
        if name in self.ahead:
            return self.ahead[name]
        if self.kept is not None:
            return self.kept.get(name)
        try:
            path = (self.out / name).resolve()
            return path.read_bytes() if path.is_relative_to(self.out.resolve()) else None
        except (OSError, ValueError):
            return None

    def _missing(self) -> bytes:
        """The page of the site that says that there is no such page."""
        said = escape(self.said)
        empty = _EMPTY.format(lang=self.lang, title=HTTPStatus.NOT_FOUND.phrase, said=said)
        return self._placed(NOT_FOUND_PATH, self._body(NOT_FOUND_PATH) or empty.encode())

    def _placed(self, name: str, body: bytes) -> bytes:
        """A page that says where its texts are written, as far as that is known."""
        return (self.written and self.written.page(name)) or body


def _is_ordinary(part: str) -> bool:
    """Whether a file of a site can be called so."""
    return part != "" and part[0] != "." and "\\" not in part and part.isprintable()


def kind_of(name: str) -> str:
    """The media type of a file."""
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_LETTERS) else kind
