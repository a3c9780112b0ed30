"""The same pages for every generator: made from a seed, in two languages, out of the words of `words.yaml`.

Pages are made one by one, where they are asked for, and not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words.yaml"
LANGUAGES: tuple[str, ...] = ("en", "ko")  # as the first site has them
HOME = ""  # the name of the page that lists the others
IN_MENU = 5  # pages that stand in the menu beside the home page
PARAGRAPHS, SENTENCES, ITEMS, ROWS = 2, 2, 4, 4  # of each section, paragraph, list and table
TOPIC = ("quality", "place", "town")  # what a title is made of
Picks = Mapping[str, int]  # which word of each slot


@dataclass(frozen=True)
class Dialect:
    """What is written differently for a generator: addresses of links, and whether headings have names."""

    address: Callable[[str, str], str]  # of a page in a language
    heading_names: bool = True


@dataclass(frozen=True)
class Corpus:
    """So many pages a language and a home page with their list; `seed` decides every word."""

    pages: int
    seed: int = 1

    def __post_init__(self) -> None:
        if not IN_MENU <= self.pages <= most_pages():
            raise ValueError(f"between {IN_MENU} and {most_pages()} pages, not {self.pages}")

    @cached_property
    def names(self) -> list[str]:
        """The pages by the last part of their addresses, without the home page."""
        return [f"page-{number:05}" for number in range(1, self.pages + 1)]

    @property
    def menu(self) -> list[str]:
        """The pages of the menu."""
        return self.names[:IN_MENU]

    @property
    def edited_page(self) -> str:
        """The page, in the first language, in which a sentence is changed."""
        return self.names[self.pages // 2]

    def title(self, name: str, lang: str) -> str:
        """The title of a page; no two pages have the same."""
        if name == HOME:
            return str(_words()["site"][lang])
        return self._about("title", name, lang)

    def description(self, name: str, lang: str) -> str:
        """What a page says of itself to machines."""
        return self._about("description", name or self.names[0], lang)

    def markdown(self, name: str, lang: str, dialect: Dialect, turn: int = 0) -> str:
        """The text of a page. From turn 1 on, the first paragraph of the page that is edited ends in the
        sentence of that turn."""
        blocks = list(self._list(lang, dialect) if name == HOME else self._text(name, lang, dialect))
        if turn and (name, lang) == (self.edited_page, LANGUAGES[0]):
            blocks[0] += f" {self.edit(turn)}"
        return "\n\n".join(blocks) + "\n"

    def edit(self, turn: int) -> str:
        """The sentence of a turn, in the first language; every turn has its own."""
        topic = _topics()[_shuffled(self.seed)[-turn]]
        return _filled(_words()["edit"][LANGUAGES[0]], topic, LANGUAGES[0])

    def _about(self, kind: str, name: str, lang: str) -> str:
        return _filled(_words()[kind][lang], self._topic(name), lang)

    def _topic(self, name: str) -> Picks:
        return _topics()[_shuffled(self.seed)[int(name.rpartition("-")[2]) - 1]]

    def _list(self, lang: str, dialect: Dialect) -> Iterator[str]:
        """The blocks of the home page."""
        yield _heading("list", _words()["list"][lang], dialect)
        links = (f"- [{self.title(name, lang)}]({dialect.address(name, lang)})" for name in self.names)
        yield "\n".join(links)

    def _text(self, name: str, lang: str, dialect: Dialect) -> Iterator[str]:
        """The blocks of any other page: sections with paragraphs, among them a list, a table and links."""
        random, words = Random(f"{self.seed} {name}"), _words()
        every = range(len(words["sentences"][lang]))
        yield self._paragraph(random.sample(every, SENTENCES), random, lang)
        for at, heading in enumerate(words["headings"]):
            yield _heading(heading["name"], heading[lang], dialect)
            for _ in range(PARAGRAPHS):
                yield self._paragraph(random.sample(every, SENTENCES), random, lang)
            other = random.choice(self.names)
            if at == 0:
                items = (self._paragraph([item], random, lang) for item in random.sample(every, ITEMS))
                yield "\n".join(f"- {item}" for item in items)
            elif at == len(words["headings"]) - 1:
                yield self._table(random, lang)
            else:
                yield words["link"][lang].format(
                    title=self.title(other, lang), address=dialect.address(other, lang)
                )

    def _paragraph(self, sentences: Sequence[int], random: Random, lang: str) -> str:
        patterns = _words()["sentences"][lang]
        return " ".join(_filled(patterns[at], _picked(random), lang) for at in sentences)

    def _table(self, random: Random, lang: str) -> str:
        table, slots = _words()["table"], _words()["slots"]
        rows = [table["head"][lang], ["---"] * len(table["head"][lang])]
        for _ in range(ROWS):
            picks = _picked(random)
            cell = _filled(table["cell"][lang], picks, lang)
            rows.append([slots["time"][lang][picks["time"]], cell, slots["people"][lang][picks["people"]]])
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def most_pages() -> int:
    """So many titles can be told apart."""
    return len(_topics())


def _heading(name: str, words: str, dialect: Dialect) -> str:
    return f"## {words} {{#{name}}}" if dialect.heading_names else f"## {words}"


def _filled(pattern: str, picks: Picks, lang: str) -> str:
    slots = _words()["slots"]
    return pattern.format_map({slot: slots[slot][lang][at] for slot, at in picks.items()})


def _picked(random: Random) -> Picks:
    """A word for every slot: the same ones in each language, since they are chosen by their places."""
    return {slot: random.randrange(len(words[LANGUAGES[0]])) for slot, words in _words()["slots"].items()}


@cache
def _topics() -> list[Picks]:
    """Every title that there can be."""
    slots = _words()["slots"]
    places = product(*(range(len(slots[slot][LANGUAGES[0]])) for slot in TOPIC))
    return [dict(zip(TOPIC, each, strict=True)) for each in places]


@cache
def _shuffled(seed: int) -> list[int]:
    return Random(f"{seed} titles").sample(range(most_pages()), most_pages())


@cache
def _words() -> Any:
    return yaml.load(WORDS.read_text("utf-8"), Loader=yaml.CSafeLoader)
