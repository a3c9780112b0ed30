"""Every family of rules, in the order in which they are asked.

A rule yields `Problem`s and changes nothing; what a draft has left out is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from microsite.content.site import Draft
from microsite.folders import Folders
from microsite.history.halves import History
from microsite.language.markdown import ParsedTexts
from microsite.messages.problems import Problem
from microsite.rules import (
    citations,
    colours,
    entries,
    examples,
    halves,
    insertions,
    names,
    promises,
    prose,
    repetition,
    short_texts,
    theme,
)
from microsite.rules.names import Anchors


def mistakes(
    draft: Draft, today: date, texts: ParsedTexts, anchors: Anchors, folders: Folders
) -> Iterator[Problem]:
    """Yield what is wrong with the content.

    `today` tells what has happened from what is ahead; `anchors` are those of the templates, `folders`
    where pictures and fonts are.
    """
    yield from entries.problems_of(draft, today)
    yield from promises.problems_of(draft, today)
    yield from theme.problems_of(draft, folders)
    yield from colours.problems_of(draft)
    yield from citations.problems_of(draft)
    yield from short_texts.problems_of(draft)
    yield from prose.problems_of(draft, texts)
    yield from names.problems_of(draft, texts, anchors)


def neglects(draft: Draft, history: History, today: date) -> Iterator[Problem]:
    """Yield what wants a look in content without mistakes."""
    yield from citations.idle_entries(draft)
    yield from insertions.idle(draft)
    yield from examples.problems_of(draft)
    yield from halves.problems_of(draft, history)
    yield from promises.neglected(draft, today)
    yield from repetition.problems_of(draft)
