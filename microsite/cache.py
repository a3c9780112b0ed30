"""Where a run leaves what the next one may use: outside the site, for one reader, and never missed.

The cache may be deleted, damaged, older or of another version at any time: what cannot be used is made
anew. It lies in `XDG_CACHE_HOME`, or where the system keeps such things.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from microsite.fingerprints import files_under, stamp_of

NAME = "explainer-microsite"
PACKAGE = Path(__file__).resolve().parent
DIGEST_BYTES = 32
UNUSED_SECONDS = 30 * 24 * 60 * 60  # after so long what nobody has left anew is taken away


def cache_folder() -> Path:
    """The folder of the cache."""
    given = os.environ.get("XDG_CACHE_HOME")
    if sys.platform == "win32":
        given = given or os.environ.get("LOCALAPPDATA")
    usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return Path(given or usual) / NAME


@cache
def engine_state() -> str:
    """What is another one when the program, its language or what it has installed is another one."""
    found = [sys.version]
    found += (f"{name} {stamp_of(stat)}" for name, stat in files_under(str(PACKAGE)) if name[-4:] != ".pyc")
    for folder in map(Path, sys.path):
        with suppress(OSError):
            found.append(f"{folder} {folder.stat().st_mtime_ns}")
    return digest_of(found)


def digest_of(words: list[str]) -> str:
    """One short word for many."""
    return blake2b("\0".join(words).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def write_whole(name: str, body: bytes) -> None:
    """Leave a file in the cache, whole or not at all; where nothing can be left, nothing is."""
    folder = cache_folder()
    with suppress(OSError, RuntimeError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=DIGEST_BYTES).digest() + body)
            Path(new).replace(folder / name)
        except BaseException:
            Path(new).unlink()
            raise


def tidy() -> None:
    """Take away what has not been left anew for a month."""
    with suppress(OSError, RuntimeError):
        for path in cache_folder().iterdir():
            if time.time() - path.stat().st_mtime > UNUSED_SECONDS:
                path.unlink()


def read_whole(name: str) -> bytes | None:
    """A file of the cache as it was left; None when there is none, or another one than was left."""
    try:
        written = (cache_folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None
    digest, body = written[:DIGEST_BYTES], written[DIGEST_BYTES:]
    return body if blake2b(body, digest_size=DIGEST_BYTES).digest() == digest else None
