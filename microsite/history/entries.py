"""Every form that an entry of the content has had, commit by commit.

Values are compared, not lines: an entry whose keys stand in another order, whose file was set otherwise,
or which has moved to another file, is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from microsite.content.documents import KeyPath
from microsite.content.files import EACH, kind_of
from microsite.content.index import CITABLE
from microsite.history.git import Commit, Revision
from microsite.history.texts import tree_in

Form = Mapping[str, Any]  # an entry as it was written: nested dicts, lists and strings, spaces made single

NAMES = "moved"  # what an entry was called before: another name makes no other entry


@dataclass(frozen=True)
class Version:
    """A form that an entry came to have by a commit; None where it was taken out.

    `sure` is False where it may have had that form before: the commit is the oldest that is at hand, and
    not the first.
    """

    commit: Commit
    form: Form | None
    at: int  # which commit of the content, from 0 on
    sure: bool = True


Versions = Mapping[str, tuple[Version, ...]]  # by the ids that entries had then, the oldest first


@dataclass
class EntryLedger:
    """The entries of each file when it was last read, and all their versions so far."""

    unseen: set[str]  # files whose beginning is missing, as long as they were not read
    files: dict[str, Mapping[str, Form]] = field(default_factory=dict)
    versions: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    commits: int = 0

    def copy(self) -> EntryLedger:
        """The same ledger, which can follow another commit while this one stays."""
        return EntryLedger({*self.unseen}, dict(self.files), dict(self.versions), self.commits)

    def take(self, revision: Revision) -> None:
        """Follow one commit; a file that cannot be read stands as it did."""
        read = {
            file: entries
            for file, raw in revision.files.items()
            if _groups(file) and (entries := _entries_in(file, raw or b"")) is not None
        }
        before = {id for file in read for id in self.files.get(file, ())}
        sure = self.unseen.isdisjoint(read)
        self.unseen -= read.keys()
        self.files |= read
        now = {id: form for entries in read.values() for id, form in entries.items()}
        gone = before - now.keys()
        if gone:  # unless another file has them, too
            now |= {id: form for entries in self.files.values() for id, form in entries.items() if id in gone}
        for id in sorted(before | now.keys()):
            versions = self.versions.get(id, ())
            last = versions[-1].form if versions else None
            form = now.get(id)
            if form != last:
                version = Version(revision.commit, _shared(form, last), self.commits, sure)
                self.versions[id] = (*versions, version)
        self.commits += 1


def of_entry(versions: Versions, name: str, before: Iterable[str]) -> tuple[Version, ...]:
    """The versions of one entry under its name and those that it had `before`, in any order.

    A name that something else has by now tells nothing of it.
    """
    earlier = [gone for it in before if (gone := versions.get(it, ())) and gone[-1].form is None]
    whole: tuple[Version, ...] = ()
    for later in (*sorted(earlier, key=lambda gone: gone[0].at), versions.get(name, ())):
        if whole and later:  # taken out under one name and put in under another at once is neither
            whole = whole[:-1] if whole[-1].at == later[0].at else whole
            later = later[1:] if whole and whole[-1].form == later[0].form else later
        whole += later
    return whole


def _shared(form: Form | None, last: Form | None) -> Form | None:
    """A form that has whatever is the same in common with the last one."""
    if form is None or last is None:
        return form
    return {key: last[key] if last.get(key) == value else value for key, value in form.items()}


@lru_cache(maxsize=10_000)
def _groups(file: str) -> tuple[KeyPath, ...]:
    """Where in a file of the content entries with a value stand that are no parts of others."""
    kind = kind_of(file)
    return tuple(ids.path for ids in kind.ids if ids.kind in CITABLE and EACH not in ids.path) if kind else ()


def _entries_in(file: str, raw: bytes) -> Mapping[str, Form] | None:
    tree = tree_in(raw)
    return None if tree is None else dict(_found(file, tree))


def _found(file: str, tree: Mapping[str, Any]) -> Iterator[tuple[str, Form]]:
    for path in _groups(file):
        group: Any = tree
        for key in path:
            group = group.get(str(key)) if isinstance(group, dict) else None
        for id, entry in group.items() if isinstance(group, dict) else ():
            if isinstance(entry, dict):
                yield id, {key: _single(value) for key, value in entry.items() if key != NAMES}


def _single(value: Any) -> Any:
    """A value with its spaces made single, since line breaks say nothing."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _single(item) for key, item in value.items()}
    return [_single(item) for item in value]
