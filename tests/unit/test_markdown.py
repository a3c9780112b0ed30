from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from microsite.content.references import Reference
from microsite.language.markdown import Links, note_html, notes, parse, to_html, with_parts

WORD_JOINER = "\u2060"  # may keep a particle with its word; nobody sees it


def reference(found: Reference, marked: bool) -> Markup:
    return Markup("<b>{}:{}</b>").format(found.name, found.part)


def picture(id: str, words: str, lead: bool) -> Markup:
    return Markup('<img src="{}" alt="{}">').format(id, words)


LINKS = Links(reference, lambda kind, name: f"/{kind}/{name}", Markup("<i>{}</i>").format, picture)


def render(text: str) -> str:
    """Markdown as HTML, with references and inner links that show what they were asked."""
    html = str(to_html(parse(text), LINKS))
    return html.replace(WORD_JOINER, "").strip()


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("**50%**를", "<strong>50%</strong>를"),
        ("**핵심 기술(Core Tech)**을", "<strong>핵심 기술(Core Tech)</strong>을"),
        ("**“선도국가”**로", "<strong>“선도국가”</strong>로"),
        ("*‘맥스’*라고", "<em>‘맥스’</em>라고"),
        ("이것은**“선도국가”**다", "이것은<strong>“선도국가”</strong>다"),
        ("**굵은 글씨**입니다", "<strong>굵은 글씨</strong>입니다"),
        ("***둘 다!***를", "<em><strong>둘 다!</strong></em>를"),
        ("**가.**나 **다.**라", "<strong>가.</strong>나 <strong>다.</strong>라"),
        ("**「日本」**の", "<strong>「日本」</strong>の"),
        ("**bold**, *so*", "<strong>bold</strong>, <em>so</em>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("가 * 나 * 다", "가 * 나 * 다"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_emphasis_ends_before_a_particle(written: str, html: str) -> None:
    """Emphasis closes where an author closes it, also right before a joined particle."""
    assert render(written) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "written",
    ["<script>alert(1)</script>", "<b>bold</b>", '<img src=x onerror="x()">', "<!-- note -->", "&lt;b&gt;"],
)
def test_raw_html_stays_text(written: str) -> None:
    """Tags in a text are shown as they are written and make no element."""
    tree = LexborHTMLParser(render(f"before {written} after"))
    assert tree.css("script, b, img") == []
    text = tree.css_first("p")
    assert text is not None
    assert text.text() == f"before {written.replace('&lt;', '<').replace('&gt;', '>')} after"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.b",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x][1]\n\n[1]: {}"])
def test_links_lead_to_the_web_or_inside(form: str, address: str) -> None:
    """An address of another kind makes neither a link nor an image, however it is written."""
    tree = LexborHTMLParser(render(form.format(address)))
    assert tree.css("[href], [src]") == []


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#place", "#place"),
        ("sector:ships", "/sector/ships"),
        ("page:about", "/page/about"),
        ("term:ax-2", "/term/ax-2"),
        ("station:launch", "/station/launch"),
        ("source:gazette-2019", "/source/gazette-2019"),
    ],
)
def test_inner_links_are_resolved(address: str, href: str) -> None:
    """A link to the web stays as it is, one to an entry of the content becomes that entry's address."""
    link = LexborHTMLParser(render(f"[words]({address})")).css_first("a")
    assert link is not None
    assert (link.attributes["href"], link.text()) == (href, "words")


@pytest.mark.parametrize(
    ("written", "id", "words"),
    [
        ("## Words {#name}", "name", "Words"),
        ("### 왜 지금인가 {#why-now}", "why-now", "왜 지금인가"),
        ("## **Bold** {#a-1}", "a-1", "Bold"),
        ("## In {2029} {#a}", "a", "In 2029:moment"),
        ("## Words", None, "Words"),
    ],
)
def test_headings_carry_their_name(written: str, id: str | None, words: str) -> None:
    """The name at the end of a heading becomes its id and is not shown."""
    heading = LexborHTMLParser(render(written)).css_first("h2, h3")
    assert heading is not None
    assert (heading.attributes.get("id"), heading.text().strip()) == (id, words)


def test_braces_become_facts() -> None:
    """References are asked of the page and their HTML stands in the text, also inside emphasis."""
    assert render("a **{members}** {^gazette} {2029}.") == (
        "<p>a <strong><b>members:quantity</b></strong><b>gazette:mark</b> <b>2029:moment</b>.</p>"
    )


@given(st.text(st.sampled_from("<>&\"'*_[](){}#`!:/ \n가a-1"), max_size=80))
@settings(deadline=None)
def test_no_text_makes_foreign_markup(written: str) -> None:
    """Whatever is written, only the elements and attributes of Markdown come out."""
    tree = LexborHTMLParser(render(written))
    body = tree.body
    assert body is not None
    assert {name for node in body.css("*") for name in node.attributes} <= {
        "href",
        "id",
        "src",
        "alt",
        "start",
        "title",
        "class",
    }
    assert tree.css("script, style, iframe, object, form, svg") == []


def test_quotes_cannot_leave_an_attribute() -> None:
    """A title of a link is escaped."""
    link = LexborHTMLParser(render("[x](https://a.b 'y\" onclick=\"z')")).css_first("a")
    assert link is not None
    assert set(link.attributes) == {"href", "title"}
    assert escape(link.attributes["title"] or "") == "y&#34; onclick=&#34;z"


