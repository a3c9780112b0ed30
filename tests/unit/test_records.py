"""The page of each fact, target and station: what is known of it, and what the site has said of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from microsite.language.formats import full_value, plain
from microsite.language.results import without_middle
from microsite.line import Built, build
from microsite.memory import Memory
from tests.repository import Repository
from tests.samples import BASE_URL, CONTENT, DAY, Sample, attributes, edit, expect_none, tree_of

PORT, HILLS, CHANGES = "sectors/port.yaml", "sectors/collines.yaml", "changes.yaml"
LENGTH = "    value: 6.8\n    unit: kilometres\n"
OPERATOR = "La société Amala Mobilité exploitera les deux lignes"
WHY = """stops-moved:
  date: 2026-05-02
  text: {fr: "Le tracé a été allongé.", ar: "مُدّد المسار.", de: "Die Strecke wurde verlängert."}
  about: [port-length]
elsewhere:
  date: 2026-05-02
  text: {fr: "Rien de tout cela.", ar: "لا شيء من هذا.", de: "Nichts davon."}
  pages: [sector:port]
some-day:
  date: 2026-05
  text: {fr: "Les arrêts ont été recomptés.", ar: "أُعيد عدّ المحطات.", de: "Die Halte wurden neu gezählt."}
  about: [port-stops]
"""


class Town(Repository):
    """The made-up town as a repository, whose editors change what they have said."""

    def change(self, file: str, old: str, new: str, moment: str) -> str:
        """Replace the one place where `old` stands, and commit it."""
        edit(self.content / file, old, new)
        return self.commit({}, moment)

    def built(self) -> Built:
        return build(self.content, DAY, BASE_URL)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Its history: the length of a line changed twice, a date was put off, an entry went and came back under
    another name, words were changed with and without figures in them."""
    with pytest.MonkeyPatch.context() as patch:
        town = Town(tmp_path_factory.mktemp("records") / "town", patch)
        files = dict(tree_of(CONTENT["other"]))
        launch = files["launch.yaml"].decode()
        assert launch.count(OPERATOR) == 1
        files["launch.yaml"] = launch.replace(OPERATOR, f"{OPERATOR} dès le {{2021-05-01}}").encode()
        town.commit(files, "2026-03-01T12:00:00+00:00")
        # In Casablanca it is the next day already.
        town.change(PORT, LENGTH, LENGTH.replace("6.8", "7.1"), "2026-04-01T23:30:00+00:00")
        with (town.content / CHANGES).open("a", encoding="utf-8") as file:
            file.write(WHY)
        town.change(PORT, "value: 7.1", "value: 7.4\n    comparator: about", "2026-05-02T12:00:00+00:00")
        town.change("launch.yaml", "due: 2026-06\n", "due: 2026-09\n", "2026-05-03T12:00:00+00:00")
        town.change("launch.yaml", '"Exploitant"', '"Compagnie"', "2026-05-04T12:00:00+00:00")
        said = f"{OPERATOR} dès le {{2021-05-01}}"
        town.change("launch.yaml", said, "Elle exploitera les deux lignes", "2026-05-04T13:00:00+00:00")
        town.change("launch.yaml", "prête {value}", "avance {value}", "2026-05-04T14:00:00+00:00")
        edit(town.content / "launch.yaml", "since: [bank-loan, operator]", "since: [bank-loan, company]")
        new = "  company:\n    moved: [operator]\n"
        town.change("launch.yaml", "  operator:\n", new, "2026-05-05T12:00:00+00:00")
        yield town


@pytest.fixture(scope="module")
def built(town: Town) -> Built:
    return town.built()


def record(built: Built, id: str, lang: str = "fr") -> LexborHTMLParser:
    return LexborHTMLParser(built.files[f"{lang}/records/{id}/index.html"])


