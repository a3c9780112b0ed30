"""A published site, file by file: from the folder it lies in, or politely from the address it has."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from microsite import __version__

AT_ONCE = 4  # files that are asked for at once
SECONDS = 30  # that an answer may take
PAUSES = (1, 4)  # seconds before a host is asked again that is busy or was not reached
LARGEST = 64 * 1024 * 1024  # bytes of a file; more is not read
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE)

Answer = bytes | OSError | None  # what a file holds, why it is not known, or that it is not there


class Served(Protocol):
    """Where a site is to be had."""

    def answers(self, names: Sequence[str]) -> Iterator[Answer]:
        """What is there under each name, in their order."""

    def names(self) -> Sequence[str] | None:
        """Every file, as far as that can be told; hosts leave out what begins with a dot."""


class Folder:
    """A site on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Sequence[str]:
        """Its files."""
        found = (it.relative_to(self._path) for it in sorted(self._path.rglob("*")) if it.is_file())
        return [it.as_posix() for it in found if not any(part.startswith(".") for part in it.parts)]

    def answers(self, names: Sequence[str]) -> Iterator[Answer]:
        for name in names:
            try:
                yield (self._path / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                yield None
            except OSError as problem:
                yield problem


class Host:
    """A site that a server publishes; `pause` waits so many seconds."""

    def __init__(self, address: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._address = address.rstrip("/") + "/"
        self._pause = pause

    def names(self) -> None:
        """A server does not tell."""

    def answers(self, names: Sequence[str]) -> Iterator[Answer]:
        with ThreadPoolExecutor(AT_ONCE) as asking:
            yield from asking.map(self._answer, names)

    def _answer(self, name: str) -> Answer:
        answer = self._asked(name)
        for seconds in PAUSES:
            if not isinstance(answer, OSError) or (isinstance(answer, HTTPError) and answer.code not in BUSY):
                break
            self._pause(seconds)
            answer = self._asked(name)
        return answer

    def _asked(self, name: str) -> Answer:
        headers = {"User-Agent": f"microsite-verify/{__version__}", "Accept-Encoding": "identity"}
        try:
            request = Request(self._address + quote(name), headers=headers)
            with urlopen(request, timeout=SECONDS) as response:
                body: bytes = response.read(LARGEST)
                return body
        except HTTPError as problem:
            problem.close()
            return None if problem.code in GONE else problem
        except OSError as problem:
            return problem
        except (http.client.HTTPException, ValueError) as problem:  # an answer that is no HTTP
            return URLError(str(problem) or type(problem).__name__)
