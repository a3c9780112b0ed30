"""What `read` passes, `build` builds: whose check is clean gets a site.

Every run takes the same examples. With a number it takes as many, and others each time:

    MUTATIONS=2000 python -m pytest tests/test_read_and_build.py
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial, reduce

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from microsite.line import build, read
from microsite.messages.problems import ContentError
from tests.mutations import WHOLE, Files, Folder, Step, examples
from tests.random_sites import Aside, Change, Passage, Rename, changed, changes, small_sites
from tests.samples import DAY

# `_build` makes an example smaller itself: it knows its changes.
_as_drawn = partial(examples, phases=[Phase.generate])

# Changes that were refused by `build` alone, or might be: an id that something else has on one of the
# pages that show it, a heading that has the name of an id, and words that look like marks but are none.
ODD: tuple[Change, ...] = (
    Aside("pages/about"),
    Aside("sectors/port", "[A](source:aside)"),
    *(Rename("vote-count", new) for new in ("at-a-glance", "session", "content")),
    *(Rename("port-riders", new) for new in ("targets", "badge", "target-table", "notes")),
    *(
        Rename("port-length", new)
        for new in ("participants", "route", "term-rame", "note-works", "mark-works")
    ),
    *(Rename("works", new) for new in ("figures", "year-2023", "content")),
    *(Rename("cost", new) for new in ("conflicts", "degrees")),
    *(Rename("quay-bus", new) for new in ("port", "collines", "content", "works")),
    *(Rename("survey-release", new) for new in ("origins", "content", "works")),
    *(Rename(old, "content") for old in ("rame", "amala-mobilite", "hills-delayed")),
    *(Rename(old, "launch") for old in ("port", "works")),
    *(Passage("sectors/port", f"## A {{#{name}}}\n\nB") for name in ("targets", "port-riders", "note-works")),
    *(Passage("pages/home", f"## A {{#{name}}}\n\nB") for name in ("map", "content", "term-rame")),
    *(Passage("pages/timeline", f"## A {{#{name}}}\n\nB") for name in ("year-2019", "works")),
    *(Passage("sectors/port", f"A `{code}` b.") for code in ("{port-length}", "{^works}", "[a](term:rame)")),
    *(Passage("sectors/port", f"A `{code}` b.") for code in ("**a", "{", "}", "{a}")),
    *(Passage("sectors/port", f"```\n{code}\n```") for code in ("{port-length}", "[a](page:home)", "{a: b}")),
    Passage("sectors/port", "    {port-length} [a](\n    term:rame)"),
    *(
        Passage("sectors/port", words)
        for words in ("\\{port-length}", "&#123;port-length&#125;", "&lbrace;a")
    ),
    *(Passage("sectors/port", words) for words in ("<https://example.org/{port-length}>", "#", "- #")),
    Passage("sectors/port", "| a |\n|---|\n| [a](\nterm:rame) |"),
    Passage("pages/about", "[a](term:rame)", "[a][b]\n\n[b]: term:rame"),
    Step("halves", "interface.yaml", 822, "{start}"),
)


@dataclass(frozen=True)
class Small:
    """A small site, and the changes that are to be made to it."""

    files: Files = field(repr=False)
    wanted: list[Change]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder outside the repository, rewritten for each example."""
    return Folder(tmp_path_factory.mktemp("read-and-build") / "content")


def _is_read(folder: Folder, files: Files) -> bool:
    folder.hold(files)
    try:
        read(folder.path, DAY)
    except ContentError:
        return False
    return True


def _refusal(folder: Folder, files: Files) -> str:
    """Why content that is read is not built; empty where it is built, or not read at all."""
    if not _is_read(folder, files):
        return ""
    try:
        build(folder.path, DAY)
    except ContentError as error:
        return "\n".join(map(str, error.problems))
    except Exception:
        return traceback.format_exc()
    return ""


def _build(folder: Folder, site: Files, wanted: Sequence[Change]) -> None:
    """Build a site after as many of the changes as reading passes; fail with those that it takes to fail."""
    taken: list[Change] = []
    for change in wanted:
        if _is_read(folder, _after(site, [*taken, change])):
            taken.append(change)
    refusal = _refusal(folder, _after(site, taken))
    for change in list(taken) if refusal else ():
        fewer = [it for it in taken if it is not change]
        if still := _refusal(folder, _after(site, fewer)):
            taken, refusal = fewer, still
    assert not refusal, f"{taken}\n{refusal}"


def _after(site: Files, done: Sequence[Change]) -> Files:
    return reduce(changed, done, site)


@pytest.mark.parametrize("change", ODD, ids=str)
def test_odd_change_is_built_when_it_is_read(folder: Folder, change: Change) -> None:
    """A change to the made-up town that is not refused by reading is in the site."""
    files = changed(WHOLE, change)
    assert files != WHOLE
    assert not _refusal(folder, files)


@_as_drawn(10)
@given(wanted=changes(WHOLE))
def test_changed_site_is_built_when_it_is_read(folder: Folder, wanted: list[Change]) -> None:
    """The made-up town, with as many odd changes as reading passes, builds without a complaint."""
    _build(folder, WHOLE, wanted)


@_as_drawn(12)
@given(drawn=small_sites().flatmap(lambda site: st.builds(Small, st.just(site), changes(site))))
def test_small_site_is_built_when_it_is_read(folder: Folder, drawn: Small) -> None:
    """A site with almost nothing in it builds, whatever is added to it."""
    assert _is_read(folder, drawn.files), "a small site is a right one, or examples are lost"
    _build(folder, drawn.files, drawn.wanted)
