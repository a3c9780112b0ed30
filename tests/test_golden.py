"""The components of the made-up town as they were last looked at and found right.

After a change that is meant, look at the style guide in a browser, then write the new state with
UPDATE_GOLDEN=1 in the environment and read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import Sample

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["fr", "ar", "de"])
def test_components_look_as_they_did(other: Sample, lang: str) -> None:
    """The markup of every component, at its ordinary, longest, shortest and barest, in every language."""
    page = other.page("samples", lang, "style-guide")
    main = LexborHTMLParser(other.files[page.path]).css_first("main")
    assert main is not None
    kept = GOLDEN / f"style-guide.{lang}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(f"{main.html}\n", "utf-8")
    assert (main.html or "").splitlines() == kept.read_text("utf-8").splitlines()
