"""What tables and columns are called and mean, in the languages that the engine knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from microsite.content.shipped import words_of_data
from microsite.language.phrases import Phrases
from microsite.pages.data.columns import Field, as_data

# What the site itself has words for, as words of its interface.
TITLES = frozenset({"targets", "sources", "origins", "conflicts", "participants"})
COLUMNS = {"sector": "sector", "sectors": "sector", "target": "target"}


class Meanings:
    """What is said of tables and columns in one language: in the words of the site where it has some, else
    in the engine's; nothing where neither has any."""

    def __init__(self, phrases: Phrases) -> None:
        words = words_of_data(phrases.lang) or {}
        self._phrases = phrases
        self._tables: Mapping[str, Mapping[str, str]] = words.get("tables", {})
        self._columns: Mapping[str, str] = words.get("columns", {})
        self._types: Mapping[str, str] = words.get("types", {})

    def title(self, table: str) -> str:
        """What a table is called."""
        if table in TITLES:
            return self._word(table)
        page = self._phrases.site.pages.get(table)
        if table == "sectors" and page:
            return as_data(self._phrases.plain(page.short))
        return self._tables.get(table, {}).get("title", table)

    def about(self, table: str) -> str:
        """What a table has a row for."""
        return self._tables.get(table, {}).get("about", "")

    def column(self, field: Field) -> str:
        """What a column has."""
        if name := COLUMNS.get(field.meaning):
            return self._word(name)
        return self._columns.get(field.meaning, "")

    def type(self, field: Field) -> str:
        """What kind of values a column has."""
        return self._types.get(field.kind, field.kind)

    def _word(self, name: str) -> str:
        word: str = self._phrases.words[name]
        return word


class MeaningsInAll:
    """The same in each language of a site, behind one another: programs get one text."""

    def __init__(self, languages: Iterable[Phrases]) -> None:
        phrases = [*languages]
        self._languages = {it.lang: it.language.name for it in phrases}
        self._meanings = [Meanings(it) for it in phrases]

    def title(self, table: str) -> str:
        """What a table is called."""
        return self._joined(lambda it: it.title(table))

    def about(self, table: str) -> str:
        """What a table has rows for."""
        return self._joined(lambda it: it.about(table))

    def column(self, field: Field) -> str:
        """What a column has, and in which language where each has one of its own."""
        meaning = self._joined(lambda it: it.column(field))
        return f"{meaning} ({self._languages[field.lang]})" if meaning and field.lang else meaning

    def _joined(self, said: Callable[[Meanings], str]) -> str:
        return " / ".join(dict.fromkeys(text for it in self._meanings if (text := said(it))))
