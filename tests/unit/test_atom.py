"""What has changed, as those read it who follow a site by its feed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from microsite.line import build
from tests.samples import BASE_URL, DAY, SITES, Sample, attributes, edit, expect_none
from tests.subscriptions import Feed, built_alone, feed_in, feeds_of, missing, said, words_of

TYPE = "application/atom+xml"
HTML = "text/html"


@pytest.fixture(scope="module")
def feeds(sample: Sample) -> dict[str, Feed]:
    return feeds_of(sample.files)


def of_language(feeds: dict[str, Feed], sample: Sample, lang: str) -> dict[str | None, Feed]:
    """The feeds in a language by their sectors, None for that of the whole."""
    found: dict[str | None, Feed] = {None: feeds[f"{lang}/feed.xml"]}
    for sector in sample.site.sectors:
        folder = sample.page("sector", lang, sector).path.removesuffix("index.html")
        found[sector] = feeds[f"{folder}feed.xml"]
    return found


def test_whole_and_every_sector_have_a_feed(sample: Sample, feeds: dict[str, Feed]) -> None:
    """A feed a language and one a sector, each known by its own id, and by its own address."""
    assert len(feeds) == len(sample.languages) * (1 + len(sample.site.sectors))
    assert len({feed.id for feed in feeds.values()}) == len(feeds)
    for path, feed in feeds.items():
        assert feed.links["self", TYPE, ""] == BASE_URL + path


def test_feed_says_what_the_page_of_changes_says(sample: Sample, feeds: dict[str, Feed]) -> None:
    """Each entry of the page stands in the feed once, with the same words and day, the newest first."""
    for lang in sample.languages:
        feed, page = feeds[f"{lang}/feed.xml"], sample.page("changes", lang)
        address = BASE_URL + page.path.removesuffix("index.html")
        colon = sample.site.interface.colon[lang]
        told = []
        for node in sample.trees[page.path].css(".changes__entry"):
            assert node.parent
            assert node.parent.parent
            (day,) = attributes(node.parent.parent, ".changes__date time", "datetime")
            if id := node.attributes.get("id"):
                text = words_of(node.css("p")[0].text())
                told.append((f"{address}#{id}", day, text))
            else:
                link = attributes(node, "a", "href")[0]
                text = words_of(f"{node.css('a')[0].text()}{colon}{said(node, '.standing')}")
                told.append((urljoin(address, link), day, text))
        read = []
        for it in feed.entries:
            day = next(day for link, day, _ in told if link == it.link and it.day.startswith(day))
            read.append((it.link, day, words_of(it.summary if it.link.startswith(address) else it.title)))
        assert sorted(read) == sorted(told)
        assert [it.day for it in feed.entries] == sorted((it.day for it in feed.entries), reverse=True)
        assert feed.updated == feed.entries[0].day


def test_days_begin_where_the_site_is(sample: Sample, feeds: dict[str, Feed]) -> None:
    """A date of the content is midnight in the zone of the site, with the offset that it had then."""
    zone = sample.site.settings.time_zone
    offset = {"Asia/Seoul": {"+09:00"}, "Africa/Casablanca": {"+01:00", "+00:00"}}[zone]
    for feed in feeds.values():
        for when in (feed.updated, *(it.day for it in feed.entries)):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00[+-]\d\d:\d\d", when), when
            assert when[-6:] in offset


def test_languages_tell_the_same_in_the_same_order(sample: Sample, feeds: dict[str, Feed]) -> None:
    """Whoever follows two languages sees by the ids what is the same."""
    first, *others = (of_language(feeds, sample, lang) for lang in sample.languages)
    for other in others:
        for sector, feed in first.items():
            ids = [it.id for it in feed.entries]
            assert ids == [it.id for it in other[sector].entries]
            assert len(ids) == len(set(ids))
            assert feed.id != other[sector].id


def test_feed_of_a_sector_has_what_concerns_it(other: Sample) -> None:
    """That is what the whole files under it, by the name that its page has."""
    feeds = feeds_of(other.files)
    for lang in other.languages:
        every = of_language(feeds, other, lang)
        for sector in other.site.sectors:
            of_sector = [it.id for it in every[None].entries if sector in it.sectors]
            assert of_sector
            assert [it.id for it in every[sector].entries] == of_sector
            name = said(other.trees[other.page("sector", lang, sector).path], "h1")
            assert {it.sectors[sector] for it in every[sector].entries} == {name}
            assert every[sector].title.startswith(name)


def test_links_lead_somewhere(sample: Sample, feeds: dict[str, Feed]) -> None:
    """Links of feeds, of their entries and in the texts of these are full, and what they lead to is there."""
    links = set()
    for feed in feeds.values():
        links |= {link for (rel, _, _), link in feed.links.items() if rel != "license"}
        for it in feed.entries:
            links |= {it.link, *attributes(it.content, "a", "href")}
    assert any("#" in link for link in links)
    expect_none(filter(None, (missing(link, sample.files) for link in links)))


def test_texts_stand_in_their_language(sample: Sample, feeds: dict[str, Feed]) -> None:
    """The content says its language and direction, for readers that show it by itself."""
    for lang, language in sample.site.settings.languages.items():
        for it in feeds[f"{lang}/feed.xml"].entries:
            (around,) = it.content.css("body > div")
            assert around.attributes == {"lang": lang, "dir": language.direction}
            assert around.css_first("script, style, [style]") is None


def test_pages_announce_their_feeds(sample: Sample, feeds: dict[str, Feed]) -> None:
    """Every page names the feed in its language by its title, the page of a sector its own as well."""
    for page in sample.pages:
        wanted = [f"{page.lang}/feed.xml"]
        if page.key[0] == "sector":
            wanted.append(page.path.replace("index.html", "feed.xml"))
        nodes = sample.trees[page.path].css(f'head link[rel="alternate"][type="{TYPE}"]')
        found = [urljoin(page.path, node.attributes["href"] or "") for node in nodes]
        assert found == wanted
        assert [node.attributes["title"] for node in nodes] == [feeds[path].title for path in wanted]


@pytest.mark.parametrize("kind", ["changes", "timeline", "sector"])
def test_pages_lead_to_feed_and_calendar(sample: Sample, kind: str) -> None:
    """Where readers would look for them, there is a line with both."""
    for page in (page for page in sample.pages if page.key[0] == kind):
        folder = page.path.removesuffix("index.html") if kind == "sector" else f"{page.lang}/"
        found = attributes(sample.trees[page.path], ".subscribe a", "href")
        assert [urljoin(page.path, link) for link in found] == [f"{folder}feed.xml", f"{folder}calendar.ics"]


def test_feed_of_nothing_is_a_feed() -> None:
    """Where nothing has changed yet, the feed is of the last check, and not of the day of the build."""
    files = build(SITES / "past", DAY, BASE_URL).files
    feeds = feeds_of(files)
    assert sorted(feeds) == ["de/feed.xml", "de/ferry/feed.xml"]
    for feed in feeds.values():
        assert feed.entries == ()
        assert feed.updated == "2026-03-15T00:00:00+00:00"
        assert missing(feed.links["alternate", HTML, "de"], files) is None


def test_ids_outlast_what_changes(content: Path, other: Sample) -> None:
    """New words, another order, another entry and another name leave the ids of the entries as they were."""
    before = feed_in(other.files["fr/feed.xml"]).entries
    edit(content / "changes.yaml", "Première publication.", "Publié ; 5 & 6 < 7.")
    edit(content / "changes.yaml", "first-publication:\n", "beginning:\n  moved: [first-publication]\n")
    edit(content / "sectors/port.yaml", "Première rame livrée", "Rame livrée")
    edit(
        content / "sectors/port.yaml", "  port-first-tram:\n", "  first-rame:\n    moved: [port-first-tram]\n"
    )
    with (content / "changes.yaml").open("a", encoding="utf-8") as file:
        file.write("later:\n  date: 2026-11-20\n  text: {fr: Encore., ar: أيضًا., de: Noch etwas.}\n")
    after = feed_in(built_alone(content, BASE_URL)["fr/feed.xml"]).entries
    assert [it.id for it in after[1:]] == [it.id for it in before]
    assert after[0].title == "Encore."
    told = {words_of(it.title) for it in after}
    assert "Publié ; 5 & 6 < 7." in told  # as it was written, whatever XML and HTML make of such signs
    assert "Publié ; 5 & 6 < 7." in {words_of(it.content.text(strip=True)) for it in after}
    assert len(told - {words_of(it.title) for it in before}) == 3


def test_sites_share_no_ids(content: Path, other: Sample) -> None:
    """The same content under two addresses is two sites."""
    elsewhere = feed_in(built_alone(content, "https://example.org/")["fr/feed.xml"])
    assert not {it.id for it in feed_in(other.files["fr/feed.xml"]).entries} & {
        it.id for it in elsewhere.entries
    }


def test_title_of_a_long_change_ends_with_a_sentence(content: Path) -> None:
    """It says no half of the next one."""
    whole = (
        "La mairie a publié ses comptes pour la première fois." + " La seconde phrase est bien longue." * 4
    )
    edit(content / "changes.yaml", "Première publication.", whole)
    (entry,) = (
        it
        for it in feed_in(built_alone(content, BASE_URL)["fr/feed.xml"]).entries
        if whole in words_of(it.summary)
    )
    assert entry.title == whole[: len(entry.title)]
    assert entry.title.endswith(".")
    assert len(entry.title) <= 160


def test_feed_speaks_in_the_name_of_its_publisher(content: Path) -> None:
    """The site is called after its subject, which does not speak here."""
    names = {"fr": "Les lecteurs", "ar": "القراء", "de": "Die Leser"}
    settings = content / "site.yaml"
    written = ", ".join(f'{lang}: "{name}"' for lang, name in names.items())
    settings.write_text(f"publisher: {{{written}}}\n" + settings.read_text("utf-8"), "utf-8")
    files = built_alone(content, BASE_URL)
    for lang, name in names.items():
        assert f"<author><name>{name}</name>" in files[f"{lang}/feed.xml"].decode()
