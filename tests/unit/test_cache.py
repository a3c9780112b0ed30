"""What a run leaves for the next one, and when that is of use."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from microsite.cache import engine_state


def state() -> str:
    """The state of the engine as a new run finds it."""
    engine_state.cache_clear()
    return engine_state()


@pytest.mark.parametrize(
    ("name", "matters"), [("jinja2-3.2.dist-info", True), ("own.pth", True), ("site", False)]
)
def test_engine_is_another_one_after_an_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, matters: bool
) -> None:
    """And not because a site has been built into the checkout, which is among the folders of modules."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = state()
    (tmp_path / name).mkdir()
    assert (state() != before) is matters
    engine_state.cache_clear()
