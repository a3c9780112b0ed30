"""What is seen of each kind of file by itself: small files, right ones and broken ones."""

from __future__ import annotations

import pytest

from microsite.gate.looks import look
from microsite.gate.seen import SeenPage
from tests.unit.test_gate import png

FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org:1</id>
<link href="https://example.org/fr/"/>
<entry><id>a</id><updated>2026-03-01T00:00:00Z</updated><title>12 arrêts</title>
<content type="html">&lt;p&gt;&lt;a href="https://example.org/fr/x/"&gt;15&lt;/a&gt;&lt;/p&gt;</content></entry>
</feed>"""
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20280101\r\nSUMMARY:12 arrêts\\, et\r\n"
    "  plus\r\nURL:https://example.org/fr/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def faults(path: str, body: str | bytes) -> list[tuple[int, str]]:
    """What is wrong with a file by itself: the line, and the sentence."""
    seen = look(path, body.encode() if isinstance(body, str) else body)
    return [(it.line, str(it.message)) for it in seen.faults]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("feed.xml", FEED),
        ("calendar.ics", CALENDAR),
        ("data/a.csv", "\ufeffid,value\r\na,1\r\nb,\r\n"),
        ("data/a.csv", 'id,title\r\na,"two\nlines, and ""more"""\r\n'),
        ("search.json", '[{"id": "a"}]'),
        ("card.png", png(1200, 630)),
        ("icon.png", png(192, 192)),
        ("page.html", "<h1>a</h1>"),
        ("llms.txt", "# a\n\n- [b](b.md)\n"),
        ("note.bin", "\0"),
    ],
)
def test_right_files_have_no_fault(path: str, body: str | bytes) -> None:
    """A small file of each kind, in order."""
    assert faults(path, body) == []


@pytest.mark.parametrize(
    ("path", "body", "line", "said"),
    [
        ("a.xml", "<a>\n<b></a>", 2, "this cannot be read back as XML: mismatched tag: line 2, column 5."),
        ("a.xml", FEED.replace("</feed>", FEED[FEED.index("<entry") :]), 0, 'the id "a" stands here more'),
        ("a.json", '{"a": 1,\n}', 2, "this cannot be read back as JSON: "),
        ("a.json", '{"a": NaN}', 0, "this cannot be read back as JSON: NaN is no number of JSON."),
        ("a.json", b"\xff", 0, "this cannot be read back as JSON: "),
        ("a.webmanifest", "{", 1, "this cannot be read back as JSON: "),
        (
            "a.html",
            '<script type="application/ld+json">{"@type": }</script>',
            1,
            "this cannot be read back as JSON-LD: ",
        ),
        ("a.csv", b"a\xff", 0, "this cannot be read back as CSV: "),
        ("a.csv", 'a,b\n"c', 0, "this cannot be read back as CSV: "),
        ("a.csv", "a,b,a\n", 1, 'the column "a" stands here twice.'),
        ("a.csv", "a,\n", 1, "a column has no name."),
        ("a.csv", "a,b\n1,2\n1,2,3\n", 3, "this row has 3 cells and the first one 2."),
        ("a.ics", b"\xff\r\n", 0, "this cannot be read back as iCalendar: "),
        (
            "a.ics",
            CALENDAR.replace("UID:a\r\n", "UID:a\n"),
            3,
            "this line does not end as",
        ),
        ("a.ics", CALENDAR[:-2], 9, "this line does not end as"),
        (
            "a.ics",
            CALENDAR.replace("plus", "plus " * 15),
            6,
            "this line has 77 octets; fold",
        ),
        (
            "a.ics",
            CALENDAR.replace("plus", "이" * 25),
            6,
            "this line has 77 octets; fold",
        ),
        ("a.ics", CALENDAR.replace("END:VEVENT\r\n", ""), 8, "the block VCALENDAR has a"),
        (
            "a.ics",
            CALENDAR.replace("END:VCALENDAR\r\n", ""),
            0,
            "the block VCALENDAR has a",
        ),
        ("a.ics", CALENDAR.replace("UID:a", "X:a"), 0, 'the id "" stands here more than once, or is empty.'),
        ("card.png", png(1200, 600), 0, "the picture has 1200×600 pixels and is to have 1200×630."),
        ("card.png", b"GIF89a", 0, "this cannot be read back as PNG: IHDR."),
    ],
)
def test_fault_is_named_with_its_line(path: str, body: str | bytes, line: int, said: str) -> None:
    """Each way in which a file can be wrong by itself."""
    found = faults(path, body)
    assert found, "nothing is found"
    assert found[0][0] == line
    assert found[0][1].startswith(said)


