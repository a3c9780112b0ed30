"""What a build keeps of an earlier one is what a clean build would make, byte for byte, whatever was changed.

Every run takes the same examples. With a number it takes as many, and others each time:

    MUTATIONS=500 python -m pytest tests/test_incremental.py
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.line import build
from microsite.memory import Memory
from microsite.messages.problems import ContentError
from tests.mutations import IN_PROSE, IN_YAML, TEXT, Files, damaged, examples, step
from tests.random_sites import changed, changes
from tests.samples import CONTENT, DAY, tree_of

OTHER: Files = tree_of(CONTENT["other"])
PAGE = '{% extends "engine/base.html" %}\n{% block after_main %}<p>Own</p>{% endblock %}\n'
OWN: Mapping[str, tuple[str, ...]] = {  # what a site may have of its own, and other words for it
    "templates/base.html": (PAGE, PAGE.replace("Own", "Ours"), "{{ here.nothing }}"),
    "templates/components/site-footer/own.html": ("a", "b"),
    "static/css/own.css": ("main { color: var(--color-text); }", "main { margin: 0; }", "main {"),
    "static/note.txt": ("a", "b"),
}


@dataclass
class Site:
    """A site on the disk, its day, and what its builds have made so far."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    today: date = DAY
    memory: Memory = field(default_factory=Memory)
    made: dict[str, bytes] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def hold(self, files: Files) -> None:
        """Make the content hold these files and no others, touching no more than that takes."""
        for name in self.files.keys() - files.keys():
            (self.content / name).unlink()
        for name, raw in files.items():
            if self.files.get(name) != raw:
                path = self.content / name
                if path.is_dir():
                    shutil.rmtree(path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
        self.files = dict(files)

    def own(self, name: str, text: str | None) -> None:
        """Write or remove a file of the site's own beside the content."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        if text is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def expect_as_clean(self) -> None:
        """Build with what is remembered, and without: the same files or the same problems."""
        clean = Memory()
        clean._environments = self.memory._environments  # compiling templates anew takes longest
        wanted = _outcome(lambda: build(self.content, self.today, memory=clean).files)
        found = _outcome(self._build)
        assert found == wanted

    def _build(self) -> dict[str, bytes]:
        built = build(self.content, self.today, memory=self.memory)
        assert not built.files.keys() & built.kept
        self.made = {**{name: self.made[name] for name in built.kept}, **built.files}
        return self.made


def _outcome(make: Callable[[], dict[str, bytes]]) -> dict[str, bytes] | tuple[str, ...]:
    try:
        return make()
    except ContentError as error:
        return tuple(map(str, error.problems))


DAMAGE = st.lists(step(IN_YAML | IN_PROSE, *TEXT, "remove", "rename"), min_size=1, max_size=2).map(tuple)


@examples(12)
@given(data=st.data())
def test_any_change(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Edits, moves and deletions of content, templates and styles, another day, and back again."""
    site = Site(tmp_path_factory.mktemp("incremental"))
    site.hold(OTHER)
    site.expect_as_clean()
    for _ in range(data.draw(st.integers(2, 4))):
        match data.draw(
            st.sampled_from(["change", "change", "change", "damage", "own", "day", "back", "sleep"])
        ):
            case "change":
                site.hold(reduce(changed, data.draw(changes(OTHER)), site.files))
            case "damage":
                site.hold(damaged(data.draw(DAMAGE), site.files))
            case "own":
                name = data.draw(st.sampled_from(sorted(OWN)))
                site.own(name, data.draw(st.sampled_from([*OWN[name], None])))
            case "day":
                site.today += timedelta(days=data.draw(st.sampled_from([1, 400, -900])))
            case "back":
                site.hold(OTHER)
            case "sleep":  # from one process to another
                site.memory = pickle.loads(pickle.dumps(site.memory))
        site.expect_as_clean()
