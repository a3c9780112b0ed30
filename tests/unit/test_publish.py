from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC
from os import strerror
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.messages.problems import ContentError
from microsite.output.destination import LOCK, MANIFEST, STAGING
from microsite.output.lock import locked
from microsite.output.publish import DisturbedError, publish, unwritten
from microsite.output.switch import HalfwayError
from tests.samples import ROOT, tree_of

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


def move(fail: Callable[[Path], bool]) -> Callable[[Path, Path], Path]:
    """A way to move files on a disk that refuses some."""
    replace = Path.replace

    def moved(path: Path, target: Path) -> Path:
        if fail(Path(target)):
            raise OSError(ENOSPC, strerror(ENOSPC))
        return replace(path, target)

    return moved


CHANGED = {"index.html": b"new", "a/index.html": b"a", "c/index.html": b"c", "css/x.css": b"x"}


@pytest.mark.parametrize("room", range(0, 60, 4))
def test_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """However many bytes there is room for: the site is as it was, or as it is to be, and what is said of
    it names the file that found none."""
    publish(FILES, tmp_path)
    before = tree_of(tmp_path)
    left = room
    write_bytes = Path.write_bytes

    def write(path: Path, body: bytes) -> int:
        nonlocal left
        left -= len(body)
        if left < 0:
            write_bytes(path, body[:left])
            raise OSError(ENOSPC, strerror(ENOSPC))
        return write_bytes(path, body)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(OSError, match="No space left") as caught:
        publish(CHANGED, tmp_path)
    assert tree_of(tmp_path) == before
    assert not isinstance(caught.value, HalfwayError)
    assert Path(caught.value.filename).relative_to(tmp_path).as_posix() in {*CHANGED, MANIFEST}


@pytest.mark.parametrize("full", ["c", "c/index.html", "css/x.css"])
def test_folder_without_room_for_a_name_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    """New names come before anything is replaced, and are taken back."""
    publish(FILES, tmp_path)
    before = tree_of(tmp_path)
    if full == "c":
        monkeypatch.setattr(Path, "mkdir", refusing(Path.mkdir, tmp_path / full))
    else:
        monkeypatch.setattr(Path, "replace", move(lambda target: target == tmp_path / full))
    with pytest.raises(OSError, match="No space left") as caught:
        publish(CHANGED, tmp_path)
    monkeypatch.undo()
    assert tree_of(tmp_path) == before
    assert not isinstance(caught.value, HalfwayError)
    assert caught.value.filename == str(tmp_path / full)
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, "index.html", "a", "icon.svg"}


def refusing(mkdir: Callable[..., None], folder: Path) -> Callable[..., None]:
    def made(path: Path, *given: object, **more: object) -> None:
        if path == folder:
            raise OSError(ENOSPC, strerror(ENOSPC))
        mkdir(path, *given, **more)

    return made


def test_what_fails_too_late_is_told_and_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot be replaced: how much is new is said, and the next build ends it."""
    publish(FILES, tmp_path)
    monkeypatch.setattr(Path, "replace", move(lambda target: target == tmp_path / "index.html"))
    with pytest.raises(HalfwayError, match=r"index\.html") as caught:
        publish(CHANGED, tmp_path)
    assert (caught.value.done, caught.value.number) == (2, 5)
    said = str(unwritten(caught.value, tmp_path).message)
    assert "2 of 5 files" in said
    monkeypatch.undo()
    assert published(tmp_path) == FILES | {"c/index.html": b"c", "css/x.css": b"x"}
    publish(CHANGED, tmp_path)
    assert published(tmp_path) == CHANGED


def test_pages_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New files before those that are replaced, pages after what they need; then what is gone."""
    publish(FILES | {"css/x.css": b"old", "gone.html": b"gone"}, tmp_path)
    seen: list[str] = []

    def look(target: Path) -> bool:
        seen.append(target.relative_to(tmp_path).as_posix())
        assert (tmp_path / "gone.html").exists() or seen[-1] == MANIFEST
        return False

    monkeypatch.setattr(Path, "replace", move(look))
    publish(FILES | {"css/x.css": b"x", "z.svg": b"z", "b.html": b"b", "index.html": b"new"}, tmp_path)
    assert seen == [MANIFEST, "z.svg", "b.html", "css/x.css", "index.html", MANIFEST]


