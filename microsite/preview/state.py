"""What the preview knows at a moment, and every socket and page is told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import Problem
from microsite.messages.report import words
from microsite.preview.addresses import Addresses
from microsite.preview.builder import Outcome
from microsite.preview.editors import editor_address
from microsite.preview.written import Written

Told = dict[str, str]


@dataclass
class State:
    """The site that is served, and what came of the last build.

    `hosts` are the names and ports that a browser on this machine may know the preview by; `editor` is the
    pattern of addresses that open a file, `lang` the language of messages.
    """

    addresses: Addresses
    editor: str
    lang: str
    hosts: frozenset[str] = frozenset()
    changed: Sequence[str] = ()
    day: date | None = None  # the one that is shown, where it is not that of the published site
    today: date | None = None  # that of the published site
    title: str = ""
    problems: Sequence[Told] = ()
    warnings: Sequence[Told] = ()

    def follow(self, outcome: Outcome) -> None:
        """Take over what came of a build. After a mistake the last good site stays."""
        self.problems = [self._told(problem) for problem in outcome.problems]
        if outcome.built is None:
            self.title = sentence(Message("page-stays", number=len(self.problems)), self.lang)
            return
        kept = outcome.built.files if outcome.day else None
        ahead = outcome.built.files if outcome.early else {}
        written = Written(outcome.built)
        self.addresses = replace(self.addresses, written=written, kept=kept, ahead=ahead)
        self.day = outcome.day
        self.today = outcome.built.today if outcome.day is None else self.today
        self.changed = sorted(outcome.changed_pages | outcome.changed_assets)
        if not outcome.early:  # that takes longer to find
            self.warnings = [self._told(problem) for problem in outcome.warnings]
        self.serve_under(base_path(outcome.built.site.settings.base_url))

    def concerning(self, path: str) -> list[Told]:
        """The warnings that lie in what a page is made of."""
        files = self.addresses.written.files_of(path) if self.addresses.written else ()
        return [problem for problem in self.warnings if problem["file"] in files]

    def serve_under(self, base: str) -> None:
        """Serve the site under a path, which begins and ends with a slash."""
        self.addresses = replace(self.addresses, base=base)

    def _told(self, problem: Problem) -> Told:
        """A problem as a page shows it: its place, the address that opens it, and the words of a report."""
        place = problem.place
        return {
            "place": str(place),
            "file": place.file,
            "address": editor_address(self.editor, place.file, place.line, place.column),
            "severity": problem.severity,
            "message": words(problem, self.lang),
        }


def base_path(base_url: str | None) -> str:
    """The path under which a site with this address is published; the root where there is none."""
    return urlsplit(base_url or "").path or "/"
