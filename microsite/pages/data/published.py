"""The files of the open data, below `data/`, and what the page about them says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from microsite.content.scalars import DATE_PATTERN
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.pages import urls
from microsite.pages.data.columns import Field, Ground, as_data
from microsite.pages.data.described import json_schema, package, resource
from microsite.pages.data.meanings import MeaningsInAll
from microsite.pages.data.tables import Table, tables_of
from microsite.pages.data.written import csv_of, encode, json_of
from microsite.pages.digest import Digest

FOLDER = "data/"
PACKAGE = f"{FOLDER}datapackage.json"


@dataclass(frozen=True)
class DataTable:
    """A table as its page shows it: how many rows it has, and of how many bytes its files are."""

    name: str
    fields: tuple[Field, ...]
    rows: int
    sizes: Mapping[str, int]  # by their paths, CSV first

    @property
    def columns(self) -> Sequence[Sequence[Field]]:
        """Its columns, those that say the same in several languages together."""
        together: dict[tuple[str, str], list[Field]] = {}
        for field in self.fields:
            own = "" if field.lang else field.name
            together.setdefault((field.meaning, own), []).append(field)
        return [*together.values()]

    def text_in(self, lang: str) -> str:
        """The name of its first column with words of a language; one of its own where there is none."""
        return next((it.name for it in self.fields if it.lang == lang), self.fields[-1].name)

    @property
    def schema(self) -> str:
        """The path of the JSON Schema of its JSON file."""
        return f"{FOLDER}schema/{self.name}.json"


@dataclass(frozen=True)
class Data:
    """The open data of a site: its tables, and every file by its path."""

    tables: tuple[DataTable, ...]
    version: str  # the commit that changed the content last; empty where that is not known
    files: Mapping[str, bytes]


def data_of(digest: Digest, version: str) -> Data:
    """The data of a site on a day: nothing of it tells the day, but for how promises stand."""
    ground = Ground(digest)
    site, tables = ground.site, tables_of(ground)
    meanings = MeaningsInAll(ground.phrases.values())
    sources = {
        id: encode({"id": id, "publisher": it.publisher, "title": it.title, "address": it.url})
        for id, it in site.sources.items()
    }
    shown: list[DataTable] = []
    files: dict[str, bytes] = {}
    resources = []
    for name, table in tables.items():
        fields = tuple(column.field for column in table.columns)
        body = csv_of(table)
        made = {f"{FOLDER}{name}.csv": body, f"{FOLDER}{name}.json": _json(table, site, version, sources)}
        sizes = {path: len(it) for path, it in made.items()}
        one = DataTable(name, fields, len(table.rows), sizes)
        shown.append(one)
        files |= {**made, one.schema: json_schema(name, fields, HEAD, meanings)}
        resources.append(resource(name, fields, body, tables, meanings))
    if resources:
        files[PACKAGE] = package(_about(site, version), resources)
    return Data(tuple(shown), version, files)


# What a JSON file says before its rows, as its schema has it.
HEAD: Mapping[str, object] = {
    "$schema": {"type": "string"},
    "table": {"type": "string"},
    "site": {"type": "string", "pattern": "^https?://"},
    "version": {"type": ["string", "null"]},
    "checked": {"type": ["string", "null"], "pattern": DATE_PATTERN},
    "licence": {
        "type": ["object", "null"],
        "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
        "required": ["name", "url"],
    },
}


def _json(table: Table, site: Site, version: str, sources: Mapping[str, str]) -> bytes:
    settings = site.settings
    licence, checked = settings.licence, settings.checked
    head = {
        "$schema": f"schema/{table.name}.json",
        "table": table.name,
        "site": settings.base_url,
        "version": version or None,
        "checked": str(checked) if checked else None,
        "licence": {"name": licence.name, "url": licence.url} if licence else None,
    }
    return json_of(table, head, sources)


def _about(site: Site, version: str) -> Mapping[str, object]:
    """What a package says of itself, in the default language of the site."""
    settings = site.settings
    lang = next(iter(settings.languages))
    phrases = Phrases(site, lang)
    address = urlsplit(settings.base_url)
    about: dict[str, object] = {
        "name": re.sub("[^a-z0-9.]+", "-", f"{address.hostname}{address.path}".lower()).strip("-."),
        "title": as_data(phrases.plain(settings.title)),
        "description": as_data(phrases.plain(settings.summary)),
        "homepage": settings.base_url,
    }
    if version:
        about["version"] = version
    if day := _newest(site):
        about["created"] = f"{day.isoformat()}T00:00:00Z"
    if settings.licence:
        about["licenses"] = [{"title": settings.licence.name, "path": settings.licence.url}]
    if site.sources:
        page = urls.page_path(site, lang, ("sources", ""))
        title = as_data(phrases.plain(site.pages["sources"].title))
        about["sources"] = [{"title": title, "path": urls.absolute(settings.base_url, page)}]
    return about


def _newest(site: Site) -> date | None:
    """The last day on which anything was checked or is told to have changed, as far as days are known."""
    moments = [*site.settings.checks, *(change.date for change in site.changes.values())]
    return max((it.first for it in moments if it.day), default=None)
