"""What pages say in a form for machines: by the words of schema.org, and no more than they show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH
from tests.samples import (
    ANY_CONTENT,
    BASE_URL,
    CONTENT,
    Sample,
    attributes,
    build_sample,
    copy_of_other,
    edit,
    expect_none,
)
from tests.schema_org import faults

Node = dict[str, Any]


def data_of(tree: LexborHTMLParser) -> Node | None:
    """The data of a page, as JSON has it."""
    blocks = tree.css('head script[type="application/ld+json"]')
    assert len(blocks) <= 1
    data: Node | None = json.loads(blocks[0].text()) if blocks else None
    return data


def nodes_of(sample: Sample, path: str) -> list[Node]:
    """The nodes on the top level of a page's data."""
    data = data_of(sample.trees[path])
    assert data
    nodes: list[Node] = data.get("@graph", [data])
    return nodes


def node(sample: Sample, path: str, kind: str) -> Node:
    (found,) = [it for it in nodes_of(sample, path) if it["@type"] == kind]
    return found


def texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in some data with its key."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def words(text: str) -> str:
    return " ".join(text.replace("\xad", "").replace("\u2060", "").split())


@ANY_CONTENT
def test_data_is_right_by_the_vocabulary_of_schema_org(sample: Sample) -> None:
    """Types and properties are known there, belong together, and what is referred to is somewhere."""
    graphs = {path: nodes_of(sample, path) for path in (ROOT_PATH, *(page.path for page in sample.pages))}
    types = {it["@id"]: it["@type"] for nodes in graphs.values() for it in nodes}
    assert sum(len(nodes) for nodes in graphs.values()) == len(types), "an id stands for two things"
    expect_none(
        f"{path}: {it}" for path, nodes in graphs.items() for one in nodes for it in faults(one, types)
    )


def test_the_vocabulary_knows_mistakes() -> None:
    """A type or a property that is misspelt, one of another type, a value of another kind."""
    for wrong in (
        {"@type": "Evnt", "name": "x"},
        {"@type": "Event", "nmae": "x"},
        {"@type": "Event", "breadcrumb": {"@type": "BreadcrumbList"}},
        {"@type": "Event", "startDate": "soon"},
        {"@type": "Dataset", "distribution": {"@type": "Place", "name": "x"}},
        {"@type": "WebPage", "isPartOf": {"@id": "https://example.org/#nothing"}},
    ):
        assert [*faults(wrong, {})], wrong


@ANY_CONTENT
def test_data_says_only_what_the_page_shows(sample: Sample) -> None:
    """Each text stands on the page or in its head; each address is in full, and of this site or a licence."""
    settings, wrong = sample.site.settings, list[str]()
    terms = [licence.url for licence in (settings.licence,) if licence]
    for page in sample.pages:
        tree = sample.trees[page.path]
        shown = words((tree.body.text() if tree.body else "") + " ".join(attributes(tree, "meta", "content")))
        shown = words(shown + tree.css("title")[0].text() + str(settings.title[page.lang]))
        if settings.publisher:
            shown += words(settings.publisher[page.lang])
        times = attributes(tree, "time", "datetime")
        for key, text in texts(nodes_of(sample, page.path)):
            if text.startswith("https://"):
                fine = text.startswith(settings.base_url) or text.startswith(BASE_URL) or text in terms
            elif key in ("dateModified", "@type", "inLanguage", "encodingFormat"):
                fine = True
            else:
                fine = words(text) in shown or text in times
            if not fine:
                wrong.append(f"{page.path}: {key}: {text}")
    expect_none(wrong)


@ANY_CONTENT
def test_breadcrumb_is_the_one_that_is_seen(sample: Sample) -> None:
    """The same pages under the same names, by their full addresses."""
    for page in sample.pages:
        tree = sample.trees[page.path]
        seen = [(it.text(), it.attributes["href"]) for it in tree.css(".breadcrumb a")]
        told = [it for it in nodes_of(sample, page.path) if it["@type"] == "BreadcrumbList"]
        if not seen:
            assert not told, page.path
            continue
        items = told[0]["itemListElement"]
        assert [it["name"] for it in items] == [name for name, _ in seen]
        assert [it["position"] for it in items] == [*range(1, len(seen) + 1)]
        folder = f"{BASE_URL}{page.path.removesuffix('index.html')}"
        assert [it["item"] for it in items] == [_joined(folder, href or "") for _, href in seen]


def _joined(folder: str, href: str) -> str:
    while href.startswith("../"):
        href, folder = href[3:], re.sub(r"[^/]+/$", "", folder)
    return folder + href.removeprefix("./")


def test_the_event_is_as_precise_as_the_content(tmp_path: Path) -> None:
    """A day is a day, a month a month; a quarter has no form for machines, and no place is no event."""
    content = copy_of_other(tmp_path)
    path = "fr/vote/index.html"
    event = node(build_sample(content), path, "Event")
    assert event["startDate"] == "2019-06-14"
    assert event["location"] == {
        "@type": "Place",
        "name": "hôtel de ville de Port Amala",
        "address": "hôtel de ville de Port Amala",
    }
    assert "organizer" not in event
    launch, station = content / "launch.yaml", content / "stations/2019-2025.yaml"
    edit(launch, "date: 2019-06-14\nplace", "date: 2019-Q2\nplace")
    text = station.read_text("utf-8")
    station.write_text(text.replace("date: 2019-06-14", "date: 2019-Q2", 1), "utf-8")
    kinds = [it["@type"] for it in nodes_of(build_sample(content), path)]
    assert kinds == ["WebPage"]


