"""The language of a text: whether each half is written in its own, and not in that of the other.

Where the languages of a site have letters of their own, these tell; those in the same letters are told by the
words of the interface that only one of them has. Quotations, names and code may be in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from markdown_it.token import Token

from microsite.content.site import Draft
from microsite.content.telling import WORD
from microsite.language.scripts import SCRIPTS, Letters, Script, letters_of, script_of
from microsite.messages.catalogue import Message

# Words in the original, and what is only added in brackets.
_QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|\"[^\"\n]*\"|«[^«»]*»|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|[(（][^()（）]*[)）]"
)
_BRACES = re.compile(r"\{[^{}]*\}")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+")
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zà-öø-ÿ][a-zà-öø-ÿ’'-]+(?![^\W_])")  # a name has a capital

# How many letters, and how many words without a capital, which are no names, tell a language.
IN_SHORT, IN_PROSE, IN_SENTENCE = (8, 2), (10, 3), (20, 4)
LATIN = SCRIPTS["Latn"]  # of names, in any language
TELLING = 3  # words that only another language has
KNOWN = 100  # such words, from which on a language is known
MOST = 0.6  # the share of a half that is written in another language, from which on all of it is


@dataclass(frozen=True)
class Tongues:
    """The languages of a site: their letters, the words that only one of them has, and for each those in the
    same letters that it is told from by these words."""

    scripts: Mapping[str, Script]
    telling: Mapping[str, Set[str]]
    rivals: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, draft: Draft) -> Tongues:
        """Those of a site; of a language without letters that are known here, nothing is said."""
        languages = draft.settings.languages if draft.settings else {}
        found = {lang: script_of(language.locale) for lang, language in languages.items()}
        scripts = {lang: script for lang, script in found.items() if script}
        telling = {lang: words for lang, words in draft.telling_words.items() if len(words) >= KNOWN}
        rivals = {
            lang: [it for it in telling if it != lang and scripts.get(it) == script]
            if lang in telling
            else []
            for lang, script in scripts.items()
        }
        return cls(scripts, telling, rivals)

    def in_short_text(self, text: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
        """What is wrong with the language of the halves of a short text, each with the half it is said of."""
        plain = {lang: _plain(words) for lang, words in text.items() if lang in self.scripts}
        wrong = [lang for lang, words in plain.items() if self._foreign(lang, words, *IN_SHORT)]
        for one, other in combinations(plain, 2):
            if self._in_letters_of_each_other(one, other, plain[one], plain[other]) or (
                {one, other} <= {*wrong} and self._nearest(plain[one]) == other
            ):
                yield one, Message("halves-swapped", one=one, other=other)
                return
        yield from ((lang, Message("half-in-another", lang=lang)) for lang in wrong)
        for one, other in combinations(plain, 2):
            if one not in wrong and other not in wrong and self._same(one, other, plain[one], plain[other]):
                yield other, Message("halves-same", one=one, other=other)

    def in_prose(self, halves: Mapping[str, Sequence[Token]]) -> Iterator[tuple[str, int | None, Message]]:
        """What is wrong with the language of prose: the half, and the line or None for the whole."""
        texts = {lang: list(_texts(tokens)) for lang, tokens in halves.items() if lang in self.scripts}
        wrong: dict[str, list[int]] = {}
        whole: dict[str, str] = {}  # the language that a half is in instead
        for lang, its in texts.items():
            foreign = [(line, words) for line, words in its if self._foreign(lang, words, *IN_PROSE)]
            wrong[lang] = [line for line, _ in foreign]
            if _length(foreign) > MOST * _length(its):
                whole[lang] = self._nearest(" ".join(words for _, words in its))
        for one, other in combinations(tuple(whole), 2):
            if (whole.get(one), whole.get(other)) == (other, one):
                yield one, None, Message("halves-swapped", one=one, other=other)
                for lang in (one, other):
                    del whole[lang], texts[lang]
        for lang in texts:
            lines = [None] if lang in whole else wrong[lang]
            yield from ((lang, line, Message("half-in-another", lang=lang)) for line in lines)
        for one, other in combinations(texts, 2):
            if not {one, other} & whole.keys() and len(texts[one]) == len(texts[other]):
                for (_, ours), (line, theirs) in zip(texts[one], texts[other], strict=True):
                    if line not in wrong[other] and self._same(one, other, ours, theirs):
                        yield other, line, Message("halves-same", one=one, other=other)

    def _foreign(self, lang: str, words: str, least: int, small_words: int) -> bool:
        """Whether words, or a sentence of them, are written in another language than this."""
        script = self.scripts[lang]
        letters = letters_of(words, script)
        if letters.foreign and _mostly_foreign(letters, words, script, least, small_words):
            return True
        if letters.foreign >= IN_SENTENCE[0]:
            for sentence in _SENTENCE_END.split(words):
                its = letters_of(sentence, script)
                if not its.own and _mostly_foreign(its, sentence, script, *IN_SENTENCE):
                    return True
        return bool(self.rivals[lang]) and self._told_by_words(lang, words)

    def _told_by_words(self, lang: str, words: str) -> bool:
        """Whether a text has words of another language in the same letters, and hardly any of its own."""
        said = WORD.findall(words.casefold())
        own = sum(word in self.telling[lang] for word in said)
        most = max(sum(word in self.telling[it] for word in said) for it in self.rivals[lang])
        return most >= TELLING and own * 4 <= most

    def _in_letters_of_each_other(self, one: str, other: str, ours: str, theirs: str) -> bool:
        """Whether two texts are wholly in the letters of each other's language."""
        here, there = self.scripts[one], self.scripts[other]
        if here == there or letters_of(ours, here).own or letters_of(theirs, there).own:
            return False
        swapped = letters_of(ours, there), letters_of(theirs, here)
        return all(it.own > 1 and not it.foreign for it in swapped)

    def _nearest(self, words: str) -> str:
        """The language of the site that a text is most likely in."""

        def likeness(lang: str) -> tuple[int, int]:
            letters = letters_of(words, self.scripts[lang])
            telling = sum(it in self.telling.get(lang, ()) for it in WORD.findall(words.casefold()))
            return letters.own - letters.foreign, telling

        return max(self.scripts, key=likeness)

    def _same(self, one: str, other: str, ours: str, theirs: str) -> bool:
        """Whether two halves in the same letters are one text, and more than names."""
        if self.scripts[one] != self.scripts[other] or ours.split() != theirs.split():
            return False
        return len(_SMALL_WORD.findall(ours)) >= IN_PROSE[1] and len(ours.split()) >= IN_SENTENCE[1]


def _mostly_foreign(letters: Letters, words: str, script: Script, least: int, small_words: int) -> bool:
    """Whether a text is in other letters than its script has. Names in Latin letters stand in texts of any
    script, so that words without a capital must tell."""
    if script == LATIN:
        return letters.foreign > letters.own and letters.foreign >= (least if letters.own else 2)
    if letters.foreign < least or letters.own * 10 >= letters.foreign:
        return False
    return len(_SMALL_WORD.findall(words)) >= small_words or letters_of(words, LATIN).own < letters.foreign


def _texts(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The stretches of words of a text with their lines, without what is quoted."""
    quoted = 0
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        if token.children and token.type in ("inline", "footnote") and not quoted:
            words = "".join(
                child.content if child.type == "text" else " "
                for child in token.children
                if not child.type.endswith(("_open", "_close"))
            )
            yield token.map[0] + 1 if token.map else 1, _plain(words)


def _plain(words: str) -> str:
    return _QUOTED.sub(" ", _BRACES.sub(" ", words) if "{" in words else words)


def _length(texts: Sequence[tuple[int, str]]) -> int:
    return sum(len(words) for _, words in texts)
