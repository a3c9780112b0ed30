"""What a proposal changes, told on real repositories."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from microsite.commands.main import main
from microsite.commands.markdown import code, text
from microsite.messages.catalogue import Message, languages, sentence
from tests.repository import Repository
from tests.samples import CONTENT, DAY, edit, tree_of

EN, KO = languages()


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The made-up town, committed."""
    repository = Repository(tmp_path / "town", monkeypatch)
    repository.commit(dict(tree_of(CONTENT["other"])))
    return repository


def told(town: Repository, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["report", "--content", str(town.content), "--today", str(DAY), *words]) == 0
    return capsys.readouterr().out


def tables(markdown: str) -> dict[str, list[list[str]]]:
    """The rows of each table, cell by cell, under the heading that it stands under."""
    found: dict[str, list[list[str]]] = {}
    tokens, heading = MarkdownIt("commonmark").enable("table").parse(markdown), ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
        elif token.type == "tr_open":
            found.setdefault(heading, []).append([])
        elif token.type in ("td_open", "th_open"):
            found[heading][-1].append(tokens[at + 1].content)
    return found


def said(code: str, lang: str = EN, **parts: str | int) -> str:
    return sentence(Message(code, **parts), lang)


def test_nothing_changes_without_a_change(town: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """The same content at both ends: no page, no figure, and the report says so."""
    town.commit({})
    assert said("report-unchanged") in told(town, capsys, "--since", "HEAD^")


def test_figure_is_told_old_and_new(town: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A number reads as each language prints it, with its unit; the pages that print it are named."""
    edit(town.content / "sectors/port.yaml", "    value: 18000\n", "    value: 21000\n")
    town.commit({})
    found = tables(told(town, capsys, "--since", "HEAD^"))
    (heading, row) = found[said("report-figures", number=1)]
    assert heading == [said(f"report-{it}") for it in ("figure", "before", "now")]
    assert row[0].endswith(" `port-riders`")
    was, now = (unicodedata.normalize("NFKC", cell) for cell in row[1:])
    assert was.startswith("au moins 18 000 voyageurs par jour · à partir de 2028")
    assert now == was.replace("18 000", "21 000")
    (pages,) = (rows for title, rows in found.items() if title.startswith("Pages"))
    assert pages[0] == [said("report-page"), "fr", "ar", "de"]
    assert any("`fr/lignes/port/`" in cells[0] and all(cells[1:]) for cells in pages[1:])


def test_pages_come_and_go(town: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of the site's own is new in every language, then has another address, then is gone."""
    title, text = "{fr: Une page, ar: صفحة, de: Eine Seite}", "{fr: De plus, ar: أخرى, de: Mehr davon}"
    page = {
        "pages/extra.yaml": f"title: {title}\ndescription: {text}\n",
        "pages/extra.fr.md": "Rien de plus.\n",
        "pages/extra.ar.md": "لا شيء أكثر.\n",
        "pages/extra.de.md": "Nicht mehr als das.\n",
    }
    town.commit(page)
    (rows,) = tables(told(town, capsys, "--since", "HEAD^")).values()
    assert rows[1] == ["Une page `fr/extra/`", *[said("report-new")] * 3]
    town.commit({"pages/extra.yaml": page["pages/extra.yaml"] + "address: more\n"})
    (rows,) = tables(told(town, capsys, "--since", "HEAD^")).values()
    assert rows[1][0] == "Une page `fr/more/`"
    assert rows[1][1] == said("report-moved", path="fr/extra/")
    town.commit(dict.fromkeys(page))
    (rows,) = tables(told(town, capsys, "--since", "HEAD^")).values()
    assert rows[1] == ["Une page `fr/more/`", *[said("report-gone")] * 3]


def test_half_that_falls_behind_is_named(town: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """One half changes: the others fall behind; a later commit finds that they were so before."""
    prose = "pages/about.fr.md"
    town.commit({prose: (town.content / prose).read_text("utf-8").replace(".", " bien.", 1)})
    report = told(town, capsys, "--since", "HEAD^")
    assert f"### {said('report-fallen', number=2)}" in report
    assert re.search(r"^- `pages/about\.md[^`]*`: ar \(fr\)$", report, re.M)
    assert re.search(r"^- `pages/about\.md[^`]*`: de \(fr\)$", report, re.M)
    ((_, row),) = tables(report).values()  # that a page is behind is no change of what it says
    assert row[1:] == [said("report-places", number=1), "", ""]
    town.commit({})
    report = told(town, capsys, "--since", "HEAD^")
    assert said("report-fallen", number=2) not in report
    assert said("report-behind", number=2) in report


def test_mistakes_stand_in_every_language(town: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """With mistakes the report is those, the file that cannot be read first, in each language of messages."""
    town.write({"glossary.yaml": 'a: "b\n', "pages/nothing.fr.md": "Rien.\n"})
    report = told(town, capsys, "--since", "HEAD", "--every-language")
    for lang in (EN, KO):
        assert said("report-mend-first", lang) in report
        assert f"## {said('report-title', lang)}" in report
    rows = next(iter(tables(report).values()))
    assert rows[0] == [said("report-where"), said("report-what")]
    assert "glossary.yaml:" in rows[1][0]
    assert len(rows) > 2


def test_earlier_version_with_mistakes_is_not_compared(
    town: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever mends the content is told what there is to tell."""
    whole = (town.content / "glossary.yaml").read_text("utf-8")
    town.commit({"glossary.yaml": 'a: "b\n'})
    town.commit({"glossary.yaml": whole})
    assert said("report-no-comparison") in told(town, capsys, "--since", "HEAD^")


@pytest.mark.parametrize("revision", ["0" * 40, "no-such-branch", "--output=x"])
def test_unknown_commit_is_refused(
    town: Repository, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    """What git does not know is said in a sentence; nothing is taken for an option of git."""
    assert main(["report", "--content", str(town.content), f"--since={revision}"]) == 1
    assert f'git knows no commit "{revision}"' in capsys.readouterr().err


def test_content_outside_of_git_has_no_earlier_version(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a repository the report is what is to mend; a commit is refused."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(content.parent.parent))
    words = ["report", "--content", str(content), "--today", str(DAY)]
    assert main(words) == 0
    assert said("report-title") in capsys.readouterr().out
    assert main([*words, "--since", "HEAD"]) == 1


def test_templates_of_the_site_are_those_of_the_time(
    town: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site's own template that stays changes no page; one that changes, changes its pages."""
    template = town.content.parent / "templates" / "pages" / "changes.html"
    template.parent.mkdir(parents=True)
    start = '{% extends "engine/pages/changes.html" %}\n{% block after_main %}'
    template.write_text(f"{start}<p>One.</p>{{% endblock %}}\n", "utf-8")
    town.commit({})
    town.commit({})
    assert said("report-unchanged") in told(town, capsys, "--since", "HEAD^")
    template.write_text(f"{start}<p>Two.</p>{{% endblock %}}\n", "utf-8")
    town.commit({})
    ((_, row),) = tables(told(town, capsys, "--since", "HEAD^")).values()
    assert row[1:] == [said("report-places", number=1)] * 3


@pytest.mark.parametrize(
    "words", ["a|b", "*a* _b_", "[a](b)", "<b>", "# a", "`a`", "a\nb", "@someone", "&lt;"]
)
def test_words_stand_as_they_are(words: str) -> None:
    """Nothing of the content becomes markup, a column, or a call to somebody."""
    html = MarkdownIt("commonmark").enable("table").render(f"| a |\n| - |\n| {text(words)} {code(words)} |\n")
    plain = re.sub("<!--.*?-->|</?(?:table|thead|tbody|tr|th|td|code)>|\n", "", html)
    shown = " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain == f"a{shown} {shown}"
    assert not re.search(r"[^>`]@someone", re.sub("<code>.*?</code>", "", html))
