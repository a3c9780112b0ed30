"""Texts for titles, searches and machines: where their words may be parted, or not, is no part of them."""

from __future__ import annotations

from markupsafe import Markup

WORD_JOINER = "\u2060"
SOFT_HYPHEN = "\u00ad"


def plain_text(text: str) -> str:
    """A text without what only keeps words together, or apart, at the end of a line."""
    return text.replace(SOFT_HYPHEN, "").replace(WORD_JOINER, "")


def words_of(html: Markup) -> str:
    """The same of some HTML: its words and nothing else."""
    return plain_text(html.striptags())
