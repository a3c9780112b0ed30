from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.output.publish import MANIFEST, publish
from tests.samples import tree_of

FILES = {"index.html": b"root", "a/index.html": b"a", "a/b/index.html": b"b", "icon.svg": b"<svg/>"}
SITES = st.dictionaries(st.sampled_from(["a", "b", "c/d", "c/e", "f/g/h"]), st.binary(max_size=3))


def published(folder: Path) -> dict[str, bytes]:
    """What stands in the folder beside the list of what was built."""
    return {name: body for name, body in tree_of(folder).items() if name != MANIFEST}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and which file on the disk it is."""
    states = {name: (folder / name).stat() for name in published(folder)}
    return {name: (state.st_mtime_ns, state.st_ino) for name, state in states.items()}


def test_everything_is_written(tmp_path: Path) -> None:
    """Into a folder that is not there yet, all files are written, readable by all."""
    assert publish(FILES, tmp_path / "new" / "site").changed == FILES.keys()
    assert published(tmp_path / "new" / "site") == FILES
    assert {(tmp_path / "new/site" / name).stat().st_mode & 0o777 for name in FILES} == {0o644}


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    """A second build touches the files that differ and no other."""
    publish(FILES, tmp_path)
    before = stamps(tmp_path)
    assert publish(FILES | {"a/index.html": b"new"}, tmp_path).changed == {"a/index.html"}
    after = stamps(tmp_path)
    assert {name for name in FILES if before[name] != after[name]} == {"a/index.html"}
    assert publish(FILES | {"a/index.html": b"new"}, tmp_path).changed == set()


def test_removed_pages_vanish_with_their_folders(tmp_path: Path) -> None:
    """What the last build wrote and this one did not is gone, empty folders too."""
    publish(FILES, tmp_path)
    publish({"index.html": b"root"}, tmp_path)
    assert published(tmp_path) == {"index.html": b"root"}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_foreign_files_stay(tmp_path: Path) -> None:
    """Files that no build wrote are never touched, nor the folders they lie in."""
    foreign = {"CNAME": b"example.org", "a/b/notes.txt": b"mine"}
    publish(FILES, tmp_path)
    for name, body in foreign.items():
        (tmp_path / name).write_bytes(body)
    publish({"index.html": b"root"}, tmp_path)
    assert published(tmp_path) == {"index.html": b"root", **foreign}


@pytest.mark.parametrize("gone", ["a/b/index.html", "a/b", "a"])
def test_pages_removed_by_hand_do_no_harm(tmp_path: Path, gone: str) -> None:
    """A build goes on when somebody has removed a file or a folder of the last one."""
    publish(FILES, tmp_path)
    for path in sorted((tmp_path / gone).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / gone).rmdir() if (tmp_path / gone).is_dir() else (tmp_path / gone).unlink()
    publish({"index.html": b"root"}, tmp_path)
    assert published(tmp_path) == {"index.html": b"root"}


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot be put in place, the old one stays whole and no half-written one is left."""
    publish(FILES, tmp_path)
    before = tree_of(tmp_path)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        publish(FILES | {"index.html": b"new"}, tmp_path)
    assert tree_of(tmp_path) == before


def test_failed_build_is_made_good_by_the_next(tmp_path: Path) -> None:
    """After a failure halfway, the next build still removes what is gone."""
    publish(FILES, tmp_path)
    (tmp_path / "in-the-way").mkdir()
    with pytest.raises(OSError, match="in-the-way"):
        publish({"index.html": b"root", "in-the-way": b"x"}, tmp_path)
    (tmp_path / "in-the-way").rmdir()
    publish({"index.html": b"root", "in-the-way": b"x"}, tmp_path)
    assert published(tmp_path) == {"index.html": b"root", "in-the-way": b"x"}


@pytest.mark.parametrize("name", ["../outside.txt", "a/../../outside.txt"])
def test_list_of_files_cannot_lead_outside(tmp_path: Path, name: str) -> None:
    """Nothing outside the folder is removed, whatever stands in the list of the last build."""
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_text("mine", "utf-8")
    publish(FILES, site)
    (site / MANIFEST).write_text(f"{name}\n{outside}\n", "utf-8")
    publish(FILES, site)
    assert outside.read_text("utf-8") == "mine"


@given(st.lists(SITES, min_size=1, max_size=4))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_folder_is_always_the_last_site(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]]
) -> None:
    """After any row of builds the folder holds exactly what the last one made."""
    folder = tmp_path_factory.mktemp("site")
    for site in sites:
        publish(site, folder)
        assert published(folder) == site
