"""The parts of the preview: what is noticed and built, what is added to a page, what is at an address."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.settings import NO_ADDRESS
from microsite.line import Built, build
from microsite.memory import Memory
from microsite.messages.problems import ContentError
from microsite.output.publish import publish
from microsite.pages.render import Wish
from microsite.preview.addresses import Addresses
from microsite.preview.builder import Builder, Changed, Line, Outcome
from microsite.preview.decorate import besides_sheets, decorated, sheets_of, version_of
from microsite.preview.editors import PATTERN, editor_address
from microsite.preview.state import base_path
from microsite.preview.watcher import Watcher, is_shared
from microsite.preview.worker import BURST, Worker
from tests.samples import CONTENT, DAY, Sample, copy_of_other, edit, tree_of

ADDED = re.compile(rb'\n<meta name="preview-version".*?preview\.css">', re.DOTALL)
HIDDEN = (".built", ".git/config", "fr/.x/index.html")
HOST = "127.0.0.1:8000"
PATIENCE = 30  # seconds
ANY_WAY = pytest.mark.parametrize("polling", ["", "true"], ids=["told", "looked at"])


@contextmanager
def watching(*folders: Path, out: Path) -> Iterator[Callable[[], Changed]]:
    """What a watcher of folders reports, one after the other; it has begun to follow them."""
    reports: queue.Queue[Changed] = queue.Queue()
    watcher = Watcher(reports.put, out)
    for folder in folders:
        watcher.watch(str(folder))
    watcher.start()
    try:
        assert reports.get(timeout=PATIENCE) is None
        yield lambda: reports.get(timeout=PATIENCE)
    finally:
        watcher.stop()


@ANY_WAY
def test_every_save_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, polling: str) -> None:
    """A save, a second one of the same length at once, a new file in a new folder, a move and a removal."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    content, out = tmp_path / "content", tmp_path / "content/site"
    out.mkdir(parents=True)
    file = content / "a.yaml"
    file.write_text("1", "utf-8")
    with watching(content, out=out) as reported:

        def hears(path: Path) -> bool:
            return any(path in (paths or ()) for paths in iter(reported, None))

        for text in "2345":
            file.write_text(text, "utf-8")
            assert hears(file)
        new = content / "deep/er/b.md"
        new.parent.mkdir(parents=True)
        new.write_text("b", "utf-8")
        assert hears(new)
        new.rename(content / "c.md")
        assert hears(content / "c.md")
        (content / "c.md").unlink()
        assert hears(content / "c.md")


@ANY_WAY
def test_what_no_site_is_made_of_is_not_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, polling: str
) -> None:
    """Neither what is built nor what editor programs leave behind; the next real save is the next report."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    content, out = tmp_path / "content", tmp_path / "content/site"
    (content / ".git").mkdir(parents=True)
    out.mkdir()
    with watching(content, out=out) as reported:
        for name in ("site/index.html", ".git/index", ".a.yaml.swp", "a.yaml~", "4913"):
            (content / name).write_text("x", "utf-8")
        (content / "a.yaml").write_text("x", "utf-8")
        assert reported() == frozenset({content / "a.yaml"})


def test_folder_that_is_replaced_or_made_later_is_followed(tmp_path: Path) -> None:
    """As by changing a branch: after it everything may be otherwise, and saves are noticed as before."""
    content, later = tmp_path / "content", tmp_path / "templates"
    content.mkdir()
    with watching(content, later, out=tmp_path / "site") as reported:
        content.rename(tmp_path / "old")
        content.mkdir()
        while reported() is not None:
            pass
        later.mkdir()
        seen = threading.Event()

        def save() -> None:
            at = 0
            while not seen.wait(0.05):
                (later / "a.html").write_text(str(at := at + 1), "utf-8")
                (content / "a.yaml").write_text(str(at), "utf-8")

        thread = threading.Thread(target=save)
        thread.start()
        wanted = {later / "a.html", content / "a.yaml"}
        while wanted:
            wanted -= reported() or frozenset()
        seen.set()
        thread.join()


def test_shared_folders_are_known_by_their_file_system(tmp_path: Path) -> None:
    """Of mounts inside one another the innermost holds; where nothing is known, notifications are trusted."""
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nhost /work 9p rw 0 0\ntmp /work/tmp tmpfs rw 0 0\n", "utf-8")
    assert is_shared(Path("/work/site/content"), mounts)
    assert not is_shared(Path("/work/tmp/content"), mounts)
    assert not is_shared(Path("/workshop"), mounts)
    assert not is_shared(Path("/work"), tmp_path / "none")


class Site:
    """A build that takes as long as a test wants, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: queue.Queue[Changed] = queue.Queue()
        self.may_end = threading.Semaphore(0)
        self.at_work = 0

    def __call__(self, changed: Changed) -> Outcome:
        self.at_work += 1
        assert self.at_work == 1, "two at a time"
        self.asked.put(changed)
        assert self.may_end.acquire(timeout=PATIENCE)
        self.at_work -= 1
        return Outcome()


