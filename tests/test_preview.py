"""The preview as a server: who is answered, where it listens, how it ends, and how often it builds."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic
from zipfile import ZipFile

import pytest

from tests.preview import PATIENCE, Preview, serving
from tests.samples import ROOT, edit, tree_of

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # RFC 6455, 1.3
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": KEY,
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in a folder of its own."""
    return small_site(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def preview(content: Path) -> Iterator[Preview]:
    """Its preview, once it listens."""
    with serving(content, ROOT) as preview:
        assert preview.address
        yield preview


def small_site(folder: Path) -> Path:
    """A site of one page and the base path /a/site/."""
    content = folder / "content"
    (content / "pages").mkdir(parents=True)
    site = "format: 2\ntitle: {en: Small}\nlanguages: {en: {}}\nbase_url: https://example.org/a/site/\n"
    (content / "site.yaml").write_text(site, "utf-8")
    (content / "pages/home.en.md").write_text("Nothing much.\n", "utf-8")
    return content


def asked(preview: Preview, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer to a request; the path goes out as it is, and so does `Host`."""
    port = int(preview.origin.rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE / 1000)
    connection._validate_path = lambda path: None  # type: ignore[attr-defined]  # odd ones are meant
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    connection.close()
    return answer


def port_of(preview: Preview) -> str:
    return preview.origin.rpartition(":")[2]


def test_site_is_served_as_it_is_published(preview: Preview) -> None:
    """Under its base path, without being kept, by type; the root leads there."""
    assert preview.address.endswith("/a/site/")
    root = asked(preview, "/")
    assert (root.status, root.getheader("Location")) == (302, "/a/site/")
    page = asked(preview, "/a/site/en/")
    assert (page.status, page.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert page.getheader("Cache-Control") == "no-store"
    assert asked(preview, "/a/site/en?x=1").getheader("Location") == "/a/site/en/?x=1"
    assert asked(preview, "/a/site/en/", "HEAD").status == 200
    assert asked(preview, "/a/site/en/", "POST").status == 405
    for own in ("preview.js", "preview.css", "idiomorph/idiomorph.esm.js"):
        assert asked(preview, f"/a/site/.preview/{own}").status == 200


ODD = (
    "/../",
    "/%2e%2e/",
    "//",
    "/%00",
    "/.built",
    "/.preview/",
    "/.preview/../server.py",
    "/%zz",
    "/%ff",
    "/a\\b",
)


@pytest.mark.parametrize("odd", [*ODD, "/" + "a" * 60_000])
def test_odd_addresses_are_plainly_not_there(preview: Preview, odd: str) -> None:
    """They are answered like any page that is not there, and nothing is said on the terminal."""
    before = len(preview.said)
    for address in (odd, f"/a/site{odd}"):
        if address != "//":
            assert asked(preview, address).status == 404
    assert preview.said[before:] == []


def test_only_this_machine_is_answered(preview: Preview) -> None:
    """Under another name, as of a page that leads its own name here, nothing is served, sockets included."""
    port = port_of(preview)
    for path in ("/a/site/en/", "/a/site/.preview/preview.js", "/a/site/.preview/live"):
        for foreign in (
            "example.org",
            f"example.org:{port}",
            "127.0.0.1",
            f"localhost.example.org:{port}",
            "",
        ):
            assert asked(preview, path, Host=foreign, **UPGRADE).status == 403
    for own in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert asked(preview, "/a/site/en/", Host=f"{own}:{port}").status == 200


def test_only_own_pages_may_listen(preview: Preview) -> None:
    """A page of another origin gets no socket."""
    path = "/a/site/.preview/live"
    for own in (preview.origin, f"http://localhost:{port_of(preview)}"):
        assert asked(preview, path, Origin=own, **UPGRADE).status == 101
    for foreign in (
        "http://example.org",
        "null",
        f"https://127.0.0.1:{port_of(preview)}",
        "http://127.0.0.1",
    ):
        assert asked(preview, path, Origin=foreign, **UPGRADE).status == 403


def test_other_machines_cannot_connect(preview: Preview) -> None:
    """It listens at the loopback address alone."""
    with socket.socket() as other:
        assert other.connect_ex(("127.0.0.2", int(port_of(preview)))) != 0


def test_port_that_is_taken_is_left(preview: Preview, tmp_path: Path) -> None:
    """Another one is used, and that is said."""
    with serving(small_site(tmp_path), ROOT, "--port", port_of(preview)) as second:
        assert port_of(second) != port_of(preview)
        assert f"Port {port_of(preview)} is taken" in second.line("Port")


def test_three_hundred_files_at_once_are_one_build(tmp_path: Path) -> None:
    """Or one, and one more for what came after it began; the last file is in it."""
    content = small_site(tmp_path)
    with serving(content, ROOT) as preview:
        assert preview.address
        before = preview.builds()
        for at in range(150):
            page = f"title: {{en: Page {at}}}\ndescription: {{en: Page {at}.}}\n"
            (content / f"pages/p{at}.yaml").write_text(page, "utf-8")
            (content / f"pages/p{at}.en.md").write_text("Text.\n", "utf-8")
        preview.line("153 pages in ")
        assert preview.builds() - before <= 2


def maps(preview: Preview) -> str:
    return Path(f"/proc/{preview.process.pid}/maps").read_text("utf-8")


MOMENTS: dict[str, Callable[[Preview], bool]] = {
    "while modules are loaded": lambda preview: "pydantic_core" in maps(preview),
    "before the first build": lambda preview: "_rust_notify" in maps(preview),
    "while it builds": lambda preview: "lightningcss" in maps(preview),
    "while it writes": lambda preview: (preview.out / ".built").exists(),
    "when it has built": lambda preview: preview.builds() > 0,
    "when it listens": lambda preview: any("http://" in line for line in preview.said),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_interruption_is_quiet_at_any_moment(tmp_path: Path, moment: str) -> None:
    """Ctrl+C ends it with nothing said but what was said before, and leaves no file half-written."""
    with serving(small_site(tmp_path), ROOT) as preview:
        until = monotonic() + PATIENCE / 1000
        while not MOMENTS[moment](preview):
            assert preview.process.poll() is None
            assert monotonic() < until
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(PATIENCE / 1000) in (0, 130)
    said = "".join(preview.said)
    assert "Traceback" not in said
    assert "Interrupt" not in said
    assert "Error" not in said
    assert not any(".new-" in name for name in (tree_of(preview.out) if preview.out.exists() else ()))


def test_interruption_wakes_a_loop_that_sleeps(tmp_path: Path) -> None:
    """As must one that comes just before it sleeps, which like one that another thread takes wakes nobody."""
    with serving(small_site(tmp_path), ROOT) as preview:
        assert preview.address
        assert asked(preview, "/a/site/en/").status == 200
        process = preview.process.pid
        threads = {int(task.name) for task in Path(f"/proc/{process}/task").iterdir()}
        os.kill(max(threads - {process}), signal.SIGINT)
        assert preview.process.wait(PATIENCE / 1000) == 0


def test_mistake_at_the_start_is_said_and_served(tmp_path: Path) -> None:
    """The site is served under its path all the same, as soon as that is known."""
    content = small_site(tmp_path)
    edit(content / "pages/home.en.md", "Nothing", "{nothing}")
    with serving(content, ROOT) as preview:
        assert preview.address.endswith("/a/site/")
        assert "home.en.md" in preview.line("home.en.md")
        assert asked(preview, "/a/site/").status == 404
        edit(content / "pages/home.en.md", "{nothing}", "Nothing")
        preview.line(" pages in ")
        assert asked(preview, "/a/site/en/").status == 200


def test_wheel_has_all_that_the_preview_serves(wheel: Path) -> None:
    """Its script, style and library with its licence are in the package."""
    static = ROOT / "microsite/preview/static"
    with ZipFile(wheel) as files:
        inside = {name for name in files.namelist() if name.startswith("microsite/preview/static/")}
    assert inside == {path.relative_to(ROOT).as_posix() for path in static.rglob("*") if path.is_file()}
    licence = (static / "idiomorph/LICENSE").read_text("utf-8")
    assert "Zero-Clause BSD" in licence
