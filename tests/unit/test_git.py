from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from microsite.history.git import (
    UNCOMMITTED,
    Commit,
    Record,
    Revision,
    is_committed,
    read_commits,
    read_record,
    state_of_repository,
)
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "town", monkeypatch)


def changes(record: Record) -> list[dict[str, bytes | None]]:
    """What each revision changed, the oldest first."""
    return [dict(revision.files) for revision in record.revisions]


def test_commits_stand_in_order(repository: Repository) -> None:
    """Each commit has what it changed, with its author's day; the working tree is the last revision."""
    first = repository.commit({"a.yaml": "1", "b/c.md": "2"}, "2030-03-01T23:30:00-11:00")
    (repository.root / "site" / "outside.yaml").write_text("x", "utf-8")
    repository.commit({})
    second = repository.commit({"a.yaml": "3", "b/c.md": None}, "2030-04-01T00:30:00+09:00")
    assert read_record(repository.content) == Record(
        True,
        (
            Revision(Commit(first, date(2030, 3, 1)), {"a.yaml": b"1", "b/c.md": b"2"}),
            Revision(Commit(second, date(2030, 4, 1)), {"a.yaml": b"3", "b/c.md": None}),
            Revision(UNCOMMITTED, {}),
        ),
    )


def test_working_tree(repository: Repository) -> None:
    """What differs from the last commit, staged or not, and what it does not have."""
    names = ("same.yaml", "edited.yaml", "staged.yaml", "gone.yaml", "back.yaml", "touched.yaml")
    repository.commit(dict.fromkeys(names, "1"))
    repository.commit({"back.yaml": None})
    repository.write(
        {"edited.yaml": "2", "staged.yaml": "2", "gone.yaml": None, "back.yaml": "1", "new.md": "1"}
    )
    repository.git("add", "site/content/staged.yaml")
    os.utime(repository.content / "touched.yaml", (0, 0))
    record = read_record(repository.content)
    assert record.revisions[-1] == Revision(
        UNCOMMITTED,
        {"back.yaml": b"1", "edited.yaml": b"2", "new.md": b"1", "staged.yaml": b"2", "gone.yaml": None},
    )
    assert [file for file, commit in record.changed().items() if commit != UNCOMMITTED] == [
        "same.yaml",
        "touched.yaml",
    ]
    assert "gone.yaml" not in record.changed()


def test_file_that_cannot_be_read_is_left_to_others(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that nobody may open stands as it was; a link to nowhere is no file."""
    repository.commit({"a.yaml": "1", "b.yaml": "1"})
    repository.write({"a.yaml": "2", "b.yaml": "2"})
    (repository.content / "c.yaml").symlink_to("nowhere.yaml")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.yaml":
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert changes(read_record(repository.content)) == [{"a.yaml": b"1", "b.yaml": b"1"}, {"b.yaml": b"2"}]


def test_names_of_files(repository: Repository) -> None:
    """Any name is read as it is; hidden files, other kinds, and names that are no UTF-8 are not."""
    names = ("a b.yaml", "가.md", 'q"u\\o.yaml', "line\nbreak.yaml", ":100644.yaml", "-x.yaml", "d/\u3000.md")
    others = (".hidden.yaml", ".d/a.yaml", "d/.e/a.md", "a.yml", "yaml", "a.yaml.bak")
    repository.write(dict.fromkeys((*names, *others), "1"))
    (repository.content / os.fsdecode(b"\xff.yaml")).write_text("1", "utf-8")
    assert set(changes(read_record(repository.content))[-1]) == set(names)
    repository.commit({})
    assert [set(it) for it in changes(read_record(repository.content))] == [set(names), set()]
    repository.write(dict.fromkeys(names, "2"))
    assert [set(it) for it in changes(read_record(repository.content))] == [set(names)] * 2


@pytest.mark.parametrize("where", ["root", "relative", "link"])
def test_folder_may_be_named_in_any_way(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The content may be the whole repository, named from the current folder, or through a link."""
    commit = repository.commit({"a.yaml": "1"})
    monkeypatch.chdir(repository.content.parent)
    Path("link").symlink_to("content")
    folder = {"root": repository.root, "relative": Path("content"), "link": Path("link")}[where]
    file = "site/content/a.yaml" if where == "root" else "a.yaml"
    assert [(it.commit.id, dict(it.files)) for it in read_record(folder).revisions] == [
        (commit, {file: b"1"}),
        ("", {}),
    ]


def test_line_ends_of_another_system_are_no_change(repository: Repository) -> None:
    """What git would keep as it is kept already was not edited; one letter more was."""
    repository.commit({"a.yaml": "a: 1\nb: 2\n", "b.md": "one\n"})
    repository.write({"a.yaml": b"a: 1\r\nb: 2\r\n", "b.md": b"one\r\ntwo\r\n"})
    assert set(changes(read_record(repository.content))[-1]) == {"b.md"}


def test_what_git_has_to_tell_is_noticed(repository: Repository) -> None:
    """Each commit, each branch, a clone that gets its beginning: the files of git tell, without asking it."""
    states = [state_of_repository(repository.content)]

    def expect_another() -> None:
        states.append(state_of_repository(repository.content))
        assert len({*states}) == len(states)

    repository.commit({"a.yaml": "1"})
    expect_another()
    repository.commit({"a.yaml": "2"})
    expect_another()
    repository.git("checkout", "--quiet", "-b", "branch", "HEAD~1")
    expect_another()
    repository.commit({"a.yaml": "3"})
    expect_another()
    repository.git("pack-refs", "--all")
    repository.git("checkout", "--quiet", "main")
    expect_another()
    repository.write({"a.yaml": "4"})
    assert state_of_repository(repository.content) == states[-1]  # the content is looked at by itself


def test_only_first_parents_count(repository: Repository) -> None:
    """A merge is the change of its whole branch, even of one that the merge has changed further."""
    repository.commit({"a.yaml": "1", "b.yaml": "1"})
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit({"a.yaml": "2"})
    repository.commit({"a.yaml": "3"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"b.yaml": "2"})
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "branch")
    repository.commit({"c.yaml": "1"})
    assert changes(read_record(repository.content)) == [
        {"a.yaml": b"1", "b.yaml": b"1"},
        {"b.yaml": b"2"},
        {"a.yaml": b"3", "c.yaml": b"1"},
        {},
    ]


