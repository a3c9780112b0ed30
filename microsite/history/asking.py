"""How git is asked: without anybody's settings, and so that it neither runs another program nor writes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from microsite.messages.catalogue import Message

# Of what is set for git in the surroundings (by a hook, it leads to another repository) only these count.
KEPT_VARIABLES = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
# Nobody's own settings; words as they are in every country; nothing written, nothing fetched.
VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")),
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

# Those of the repository must not run a program, nor change the form of what is listed.
GIT = (
    *("git", "--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}", "-c", "i18n.logOutputEncoding=UTF-8"),
)


class MissingObjectError(Exception):
    """A clone has not all that its commits name."""


def ask(folder: Path, *words: str, feed: bytes = b"") -> bytes:
    """What git prints when it is asked in a folder.

    Raises `OSError` without git, `subprocess.SubprocessError` when it fails.
    """
    given = os.environ.items()
    variables = {name: it for name, it in given if not name.startswith("GIT_") or name in KEPT_VARIABLES}
    command = [*GIT, "-C", str(folder), *words]
    return subprocess.run(
        command, input=feed, env=variables | VARIABLES, capture_output=True, check=True
    ).stdout


def lack_of(error: Exception) -> Message:
    """Why git could not tell anything."""
    match error:
        case MissingObjectError():
            return Message("history-partial")
        case FileNotFoundError():
            return Message("history-without-git")
        case subprocess.CalledProcessError():
            said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            if "not a git repository" in said:
                return Message("history-of-nothing")
            if "does not have any commits yet" in said or "bad revision 'HEAD'" in said:
                return Message("history-empty")
            return Message("history-fails", reason=said.removeprefix("fatal: ").removesuffix("."))
        case _:
            return Message("history-fails", reason=str(error))
