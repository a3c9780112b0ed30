"""One language of a prose text, as the rules look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from microsite.content.text_files import Prose
from microsite.language.markdown_source import without_code
from microsite.rules import insertions
from microsite.rules.insertions import without_insertions


@dataclass(frozen=True)
class Half:
    """One language of a text, as it is written and as the parser has it."""

    prose: Prose
    tokens: Sequence[Token]
    part: bool  # whether it is shared by pages

    @cached_property
    def written(self) -> str:
        """The text without code, in which nothing is named; offsets are those of the text."""
        return without_code(self.prose.text, self.tokens)

    @cached_property
    def words(self) -> str:
        """The same without what stands for a picture or a part."""
        return without_insertions(self.written)

    @property
    def code_blocks(self) -> int:
        """How many blocks of it are code, in which nothing is named."""
        return sum(token.type in ("fence", "code_block") for token in self.tokens)

    @cached_property
    def insertions(self) -> Counter[str]:
        return Counter(insertions.names(self.written, self.tokens))
