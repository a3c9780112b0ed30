"""Where a run leaves what the next one may use: outside the site, for one reader, and never missed.

The cache may be deleted, damaged, older or of another version at any time: what cannot be used is made
anew. It lies in `XDG_CACHE_HOME`, or where the system keeps such things.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b

from microsite.fingerprints import files_under, stamp_of

NAME = "explainer-microsite"
PACKAGE = os.path.dirname(os.path.abspath(__file__))
COMPILED = os.path.join(PACKAGE, "__pycache__", "kept")  # beside what Python keeps of the modules
INSTALLED = (".dist-info", ".egg-info", ".egg-link", ".pth")  # what is another one after an installation
DIGEST_BYTES = 32
UNUSED_SECONDS = 30 * 24 * 60 * 60  # after so long what nobody has left anew is taken away


def cache_folder() -> str:
    """The folder of the cache."""
    given = os.environ.get("XDG_CACHE_HOME")
    if sys.platform == "win32":
        given = given or os.environ.get("LOCALAPPDATA")
    usual = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(given or usual, NAME)


def compiled_folder() -> str | None:
    """Where that which belongs to the program, not to one site, is kept; None where it cannot be written."""
    with suppress(OSError):
        os.makedirs(COMPILED, mode=0o755, exist_ok=True)
    return COMPILED if os.access(COMPILED, os.W_OK) else None


@cache
def engine_state() -> str:
    """What is another one when the program, its language or what it has installed is another one."""
    found = [sys.version, *sys.path]
    found += (f"{name} {stamp_of(stat)}" for name, stat in files_under(PACKAGE) if name[-4:] != ".pyc")
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder) as entries:
            # Not the time of the folder itself: that of a checkout is another one with each site built in it.
            found += sorted(
                f"{it.path} {it.stat().st_mtime_ns}" for it in entries if it.name.endswith(INSTALLED)
            )
    return digest_of(found)


def digest_of(words: list[str]) -> str:
    """One short word for many."""
    return blake2b("\0".join(words).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def write_whole(name: str, body: bytes, folder: str | None = None) -> None:
    """Leave a file in the cache, or in another folder, whole or not at all; where nothing can be left,
    nothing is."""
    import tempfile  # takes longer to load than a run that leaves nothing

    folder = folder or cache_folder()
    with suppress(OSError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=DIGEST_BYTES).digest() + body)
            os.replace(new, os.path.join(folder, name))
        except BaseException:
            os.unlink(new)
            raise


def _is_own(stat: os.stat_result) -> bool:
    """Whether nobody but the reader, or who has installed the program, can write into a folder."""
    return sys.platform == "win32" or (stat.st_uid in (os.getuid(), 0) and not stat.st_mode & 0o022)


def tidy() -> None:
    """Take away what has not been left anew for a month."""
    for folder in (cache_folder(), COMPILED):
        with suppress(OSError):
            for entry in os.scandir(folder):
                if time.time() - entry.stat().st_mtime > UNUSED_SECONDS:
                    os.unlink(entry.path)


def read_whole(name: str, folder: str | None = None) -> bytes | None:
    """A file as it was left; None when there is none, another one than was left, or one that somebody else
    could have left there."""
    folder = folder or cache_folder()
    try:
        if not _is_own(os.stat(folder)):
            return None
        with open(os.path.join(folder, name), "rb") as file:
            written = file.read()
    except OSError:
        return None
    digest, body = written[:DIGEST_BYTES], written[DIGEST_BYTES:]
    return body if blake2b(body, digest_size=DIGEST_BYTES).digest() == digest else None
