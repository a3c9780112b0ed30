"""A page of the site as the preview shows it: what is published, and beside it what the preview needs.

Nothing of this is ever written into the site.
"""

from __future__ import annotations

import hashlib
import re
from html import escape

FOLDER = ".preview/"  # under the base path: what the preview serves of its own
SOCKET = f"{FOLDER}live"
VERSION = "preview-version"  # the name of the element that says which version of a page a browser has

_POLICY = re.compile(
    rb'(<meta http-equiv="Content-Security-Policy" content="[^">]*\bconnect-src [^;">]*)([^>]*>)'
)
_HEAD = re.compile(rb"<head\b[^>]*>")
_SHEET = re.compile(rb'<link rel="stylesheet" href="([^"]*)">')
_VERSION = re.compile(rb'<meta name="preview-version" content="([^"]*)">')


def decorated(html: bytes, base: str, host: str) -> bytes:
    """A page with the script and the style sheet of the preview, allowed to talk to its socket.

    `base` is the path that the site is served under, `host` the name and port that the browser knows it by.
    The script comes before those of the page, so that it sees what these add. A page without a head stays
    as it is.
    """
    own = escape(base).encode() + FOLDER.encode()
    page = _POLICY.sub(rb"\1 ws://" + host.encode() + rb"\2", html, count=1)
    at = _POLICY.search(page) or _HEAD.search(page)
    if not at:
        return html
    version = hashlib.blake2b(page, digest_size=8).hexdigest().encode()
    added = (
        b'\n<meta name="%b" content="%b">\n<script type="module" src="%bpreview.js"></script>\n'
        b'<link rel="stylesheet" href="%bpreview.css">'
    ) % (VERSION.encode(), version, own, own)
    return page[: at.end()] + added + page[at.end() :]


def version_of(page: bytes) -> str:
    """Which version of a page this is; nothing for one that is not decorated."""
    found = _VERSION.search(page)
    return found[1].decode() if found else ""


def sheets_of(page: bytes) -> list[str]:
    """The addresses of its style sheets, as they are written."""
    return [address.decode() for address in _SHEET.findall(page)]


def besides_sheets(page: bytes) -> bytes:
    """What two pages have in common that differ in nothing but the versions of their style sheets."""
    return _VERSION.sub(b"", _SHEET.sub(lambda link: link[1].partition(b"?")[0], page))
