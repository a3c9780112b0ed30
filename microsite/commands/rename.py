"""`rename`: an entry gets another id wherever it is named, and its old address leads to it."""

from __future__ import annotations

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from microsite.commands import printing
from microsite.commands.additions import taken_ids, text_of
from microsite.commands.mentions import IN_FILES_OF_THEIR_OWN, Edit, Nodes, Renaming, edited
from microsite.commands.moving import called_before
from microsite.commands.rewriting import Rewritten, rewrite
from microsite.commands.trial import mistakes_in, mistakes_when
from microsite.content.documents import KeyPath
from microsite.content.files import PAGE
from microsite.content.pages import WRITTEN_PAGES
from microsite.content.reading import read_draft
from microsite.content.scalars import ID_PATTERN, Addressed
from microsite.content.site import Draft
from microsite.fingerprints import Fingerprints
from microsite.history.git import is_committed
from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import Place, Problem, did_you_mean, stop_if_any


@dataclass(frozen=True)
class Plan:
    """What a renaming changes."""

    edits: Mapping[str, Sequence[Edit]]  # by file
    files: Mapping[str, Rewritten]  # by the names that they have
    leads_on: bool  # whether an old address is kept


def run(given: Namespace) -> int:
    """Rename an entry in all files of the content, or in none.

    Raises `ContentError` for ids that will not do, for files that cannot be read, and when the content would
    have mistakes that it has not now; `OSError` when it cannot be written.
    """
    draft, problems = read_draft(given.content)
    stop_if_any(_unread(draft, problems, given.content))
    stop_if_any(_wrong_ids(draft, given.kind, given.old, given.new))
    plan = planned(draft, given.content, given.kind, given.old, given.new, forget=given.forget)
    before = mistakes_in(given.content, given.today)
    after = mistakes_when(lambda folder: rewrite(folder, plan.files), given.content, given.today)
    stop_if_any(_added(before, after, word_of(given.new), given.old))
    committed = is_committed(given.content)
    if not given.dry_run:
        rewrite(given.content, plan.files)
    for name, it in plan.files.items():
        number = len(plan.edits.get(name, ()))
        said = Message("mention") if number == 1 else Message("mentions", number=number)
        if it.name != name:
            said = Message("file-renamed", name=(given.content / it.name).as_posix())
        print(f"{(given.content / name).as_posix()}  {sentence(said, given.lang)}")
    for summary in _summaries(given, plan, committed):
        printing.print_summary(summary, given)
    return 0


def word_of(id: str) -> re.Pattern[str]:
    """An id where it stands by itself."""
    return re.compile(rf"(?<![a-z0-9-]){re.escape(id)}(?![a-z0-9-])")


def planned(draft: Draft, content: Path, kind: str, old: str, new: str, forget: bool = False) -> Plan:
    """What is to be changed for an entry to be called otherwise; unless its address is to be forgotten, the
    entry says what it was called before."""
    word = word_of(old)
    names = [name for name in Fingerprints().under(content) if name.endswith((".yaml", ".md"))]
    texts = {name: text_of(content, name) for name in names}
    renaming = Renaming(draft, kind, old, new, {name: it for name, it in texts.items() if word.search(it)})
    edits = renaming.edits()
    home = None if forget else _addressed(draft, kind, renaming.home)
    if home:
        file, path = home
        edits.setdefault(file, []).append(called_before(Nodes(texts[file]), path, old, new))
    renamed = {name: again for name, again in renaming.files.items() if name in texts}
    files = {
        name: Rewritten(renamed.get(name, name), edited(texts[name], edits.get(name, [])))
        for name in sorted({*edits, *renamed})
    }
    return Plan(edits, files, bool(home))


def _addressed(draft: Draft, kind: str, home: tuple[str, KeyPath] | None) -> tuple[str, KeyPath] | None:
    """Where the entry is, if its id is its address, or the name of its place on a page."""
    if not home:
        return None
    file, path = home
    entry = draft.values.get(file)
    for key in path:
        entry = entry.get(key) if isinstance(entry, Mapping) else getattr(entry, str(key), None)
    if not isinstance(entry, Addressed) or (
        kind in IN_FILES_OF_THEIR_OWN and getattr(entry, "address", None)
    ):
        return None
    return home


def _unread(draft: Draft, problems: Sequence[Problem], content: Path) -> Iterator[Problem]:
    """What is wrong with files that could not be read: an id in them would be missed."""
    read = {(content / name).as_posix() for name in draft.documents} | {it.file for it in draft.texts}
    there = {(content / name).as_posix() for name in Fingerprints().under(content)}
    for problem in problems:
        lost = problem.place.file in there - read and problem.place.file.endswith((".yaml", ".md"))
        if problem.severity == "error" and lost:
            yield problem
    if not draft.settings:
        yield from (it for it in problems if it.severity == "error")


def _added(
    before: Sequence[Problem], after: Sequence[Problem], new: re.Pattern[str], old: str
) -> Iterator[Problem]:
    """The mistakes that there were not before, when the entry was called `old`."""
    there = Counter((it.message.code, it.where) for it in before)
    for problem in after:
        name = problem.message.code, new.sub(old, problem.where)
        if there[name] > 0:
            there[name] -= 1
        else:
            yield problem


def _wrong_ids(draft: Draft, kind: str, old: str, new: str) -> Iterator[Problem]:
    """Why an entry cannot be called so, or is none."""
    place = Place("rename")
    known = [*draft.known.get("fact" if kind == "figure" else kind, ())]
    taken = {*taken_ids(draft, kind)}
    if kind == PAGE.name:
        known = [*draft.own_pages]
        taken = {*known, *WRITTEN_PAGES}
    if kind == PAGE.name and old in WRITTEN_PAGES:
        yield Problem(place, "", Message("page-of-the-engine", page=old, file=PAGE.file(old)))
    elif old not in known:
        hint = did_you_mean(old, known)
        yield Problem(place, "", Message("unknown-id", name=old, kind=Message(f"kind-{kind}"), hint=hint))
    if not re.fullmatch(ID_PATTERN, new):
        yield Problem(place, "", Message("not-an-id", value=new))
    elif new in taken:
        yield Problem(place, "", Message("id-used", id=new))


def _summaries(given: Namespace, plan: Plan, committed: bool | None) -> Iterator[Message]:
    """`committed` is whether git had all of the content before; None where git does not keep it."""
    kind = Message(f"kind-{given.kind}")
    code = "would-rename" if given.dry_run else "renamed"
    yield Message(code, kind=kind, old=given.old, new=given.new)
    if plan.leads_on:
        yield Message("old-address-kept")
    if committed is not None and not given.dry_run:
        yield Message("upgrade-diff") if committed else Message("upgrade-diff-of-both")
