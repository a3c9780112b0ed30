"""Each fault that is looked for in a built site, planted in one file of a good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from microsite.gate.whole import problems_of
from microsite.line import build
from microsite.memory import Memory
from microsite.messages.problems import ContentError
from tests.samples import ANY_CONTENT, BASE_URL, DAY, Sample, edit

MAIN = b"</main>"
HOME = "fr/index.html"
GERMAN = "de/index.html"


def png(width: int, height: int) -> bytes:
    """The beginning of a picture of this size."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def faults(sample: Sample, path: str, old: bytes, new: bytes) -> list[str]:
    """What is found when the first `old` of a file is replaced by `new`."""
    body = sample.files[path]
    assert old in body
    doctored = {**sample.files, path: body.replace(old, new, 1)}
    return sorted(str(problem) for problem in problems_of(doctored, sample.pages, sample.site))


@ANY_CONTENT
def test_good_site_has_no_fault(sample: Sample) -> None:
    """A site that was just built passes."""
    assert list(problems_of(sample.files, sample.pages, sample.site)) == []


@pytest.mark.parametrize(
    ("path", "planted", "fault"),
    [
        (HOME, '<a href="nowhere/">x</a>', 'the link "nowhere/" leads to no page.'),
        (HOME, '<a href="../nowhere.html">x</a>', 'the link "../nowhere.html" leads to no page.'),
        (HOME, '<a href="/fr/">x</a>', 'the link "/fr/" leads to no page.'),
        (HOME, '<a href="/some/base/xx/">x</a>', 'the link "/some/base/xx/" leads to no page.'),
        (HOME, '<img alt="" src="none.svg">', 'the link "none.svg" leads to no page.'),
        (HOME, '<a href="#nowhere">x</a>', 'the link "#nowhere" leads to no place on its page.'),
        (HOME, '<a href="../de/#nowhere">x</a>', 'the link "../de/#nowhere" leads to no place on its page.'),
        ("404.html", '<a href="/some/base/x/">x</a>', 'the link "/some/base/x/" leads to no page.'),
        (HOME, "<p>some **left</p>", '"**" is left over in “'),
        (HOME, "<p>a {fact} b</p>", '"{f" is left over in “'),
        (HOME, "<p>a {^fact} b</p>", '"{^" is left over in “'),
        (HOME, "<p>[a](b:c)</p>", '"[a](b:c)" is left over in “'),
        (GERMAN, '<p id="extra">x</p>', f"its anchors differ from {HOME}: extra."),
        (GERMAN, "<h2>x</h2>", f"its headings differ from {HOME}."),
    ],
)
def test_fault_in_the_text_is_found(other: Sample, path: str, planted: str, fault: str) -> None:
    """A dead link or anchor, a leftover mark and a difference between languages are each named."""
    (found,) = faults(other, path, MAIN, planted.encode() + MAIN)
    assert found.startswith(f"site/{path}  {fault}")
    assert "\n" not in found


@pytest.mark.parametrize(
    "planted",
    [
        '<a href="../de/">x</a>',
        '<a href="./">x</a>',
        '<a href="../">x</a>',
        '<a href="..">x</a>',
        '<a href="#content">x</a>',
        '<a href="/some/base/de/">x</a>',
        '<a href="/some/base/">x</a>',
        '<a href="https://example.org/nowhere/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        "<p>2 * 3 { 4 } [5] (6)</p>",
    ],
)
def test_right_text_is_left_alone(other: Sample, planted: str) -> None:
    """Links that lead somewhere and single marks in a text are no faults."""
    assert faults(other, HOME, MAIN, planted.encode() + MAIN) == []


