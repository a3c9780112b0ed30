from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from microsite import folders
from microsite.line import build
from microsite.messages.problems import ContentError, Problem
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH
from tests.samples import BASE_URL, DAY, ROOT, Sample, attributes, build_sample, edit

HOSTILE = "<svg/onload=alert(1) & \"quotes\" 'single' < b"  # `check` refuses a tag that is whole


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates that the build uses, to be changed."""
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / "workshop" / name)
    monkeypatch.setattr(folders, "HOME", tmp_path / "workshop")
    return tmp_path / "workshop" / "templates"


def problems_of(content: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    return caught.value.problems


@pytest.mark.parametrize("broken", ["{{ here.nothing }}", "{{ elephants }}", "{{ here.words.elephants }}"])
@pytest.mark.parametrize("name", ["pages/about.html", "components/page-head/page-head.html", "root.html"])
def test_unknown_name_in_a_template_is_a_problem(
    workshop: Path, content: Path, name: str, broken: str
) -> None:
    """A name that does not exist is reported at its own template and line, also in a component."""
    lines = (workshop / name).read_text("utf-8").split("\n")
    at = next(n for n, row in enumerate(lines) if "<h1" in row or "{{ page_head(" in row)
    lines[at] = lines[at].replace("<h1", f"{broken}<h1") if "<h1" in lines[at] else lines[at] + broken
    (workshop / name).write_text("\n".join(lines), "utf-8")
    found = problems_of(content)
    assert {(it.place.file, it.place.line) for it in found} == {(f"templates/{name}", at + 1)}


def test_broken_template_is_a_problem(workshop: Path, content: Path) -> None:
    """A template that cannot be read is reported at its line."""
    about = workshop / "pages/about.html"
    about.write_text(about.read_text("utf-8") + "{% if %}\n", "utf-8")
    line = about.read_text("utf-8").count("\n")
    assert {(it.place.file, it.place.line) for it in problems_of(content)} == {
        ("templates/pages/about.html", line)
    }


def test_template_of_the_generator_that_fails_is_a_problem(workshop: Path, content: Path) -> None:
    """In a checkout, where templates are a site's own: whatever fails in them is reported at its line."""
    here = Path(shutil.copytree(content, workshop.parent / "content"))
    about = workshop / "pages/about.html"
    about.write_text(
        about.read_text("utf-8").replace("{% block main %}", "{% block main %}{{ 1 / 0 }}"), "utf-8"
    )
    line = about.read_text("utf-8").partition("{{ 1 / 0 }}")[0].count("\n") + 1
    assert {(str(it.place), str(it.message)) for it in problems_of(here)} == {
        (f"templates/pages/about.html:{line}", "division by zero.")
    }


def test_hostile_text_stays_text(content: Path) -> None:
    """Markup in titles, names, labels and notes of the content is shown as it is written."""
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    edit(content / "site.yaml", "le retour du tramway", quoted)
    edit(content / "pages/about.yaml", "À propos de ce site", quoted)
    edit(content / "sectors/port.yaml", 'Ligne du port"', f'{quoted}"')
    edit(
        content / "stations/2019-2025.yaml", 'Enquête publique", ar: "بحث عمومي', f'{quoted}", ar: "بحث عمومي'
    )
    edit(content / "sources.yaml", "Délibération sur le retour du tramway", quoted)
    hostile = build_sample(content)
    scripts = {path: len(tree.css("script[src]")) for path, tree in hostile.trees.items()}
    assert set(scripts.values()) == {1}
    assert {len(tree.css("script:not([src])")) for tree in hostile.trees.values()} == {0, 1}  # data
    about = hostile.trees[hostile.page("about").path]
    heading, title = about.css_first("h1"), about.css_first("title")
    assert heading is not None
    assert title is not None
    assert heading.text() == HOSTILE
    assert HOSTILE in title.text()
    assert HOSTILE in hostile.trees[hostile.page("sources").path].text()


def test_text_in_an_attribute_cannot_leave_it(content: Path) -> None:
    """Quotes in a description stay inside the attribute."""
    edit(content / "pages/about.yaml", "Port Amala n’existe pas", 'x\\" onload=\\"alert(1)')
    sample = build_sample(content)
    (given,) = attributes(sample.trees[sample.page("about").path], "meta[name=description]", "content")
    assert given.startswith('x" onload="alert(1)')


def test_notes_are_numbered_as_they_are_read(sample: Sample) -> None:
    """Each mark in a text leads to a note, numbered in the order in which a reader meets them."""
    seen = 0
    for page in sample.pages:
        tree = LexborHTMLParser(sample.files[page.path])  # a tree that no other test has looked into
        marks = [
            (node.attributes["href"] or "", node.text().strip())
            for node in tree.css("main a[href^='#note-']")
        ]
        first = list(dict.fromkeys(marks))
        notes = [f"#{id}" for id in attributes(tree, "[id^=note-]", "id")]
        assert [href for href, _ in first] == notes, page.path
        assert len({number for _, number in first}) == len(first), page.path
        seen += len(marks)
    assert seen