def paths(*names: str) -> frozenset[Path]:
    return frozenset(map(Path, names))


def test_save_while_a_build_runs_is_built_after_it() -> None:
    """Whatever comes meanwhile is in the next build, all of it at once; never are two at work."""
    site, told = Site(), queue.Queue[Outcome]()
    worker = Worker(site, told.put)
    worker.start()
    worker.add(paths("a"))
    assert site.asked.get(timeout=PATIENCE) == paths("a")
    worker.add(paths("a"))
    worker.add(paths("b", "c"))
    site.may_end.release()
    assert site.asked.get(timeout=PATIENCE) == paths("a", "b", "c")
    worker.add(None)
    worker.add(paths("d"))
    site.may_end.release()
    assert site.asked.get(timeout=PATIENCE) is None
    site.may_end.release()
    for _ in range(3):
        told.get(timeout=PATIENCE)
    worker.stop(PATIENCE)
    assert site.asked.empty()


def test_burst_of_files_is_one_build() -> None:
    """A hundred files that come one by one are built once, or, when a build had begun, once more."""
    site, told = Site(), queue.Queue[Outcome]()
    site.may_end.release(300)
    worker = Worker(site, told.put)
    worker.add(paths(*(f"before-{at}" for at in range(BURST + 1))))
    worker.start()
    pace = threading.Event()  # files come one after the other, each in a moment
    for at in range(100):
        worker.add(paths(str(at)))
        pace.wait(0.0005)
    built: set[Path] = set()
    builds = 0
    while len(built) < 100 + BURST + 1:
        built |= site.asked.get(timeout=PATIENCE) or set()
        builds += 1
    worker.stop(PATIENCE)
    assert builds <= 2


