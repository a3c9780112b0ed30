"""A client of a language server, as an editor program is one: messages of JSON over two pipes."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LIMIT = 20.0  # seconds that anything may take
CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
}


def section(settings: Mapping[str, Any], name: str) -> Any:
    """The settings under a name as VS Code hands them out: of `{"a.b.c": 1}`, `a` is `{"b": {"c": 1}}`."""
    if name in settings:
        return settings[name]
    under = {key.removeprefix(f"{name}."): settings[key] for key in settings if key.startswith(f"{name}.")}
    return {part: section(under, part) for part in dict.fromkeys(key.split(".")[0] for key in under)} or None


@contextmanager
def language_server(
    command: Sequence[str], folder: Path, settings: Mapping[str, Any]
) -> Iterator[LanguageServer]:
    """A server with one open folder, until the block ends."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            server = LanguageServer(process, settings)
            place = {"uri": folder.as_uri(), "name": folder.name}
            start = {"rootUri": place["uri"], "workspaceFolders": [place], "capabilities": CAPABILITIES}
            server.request("initialize", {"processId": os.getpid(), **start})
            server.notify("initialized", {})
            yield server
        finally:
            process.kill()


class LanguageServer:
    """A running server and what it has said so far.

    Whatever waits raises `TimeoutError` after `LIMIT` seconds, and `EOFError` when the server has ended.
    """

    def __init__(self, process: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        assert process.stdin
        assert process.stdout
        self.ear = process.stdin
        self.mouth = process.stdout.fileno()
        self.settings = settings
        self.unread = b""
        self.asked = 0
        self.answers: dict[int, Mapping[str, Any]] = {}
        self.notified: set[str] = set()
        self.versions: dict[str, int] = {}
        self.published: dict[str, list[Any]] = {}

    # --- what an editor does --------------------------------------------------------------------

    def show(self, uri: str, text: str) -> None:
        """Open a document, or change the text of one that is open."""
        self.published.pop(uri, None)
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.notify("textDocument/didOpen", {"textDocument": document})
        else:
            changed = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
            self.notify("textDocument/didChange", changed)

    def diagnostics(self, uri: str) -> list[Any]:
        """What is underlined in the text that was shown last."""
        self.wait(lambda: uri in self.published)
        return self.published[uri]

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """What the server says about a place of a document; lines and characters count from 0."""
        position = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    # --- messages -------------------------------------------------------------------------------

    def request(self, method: str, params: Any) -> Any:
        """Ask, and return the answer."""
        self.asked += 1
        id = self.asked
        self.send({"id": id, "method": method, "params": params})
        self.wait(lambda: id in self.answers)
        answer = self.answers.pop(id)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        """Tell, and expect no answer."""
        self.send({"method": method, "params": params})

    def send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.ear.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.ear.flush()

    def wait(self, done: Callable[[], bool]) -> None:
        """Take in messages until something is so."""
        end = time.monotonic() + LIMIT
        while not done():
            self.take_in(self.message(end))

    def take_in(self, message: Mapping[str, Any]) -> None:
        """Keep an answer or a notification; answer a question."""
        if "method" not in message:
            self.answers[message["id"]] = message
        elif "id" in message:
            self.send({"id": message["id"], "result": self.answer(message["method"], message["params"])})
        else:
            self.notified.add(message["method"])
            if message["method"] == "textDocument/publishDiagnostics":
                self.published[message["params"]["uri"]] = message["params"]["diagnostics"]

    def answer(self, method: str, params: Any) -> Any:
        """What the server wants to know: settings. Anything else it only announces."""
        if method == "workspace/configuration":
            return [section(self.settings, item["section"]) for item in params["items"]]
        return None

    def message(self, end: float) -> Mapping[str, Any]:
        """The next message: a header that tells its length, an empty line, and JSON."""
        while b"\r\n\r\n" not in self.unread:
            self.read(end)
        header, _, self.unread = self.unread.partition(b"\r\n\r\n")
        length = int(dict(line.split(b": ") for line in header.split(b"\r\n"))[b"Content-Length"])
        while len(self.unread) < length:
            self.read(end)
        body, self.unread = self.unread[:length], self.unread[length:]
        message: Mapping[str, Any] = json.loads(body)
        return message

    def read(self, end: float) -> None:
        """Read what has come; wait for it until a moment of the monotonic clock."""
        ready, _, _ = select.select([self.mouth], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError(f"the language server did not answer within {LIMIT:.0f} seconds")
        heard = os.read(self.mouth, 1 << 16)
        if not heard:
            raise EOFError("the language server has ended")
        self.unread += heard
