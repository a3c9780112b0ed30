from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from livereload import Server

from microsite.catalogue import say
from microsite.problems import ContentError, Place, Problem
from microsite.serve import serve


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A server that only notes what it is asked."""
    noted: dict[str, Any] = {"watched": {}}
    monkeypatch.setattr(Server, "watch", lambda _, folder, build: noted["watched"].update({folder: build}))
    monkeypatch.setattr(Server, "serve", lambda _, **options: noted.update(options))
    return noted


def test_site_is_built_and_shown_on_this_machine_only(tmp_path: Path, watching: dict[str, Any]) -> None:
    """The site is built first, then served to this machine, and built again at each change."""
    built: list[int] = []
    site, folder = tmp_path / "site", tmp_path / "content"
    assert serve(lambda: built.append(1), print, site, [folder], 8123) == 0
    assert (watching["root"], watching["host"], watching["port"]) == (str(site), "127.0.0.1", 8123)
    assert len(built) == 1
    watching["watched"][str(folder)]()
    assert len(built) == 2


def test_mistake_is_said_and_the_site_stays_on_show(
    tmp_path: Path, watching: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the content is printed, and serving goes on."""

    def fail() -> None:
        raise ContentError([Problem(Place("a.yaml", 3), "", say("unfilled"))])

    assert serve(fail, print, tmp_path / "site", [], 8123) == 0
    assert capsys.readouterr().out.startswith("a.yaml:3  a blank (____) is left here; fill it in.\n")
    assert watching["port"] == 8123