def test_what_only_a_button_opens_may_differ_between_languages(other: Sample) -> None:
    """No address leads there; how the map groups promises depends on the width of each language's words."""
    assert faults(other, GERMAN, MAIN, b'<div id="extra" popover>x</div>' + MAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "faults_found"),
    [
        (
            b"<h1",
            b"<h1>x</h1><h1",
            ["the page has 2 main headings (h1), not one.", f"its headings differ from {HOME}."],
        ),
        (b'lang="de"', b'lang="en"', ['the page says it is in "en".']),
        (
            b'hreflang="ar" href="https://example.org/some/base/ar/"',
            b'hreflang="ar" href="https://example.org/some/base/ar/x/"',
            ["the links to the other languages do not match the pages."],
        ),
        (
            b'<link rel="alternate" hreflang="ar"',
            b'<link rel="alternate" hreflang="en"',
            ["the links to the other languages do not match the pages."],
        ),
        (
            b'id="content"',
            b'id="content"><p id="content"></p><p',
            ['the id "content" stands on the page more than once.'],
        ),
    ],
)
def test_fault_in_the_frame_is_found(other: Sample, old: bytes, new: bytes, faults_found: list[str]) -> None:
    """Headings, language, links between languages and ids of a page are each looked at."""
    found = faults(other, GERMAN, old, new)
    assert found == [f"site/{GERMAN}  {fault}" for fault in sorted(faults_found)]


def test_missing_heading_is_found(other: Sample) -> None:
    """A page without a main heading is named."""
    body = other.files["404.html"].replace(b"<h1", b"<p").replace(b"</h1>", b"</p>")
    found = problems_of({**other.files, "404.html": body}, other.pages, other.site)
    assert [str(it) for it in found] == ["site/404.html  the page has 0 main headings (h1), not one."]


FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="{base}{link}"/>
<entry><id>a</id><updated>{day}</updated><title>{title}</title></entry></feed>"""


def in_each(sample: Sample, name: str, **bodies: str | bytes) -> dict[str, bytes]:
    """A file beside the home page of each language; `every` stands for languages that are not named."""
    bodies = {lang: bodies.get(lang, bodies.get("every", "")) for lang in sample.languages}
    return {f"{lang}/{name}": it.encode() if isinstance(it, str) else it for lang, it in bodies.items() if it}


def beside(sample: Sample, files: dict[str, bytes], cards: bool = False) -> list[str]:
    """What is found when these files are published beside a good site."""
    return sorted(
        str(it) for it in problems_of({**sample.files, **files}, sample.pages, sample.site, cards=cards)
    )


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"feed.xml": FEED.format(base=BASE_URL, link="fr/", day=1, title="")}, []),
        (
            {"feed.xml": FEED.format(base=BASE_URL, link="fr/nowhere/", day=1, title="")},
            [f'site/feed.xml  the link "{BASE_URL}fr/nowhere/" leads to no page.'],
        ),
        (
            {"feed.xml": FEED.format(base=BASE_URL, link="fr/#nowhere", day=1, title="")},
            [f'site/feed.xml  the link "{BASE_URL}fr/#nowhere" leads to no place on its page.'],
        ),
        ({"feed.xml": FEED.format(base="https://example.org/other/", link="x/", day=1, title="")}, []),
        ({"llms.txt": "# x\n\n- [a](fr/)\n"}, []),
        ({"llms.txt": "# x\n\n- [a](xx/)\n"}, ['site/llms.txt  the link "xx/" leads to no page.']),
        ({"css/a.css": "a{background:url(b.svg)}"}, ['site/css/a.css  the link "b.svg" leads to no page.']),
        (
            {"a.webmanifest": '{"icons": [{"src": "i.png", "sizes": "9x9"}]}', "i.png": png(8, 9)},
            ["site/i.png  the picture has 8×9 pixels and is to have 9×9."],
        ),
        (
            {"datapackage.json": '{"resources": [{"path": "a.csv", "bytes": 3}]}', "a.csv": "id\n\n"},
            [
                "site/a.csv:2  this row has 0 cells and the first one 1.",
                "site/datapackage.json  a.csv is said to have 3 bytes and has 4.",
            ],
        ),
        (
            {"datapackage.json": '{"resources": [{"path": "a.csv", "hash": "sha256:00"}]}', "a.csv": "id\n"},
            ["site/datapackage.json  a.csv is said to have another hash than it has."],
        ),
        (
            {
                "datapackage.json": '{"resources": [{"path": "a.csv", "hash": '
                '"68b329da9893e34099c7d8ad5cb9c940"}]}',
                "a.csv": "\n",
            },
            [],
        ),
        ({"a.csv": "id,value\nport-riders,18000\n"}, []),
        (
            {"a.csv": "id,value\nport-riders,18001\n"},
            ['site/a.csv  the value of "port-riders" is 18001 here, and another in the content.'],
        ),
        (
            {"a.json": '[{"id": "port-riders", "value": 18001}]'},
            ['site/a.json  the value of "port-riders" is 18001 here, and another in the content.'],
        ),
    ],
)
def test_files_beside_the_pages_are_looked_at(
    other: Sample, files: dict[str, str | bytes], found: list[str]
) -> None:
    """Addresses, pictures, data: what they say of the site is so."""
    written = {name: body.encode() if isinstance(body, str) else body for name, body in files.items()}
    assert beside(other, written) == found


def test_address_that_readers_are_sent_to_may_lie_beside_the_site(other: Sample) -> None:
    """What a source or a link of the content names need not be of the site, even under its address."""
    planted = f'<a href="{BASE_URL}old/">x</a>'.encode() + MAIN
    page = other.files[HOME].replace(MAIN, planted, 1)
    feed = FEED.format(base=BASE_URL, link="old/", day=1, title="").encode()
    assert beside(other, {HOME: page, "feed.xml": feed}) == []


def test_languages_have_the_same_files(other: Sample) -> None:
    """A file that one language has, the others have too, with as many entries of the same days."""
    feed = FEED.format(base=BASE_URL, link="", day=1, title="")
    later = feed.replace("<updated>1", "<updated>2")
    assert beside(other, in_each(other, "news.xml", every=feed)) == []
    assert beside(other, in_each(other, "news.xml", fr=feed, de=feed)) == [
        "site/ar/news.xml  fr/news.xml is there and this file is not; the languages have the same files."
    ]
    assert beside(other, in_each(other, "news.xml", every=feed, de=later)) == [
        "site/de/news.xml  it has other entries than fr/news.xml, or the same on other days."
    ]


def test_numbers_of_texts_are_the_same_in_every_language(other: Sample) -> None:
    """A feed, a calendar or a text says one number in each language, however that is written."""

    def feeds(german: str) -> list[str]:
        say = {"fr": "1,5 million de voyageurs, le 3 mars", "ar": "1.5 مليون راكب", "de": german}
        bodies = {lang: FEED.format(base=BASE_URL, link="", day=1, title=it) for lang, it in say.items()}
        return beside(other, in_each(other, "feed.xml", **bodies))

    other_locale = feeds("1,5 Mio. Fahrgäste am 3. März")
    assert [it for it in other_locale if "/de/" in it] == []
    assert feeds("1,6 Mio. Fahrgäste am 3. März")[-1] == (
        "site/de/feed.xml  it says 1,6 Mio. where fr/feed.xml says 1,5 million."
    )
    assert [it for it in feeds("Anderthalb Mio. Fahrgäste") if "/de/" in it] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('value="18000"', 'value="18001"', "“18.000 Fahrgäste am Tag” does not say 18001."),
        (">18.000", ">18.001", "“18.001 Fahrgäste am Tag” does not say 18000."),
        ('<time datetime="2028">2028', '<time datetime="2028">2029', "“2029” does not say 2028."),
    ],
)
def test_figure_that_is_not_its_fact_is_found(other: Sample, old: str, new: str, fault: str) -> None:
    """A number or a date whose text and value are not the same is named, with the page."""
    body = other.files[GERMAN].decode().replace("\u00a0", " ")
    assert old in body
    found = beside(other, {GERMAN: body.replace(old, new, 1).encode()})
    assert f"site/{GERMAN}  {fault}" in found


def test_figure_that_no_fact_has_is_found(other: Sample) -> None:
    """A number on a page that is in no fact is named, and that another language lacks it."""
    planted = b'<p><data value="4711">4.711</data></p>' + MAIN
    assert faults(other, GERMAN, MAIN, planted) == [
        f"site/{GERMAN}  its numbers or dates differ from {HOME}: 4711.",
        f"site/{GERMAN}  “4.711” stands for 4711, which no fact of the site says.",
    ]


def test_card_that_nobody_has_drawn_is_not_missed(other: Sample) -> None:
    """Where cards are drawn, a page's own is there; a build that draws none does not look for it."""
    planted = f'<meta property="og:image" content="{BASE_URL}fr/card.png"></head>'.encode()
    page = {HOME: other.files[HOME].replace(b"</head>", planted, 1)}
    missed = f'site/{HOME}  the link "{BASE_URL}fr/card.png" leads to no page.'
    assert missed in beside(other, page, cards=True)
    assert beside(other, page) == []
    assert beside(other, {**page, **in_each(other, "card.png", every=png(1200, 630))}) == []


