"""How fresh a page is: when its files last changed, where they can be corrected, what is behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsite.content.settings import Repository
from microsite.history.halves import History


@dataclass(frozen=True)
class Freshness:
    """What a page says of its own state; what is not known is None."""

    correct: str | None  # the address of its first file in the repository's editor
    changed: date | None
    changes: str | None  # the address of what was changed in the file that changed last
    behind: date | None  # the day of the oldest change in another language that it has not followed


def freshness_of(
    files: Sequence[str],
    lang: str,
    history: History,
    repository: Repository | None,
    today: date,
    shown: Sequence[str] = (),
) -> Freshness:
    """The state of a page in one language that is made of these files, the one with most words first.

    `shown` are those of other pages that it shows: it changes with them, and they are corrected there.
    What is not committed yet changed `today`.
    """
    days = {file: history.changed[file].day or today for file in (*files, *shown) if file in history.changed}
    newest = max(days, key=days.__getitem__, default=None)
    since = [
        half.since.day if half.since and half.since.day else today
        for file in files
        for half in history.behind_by_file.get(file, ())
        if half.lang == lang
    ]
    return Freshness(
        correct=repository.edit_address(files[0]) if repository and files else None,
        changed=days[newest] if newest else None,
        changes=repository.history_address(newest) if repository and newest else None,
        behind=min(since, default=None),
    )