SETTINGS = {
    "log.diffMerges": "combined",
    "log.follow": "true",
    "log.showRoot": "false",
    "log.date": "relative",
    "diff.renames": "copies",
    "diff.relative": "false",
    "diff.noprefix": "true",
    "diff.external": "false",
    "status.short": "true",
    "status.branch": "true",
    "status.showStash": "true",
    "status.relativePaths": "false",
    "color.ui": "always",
    "core.abbrev": "4",
    "core.quotePath": "true",
    "core.pager": "false",
    "format.pretty": "oneline",
    "i18n.logOutputEncoding": "UTF-16",
    "diff.orderFile": "/nowhere",
}


def test_personal_settings_do_not_matter(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor has set for git does not change what is read."""
    repository.commit({"가.yaml": "1", "b.yaml": "1"})
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit({"가.yaml": None, "나.yaml": "1"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"b.yaml": "2"})
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge", "branch")
    repository.write({"b.yaml": "3"})
    plain = read_record(repository.content)
    assert len(plain.revisions) == 4
    settings = tmp_path / "settings"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    for name, value in SETTINGS.items():
        repository.git("config", "--global", name, value)
    monkeypatch.setenv("GIT_PAGER", "false")
    assert read_record(repository.content) == plain
    for name, value in SETTINGS.items():
        repository.git("config", name, value)
    assert read_record(repository.content) == plain


def test_no_program_of_a_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    """Whatever its own settings name: a checkout may be anybody's."""
    repository.commit({"a.yaml": "1", "b.yaml": "1"})
    repository.write({"a.yaml": "2", ".gitattributes": "* filter=own diff=own\n"})
    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f"#!/bin/sh\necho $0 $* >> {ran}\nexec cat\n", "utf-8")
    program.chmod(0o755)
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "diff.external", "gpg.program"),
        *("filter.own.clean", "filter.own.smudge", "diff.own.textconv", "diff.own.command"),
    ):
        repository.git("config", name, str(program))
    repository.git("config", "pager.log", "true")
    hook = repository.root / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(program)
    assert changes(read_record(repository.content))[-1] == {"a.yaml": b"2"}
    assert is_committed(repository.content) is False
    assert not ran.exists()


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give files away")
def test_checkout_of_another_owner_is_read(repository: Repository) -> None:
    """As in a container or on a shared disk: nobody need tell git first that it is safe."""
    repository.commit({"a.yaml": "1"})
    plain = read_record(repository.content)
    for path in (repository.root, *repository.root.rglob("*")):
        os.chown(path, 65534, 65534)
    assert read_record(repository.content) == plain
    assert plain.complete


