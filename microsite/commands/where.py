"""`where`: every file of the site in which the number of an entry stands, and how often."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from microsite import line
from microsite.commands import printing
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.memory import Memory
from microsite.messages.catalogue import Message, sentence
from microsite.messages.problems import Place, Problem, did_you_mean, stop_if_any

DRAWN = (".css", ".png", ".svg")  # files without words of the content
MORE = 1  # by so much, the number is another: what is then another stands somewhere


def run(given: Namespace) -> int:
    """Build in memory, once with another number, and list the files that differ.

    Raises `ContentError` for mistakes in the content, and for an id that no number has.
    """
    memory = Memory()
    now = line.build(given.content, given.today, memory=memory)
    stop_if_any(_unmeasured(now.site, given.id))
    changed = partial(with_another_number, id=given.id)
    then = line.build(given.content, now.today, memory=memory, change=changed)
    found = {
        path: places(path, now.files[path], body)
        for path, body in sorted(then.files.items())
        if body != now.files.get(path)
    }
    for path, times in found.items():
        said = Message("where-drawn") if times is None else Message("where-times", number=times)
        printing.print_text(f"{path}  {sentence(said, given.lang)}", given)
    phrases = Phrases(now.site, next(iter(now.site.settings.languages)))
    number = phrases.quantity(now.site.citables[given.id].entry).striptags()
    times = sum(it or 0 for it in found.values())
    told = Message("where-counted", id=given.id, said=number, files=len(found), number=times)
    printing.print_summary(told, given)
    return 0


def _unmeasured(site: Site, id: str) -> list[Problem]:
    """Why nobody can tell where a number stands: nothing has this id, or no number."""
    measured = [it for it, named in site.citables.items() if getattr(named.entry, "value", None) is not None]
    if id in measured:
        return []
    return [Problem(Place(id), "", Message("no-number-of", id=id, hint=did_you_mean(id, measured)))]


def with_another_number(site: Site, id: str) -> Site:
    """The same content, but for the number of one entry, wherever that is held."""
    entry = site.citables[id].entry
    ends = ("value", "up_to")
    more = {name: end + MORE for name in ends if (end := getattr(entry, name, None)) is not None}
    new = entry.model_copy(update=more)
    held = {it.name: getattr(site, it.name) for it in fields(site)}
    return replace(site, **{name: _with(value, entry, new) for name, value in held.items()})


def _with(value: Any, old: Any, new: Any) -> Any:
    """A value in which one thing has been put in the place of another; itself where it was nowhere."""
    if value is old:
        return new
    if isinstance(value, BaseModel):
        parts = {name: _with(part, old, new) for name, part in vars(value).items()}
        same = all(part is getattr(value, name) for name, part in parts.items())
        return value if same else value.model_copy(update=parts)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {it.name: _with(getattr(value, it.name), old, new) for it in fields(value) if it.init}
        same = all(part is getattr(value, name) for name, part in parts.items())
        return value if same else replace(value, **parts)
    if isinstance(value, Mapping):
        items = {key: _with(part, old, new) for key, part in value.items()}
        return value if all(items[key] is part for key, part in value.items()) else items
    if isinstance(value, tuple):
        several = tuple(_with(part, old, new) for part in value)
        return value if all(map(_is, several, value)) else several
    return value


def _is(one: object, other: object) -> bool:
    return one is other


def places(path: str, body: bytes, other: bytes) -> int | None:
    """In how many places of a file its words differ; None where only what is drawn differs."""
    now, then = (Counter(_words(path, it)) for it in (body, other))
    return sum((now - then).values()) or None


def _words(path: str, body: bytes) -> Iterator[str]:
    """What a file says: of a page each stretch of words, of any other text each line."""
    kind = PurePosixPath(path).suffix
    if kind == ".html":
        tree = LexborHTMLParser(body)
        yield from (node.attributes.get("content") or "" for node in tree.css("meta[content]"))
        for node in tree.root.traverse(include_text=True) if tree.root else ():
            if node.tag == "-text":
                yield node.text_content or ""
    elif kind not in DRAWN:
        yield from body.decode("utf-8", "replace").splitlines()
