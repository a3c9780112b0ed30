"""What a page says of its own state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from microsite.content.pages import PageKey
from microsite.history.freshness import Freshness, freshness_of
from microsite.history.git import UNCOMMITTED, Commit
from microsite.history.halves import NO_HISTORY, Half, History
from microsite.line import build
from microsite.pages.kinds import files_of
from microsite.pages.plan import plan_pages
from tests.repository import Repository
from tests.samples import BASE_URL, CONTENT, DAY, Sample, tree_of

OLD, NEW = Commit("1", date(2026, 1, 1)), Commit("2", date(2026, 2, 3))


def freshness(sample: Sample, key: PageKey, lang: str, history: History) -> Freshness:
    files = files_of(sample.site, key, lang)
    return freshness_of(files, lang, history, sample.site.settings.repository, DAY)


def test_page_is_made_of_files_that_are_there(other: Sample) -> None:
    """Every file that a page of any kind is said to be made of is a file of the content."""
    there = {*(prose.file.split("/other/")[1] for prose in other.site.texts), *YAML}
    for page in other.pages:
        files = files_of(other.site, page.key, page.lang)
        assert set(files) <= there, page.path
        assert files or page.key[0] == "samples"


YAML = {
    *("launch.yaml", "glossary.yaml", "conflicts.yaml", "changes.yaml", "sources.yaml"),
    *("origins.yaml", "questions.yaml"),
    *("stations/2019-2025.yaml", "stations/2027-2035.yaml", "sectors/port.yaml", "sectors/collines.yaml"),
    *(f"pages/{kind}.yaml" for kind in ["home", "launch", "sectors", "timeline", "targets", "glossary"]),
    *(f"pages/{kind}.yaml" for kind in ["method", "sources", "data", "changes", "about", "questions"]),
}


@pytest.mark.parametrize(
    ("key", "files"),
    [
        (("sector", "port"), ("sectors/port.fr.md", "sectors/port.yaml")),
        (("compare", "sector:port"), ("sectors/port.fr.md", "sectors/port.yaml")),
        (("year", "2023"), ("stations/2019-2025.yaml",)),
        (("method", ""), ("pages/method.fr.md", "pages/method.yaml", "conflicts.yaml")),
        (("questions", ""), ("pages/questions.fr.md", "pages/questions.yaml", "questions.yaml")),
    ],
)
def test_first_file_is_the_one_to_correct(other: Sample, key: PageKey, files: tuple[str, ...]) -> None:
    """Prose comes before the entries beside it; the link to correct leads to it."""
    assert files_of(other.site, key, "fr") == files
    fresh = freshness(other, key, "fr", NO_HISTORY)
    assert fresh.correct == f"https://example.com/tram/edit/main/{files[0]}"
    assert (fresh.changed, fresh.changes, fresh.behind) == (None, None, None)


def test_newest_change_counts(other: Sample) -> None:
    """The page says the day of the file that changed last, and leads to what was changed in it."""
    changed = {"sectors/port.fr.md": OLD, "sectors/port.yaml": NEW, "sectors/port.de.md": UNCOMMITTED}
    fresh = freshness(other, ("sector", "port"), "fr", History(True, (), changed))
    assert (fresh.changed, fresh.changes) == (NEW.day, "https://example.com/tram/log/sectors/port.yaml")
    german = freshness(other, ("sector", "port"), "de", History(True, (), changed))
    assert (german.changed, german.changes) == (DAY, "https://example.com/tram/log/sectors/port.de.md")


def test_only_the_half_that_is_behind_says_so(other: Sample) -> None:
    """The oldest change that a language has not followed is told on its own pages, and on no other."""
    halves = tuple(
        Half("sectors/port.yaml › name", "sectors/port.yaml", ("name",), "de", "behind", since, "fr")
        for since in (NEW, OLD)
    )
    history = History(True, halves, {})
    behind = {
        (key, lang): freshness(other, key, lang, history).behind
        for key in (("sector", "port"), ("sector", "collines"))
        for lang in ("fr", "de")
    }
    told = (("sector", "port"), "de")
    assert behind.pop(told) == OLD.day
    assert set(behind.values()) == {None}


def test_readers_and_editors_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A half that was left behind is a warning at its line and a note on its page, until it was re-read."""
    repository = Repository(tmp_path / "town", monkeypatch)
    repository.commit(tree_of(CONTENT["other"]))
    prose = (repository.content / "sectors/port.fr.md").read_text("utf-8")
    heading, text = prose.split("\n\n", 1)
    changed = f"{heading}\n\nAutrement dit : {text}"
    repository.commit({"sectors/port.fr.md": changed}, "2026-05-06T12:00:00+00:00")

    built = build(repository.content, DAY, BASE_URL)
    said = [(problem.message.code, problem.place.file) for problem in built.warnings]
    left = {f"{repository.content.as_posix()}/sectors/port.{lang}.md" for lang in ("ar", "de")}
    assert set(said) == {("half-behind", file) for file in left}
    head = b'tabindex="-1">\n<p class="behind">'  # the style guide has an example further down
    head = b'tabindex="-1">\n<p class="behind">'  # the style guide has an example further down
    noted = {path for path, body in built.files.items() if head in body}
    assert noted == {
        page.path
        for page in plan_pages(built.site)
        if page.lang in ("ar", "de") and page.key in (("sector", "port"), ("compare", "sector:port"))
    }

    repository.write({"reviewed.yaml": "sectors/port.md: {ar: 2026-05-07, de: 2026-05-07}\n"})
    assert build(repository.content, DAY, BASE_URL).warnings == ()