def data(built: Built, id: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(built.files[f"data/records/{id}.json"])
    return found


def days(page: LexborHTMLParser) -> dict[str, str]:
    """What is said of each day of the history, by the day, the newest first."""
    return {
        attributes(day, ".record-past__day time", "datetime")[0]: " ".join(day.text().split())
        for day in page.css(".record-past > li")
    }


def numbers(node: LexborHTMLParser | LexborNode, selector: str = "data") -> list[str]:
    return attributes(node, selector, "value")


def test_every_value_is_told_with_its_day(built: Built, town: Town) -> None:
    """Each value with the one before, on the day that it was in the town, with the commit."""
    page = record(built, "port-length")
    assert list(days(page)) == ["2026-05-02", "2026-04-02", "2026-03-01"]
    turns = [numbers(day) for day in page.css(".record-past > li")]
    assert turns == [["7.4", "7.1"], ["7.1", "6.8"], ["6.8"]]
    footer = " ".join(page.css("footer")[0].text().split())
    assert "2 mai 2026" in footer  # the page was changed then, whatever its file was
    commits = attributes(page, ".record-past a[rel=external]", "href")
    newest = town.git("log", "--format=%H", "--reverse", "--", f"site/content/{PORT}").split()
    assert commits == [f"https://example.com/tram/commit/{id}" for id in (newest[2], newest[1], newest[0])]


def test_a_reason_is_the_change_that_names_the_entry(built: Built) -> None:
    """And no other, of whatever day and page."""
    told = days(record(built, "port-length"))
    assert "Le tracé a été allongé." in told["2026-05-02"]
    assert "Rien de tout cela." not in " ".join(told.values())
    assert "Le tracé" not in " ".join(days(record(built, "port-stops")).values())


def test_a_reason_is_dated_as_exactly_as_it_is(built: Built) -> None:
    """A month is no first of that month."""
    assert "Les arrêts ont été recomptés." in days(record(built, "port-stops"))["2026-05"]


def test_a_date_that_was_put_off(built: Built) -> None:
    """The date that a promise is held to, and the one that it was held to before."""
    (newest,) = record(built, "network-passes").css("[aria-labelledby=record-history] ol > li:has(ul)")[:1]
    assert attributes(newest, "li li time", "datetime") == ["2026-09", "2026-06"]


def test_standings_stand_in_the_same_list(built: Built) -> None:
    """What became of a promise is told on its day, with the verdict."""
    told = days(record(built, "port-first-tram"))
    assert "La rame est entrée au dépôt un mois avant l’échéance." in told["2025-09-20"]
    assert list(told) == sorted(told, reverse=True)


def test_earlier_words_are_told_unless_they_name_figures(built: Built) -> None:
    """A sentence that has a figure in it would be told with the figure of today."""
    told = days(record(built, "company"))
    assert "Exploitant" in told["2026-05-04"]
    assert f"{OPERATOR} dès le 1er mai 2021" in told["2026-05-04"]
    assert "Amala" not in days(record(built, "company", "de"))["2026-05-04"]  # that half has not changed
    history = data(built, "company")["history"]
    assert isinstance(history, list)
    said = {
        text for day in history for words in day.get("until_then", {}).values() for text in words.values()
    }
    assert f"{OPERATOR} dès le 1er mai 2021" in said
    loan = record(built, "bank-loan")
    assert "2026-05-04" in days(loan)
    assert loan.css(".record-past q") == []


def test_a_name_that_was_given_up_leads_on(built: Built) -> None:
    """The history goes on under the new name, and the old address leads there."""
    assert list(days(record(built, "company"))) == ["2026-05-04", "2026-03-01"]
    old = record(built, "operator")
    (refresh,) = attributes(old, "meta[http-equiv=refresh]", "content")
    address = f"{BASE_URL}fr/records/operator/"
    assert urljoin(address, refresh.partition("url=")[2]) == f"{BASE_URL}fr/records/company/"
    assert "fr/records/operator/" not in built.files["sitemap.xml"].decode()
    assert "fr/records/company/" in built.files["sitemap.xml"].decode()


def test_data_equal_the_page(built: Built) -> None:
    """The same days, values and sources in the file as on the page, in every language."""
    faults = []
    for id, named in built.site.citables.items():
        if named.around:
            continue
        found = data(built, id)
        history = found["history"]
        assert isinstance(history, list)
        for lang in built.site.settings.languages:
            page = record(built, id, lang)
            told = [day["day"] for day in history]
            turns = [
                _full(built, value)
                for day in history
                for turn in day.get("values", ())
                for value in (turn["after"], turn["before"])
                if isinstance(value, dict)
            ]
            listed = attributes(page, ".record-sources > li > a", "href")
            sources = [it["url"] for it in found["sources"]]  # type: ignore[attr-defined]
            faults += [f"{id}: kind"] if found["kind"] != named.kind else []
            faults += [f"{id} {lang}: days"] if told != list(days(page)) else []
            faults += [f"{id} {lang}: values"] if turns != numbers(page, ".record-past li li data") else []
            faults += [f"{id} {lang}: sources"] if listed != sources else []
            faults += [f"{id} {lang}: address"] if page_address(page) != found[f"url_{lang}"] else []
    expect_none(faults)


def test_data_have_all_digits_of_a_number(content: Path) -> None:
    """A number that no floating point is equal to stands as it was written."""
    edit(content / PORT, LENGTH, LENGTH.replace("6.8", "12345678901.123456"))
    files = build(content, DAY, BASE_URL).files
    assert b'"value": 12345678901.123456,' in files["data/records/port-length.json"]


def test_what_fell_due_before_the_site_told_of_it_is_no_history(built: Built) -> None:
    """Nobody could have looked at it then."""
    told = days(record(built, "quays-finished"))
    assert min(told) == "2026-03-01"


def _full(built: Built, amount: dict[str, object]) -> str:
    return plain(full_value(Decimal(str(amount["value"])), built.site.units[str(amount["unit"])]))


def page_address(page: LexborHTMLParser) -> str:
    return attributes(page, "link[rel=canonical]", "href")[0]


def test_each_entry_has_a_page_with_its_figure(other: Sample) -> None:
    """Every fact, target and station in every language, with the number that it has; parts have none."""
    faults = []
    for id, named in other.site.citables.items():
        for lang in other.languages:
            tree = other.trees.get(f"{lang}/records/{id}/index.html")
            if named.around:
                faults += [f"{id}: a part has a page"] if tree else []
                continue
            assert tree, id
            value = getattr(named.entry, "value", None)
            if value is not None:
                wanted = plain(full_value(value, other.site.units[named.entry.unit]))
                shown = numbers(tree, ".record-facts__number data")
                faults += (
                    [] if shown[0].partition("/")[0] == wanted else [f"{id} {lang}: {shown}, not {wanted}"]
                )
            (heading,) = tree.css("h1")
            faults += [] if heading.text().strip() else [f"{id} {lang}: no heading"]
    expect_none(faults)


def test_accounts_that_differ_stand_on_the_page(other: Sample) -> None:
    """Each reading of each conflict about an entry, and the one that the site follows."""
    (id, conflict), *_ = ((id, it) for id, it in other.site.conflicts.items() if it.about)
    page = other.trees[f"fr/records/{conflict.about[0]}/index.html"]
    assert attributes(page, "section > p > a[href*='#']", "href")[0].endswith(f"#{id}")
    assert len(page.css("[aria-labelledby=record-conflicts] > ul > li")) == len(conflict.readings)
    chosen = sum(reading.chosen for reading in conflict.readings)
    assert len(page.css("[aria-labelledby=record-conflicts] strong")) == chosen


def test_entries_lead_to_their_pages(other: Sample) -> None:
    """A card, a station and a fact by the names that they have; and each page back to its entry."""
    named = {link.rsplit("/", 2)[1] for tree in other.trees.values() for link in _to_records(tree)}
    wanted = {id for id, it in other.site.citables.items() if not it.around}
    assert wanted <= named


def _to_records(tree: LexborHTMLParser) -> list[str]:
    return [link for link in attributes(tree, "a.record-link", "href") if "records/" in link]


def test_titles_and_descriptions_tell_pages_apart(sample: Sample) -> None:
    """No two of a language are alike, and search engines show them whole."""
    for lang in sample.languages:
        trees = [tree for path, tree in sample.trees.items() if path.startswith(f"{lang}/records/")]
        titles = [title.text() for tree in trees for title in tree.css("title")]
        descriptions = attributes_of(trees)
        assert [it for it, count in Counter(titles).items() if count > 1] == []
        assert [it for it, count in Counter(descriptions).items() if count > 1] == []
        assert [it for it in titles if not 5 <= len(it) <= 70] == []
        assert [it for it in descriptions if not 25 <= len(it) <= 160] == []


def attributes_of(trees: list[LexborHTMLParser]) -> list[str]:
    return [it for tree in trees for it in attributes(tree, "meta[name=description]", "content")]


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        ("Trams on time", 13, "Trams on time"),
        ("Trams for the port to be longer by 2030", 25, "Trams for… by 2030"),
        ("港の路面電車を二〇三〇年までに延長する", 12, "港の路面電車…に延長する"),
    ],
)
def test_a_long_name_keeps_both_ends(words: str, most: int, expected: str) -> None:
    """What is left out stands in the middle, and no more than there is room for is left."""
    found = without_middle(words, most)
    assert found == expected
    assert len(found) <= most


