"""How much the sources of an entry weigh together: a rule, which nobody can overrule by typing.

Sources that repeat one text are one voice, however many they are; so are the texts of one speaker.
A source that was not read, or only as another one quotes it, adds no voice. What whoever was there
could see is the one thing on which an outlet that repeats an announcement speaks for itself, if
somebody of it was there. The text that makes a thing so needs no second voice.

Source: docs/decisions/0011-sources-are-weighed.md
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from microsite.content.entries import Origin, Source

Weight = Literal["independent", "document", "announcement", "single", "differ"]


@dataclass(frozen=True)
class _Voice:
    speaker: str
    announced: bool = False


def weight_of(
    ids: Iterable[str],
    sources: Mapping[str, Source],
    origins: Mapping[str, Origin],
    witnessed: bool = False,
    disputed: bool = False,
) -> Weight:
    """What an entry that rests on these sources is called.

    `witnessed` where those who were there could see it, `disputed` where the sources contradict each
    other. Ids that stand for nothing are passed over.
    """
    if disputed:
        return "differ"
    read = [source for id in ids if (source := sources.get(id)) and source.was_read]
    if any(source.authoritative for source in read):
        return "document"
    voices = {_voice(source, origins, witnessed) for source in read}
    if len({voice.speaker for voice in voices}) > 1:
        return "independent"
    outlets = {source.publisher for source in read}
    return "announcement" if len(outlets) > 1 and any(voice.announced for voice in voices) else "single"


def _voice(source: Source, origins: Mapping[str, Origin], witnessed: bool) -> _Voice:
    """Who speaks in a source."""
    if source.origin is None or source.origin not in origins or (witnessed and source.on_scene):
        return _Voice(source.publisher)
    first = first_of(source.origin, origins)
    return _Voice(first.speaker, first.kind == "announcement")


def first_of(id: str, origins: Mapping[str, Origin]) -> Origin:
    """The text that a chain of repetitions begins with; one that runs in a circle ends where it closes."""
    *_, first = chain_of(id, origins)
    return origins[first]


def chain_of(id: str, origins: Mapping[str, Origin]) -> Iterator[str]:
    """The ids of a text, of the one that it repeats, and so on; each once, even in a circle."""
    seen: set[str] = set()
    following: str | None = id
    while following is not None and following in origins and following not in seen:
        yield following
        seen.add(following)
        following = origins[following].origin
