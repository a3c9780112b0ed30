"""Each folder in sites/broken plants one mistake in the made-up town's content.

`change.yaml` says what is changed, `expected.<lang>.txt` what an editor reads in each language;
UPDATE_EXPECTED=1 writes the latter anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.messages.catalogue import Message, languages, sentence
from microsite.output.publish import publish
from tests.changes import BROKEN, plant
from tests.expected import Record, expect
from tests.samples import CONTENT, DAY, Sample, copy_of_other, tree_of

MISTAKES = sorted(BROKEN.iterdir())
SEVERAL = (
    "unknown-key",
    "letter-in-a-year",
    "two-sectors-with-one-number",
    "unknown-file",
    "unknown-time-zone",
)


def complaints(content: Path, site: Path, capsys: pytest.CaptureFixture[str], lang: str) -> list[str]:
    """Build; return what is said, the files named as they stand inside the content folder."""
    words = ["--content", str(content), "--out", str(site), "--lang", lang, "--today", DAY.isoformat()]
    assert main([*words, "--strict"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    *lines, last = said.err.replace(f"{content.as_posix()}/", "").splitlines()
    assert last == sentence(Message("nothing-written", number=len(lines), more=""), lang)
    return lines


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda folder: folder.name)
def test_mistake_is_explained_and_the_site_stays(
    mistake: Path,
    content: Path,
    other: Sample,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record_property: Record,
) -> None:
    """A mistake stops the build with its own lines only; the published site stays as it was."""
    site = tmp_path / "site"
    publish(other.files, site)
    before = tree_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    plant(mistake, content)
    for lang in languages():
        said = "".join(f"{line}\n" for line in complaints(content, site, capsys, lang))
        expect(mistake / f"expected.{lang}.txt", said, record_property)
    assert (tree_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}) == before


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda folder: folder.name)
def test_expectations_are_whole(mistake: Path) -> None:
    """A folder says what is changed and what is read in each language, and holds nothing else."""
    wanted = {"change.yaml", *(f"expected.{lang}.txt" for lang in languages())}
    assert {file.name for file in mistake.iterdir()} == wanted
    assert all((mistake / name).read_text("utf-8").strip() for name in wanted)


def test_all_mistakes_are_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes in several files are all found by one run, in the order of files and lines."""
    lang = languages()[0]
    content = copy_of_other(tmp_path)
    alone = []
    for name in SEVERAL:
        by_itself = copy_of_other(tmp_path / name)
        plant(BROKEN / name, by_itself)
        alone += complaints(by_itself, tmp_path / "site", capsys, lang)
        plant(BROKEN / name, content)
    said = complaints(content, tmp_path / "site", capsys, lang)
    assert len(said) >= len(SEVERAL)
    assert sorted(said) == sorted(alone)
    files = [line.split(":")[0].split("  ")[0] for line in said]
    assert files == sorted(files)
    assert not (tmp_path / "site").exists()


# --- many at once -------------------------------------------------------------------


def put(content: Path, name: str, pattern: str, new: str) -> str:
    """Put something in the place of the first group that a pattern finds in a file; return where."""
    text = (content / name).read_text("utf-8")
    match = re.search(pattern, text, re.MULTILINE)
    assert match, f"{pattern} is not in {name}"
    (content / name).write_text(text[: match.start(1)] + new + text[match.end(1) :], "utf-8")
    before = text[: match.start(1)].split("\n")
    return f"{name}:{len(before)}:{len(before[-1]) + 1}"


def find(content: Path, name: str, pattern: str) -> str:
    """The first group that a pattern finds in a file."""
    match = re.search(pattern, (content / name).read_text("utf-8"), re.MULTILINE)
    assert match, f"{pattern} is not in {name}"
    return str(match[1])


