"""The package: a wheel that builds sites anywhere, with templates, styles and words inside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from microsite import __version__
from microsite.messages.catalogue import languages
from tests.samples import CONTENT, ROOT, tree_of


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the unpacked wheel."""
    folder = tmp_path_factory.mktemp("package")
    assert f"-{__version__}-" in wheel.name
    with ZipFile(wheel) as files:
        files.extractall(folder)
    return folder


def test_installed_package_builds_the_same_site(installed: Path, tmp_path: Path) -> None:
    """Far from the checkout, the package builds another site's content to the same bytes."""
    words = ["--content", str(CONTENT["other"]), "--today", "2026-11-22", "--out"]
    for command, folder in (
        ([sys.executable, "-m", "microsite"], installed),
        ([sys.executable, str(ROOT / "build.py")], ROOT),
    ):
        done = subprocess.run(
            [*command, *words, str(tmp_path / folder.name)],
            cwd=tmp_path,
            env={"PYTHONPATH": str(folder), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert tree_of(tmp_path / installed.name) == tree_of(tmp_path / ROOT.name)


def test_package_gives_a_command(installed: Path) -> None:
    """The command is called like the package and leads to the same door."""
    (entries,) = installed.glob("*.dist-info/entry_points.txt")
    assert "microsite = microsite.commands.main:door" in entries.read_text("utf-8")


def test_installed_engine_makes_a_site_and_builds_it(environment: Path, tmp_path: Path) -> None:
    """In an environment of its own, from a folder with nothing in it, two commands lead to pages."""
    path = str(environment / "bin")

    def run(*words: str, folder: Path = tmp_path) -> str:
        command = [f"{path}/microsite", *words, "--lang", languages()[0]]
        done = subprocess.run(
            command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    said = run("init", "mysite", "--title", "Le canal", "--languages", "fr,de")
    assert said.splitlines()[1:] == ["  cd mysite", "  microsite serve"]
    wanted = (tmp_path / "mysite/requirements.txt").read_text("utf-8").splitlines()
    assert wanted[-1] == f"explainer-microsite=={__version__}"
    run("build", folder=tmp_path / "mysite")
    assert "<h1>Le canal</h1>" in (tmp_path / "mysite/site/de/index.html").read_text("utf-8")
