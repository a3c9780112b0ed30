"""What readers can search for: the index that the build makes."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import urldefrag, urljoin

from microsite.content.scalars import Text
from tests.samples import ANY_CONTENT, Sample, attributes, expect_none

MOST = 40_000  # bytes on the wire


def index_of(sample: Sample, lang: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(sample.files[f"{lang}/search.json"])
    return read


def entries(sample: Sample, lang: str) -> dict[str, dict[str, Any]]:
    """Everything that can be found in a language, by its address in the site."""
    found = [it for group in index_of(sample, lang)["groups"] for it in group["entries"]]
    by_address = {urljoin(f"{lang}/search.json", it["at"]): it for it in found}
    assert len(by_address) == len(found)
    return by_address


def plain(sample: Sample, text: Text, lang: str) -> str:
    return text[lang].replace("\u00ad", "")


def test_whatever_is_found_is_there(sample: Sample) -> None:
    """Each entry leads to a page of its language, or to a place on one."""
    faults = []
    for lang in sample.languages:
        for address in entries(sample, lang):
            path, anchor = urldefrag(address)
            tree = sample.trees.get(path + "index.html" if path.endswith("/") or not path else path)
            there = tree is not None and path.startswith(f"{lang}/")
            if not there or (anchor and tree and anchor not in attributes(tree, "[id]", "id")):
                faults.append(address)
    expect_none(faults)


def test_everything_can_be_found(sample: Sample) -> None:
    """Sectors, terms, targets, stations and sources, each once, and the pages that are written."""
    site = sample.site
    for lang in sample.languages:
        anchors = {urldefrag(address).fragment for address in entries(sample, lang)} - {""}
        assert anchors == {*site.glossary, *site.targets, *site.stations, *site.sources}
        pages = {urldefrag(address).url for address in entries(sample, lang)}
        wanted = {page for page in sample.pages if page.lang == lang} - {
            page for page in sample.pages if page.key[0] in ("compare", "samples", "record")
        }
        assert pages >= {page.path.removesuffix("index.html") for page in wanted}


def test_names_of_the_other_languages_lead_to_the_same(sample: Sample) -> None:
    """And what a sector is called since, who takes part in it, and what others call a publisher."""
    site = sample.site
    for lang in sample.languages:
        found = entries(sample, lang)
        for id, sector in site.sectors.items():
            entry = found[sample.page("sector", lang, id).path.removesuffix("index.html")]
            assert entry["title"] == plain(sample, sector.name, lang)
            named = [sector.name, sector.later_name, *(it.name for it in sector.participants)]
            names = {plain(sample, it, other) for it in named if it for other in sample.languages}
            assert {entry["title"], *entry["also"]} == names | {entry["title"]}
        by_id = {urldefrag(address).fragment: it for address, it in found.items()}
        for id, source in site.sources.items():
            assert set(by_id[id]["also"]) == {source.publisher, *source.known_as.values()} - {source.title}
            assert by_id[id].get("lang", lang) == source.language


def test_index_says_how_a_promise_stands(sample: Sample) -> None:
    """In one line with its sector and its date."""
    words = sample.site.interface.standing
    for lang in sample.languages:
        by_id = {urldefrag(address).fragment: it for address, it in entries(sample, lang).items()}
        for id, (sector, _) in sample.site.targets.items():
            assert any(by_id[id]["about"].endswith(it[lang]) for it in words.values())
            assert by_id[id].get("line") == sector


def test_index_holds_texts_and_no_markup(sample: Sample) -> None:
    for lang in sample.languages:
        for entry in entries(sample, lang).values():
            for text in (entry["title"], entry.get("about", ""), *entry.get("also", ())):
                assert not {"<", "{", "\u00ad", "\n"} & set(text), text


@ANY_CONTENT
def test_index_is_light(sample: Sample) -> None:
    for lang in sample.languages:
        assert len(gzip.compress(sample.files[f"{lang}/search.json"], 9)) < MOST
