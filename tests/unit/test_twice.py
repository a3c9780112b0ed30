"""What was pasted twice: paragraphs, and whole entries under another id."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.line import read
from tests.samples import CONTENT, DAY, SITES, edit

LANGUAGES = ("fr", "ar", "de")
WORDS = {
    "fr": "Une phrase qui est ici deux fois, et qui dit la même chose que celle d’avant, mot pour mot.",
    "ar": "جملة مكتوبة هنا مرتين، وهي تقول ما تقوله الجملة التي قبلها كلمة بكلمة دون أي فرق بينهما.",
    "de": "Ein Satz, der hier zweimal steht und Wort für Wort dasselbe sagt wie der Satz davor.",
}


def said(content: Path) -> list[str]:
    """The codes and files of what was pasted twice."""
    found = [it for it in read(content, DAY).warnings if it.message.code.endswith("-twice")]
    return [f"{Path(it.place.file).relative_to(content)} {it.message.code}" for it in found]


def append(content: Path, page: str, words: str = "{}") -> None:
    """Put a paragraph at the end of each half of a page."""
    for lang in LANGUAGES:
        file = content / f"pages/{page}.{lang}.md"
        file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{words.format(WORDS[lang])}\n", "utf-8")


def test_paragraph_on_one_page_or_two(content: Path) -> None:
    """All but the one that is read first are said, in each language."""
    append(content, "about")
    append(content, "about")
    assert said(content) == [f"pages/about.{lang}.md paragraph-twice" for lang in sorted(LANGUAGES)]
    append(content, "home")
    assert len(said(content)) == 2 * len(LANGUAGES)


def test_what_is_compared_anyway_is_said_once(content: Path) -> None:
    """Where paragraphs with words in common are warned of, long ones are told there."""
    edit(content / "site.yaml", "\nlicence:\n", "\nwatch: {alike: 80}\nlicence:\n")
    append(content, "about")
    append(content, "home")
    codes = {it.message.code for it in read(content, DAY).warnings}
    assert codes == {"paragraphs-alike"}


def test_short_and_different_paragraphs(content: Path) -> None:
    """A few words may stand twice, on two pages a sentence."""
    for page in ("about", "home"):
        append(content, page, "{0:.40}.")
    append(content, "about", "{0:.20}.")
    append(content, "about", "{0:.20}.")
    assert said(content) == []


def test_entry_under_another_id(content: Path) -> None:
    """Only one that says the same in everything."""
    text = (content / "launch.yaml").read_text("utf-8")
    entry = text[text.index("  operator:\n") : text.index("  old-network:\n")]
    twin = entry.replace("operator:", "operator-of-both:", 1)
    edit(content / "launch.yaml", "  old-network:\n", f"{twin}  old-network:\n")
    assert said(content) == ["launch.yaml entry-twice"]
    edit(content / "launch.yaml", twin, twin.replace("sources: [", "year: 2021\n    sources: ["))
    assert said(content) == []


@pytest.mark.parametrize(
    "folder", [CONTENT["guide"], CONTENT["other"], SITES / "green"], ids=lambda it: it.name
)
def test_sites_say_nothing_twice(folder: Path) -> None:
    """No false alarm in the sites that are here."""
    assert said(folder) == []
