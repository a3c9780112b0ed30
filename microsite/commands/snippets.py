"""The ids and the entries of a site as snippets, which VS Code offers while somebody types.

They are no part of the schemas: those are kept with the content and would call an id wrong that is newer
than they are. Snippets only offer; nobody misses them where they are not made yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from microsite.commands.entry_text import EntryText
from microsite.content.files import NEW_ENTRIES, shape_of
from microsite.content.index import CITABLE, LABELS, Indexed
from microsite.content.scalars import Entry
from microsite.content.site import Draft
from microsite.content.text_files import UNFILLED
from microsite.messages.catalogue import Message, sentence

FILE = "content.code-snippets"
Snippet = Mapping[str, str | list[str]]


def snippets(draft: Draft, lang: str) -> str:
    """The snippets of a site as VS Code reads them, explained in a language of messages."""
    found = {**dict(_names(draft, lang)), **dict(_entries(draft, lang))}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _names(draft: Draft, lang: str) -> Iterator[tuple[str, Snippet]]:
    """Every id: by itself in YAML, in prose as it is written there."""
    for named in draft.index:
        kind = sentence(Message(f"kind-{named.kind}"), lang)
        told = f"{kind}: {_label(named, draft)}"
        yield f"{named.id} ({named.kind})", _offered("yaml", named.id, named.id, told)
        if named.kind in CITABLE:
            yield f"{{{named.id}}}", _offered("markdown,yaml", f"{{{named.id}", f"{{{named.id}}}", told)
        elif named.kind == "source":
            yield f"{{^{named.id}}}", _offered("markdown", f"{{^{named.id}", f"{{^{named.id}}}", told)
        elif named.kind in ("term", "sector"):
            link = f"{named.kind}:{named.id}"
            words = _label(named, draft)
            text = f"[${{1:{_escaped(words)}}}]({link})"
            yield link, {"scope": "markdown", "prefix": link, "body": text, "description": told}


def _label(named: Indexed, draft: Draft) -> str:
    """What an entry is called, in the default language of the site."""
    entry: Any = named.entry
    name = getattr(entry, LABELS.get(named.kind, "name"), None)
    languages = list(draft.settings.languages) if draft.settings else []
    if name is None or isinstance(name, str) or not languages:
        return str(getattr(entry, "title", None) or named.id)
    return str(name[languages[0]])


def _entries(draft: Draft, lang: str) -> Iterator[tuple[str, Snippet]]:
    """A new entry of each kind that stands in a file with others, with a stop at each blank."""
    languages = tuple(draft.settings.languages) if draft.settings else ()
    for kind, homes in NEW_ENTRIES.items():
        if not homes[0][1].path and homes[0][0].file_id:
            continue  # it is a file of its own: `new` writes that
        shape: type[Entry] = shape_of(kind)
        lines = EntryText(lang, languages, {}).entry(shape, "  ")
        body = ["${1:id}:", *_with_stops(lines)]
        name = sentence(Message(f"kind-{kind}"), lang)
        yield f"new {kind}", {"scope": "yaml", "prefix": f"new {kind}", "body": body, "description": name}


def _with_stops(lines: Iterable[str]) -> Iterator[str]:
    """Lines with a numbered stop at each blank, behind that of the id."""
    stop = 2
    for line in lines:
        before, *behind = _escaped(line).split(UNFILLED)
        text = before
        for rest in behind:
            text += f"${{{stop}}}{rest}"
            stop += 1
        yield text


def _offered(scope: str, prefix: str, text: str, told: str) -> Snippet:
    return {"scope": scope, "prefix": prefix, "body": _escaped(text), "description": told}


def _escaped(text: str) -> str:
    return re.sub(r"[\\$}]", r"\\\g<0>", text)
