"""What VS Code offers while content is typed: ids as they are written, entries with stops at their blanks."""

from __future__ import annotations

import json
import re

from microsite.commands.snippets import snippets
from microsite.content.files import NEW_ENTRIES
from microsite.line import read
from microsite.messages.catalogue import languages
from tests.samples import CONTENT, DAY

DRAFT = read(CONTENT["other"], DAY).draft
FOUND = {lang: json.loads(snippets(DRAFT, lang)) for lang in languages()}


def typed(body: str | list[str]) -> str:
    """What stands in the file when a snippet was taken and its stops were passed over."""
    text = body if isinstance(body, str) else "\n".join(body)
    text = re.sub(r"(?<!\\)\$\{\d+:((?:\\.|[^}])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", re.sub(r"(?<!\\)\$\{\d+\}", "", text))


def test_every_id_is_offered_where_it_is_named() -> None:
    """By itself in YAML; in prose in braces, as a mark, or as a link."""
    for found in FOUND.values():
        offered = {(scope, typed(it["body"])) for it in found.values() for scope in it["scope"].split(",")}
        for named in DRAFT.index:
            assert ("yaml", named.id) in offered
        assert {("markdown", "{port-riders}"), ("yaml", "{port-riders}")} <= offered
        assert ("markdown", "{^gazette-2019}") in offered
        assert ("markdown", "[Ligne du port](sector:port)") in offered
        assert all(it["description"] for it in found.values())


def test_a_new_entry_has_a_stop_at_each_blank() -> None:
    """They are numbered in their order, and the id is the first."""
    for found in FOUND.values():
        kinds = {name.removeprefix("new ") for name in found if name.startswith("new ")}
        assert kinds == set(NEW_ENTRIES) - {"sector"}  # which is a file of its own
        body = "\n".join(found["new station"]["body"])
        stops = [int(it) for it in re.findall(r"(?<!\\)\$\{(\d+)", body)]
        assert stops == list(range(1, len(stops) + 1))
        assert body.startswith("${1:id}:\n  # ")
        assert "\n  date: ${2}\n" in body
        assert "____" not in body
