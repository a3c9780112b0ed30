"""The same content in other surroundings: are the bytes the same, and does a build keep to itself?

The content is committed to a repository, so that its history tells which half of a text is behind; each build
is the command in a process of its own, with a cache of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.repository import VARIABLES
from tests.samples import CONTENT, DAY, ROOT, edit, tree_of
from tests.trust.figures import Figure

OTHER_OWNER = 12345  # of nobody on this machine
ODD_CONFIG = """
[core]
    autocrlf = true
    quotepath = true
    abbrev = 4
    fsmonitor = /bin/false
    pager = /bin/false
[log]
    date = relative
    showSignature = true
    follow = true
[i18n]
    logOutputEncoding = UTF-16
[diff]
    renames = copies
    noprefix = true
    external = /bin/false
[color]
    ui = always
[status]
    showUntrackedFiles = all
[alias]
    log = status
[format]
    pretty = oneline
"""


@dataclass
class Case:
    """One build: where it is made, and what is around it."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda home: None  # of the repository, before it is built
    umask: int = 0o022
    clone: tuple[str, ...] = ()  # settings of git that the repository is cloned with


def _crlf(home: Path) -> None:
    """Line ends as another system has them, as they were checked out."""
    for file in (home / "content").rglob("*"):
        if file.suffix in (".yaml", ".md"):
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def _backwards(home: Path) -> None:
    """Each folder lists its files in another order."""
    content = home / "content"
    copy = home / "copy"
    for file in sorted((it for it in content.rglob("*") if it.is_file()), reverse=True):
        target = copy / file.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    shutil.rmtree(content)
    copy.rename(content)


def _foreign(home: Path) -> None:
    """Everything belongs to somebody else."""
    for path in (home, *home.rglob("*")):
        os.chown(path, OTHER_OWNER, OTHER_OWNER, follow_symlinks=False)


def _odd(home: Path) -> None:
    (home.parent / "gitconfig").write_text(ODD_CONFIG, "utf-8")


def _odd_here(home: Path) -> None:
    with (home / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(ODD_CONFIG)


def _cases() -> Iterator[Case]:
    """Every case, by its name; of those that only the superuser can make, when this is one."""
    for zone in ("Asia/Seoul", "America/Lima", "Pacific/Kiritimati"):
        yield Case(f"TZ={zone}", {"TZ": zone})
    for locale in ("C", "C.UTF-8", "ko_KR.UTF-8", "tr_TR.UTF-8"):
        yield Case(f"LC_ALL={locale}", {"LC_ALL": locale, "LANG": locale})
    for seed in ("0", "1", "4294967295"):
        yield Case(f"PYTHONHASHSEED={seed}", {"PYTHONHASHSEED": seed})
    yield Case("PYTHONOPTIMIZE=2", {"PYTHONOPTIMIZE": "2"})
    yield Case("PYTHONUTF8=0", {"PYTHONUTF8": "0", "LC_ALL": "C"})
    for umask in (0o077, 0o000):
        yield Case(f"umask {umask:03o}", umask=umask)
    yield Case("files in another order", prepare=_backwards)
    yield Case("lines end as on Windows", prepare=_crlf)
    yield Case("core.autocrlf=true in the clone", clone=("core.autocrlf=true",))
    yield Case("core.eol=crlf in the clone", clone=("core.autocrlf=true", "core.eol=crlf"))
    yield Case("an odd ~/.gitconfig", {"GIT_CONFIG_GLOBAL": "../gitconfig"}, prepare=_odd)
    yield Case("odd settings of the repository", prepare=_odd_here)
    for name in ("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        yield Case(f"{name} of somewhere else", {name: "/nonexistent"})
    yield Case("GIT_EXTERNAL_DIFF, GIT_PAGER", {"GIT_EXTERNAL_DIFF": "/bin/false", "GIT_PAGER": "/bin/false"})
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.showRoot", "GIT_CONFIG_VALUE_0": "false"}
    yield Case("GIT_CONFIG_COUNT with settings", settings)
    if os.geteuid() == 0:
        yield Case("a checkout of another owner", prepare=_foreign)


def _repository(home: Path) -> None:
    """A site of three languages with a history, in which one half of a text has fallen behind."""
    content = Path(shutil.copytree(CONTENT["other"], home / "content"))
    variables = {**os.environ, **VARIABLES}

    def git(*words: str) -> None:
        subprocess.run(("git", "-C", str(home), *words), env=variables, capture_output=True, check=True)

    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message=First", "--date=2026-03-01T12:00:00+00:00")
    edit(content / "sectors" / "port.yaml", "Ligne du port", "Ligne des quais")
    git("commit", "--quiet", "--all", "--message=Second", "--date=2026-05-01T12:00:00+00:00")


def _build(case: Case, source: Path, folder: Path, *command: str) -> dict[str, bytes]:
    """The site of a case, which is made in a clone of the repository and a cache of its own."""
    home = folder / "home"
    options = [word for setting in case.clone for word in ("-c", setting)]
    clone = ("git", *options, "clone", "--quiet", "--no-hardlinks", str(source), str(home))
    subprocess.run(clone, env={**os.environ, **VARIABLES}, capture_output=True, check=True)
    for setting in case.clone:
        name, _, value = setting.partition("=")
        subprocess.run(("git", "-C", str(home), "config", name, value), check=True)
    case.prepare(home)
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_", "LANG"))},
        **VARIABLES,
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GIT_CEILING_DIRECTORIES": str(folder),
        **case.variables,
    }
    words = ("--content", "content", "--out", str(folder / "site"), "--today", DAY.isoformat())
    run = subprocess.run(
        (*(command or (sys.executable, str(ROOT / "build.py"))), *words),
        cwd=home,
        env=variables,
        umask=case.umask,
        capture_output=True,
        text=True,
        errors="replace",
    )
    assert run.returncode == 0, f"{case.name}: {run.stderr[-500:]}"
    return tree_of(folder / "site")


def variations(number: int | None = None) -> Figure:
    """Build in so many of the surroundings, or all, and compare with a plain build."""
    cases, failures = [*_cases()][:number], []
    with tempfile.TemporaryDirectory(prefix="surroundings-") as name:
        folder = Path(name).resolve()
        _repository(folder / "source")
        plain = _build(Case("plain"), folder / "source", folder / "plain")
        assert any("behind" in body.decode("utf-8", "ignore") for body in plain.values())
        for at, case in enumerate(cases):
            try:
                made = _build(case, folder / "source", folder / str(at))
            except AssertionError as problem:
                failures.append(str(problem))
                continue
            other = sorted(it for it in plain.keys() | made.keys() if plain.get(it) != made.get(it))
            failures += [f"{case.name}: {len(other)} files differ, such as {other[0]}"] if other else []
    return Figure("Surroundings in which a build makes other bytes", len(cases), tuple(failures))
