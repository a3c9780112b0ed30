"""Parts of a site that need not be there: whatever a site has no content for leaves no page and no link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.content.shipped import shipped, shipped_languages
from microsite.line import Built, build
from microsite.messages.problems import ContentError
from tests.samples import BASE_URL, DAY, attributes

LEAST = {"site.yaml": 'title: {fr: "Le canal"}\nlanguages: {fr: }\n', "pages/home.fr.md": "Un canal.\n"}
CHECKED = {"site.yaml": LEAST["site.yaml"] + "checked: 2026-03-15\n"}
SOURCE = (
    "plan: {publisher: P, title: T, url: 'https://example.org/', language: fr, kind: news, read: whole}\n"
)
EVENT = "opening: {date: 2019, kind: event, sectors: [], title: {fr: Ouverture}, sources: [plan]}\n"
LINE = 'number: 1\nname: {fr: "Le canal"}\ncolour: "#0b6e8f"\nanswer: {fr: "Long."}\n'
SECOND = LINE.replace("1", "2").replace("0b6e8f", "b41d38")
PROMISE = LINE + "targets:\n  depth: {title: {fr: Fond}, metric: {fr: mètres}, due: 2030, sources: [plan]}\n"
TERM = "lock: {term: {fr: écluse}, definition: {fr: une porte}, sources: [plan]}\n"
QUESTION = "why: {question: {fr: Pourquoi ?}, answer: {fr: Un acte.}, sectors: []}\n"
CHANGE = "first: {date: 2026-03-15, text: {fr: Paru.}}\n"
DISPUTE = (
    "length: {topic: {fr: Long}, readings: [{text: {fr: Un}, sources: [plan]}], choice: {fr: Un},"
    " why: {fr: Ainsi}, sources: [plan]}\n"
)
START = "name: {fr: Le vote}\nfacts:\n  vote: {label: {fr: Voix}, sources: [plan]}\n"


def made(folder: Path, *parts: Mapping[str, str]) -> Built:
    """The site of these files, the later ones over the earlier."""
    for name, text in {name: text for part in (LEAST, *parts) for name, text in part.items()}.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, "utf-8")
    return build(folder, DAY, BASE_URL)


def kinds(built: Built) -> set[str]:
    """The folders of pages in the first language, besides those that lie in others."""
    return {name.split("/")[1] for name in built.files if name.startswith("fr/") and name.count("/") == 2}


def complaints(folder: Path, *parts: Mapping[str, str]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        made(folder, *parts)
    return [str(it.message) for it in caught.value.problems]


def test_title_language_and_page_are_enough(tmp_path: Path) -> None:
    """Such a site has a home page without a map, a menu or a score."""
    built = made(tmp_path)
    assert [name for name in built.files if name.endswith(".html")] == [
        "fr/index.html",
        "index.html",
        "404.html",
    ]
    page = built.files["fr/index.html"].decode()
    assert "<h1>Le canal</h1>" in page
    assert "line-map" not in page
    assert "<time" not in page.partition("<footer")[0]


def test_site_of_one_language_offers_no_other(tmp_path: Path) -> None:
    """No page has a switch of languages, and the root leads on by itself."""
    built = made(tmp_path)
    assert 'class="language-switch"' not in built.files["fr/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=fr/">' in built.files["index.html"].decode()


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"glossary.yaml": TERM}, {"glossary", "sources"}),
        ({"questions.yaml": QUESTION}, {"questions", "sources"}),
        ({"changes.yaml": CHANGE}, {"changes", "sources"}),
        ({"conflicts.yaml": DISPUTE}, {"method", "sources"}),
        ({"launch.yaml": START}, {"launch", "sources"}),
        ({"stations/all.yaml": EVENT}, {"timeline", "sources"}),
        ({"sectors/canal.yaml": LINE}, {"canal", "sources"}),  # a single one has no index
        ({"sectors/canal.yaml": LINE, "sectors/port.yaml": SECOND}, {"sectors", "sources"}),
        ({"sectors/canal.yaml": PROMISE}, {"canal", "targets", "sources"}),
        ({"sectors/canal.yaml": LINE, "stations/all.yaml": EVENT}, {"canal", "timeline", "sources"}),
        ({"pages/about.fr.md": "Nous.\n"}, {"about", "sources"}),
        ({"pages/method.fr.md": "Nous lisons.\n"}, {"method", "sources"}),
    ],
)
def test_part_is_there_when_its_content_is(tmp_path: Path, parts: dict[str, str], wanted: set[str]) -> None:
    """With a name of the engine's, in the menu; every link leads somewhere, or the build would say so."""
    built = made(tmp_path, CHECKED, {"sources.yaml": SOURCE}, parts)
    assert kinds(built) == wanted | {"data"}  # the sources at least
    home = built.files["fr/index.html"].decode()
    assert all(f'href="{kind}/"' in home for kind in wanted)
    assert ("line-map" in home) == (bool({"timeline", "targets"} & wanted) and "canal" in wanted)


