"""Whether addresses of the web still lead somewhere, asked politely.

A host is asked one thing at a time, with a pause; several hosts are asked at once. A page is gone when its
host says so, twice, or is known to nobody; who refuses, is busy or does not answer in time may be well.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

State = Literal["there", "gone", "unclear"]
# What else than a status of HTTP there is to say of an address.
Trouble = Literal["front-page", "no-host", "host-unknown", "too-slow", "certificate", "no-connection", "odd"]
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
TRIES = 3
HOSTS = 8  # asked at the same time
KEPT = "!#$%&'()*+,/:;=?@[]~"  # of an address that is written as it is sent


@dataclass(frozen=True)
class Manners:
    """Who asks, how long an answer may take, and how long a host is left alone (in seconds)."""

    agent: str
    patience: float = 20
    pause: float = 1


@dataclass(frozen=True)
class Answer:
    """What became of an address, and why."""

    address: str
    state: State
    status: int | Trouble


def asked(addresses: Iterable[str], manners: Manners) -> Sequence[Answer]:
    """The answer of each address, in their order, each once."""
    hosts: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    with ThreadPoolExecutor(HOSTS) as threads:
        found = threads.map(lambda them: list(_asked_of_one(them, manners)), hosts.values())
        answers = {answer.address: answer for them in found for answer in them}
    return [answers[address] for address in dict.fromkeys(addresses)]


def _asked_of_one(addresses: Sequence[str], manners: Manners) -> Iterator[Answer]:
    """The answers of one host; what it says only now and then it is asked again."""
    opener = build_opener(HTTPCookieProcessor())
    for at, address in enumerate(addresses):
        if at:
            time.sleep(manners.pause)
        answer = _answer(opener, address, "HEAD", manners)
        for turn in range(1, TRIES):
            if answer.state == "there":
                break
            time.sleep(manners.pause * turn)
            again = _answer(opener, address, "GET", manners)  # some hosts know no HEAD
            if again.state == answer.state == "gone":
                break
            answer = again
        yield answer


def _answer(opener: OpenerDirector, address: str, method: str, manners: Manners) -> Answer:
    try:
        headers = {"User-Agent": manners.agent, "Accept": "*/*"}
        request = Request(sent(address), headers=headers, method=method)
        with opener.open(request, timeout=manners.patience) as response:
            moved_to_front = _is_front(response.url) and not _is_front(address)
            return Answer(
                address, *(("unclear", "front-page") if moved_to_front else ("there", response.status))
            )
    except HTTPError as error:
        return Answer(address, "gone" if error.code in GONE else "unclear", error.code)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(address, *_failure(error))


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _failure(error: Exception) -> tuple[State, Trouble]:
    """What it means that there was no answer at all."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    match cause:
        case socket.gaierror(errno=socket.EAI_NONAME):
            return "gone", "no-host"
        case socket.gaierror():
            return "unclear", "host-unknown"
        case TimeoutError():
            return "unclear", "too-slow"
        case ssl.SSLError():
            return "unclear", "certificate"
        case ConnectionError():
            return "unclear", "no-connection"
    return "unclear", "odd"


def sent(address: str) -> str:
    """An address as it is sent: letters beyond ASCII are written in their bytes, a host in its own way.

    Raises `ValueError` for a host that cannot be written so.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, KEPT) for part in (parts.path, parts.query))
    path, query = (re.sub("%(?![0-9A-Fa-f]{2})", "%25", part) for part in (path, query))
    return urlunsplit((parts.scheme, host, path or "/", query, ""))