def test_source_may_lie_beside_the_site(content: Path) -> None:
    """Under an address that begins as the site's does, where nothing of the site is and no page leads."""
    address = f"{BASE_URL}elsewhere/?q=`a`#place"
    entry = f"beside: {{title: A, publisher: B, url: '{address}', language: fr, kind: news, read: whole}}\n"
    with (content / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(entry)
    assert address in build(content, DAY, BASE_URL).files["data/sources.csv"].decode()


def test_what_weighs_too_much_is_worth_a_look(content: Path) -> None:
    """A long page is a warning with its weight, which a site can allow; in a strict build it is a mistake."""
    assert [it for it in build(content, DAY).heavy if it.message.code == "too-heavy"] == []
    edit(content / "site.yaml", "\nlicence:\n", "\nwatch: {weights: {page: 12, script: null}}\nlicence:\n")
    (first, *_) = heavy = build(content, DAY).heavy
    assert {it.severity for it in heavy} == {"warning"}
    assert re.fullmatch(
        r"site/\S+/index.html  it weighs \d+\.\d kB as it is sent, more than 12; make it shorter, or write "
        "another limit as watch › weights › page in site.yaml.",
        str(first),
    )
    with pytest.raises(ContentError):
        build(content, DAY, strict=True)


def test_kept_pages_are_weighed_and_compared_as_before(content: Path) -> None:
    """A build that makes nothing anew gives the same warnings."""
    edit(content / "site.yaml", "\nlicence:\n", "\nwatch: {weights: {page: 12}}\nlicence:\n")
    memory = Memory()
    first = build(content, DAY, memory=memory)
    again = build(content, DAY, memory=memory)
    assert len(again.kept) > len(first.kept)
    assert again.heavy == first.heavy != ()


@pytest.mark.parametrize(("german", "differs"), [("18.000 am Tag", False), ("18.001 am Tag", True)])
def test_what_a_link_calls_an_entry_has_the_same_numbers(other: Sample, german: str, differs: bool) -> None:
    """Where a number stands in plain words, as in links to its entry, the languages say the same."""

    def called(label: str) -> bytes:
        return f'<a href="/some/base/fr/lignes/port/#port-length">{label}</a>'.encode() + MAIN

    labels = {HOME: "18\u202f000 par jour", GERMAN: german, "ar/index.html": "18.000 في اليوم"}
    pages = {path: other.files[path].replace(MAIN, called(label), 1) for path, label in labels.items()}
    expected = [f"site/{GERMAN}  it says 18.001 where {HOME} says 18\u202f000."] if differs else []
    assert beside(other, pages) == expected
