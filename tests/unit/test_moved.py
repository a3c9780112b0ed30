"""Old addresses: pages that lead on, and places on pages that keep their old names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.line import Built, build, read
from microsite.messages.problems import ContentError
from microsite.pages.urls import EMBEDDED
from tests.samples import BASE_URL, DAY, attributes, edit


@pytest.fixture
def moved(content: Path) -> Built:
    """The made-up town, where a line, a page and entries of several kinds were called otherwise."""
    edit(content / "sectors/port.yaml", "number: 1\n", "number: 1\nmoved: [canal, quais]\n")
    edit(content / "sectors/port.yaml", "  port-riders:\n", "  port-riders:\n    moved: [canal-riders]\n")
    edit(content / "glossary.yaml", "rame:\n", "rame:\n  moved: [wagon]\n")
    with (content / "pages/sectors.yaml").open("a", encoding="utf-8") as file:
        file.write("moved: [old-lines]\n")
    return build(content, DAY, BASE_URL)


def tree(built: Built, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(built.files[path])


def lines_of(built: Built, lang: str) -> str:
    """The folder of the lines in a language."""
    paths = (path for path in built.files if path.startswith(f"{lang}/") and "/port/" in path)
    return next(paths).split("/")[1]


@pytest.mark.parametrize("lang", ["fr", "ar", "de"])
def test_old_address_leads_on(moved: Built, lang: str) -> None:
    """At the old address of a page stands a plain one in its language that leads to the new one."""
    folder = lines_of(moved, lang)
    new = f"{lang}/{folder}/port/"
    for old in (f"{lang}/{folder}/canal/", f"{lang}/{folder}/quais/", f"{lang}/old-lines/canal/"):
        page = tree(moved, f"{old}index.html")
        (refresh,) = attributes(page, "meta[http-equiv=refresh]", "content")
        seconds, _, to = refresh.partition("; url=")
        assert seconds == "0"
        assert urljoin(BASE_URL + old, to) == BASE_URL + new
        assert attributes(page, "link[rel=canonical]", "href") == [BASE_URL + new]
        assert attributes(page, "meta[name=robots]", "content") == ["noindex"]
        assert page.css("script") == []
        assert attributes(page, "html", "lang") == [lang]
        (link,) = page.css("main a")
        assert urljoin(BASE_URL + old, link.attributes["href"] or "") == BASE_URL + new
        assert link.text() == moved.site.sectors["port"].name[lang]
    assert f"{lang}/{folder}/canal/side-by-side/index.html" in moved.files
    assert f"{lang}/old-lines/index.html" in moved.files
    assert f"{lang}/old-lines/port/index.html" in moved.files


def test_old_addresses_are_in_no_list(moved: Built) -> None:
    """Search engines are told of the new addresses only."""
    sitemap = moved.files["sitemap.xml"].decode()
    assert "/port/" in sitemap
    assert "canal" not in sitemap
    assert "old-lines" not in sitemap


def test_old_places_are_beside_their_entries(moved: Built) -> None:
    """A link to an entry under its old name finds it, on its page and where its kind is listed."""
    found = {
        path
        for path in moved.files
        if path.startswith("fr/") and path.endswith(".html")
        for node in tree(moved, path).css("#canal-riders, #wagon")
    }
    folder = lines_of(moved, "fr")
    assert {f"fr/{folder}/port/index.html", "fr/lexique/index.html"} <= found
    assert len(found) == 4  # and the table of all targets, and the style guide, which shows one
    for path in found:
        (place,) = tree(moved, path).css("#canal-riders, #wagon")
        around = place.parent
        while around is not None and not around.attributes.get("id"):
            around = around.parent
        assert around is not None
        assert around.attributes["id"] in ("port-riders", "rame")


def test_page_may_be_called_in_one_language_as_it_was_in_all(content: Path) -> None:
    """A name that is still used in one language leads on in the others only."""
    edit(
        content / "sectors/port.yaml",
        "number: 1\n",
        "number: 1\naddress: {fr: port, ar: mina, de: hafen}\nmoved: [port]\n",
    )
    built = build(content, DAY)
    old = [path for path in built.files if "/port/index.html" in path and not path.startswith(EMBEDDED)]
    assert sorted(path[:2] for path in old) == ["ar", "de", "fr"]
    assert [path for path in old if b'http-equiv="refresh"' in built.files[path]] == sorted(
        path for path in old if not path.startswith("fr")
    )


def test_own_name_is_no_old_one(content: Path) -> None:
    """What a page is called now cannot lead on to it."""
    edit(content / "sectors/port.yaml", "number: 1\n", "number: 1\nmoved: [port]\n")
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    assert [it.message.code for it in caught.value.problems] == ["moved-and-there"]
