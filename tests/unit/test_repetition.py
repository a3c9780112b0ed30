"""Prose that says again what another page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.line import read
from tests.samples import DAY, edit

PAGES = ("home", "launch", "timeline", "targets")
LANGUAGES = ("fr", "ar", "de")


def warnings_of(content: Path, watch: str, code: str) -> list[tuple[str, dict[str, str]]]:
    """Where this is warned of, and what is said."""
    edit(content / "site.yaml", "\nlicence:\n", f"\nwatch: {watch}\nlicence:\n")
    found = [problem for problem in read(content, DAY).warnings if problem.message.code == code]
    names = [(problem.place, dict(problem.message.parts)) for problem in found]
    return [
        (f"{Path(place.file).relative_to(content)}:{place.line}", {key: str(it) for key, it in parts.items()})
        for place, parts in names
    ]


def append(content: Path, page: str, words: str) -> None:
    """Put a paragraph at the end of a page in each of its languages."""
    for lang in LANGUAGES:
        path = content / f"pages/{page}.{lang}.md"
        path.write_text(path.read_text("utf-8").rstrip() + f"\n\n{words}\n", "utf-8")


PHRASE = "one two three four five six"


@pytest.mark.parametrize(("pages", "told"), [(3, False), (4, True)])
def test_phrase_on_too_many_pages_is_said_once_a_language(content: Path, pages: int, told: bool) -> None:
    """On three pages a phrase may stand; on a fourth it is told, where it is read first."""
    for page in PAGES[:pages]:
        append(content, page, f"Here {page} {PHRASE} {page} there.")
    found = warnings_of(content, "{phrase_words: 5, phrase_pages: 3}", "phrase-too-often")
    assert [(words["words"], words["number"]) for _, words in found] == [(PHRASE, "4")] * (3 * told)
    assert all(place.startswith("pages/home.") for place, _ in found)


def test_phrase_is_of_one_language_and_not_of_facts_or_addresses(content: Path) -> None:
    """Numbers of facts are printed by the facts, and where a link leads is not read."""
    for page in PAGES:
        append(
            content,
            page,
            f"{page} [{page}](page:timeline) {{port-riders}} a b c {{port-riders}} [d](page:timeline)",
        )
    assert not warnings_of(content, "{phrase_words: 5}", "phrase-too-often")


LONG = "We walk along the quiet river every single morning before the first tram leaves the old depot"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (LONG, True),
        (LONG.replace("quiet", "broad").replace("old", "new"), True),
        (
            "Nobody has seen the harbour since the first tram leaves the old depot in the hills at night",
            False,
        ),
    ],
)
def test_paragraph_like_another_is_told_with_its_place(content: Path, second: str, told: bool) -> None:
    """Four words of five in common are too many; what shares a turn of phrase only may stay."""
    append(content, "home", LONG + ".")
    append(content, "launch", second + ".")
    found = warnings_of(content, "{alike: 80}", "paragraphs-alike")
    places = {place.partition(":")[0] for place, _ in found}
    assert places == ({f"pages/launch.{it}.md" for it in LANGUAGES} if told else set())
    assert len(found) == len(places)
    assert all("pages/home." in words["other"] for _, words in found)


def test_short_paragraphs_may_be_alike(content: Path) -> None:
    """Two that say the same in a few words are no neglect."""
    for page in PAGES:
        append(content, page, "See the timeline for all of it.")
    assert not warnings_of(content, "{alike: 80}", "paragraphs-alike")


def test_nothing_is_looked_for_unless_it_is_asked(content: Path) -> None:
    """A site without the setting hears nothing of it."""
    for page in PAGES:
        append(content, page, LONG + ".")
    codes = {problem.message.code for problem in read(content, DAY).warnings}
    assert not codes & {"paragraphs-alike", "phrase-too-often", "due-since-the-check", "quiet-sector"}
