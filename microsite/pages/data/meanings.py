"""What tables and columns mean, in the languages that the engine knows."""

from __future__ import annotations

from collections.abc import Mapping

from microsite.content.shipped import words_of_data
from microsite.pages.data.columns import Field


class Meanings:
    """What is said of tables and columns in one language; nothing in one that the engine has no words of."""

    def __init__(self, lang: str) -> None:
        words = words_of_data(lang) or {}
        self._tables: Mapping[str, Mapping[str, str]] = words.get("tables", {})
        self._columns: Mapping[str, str] = words.get("columns", {})
        self._types: Mapping[str, str] = words.get("types", {})

    def title(self, table: str) -> str:
        """What a table is called."""
        return self._tables.get(table, {}).get("title", table)

    def about(self, table: str) -> str:
        """What a table has a row for."""
        return self._tables.get(table, {}).get("about", "")

    def column(self, field: Field) -> str:
        """What a column has."""
        return self._columns.get(field.meaning, "")

    def type(self, field: Field) -> str:
        """What kind of values a column has."""
        return self._types.get(field.kind, field.kind)
