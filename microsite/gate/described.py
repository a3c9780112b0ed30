"""Whether files are as others describe them: the resources of a data package, the icons of a manifest."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping

from microsite.gate.problem import problem
from microsite.gate.seen import Seen
from microsite.messages.problems import Problem

USUAL = "md5"  # where a data package does not say how it was hashed


def problems_of(
    path: str, seen: Seen, all_seen: Mapping[str, Seen], output: Mapping[str, bytes]
) -> Iterator[Problem]:
    """What a file says of others and is not so; whether they are there is looked at with the links."""
    for described in seen.described:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), described.path))
        body = output.get(target)
        if body is not None and described.bytes not in (None, len(body)):
            yield problem(path, "described-size", file=target, found=len(body), said=described.bytes or 0)
        if body is not None and described.hash and not _has(body, described.hash):
            yield problem(path, "described-hash", file=target)
        pixels = all_seen[target].pixels if target in all_seen else None
        if pixels and described.pixels and pixels != described.pixels:
            found, wanted = ("×".join(map(str, it)) for it in (pixels, described.pixels))
            yield problem(target, "picture-size", found=found, wanted=wanted)


def _has(body: bytes, said: str) -> bool:
    """Whether a file has a hash, as `sha256:…` or, of the usual kind, alone."""
    kind, _, digest = said.rpartition(":")
    try:
        return hashlib.new(kind or USUAL, body, usedforsecurity=False).hexdigest() == digest.lower()
    except ValueError:  # a kind that nobody knows
        return False
