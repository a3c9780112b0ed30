"""Where the text of a source comes from decides what an entry is called, on every page alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from tests.samples import BASE_URL, DAY

ENTRY = "port-riders"  # a target that stands on cards, in a table, in notes and on the timeline


def with_origins(content: Path, *sources: str) -> dict[str, bytes]:
    """The site, built from a copy in which only these sources repeat a text: all of them the same one."""
    path = content / "sources.yaml"
    text = re.sub(r"(?m)^  (origin|presumed|on_scene|read): .*\n", "", path.read_text("utf-8"))
    text = text.replace("  publisher:", "  read: part\n  publisher:")
    for id in sources:
        text = re.sub(rf"(?m)^{id}:$", f"{id}:\n  origin: survey-release", text)
    path.write_text(text, "utf-8")
    return build(content, DAY, BASE_URL).files


def called(files: dict[str, bytes]) -> dict[str, set[str]]:
    """What the entry is called in each kind of place, over all pages."""
    found: dict[str, set[str]] = {}
    for place, weight in _places(files):
        found.setdefault(place, set()).add(weight)
    return found


def _places(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, page in files.items():
        if not path.endswith(".html"):
            continue
        tree = LexborHTMLParser(page.decode())
        for selector in (f"article#{ENTRY} > .target-card__remarks", f"tr#{ENTRY}", f"#note-{ENTRY}"):
            for node in tree.css(f"{selector} .weight"):
                yield selector, node.attributes["data-weight"] or ""
        for node in tree.css(f"tr#{ENTRY}"):
            words = (node.attributes["data-of"] or "").split()
            yield "filters", next(word.partition(":")[2] for word in words if word.startswith("weight:"))
        for node in tree.css(f'a.mark[href="#note-{ENTRY}"]'):
            yield "marks", node.attributes["data-weight"] or ""


@pytest.mark.parametrize(
    ("repeating", "expected"),
    [
        ((), "independent"),
        (("hafenblatt-2023",), "independent"),
        (("hafenblatt-2023", "amala-mobilite"), "announcement"),
    ],
)
def test_one_origin_changes_what_an_entry_is_called_everywhere(
    content: Path, repeating: tuple[str, ...], expected: str
) -> None:
    """Cards, tables, notes, marks and filters all go by the same rule."""
    found = called(with_origins(content, *repeating))
    assert len(found) == len(["card", "row", "note", "filters", "marks"])
    assert found == {place: {expected} for place in found}


def test_origin_is_told_at_the_source_and_counted(content: Path) -> None:
    """Readers of a source see whose text it is, and of a text how many sources repeat it."""
    files = with_origins(content, "hafenblatt-2023", "amala-mobilite")
    pages = [LexborHTMLParser(page.decode()) for path, page in files.items() if path.startswith("de/")]
    entry = next(node for page in pages for node in page.css(".sources__entry#hafenblatt-2023"))
    assert "Hangstudie" in entry.text()
    listed = next(node for page in pages for node in page.css(".origins #survey-release"))
    assert re.search(r"\b2\b", listed.text())
