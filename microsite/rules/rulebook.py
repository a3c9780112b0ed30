"""Every family of rules, in the order in which they are asked.

A rule yields `Problem`s and changes nothing; what a draft has left out is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from microsite.content.site import Draft
from microsite.folders import STATIC, Folders
from microsite.history.halves import History
from microsite.language.markdown import ParsedTexts
from microsite.messages.problems import Problem, few
from microsite.rules import (
    citations,
    colours,
    entries,
    examples,
    halves,
    insertions,
    leftovers,
    letters,
    moved,
    names,
    possible,
    promises,
    prose,
    repetition,
    results,
    short_texts,
    theme,
    twice,
    vanished,
)
from microsite.rules.names import Anchors
from microsite.tracking import Findings

Rule = Callable[..., Iterator[Problem]]


def mistakes(
    draft: Draft,
    today: date,
    latest: date,
    texts: ParsedTexts,
    anchors: Anchors,
    folders: Folders,
    findings: Findings,
) -> Iterator[Problem]:
    """Yield what is wrong with the content.

    `today` tells what has happened from what is ahead; nobody has read or written anything after `latest`,
    which is later when the site is made as of another day. `anchors` are those of the templates, `folders`
    where pictures and fonts are. What `findings` has of unchanged content is not looked for again.
    """
    yield from theme.problems_of(draft, folders)  # looks at files, too
    yield from findings.recall(
        letters.__name__,
        lambda draft, _: tuple(letters.problems_of(draft, folders)),
        *(draft, folders.state(STATIC)),
    )
    for rule, given in (
        (entries.problems_of, (today,)),
        (promises.problems_of, (today,)),
        (possible.problems_of, (latest,)),
        (colours.problems_of, ()),
        (citations.problems_of, ()),
        (names.problems_of, (anchors,)),
        (moved.problems_of, (anchors,)),
    ):
        yield from _asked(findings, rule, draft, *given)
    for file in draft.values:
        yield from _asked(findings, short_texts.problems_of, draft, file)
    for page in draft.with_prose:
        yield from _asked(findings, prose.problems_of, draft, page, texts)
        yield from _asked(findings, names.headings_named, draft, page, texts, anchors)
    for part in dict.fromkeys(name for name, _ in draft.parts):
        yield from _asked(findings, prose.problems_of, draft, part, texts)


def neglects(draft: Draft, history: History, today: date, findings: Findings) -> Iterator[Problem]:
    """Yield what wants a look in content without mistakes."""
    findings.begin()
    findings.enter(draft, history)
    for rule, given in (
        (citations.idle_entries, ()),
        (insertions.idle, ()),
        (examples.problems_of, ()),
        (halves.problems_of, (history,)),
        (vanished.problems_of, (history,)),
        (promises.neglected, (today,)),
        (leftovers.addresses, ()),
        (repetition.problems_of, ()),
        (results.problems_of, ()),
        (twice.problems_of, ()),
    ):
        yield from _asked(findings, rule, draft, *given)
    findings.close()


def _asked(findings: Findings, rule: Rule, draft: Draft, *given: Any) -> tuple[Problem, ...]:
    """What a rule says, again or as before; what it is asked about is the first that it is given."""
    subject = given[0] if given and isinstance(given[0], str | tuple) else ""
    about = (rule.__module__, rule.__qualname__, subject)
    return findings.recall(about, lambda *it: tuple(few(rule(*it))), draft, *given)
