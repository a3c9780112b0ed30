"""`addresses`: ask the address of every source, and show as Markdown which are gone."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from microsite import __version__, line
from microsite.commands.hosts import KEPT, Answer, Manners, State, asked
from microsite.commands.markdown import code, table, text
from microsite.content.index import Indexed
from microsite.line import Read
from microsite.messages.catalogue import Message, languages, sentence
from microsite.messages.problems import Place, Problem, stop_if_any

LIMIT = 50  # rows of a table: an issue holds 65,536 letters
SHOWN: Sequence[State] = ("gone", "unclear")


def run(given: Namespace) -> int:
    """Print the addresses that are gone and those that are unclear; nothing where none is gone.

    Raises `ContentError` for mistakes in the content, and when nobody answers at all: then it is this machine
    that is not connected, and no address is gone for that.
    """
    found = line.read(given.content, given.today)
    sources = found.draft.entries_at.get("source", {})
    repository = found.site.settings.repository
    home = given.repository or (repository.url if repository else "")
    agent = f"explainer-microsite/{__version__}" + (f" (+{home})" if home else "")
    told = asked([it.entry.url for it in sources.values()], Manners(agent, pause=given.pause))
    if told and not any(isinstance(it.status, int) for it in told):
        stop_if_any([Problem(Place("addresses"), "", Message("addresses-silent", number=len(told)))])
    answers = {it.address: it for it in told}
    if any(it.state == "gone" for it in told):
        said = languages() if given.every_language else (given.lang,)
        print("\n".join(line for lang in said for line in as_markdown(found, sources, answers, lang)))
    counts = Counter(it.state for it in told)
    counted = Message("addresses-counted", number=len(told), gone=counts["gone"], unclear=counts["unclear"])
    print(sentence(counted, given.lang), file=sys.stderr)
    return 0


def as_markdown(
    found: Read, sources: Mapping[str, Indexed], answers: Mapping[str, Answer], lang: str
) -> Iterator[str]:
    """The lines of a list of the sources whose addresses are gone, then of those nobody knows of."""

    def said(code: str, **parts: str | int) -> str:
        return text(sentence(Message(code, **parts), lang))

    headings = [said(f"addresses-{it}") for it in ("source", "address", "answer")]
    for state in SHOWN:
        rows = [
            (
                f"{text(named.entry.publisher)}: {text(named.entry.title)} "
                f"{code(str(found.draft.place_of(named)))}",
                f"<{quote(named.entry.url, KEPT)}>",
                _status(answers[named.entry.url], lang),
            )
            for named in sources.values()
            if answers[named.entry.url].state == state
        ]
        if rows:
            yield from (
                f"## {said(f'addresses-{state}', number=len(rows))}",
                "",
                said(f"addresses-{state}-do"),
                "",
            )
            yield from table(headings, rows, LIMIT, said("report-more", number=len(rows) - LIMIT))


def _status(answer: Answer, lang: str) -> str:
    if isinstance(answer.status, int):
        return f"HTTP {answer.status}"
    return text(sentence(Message(f"answer-{answer.status}"), lang))
