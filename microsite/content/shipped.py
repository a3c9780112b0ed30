"""The languages that the engine brings: how each writes numbers, its words of the interface, what pages
are called.

A site lays its own words over them, key by key. Each language is one file of `microsite/words/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

FOLDER = Path(__file__).resolve().parents[1] / "words"
DATA = "data/"  # below it: what the columns of the open data mean
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Tree = Mapping[str, Any]  # nested mappings with texts at their ends


@cache
def shipped_languages() -> tuple[str, ...]:
    """The codes of the languages that the engine brings, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def shipped(lang: str) -> Tree | None:
    """What the engine brings for a language: `language`, `words`, `pages` and `starter`.

    A language with a region (`en-IE`, `zh-CN`) has what the language itself has, if it is written in the
    same script, as `zh-TW` is not. None for a language that the engine does not know.
    """
    name = _name_of(lang)
    return _read(name) if name else None


def words_of_data(lang: str) -> Tree | None:
    """What tables of data and their columns are called and mean in a language: `types`, `tables` and
    `columns`; None for a language that the engine does not know."""
    name = _name_of(lang)
    return _read(DATA + name) if name else None


def _name_of(lang: str) -> str | None:
    """The language of the engine that this one is, or is written like."""
    if lang in shipped_languages():
        return lang
    base = lang.partition("-")[0]
    if base not in shipped_languages():
        return None
    return base if _script(lang) == _script(_read(base)["language"]["locale"]) else None


def _script(name: str) -> str | None:
    """The script that a language is written in, where it is written in several."""
    try:
        script: str | None = Locale.parse(name.replace("-", "_")).script
    except (UnknownLocaleError, ValueError):
        return None
    return script


@cache
def _read(name: str) -> Tree:
    tree: Tree = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=Loader)
    return tree


def in_languages(languages: Iterable[str], group: str) -> dict[str, Any]:
    """A group of what the engine brings, each text with its languages, as content files have it."""
    together: dict[str, Any] = {}
    for lang in languages:
        for path, text in _texts((shipped(lang) or {}).get(group, {})):
            place = together
            for key in path:
                place = place.setdefault(key, {})
            place[lang] = text
    return together


def _texts(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _texts(value, (*path, key))
        else:
            yield (*path, key), value


def has_language(tree: Any, lang: str) -> bool:
    """Whether any text of a tree, with its languages at the ends, is in this one."""
    return isinstance(tree, Mapping) and (lang in tree or any(has_language(it, lang) for it in tree.values()))


def laid_over(given: Any, own: Any, mixed: bool = True) -> Any:
    """What is given, with what a site says itself in its place, key by key.

    Unless `mixed`, a text that the site says in any language stands in those that it says it in.
    """
    if not isinstance(given, Mapping) or not isinstance(own, Mapping):
        return own
    if not mixed and any(isinstance(it, str) for it in given.values()):
        return own
    over = {key: laid_over(given[key], it, mixed) if key in given else it for key, it in own.items()}
    return {**given, **over}
