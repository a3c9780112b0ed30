"""Find a Chromium for the browser tests, or install one; print its path.

Debian's package where this runs as root, else the one that playwright brings. Says in one line
what is missing when neither works.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk", "poppler-utils")


def find() -> str | None:
    """The path of a Chromium on this machine, if there is one."""
    given = os.environ.get("CHROMIUM")
    if given and Path(given).is_file():
        return given
    for name in NAMES:
        if path := shutil.which(name):
            return path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    return next((str(path) for path in sorted(cache.glob("chromium-*/chrome-linux*/chrome"))), None)


def install() -> None:
    """Try Debian's packages, then playwright's own browser."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update")
        run("apt-get", "install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES)
    if not find():
        run(sys.executable, "-m", "playwright", "install", "chromium")


def run(*command: str) -> None:
    """Run a command quietly; whether it helped is seen afterwards."""
    subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def has_fonts() -> bool:
    """Whether a font for Hangul is there, without which text is measured wrongly."""
    listed = shutil.which("fc-list") and subprocess.run(
        ["fc-list", ":lang=ko"], capture_output=True, text=True, check=False
    )
    return bool(listed and listed.stdout.strip())


def main() -> int:
    if not find() or not has_fonts():
        install()
    path = find()
    if not path:
        print("No Chromium: install one and set CHROMIUM to its path.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
