"""The texts of a content file as a commit has it, whatever it was like then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from microsite.content.documents import MAX_DEPTH, KeyPath, Loader
from microsite.content.text_files import MAX_BYTES, UNFILLED
from microsite.language.markdown_source import named_parts

Texts = dict[KeyPath, dict[str, str]]  # of one file: path -> language -> value

ENTRY = re.compile(r"^(?=[^\s#-])", re.MULTILINE)  # where one begins, nearly always: see `_short_texts`


def texts_in(file: str, raw: bytes, languages: tuple[str, ...]) -> Texts | None:
    """The texts of one content file; None when it cannot be read."""
    try:
        text = _decoded(raw)
        return _prose(file, text, languages) if file.endswith(".md") else _short_texts(text, languages)
    except (ValueError, yaml.YAMLError):
        return None


def tree_in(raw: bytes) -> Mapping[str, Any] | None:
    """The mapping that one YAML file holds, of dicts, lists and strings; None when it cannot be read."""
    try:
        text = _decoded(raw)
        try:
            trees = [_mapping(written) for written in ENTRY.split(text)]
        except (ValueError, yaml.YAMLError):
            trees = [_mapping(text)]
        return {key: value for tree in trees for key, value in tree.items()}
    except (ValueError, yaml.YAMLError):
        return None


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise ValueError("too long")
    return unicodedata.normalize("NFC", raw.decode("utf-8-sig"))


def _prose(file: str, text: str, languages: tuple[str, ...]) -> Texts:
    """The parts of one half of a prose text; what stands before the first heading has no key."""
    lang = file.split(".")[-2]
    parts: dict[KeyPath, str] = {(id,) if id else (): part for id, part in named_parts(text).items()}
    return {path: {lang: half} for path, part in parts.items() if lang in languages and (half := _half(part))}


def _short_texts(text: str, languages: tuple[str, ...]) -> Texts:
    """The texts of a YAML file, entry by entry: those that did not change are not parsed again.

    Only a text in quotes or brackets may go on at the margin; then an entry was cut and does not parse.
    """
    try:
        entries = [_entry(written, languages) for written in ENTRY.split(text)]
    except (ValueError, yaml.YAMLError):
        entries = [_entry(text, languages)]
    return {path: halves for entry in entries for path, halves in entry.items()}


@lru_cache(maxsize=20_000)
def _entry(written: str, languages: tuple[str, ...]) -> Texts:
    return dict(_halves(_mapping(written), (), languages))


@lru_cache(maxsize=20_000)
def _mapping(written: str) -> dict[str, Any]:
    events = yaml.parse(written, Loader=Loader)
    roots = [_tree(event, events) for event in events if isinstance(event, yaml.NodeEvent)]
    if len(roots) > 1 or not all(isinstance(root, dict) for root in roots):
        raise ValueError("more than one mapping, or something else")
    return roots[0] if roots else {}


def _tree(event: yaml.Event, events: Iterator[yaml.Event], depth: int = 0) -> Any:
    """Nested dicts, lists and strings; no anchors, which make much out of little."""
    if getattr(event, "anchor", None) or depth > MAX_DEPTH:
        raise ValueError("an anchor, or too deep")
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    items = []
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        items.append(_tree(inner, events, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return items
    if not all(isinstance(key, str) for key in items[::2]):
        raise ValueError("a key that is no word")
    return dict(zip(items[::2], items[1::2], strict=True))


def _halves(tree: Any, path: KeyPath, languages: tuple[str, ...]) -> Iterator[tuple[KeyPath, dict[str, str]]]:
    """Each mapping that has a text under a language: sites once had fewer languages, or more."""
    if isinstance(tree, list):
        tree = dict(enumerate(tree))
    if isinstance(tree, dict):
        if halves := {lang: half for lang in languages if (half := _half(tree.get(lang)))}:
            yield path, halves
        for key, child in tree.items():
            yield from _halves(child, (*path, key), languages)


def _half(value: Any) -> str:
    """A text, or its plural forms as one; nothing while it is still to be written."""
    if isinstance(value, dict) and "other" in value:
        value = "\n".join(f"{form}: {words}" for form, words in sorted(value.items()))
    return " ".join(value.split()) if isinstance(value, str) and UNFILLED not in value else ""