ADDRESS = "https://e.org/x/"
STRUCTURED = (
    '<script type="application/ld+json">{"@id": "https://e.org/#a", "url": "https://e.org/x/"}</script>'
)


@pytest.mark.parametrize(
    ("path", "body", "links"),
    [
        ("a.xml", FEED, "https://example.org/fr/ https://example.org/fr/x/"),
        ("a.ics", CALENDAR, "https://example.org/fr/"),
        ("a.json", '{"a": [{"b": "https://e.org/x/"}, "https://e.org/?q={q}"]}', ADDRESS),
        ("a.csv", "a\nhttps://e.org/x/\n", ADDRESS),
        ("a.md", '[a](b/#c) <https://e.org/x/> ![d](e.png "f")', f"b/#c {ADDRESS} e.png"),
        ("a.md", "[a [b]](c) [d\\]](e) [](f)", "c e f"),
        ("a.md", "```\n[a](b)\n```\n`[c](d)`", ""),
        ("a.md", "&#91;a](b) c](d) \\[e](f) [g\\](h)", ""),
        ("a.md", '---\ntitle: "[a](b)"\n---\n[c](d)\n\n---\n', "d"),
        ("a.css", "a { background: url(b.svg) } c { mask: url('d.svg') }", "b.svg d.svg"),
        ("a.css", "a { fill: url(#b) } c { src: url(data:x) }", ""),
        ("a.webmanifest", '{"start_url": "./", "scope": "../", "icons": [{"src": "i.png"}]}', "./ ../ i.png"),
        ("datapackage.json", '{"resources": [{"path": "a"}, {"path": ["b", "c"]}]}', "a b c"),
        ("a.html", '<link rel="canonical" href="https://e.org/x/">', ADDRESS),
        ("a.html", '<meta property="og:image" content="https://e.org/x/">', ADDRESS),
        ("a.html", STRUCTURED, ADDRESS),
        ("a.html", '<code data-taken="code">&lt;iframe src="https://e.org/x/">&lt;/iframe></code>', ADDRESS),
        ("a.html", '<code data-taken="code">@misc{a, title = {&lt;iframe src="b/">}}</code>', ""),
        ("a.html", '<p><code>&lt;iframe src="https://e.org/x/">&lt;/iframe></code>', ""),
        ("a.html", '<a href="https://e.org/x/">a</a><a href="b/">b</a>', "b/"),
        ("a.html", '<img src="c.png" srcset="d.png 1x, e.png 2x">', "c.png d.png e.png"),
        ("a.html", '<img srcset="d,1.png 1x,\n e.png 2x, "><img srcset="">', "d,1.png e.png"),
    ],
)
def test_what_leads_on_is_seen(path: str, body: str, links: str) -> None:
    """Every address that the engine writes is seen in each kind of file; where readers are sent, is not."""
    assert sorted(look(path, body.encode()).links) == sorted(links.split())


def test_figures_of_a_page_are_seen_in_their_languages() -> None:
    """A number in words of another language than the page is read as that language."""
    seen = look(
        "a.html", b'<html lang="fr"><data value="2">2</data><p lang="de"><data value="3">3</data></p>'
    )
    assert isinstance(seen, SeenPage)
    assert [(it.lang, it.value) for it in seen.figures] == [("fr", "2"), ("de", "3")]


def test_same_bytes_weigh_the_same() -> None:
    """What a file weighs depends on its bytes alone; what cannot be packed weighs what it is."""
    body = b"<p>same words</p>" * 1000
    assert look("a.html", body).weight == look("b.html", body).weight < 200
    assert look("card.png", png(1200, 630)).weight == len(png(1200, 630))