def test_single_promise_is_not_counted(tmp_path: Path) -> None:
    """How it stands is said of it; of two, how many stand how."""
    home = made(tmp_path, CHECKED, {"sources.yaml": SOURCE, "sectors/canal.yaml": PROMISE})
    tiles = LexborHTMLParser(home.files["fr/index.html"]).css(".where-it-stands li")
    assert [" ".join(tile.text().split()) for tile in tiles] == ["Engagement à venir"]
    two = PROMISE + "  width: {title: {fr: Bord}, metric: {fr: mètres}, due: 2031, sources: [plan]}\n"
    tiles = LexborHTMLParser(made(tmp_path, CHECKED, {"sectors/canal.yaml": two}).files["fr/index.html"]).css(
        ".where-it-stands li"
    )
    assert [" ".join(tile.text().split()) for tile in tiles] == ["2 engagements", "2 à venir"]


def test_promise_that_was_put_off_is_on_the_map_where_it_is_due_now(tmp_path: Path) -> None:
    """As one that is still to come."""
    late = PROMISE.replace("due: 2030,", "due: 2025, label: {fr: Fond},")
    verdict = "outcome: postponed, date: 2025-12, until: 2032, text: {fr: Plus tard.}, sources: [plan]"
    late = late.replace("sources: [plan]}", f"sources: [plan], verdicts: [{{{verdict}}}]}}")
    years = {"site.yaml": CHECKED["site.yaml"] + "years: {first: 2020, last: 2035}\n"}
    home = made(tmp_path, years, {"sources.yaml": SOURCE, "sectors/canal.yaml": late}).files["fr/index.html"]
    (stop,) = LexborHTMLParser(home).css(".stop")
    assert stop.attributes["data-kind"] == "planned"
    assert attributes(stop, ".stop__when time", "datetime") == ["2032"]


def test_filters_offer_what_tells_entries_apart(tmp_path: Path) -> None:
    """A group with one choice is none, and where there is no group, there is nothing to unfold."""
    parts = {"sources.yaml": SOURCE, "sectors/canal.yaml": LINE, "stations/all.yaml": EVENT}
    page = made(tmp_path, CHECKED, parts).files["fr/timeline/index.html"]
    assert not LexborHTMLParser(page).css(".filters summary, .filters__group")
    plan = "closing: {date: 2030, kind: target, sectors: [], title: {fr: Fin}, sources: [plan]}\n"
    page = made(tmp_path, CHECKED, {"stations/all.yaml": EVENT + plan}).files["fr/timeline/index.html"]
    assert attributes(LexborHTMLParser(page), ".filters input", "value") == ["event", "target"]


def test_site_of_one_promise_has_a_map(tmp_path: Path) -> None:
    """From the years of what it shows, without any that are set."""
    built = made(tmp_path, CHECKED, {"sources.yaml": SOURCE, "sectors/canal.yaml": PROMISE})
    assert built.site.span
    assert (built.site.span.first, built.site.span.last) == (2030, 2030)


def test_site_has_kinds_of_sources_of_its_own(tmp_path: Path) -> None:
    """With words of its own they are headings of the shelf; without, they are no kind."""
    science = {"sources.yaml": SOURCE.replace("kind: news", "kind: science")}
    (said,) = complaints(tmp_path, CHECKED, science)
    assert said == '"science" is not the id of a kind of source.'
    words = {"interface.yaml": "source_kind: {science: {fr: Sciences}}\n", "stations/all.yaml": EVENT}
    built = made(tmp_path, CHECKED, science, words)
    assert 'id="of-science">Sciences' in built.files["fr/sources/undated/index.html"].decode()


def test_facts_want_the_day_of_their_check(tmp_path: Path) -> None:
    """Without it nothing can be said of a date that has passed."""
    (said,) = complaints(tmp_path, {"sources.yaml": SOURCE})
    assert "checked: with a day" in said


