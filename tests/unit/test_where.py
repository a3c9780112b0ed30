"""Where a number stands: every file that says it, in each language alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.commands.where import with_another_number
from microsite.line import read
from tests.samples import CONTENT, DAY


def asked(id: str, content: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit code, and the lines that are printed."""
    code = main(["where", id, "--content", str(content), "--today", DAY.isoformat(), "--lang", "en"])
    out, err = capsys.readouterr()
    return code, (out or err).splitlines()


def test_every_place_of_a_number_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each file with the number of its places, as many in each language, and the sum of them."""
    code, lines = asked("port-riders", CONTENT["other"], capsys)
    *listed, summary = lines
    places = {path: times for path, _, times in (it.partition("  ") for it in listed)}
    assert code == 0
    assert {"fr/index.html", "fr/lignes/port/index.html", "de/index.html", "ar/index.html"} <= places.keys()
    total = sum(int(it) for it in places.values() if it.isdigit())
    assert summary.startswith("port-riders (au moins 18")
    assert summary.endswith(f": {len(places)} files, {total} places.")
    pages = [(path.split("/")[0], times) for path, times in places.items() if path.endswith(".html")]
    in_each = {lang: Counter(times for other, times in pages if other == lang) for lang in ("fr", "de", "ar")}
    assert in_each["fr"] == in_each["de"] == in_each["ar"] != Counter()


def test_nothing_of_the_content_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Only who asks sees another number; the rest of the content is the very same."""
    site = read(CONTENT["other"], DAY).site
    other = with_another_number(site, "port-riders")
    assert other.citables["port-riders"].entry.value == site.citables["port-riders"].entry.value + 1
    assert other.targets["port-riders"][1] is other.citables["port-riders"].entry
    assert other.sources is site.sources
    assert other.sectors.keys() == site.sectors.keys()


@pytest.mark.parametrize("id", ["port-ridders", "opening"])
def test_what_has_no_number_is_said(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that nothing has, or something without a number."""
    code, lines = asked(id, CONTENT["other"], capsys)
    assert code == 1
    assert lines[0].startswith(f'{id}  no fact, target or figure with a number has the id "{id}".')
    assert ('Did you mean "port-riders"?' in lines[0]) is (id == "port-ridders")
