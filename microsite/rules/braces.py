"""Braces in texts: whether they name something, and the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from microsite.content.moments import DateError, read_moment
from microsite.content.references import PARTS, Reference, almost
from microsite.content.site import Draft
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean


def stray_brace(words: str, offset: int) -> Message:
    """What is wrong with the brace at an offset of a text."""
    if written := almost(words, offset):
        return Message("no-such-part", written=written, parts=", ".join(PARTS))
    return Message("stray-brace", words=words[offset : offset + 40].partition("\n")[0])


def wrong_reference(draft: Draft, reference: Reference, owner: Any) -> Message | None:
    """Why a reference leads to nothing, or None when it is right."""
    name, written = reference.name, reference.written
    if reference.part == "moment":
        try:
            read_moment(name)
        except DateError as error:
            return error.message
        return None
    facts = draft.known.get("fact", ())
    if reference.part == "mark":
        names = {*facts, *draft.known.get("source", ())}
        sure = "fact" in draft.known and "source" in draft.known
        if sure and name not in names:
            return Message("mark-of-nothing", written=written, hint=did_you_mean(name, names))
        return None
    if name:
        if name not in draft.citables:
            if "fact" in draft.known and name not in facts:
                return Message("brace-of-nothing", written=written, hint=did_you_mean(name, facts))
            return None
        owner = draft.citables[name].entry
    field = "value" if reference.part == "quantity" else reference.part
    if getattr(owner, field, None) is None and name not in draft.damaged:
        return Message("nothing-to-print", written=written, field=field)
    return None


def same_names(
    named: Mapping[str, Counter[str]], place: Callable[[str], Place], key: str
) -> Iterator[Problem]:
    """Each language of a text names the same facts, dates and entries, equally often."""
    if not named:
        return
    first, *others = named
    missing: dict[tuple[str, str], str] = {}  # where, and what -> a language that has it
    for lang in others:
        for here, there in ((first, lang), (lang, first)):
            for written in sorted(named[here] - named[there]):
                missing.setdefault((there, written), here)
    for (there, written), here in missing.items():
        yield Problem(place(there), key, Message("halves-differ", written=written, here=here, there=there))