def test_mistake_of_ours_does_not_end_the_preview(capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown with its traceback, and the next save is built."""
    asked: queue.Queue[Changed] = queue.Queue()

    def fails_at_first(changed: Changed) -> Outcome:
        asked.put(changed)
        if changed == paths("a"):
            raise KeyError("ours")
        return Outcome()

    told: queue.Queue[Outcome] = queue.Queue()
    worker = Worker(fails_at_first, told.put)
    worker.start()
    worker.add(paths("a"))
    assert asked.get(timeout=PATIENCE) == paths("a")
    worker.add(paths("b"))
    assert told.get(timeout=PATIENCE) == Outcome()
    worker.stop(PATIENCE)
    assert "KeyError: 'ours'" in capsys.readouterr().err


def line_of(content: Path) -> Line:
    """The line as `serve` has it, on a fixed day."""

    def line(memory: Memory, wish: Wish, show: Callable[[Built], None]) -> Built:
        return build(content, DAY, memory=memory, wish=wish, show=show)

    return line


def test_builder_says_which_files_are_others(content: Path, tmp_path: Path) -> None:
    """At first all of them, then those whose bytes changed, then what is wrong; the site stays meanwhile."""
    out = tmp_path / "site"
    builder = Builder(line_of(content), out)
    first = builder(None)
    assert first
    assert first.built is not None
    assert first.changed_pages | first.changed_assets == first.built.files.keys()
    edit(content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    second = builder(None)
    assert second
    assert second.changed_pages >= {"fr/lignes/port/index.html"}
    assert len(second.changed_pages) < 5
    assert {path.removesuffix(".md") for path in second.changed_assets} <= {
        path.removesuffix(".html") for path in second.changed_pages
    }  # nothing but the twins of these pages
    written = tree_of(out)
    edit(content / "sectors/port.yaml", "number: 1", "number: one")
    third = builder(None)
    assert third
    assert third.built is None
    with pytest.raises(ContentError) as raised:
        build(content, DAY)
    assert third.problems == raised.value.problems
    assert tree_of(out) == written


def test_pages_on_show_come_first(content: Path, tmp_path: Path) -> None:
    """They are told before the site is written; the rest of the build follows."""
    out, told = tmp_path / "site", list[tuple[frozenset[str], bool]]()
    builder = Builder(line_of(content), out)
    shown = "de/lignes/port/index.html"
    builder.shown = lambda: {shown}
    word = "Kailinie"

    def early(outcome: Outcome) -> None:
        assert outcome.built
        assert outcome.early
        told.append((outcome.changed_pages, word in (out / shown).read_text("utf-8")))
        assert outcome.built.marked.keys() > outcome.changed_pages  # those of the build before included

    builder.early = early
    assert builder(None)
    assert told == []
    edit(content / "sectors/port.yaml", 'de: "Hafenlinie"', f'de: "{word}"')
    last = builder(None)
    assert told == [(frozenset({shown}), False)]
    assert last
    assert len(last.changed_pages) > 1
    assert word in (out / shown).read_text("utf-8")


@pytest.mark.parametrize("shown", [False, True])
def test_outdated_build_is_left_and_made_up_for(content: Path, tmp_path: Path, shown: bool) -> None:
    """Of what was saved before something else was, nothing is lost: the next build has it all.

    It is left also where every page was made, since somebody is looking at it.
    """
    out = tmp_path / "site"
    builder = Builder(line_of(content), out)
    assert builder(None)
    written = tree_of(out)
    if shown:
        builder.shown = written.keys
    edit(content / "sectors/port.yaml", 'de: "Hafenlinie"', 'de: "Kailinie"')
    builder.outdated = lambda: True
    assert builder(None) is None
    assert tree_of(out) == written
    builder.outdated = lambda: False
    edit(content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    assert builder(None)
    files = build(content, DAY).files
    assert {name: (out / name).read_bytes() for name in files} == files


def test_folder_that_cannot_be_written_is_a_problem(content: Path, tmp_path: Path) -> None:
    """It is said like a mistake, and the preview goes on."""
    (tmp_path / "file").write_text("x", "utf-8")
    outcome = Builder(line_of(content), tmp_path / "file")(None)
    assert outcome
    assert [problem.message.code for problem in outcome.problems] == ["out-is-a-file"]


def test_builds_beside_the_preview_are_written_over_whole(content: Path, tmp_path: Path) -> None:
    """Where another build has written meanwhile, nothing that the preview knew is left standing."""
    out = tmp_path / "site"
    builder = Builder(line_of(content), out)
    assert builder(None)
    elsewhere = copy_of_other(tmp_path / "elsewhere")
    edit(elsewhere / "sectors/port.yaml", 'de: "Hafenlinie"', 'de: "Kailinie"')

    def meanwhile(memory: Memory, wish: Wish, show: Callable[[Built], None]) -> Built:
        built = build(content, DAY, memory=memory, wish=wish, show=show)
        publish(build(elsewhere, DAY).files, out)
        builder._line = line_of(content)
        return built

    edit(content / "sectors/port.fr.md", "La ligne suit", "Elle longe et suit")
    builder._line = meanwhile
    assert builder(None)
    files = build(content, DAY).files
    assert {name: (out / name).read_bytes() for name in files} == files


def test_page_is_decorated_and_nothing_else(other: Sample) -> None:
    """A page gets the script before all others, the sheet, and its own socket; the rest stays to the byte."""
    for path, html in other.files.items():
        if not path.endswith(".html"):
            continue
        page = decorated(html, "/some/base/", HOST)
        taken = re.sub(
            rb'\n<meta name="preview-version".*?preview\.css">', b"", page, count=1, flags=re.DOTALL
        )
        if path != "index.html" or len(other.languages) > 1:
            assert taken != page
        assert taken.replace(b" ws://" + HOST.encode(), b"", 1) == html
        assert page.index(b"Content-Security-Policy") < page.index(b"/some/base/.preview/preview.js")
        assert page.index(b".preview/preview.js") < page.find(b"js/site.js") or b"js/site.js" not in page
        assert version_of(page)
        assert f"connect-src 'self' ws://{HOST};".encode() in page


def test_versions_differ_with_the_page() -> None:
    """Two pages have one version only if they are the same; pages can differ in nothing but their sheets."""
    html = b'<html><head><link rel="stylesheet" href="a.css?h=%b"><title>%b</title></head></html>'
    one, two, three = (decorated(html % it, "/", HOST) for it in ((b"1", b"x"), (b"2", b"x"), (b"2", b"y")))
    assert len({version_of(page) for page in (one, two, three)}) == 3
    assert besides_sheets(one) == besides_sheets(two) != besides_sheets(three)
    assert sheets_of(two) == ["/.preview/preview.css", "a.css?h=2"]
    assert decorated(b"no head", "/", HOST) == b"no head"


@pytest.fixture
def addresses(tmp_path: Path) -> Addresses:
    """A site with a page, a 404 page, and things that are not to be seen."""
    out = tmp_path / "out"
    for name in (
        "index.html",
        "404.html",
        "fr/index.html",
        "a b.css",
        ".built",
        ".git/config",
        "fr/.x/index.html",
    ):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(f"<head>{name}</head>", "utf-8")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (out / "link.html").symlink_to(tmp_path / "secret.html")
    return Addresses(out, "/base/", "There is none.", "en")


def test_files_are_found_as_they_are_published(addresses: Addresses) -> None:
    """Under the base path, a folder by its page, other addresses by way of the right one."""
    page = addresses.find("/base/fr/", HOST)
    assert (page.status, b"fr/index.html" in page.body) == (HTTPStatus.OK, True)
    assert addresses.find("/base/a%20b.css", HOST).kind == "text/css; charset=utf-8"
    for asked, elsewhere in (("/", "/base/"), ("/base", "/base/"), ("/base/fr", "/base/fr/")):
        assert addresses.find(asked, HOST).elsewhere == elsewhere


ODD = (
    *("../secret.html", "%2e%2e/secret.html", "..%2fsecret.html", "%5c..%5csecret.html", "link.html"),
    *("/", "/fr/", "fr//", "%00", "fr/%00/", "%zz", "%ff", "%", "a%0ab", "%7e%"),
    *(".built", ".git/config", "fr/.x/", "nowhere/", "fr/index.html/", "a" * 300, "a" * 100_000),
)
ELSEWHERE = ("", "*", "//base/", "//example.org/", "/elsewhere/", "/fr/", "http://example.org/base/")


@pytest.mark.parametrize("address", [*(f"/base/{it}" for it in ODD), *ELSEWHERE], ids=lambda it: it[:30])
def test_odd_addresses_are_just_not_found(addresses: Addresses, address: str) -> None:
    """They get the page that says so, and nothing of what lies elsewhere."""
    found = addresses.find(address, HOST)
    assert found.status == HTTPStatus.NOT_FOUND
    assert b"404.html" in found.body


@given(address=st.text(max_size=40))
def test_any_address_has_an_answer(address: str) -> None:
    """Whatever is asked for, nothing outside the folder is given."""
    out = CONTENT["other"] / "pages"
    for asked in (address, f"/{address}", f"/base/{address}"):
        found = Addresses(out, "/base/", "There is none.", "en").find(asked, HOST)
        if found.status == HTTPStatus.OK:
            assert (out / unquote(asked.removeprefix("/base/"))).read_bytes() == found.body


def test_site_without_pages_says_so(tmp_path: Path) -> None:
    """As long as there is no page at all, there is one of the preview that can follow."""
    found = Addresses(tmp_path, "/", "There is <none>.", "en").find("/", HOST)
    assert found.status == HTTPStatus.NOT_FOUND
    assert b"There is &lt;none&gt;." in found.body
    assert version_of(found.body)


def test_editor_address_is_that_of_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are absolute and escaped; a file of the generator is found; what is no file has no address."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mein Ordner"
    folder.mkdir()
    (folder / "ä&b.yaml").write_text("x", "utf-8")
    shown = "mein Ordner/ä&b.yaml"
    assert editor_address(PATTERN, shown, 3, 5).endswith("/mein%20Ordner/%C3%A4%26b.yaml:3:5")
    assert unquote(urlsplit(editor_address(PATTERN, shown)).path) == f"{folder / 'ä&b.yaml'}:1:1"
    assert editor_address("idea://open?file={path}&line={line}", folder / "ä&b.yaml", 7) == (
        f"idea://open?file={folder.parent}/mein%20Ordner/%C3%A4%26b.yaml&line=7"
    )
    assert editor_address(PATTERN, "templates/base.html", 2).endswith("/templates/base.html:2:1")
    assert editor_address(PATTERN, "fr/index.html") == ""


def test_base_path_is_that_of_the_published_site() -> None:
    """The path of its address, or the root."""
    assert base_path("https://example.org/some/base/") == "/some/base/"
    assert base_path(NO_ADDRESS) == base_path(None) == "/"