def test_page_of_its_own(tmp_path: Path) -> None:
    """It stands at its address in each language, and in the menu where its file says."""
    page = (
        'title: {fr: "L’eau", de: "Das Wasser"}\ndescription: {fr: "E", de: "W"}\n'
        'nav: {fr: "Eau", de: "Wasser"}\n'
        "address: {fr: eau, de: wasser}\nafter: page:timeline\n"
    )
    files = {
        "site.yaml": 'title: {fr: "Le canal", de: "Der Kanal"}\nlanguages: {fr: {}, de: {}}\nchecked: 2026\n',
        "sources.yaml": SOURCE,
        "stations/all.yaml": EVENT.replace("{fr: Ouverture}", "{fr: Ouverture, de: Eröffnung}"),
        "pages/home.de.md": "Ein Kanal: [Wasser](page:water).\n",
        "pages/water.yaml": page,
        "pages/water.fr.md": "L’eau.\n",
        "pages/water.de.md": "Das Wasser.\n",
        "pages/home.fr.md": "Un canal : [l’eau](page:water).\n",
    }
    built = made(tmp_path, files)
    assert {
        "fr/eau/index.html",
        "de/wasser/index.html",
        "fr/eau/side-by-side/index.html",
    } <= built.files.keys()
    home = built.files["de/index.html"].decode()
    assert (
        home.index('href="timeline/"') < home.index('<a href="wasser/">Wasser</a>') < home.index('"sources/"')
    )
    assert '<a href="wasser/">Wasser</a>.' in home
    assert "<h1>Das Wasser</h1>" in built.files["de/wasser/index.html"].decode()


def test_page_of_its_own_needs_words(tmp_path: Path) -> None:
    assert '"description" is missing; add it.' in complaints(
        tmp_path, {"pages/water.yaml": "title: {fr: Eau}\n", "pages/water.fr.md": "L’eau.\n"}
    )
    (tmp_path / "pages/water.fr.md").unlink()
    assert 'the text in "fr" is missing; write this file.' in complaints(tmp_path)


def test_two_pages_do_not_share_an_address(tmp_path: Path) -> None:
    """In any language, whether an address is written or a name."""
    page = 'title: {fr: "E"}\ndescription: {fr: "E"}\naddress: {fr: about}\n'
    (said,) = complaints(
        tmp_path,
        {"pages/water.yaml": page, "pages/water.fr.md": "E.\n", "pages/about.fr.md": "Nous.\n"},
    )
    assert said.startswith('the page "about" has the address "about" already')


def test_language_that_the_engine_does_not_know(tmp_path: Path) -> None:
    """One sentence, and not one for each of its words."""
    files = {"site.yaml": 'title: {eo: "La kanalo"}\nlanguages: {eo: {name: Esperanto, locale: eo}}\n'}
    files |= {"pages/home.eo.md": "Kanalo.\n"}
    (tmp_path / "pages").mkdir()
    said = [it for it in complaints(tmp_path, files) if "home.fr" not in it and "nothing is made" not in it]
    assert said == [
        'the engine has no words for the language "eo"; write them in interface.yaml. '
        "A list with blanks: `microsite words eo`."
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('title: {fr: "Le canal\nlanguages: {fr: }\n', "this is not valid YAML"),
        ("languages: {fr: }\n", '"title" is missing; add it.'),
        (
            'title: {fr: "Le canal"}\nlanguages: {french-: {name: F, locale: fr}}\n',
            '"french-" is no code of a language',
        ),
    ],
)
def test_mistake_in_the_settings_is_told_alone(tmp_path: Path, settings: str, said: str) -> None:
    """What the engine would have given a right one is not missed in files that the site need not have."""
    words = {"interface.yaml": "menu: {fr: Pages}\n", "pages/targets.yaml": "nav: {fr: Promis}\n"}
    (found,) = complaints(tmp_path, {"site.yaml": settings}, words)
    assert found.startswith(said)


@pytest.mark.parametrize("lang", shipped_languages())
def test_every_language_of_the_engine_builds_a_site(tmp_path: Path, lang: str) -> None:
    """Of all parts, without a word of its own for the interface."""
    parts = {
        **{"launch.yaml": START, "glossary.yaml": TERM, "questions.yaml": QUESTION, "changes.yaml": CHANGE},
        **{"conflicts.yaml": DISPUTE, "stations/all.yaml": EVENT, "sectors/canal.yaml": PROMISE},
        **{"site.yaml": CHECKED["site.yaml"], "sources.yaml": SOURCE, "pages/home.fr.md": "Un canal.\n"},
    }
    for name, text in parts.items():
        file = tmp_path / name.replace(".fr.", f".{lang}.")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("{fr: ", f"{{{lang}: "), "utf-8")
    built = build(tmp_path, DAY, BASE_URL)
    assert {name for name in built.files if name.startswith(f"{lang}/targets")}


def test_language_in_another_script_is_another_one() -> None:
    assert shipped("zh-CN") == shipped("zh")
    assert shipped("zh-Hans") == shipped("zh")
    assert shipped("zh-TW") is None
    assert shipped("eo") is None


@pytest.mark.parametrize("lang", ["en-ie", "fr-CA"])
def test_region_has_the_words_of_its_language(tmp_path: Path, lang: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "site.yaml").write_text(LEAST["site.yaml"].replace("fr", lang), "utf-8")
    (tmp_path / f"pages/home.{lang}.md").write_text("A canal.\n", "utf-8")
    assert build(tmp_path, DAY, BASE_URL).site.settings.languages[lang].locale == {"en-ie": "en_GB"}.get(
        lang, "fr"
    )
