"""`status`: how the content stands: what is open, on one word only, in conflict, unchecked, or behind."""

from __future__ import annotations

import json
import unicodedata
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from microsite import line
from microsite.content.index import Indexed
from microsite.content.promises import Target
from microsite.content.site import Site
from microsite.content.weights import Weight
from microsite.history.halves import Half, History, read_history
from microsite.messages.catalogue import Message, sentence


def run(given: Namespace) -> int:
    """Print how the content stands. Raises `ContentError` for mistakes in it."""
    found = line.read(given.content, given.today)
    history = read_history(given.content, tuple(found.site.settings.languages))
    status = status_of(found.site, history, found.today, given.days)
    print(as_json(status) if given.format == "json" else as_text(status, given.lang))
    return 0


@dataclass(frozen=True)
class FileRow:
    """One content file, counted."""

    file: str
    facts: int = 0  # targets, figures and stations included
    open: int = 0  # targets without a number or a year
    single: int = 0  # on one voice: a single source, or one announcement
    differ: int = 0  # of which sources tell different things
    unchecked: int = 0  # sources of these facts that were last checked too long ago
    behind: int = 0  # halves of texts
    unknown: int = 0  # halves of which the history does not tell


COLUMNS = tuple(field.name for field in fields(FileRow))


@dataclass(frozen=True)
class Status:
    """Every content file with what is to be done in it, and by name what is behind or unchecked."""

    rows: tuple[FileRow, ...]
    behind: tuple[Half, ...]
    unchecked: tuple[str, ...]  # ids of sources
    days: int
    complete_history: bool
    lack: Message | None = None  # why the history is not complete


def status_of(site: Site, history: History, today: date, days: int) -> Status:
    """Count; a source is unchecked when it, or else the whole site, was last checked `days` ago or more."""
    old = today - timedelta(days=days)
    checked = {id: source.checked or site.settings.checked for id, source in site.sources.items()}
    unchecked = tuple(id for id, day in checked.items() if day and day.last <= old)
    facts: dict[str, list[Indexed]] = {}
    for citable in site.citables.values():
        facts.setdefault(citable.file, []).append(citable)
    halves: dict[str, list[Half]] = {}
    for half in history.halves:
        halves.setdefault(half.file, []).append(half)
    rows = (
        _row(file, facts.get(file, []), halves.get(file, []), unchecked, site.weights)
        for file in sorted(facts.keys() | halves.keys())
    )
    return Status(tuple(rows), history.behind(), unchecked, days, history.complete, history.lack)


def _row(
    file: str,
    facts: Sequence[Indexed],
    halves: Sequence[Half],
    unchecked: Sequence[str],
    weights: Mapping[str, Weight],
) -> FileRow:
    targets = [fact.entry for fact in facts if isinstance(fact.entry, Target)]
    used = {id for fact in facts for id in fact.sources}
    return FileRow(
        file=file,
        facts=len(facts),
        open=sum(target.value is None or target.due is None for target in targets),
        single=sum(weights[fact.id] in ("single", "announcement") for fact in facts),
        differ=sum(weights[fact.id] == "differ" for fact in facts),
        unchecked=len(used.intersection(unchecked)),
        behind=sum(half.state == "behind" for half in halves),
        unknown=sum(half.state == "unknown" for half in halves),
    )


def as_json(status: Status) -> str:
    """One document with every count, and the names of what is behind or unchecked."""
    data = {
        "days": status.days,
        "complete_history": status.complete_history,
        "files": [asdict(row) for row in status.rows],
        "behind": [
            {"text": half.text, "language": half.lang, "ahead": half.ahead, "since": _day(half)}
            for half in status.behind
        ],
        "unchecked": list(status.unchecked),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_text(status: Status, lang: str) -> str:
    """A table, then what is behind by its name for `reviewed.yaml`, in a language of the catalogue."""

    def said(code: str, **parts: str | int) -> str:
        return sentence(Message(code, **parts), lang)

    lines = list(_table(status, [said(f"status-{name}", days=status.days) for name in COLUMNS]))
    if not status.complete_history:
        why = Message("history-empty") if status.lack is None else status.lack
        lines += ["", sentence(Message("status-unknown-halves", why=why), lang)]
    if status.behind:
        lines += ["", said("status-behind-list")]
        lines += [
            f"  {half.text}: {half.lang}  ({half.ahead} {_day(half) or said('just-now')})"
            for half in status.behind
        ]
    if status.unchecked:
        lines += ["", said("status-unchecked-list", days=status.days), f"  {', '.join(status.unchecked)}"]
    return "\n".join(lines)


def _day(half: Half) -> str:
    return str(half.since.day) if half.since and half.since.day else ""


def _table(status: Status, headings: Sequence[str]) -> Iterator[str]:
    """Columns under their headings, numbers to the right; nothing stands where there is nothing."""
    body = [[str(getattr(row, name) or "") for name in COLUMNS] for row in status.rows]
    totals: Mapping[str, int] = {
        name: sum(getattr(row, name) for row in status.rows) for name in COLUMNS if name != "file"
    }
    table = [list(headings), *body, ["", *(str(total) for total in totals.values())]]
    widths = [max(_width(row[at]) for row in table) for at in range(len(COLUMNS))]
    for cells in table:
        first, *numbers = zip(cells, widths, strict=True)
        padded = [" " * (width - _width(cell)) + cell for cell, width in numbers]
        yield "  ".join([first[0] + " " * (first[1] - _width(first[0])), *padded]).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
