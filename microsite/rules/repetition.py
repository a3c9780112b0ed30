"""Prose that says again what another page says: phrases on too many pages, paragraphs too much alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from microsite.content.pages import PageKey
from microsite.content.references import PATTERN
from microsite.content.settings import Watch
from microsite.content.site import Draft
from microsite.content.text_files import Prose
from microsite.language.markdown_source import LINK, PARAGRAPH
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
SHARED = 4  # words in a row that two paragraphs must share before they are compared
LEAST_WORDS = 12  # a shorter paragraph may be like another

Words = tuple[str, ...]


@dataclass(frozen=True)
class _Paragraph:
    page: PageKey
    prose: Prose
    offset: int
    words: Words
    places: tuple[int, ...]  # of each word in the text


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield a warning for each phrase and paragraph that the settings want to hear of."""
    watch = draft.settings.watch if draft.settings else Watch()
    if not (watch.phrase_words or watch.alike):
        return
    by_language: dict[str, list[_Paragraph]] = {}
    for (page, lang), prose in draft.prose.items():
        by_language.setdefault(lang, []).extend(
            _Paragraph(page, prose, *found) for found in _paragraphs(prose.text)
        )
    for paragraphs in by_language.values():
        if watch.phrase_words:
            yield from _phrases(paragraphs, watch.phrase_words, watch.phrase_pages)
        if watch.alike:
            yield from _alike(paragraphs, float(watch.alike) / 100)


@lru_cache(maxsize=20_000)
def _paragraphs(written: str) -> tuple[tuple[int, Words, tuple[int, ...]], ...]:
    """The paragraphs of a text: where each begins, its words, and where each of these begins in it."""
    # What stands in braces is printed by the facts, and the goal of a link is not read: both keep their
    # length, so that the places of words stay.
    text = LINK.sub(lambda link: link[0].replace(link[1], " " * len(link[1])), written)
    text = PATTERN.sub(lambda braces: " " * len(braces[0]), text)
    paragraphs = []
    for paragraph in PARAGRAPH.finditer(text):
        found = list(WORD.finditer(paragraph[0]))
        words = tuple(word[0].casefold() for word in found)
        paragraphs.append((paragraph.start(), words, tuple(word.start() for word in found)))
    return tuple(paragraphs)


def _phrases(paragraphs: Sequence[_Paragraph], length: int, limit: int) -> Iterator[Problem]:
    pages: dict[Words, set[PageKey]] = {}
    for paragraph in paragraphs:
        for at in range(len(paragraph.words) - length + 1):
            pages.setdefault(paragraph.words[at : at + length], set()).add(paragraph.page)
    often = {phrase: len(on) for phrase, on in pages.items() if len(on) > limit}
    told: set[Words] = set()
    for paragraph in paragraphs:
        starts = [
            at
            for at in range(len(paragraph.words) - length + 1)
            if paragraph.words[at : at + length] in often.keys() - told
        ]
        # Phrases that overlap are told as one, where it is read first.
        for _, run in groupby(enumerate(starts), key=lambda item: item[1] - item[0]):
            ats = [at for _, at in run]
            phrases = [paragraph.words[at : at + length] for at in ats]
            told.update(phrases)
            words = " ".join(paragraph.words[ats[0] : ats[-1] + length])
            message = Message("phrase-too-often", words=words, number=max(map(often.__getitem__, phrases)))
            yield Problem(
                paragraph.prose.place(paragraph.offset + paragraph.places[ats[0]]), "", message, "warning"
            )


def _alike(paragraphs: Sequence[_Paragraph], least: float) -> Iterator[Problem]:
    long = [paragraph for paragraph in paragraphs if len(paragraph.words) >= LEAST_WORDS]
    seen: dict[Words, list[int]] = {}
    for at, paragraph in enumerate(long):
        shingles = {paragraph.words[i : i + SHARED] for i in range(len(paragraph.words) - SHARED + 1)}
        others = dict.fromkeys(other for shingle in sorted(shingles) for other in seen.get(shingle, ()))
        for other in sorted(others):
            share = _in_common(paragraph.words, long[other].words)
            if share >= least:
                message = Message(
                    "paragraphs-alike",
                    other=str(long[other].prose.place(long[other].offset)),
                    share=f"{share * 100:.0f}",
                )
                yield Problem(paragraph.prose.place(paragraph.offset), "", message, "warning")
                break
        for shingle in shingles:
            seen.setdefault(shingle, []).append(at)


def _in_common(one: Words, other: Words) -> float:
    """The share of the words of the longer of two texts that stand in both."""
    counts: Mapping[str, int] = Counter(one) & Counter(other)
    return sum(counts.values()) / max(len(one), len(other))
