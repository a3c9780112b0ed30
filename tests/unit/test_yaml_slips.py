"""What the YAML parser could not read, told as the slip of an editor, at the place of that slip."""

from __future__ import annotations

import pytest
import yaml

from microsite.content.documents import Loader
from microsite.content.yaml_slips import slip
from microsite.messages.catalogue import languages, messages

LOADERS = {"native": Loader, "python": yaml.BaseLoader}


def slip_in(text: str, loader: type) -> tuple[int, int, str]:
    """Where parsing a text ends, counted from 1, and the code of what is said there."""
    texts: list[yaml.ScalarEvent] = []
    events = yaml.parse(text, Loader=loader)
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        texts.extend(event for event in events if isinstance(event, yaml.ScalarEvent))
    line, column, code = slip(caught.value, text.split("\n"), texts[-1] if texts else None)
    assert set(messages()[code]) == set(languages())
    return line + 1, column + 1, code


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Colons
        ("a: 1\nb\nc: 2\n", (2, 1, "yaml-no-colon")),
        ("a: 1\nb\n", (2, 1, "yaml-no-colon")),
        ("a:\n  b: 1\n  c d\n  e: 2\n", (3, 3, "yaml-no-colon")),
        ("a:1\nb: 2\n", (1, 2, "yaml-no-space")),
        ("a: 1\nb:2\n", (2, 2, "yaml-no-space")),
        ("a:\u00a01\nb: 2\n", (1, 2, "yaml-no-space")),
        ("a: 1\nb\uff1a 2\nc: 3\n", (2, 2, "yaml-wide-colon")),
        ("a\uff1a\n  b: 1\n", (1, 2, "yaml-wide-colon")),
        ("a: b: c\n", (1, 5, "yaml-colon-in-text")),
        ("a: the port\uff1a b: c\n", (1, 15, "yaml-colon-in-text")),
        # Quotation marks
        ('a: 1\nb: "open\n', (2, 4, "yaml-open-quote")),
        ('a:\n  b: "open\n  c: "d"\n  e: "f"\n', (2, 6, "yaml-open-quote")),
        ("a: 'open\nb: 1\n", (1, 4, "yaml-open-quote")),
        ('a: "b "c" d"\n', (1, 7, "yaml-quote-inside")),
        ("a: 'l'hour'\n", (1, 6, "yaml-quote-inside")),
        ('a: {b: "c "d" e", f: "g"}\n', (1, 11, "yaml-quote-inside")),
        ('a: "b" and c\n', (1, 6, "yaml-quote-inside")),
        # Brackets and commas
        ('a: {b: "c" d: "e"}\n', (1, 12, "yaml-no-comma")),
        ('a: {b: "c", d: "e"\nf: 1\n', (1, 4, "yaml-open-bracket")),
        ("a: [b, c\nd: e\nf: g\n", (1, 4, "yaml-open-bracket")),
        ('a: {b: "c"}}\n', (1, 12, "yaml-odd-bracket")),
        ("a: [b]]\n", (1, 7, "yaml-odd-bracket")),
        # The first letter of a text
        ("a: @b\n", (1, 4, "yaml-first-character")),
        ("a: %b\n", (1, 4, "yaml-first-character")),
        ("a: **b** c\n", (1, 4, "yaml-first-character")),
        ("a: | b\n", (1, 4, "yaml-first-character")),
        ("a: - b\n", (1, 4, "yaml-first-character")),
        ("a: {b} of c\n", (1, 4, "yaml-first-character")),
        ("a: [b] c\n", (1, 4, "yaml-first-character")),
        ("a: {b: {c} of d}\n", (1, 8, "yaml-first-character")),
        # Spaces and tabs
        ("a:\n\tb: 1\n", (2, 1, "yaml-tab")),
        ("a: 1\n\tb: 2\n", (2, 1, "yaml-tab")),
        ("a:\n  b: 1\n c: 2\n", (3, 2, "yaml-indentation")),
        ("a: 1\n  b: 2\n", (2, 3, "yaml-indentation")),
        ('a: "1"\n  b: 2\n', (2, 3, "yaml-indentation")),
        ("  a: 1\nb: 2\n", (2, 1, "yaml-indentation")),
        ("a:\n  - b\n - c\n", (3, 2, "yaml-indentation")),
        # Backslashes
        ('a: "b \\c"\n', (1, 7, "yaml-escape")),
        ('a: "b \\u12"\n', (1, 7, "yaml-escape")),
        # Whatever else
        ("a: [b\n", (1, 4, "yaml-open-bracket")),
        ("a: [, b]\n", (1, 5, "yaml-other")),
        ("a: {b: c, }}", (1, 12, "yaml-odd-bracket")),
        ("a: >x", (1, 4, "yaml-first-character")),
    ],
)
def test_slip_is_found_where_it_was_made(text: str, found: tuple[int, int, str], loader: type) -> None:
    """Both parsers of YAML, the fast one and the one in Python, lead to the same place and words."""
    assert slip_in(text, loader) == found