def ten_mistakes(content: Path, guide: Sample) -> dict[str, str]:
    """Plant ten mistakes in a copy of the content; return what is to be said of each, by its kind.

    Each mistake takes the first place it finds.
    """
    lang, other = guide.languages[:2]
    sector, promising = (
        next(iter(guide.site.sectors)),
        [id for id, it in guide.site.sectors.items() if it.targets][-1],
    )
    launch = guide.site.launch
    assert launch
    assert launch.station
    files = {id: it.file for id, it in guide.site.citables.items() if it.kind == "station"}
    stations = next(name for name in files.values() if name != files[launch.station])
    source, target, station = (
        find(content, name, pattern)
        for name, pattern in (
            ("sources.yaml", r"^([a-z][a-z0-9-]*):$"),
            (f"sectors/{promising}.yaml", r"^targets:\n  ([a-z][a-z0-9-]*):$"),
            (stations, r"^([a-z][a-z0-9-]*):$"),
        )
    )
    heading = find(content, f"pages/about.{other}.md", r"^## (.*) \{#[a-z-]+\}$")
    said = {}

    place = put(content, "conflicts.yaml", r"(\Z)", 'broken: "open\n').removesuffix(":1")
    said["broken YAML"] = (
        f"{place}:9  this is not valid YAML: the quotation mark that opens here is never closed;"
        " close it at the end of the text."
    )
    place = put(content, f"sectors/{sector}.{other}.md", r"(\{\^?[a-z][a-z0-9.-]*\})", "{zzzz}")
    said["bad reference"] = f"{place}  {{zzzz}} names no fact."
    (content / f"pages/timeline.{other}.md").unlink()
    said["missing half"] = f'pages/timeline.{other}.md  the text in "{other}" is missing; write this file.'
    (content / "notes.txt").write_text("Ring the ministry.\n", "utf-8")
    said["stray file"] = "notes.txt  nothing is made from this file."
    place = put(content, stations, r"^  date: (.*)$", "2027-02-30")
    said["bad date"] = (
        f'{place}  {station} › date: "2027-02-30" is not in the calendar; check the month and the day.'
    )
    place = put(content, "sources.yaml", r"^  ()publisher:", "zzzz: 1\n  ")
    said["unknown key"] = f'{place}  {source} › zzzz: "zzzz" is not a key that is known here.'
    place = put(content, f"pages/home.{lang}.md", r"\]\(((?:page|sector|term):[a-z0-9-]+)\)", "page:zzzz")
    said["link to nothing"] = f'{place}  "zzzz" is not the id of a page.'
    entry = put(content, f"sectors/{promising}.yaml", rf"^targets:\n  {target}:\n    ()", "")
    put(content, f"sectors/{promising}.yaml", rf"^  {target}:\n(?:    .*\n)*?(    sources: .*\n)", "")
    said["missing source"] = (
        f'{entry}  targets › {target}: "sources" is missing; add it, such as sources: [id-of-a-source].'
    )
    first = put(content, "pages/changes.yaml", r"^()address:", "").split(":")[1]
    address = find(content, "pages/changes.yaml", r"^address: (.*)$")
    place = put(content, "pages/changes.yaml", r"(\Z)", f"address: {address}\n")
    said["duplicated key"] = f'{place}  "address" is here twice; the first is on line {first}.'
    line = put(content, f"pages/about.{other}.md", r"^## .*( \{#[a-z-]+\})$", "").rpartition(":")[0]
    said["heading without name"] = (
        f'{line}:1  "{heading}" needs a name for its address, the same in each language: {{#name}}.'
    )
    return said


def test_ten_mistakes_of_different_kinds_are_named_in_one_run(
    guide: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One check names ten mistakes in ten files, and nothing else."""
    content = Path(shutil.copytree(CONTENT["guide"], tmp_path / "content"))
    said = ten_mistakes(content, guide)
    assert len({line.split(":")[0].split("  ")[0] for line in said.values()}) == len(said) == 10
    lang = languages()[0]
    assert main(["check", "--content", str(content), "--today", DAY.isoformat(), "--lang", lang]) == 1
    *lines, last = capsys.readouterr().err.replace(f"{content.as_posix()}/", "").splitlines()
    assert sorted(lines) == sorted(said.values())
    assert last == sentence(Message("to-mend", number=10, more=""), lang)
