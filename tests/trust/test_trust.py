"""The quick part of what `make trust` tries at length; the same code, fewer times."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.server import serve_folder
from tests.trust import fuzz, network, publications, strangers, surroundings
from tests.trust.figures import PAGE, Figure, row, with_rows
from tests.trust.known import payloads, some
from tests.trust.payloads import Seen, pages_of, watch
from tests.trust.planted import plant

PAGE_THAT_RUNS = """<!doctype html><html lang="en"><head><meta charset="utf-8">{policy}<title>A</title></head>
<body><img src="x" onerror="alert(1)"><a href="javascript:alert(2)">b</a>
<img src="https://elsewhere.example/"></body></html>"""
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'">"""


def expect(figure: Figure) -> None:
    assert not figure.failed, str(figure)


@pytest.mark.parametrize("policy", [True, False])
def test_what_runs_would_be_seen(browser: Browser, tmp_path: Path, policy: bool) -> None:
    """A page on which a payload does run: it is noted, and so is what the policy stops."""
    (tmp_path / "index.html").write_text(PAGE_THAT_RUNS.format(policy=POLICY), "utf-8")
    seen = Seen()
    with serve_folder(tmp_path, "/") as root:
        watch(browser, root, ["index.html"], policy, seen)
    said = "\n".join(seen.ran)
    assert ("alert(1)" in said.replace("onerror=alert(1)", "")) == (not policy)
    assert ("stopped by the policy: script-src" in said) == policy
    assert "asked for: https://elsewhere.example/" in said  # whether the policy lets it through or not
    assert "<img onerror=alert(1)>" in said
    assert "<a href=javascript:alert(2)>" in said


def test_payloads_stay_words(browser: Browser, tmp_path: Path) -> None:
    """A few of them, in every place of the content, under the policy and without it."""
    planted = plant(some(payloads(), 12), tmp_path / "content")
    assert planted.there.total() > 12 * 25
    for name, body in planted.built.files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(body)
    seen = Seen()
    with serve_folder(tmp_path / "site", "/") as root:
        for policy in (True, False):
            watch(browser, root, pages_of(planted, 0)[::3], policy, seen)
    assert seen.ran == []


def test_damaged_content_is_answered() -> None:
    """Some inputs of every kind."""
    for figure in fuzz.figures(60):
        expect(figure)


def test_killed_builds_leave_whole_sites() -> None:
    """The command, and the writing alone."""
    expect(publications.kills(3))
    expect(publications.killed_publications(20))


def test_readers_find_every_page() -> None:
    """While the site is written again and again."""
    for figure in publications.readers(8):
        expect(figure)


def test_two_builds_at_once_leave_one_site() -> None:
    """Of one content or the other."""
    expect(publications.at_once(3))


def test_files_of_others_stay() -> None:
    """Of the places that a build can be pointed at by mistake, the worst."""
    expect(strangers.strangers(3))


def test_build_keeps_to_itself() -> None:
    """No socket, no program but git."""
    for figure in network.network():
        expect(figure)


def test_other_surroundings_make_the_same_bytes() -> None:
    """The first; the others are tried at length."""
    expect(surroundings.variations(1))


def test_figures_are_put_in_their_place() -> None:
    """Rows of a part take the place of those it had; those of other parts stay."""
    page = "a\n<!-- machine --> <!-- /machine -->\n<!-- figures -->\n<!-- /figures -->\n"
    for tried in (1, 2):
        for part in ("fuzz", "payloads"):
            page = with_rows(page, {part: [row(Figure("Words", tried), part, 1.0)]})
    rows = [line for line in page.splitlines() if line.startswith("| Words")]
    assert [line.rstrip("` |").rpartition(" ")[2] for line in rows] == ["fuzz", "payloads"]
    assert all(line.startswith("| Words | 2 | 0 |") for line in rows)


def test_page_has_a_place_for_the_figures() -> None:
    """docs/trust.md can be renewed, and names each part that it quotes figures of."""
    assert with_rows(PAGE.read_text("utf-8"), {})