# --- whose files -------------------------------------------------------------------------------------


def refused(site: Mapping[str, bytes], folder: Path) -> list[tuple[str, str]]:
    """Publish, and see that nothing is changed; return which file was named, and by which sentence."""
    before = stamps(folder)
    with pytest.raises(ContentError) as caught:
        publish(site, folder)
    assert stamps(folder) == before
    return [(it.place.file, it.message.code) for it in caught.value.problems]


def test_folder_of_a_stranger_is_not_written(tmp_path: Path) -> None:
    """A folder with files and without a list of ours stays as it is; one that only looks empty will do."""
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert refused(FILES, tmp_path) == [(tmp_path.as_posix(), "out-is-taken")]
    assert refused(FILES, tmp_path / "notes.txt") == [(f"{tmp_path}/notes.txt", "out-is-a-file")]
    (tmp_path / "notes.txt").rename(tmp_path / ".DS_Store")
    publish(FILES, tmp_path)
    assert published(tmp_path) == FILES | {".DS_Store": b"mine"}


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("b.html", "b.html"),
        ("b.html/notes.txt", "b.html/notes.txt"),
        ("c", "c"),
    ],
)
def test_file_of_a_stranger_is_not_replaced(tmp_path: Path, file: str, named: str) -> None:
    """What is not in the list stands where a page goes: it is named before anything is written."""
    publish(FILES, tmp_path)
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("mine", "utf-8")
    new = {"index.html": b"new", "b.html": b"b", "c/d.html": b"d"}
    assert refused(new, tmp_path) == [(f"{tmp_path}/{named}", "strange-file")]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """Not even a folder that is empty, or a pipe, which nobody waits for."""
    publish(FILES, tmp_path)
    (tmp_path / "b.html").mkdir()
    assert refused(FILES | {"b.html": b"b"}, tmp_path) == [(f"{tmp_path}/b.html", "strange-file")]
    (tmp_path / "icon.svg").unlink()
    os.mkfifo(tmp_path / "icon.svg")
    assert refused(FILES, tmp_path) == [(f"{tmp_path}/icon.svg", "strange-file")]


@pytest.mark.parametrize("link", ["index.html", "a", "a/b"])
@pytest.mark.parametrize("site", [FILES, {"icon.svg": b"new"}], ids=["written", "removed"])
def test_links_are_not_followed(tmp_path: Path, link: str, site: dict[str, bytes]) -> None:
    """A link in the place of a file or folder of the site: nothing is written or removed behind it."""
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    publish(FILES, folder)
    (folder / link).rename(elsewhere)
    (folder / link).symlink_to(elsewhere)
    before = tree_of(tmp_path)
    assert refused(site, folder) == [(f"{folder}/{link}", "link-in-the-way")]
    assert tree_of(tmp_path) == before


def test_links_under_our_names_are_not_followed(tmp_path: Path) -> None:
    """Neither that of the list, nor that of what a build writes meanwhile."""
    folder, mine = tmp_path / "site", tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine", "utf-8")
    folder.mkdir()
    (folder / STAGING).symlink_to(mine)
    publish(FILES, folder)
    assert published(folder) == FILES
    (folder / LOCK).symlink_to(mine / "notes.txt")
    with pytest.raises(OSError, match=LOCK):
        publish({}, folder)
    (folder / LOCK).unlink()
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).symlink_to(mine / "notes.txt")
    assert refused({}, folder) == [(f"{folder}/{MANIFEST}", "damaged-list")]
    assert tree_of(mine) == {"notes.txt": b"mine"}


@pytest.mark.parametrize(
    "line",
    [
        *(b"../outside.txt", b"a/../../outside.txt", b"OUTSIDE", b"a//b", b"./a", b"a/.", b"/"),
        *(b"\xff", b"a\0b", b"a\rb", b"a\\b", b".built", b".built.new/x"),
    ],
)
def test_damaged_list_is_told(tmp_path: Path, line: bytes) -> None:
    """Whatever stands in the list: nothing at all is touched before it is whole again."""
    site, outside = tmp_path / "site", tmp_path / "outside.txt"
    outside.write_text("mine", "utf-8")
    publish(FILES, site)
    line = line.replace(b"OUTSIDE", os.fsencode(outside))
    (site / MANIFEST).write_bytes(b"index.html\n" + line + b"\n")
    assert refused({}, site) == [(f"{site}/{MANIFEST}", "damaged-list")]
    shutil.rmtree(site)  # as the sentence says
    publish(FILES, site)
    assert published(site) == FILES
    assert outside.read_text("utf-8") == "mine"


