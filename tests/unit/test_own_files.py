"""Templates and static files that nothing can be made of, and such as would hide what is made."""

from __future__ import annotations

import os
import pwd
import socket
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.line import build, read
from microsite.messages.problems import ContentError
from tests.samples import DAY, ROOT


def put(site: Path, name: str, body: bytes = b"x") -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def link(site: Path, name: str, target: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).symlink_to(target)


def pipe(site: Path, name: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(site / name)


def listening(site: Path, name: str) -> None:
    """A socket in the file system; its whole path has to be short."""
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir((site / name).parent)
        try:
            one.bind(Path(name).name)
        finally:
            os.chdir(here)


Step = Callable[[Path], object]
FAULTS: dict[str, tuple[Step, str, str]] = {
    "link out": (
        lambda it: link(it, "static/leak.txt", str(ROOT / "LICENSE")),
        "static/leak.txt",
        "link-out",
    ),
    "link to content": (
        lambda it: link(it, "static/words.txt", "../content/site.yaml"),
        "static/words.txt",
        "link-out",
    ),
    "link to a folder out": (lambda it: link(it, "static/all", str(ROOT / "docs")), "static/all", "link-out"),
    "link for the folder": (lambda it: link(it, "static", str(ROOT / "docs")), "static", "link-out"),
    "link in a template": (
        lambda it: link(it, "templates/base.html", str(ROOT / "LICENSE")),
        "templates/base.html",
        "link-out",
    ),
    "circle": (lambda it: link(it, "static/a.txt", "a.txt"), "static/a.txt", "link-to-nothing"),
    "link to a folder": (lambda it: link(it, "static/a/b", "../a"), "static/a/b", "link-to-a-folder"),
    "pipe": (lambda it: pipe(it, "templates/base.html"), "templates/base.html", "no-plain-file"),
    "socket": (lambda it: listening(it, "static/s"), "static/s", "no-plain-file"),
    "folder": (
        lambda it: (it / "static/css/own.css").mkdir(parents=True),
        "static/css/own.css",
        "folder-for-a-file",
    ),
    "template": (
        lambda it: put(it, "templates/not-found.html", b"one\ntw\xff"),
        "templates/not-found.html:2:3",
        "not-utf-8",
    ),
    "sheet": (lambda it: put(it, "static/css/own.css", b"\xff"), "static/css/own.css:1:1", "not-utf-8"),
    "script": (lambda it: put(it, "static/js/x.js", b"a\n\xff"), "static/js/x.js:2:1", "not-utf-8"),
    "script of a component": (
        lambda it: put(it, "templates/components/x/x.js", b"\xff"),
        "templates/components/x/x.js:1:1",
        "not-utf-8",
    ),
    "device": (lambda it: put(it, "static/lpt9.tar.gz"), "static/lpt9.tar.gz", "reserved-name"),
    "device in capitals": (lambda it: put(it, "static/AUX"), "static/AUX", "reserved-name"),
    "folder of a device": (lambda it: put(it, "static/con/x.txt"), "static/con/x.txt", "reserved-name"),
    "dot": (lambda it: put(it, "static/x."), "static/x.", "odd-name"),
    "space": (lambda it: put(it, "static/x /y"), "static/x /y", "odd-name"),
    "control letter": (lambda it: put(it, "static/a\x07b"), "static/a?b", "odd-name"),
    "colon": (lambda it: put(it, "static/a:b"), "static/a:b", "odd-name"),
    "no UTF-8": (lambda it: put(it, os.fsdecode(b"static/\xff")), "static/?", "odd-name"),
    "long": (lambda it: put(it, f"static/{'가' * 34}"), f"static/{'가' * 34}", "long-name"),
    "root page": (lambda it: put(it, "static/index.html"), "static/index.html", "address-of-a-page"),
    "root page in capitals": (
        lambda it: put(it, "static/Index.HTML"),
        "static/Index.HTML",
        "address-of-a-page",
    ),
    "robots": (lambda it: put(it, "static/robots.txt"), "static/robots.txt", "address-of-a-page"),
    "script of all": (lambda it: put(it, "static/js/site.js"), "static/js/site.js", "address-of-a-page"),
    "language": (lambda it: put(it, "static/de"), "static/de", "address-of-a-page"),
    "sitemap as a folder": (
        lambda it: put(it, "static/sitemap.xml/x.txt"),
        "static/sitemap.xml/x.txt",
        "address-of-a-page",
    ),
}


@pytest.mark.parametrize(("step", "place", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_said_once_at_its_file(content: Path, step: Step, place: str, code: str) -> None:
    """When the content is read, before anything is made: `check` says what `build` would."""
    step(content.parent)
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    found = [
        (str(it.place).removeprefix(f"{content.parent}/"), it.message.code) for it in caught.value.problems
    ]
    assert found == [(place, code)]


@pytest.mark.parametrize("pair", [("A.txt", "a.txt"), ("é.txt", unicodedata.normalize("NFD", "é.txt"))])
def test_names_that_are_one_elsewhere(content: Path, pair: tuple[str, str]) -> None:
    """Capitals, and letters in one piece or two: the second of both is told."""
    for name in pair:
        put(content.parent, f"static/{name}")
    if len(list((content.parent / "static").iterdir())) < 2:
        pytest.skip("this system is one of those")
    with pytest.raises(ContentError, match="on some systems this is the same name") as caught:
        read(content, DAY)
    assert len(caught.value.problems) == 1


def test_links_inside_are_followed(content: Path) -> None:
    """A file that a link within the same folder leads to is served; prose may be one, too."""
    put(content.parent, "static/a/one.txt", b"words")
    link(content.parent, "static/two.txt", "a/one.txt")
    (content / "pages/about.ar.md").rename(content / "pages/about.ar.md~")
    link(content, "pages/about.ar.md", "about.ar.md~")
    assert build(content, DAY).files["two.txt"] == b"words"


def test_a_page_of_the_sites_own_is_served_as_it_is(content: Path) -> None:
    """A file by which a service knows the owner has no heading, and needs none; its links have to lead on."""
    put(content.parent, "static/known.html", b"service-site-verification: known.html")
    assert build(content, DAY).files["known.html"].startswith(b"service")
    put(content.parent, "static/known.html", b'<a href="//[x">a</a>')
    with pytest.raises(ContentError) as caught:
        build(content, DAY)
    assert [(it.place.file, it.message.code) for it in caught.value.problems] == [
        ("site/known.html", "link-to-no-page")
    ]


@pytest.mark.parametrize("command", ["upgrade", "import", "new", "status", "schemas"])
def test_no_command_reads_or_writes_through_a_link_out(
    content: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Whatever looks at the content, says so and leaves what is elsewhere alone."""
    elsewhere = content.parent / "sources.yaml"
    (content / "sources.yaml").rename(elsewhere)
    link(content, "sources.yaml", "../sources.yaml")
    table = content.parent / "table.csv"
    table.write_text("id,title.fr\nx,Y\n", "utf-8")
    before = elsewhere.read_bytes()
    words = {"import": [str(table), "--as", "source", "--write"], "new": ["source", "more"]}.get(command, [])
    words += ["--out", str(content.parent / "out")] if command == "schemas" else []
    assert main([command, *words, "--content", str(content), "--lang", "en"]) == 1
    assert f"{content}/sources.yaml  this link leads out of its folder" in capsys.readouterr().err
    assert elsewhere.read_bytes() == before


def test_page_is_not_hidden_by_a_static_file(content: Path) -> None:
    """What only the plan of the pages tells is said before anything is written."""
    put(content.parent, "static/de/calendrier")
    with pytest.raises(ContentError) as caught:
        build(content, DAY)
    assert [it.message.code for it in caught.value.problems] == ["address-of-a-page"]


@contextmanager
def as_anybody() -> Iterator[None]:
    """For whom everything is open, nothing is closed: that is somebody else meanwhile."""
    if os.getuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        if not os.access(ROOT / "templates", os.R_OK, effective_ids=True):
            pytest.skip("nobody else can read the generator here")
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("content/sources.yaml", "cannot-open"),
        ("content/sectors", "closed-folder"),
        ("static/a.txt", "cannot-open"),
        ("static/fonts", "closed-folder"),
        ("templates/not-found.html", "cannot-open"),
    ],
)
def test_what_nobody_may_read_is_said(content: Path, name: str, code: str) -> None:
    """Files and folders that are closed: a sentence at them."""
    site = content.parent
    for file in ("static/a.txt", "static/fonts/x.txt"):
        put(site, file)
    put(site, "templates/not-found.html", b'{% extends "engine/not-found.html" %}')
    read(content, DAY)
    for path in (site, *site.parents):
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(0o755)
    (site / name).chmod(0)
    try:
        with pytest.raises(ContentError) as caught, as_anybody():
            read(content, DAY)
    finally:
        (site / name).chmod(0o755)
    assert (f"{site}/{name}", code) in [(it.place.file, it.message.code) for it in caught.value.problems]