def test_notes_lead_back_to_their_first_mark(sample: Sample) -> None:
    """The way back from a note ends where a reader first met its number."""
    for page in sample.pages:
        tree = sample.trees[page.path]
        first: dict[str, str | None] = {}
        for mark in tree.css("main a[href^='#note-']"):
            first.setdefault(mark.attributes["href"] or "", mark.attributes.get("id"))
        for href, id in first.items():
            assert id, (page.path, href)
            note = tree.css_first(href)
            assert note is not None
            assert f"#{id}" in attributes(note, "a", "href"), (page.path, href)


def test_foreign_names_say_their_language(other: Sample) -> None:
    """A title in another language than the page's is marked with that language."""
    for lang in other.languages:
        tree = other.trees[other.page("sources", lang).path]
        for id, source in other.site.sources.items():
            entry = tree.css_first(f"#{id}")
            if entry is None:
                continue
            marked = {node.text(): node.attributes["lang"] for node in entry.css("[lang]")}
            assert (source.title in marked) == (source.language != lang), (lang, id)
            assert marked.get(source.title, source.language) == source.language


def test_build_day_stands_on_every_page(other: Sample) -> None:
    """Each page says on which day it was built."""
    for page in other.pages:
        days = attributes(other.trees[page.path], "footer time", "datetime")
        assert DAY.isoformat() in days, page.path


def test_default_of_the_home_page_is_where_languages_are_chosen(other: Sample) -> None:
    """Who wants none of the languages is led from home pages to the root, else to the first one."""
    for lang in other.languages:
        for kind, expected in (("home", BASE_URL), ("launch", BASE_URL + other.page("launch").path)):
            tree = other.trees[other.page(kind, lang).path]  # type: ignore[arg-type]
            found = attributes(tree, "link[rel=alternate][hreflang=x-default]", "href")
            assert found == [expected.removesuffix("index.html")]


def test_every_page_is_found_at_one_address_in_every_language(other: Sample) -> None:
    """A page is canonical where it stands and names all its sisters; the 404 page is found nowhere."""
    for page in other.pages:
        tree = other.trees[page.path]
        own = BASE_URL + page.path.removesuffix("index.html")
        assert attributes(tree, "link[rel=canonical]", "href") == [own]
        links = tree.css("link[rel=alternate][hreflang]")
        named = {link.attributes["hreflang"]: link.attributes["href"] for link in links}
        assert len(named) == len(links)
        assert named[page.lang] == own
        assert named.keys() == {*other.languages, "x-default"}
    root, lost = other.trees[ROOT_PATH], other.trees[NOT_FOUND_PATH]
    assert attributes(root, "link[rel=canonical]", "href") == [BASE_URL]
    alternates = [BASE_URL + f"{lang}/" for lang in other.languages]
    assert attributes(root, "link[hreflang]", "href") == [*alternates, BASE_URL]
    assert not lost.css("link[rel=canonical], link[hreflang], meta[property]")
    assert attributes(lost, "meta[name=robots]", "content") == ["noindex"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{{ here.asset('icon.svgg') }}", 'there is no file "icon.svgg" in static. Did you mean "icon.svg"?'),
        ("{{ here.href('methods') }}", 'there is no page "methods". Did you mean "method"?'),
        ("{{ here.href('sector', 'harbour') }}", 'there is no page "sector harbour".'),
    ],
)
def test_template_that_asks_for_nothing_is_told_what_there_is(
    workshop: Path, content: Path, broken: str, said: str
) -> None:
    """A file or page that is not there is reported at the line that asks for it, with a near one."""
    about = workshop / "pages/about.html"
    lines = about.read_text("utf-8").split("\n")
    at = next(n for n, row in enumerate(lines) if "page_head(" in row and "import" not in row)
    lines[at] += broken
    about.write_text("\n".join(lines), "utf-8")
    found = problems_of(content)
    assert {(it.place.file, it.place.line) for it in found} == {("templates/pages/about.html", at + 1)}
    assert {str(it.message).startswith(said) for it in found} == {True}


@pytest.mark.parametrize("kept", ["licence", "code_licence"])
def test_site_under_one_licence_names_it(content: Path, kept: str) -> None:
    """The foot of a page names the licence that there is, and misses no other."""
    gone = {"licence", "code_licence"} - {kept}
    settings = content / "site.yaml"
    written = yaml.safe_load(settings.read_text("utf-8"))
    settings.write_text(yaml.safe_dump({k: it for k, it in written.items() if k not in gone}), "utf-8")
    page = LexborHTMLParser(build(content, DAY).files["fr/index.html"])
    assert written[kept]["url"] in attributes(page, ".site-footer a", "href")
    assert not {written[it]["url"] for it in gone} & {*attributes(page, ".site-footer a", "href")}
