"""What a build says about itself in `built.json`: enough to make the same site again and compare.

It is published beside the pages, so that who has the sources can ask whether a site is what they make.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from microsite import __version__
from microsite.content.scalars import ADDRESS_PATTERN
from microsite.content.settings import Settings

RECORD = "built.json"


@dataclass(frozen=True)
class Record:
    """A build: with what, of what, for which day and addresses, and every other file of the site."""

    engine: str  # its version
    content: str  # the commit that changed the content last; empty where git has not all of it as it is
    today: date
    base_url: str
    repository: str  # its address; empty where the site names none
    files: tuple[str, ...]

    def written(self) -> bytes:
        """The record as a file."""
        data = {**asdict(self), "today": self.today.isoformat()}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def record_of(settings: Settings, today: date, content: str, files: Iterable[str]) -> Record:
    """What is to be said of a build that makes these files."""
    repository = settings.repository.url if settings.repository else ""
    return Record(__version__, content, today, settings.base_url, repository, tuple(sorted(files)))


def read_record(raw: bytes) -> Record | None:
    """The record that a site has published; None for what no build has written."""
    try:
        data = json.loads(raw)
        record = Record(**{**data, "today": date.fromisoformat(data["today"]), "files": tuple(data["files"])})
    except (ValueError, TypeError, KeyError, RecursionError):  # not JSON, or not of this form
        return None
    words = (record.engine, record.content, record.base_url, record.repository, *record.files)
    addresses = (record.base_url, record.repository or record.base_url)
    if not all(isinstance(word, str) for word in words) or not all(map(_is_address, addresses)):
        return None
    return record


def _is_address(word: str) -> bool:
    return re.fullmatch(ADDRESS_PATTERN, word) is not None
