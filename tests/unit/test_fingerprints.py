"""A file is hashed again when it may have changed, and only then."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from microsite.fingerprints import TICK, Fingerprints


def aged(path: Path, nanoseconds: int = 10 * TICK) -> Path:
    """A file that was written some time ago."""
    then = path.stat().st_mtime_ns - nanoseconds
    os.utime(path, ns=(then, then))
    return path


def test_same_size_and_time_are_not_enough_right_after_writing(tmp_path: Path) -> None:
    """A file that was just written can be written again within the same tick of the clock."""
    file, known = tmp_path / "a", Fingerprints()
    file.write_text("one", "utf-8")
    stat = file.stat()
    before = known.of(file, stat)
    file.write_text("two", "utf-8")
    assert known.of(file, stat) != before  # as if the clock had not moved at all


def test_settled_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose times are old is taken for unchanged, as long as these and its size are the same."""
    file, known = tmp_path / "a", Fingerprints()
    file.write_text("one", "utf-8")
    # The time of the change of a file's times cannot be set: the clock of the program is.
    monkeypatch.setattr(time, "time_ns", lambda: file.stat().st_ctime_ns + 10 * TICK)
    before = known.of(file)
    monkeypatch.setattr("builtins.open", None)
    assert known.of(file) == before
    monkeypatch.undo()
    file.write_text("two", "utf-8")
    assert known.of(file) != before


def test_times_alone_are_no_change(tmp_path: Path) -> None:
    file, known = tmp_path / "a", Fingerprints()
    file.write_text("one", "utf-8")
    before = known.of(file)
    assert known.of(aged(file)) == before


def test_file_that_cannot_be_read_has_no_hash(tmp_path: Path) -> None:
    known = Fingerprints()
    assert known.of(tmp_path / "gone") == b""
    (tmp_path / "gone").write_text("back", "utf-8")
    assert known.of(tmp_path / "gone") != b""


def test_files_of_a_folder(tmp_path: Path) -> None:
    """In the order of the alphabet; without hidden ones, and without links that lead out."""
    for name in ("b.yaml", "a/c.md", "a/.hidden", ".git/x", "a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "far").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / "far").symlink_to(outside / "far")
    (tmp_path / "near").symlink_to("a/c.md")
    (tmp_path / "hidden").symlink_to(".git/x")
    known = Fingerprints()
    assert list(known.under(tmp_path)) == ["a.yaml", "a/c.md", "b.yaml", "near"]
    assert known.odd_under(tmp_path) == {"far": "link-out", "hidden": "link-out", "link": "link-out"}
    assert known.under(tmp_path / "nowhere") == {}
