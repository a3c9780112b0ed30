"""`verify`: a site that is what the sources make, and every way in which one is not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from microsite import __version__
from microsite.commands.main import main
from microsite.line import build
from microsite.output.publish import publish
from microsite.output.record import RECORD, read_record
from microsite.output.served import Host
from tests.repository import Repository
from tests.samples import BASE_PATH, BASE_URL, DAY, SITES, tree_of
from tests.server import serve_folder

PAST = SITES / "past"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A small site for a day and an address."""
    return build(PAST, DAY, BASE_URL).files


@pytest.fixture
def site(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """The same, published."""
    publish(files, tmp_path / "site")
    return tmp_path / "site"


def verify(site: Path | str, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    """What is said of a site; nothing where it is what the sources make."""
    code = main(["verify", str(site), "--content", str(PAST), "--lang", "en", *more])
    said = capsys.readouterr()
    assert (code == 0) == ("each as these sources make it" in said.out) == (not said.err)
    return said.err.splitlines()


def test_what_was_built_is_verified(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On any later day and without any option: the site says for which day and address it was built."""
    assert verify(site, capsys) == []


def test_record_is_read_as_it_was_written(files: dict[str, bytes]) -> None:
    """It names the engine, the day, the addresses and every other file."""
    record = read_record(files[RECORD])
    assert record
    assert (record.engine, record.today, record.base_url) == (__version__, DAY, BASE_URL)
    assert {*record.files, RECORD} == files.keys()
    assert record.written() == files[RECORD]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("other", 'de/index.html:2:22  here is "html lang="de" dir="rtl">", where these sources make '),
        ("missing", "robots.txt  this file is not there, and these sources make it."),
        ("too much", "notes.txt  this file is there, and these sources do not make it."),
        ("other bytes", "icon.svg  this file has other bytes than these sources make."),
        ("a folder", "robots.txt  this file cannot be had: Is a directory; ask again later."),
    ],
)
def test_each_difference_is_said(
    site: Path, capsys: pytest.CaptureFixture[str], harm: str, said: str
) -> None:
    """One line says where the site differs, and the last one how often."""
    match harm:
        case "other":
            page = site / "de" / "index.html"
            page.write_text(page.read_text("utf-8").replace('dir="ltr"', 'dir="rtl"', 1), "utf-8")
        case "missing":
            (site / "robots.txt").unlink()
        case "too much":
            (site / "notes.txt").write_text("mine", "utf-8")
        case "other bytes":
            (site / "icon.svg").write_bytes(b"\xff")
        case "a folder":
            (site / "robots.txt").unlink()
            (site / "robots.txt").mkdir()
    line, last = verify(site, capsys)
    assert line.startswith(said)
    assert last == "1 differ; this is not the site that these sources make."


def test_site_of_other_sources_is_told_by_its_commit(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where anything differs, the site's engine and commit say why that may be."""
    record = json.loads((site / RECORD).read_text("utf-8"))
    (site / RECORD).write_text(
        json.dumps({**record, "engine": "0.0.1", "content": "abc123"}, indent=1) + "\n"
    )
    assert verify(site, capsys) == []
    (site / "robots.txt").unlink()
    said = verify(site, capsys)
    assert f"built with version 0.0.1 of the generator, and this is {__version__}." in said[1]
    assert "built from the content as of commit abc123" in said[2]
    assert said[3].startswith("1 differ, 2 to look at")


@pytest.mark.parametrize("raw", [None, b"", b"{}", b"\xff", b"[" * 100_000, b'{"today": 1, "files": []}'])
def test_site_that_does_not_say_its_day(
    site: Path, capsys: pytest.CaptureFixture[str], raw: bytes | None
) -> None:
    """One sentence asks for the day; with it and the address, all but the record can be compared."""
    (site / RECORD).unlink() if raw is None else (site / RECORD).write_bytes(raw)
    assert "give the day with --today" in verify(site, capsys)[0]
    said = verify(site, capsys, "--today", DAY.isoformat(), "--base-url", BASE_URL)
    assert [line.split(" ")[0].split(":")[0] for line in said] == [RECORD, "1"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b/", ""])
def test_record_of_a_strange_address_is_none(files: dict[str, bytes], address: str) -> None:
    """What a site says about itself is not taken on trust."""
    data = json.loads(files[RECORD])
    assert read_record(json.dumps({**data, "base_url": address}).encode()) is None


def test_no_site_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is one sentence."""
    assert "there is no such folder with a site" in verify(tmp_path / "nowhere", capsys)[0]


def test_served_site_is_verified(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From its address; what is missing, too much and other is told as of a folder."""
    with serve_folder(site, BASE_PATH) as root:
        assert verify(root, capsys) == []
        (site / "robots.txt").unlink()
        data = json.loads((site / RECORD).read_text("utf-8"))
        (site / RECORD).write_text(
            json.dumps({**data, "files": [*data["files"], "old.html"]}, indent=1) + "\n"
        )
        (site / "old.html").write_text("old", "utf-8")
        said = verify(root, capsys)
    assert [line.split(" ")[0].split(":")[0] for line in said] == [RECORD, "old.html", "robots.txt", "3"]


@contextmanager
def answering(*codes: int) -> Iterator[tuple[str, list[str]]]:
    """A server that answers with each of these codes in turn, and what it was asked for by whom."""
    asked, left = list[str](), list(codes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers['User-Agent']}")
            self.send_response(left.pop(0))
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


def test_busy_server_is_asked_again_after_a_pause() -> None:
    """Two times, and by a name that says who asks; a missing file is taken at its word."""
    pauses = list[float]()
    with answering(HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.OK) as (
        root,
        asked,
    ):
        assert [*Host(root, pauses.append).answers(["a b.txt"])] == [b"ok"]
    assert asked == [f"/a%20b.txt microsite-verify/{__version__}"] * 3
    assert pauses == [1, 4]
    with answering(HTTPStatus.NOT_FOUND) as (root, asked):
        assert [*Host(root, pauses.append).answers(["gone"])] == [None]


def test_server_that_cannot_be_asked_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal is one sentence, and no difference."""
    monkeypatch.setattr("microsite.output.served.PAUSES", ())
    with answering(HTTPStatus.FORBIDDEN) as (root, _):
        assert "built.json  this file cannot be had: HTTP 403" in verify(root, capsys)[0]


def test_record_names_the_commit_that_has_all_of_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a change that is not committed, no commit is what was built."""
    repository = Repository(tmp_path / "repository", monkeypatch)
    commit = repository.commit(tree_of(PAST))
    repository.root.joinpath("README").write_text("words", "utf-8")
    subprocess.run(("git", "-C", repository.root, "add", "README"), check=True)
    record = read_record(build(repository.content, DAY).files[RECORD])
    assert record
    assert record.content == commit
    repository.write({"pages/home.de.md": b"Andere Worte.\n"})
    record = read_record(build(repository.content, DAY).files[RECORD])
    assert record
    assert record.content == ""
