"""What tests share: the built sites, the same published and served, and one browser."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from microsite.output.publish import publish
from tests import chromium
from tests.expected import RENEWED
from tests.samples import BASE_PATH, CONTENT, EXAMPLES, ROOT, Sample, build_sample, copy_of_other
from tests.server import serve_folder

BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# What a machine says about itself, from which the command line takes its defaults.
SURROUNDINGS = ("GITHUB_ACTIONS", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "SOURCE_DATE_EPOCH")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs of the tests keep what they know, apart from those of whoever tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """The same on every machine: in CI, in any locale, with the clock running, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every file of expectations that the run has written: nothing is blessed in silence."""
    reports = [
        it for them in terminalreporter.stats.values() for it in them if isinstance(it, pytest.TestReport)
    ]
    renewed = {str(value) for it in reports for name, value in it.user_properties if name == RENEWED}
    if renewed:
        terminalreporter.section("renewed: read the difference before you commit it")
        terminalreporter.write_line("\n".join(sorted(renewed)))


@dataclass(frozen=True)
class Served:
    """A published site under an address."""

    sample: Sample
    root: str

    def address(self, path: str) -> str:
        """Where a file of the site is served, as it is linked."""
        return self.root + path.removesuffix("index.html")


@pytest.fixture(scope="session")
def real() -> Sample:
    """The real content."""
    return build_sample(CONTENT["real"])


@pytest.fixture(scope="session")
def other() -> Sample:
    """The made-up town in three languages, one of them written from right to left."""
    return build_sample(CONTENT["other"])


@pytest.fixture(scope="session")
def guide() -> Sample:
    """A part of the real content as it once was, which the editing guides speak of."""
    return build_sample(CONTENT["guide"])


@pytest.fixture(scope="session", params=EXAMPLES)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each of the sites that stay as they are, or of those that a test names."""
    built: Sample = request.getfixturevalue(request.param)
    if request.param == "real" and (missing := built.lacks()):
        pytest.skip(f"the published site has no {', '.join(missing)} to look at")
    return built


@pytest.fixture(scope="session")
def served(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same, published and served under a base path."""
    folder = tmp_path_factory.mktemp("served")
    publish(sample.files, folder)
    with serve_folder(folder, BASE_PATH) as root:
        yield Served(sample, root)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium: install one or set CHROMIUM to its path.", pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the made-up town's content, to be changed."""
    return copy_of_other(tmp_path)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    options = "--quiet --no-deps --no-build-isolation --disable-pip-version-check"
    command = [sys.executable, "-m", "pip", "wheel", *options.split(), "--wheel-dir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the package in it; what it needs is that of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    install_engine(folder, wheel)
    return folder


def install_engine(folder: Path, wheel: Path) -> None:
    """Make a virtual environment and install a package there, as `pip install` does, without the network."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    options = "--quiet --no-deps --no-index --disable-pip-version-check"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", *options.split(), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    Path(paths["purelib"], "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
