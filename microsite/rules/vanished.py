"""Files that are gone since the last commit, and what they held."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import yaml

from microsite.content.documents import Document, Loader
from microsite.content.files import INTERFACE, SITE, IdKind, kind_of
from microsite.content.index import CITABLE, Name, names_in
from microsite.content.site import Draft
from microsite.history.halves import History
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem

HALF = re.compile(r"\.[^./]+\.md$")


def problems_of(draft: Draft, history: History) -> Iterator[Problem]:
    """Yield a warning for each file that is gone, unless what it held stands elsewhere now; for the halves of
    a text there is one."""
    folder = draft.documents[SITE.pattern].file.removesuffix(SITE.pattern)
    said: set[str] = set()
    for file, raw in history.gone.items():
        pattern = HALF.sub(".*.md", file)
        is_half = pattern != file
        # The file of the entry speaks for its text, too; a shared text that is missed is a mistake.
        if is_half and (HALF.sub(".yaml", file) in history.gone or file.startswith("parts/")):
            continue
        if pattern in said:
            continue
        said.add(pattern)
        path = shlex.quote(f"{folder}{pattern}")
        if message := _said(draft, file, raw, path):
            yield Problem(Place(f"{folder}{file}"), "", message, "warning")


def _said(draft: Draft, file: str, raw: bytes, path: str) -> Message | None:
    """What is gone with a file; None where all that it held is elsewhere now."""
    names = list(_names(file, raw))
    if not names:
        return Message("file-gone", path=path)
    lost = [name for name in names if name.id not in draft.known.get(_group(name.kind), ())]
    if not lost:
        return None
    if not lost[0].path or len(lost) == 1:  # with a sector go its targets
        return Message("entry-gone", kind=Message(f"kind-{lost[0].kind}"), id=lost[0].id, path=path)
    ((kind, number),) = Counter(name.kind for name in lost).most_common(1)
    return Message("entries-gone", number=number, kind=Message(f"kinds-{kind}"), path=path)


def _names(file: str, raw: bytes) -> Iterator[Name]:
    """What a file named that is no part of another entry."""
    if file.endswith(".md") or not kind_of(file) or INTERFACE.holds(file):
        return
    with suppress(yaml.YAMLError, ValueError):
        data = yaml.load(raw, Loader=Loader)
        if isinstance(data, dict):
            names = names_in(file, Document(file, data, {}))
            yield from (name for name in names if name.kind != "figure")


def _group(kind: IdKind) -> str:
    return "fact" if kind in CITABLE else kind
