"""Expectations that are kept in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.expected import RENEWED, SWITCH, expect


@pytest.fixture
def record() -> list[tuple[str, object]]:
    """What the report of a run would say."""
    return []


def _expect(kept: Path, found: str, record: list[tuple[str, object]]) -> None:
    expect(kept, found, lambda name, value: record.append((name, value)))


def test_what_is_as_kept_passes_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: list[tuple[str, object]]
) -> None:
    """With the switch or without, what has not changed is not written."""
    kept = tmp_path / "kept.txt"
    kept.write_text("a\n", "utf-8")
    before = kept.stat().st_mtime_ns
    for switch in ("", "1"):
        monkeypatch.setenv(SWITCH, switch)
        _expect(kept, "a\n", record)
    assert (kept.stat().st_mtime_ns, record) == (before, [])


@pytest.mark.parametrize("there", [None, "b\n", ""])
def test_what_is_otherwise_fails_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: list[tuple[str, object]], there: str | None
) -> None:
    """Without the switch nothing is written: another file fails, and so does one that is not there."""
    monkeypatch.delenv(SWITCH, raising=False)
    kept = tmp_path / "kept.txt"
    if there is not None:
        kept.write_text(there, "utf-8")
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        _expect(kept, "a\n", record)
    assert (kept.read_text("utf-8") if kept.exists() else None) == there
    assert record == []


@pytest.mark.parametrize("there", [None, "b\n"])
def test_switch_renews_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: list[tuple[str, object]], there: str | None
) -> None:
    """With the switch the file is written, the test passes, and the run names the file."""
    monkeypatch.setenv(SWITCH, "1")
    kept = tmp_path / "kept.txt"
    if there is not None:
        kept.write_text(there, "utf-8")
    _expect(kept, "a\n", record)
    assert kept.read_text("utf-8") == "a\n"
    assert record == [(RENEWED, kept.as_posix())]
