"""The pages that set the languages of a text side by side, and the blocks they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from microsite.content.pages import WRITTEN_PAGES, PageKey, page_name, page_named
from microsite.language import markdown
from microsite.language.markdown import Links, parse, to_html
from microsite.line import build
from microsite.messages.problems import ContentError
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import Page, plan_pages
from tests.samples import BASE_URL, DAY, Sample, attributes, build_sample, edit

LINKS = Links(
    lambda reference, marked: Markup("<b>{}</b>").format(reference.name),
    "/{}/{}".format,
    Markup("<i>{}</i>").format,
    Markup('<img src="{}" alt="{}">').format,
)
TEXT = """Lead with {fact}.

## One {#one}

A [word](term:word),
in two lines.

- first

- second

  still second

### Two {#two}
1. alone

> quoted
>
> twice

---

    code
"""


def blocks(text: str, headings: bool = True) -> list[str]:
    return [str(to_html(block, LINKS)).strip() for block in markdown.blocks(parse(text), headings)]


def test_blocks_are_the_parts_of_the_whole() -> None:
    """Each element at the top level is a block, however much is nested in it; joined they are the text."""
    found = [to_html(block, LINKS) for block in markdown.blocks(parse(TEXT))]
    assert "".join(found) == to_html(parse(TEXT), LINKS)
    starts = [block.split(">")[0].split(" ")[0] for block in found]
    assert starts == ["<p", "<h2", "<p", "<ul", "<h3", "<ol", "<blockquote", "<hr", "<pre"]


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("## One {#one}", '<p data-heading="h2">One</p>'),
        ("### One *two* {#one}", '<p data-heading="h3">One <em>two</em></p>'),
        ("One", "<p>One</p>"),
        ("- ## One {#one}", '<ul>\n<li>\n<p data-heading="h2">One</p>\n</li>\n</ul>'),
    ],
)
def test_headings_can_stand_outside_the_outline(written: str, html: str) -> None:
    """Beside a heading its translation is a paragraph without an address, and nothing else changes."""
    assert blocks(written, headings=False) == [html]


def test_term_links_say_their_term() -> None:
    """A link to a term names it for the script; other links do not."""
    (block,) = blocks("[one](term:one) [two](page:two)")
    assert block == '<p><a href="/term/one" data-term="one">one</a> <a href="/page/two">two</a></p>'


def test_text_without_blocks_has_none() -> None:
    assert blocks("\n \n") == []


@pytest.mark.parametrize(
    "key", [*((kind, "") for kind in WRITTEN_PAGES), ("sector", "home"), ("page", "sector")]
)
def test_names_of_pages_lead_back_to_them(key: PageKey) -> None:
    """A name as content writes it stands for one page, also for a sector called like a page."""
    assert page_named(page_name(key)) == key


@pytest.mark.parametrize("name", ["", "launch", "page:", "sector:", "year:2030"])
def test_other_names_are_no_pages(name: str) -> None:
    with pytest.raises(KeyError):
        page_named(name)


def companions(sample: Sample) -> list[tuple[Page, Page]]:
    """The pages that are compared, each with the page that compares it."""
    pages = {(page.key, page.lang): page for page in sample.pages}
    return [
        (page, pages[("compare", page_name(page.key)), page.lang])
        for page in sample.pages
        if BY_NAME[page.key[0]].compared
    ]


def test_compared_pages_and_companions_link_each_other(sample: Sample) -> None:
    """Each page with much prose has a companion in a folder of its own; they link to each other."""
    pairs = companions(sample)
    assert len(pairs) == sum(page.key[0] == "compare" for page in sample.pages)
    for page, companion in pairs:
        assert companion.path == page.path.replace("index.html", "side-by-side/index.html")
        assert "side-by-side/" in attributes(sample.trees[page.path], "main a", "href")
        assert "../" in attributes(sample.trees[companion.path], "main .compare a", "href")
        assert companion.path not in attributes(sample.trees[page.path], "header a", "href")


def test_site_of_one_language_compares_nothing(other: Sample) -> None:
    settings = other.site.settings.model_copy(
        update={"languages": {"fr": other.site.settings.languages["fr"]}}
    )
    pages = plan_pages(other.site.with_settings(settings))
    assert pages
    assert not any(page.key[0] == "compare" for page in pages)


def test_rows_hold_every_language_in_its_order(sample: Sample) -> None:
    """Every row has a cell a language, the page's own first, each with its language and direction."""
    languages = sample.site.settings.languages
    for _, page in companions(sample):
        order = [page.lang, *(lang for lang in languages if lang != page.lang)]
        rows = sample.trees[page.path].css(".compare__row")
        assert len(rows) > 2
        for row in rows:
            assert attributes(row, ".compare__cell", "lang") == order
            directions = [languages[lang].direction for lang in order]
            assert attributes(row, ".compare__cell", "dir") == directions


def test_columns_say_what_their_pages_say(sample: Sample) -> None:
    """A column holds the prose of its language whole, without the marks of notes."""
    for _, page in companions(sample):
        original = page_named(page.key[1])
        for lang in sample.languages:
            path = sample.page(original[0], lang, original[1]).path
            tree = LexborHTMLParser(sample.files[path])  # its own copy, to take the marks out
            for mark in tree.css(".mark, .compare-link"):
                mark.decompose()
            said = "".join(node.text() for node in tree.css(".prose"))
            column = sample.trees[page.path].css(f".compare .compare__cell[lang={lang}]")
            shown = "".join("".join(cell.text() for cell in column).split())
            assert "".join(said.split()) in shown
        assert not sample.trees[page.path].css(".mark, .notes")


