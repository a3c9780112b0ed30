"""Texts: what they name, and whether their halves agree; each mistake is planted in the made-up town's."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.line import read
from microsite.messages.problems import ContentError
from tests.samples import DAY, edit


def complaints(content: Path) -> list[str]:
    """What is said about the content, files named as they stand inside its folder."""
    with pytest.raises(ContentError) as caught:
        read(content, DAY, strict=True)
    return str(caught.value).replace(f"{content.as_posix()}/", "").splitlines()


# --- halves -------------------------------------------------------------------------------------


def test_halves_name_the_same_things(content: Path) -> None:
    """What stands in one half only is said once, at the half that lacks it, with a half that has it."""
    edit(content / "pages/launch.fr.md", "{vote-count}", "le nombre requis")
    assert complaints(content) == [
        'pages/launch.fr.md  {vote-count} stands in "ar" and is missing in "fr"; name it in both.'
    ]


def test_halves_name_things_equally_often(content: Path) -> None:
    """A fact that one half names twice is missing once in the others."""
    edit(content / "pages/launch.fr.md", "{vote-count}", "{vote-count}, oui, {vote-count}")
    assert complaints(content) == [
        f'pages/launch.{lang}.md  {{vote-count}} stands in "fr" and is missing in "{lang}"; name it in both.'
        for lang in ("ar", "de")
    ]


def test_halves_lead_to_the_same_places(content: Path) -> None:
    """A link to another entry is part of what a half names; one to the web or to a heading is not."""
    edit(content / "pages/home.de.md", "[Zeitplan](page:timeline)", "[Zeitplan](https://example.org/)")
    assert complaints(content) == [
        'pages/home.de.md  page:timeline stands in "fr" and is missing in "de"; name it in both.'
    ]


@pytest.mark.parametrize("wrong", ["{vote-counts}", "{value}", "[x](page:x)"])
def test_half_that_names_nothing_is_not_compared(content: Path, wrong: str) -> None:
    """A wrong reference in one half is one mistake, not also one of the halves that lack it."""
    edit(content / "pages/launch.fr.md", "{vote-count}", wrong)
    (line,) = complaints(content)
    assert line.startswith("pages/launch.fr.md:3:")


def test_other_halves_are_compared_all_the_same(content: Path) -> None:
    """Where one half names nothing, the others still have to agree."""
    edit(content / "pages/launch.fr.md", "{vote-count}", "{vote-counts}")
    edit(content / "pages/launch.de.md", "{vote-count}", "genug Stimmen")
    assert [line.split("  ")[0] for line in complaints(content)] == [
        "pages/launch.de.md",
        "pages/launch.fr.md:3:23",
    ]


def test_halves_of_a_short_text_are_compared(content: Path) -> None:
    """The same holds inside YAML, at the half that lacks something."""
    edit(content / "sectors/collines.yaml", "Bahnhof in {collines-time} mit", "Bahnhof bald mit")
    assert complaints(content) == [
        'sectors/collines.yaml:8:7  answer: {collines-time} stands in "fr" and is missing in "de";'
        " name it in both."
    ]


def test_half_of_a_short_text_that_names_nothing_is_not_compared(content: Path) -> None:
    """A wrong reference in YAML is one mistake, too."""
    edit(content / "sectors/collines.yaml", "Bahnhof in {collines-time} mit", "Bahnhof in {hills-time} mit")
    (line,) = complaints(content)
    assert line.startswith("sectors/collines.yaml:8:7  answer › de: {hills-time} names no fact.")


def test_outlines_are_read_as_markdown_is(content: Path) -> None:
    """A heading begins a part of its own, with or without an empty line around it."""
    for old, new in ((".\n\n## Signaler", ".\n## Signaler"), ("{#corrections}\n\n", "{#corrections}\n")):
        edit(content / "pages/about.fr.md", old, new)
    read(content, DAY, strict=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- **Nur eine Quelle**: Niemand sonst sagt es.\n", "", '5:1  "de" has a list of 3 where'),
        ("- **Nur eine", "* **Nur eine", '5:1  "de" has a list of 2 where "fr" has a list of 4;'),
        ("\n\nZuletzt geprüft wurde am {2026-03-15}.", "", '  "de" ends before a paragraph of "fr";'),
    ],
)
def test_halves_have_the_same_parts(content: Path, old: str, new: str, said: str) -> None:
    """Part by part the halves correspond; the first difference is said, once."""
    edit(content / "pages/method.de.md", old, new)
    lines = [line for line in complaints(content) if "{2026-03-15}" not in line]
    (line,) = lines
    assert line.startswith("pages/method.de.md")
    assert said in line


# --- marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # Braces: once for the two that belong together
        ("pages/launch.fr.md", "{vote-count}", "{Vote-count}", '3:23  a brace in "{Vote-count}.'),
        ("pages/launch.fr.md", "{vote-count}", "{ vote-count }", '3:23  a brace in "{ vote-count }.'),
        ("pages/launch.fr.md", "{vote-count}", "vote-count}", '3:33  a brace in "}.'),
        ("pages/launch.fr.md", "{vote-count}", "{vote-count", '3:23  a brace in "{vote-count'),
        # Links
        ("pages/about.fr.md", "(page:method)", "(page: method)", '5:83  "page: method" leads nowhere;'),
        ("pages/about.fr.md", "(page:method)", "(www.example.org)", '5:83  "www.example.org" leads nowhere;'),
        ("pages/about.fr.md", "(page:method)", "()", '5:83  "" leads nowhere;'),
        ("pages/about.fr.md", "(page:method)", "(https://a b)", '5:83  "https://a b" leads nowhere;'),
        (
            "pages/about.fr.md",
            "(page:method)",
            " (page:method)",
            '5:81  "] (page:method)" would be printed as it stands;',
        ),
        (
            "pages/about.fr.md",
            "(page:method)",
            "(page:method",
            '5:81  "](page:method" would be printed as it stands;',
        ),
        # Emphasis
        ("pages/method.fr.md", "**Une seule source**", "**Une seule source", '7:3  "**" would be printed'),
        (
            "pages/method.fr.md",
            "Sources indépendantes**",
            "Sources indépendantes",
            '5:3  "**" would be printed',
        ),
        # Headings
        (
            "pages/about.fr.md",
            "## Signaler",
            "##Signaler",
            '3:1  a space is missing between ## and "Signaler',
        ),
        ("pages/about.fr.md", " {#corrections}", "", '3:1  "Signaler une erreur" needs a name'),
        ("pages/about.fr.md", "{#corrections}", "{#Corrections}", '3:26  "Corrections" is not an id;'),
    ],
)
def test_slip_is_said_once_at_its_place(content: Path, file: str, old: str, new: str, said: str) -> None:
    """One slip in Markdown is one line, with the line and the column where it was made."""
    edit(content / file, old, new)
    lines = complaints(content)
    if new in ("vote-count}", "{vote-count"):
        lines = [line for line in lines if "stands in" not in line]
    (line,) = lines
    assert line.startswith(f"{file}:{said}"), line


def test_mark_is_found_in_a_paragraph_of_several_lines(content: Path) -> None:
    """A mark that is left over is found in its own line, behind others that are in order."""
    edit(content / "pages/about.fr.md", "Rien ici ne décrit", "\n**Rien** ici\n**ne** décrit **encore")
    assert complaints(content) == [
        'pages/about.fr.md:3:15  "**" would be printed as it stands; check the marks around it.'
    ]


def test_title_of_a_link_is_no_part_of_it(content: Path) -> None:
    """A link may have a title in quotation marks."""
    edit(content / "pages/about.fr.md", "(page:method)", '(page:method "Les règles (toutes)")')
    read(content, DAY, strict=True)


# --- numbers typed by hand ----------------------------------------------------------------------


def test_typed_number_is_found_in_its_paragraph(content: Path) -> None:
    """A number is held to the facts of its own paragraph, and shown at its place."""
    edit(content / "pages/launch.fr.md", "jusqu’à minuit.", "jusqu’à minuit, devant 850 voix.")
    edit(content / "pages/launch.fr.md", "{bank-loan.value}", "{bank-loan.value} contre 32 voix")
    assert complaints(content) == [
        'pages/launch.fr.md:3:100  "850 voix" is typed here, but the fact says "31\u00a0voix";'
        " name the fact in braces instead of typing its number."
    ]


def test_typed_number_is_found_in_a_short_text(content: Path) -> None:
    """In YAML the half is named."""
    edit(
        content / "stations/2019-2025.yaml",
        "Bestellt sind {trams-ordered}",
        "Bestellt sind 15 Züge, {trams-ordered}",
    )
    (line,) = complaints(content)
    assert line.startswith('stations/2019-2025.yaml:44:95  first-tram › text › de: "15 Züge" is typed')


# --- length ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("{least: 40, most: 60}", []),
        (
            "{least: 52, most: 60}",
            ["this text has 51 words, and sector_words in site.yaml asks for 52 at least."],
        ),
        (
            "{least: 10, most: 50}",
            ["this text has 51 words, and sector_words in site.yaml allows 50 at most."],
        ),
    ],
)
def test_prose_of_a_sector_has_the_length_that_the_site_wants(
    content: Path, span: str, said: list[str]
) -> None:
    """Words are counted as readers see them; a text that is shorter or longer is a warning, no mistake."""
    for lang, word in (("fr", "mot"), ("ar", "كلمة"), ("de", "Wort")):
        words = " ".join([word] * 48)
        for sector in ("port", "collines"):
            text = f"{words} **{word}** [{word}](page:about) {{port-length}}\n"
            (content / f"sectors/{sector}.{lang}.md").write_text(text, "utf-8")
    edit(content / "site.yaml", "\nlicence:", f"\nsector_words: {span}\nlicence:")
    warnings = [it for it in read(content, DAY).warnings if it.message.code.startswith("prose-too")]
    assert sorted({str(it.message) for it in warnings}) == said
    assert len(warnings) == 6 * len(said)