def test_list_of_an_earlier_version_is_known(tmp_path: Path) -> None:
    """A path in each line, in any order, with empty ones; letters of any kind."""
    for name, body in {**FILES, "그림 1.svg": b"1", "old.html": b"old"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    (tmp_path / MANIFEST).write_text("\n".join(["old.html", "", "그림 1.svg", *FILES]), "utf-8")
    publish({"index.html": b"new"}, tmp_path)
    assert published(tmp_path) == {"index.html": b"new"}


def test_files_and_folders_change_places(tmp_path: Path) -> None:
    """A page where a folder was, and the other way round."""
    publish({"a/b/c": b"1", "d": b"1"}, tmp_path)
    publish({"a": b"2", "d/e/f": b"2"}, tmp_path)
    assert published(tmp_path) == {"a": b"2", "d/e/f": b"2"}
    publish({"a/b/c": b"3", "d": b"3"}, tmp_path)
    assert published(tmp_path) == {"a/b/c": b"3", "d": b"3"}


# --- one at a time -----------------------------------------------------------------------------------


def test_leftovers_of_killed_builds_go(tmp_path: Path) -> None:
    """What a build had beside the site when it was killed, and what those of earlier versions had."""
    publish(FILES, tmp_path)
    (tmp_path / STAGING / "deep").mkdir(parents=True)
    left = [f"{STAGING}/0", f"{STAGING}/deep/1", LOCK, ".new-abcd_123", "a/b/.new-0123abcd"]
    for name in (*left, ".new-notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    publish(FILES, tmp_path)
    assert published(tmp_path) == FILES | {".new-notes.txt": b"x"}


def test_first_build_that_was_killed_is_no_stranger(tmp_path: Path) -> None:
    """A folder with nothing but what a build has beside the site is as good as empty."""
    (tmp_path / STAGING).mkdir()
    (tmp_path / LOCK).touch()
    publish(FILES, tmp_path)
    assert published(tmp_path) == FILES


def test_nothing_is_left_of_a_build_that_was_refused(tmp_path: Path) -> None:
    """Folders that were made for it go again."""
    with pytest.raises(OSError, match="x"):
        publish({"index.html": b"", "x" * 300: b""}, tmp_path / "new" / "site")
    assert list(tmp_path.iterdir()) == []


def test_second_build_waits(tmp_path: Path) -> None:
    """While another one writes, nothing is written; whoever waits for long is told once."""
    told = threading.Event()
    publish(FILES, tmp_path)
    with ThreadPoolExecutor(1) as pool:
        with locked(tmp_path / LOCK):
            waiting = pool.submit(publish, {"index.html": b"new"}, tmp_path, waiting=told.set)
            assert told.wait(20)
            assert not waiting.done()
            assert {name for name in published(tmp_path) if name != LOCK} == FILES.keys()
        waiting.result(20)
    assert published(tmp_path) == {"index.html": b"new"}


def test_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    """Killed while it holds the lock: the next one has it at once, and takes its file away."""
    program = (
        "import sys, pathlib; from microsite.output.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / LOCK)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holding:
        assert holding.stdout
        assert holding.stdout.readline() == b"held\n"
        holding.kill()
    assert (tmp_path / LOCK).exists()
    publish(FILES, tmp_path, waiting=lambda: pytest.fail("nobody holds it"))
    assert published(tmp_path) == FILES


def test_pages_that_another_build_has_written_are_not_kept(tmp_path: Path) -> None:
    """What a build meant to keep is another build's now: it says so, and changes nothing."""
    before = publish(FILES, tmp_path)
    publish(FILES | {"a/index.html": b"other"}, tmp_path)
    after = stamps(tmp_path)
    with pytest.raises(DisturbedError):
        publish({"index.html": b"new"}, tmp_path, FILES.keys() - {"index.html"}, before)
    assert stamps(tmp_path) == after


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