def test_a_set_of_data_names_its_terms_its_makers_and_its_files(tmp_path: Path) -> None:
    """Makers and files are named where there are some, and nobody where the content names nobody."""
    content = copy_of_other(tmp_path)
    path = build_sample(content).page("targets", "de").path
    (content / "pages/targets.yaml").write_text(
        re.sub(
            r"description:\n(?:  .*\n)+",
            f'description: {{fr: "{"Mots. " * 20}", ar: "{"كلمة. " * 20}", de: "{"Wörter. " * 20}"}}\n',
            (content / "pages/targets.yaml").read_text("utf-8"),
        ),
        "utf-8",
    )
    data = node(build_sample(content), path, "Dataset")
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert "creator" not in data
    site = content / "site.yaml"
    named = 'publisher: {fr: "Le tram", ar: "الترام", de: "Die Bahn"}\n'
    site.write_text(named + site.read_text("utf-8"), "utf-8")
    sample = build_sample(content)
    data = node(sample, path, "Dataset")
    assert data["creator"] == {"@type": "Organization", "name": "Die Bahn"}
    assert data["distribution"] == [
        {
            "@type": "DataDownload",
            "contentUrl": f"{BASE_URL}data/targets.{suffix}",
            "encodingFormat": kind,
        }
        for suffix, kind in (("csv", "text/csv"), ("json", "application/json"))
    ]
    whole = node(sample, sample.page("data", "de").path, "Dataset")["distribution"]
    found = {it["contentUrl"].removeprefix(BASE_URL) for it in whole}
    assert found == {path for path in sample.files if re.fullmatch(r"data/[a-z]+\.(csv|json)", path)}
    assert not [*faults(data, {})]


def test_terms_have_the_addresses_of_their_entries(other: Sample) -> None:
    """Every term of the glossary, by the place where it is explained."""
    page = other.page("glossary", "ar")
    terms = node(other, page.path, "DefinedTermSet")["hasDefinedTerm"]
    assert [it["@id"] for it in terms] == [
        f"{BASE_URL}{page.path.removesuffix('index.html')}#{id}" for id in other.site.glossary
    ]


def test_words_in_data_cannot_leave_it(tmp_path: Path) -> None:
    """The end of a script in a title is a part of the title."""
    content = copy_of_other(tmp_path)
    edit(content / "pages/about.yaml", "À propos de ce site", "</script &'")
    sample = build_sample(content)
    page = sample.page("about", "fr").path
    assert node(sample, page, "WebPage")["name"] == "</script &'"


def test_pages_that_nobody_is_to_find_say_nothing(other: Sample) -> None:
    """The page for what is not there has no data and no card."""
    tree = other.trees[NOT_FOUND_PATH]
    assert data_of(tree) is None
    assert attributes(tree, "meta[property]", "content") == []


@ANY_CONTENT
def test_shared_pages_have_a_card(sample: Sample) -> None:
    """What networks show of a link: title, description, address, language, a picture and words for it."""
    for path in (ROOT_PATH, *(page.path for page in sample.pages)):
        tree = sample.trees[path]
        told = {
            it.attributes["property"]: it.attributes["content"] or ""
            for it in tree.css("meta[property]")
            if it.attributes["property"] != "og:locale:alternate"
        }
        assert told["og:title"] == tree.css("title")[0].text()
        assert [told["og:description"]] == attributes(tree, "meta[name=description]", "content")
        assert [told["og:url"]] == attributes(tree, "link[rel=canonical]", "href")
        shown, beside = told["og:image"], f"{told['og:url']}card.png"
        assert shown == beside or re.search("/side-by-side/|/records/", path)  # they have another's
        assert shown.startswith("https://")
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"].strip()
        assert told["og:site_name"].strip()
        others = attributes(tree, "meta[property='og:locale:alternate']", "content")
        assert told["og:locale"] not in others
        assert 1 + len(others) == len(sample.languages)


@pytest.mark.parametrize(
    ("lang", "locales"), [("fr", ["fr_FR", "ar_MA", "de_DE"]), ("ar", ["ar_MA", "fr_FR", "de_DE"])]
)
def test_locales_have_a_territory(other: Sample, lang: str, locales: list[str]) -> None:
    """Networks know languages of territories only; where the site names none, the likeliest is meant."""
    tree = other.trees[f"{lang}/index.html"]
    assert attributes(tree, "meta[property^='og:locale']", "content") == locales


def test_the_card_of_a_sector_tells_how_its_promise_stands() -> None:
    """Whoever does not see the picture learns the line, its promise and the standing."""
    sample = build_sample(CONTENT["guide"])
    tree = sample.trees[sample.page("sector", "en", "humanoids").path]
    (said,) = attributes(tree, "meta[property='og:image:alt']", "content")
    assert said == (
        "Line 5 · Humanoids · at least 1,000 · from 2029 · Humanoids: at least 1,000 a year from 2029 · ahead"
        " · M.AX Alliance · Facts last checked 31 August 2026"
    )
