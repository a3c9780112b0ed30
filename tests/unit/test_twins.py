from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from microsite.line import build
from microsite.output.twins import twin_of
from microsite.pages.urls import TWIN, beside
from tests.samples import BASE_URL, DAY, Sample, edit, expect_none

MARKDOWN = MarkdownIt("commonmark").enable("table")


def twin(sample: Sample, path: str) -> tuple[dict[str, str], str]:
    """The front matter and the text of a page's twin."""
    _, front, text = sample.files[beside(path, TWIN)].decode().split("---\n", 2)
    return yaml.safe_load(front), text


def tokens(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield from token.children or [token]


def squeezed(text: str) -> str:
    """Without spaces and what keeps words together, and without the marks of Markdown."""
    return re.sub(r"[\s\u2060\\*|]", "", text)


def test_every_page_has_its_twin(sample: Sample) -> None:
    """Each begins with what the page says of itself, and has its heading."""
    for page in sample.pages:
        about, text = twin(sample, page.path)
        tree = sample.trees[page.path]
        assert about["language"] == page.lang
        assert about["address"] == BASE_URL + page.path.removesuffix("index.html")
        assert squeezed(about["title"]) == squeezed(tree.css("h1")[0].text())
        assert about["checked"] == str(sample.site.settings.checked)
        licence = sample.site.settings.licence
        assert licence
        assert about["licence"] == licence.url
        assert squeezed(f"# {about['title']}") in squeezed(text)


def test_twin_has_the_figures_and_tables_of_its_page(sample: Sample) -> None:
    """Every number of the page stands in the twin, every table is one, and nothing of the frame is there."""
    for page in sample.pages:
        _, text = twin(sample, page.path)
        main = LexborHTMLParser(sample.files[page.path]).css("main")[0]
        for node in main.css("nav, button, [data-noprint], .visually-hidden, .map-legend"):
            node.decompose()
        found = squeezed(text)
        expect_none(
            f"{page.path}: {node.text()}" for node in main.css("data") if squeezed(node.text()) not in found
        )
        made = [token.type for token in tokens(text)]
        assert made.count("table_open") == len(main.css("table")), page.path
        assert not re.search(r"<(?!https?:)[a-z/]", re.sub(r"`[^`]*`", "", text)), page.path


def test_links_of_twins_are_whole(sample: Sample) -> None:
    """They lead to addresses, those of the site itself to its files, and each has words to follow."""
    for page in sample.pages:
        _, text = twin(sample, page.path)
        inline = [*tokens(text)]
        for at, token in enumerate(inline):
            if token.type == "link_open":
                address = str(token.attrs["href"])
                assert address.startswith(("http://", "https://")), address
                assert inline[at + 1].type != "link_close", (page.path, address)
                if address.startswith(BASE_URL):
                    file = address.removeprefix(BASE_URL).partition("#")[0].partition("?")[0]
                    assert file in sample.files or f"{file}index.html" in sample.files, address


def test_twin_of_any_page() -> None:
    """A page of a site's own template, that says nothing of itself, is a text and no more."""
    assert twin_of(b"<p>Nothing") == b"---\n---\n\n\n"
    assert twin_of(b"<main><h1>A: b</h1><p>c <a href='#d'>d</a></main>").endswith(
        b'title: "A: b"\n---\n\n# A: b\n\nc [d](#d)\n'
    )


def test_twin_says_the_words_of_its_page() -> None:
    """What Markdown would take for a mark is a letter of a text, and stays one in code."""
    words = "3*4*5 of <name> [a](b) _d_ &amp;lt; 1 < 2 x_y_z"
    page = f"<main><p>{words.replace('<', '&lt;')}</p><pre><code>a[0]*b_c &lt;i&gt; f](</code></pre></main>"
    _, text = twin_of(page.encode()).decode().split("\n\n", 1)
    shown = LexborHTMLParser(MARKDOWN.render(text))
    assert [node.text() for node in shown.css("p")] == [words.replace("&amp;lt;", "&lt;")]
    assert shown.css("p > *") == []
    assert shown.css("code")[0].text().strip() == "a[0]*b_c <i> f]("


def test_twins_part_no_words(sample: Sample) -> None:
    """Where a word may be parted at the end of a line is no part of it."""
    assert twin_of("<main><h1>Ki\u00adlo\u2060meter</h1></main>".encode()).decode().count("Kilometer") == 2


def test_title_is_no_markdown_in_llms_txt(content: Path) -> None:
    """What would be a link or a mark stands in it as it is."""
    title = "[Port] _le_ <3"
    edit(content / "site.yaml", 'fr: "Port Amala', f'fr: "{title}')
    _, heading, *_ = MARKDOWN.parse(build(content, DAY, BASE_URL).files["llms.txt"].decode())
    assert {token.type for token in heading.children or ()} <= {"text", "text_special"}
    assert heading.content.replace("\\", "").startswith(title)


def test_llms_txt_lists_pages_and_data(sample: Sample) -> None:
    """It has the form of llmstxt.org: a heading, a quote, sections of links; each leads to a file."""
    lines = sample.files["llms.txt"].decode()
    parsed = MARKDOWN.parse(lines)
    kinds = [token.type for token in parsed]
    assert [token.tag for token in parsed if token.type == "heading_open"] == [
        "h1",
        *["h2"] * (len(sample.languages) + 1),
    ]
    assert kinds[:4] == ["heading_open", "inline", "heading_close", "blockquote_open"]
    links = re.findall(r"^- \[.+?\]\((\S+)\)(?:: .+)?$", lines, re.MULTILINE)
    assert len(links) == lines.count("\n- ") == len(set(links))
    assert all(link.removeprefix(BASE_URL) in sample.files for link in links)
    listed = {link.removeprefix(BASE_URL) for link in links}
    assert {path for path in sample.files if path.startswith("data/") and path.endswith(".csv")} <= listed
    for lang in sample.languages:
        for kind in ("home", "sources", "data"):
            assert beside(sample.page(kind, lang).path, TWIN) in listed
