"""A git repository with a folder of content: the same commits on every machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

NOON = "2030-01-01T12:00:00+00:00"
VARIABLES = {
    "GIT_CONFIG_GLOBAL": os.devnull,  # nobody's own settings
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ben",
    "GIT_COMMITTER_EMAIL": "ben@example.org",
    "GIT_COMMITTER_DATE": "2031-12-31T12:00:00+00:00",
}


class Repository:
    """A repository in `root`, and its content in a folder below."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in VARIABLES.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
        self.root = root
        self.content = root / "site" / "content"
        self.content.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, feed: bytes = b"") -> str:
        """Run git in the root; return what it prints."""
        run = subprocess.run(["git", *words], cwd=self.root, input=feed, capture_output=True, check=True)
        return run.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of the content, or remove them where there is None."""
        for name, written in files.items():
            file = self.content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if written is None:
                file.unlink()
            else:
                file.write_bytes(written.encode() if isinstance(written, str) else written)

    def commit(self, files: Mapping[str, str | bytes | None], moment: str = NOON) -> str:
        """Write files and commit all that has changed; return the id of the commit."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change", f"--date={moment}")
        return self.git("rev-parse", "HEAD")

    def shallow_clone(self, depth: int, monkeypatch: pytest.MonkeyPatch) -> Repository:
        """A clone beside this one that has the newest commits only."""
        clone = Repository(self.root.with_name(f"{self.root.name}-{depth}"), monkeypatch)
        clone.git("fetch", "--quiet", f"--depth={depth}", self.root.as_uri(), "main")
        clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
        return clone
