"""What is seen of data: JSON of any kind, and tables (CSV)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from microsite.gate.seen import Described, Fault, Seen, fault, weight_of

FULL = re.compile(r"https?://[^\s{}<>]+")  # an address by itself; in braces something is still to be filled
PACKAGE = "datapackage.json"
MANIFEST = ".webmanifest"
NUMBERED = "value"  # the column or key of the number of a fact
_SIZE = re.compile("([0-9]+)x([0-9]+)")


def read_json(body: bytes, form: str = "JSON") -> tuple[Any, tuple[Fault, ...]]:
    """What stands in a document, and what is wrong with it: it cannot be read."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refused, parse_float=str, parse_int=str), ()
    except json.JSONDecodeError as error:
        return None, (fault(error.lineno, "not-read-back", form=form, reason=error.msg),)
    except (ValueError, RecursionError) as error:
        return None, (fault(0, "not-read-back", form=form, reason=str(error)),)


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def addressed(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every full address in a document, with the key that it stands under."""
    if isinstance(data, str):
        if FULL.fullmatch(data):
            yield key, data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from addressed(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from addressed(value, key)


def document(path: str, body: bytes) -> Seen:
    """What a JSON file holds that can be wrong; what it says of other files, where it is known how."""
    data, faults = read_json(body)
    links = [address for _, address in addressed(data)]
    described: tuple[Described, ...] = ()
    if isinstance(data, Mapping):
        if PurePosixPath(path).name == PACKAGE:
            described = tuple(_resources(data))
        elif path.endswith(MANIFEST):
            described = tuple(_icons(data))
            links += [it for name in ("start_url", "scope") if isinstance(it := data.get(name), str)]
    return Seen(
        weight=weight_of(body),
        faults=faults,
        links=(*links, *(it.path for it in described)),
        entries=tuple(_extent(data)),
        values=tuple(_numbers(data)),
        described=described,
    )


def _resources(package: Mapping[str, Any]) -> Iterator[Described]:
    """The files of a data package (https://datapackage.org/standard/data-resource/)."""
    for resource in _mappings(package.get("resources")):
        paths, size = resource.get("path"), resource.get("bytes")
        for path in paths if isinstance(paths, list) else [paths]:
            if isinstance(path, str):
                yield Described(path, int(size) if isinstance(size, str) else None, resource.get("hash"))


def _icons(manifest: Mapping[str, Any]) -> Iterator[Described]:
    for icon in _mappings(manifest.get("icons")):
        size = _SIZE.fullmatch(str(icon.get("sizes")))
        yield Described(str(icon.get("src")), pixels=(int(size[1]), int(size[2])) if size else None)


def _mappings(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        yield from (it for it in data if isinstance(it, Mapping))


def _extent(data: Any) -> Iterator[str]:
    """How much there is of each thing that a document lists."""
    if isinstance(data, list):
        yield str(len(data))
    elif isinstance(data, Mapping):
        yield from (f"{name}: {len(value)}" for name, value in data.items() if isinstance(value, list))


def _numbers(data: Any) -> Iterator[tuple[str, str]]:
    """The number of everything that has an id and a value."""
    if isinstance(data, Mapping):
        id, value = data.get("id"), data.get(NUMBERED)
        if isinstance(id, str) and isinstance(value, str) and value:
            yield id, value
        data = [*data.values()]
    if isinstance(data, list):
        for part in data:
            yield from _numbers(part)


def table(path: str, body: bytes) -> Seen:
    """What a table holds that can be wrong: its form, its addresses, its numbers."""
    try:
        text = body.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        return Seen(weight_of(body), (fault(0, "not-read-back", form="CSV", reason=str(error)),))
    header = rows[0][1] if rows else []
    columns = Counter(header)
    faults = [fault(1, "named-twice", name=name) for name, number in columns.items() if number > 1]
    if not all(columns):
        faults.append(fault(1, "column-unnamed"))
    for line, row in rows[1:]:
        if len(row) != len(header):
            faults.append(fault(line, "row-uneven", number=len(row), wanted=len(header)))
    entries = [dict(zip(header, row, strict=False)) for _, row in rows[1:]]
    return Seen(
        weight=weight_of(body),
        faults=tuple(faults),
        links=tuple(cell for entry in entries for cell in entry.values() if FULL.fullmatch(cell)),
        values=tuple((it.get("id", ""), it[NUMBERED]) for it in entries if it.get("id") and it.get(NUMBERED)),
    )
