"""`words`: the words of the interface in a language, as a list for `interface.yaml`.

For a language that the engine knows they are its own, to be written otherwise. For any other they are
blanks (`____`, with the placeholders behind), each under what it says in a language that the engine knows.
"""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from microsite.commands.starter import known_locale, quoted
from microsite.content.files import PAGE
from microsite.content.pages import WRITTEN_PAGES, PageKind
from microsite.content.reading import read_draft
from microsite.content.scalars import LANGUAGE_PATTERN
from microsite.content.shipped import Tree, shipped
from microsite.content.site import Draft
from microsite.content.text_files import UNFILLED
from microsite.messages.catalogue import Message, languages
from microsite.messages.problems import ContentError, Place, Problem, stop_if_any

PLACEHOLDER = re.compile(r"\{[a-z]+\}")


def run(given: Namespace) -> int:
    """Print the words of a language. Raises `ContentError` for what is no language."""
    stop_if_any(wrong_languages([given.language], Place("words"), "language"))
    try:
        draft, _ = read_draft(given.content)
    except ContentError:  # there is no site yet, which has no pages then
        pages: list[PageKind] = []
        known: list[str] = []
    else:
        pages, known = pages_of(draft), list(draft.settings.languages) if draft.settings else []
    like = given.like or nearest(known)
    print(interface_words([given.language], like), end="")
    if not shipped(given.language):
        every = [*known, *({given.language} - {*known})]
        for page in pages:
            print(f"\n# In {(given.content / PAGE.file(page)).as_posix()}:")
            print("".join(f"# {line}\n" for line in page_words(page, every, like).splitlines()), end="")
    return 0


def wrong_languages(codes: Sequence[str], place: Place, key: str) -> Iterator[Problem]:
    """Yield a problem for each code that no language has, as far as CLDR knows."""
    named = known_locale(languages()[0])
    assert named is not None
    for code in codes:
        if not re.fullmatch(LANGUAGE_PATTERN, code) or code.partition("-")[0] not in named.languages:
            yield Problem(place, key, Message("not-a-language", value=code))


def nearest(codes: Sequence[str]) -> str:
    """Of the languages of a site, the first that the engine knows; without one, the default of messages."""
    return next((code for code in codes if shipped(code)), languages()[0])


def pages_of(draft: Draft) -> list[PageKind]:
    """The pages of a site that need a name in each language; the home page is called like the site."""
    return [kind for kind in WRITTEN_PAGES if kind in draft.there and kind != "home"]


def interface_words(codes: Sequence[str], like: str) -> str:
    """The text of an `interface.yaml` with these languages."""
    return "\n".join(_lines(_group(like, "words"), codes, ("words",), like, "")) + "\n"


def page_words(page: PageKind, codes: Sequence[str], like: str) -> str:
    """The text of the file of a page, in every language of a site."""
    return "\n".join(_lines(_group(like, "pages")[page], codes, ("pages", page), like, "")) + "\n"


def _group(lang: str, name: str) -> Tree:
    tree: Tree = (shipped(lang) or {})[name]
    return tree


def _lines(tree: Tree, codes: Sequence[str], path: tuple[str, ...], like: str, indent: str) -> Iterator[str]:
    """The lines of a group; what is still to be written stands under what it says in another language."""
    for key, said in tree.items():
        if isinstance(said, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(said, codes, (*path, key), like, f"{indent}  ")
            continue
        if not all(map(shipped, codes)):
            yield f"{indent}# {said}"
        blank = " ".join([UNFILLED, *PLACEHOLDER.findall(said)])
        halves = (f"{code}: {quoted(_said(code, (*path, key)) or blank)}" for code in codes)
        yield f"{indent}{key}: {{{', '.join(halves)}}}"


def _said(lang: str, path: tuple[str, ...]) -> str:
    """What the engine says in a language; empty for one that it does not know."""
    place: Any = shipped(lang) or {}
    for key in path:
        place = place.get(key, {})
    return str(place or "")
