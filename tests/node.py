"""Find Node.js, which styles are checked with and editors imitated, or install Debian's; print its npm."""

from __future__ import annotations

import os
import shutil
import sys

from tests.chromium import run

DEBIAN_PACKAGES = ("nodejs", "npm")


def find() -> str | None:
    """The path of npm on this machine, if it is there and has its Node.js."""
    return shutil.which("npm") if shutil.which("node") else None


def main() -> int:
    if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update")
        run("apt-get", "install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES)
    path = find()
    if not path:
        print("No Node.js: install it and its npm.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
