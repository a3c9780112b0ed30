"""Each folder in sites/broken plants one mistake in the made-up town's content.

`change.yaml` says what is changed, `expected.txt` what an editor reads.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from microsite.publish import publish
from tests.changes import BROKEN, plant
from tests.samples import Sample, tree_of

MISTAKES = sorted(BROKEN.iterdir())
SEVERAL = ("unknown-key", "letter-in-a-year", "duplicate-id", "unknown-file", "unknown-time-zone")


def expected(mistake: Path) -> list[str]:
    return (mistake / "expected.txt").read_text("utf-8").splitlines()


def complaints(content: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Build; return what is said, the files named as they stand inside the content folder."""
    assert build.main(["--content", str(content), "--out", str(site)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    *lines, last = said.err.replace(f"{content.as_posix()}/", "").splitlines()
    assert last == f"{len(lines)} to mend; nothing was written."
    return lines


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda folder: folder.name)
def test_mistake_is_explained_and_the_site_stays(
    mistake: Path, content: Path, other: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake stops the build with its own lines only; the published site stays as it was."""
    site = tmp_path / "site"
    publish(other.files, site)
    before = tree_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    plant(mistake, content)
    assert complaints(content, site, capsys) == expected(mistake)
    assert (tree_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}) == before


def test_all_mistakes_are_said_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mistakes in several files are all found by one run, in the order of files and lines."""
    for name in SEVERAL:
        plant(BROKEN / name, content)
    lines = [line for name in SEVERAL for line in expected(BROKEN / name)]
    said = complaints(content, tmp_path / "site", capsys)
    assert sorted(said) == sorted(lines)
    files = [line.split(":")[0].split("  ")[0] for line in said]
    assert files == sorted(files)
    assert not (tmp_path / "site").exists()