def no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", "/nowhere")
    return repository.content


def shallow(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository.commit({"a.yaml": "2"})
    return repository.shallow_clone(1, monkeypatch).content


def partial(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    (repository.root / ".git" / "objects" / blob_of("1")[:2] / blob_of("1")[2:]).unlink()
    return repository.content


def blob_of(text: str) -> str:
    return hashlib.sha1(f"blob {len(text)}\0{text}".encode()).hexdigest()


def without_repository(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.rmtree(repository.root / ".git")
    return repository.content


def uncommitted(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository.git("update-ref", "-d", "HEAD")
    return repository.content


def damaged(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    (repository.root / ".git" / "config").write_text("[core", "utf-8")
    return repository.content


LACKS = {
    no_git: "git is not installed here",
    shallow: 'this is a shallow copy, and "git fetch --unshallow" brings the rest',
    partial: "this copy has no older versions of the files",
    without_repository: "the content lies in no repository of git",
    uncommitted: "nothing of the content is committed yet",
    damaged: "git says “bad config line",
}


@pytest.mark.parametrize(("harm", "said"), LACKS.items(), ids=lambda it: getattr(it, "__name__", "it"))
def test_what_is_lacking_is_told(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Repository, pytest.MonkeyPatch], Path],
    said: str,
) -> None:
    """Why the history is not whole: each cause has its own words."""
    repository.commit({"a.yaml": "1"})
    assert read_commits(repository.content).lack is None
    commits = read_commits(harm(repository, monkeypatch))
    assert not commits.complete
    assert str(commits.lack).startswith(said)


def test_hook_may_build(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hook, git's variables name the hook's repository; the content's is read all the same."""
    repository.commit({"a.yaml": "1"})
    plain = read_record(repository.content)
    for name in ("DIR", "INDEX_FILE", "WORK_TREE", "OBJECT_DIRECTORY", "COMMON_DIR", "NAMESPACE"):
        monkeypatch.setenv(f"GIT_{name}", "elsewhere")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert read_record(repository.content) == plain
    assert plain.complete


def rewrite(repository: Repository, pattern: str, replacement: str) -> str:
    """Write the last commit anew with something else in its head, right or wrong; return its id."""
    commit = repository.git("cat-file", "commit", "HEAD") + "\n"
    written = re.sub(pattern, replacement, commit, count=1, flags=re.MULTILINE).encode()
    id = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", feed=written)
    repository.git("reset", "--quiet", "--soft", id)
    return id


@pytest.mark.parametrize("author", ["Ada <a@b> nothing", "Ada <a@b> 999999999999 +0000", "Ada"])
def test_damaged_dates(repository: Repository, author: str) -> None:
    """A commit whose date cannot be told is a change all the same."""
    repository.commit({"a.yaml": "1"})
    id = rewrite(repository, "^author .*", f"author {author}")
    assert read_record(repository.content).changed() == {"a.yaml": Commit(id, None)}


def test_signatures_are_not_checked(repository: Repository, tmp_path: Path) -> None:
    """What a program says of a commit's signature does not get into the list."""
    repository.commit({"a.yaml": "1"})
    id = rewrite(repository, "^committer .*", r"\g<0>\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n")
    program = tmp_path / "check"
    program.write_text("#!/bin/sh\necho Good signature >&2\n", "utf-8")
    program.chmod(0o755)
    repository.git("config", "gpg.program", str(program))
    repository.git("config", "log.showSignature", "true")
    assert "Good signature" in repository.git("log")
    assert read_record(repository.content).changed() == {"a.yaml": Commit(id, date(2030, 1, 1))}


def test_git_is_asked_a_few_times(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the history: a handful of processes, without a shell, that lock and write nothing."""
    for n in range(5):
        repository.commit({"a.yaml": str(n), "b.md": str(n)})
    os.utime(repository.content / "a.yaml", (0, 0))
    index = (repository.root / ".git" / "index").read_bytes()
    run = subprocess.run
    asked: list[Any] = []

    def count(command: Any, **options: Any) -> Any:
        asked.append((command, options))
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", count)
    assert len(read_record(repository.content).revisions) == 6
    assert len(asked) <= 4
    assert all(isinstance(command, list) and not options.get("shell") for command, options in asked)
    assert (repository.root / ".git" / "index").read_bytes() == index
