"""The addresses of sources, asked of a server of the test."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError

import pytest

from microsite.commands import hosts
from microsite.commands.hosts import Answer, Manners, asked, sent
from microsite.commands.main import main
from microsite.messages.catalogue import languages

QUICK = Manners("tests/1 (+https://example.org/)", patience=0.5, pause=0)


class Web:
    """A host whose pages answer as their paths say, and remember who asked."""

    def __init__(self) -> None:
        self.asked = Counter[tuple[str, str]]()
        self.agents: set[str] = set()
        self.met = False  # whether two were asked for at the same time
        self.root = ""


@pytest.fixture
def web() -> Iterator[Web]:
    host = Web()
    released = threading.Event()
    meeting = threading.Barrier(2, timeout=0.2)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            host.asked[self.command, self.path] += 1
            host.agents.add(self.headers["User-Agent"])
            status = self.status()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", self.path.partition("?to=")[2])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def status(self) -> int:
            path = self.path.partition("?")[0]
            if path == "/no-head":
                return 405 if self.command == "HEAD" else 200
            if path == "/head-404":
                return 404 if self.command == "HEAD" else 200
            if path == "/busy-once":
                return 503 if self.command == "HEAD" else 200
            if path.startswith("/meet"):
                with suppress(threading.BrokenBarrierError):  # nobody came
                    meeting.wait()
                    host.met = True
                meeting.reset()
            if path == "/slow":
                released.wait(10)
            named = re.fullmatch(r"/(\d{3})", path)
            return int(named[1]) if named else 200

        do_HEAD = do_GET = answer  # noqa: N815 (names of the library)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.root = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield host
        released.set()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/", "there", 200),
        ("/page?a=1#part", "there", 200),
        ("/no-head", "there", 200),
        ("/head-404", "there", 200),
        ("/busy-once", "there", 200),
        ("/301?to=/page", "there", 200),
        ("/308?to=/page", "there", 200),
        ("/301?to=/", "unclear", "front-page"),
        ("/301?to=/404", "gone", 404),
        ("/404", "gone", 404),
        ("/410", "gone", 410),
        ("/401", "unclear", 401),
        ("/403", "unclear", 403),
        ("/429", "unclear", 429),
        ("/500", "unclear", 500),
        ("/503", "unclear", 503),
        ("/302?to=/302", "unclear", 302),
        ("/slow", "unclear", "too-slow"),
        ("/발표 자료?쪽=1", "there", 200),
    ],
)
def test_answers_are_told_apart(web: Web, path: str, state: str, status: int | str) -> None:
    """What is gone for sure is one thing; who refuses, is busy, slow or turns in circles is another."""
    address = web.root + path
    assert asked([address], QUICK) == [Answer(address, state, status)]  # type: ignore[arg-type]


def test_host_is_asked_politely(web: Web) -> None:
    """One thing at a time, each address once, by a name with an address, and no more than needed."""
    addresses = [f"{web.root}/{name}" for name in ("meet-a", "meet-b", "meet-a", "404", "410")]
    assert [it.address for it in asked(addresses, QUICK)] == list(dict.fromkeys(addresses))
    assert not web.met
    assert web.agents == {QUICK.agent}
    assert web.asked == Counter(
        {("HEAD", f"/{name}"): 1 for name in ("meet-a", "meet-b", "404", "410")}
        | {("GET", f"/{name}"): 1 for name in ("404", "410")}
    )


def test_host_is_left_alone_between_two_questions(web: Web) -> None:
    """The pause is kept."""
    started = time.monotonic()
    asked([f"{web.root}/{name}" for name in "abc"], Manners(QUICK.agent, pause=0.1))
    assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(
    ("error", "state", "status"),
    [
        (URLError(socket.gaierror(socket.EAI_NONAME, "x")), "gone", "no-host"),
        (URLError(socket.gaierror(socket.EAI_AGAIN, "x")), "unclear", "host-unknown"),
        (URLError(ssl.SSLCertVerificationError("x")), "unclear", "certificate"),
        (URLError(ConnectionRefusedError()), "unclear", "no-connection"),
        (ConnectionResetError(), "unclear", "no-connection"),
        (TimeoutError(), "unclear", "too-slow"),
        (URLError("x"), "unclear", "odd"),
    ],
)
def test_silence_has_its_reasons(error: Exception, state: str, status: str) -> None:
    """A host that nobody knows is gone; a resolver that does not answer says nothing of the host."""
    assert hosts._failure(error) == (state, status)


def test_addresses_are_sent_in_plain_letters() -> None:
    """Letters of any script are written as the web wants them; what is written so already stays."""
    assert sent("https://예.org/가?나=1#다") == "https://xn--2j5b.org/%EA%B0%80?%EB%82%98=1"
    assert sent("https://example.org/%EA%B0%80") == "https://example.org/%EA%B0%80"
    assert sent("https://example.org/100%") == "https://example.org/100%25"
    assert sent("https://example.org") == "https://example.org/"


def lead_to(web: Web, content: Path, first: str) -> None:
    """Let every source of the content lead to the host, the first of them to a page of its own."""
    file = content / "sources.yaml"
    text = re.sub(r"https?://[^\s\"']+", f"{web.root}/page", file.read_text("utf-8"))
    file.write_text(text.replace(f"{web.root}/page", f"{web.root}/{first}", 1), "utf-8")


def test_sources_that_are_gone_are_listed(
    web: Web, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list has the source, its place and the answer, in each language; who asks says whose site it is."""
    lead_to(web, content, "404")
    words = ["addresses", "--content", str(content), "--pause", "0", "--every-language"]
    assert main([*words, "--repository", "https://example.org/town"]) == 0
    said = capsys.readouterr()
    for lang, heading in zip(languages(), ("whose address is gone: 1", "주소가 없어진 출처: 1"), strict=True):
        assert heading in said.out, lang
    row = f"`{(content / 'sources.yaml').as_posix()}:1:1` | <{web.root}/404> | HTTP 404 |"
    assert said.out.count(row) == len(languages())
    assert "1 gone, 0 unclear" in said.err
    (agent,) = web.agents
    assert agent.endswith("(+https://example.org/town/)")


def test_nothing_is_listed_where_nothing_is_gone(
    web: Web, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is only unclear is counted, and makes no list by itself."""
    lead_to(web, content, "403")
    assert main(["addresses", "--content", str(content), "--pause", "0"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "0 gone, 1 unclear" in said.err


def test_machine_without_a_network_finds_nothing_gone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody answers at all, that is said, and no source is blamed."""
    with socket.create_server(("127.0.0.1", 0)) as once:  # a port where nobody listens any more
        port = once.getsockname()[1]
    nowhere = Web()
    nowhere.root = f"http://127.0.0.1:{port}"
    lead_to(nowhere, content, "404")
    assert main(["addresses", "--content", str(content), "--pause", "0"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "none of 2 addresses answered" in said.err
