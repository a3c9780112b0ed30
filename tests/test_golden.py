"""The components of the made-up town as they were last looked at and found right.

After a change that is meant, look at the style guide in a browser, then write the new state with
UPDATE_EXPECTED=1 in the environment and read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.expected import Record, expect
from tests.samples import Sample

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["fr", "ar", "de"])
def test_components_look_as_they_did(other: Sample, lang: str, record_property: Record) -> None:
    """The markup of every component, at its ordinary, longest, shortest and barest, in every language."""
    page = other.page("samples", lang, "style-guide")
    main = LexborHTMLParser(other.files[page.path]).css_first("main")
    assert main is not None
    expect(GOLDEN / f"style-guide.{lang}.html", f"{main.html}\n", record_property)
