"""Each folder in sites/broken plants one mistake in the made-up town's content.

`change.yaml` says what is changed, `expected.<lang>.txt` what an editor reads in each language.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from microsite.catalogue import languages, say, sentence
from microsite.publish import publish
from tests.changes import BROKEN, plant
from tests.samples import DAY, Sample, tree_of

MISTAKES = sorted(BROKEN.iterdir())
SEVERAL = (
    "unknown-key",
    "letter-in-a-year",
    "two-sectors-with-one-number",
    "unknown-file",
    "unknown-time-zone",
)


def expected(mistake: Path, lang: str) -> list[str]:
    return (mistake / f"expected.{lang}.txt").read_text("utf-8").splitlines()


def complaints(content: Path, site: Path, capsys: pytest.CaptureFixture[str], lang: str) -> list[str]:
    """Build; return what is said, the files named as they stand inside the content folder."""
    words = ["--content", str(content), "--out", str(site), "--lang", lang, "--today", DAY.isoformat()]
    assert build.main([*words, "--strict"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    *lines, last = said.err.replace(f"{content.as_posix()}/", "").splitlines()
    assert last == sentence(say("nothing-written", number=len(lines)), lang)
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
    for lang in languages():
        assert complaints(content, site, capsys, lang) == expected(mistake, lang)
    assert (tree_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}) == before


def test_all_mistakes_are_said_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mistakes in several files are all found by one run, in the order of files and lines."""
    for name in SEVERAL:
        plant(BROKEN / name, content)
    lang = languages()[0]
    lines = [line for name in SEVERAL for line in expected(BROKEN / name, lang)]
    said = complaints(content, tmp_path / "site", capsys, lang)
    assert sorted(said) == sorted(lines)
    files = [line.split(":")[0].split("  ")[0] for line in said]
    assert files == sorted(files)
    assert not (tmp_path / "site").exists()