def test_only_the_own_language_is_in_the_outline(sample: Sample) -> None:
    """Headings stand in the page's language alone, with the addresses of the page they come from."""
    for original, page in companions(sample):
        tree = sample.trees[page.path]
        ids = attributes(tree, ".compare h2", "id")
        assert ids == attributes(sample.trees[original.path], ".prose h2", "id")
        assert ids
        others = len(sample.languages) - 1
        assert len(tree.css(".compare [data-heading]")) == others * len(ids)
        assert not tree.css(f".compare__cell:not([lang={page.lang}]) [id]:not(.term)")


def test_terms_are_explained_in_every_language_that_uses_them(sample: Sample) -> None:
    """A page holds each term that it links to once, in each of its languages."""
    found = 0
    for page in sample.pages:
        tree = sample.trees[page.path]
        used = attributes(tree, "main a[data-term]", "data-term")
        found += len(used)
        assert attributes(tree, ".term", "id") == [f"term-{id}" for id in dict.fromkeys(used)]
        for node in tree.css(".term"):
            languages = sample.languages if page.key[0] == "compare" else [page.lang]
            assert sorted(set(attributes(node, "[lang]", "lang"))) == sorted({*languages, page.lang})
            assert len(node.css("dfn")) == len(languages)
            assert len(node.css("a")) == 1
    assert found


def test_languages_of_unlike_blocks_are_refused(content: Path) -> None:
    """A half whose list stands in a paragraph has other parts, and is said where they begin to differ."""
    (content / "pages/about.fr.md").write_text("- a\n- b\n", "utf-8")
    (content / "pages/about.ar.md").write_text("- a\n- b\n", "utf-8")
    (content / "pages/about.de.md").write_text("a\n- a\n- b\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    (problem,) = caught.value.problems
    assert problem.place.file.endswith("about.de.md")
    assert problem.message.code == "parts-differ"


def test_changes_come_newest_first(other: Sample) -> None:
    """The log is ordered by date, whatever the order of the file, and each entry has an address."""
    assert [str(change.date) for change in other.site.changes.values()] == ["2026-03-15", "2026-02"]
    tree = other.trees[other.page("changes").path]
    assert attributes(tree, ".changes li[id]", "id") == list(other.site.changes)
    first, second = tree.css(".changes")
    assert attributes(first, ".changes__date time", "datetime") == ["2026-03-15", "2026-02"]
    assert len(first.css("li[id]")) == len(first.css(".changes__entry")) == len(other.site.changes)
    assert second.css("li[id]") == []


def test_promises_that_came_to_stand_otherwise_are_logged_newest_first(other: Sample) -> None:
    """Each day on which something fell due, was looked for, kept or put off, below the entries by hand."""
    for lang in other.languages:
        tree = other.trees[other.page("changes", lang).path]
        log = tree.css(".changes")[-1]
        days = attributes(log, ".changes__date time", "datetime")
        assert [len(day.css(".changes__entry")) for day in log.css(".changes__day")] == [1, 1, 1, 1]
        assert days == ["2026-07-01", "2026-03-15", "2026-01-28", "2025-09-20"]
        words = other.site.interface.standing
        assert [node.text() for node in log.css(".standing")] == [
            words[state][lang] for state in ("unchecked", "overdue", "postponed", "kept")
        ]


def test_changes_link_the_pages_they_concern(other: Sample) -> None:
    """A change names pages as the menu does; one that names none has no list."""
    for lang in other.languages:
        entries = other.trees[other.page("changes", lang).path].css(".changes li[id]")
        links = [[link.text() for link in entry.css(".changes__pages a")] for entry in entries]
        sector = other.site.sectors["collines"].name[lang]
        assert [len(of_one) for of_one in links] == [2, 0]
        assert links[0][1] == sector


def test_a_change_names_the_home_page_as_a_text(content: Path) -> None:
    """The words of the interface are no markup."""
    edit(content / "interface.yaml", '"Accueil"', '"Accueil & carte"')
    entry = "one: {date: 2026-03, text: {fr: a, ar: b, de: c}, pages: [page:home]}\n"
    (content / "changes.yaml").write_text(entry, "utf-8")
    built = build_sample(content)
    assert b">Accueil &amp; carte</a></li>\n</ul></div>" in built.files[built.page("changes", "fr").path]


def test_changes_of_one_day_keep_the_order_of_the_file(content: Path) -> None:
    """Changes of one day stay as they are written, below one date; the home page goes by its short name."""
    entry = "{}: {{date: 2026-03, text: {{fr: a, ar: b, de: c}}, pages: [page:home, page:about]}}\n"
    (content / "changes.yaml").write_text("".join(map(entry.format, ("two", "one", "three"))), "utf-8")
    made = build_sample(content)
    assert list(made.site.changes) == ["two", "one", "three"]
    log = made.trees[made.page("changes").path].css(".changes")[0]
    assert attributes(log, ".changes__date time", "datetime") == ["2026-03"]
    assert attributes(log, ".changes__entry", "id") == ["two", "one", "three"]
    about = made.site.pages["about"]
    assert [link.text() for link in log.css(".changes__pages a")[:2]] == [
        made.site.interface.home["fr"],
        (about.nav or about.title)["fr"],
    ]


def test_promises_stand_in_every_language(other: Sample) -> None:
    """Each promise of a sector, with its standing, once a column."""
    sector, entry = next(iter(other.site.sectors.items()))
    tree = other.trees[other.page("compare", subject=f"sector:{sector}").path]
    standings = [node.attributes["data-state"] for node in tree.css(".compare__cell .standing")]
    languages = len(other.site.settings.languages)
    assert len(standings) == languages * len(entry.targets)
    assert all(len(set(standings[at : at + languages])) == 1 for at in range(0, len(standings), languages))