@pytest.mark.parametrize(
    ("written", "html"),
    [
        # A script without spaces
        ("工場で働く\nロボット", "工場で働くロボット"),
        ("働く、\nロボット", "働く、ロボット"),
        ("**工場**\nの**「声」**\nを", "<strong>工場</strong>の<strong>「声」</strong>を"),
        ("{members}\nの会社", "<b>members:quantity</b>の会社"),
        ("工場の AI\nと", "工場の AI\nと"),
        # Scripts with spaces
        ("일터에서\n일하는 로봇", "일터에서\n일하는 로봇"),
        ("at\nwork {members}\n{2029}", "at\nwork <b>members:quantity</b>\n<b>2029:moment</b>"),
    ],
)
def test_line_end_is_a_space_only_between_words(written: str, html: str) -> None:
    """Where an editor ends a line, a script without spaces gets none."""
    assert render(written) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("같다. {^gazette} 또", "같다.<b>gazette:mark</b> 또"),
        ("quoi ? {^gazette} Si", "quoi\u00a0?<b>gazette:mark</b> Si"),
        ("so\n{^gazette} is", "so<b>gazette:mark</b> is"),
        ("同じだ。\n{^gazette}", "同じだ。<b>gazette:mark</b>"),
        ("so **it** {^gazette} is", "so <strong>it</strong><b>gazette:mark</b> is"),
        ("so {members} {^gazette}", "so <b>members:quantity</b><b>gazette:mark</b>"),
    ],
)
def test_nothing_stands_between_a_mark_and_its_words(written: str, html: str) -> None:
    """The mark of a note follows what it speaks of, in every language and however it is typed."""
    assert render(written) == f"<p>{html}</p>"


# --- notes, quotations, lists of definitions, tables, pictures ----------------------------------


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("so [^a]. Or\n[^a]\n\n[^a]: words", "<p>so<i>a</i>. Or<i>a</i></p>"),
        ("so[^none]", "<p>so<i>none</i></p>"),
        ("**so**[^a]를\n\n[^a]: words", "<p><strong>so</strong><i>a</i>를</p>"),
    ],
)
def test_marks_of_notes_stand_in_the_text_and_their_words_elsewhere(written: str, html: str) -> None:
    """The words of a note are asked for by who lists the notes."""
    assert render(written) == html


def test_words_of_notes_are_those_of_a_text() -> None:
    """A note names facts and leads to entries, wherever its words stand."""
    written = "- so[^a]\n\n[^a]: the *words* {members}\nand [a](page:about)\n\nmore"
    found = notes(parse(written))
    assert list(found) == ["a"]
    assert note_html(found["a"], LINKS) == (
        'the <em>words</em> <b>members:quantity</b>\nand <a href="/page/about">a</a>'
    )


@pytest.mark.parametrize("dash", ["—", "--"])
def test_quotation_says_whose_it_is(dash: str) -> None:
    """A last paragraph that begins with a dash is the speaker; a quotation inside has its own."""
    html = render(f"> one\n>\n> > two\n> >\n> > {dash} B\n>\n> {dash} **A**, {{2029}}")
    assert LexborHTMLParser(html).css_first("figure > figcaption") is not None
    assert html.endswith(
        "</blockquote>\n<figcaption><strong>A</strong>, <b>2029:moment</b></figcaption>\n</figure>"
    )
    assert "<figcaption>B</figcaption>" in html


def test_last_line_of_a_quotation_can_be_its_speaker() -> None:
    """Without an empty line before it, as many write it; what is no such line stays where it is."""
    assert render("> one\n> *two*\n> — A, {2029}") == (
        "<figure>\n<blockquote>\n<p>one\n<em>two</em></p>\n"
        "</blockquote>\n<figcaption>A, <b>2029:moment</b></figcaption>\n</figure>"
    )
    assert "figure" not in render("> one\n> — two\n> three")


@pytest.mark.parametrize(
    "written", ["> one\n>\n> two", ">", "> — one", "> one — two", "> one\n>\n> —two", "— one"]
)
def test_other_quotations_have_no_speaker(written: str) -> None:
    assert "figure" not in render(written)


def test_terms_are_explained() -> None:
    html = render("Term\n: One {members}\n: Two").replace("\n", "")
    assert html == "<dl><dt>Term</dt><dd>One <b>members:quantity</b></dd><dd>Two</dd></dl>"


def test_tables_say_what_they_are_without_inline_styles() -> None:
    """Roles outlive a style sheet that makes rows blocks; a cell knows its column, numbers end it."""
    tree = LexborHTMLParser(render("| {members} a | *b* |\n| --- | --: |\n| 1 | 2 |\n| 3 | 4 |"))
    assert tree.css("[style]") == []
    assert [it.attributes["role"] for it in tree.css("table, thead, tbody, tr")] == [
        *("table", "rowgroup", "row", "rowgroup", "row", "row")
    ]
    cells = [(it.attributes["data-column"], it.attributes.get("data-align")) for it in tree.css("td")]
    assert cells == [("members:quantity a", None), ("b", "end")] * 2
    assert [it.text() for it in tree.css("td")] == ["1", "2", "3", "4"]


def test_picture_alone_in_its_paragraph_is_no_paragraph() -> None:
    """It stands there instead of it; in brackets may be other words."""
    assert render("![](tram)") == '<img src="tram" alt="">'
    assert render("one\n\n![Two](tram)\n\nthree") == '<p>one</p>\n<img src="tram" alt="Two"><p>three</p>'


def test_part_stands_where_it_is_named() -> None:
    """A paragraph that is just a name is the tokens of that text."""
    tokens = parse("one\n\n{part:two}\n\nthree {part:two}")
    assert to_html(with_parts(tokens, lambda name: parse(f"**{name}**")), LINKS) == (
        "<p>one</p>\n<p><strong>two</strong></p>\n<p>three {part:two}</p>\n"
    )
