"""Which half of a text has fallen behind the others, told by the history of its values in git.

Values are compared, not lines: an entry that moves within its file, or from one file of stations to
another, has not changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from microsite.content.documents import KeyPath, where
from microsite.content.files import REVIEWED, STATIONS
from microsite.fingerprints import Fingerprints
from microsite.history.entries import EntryLedger, Versions
from microsite.history.git import (
    UNCOMMITTED,
    Commit,
    Commits,
    Revision,
    known_changes,
    last_changes,
    read_commits,
    removed,
    state_of_repository,
    working_tree,
)
from microsite.history.texts import Texts, texts_in
from microsite.messages.catalogue import Message
from microsite.parallel import aside
from microsite.tracking import Part, derived

State = Literal["current", "behind", "unknown"]


class Half(NamedTuple):
    """A text in one language, and whether it has followed the other languages.

    `since` and `ahead` tell which change a half is behind: the oldest one, and the language that it
    was made in. Both are None for a half that is not behind.
    """

    text: str  # `sectors/port.yaml › targets › trams › title`; of prose, `sectors/port.md › players`
    file: str  # that holds this half now, by its name in the content folder
    path: KeyPath  # of the text in the file, without the language
    lang: str
    state: State
    since: Commit | None = None
    ahead: str | None = None


@dataclass(frozen=True)
class History(Part):
    """What git tells about the content as it is now.

    `complete` is False when older commits are missing (a shallow clone) or there are none at all;
    what cannot be told is then `unknown`.
    """

    complete: bool
    halves: tuple[Half, ...]  # in the order of files, of places in a file, and of languages
    changed: Mapping[str, Commit]  # the last change of each file, where it is known
    gone: Mapping[str, bytes] = field(default_factory=dict)  # files that are no more, as last committed
    lack: Message | None = field(default=None, compare=False)  # why it is not complete
    versions: Versions = field(default_factory=dict)  # of the entries with a value, by id, the oldest first
    commit: str = ""  # the id of the one that the content is as of, where nothing was changed since

    def behind(self) -> tuple[Half, ...]:
        """The halves that are behind another one for sure."""
        return tuple(half for half in self.halves if half.state == "behind")

    @derived
    def behind_by_file(self) -> Mapping[str, Sequence[Half]]:
        """Those of each file of the content folder that has any."""
        files: dict[str, list[Half]] = {}
        for half in self.behind():
            files.setdefault(half.file, []).append(half)
        return files


NO_HISTORY = History(False, (), {})


class Past:
    """What the commits tell of a folder, read once and kept until there is another one."""

    def __init__(self) -> None:
        self._told: tuple[Hashable, _Told] | None = None

    def told(self, folder: Path, languages: tuple[str, ...]) -> _Told:
        """What they tell of a folder whose texts have halves in `languages`."""
        about = (folder, languages, state_of_repository(folder))
        if self._told is None or self._told[0] != about:
            self._told = (about, _Told(read_commits(folder), languages))
        return self._told[1]

    @contextmanager
    def read_aside(self, folder: Path, languages: tuple[str, ...]) -> Iterator[None]:
        """Read what the commits tell, unless it is known, while something else is done inside this block."""
        about = (folder, languages, state_of_repository(folder))
        if self._told is not None and self._told[0] == about:
            yield
            return
        with aside(lambda: _Told(read_commits(folder), languages)) as told:
            yield
            self._told = (about, told())


class _Told:
    """What the commits of a folder tell, without what is not committed yet."""

    def __init__(self, commits: Commits, languages: tuple[str, ...]) -> None:
        revisions = commits.revisions
        self.complete = commits.complete
        self.lack = commits.lack
        self.blobs = commits.blobs
        self.oldest = revisions[0].commit if revisions else UNCOMMITTED
        self.newest = revisions[-1].commit if revisions else UNCOMMITTED
        self.last = last_changes(revisions)
        unseen = set() if self.complete or not revisions else {*revisions[0].files}
        self.ledger = _Ledger(languages, unseen)
        self.entries = EntryLedger({*unseen})
        for revision in revisions:
            self.ledger.take(revision)
            self.entries.take(revision)


def read_history(
    folder: Path,
    languages: Sequence[str],
    past: Past | None = None,
    fingerprints: Fingerprints | None = None,
    every: bool = True,
) -> History:
    """The history of a content folder whose texts have halves in `languages`.

    Raises nothing for what git or the files hold. Without git or a repository, and where no commit
    has anything of the folder, every half is `unknown`; unless `every` one is wanted, they are left out.
    """
    told = (past or Past()).told(folder, tuple(languages))
    if not (told.last or every):
        return NO_HISTORY
    now = working_tree(folder, told.blobs, fingerprints)
    ledger, entries = told.ledger.copy(), told.entries.copy()
    if told.oldest == UNCOMMITTED:
        ledger.unseen = {*now.files}
        entries.unseen = {*now.files}
    ledger.take(now)
    entries.take(now)
    last = {**told.last, **dict.fromkeys(now.files, now.commit)}
    for file in [file for file, raw in now.files.items() if raw is None]:
        del last[file]
    changed = known_changes(last, told.complete, told.oldest)
    gone = removed(folder, told.blobs, now)
    commit = "" if now.files else told.newest.id
    halves = tuple(ledger.halves())
    return History(told.complete, halves, changed, gone, told.lack, entries.versions, commit)


Standing = tuple[State, Commit | None, str | None]  # as in `Half`: state, since, ahead
CURRENT: Standing = ("current", None, None)
UNKNOWN: Standing = ("unknown", None, None)


@dataclass
class _Text:
    """The halves of one text as they were last seen, also those that have gone: they may return."""

    values: dict[str, str] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)

    def take(self, written: Mapping[str, str], commit: Commit, start: Standing) -> None:
        """Follow one commit; `start` is the standing of a half that was never seen before."""
        states = {lang: state for lang, (state, _, _) in self.standings.items()}
        added = written.keys() - states.keys()
        changed = [lang for lang, value in self.values.items() if written.get(lang, value) != value]
        ahead = [lang for lang in changed if states[lang] == "current"]
        doubt = any(states[lang] == "unknown" for lang in changed)
        for lang, state in states.items():
            if ahead and state != "behind":
                self.standings[lang] = ("behind", commit, ahead[0])
            elif doubt and state == "current":  # the change caught up with this half, or it went ahead
                self.standings[lang] = UNKNOWN
        self.standings |= dict.fromkeys(changed, CURRENT) | dict.fromkeys(added, start)
        self.values |= written

    def copy(self) -> _Text:
        return _Text(dict(self.values), dict(self.standings))


@dataclass
class _Ledger:
    """Every text that was ever seen, by its identity, and the texts of each file when it was last read."""

    languages: tuple[str, ...]
    unseen: set[str]  # files whose beginning is missing, as long as they were not read
    files: dict[str, Texts] = field(default_factory=dict)
    texts: defaultdict[str, _Text] = field(default_factory=lambda: defaultdict(_Text))
    reviews: dict[str, dict[str, str]] = field(default_factory=dict)

    def copy(self) -> _Ledger:
        """The same ledger, which can follow another commit while this one stays."""
        return _Ledger(
            self.languages, {*self.unseen}, dict(self.files), self.texts.copy(), dict(self.reviews)
        )

    def take(self, revision: Revision) -> None:
        """Follow one commit; a file that cannot be read stands as it did."""
        found = {file: texts_in(file, raw or b"", self.languages) for file, raw in revision.files.items()}
        read = {file: texts for file, texts in found.items() if texts is not None}
        reviews = read.pop(REVIEWED.pattern, None)
        written: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for file, texts in read.items():
            for path, halves in texts.items():
                if halves != self.files.get(file, {}).get(path):
                    written[_identity(_name(file, path))] |= halves
        start = UNKNOWN if read.keys() & self.unseen else CURRENT
        for id, halves in written.items():
            text = self.texts[id] = self.texts[id].copy()
            text.take(halves, revision.commit, start)
        self.unseen -= read.keys()
        self.files |= read
        if reviews is not None:
            self.review(reviews)

    def review(self, reviews: Texts) -> None:
        """Clear each half that was read again in the commit that was just followed."""
        days = {where(path): halves for path, halves in reviews.items()}
        named = [_name(file, path) for file, texts in self.files.items() for path in texts]
        for name, halves in days.items() if REVIEWED.pattern not in self.unseen else ():
            before = self.reviews.get(_identity(name), {})
            again = [lang for lang, day in halves.items() if day != before.get(lang)]
            own = _identity(name)
            for text in named if again else ():
                if text.startswith(f"{name} › ") or _identity(text) == own:
                    read = self.texts[_identity(text)] = self.texts[_identity(text)].copy()
                    read.standings |= {lang: CURRENT for lang in again if lang in read.standings}
        self.reviews = {_identity(name): halves for name, halves in days.items()}
        self.unseen.discard(REVIEWED.pattern)

    def halves(self) -> Iterator[Half]:
        """The halves that the files hold now; a short text counts when it has every language."""
        for file, texts in sorted(self.files.items()):
            for path, halves in texts.items():
                if file.endswith(".md") or len(halves) == len(self.languages):
                    name = _name(file, path)
                    standings = self.texts[_identity(name)].standings
                    yield from (Half(name, file, path, lang, *standings[lang]) for lang in halves)


@lru_cache(maxsize=50_000)
def _name(file: str, path: KeyPath) -> str:
    """What the text at a path of a file is called in every language."""
    whole = re.sub(r"\.[^./]+\.md$", ".md", file)
    return f"{whole} › {where(path)}" if path else whole


def stands_for(name: str, text: str) -> bool:
    """Whether a name in `reviewed.yaml` means a text: its own name, or that of its file or entry."""
    return text.startswith(f"{name} › ") or _identity(text) == _identity(name)


@lru_cache(maxsize=20_000)
def _identity(name: str) -> str:
    """What stays of a name when the entry moves to another file of stations."""
    file, arrow, path = name.partition(" › ")
    return f"{STATIONS.name}{arrow}{path}" if arrow and STATIONS.holds(file) else name
