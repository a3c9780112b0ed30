"""From format 1 to 2: the short title and the scopes of promises belong to the site, and the words of the
interface come with the engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from microsite.content.files import INTERFACE, LAUNCH, SECTOR, SITE, of_kind
from microsite.content.shipped import in_languages
from microsite.messages.catalogue import Message
from microsite.upgrades.changes import Changed, Files, Note, added, moved, without
from microsite.upgrades.yaml_text import YamlText

TEXT, CODE = "{licence}", "{code_licence}"
UNCOUNTED = "related"  # format 1 did not count these promises, whatever its sites called them
# Between the halves of a text: a comma or the like, which goes, or the end of a sentence, which stays.
BETWEEN = re.compile(r"\s*[,;·|/、，；،؛]\s*|(?<=[.。])\s*")
SPACES = re.compile(r"\s+")  # where nothing else parts them


def short_title(files: Files) -> Changed:
    """What a site was called for short was the short name of its launch."""
    return moved(files, LAUNCH.pattern, "short_name", "short_title", after="title")


def scopes(files: Files) -> Changed:
    """Where promises come from is content now: those that targets name, or all three if none does."""
    given = _mapping(files[INTERFACE.pattern].data.get("scope")) if INTERFACE.pattern in files else {}
    named = given.keys() & _scopes_of_targets(files)
    notes = []
    for id in given if named else ():
        if id not in named:
            files = without(files, INTERFACE.pattern, "scope", id)
            notes.append(Note(INTERFACE.pattern, Message("upgrade-not-named", key=f"scope › {id}")))
    files, more = moved(files, INTERFACE.pattern, "scope", "scopes", change=_scopes)
    return files, (*notes, *more)


def _scopes_of_targets(files: Files) -> set[str]:
    groups = (files[name].data.get("targets") for kind in (SECTOR, LAUNCH) for name in of_kind(kind, files))
    targets = (target for group in groups for target in _mapping(group).values())
    return {str(_mapping(target).get("scope")) for target in targets}


def _scopes(words: YamlText) -> YamlText:
    """The words of scopes as the entries that scopes are now."""
    for id in _mapping(words.data["scope"]):
        more = "counted: false" if id == UNCOUNTED else ""
        value = words.entry("scope", id).value
        if isinstance(value, yaml.MappingNode) and not value.flow_style:
            words = words.wrapped(value, "name", more)
        else:
            parts = [f"name: {words.written(value)}", more]
            words = words.replaced(value, f"{{{', '.join(filter(None, parts))}}}")
    return YamlText(f"\n{words.text}")


def licences(files: Files) -> Changed:
    """One text that named both licences is two texts of one licence each."""
    text = files.get(INTERFACE.pattern)
    halves = dict(_halves(text.data.get("licence"))) if text else {}
    if not text or not halves:
        return files, ()
    for lang, (first, _) in halves.items():
        text = text.replaced(text.entry("licence", lang).value, _quoted(first))
    if "code_licence" not in text.data:
        lines = [f"{lang}: {_quoted(second)}" for lang, (_, second) in halves.items()]
        block = "\n  ".join(["code_licence:", *lines])
        if getattr(text.entry("licence").value, "flow_style", False):
            block = f"code_licence: {{{', '.join(lines)}}}"
        text = text.put(YamlText(f"{block}\n"), after="licence")
    return {**files, INTERFACE.pattern: text}, (Note(INTERFACE.pattern, Message("upgrade-split")),)


def _halves(licence: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """By language, what is said of the texts and what of the code, where one text says both."""
    for lang, words in _mapping(licence).items():
        if isinstance(words, str) and TEXT in words and CODE in words:
            first, second = sorted((TEXT, CODE), key=words.index)
            begin, end = words.index(first) + len(first), words.index(second)
            cut = BETWEEN.search(words, begin, end) or SPACES.search(words, begin, end)
            begin, end = cut.span() if cut else (begin, begin)
            said, of_code = sorted((words[:begin], words[end:]), key=lambda half: CODE in half)
            yield lang, (said.strip(), of_code.replace(CODE, TEXT).strip())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def words(files: Files) -> Changed:
    """What the engine says word for word need not be said by a site."""
    if INTERFACE.pattern not in files:
        return files, ()
    own = files[INTERFACE.pattern].data
    brought = in_languages(_mapping(files[SITE.pattern].data.get("languages")), "words")
    same = list(_same(own, brought))
    for path in same:
        files = without(files, INTERFACE.pattern, *path)
    rest = _counted(own) - len(same)
    said = Message("upgrade-words", number=len(same), rest=rest) if rest else Message("upgrade-no-words")
    return files, (Note(INTERFACE.pattern, said),) if same else ()


def _same(own: Any, brought: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that are the same in each language that the site has them in."""
    for key, said in own.items() if isinstance(own, Mapping) else ():
        theirs = _mapping(brought.get(key))
        if any(isinstance(it, Mapping) for it in theirs.values()):
            yield from _same(said, theirs, (*path, key))
        elif said and all(theirs.get(lang) == text for lang, text in _mapping(said).items()):
            yield (*path, key)


def _counted(own: Any) -> int:
    """How many words a file of them has."""
    parts = [it for it in _mapping(own).values() if isinstance(it, Mapping)]
    return sum(map(_counted, parts)) if parts else 1


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def style_guide(files: Files) -> Changed:
    """Every site had the page that shows its design."""
    return added(files, "style_guide", "true")


CHANGES = (short_title, scopes, licences, words, style_guide)