def test_a_shallow_clone_says_since_when_it_knows(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is called its beginning that may not be."""
    clone = Town.shallow_clone(town, 2, monkeypatch)
    built = build(clone.content, DAY, BASE_URL)
    words = built.site.interface.record_arrival
    page = record(built, "port-length")
    assert " ".join(words["known"]["fr"].split()) in days(page)["2026-05-04"]
    assert not any(words["added"]["fr"] in told for told in days(page).values())


def test_without_git_nothing_is_made_up(content: Path) -> None:
    """The page says that nothing is known of its past, and gives no day but those of verdicts."""
    built = build(content, DAY, BASE_URL)
    page = record(built, "port-length")
    assert built.site.interface.record_unknown["fr"] in page.css("#content")[0].text()
    assert days(page) == {}
    assert list(days(record(built, "port-first-tram"))) == ["2025-09-20"]
    assert data(built, "port-length")["history_known"] is False


def test_a_build_that_remembers_follows_the_commits(town: Town, tmp_path: Path) -> None:
    """After a commit the pages and data are those that a clean build makes; others are not made again."""
    with pytest.MonkeyPatch.context() as patch:
        twin = Town.shallow_clone(town, 3, patch)
        memory = Memory()
        build(twin.content, DAY, BASE_URL, memory=memory)
        edit(twin.content / PORT, "value: 7.4", "value: 7.6")
        for _ in range(2):  # before it is committed, and after
            built = build(twin.content, DAY, BASE_URL, memory=memory)
            clean = build(twin.content, DAY, BASE_URL)
            assert {path for path in clean.files if path not in built.files} == built.kept
            assert [path for path in built.files if built.files[path] != clean.files[path]] == []
            assert "fr/records/port-length/index.html" in built.files
            assert "fr/records/port-stops/index.html" in built.kept
            twin.commit({}, "2026-05-06T12:00:00+00:00")


def test_a_site_can_do_without(content: Path) -> None:
    """With `records: false` there are neither pages nor data, and nothing leads to them."""
    edit(content / "site.yaml", "style_guide: true", "style_guide: true\nrecords: false")
    files = build(content, DAY, BASE_URL).files
    assert [path for path in files if "records/" in path] == []
    assert not any(_to_records(LexborHTMLParser(files[path])) for path in files if path.endswith(".html"))


def test_what_was_never_in_order_does_not_stop_a_build(town: Town, tmp_path: Path) -> None:
    """Numbers, dates, units and braces that older content had, and that say nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        old = Town(tmp_path / "old", patch)
        files = dict(tree_of(CONTENT["other"]))
        raw = files[PORT].decode()
        odd = raw.replace(
            "value: 6.8\n    unit: kilometres", "value: [much]\n    unit: leagues\n    date: never"
        )
        odd = odd.replace("{value} de voitures en moins sur les quais", "{gone.part} {2026-13-45} TODO ____")
        odd = odd.replace("due: 2028", "due: {in: spring}").replace(
            "observations:\n", "observations: few\n    was:\n", 1
        )
        old.commit({**files, PORT: odd}, "2026-01-01T12:00:00+00:00")
        old.commit({PORT: raw}, "2026-01-02T12:00:00+00:00")
        built = old.built()
    assert numbers(record(built, "port-length").css(".record-past > li")[0]) == ["6.8"]
    assert record(built, "port-traffic").css(".record-past q") == []
