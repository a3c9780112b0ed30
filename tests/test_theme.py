"""A site's own templates and static files, beside its content: looked up first, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.folders import HOME, Folders, folders_of
from microsite.line import build, read
from microsite.messages.problems import ContentError
from tests.samples import BASE_URL, CONTENT, DAY, Sample, attributes, build_sample

LANGUAGES = ("fr", "ar", "de")
FOOTER = """{% macro site_footer(here, freshness) %}
<footer class="site-footer"><p>Harbour office</p></footer>
{% endmacro %}
"""
BASE = """{% extends "engine/base.html" %}
{% from "components/imprint/imprint.html" import imprint %}
{% block head %}
<meta name="author" content="Harbour office">
{% endblock %}
{% block after_main %}
{{ imprint(here) }}
{% endblock %}
"""
IMPRINT = """{% macro imprint(here) %}
<p class="imprint">{{ here.plain(here.site.settings.title) }}</p>
{% endmacro %}
"""


def own(content: Path, name: str, text: str) -> Path:
    """Write a file beside a content folder, `templates` or `static` before its name; return it."""
    path = content.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def said(content: Path) -> list[str]:
    """What `check` says, the files named as in the site's own folder; it and a build say the same."""
    try:
        found = read(content, DAY).warnings
    except ContentError as error:
        found = error.problems
    if any(it.severity == "error" for it in found):
        with pytest.raises(ContentError) as caught:
            build(content, DAY, BASE_URL)
        assert caught.value.problems == found
    return [str(it).replace(f"{content.parent.as_posix()}/", "") for it in found]


# --- looking up ---------------------------------------------------------------------------------------


def test_site_without_folders_of_its_own_has_the_generators(other: Sample, content: Path) -> None:
    """Styles and scripts are the same by the byte, wherever the content lies."""
    built = build_sample(content).files
    assert folders_of(content).of_site == {}
    # Pages, feeds and data tell days of the content's history, which this copy has not.
    telling = (".html", ".md", ".xml", ".ics", ".json")
    served = {name: body for name, body in other.files.items() if not name.endswith(telling)}
    assert {name: built[name] for name in served} == served
    assert folders_of(CONTENT["real"]) == Folders(None, HOME)


def test_own_files_hold_before_the_generators(content: Path, other: Sample) -> None:
    """A replaced component, an extended template, a component of its own, styles, an icon and a feed."""
    own(content, "templates/base.html", BASE)
    own(content, "templates/components/site-footer/site-footer.html", FOOTER)
    own(content, "templates/components/imprint/imprint.html", IMPRINT)
    own(content, "templates/components/imprint/imprint.css", ".imprint { --_gap: 3px; margin: var(--_gap); }")
    own(content, "templates/components/imprint/imprint.js", 'document.title += " – imprint";')
    own(content, "templates/feeds/robots.txt", "User-agent: *\nDisallow: /\n")
    own(content, "static/css/own.css", "h1 { text-transform: uppercase; }")
    own(content, "static/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')
    own(content, "static/.hidden", "")
    assert said(content) == []
    built = build_sample(content)
    assert set(built.files) == set(other.files)
    for page in built.pages:
        tree = built.trees[page.path]
        assert [node.text() for node in tree.css("body > footer p")] == ["Harbour office"]
        assert attributes(tree, "meta[name=author]", "content") == ["Harbour office"]
        assert len(tree.css("main > .imprint")) == 1
    home, chooser = (built.files[f"css/{kind}.fr.css"].decode() for kind in ("home", "chooser"))
    assert ".imprint{margin:3px}" in home
    assert ".imprint" not in chooser
    assert home.index("@layer print") < home.index("@layer own{h1{text-transform:uppercase}}")
    assert b"imprint" in built.files["js/site.js"]
    assert built.files["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert built.files["icon.svg"] != other.files["icon.svg"]


def test_own_style_sheets_take_the_place_of_the_generators(content: Path) -> None:
    """A component's, and one of those that every page has, with what it imports itself."""
    own(content, "templates/components/breadcrumb/breadcrumb.css", ".breadcrumb { color: red; }")
    own(content, "static/css/utilities.css", '@import url("more.css");')
    own(content, "static/css/more.css", ".visually-hidden { position: absolute; }")
    assert said(content) == []
    style = build_sample(content).files["css/year.fr.css"].decode()
    assert ".breadcrumb{color:red}" in style
    assert "@layer utilities{.visually-hidden{position:absolute}}" in style


def test_summary_tells_what_fonts_weigh(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build names the kilobytes, pages ask for the font by the address that the style sheet has."""
    font = own(content, "static/fonts/words.woff2", "")
    font.write_bytes(b"wOF2" + bytes(41_996))
    file = content / "site.yaml"
    theme = "{fonts: {body: [Words, serif]}, font_files: [{family: Words, file: fonts/words.woff2}]}"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\ntheme: {theme}\n", "utf-8")
    words = ["--content", str(content), "--out", str(content.parent / "site"), "--today", DAY.isoformat()]
    assert main(words) == 0
    assert " languages, fonts of 42 kB, " in capsys.readouterr().out
    built = build_sample(content)
    tree = built.trees[built.page("home").path]
    (link,) = attributes(tree, "link[rel=preload][as=font]", "href")
    assert f"url({link})" in built.files["css/home.fr.css"].decode()
    for page in built.trees.values():
        (policy,) = attributes(page, "meta[http-equiv=Content-Security-Policy]", "content")
        assert "font-src 'self';" in policy


# --- what is wrong ------------------------------------------------------------------------------------

ABOUT = """{{% extends "base.html" %}}
{{% set text = here.site.pages.about %}}
{{% block main %}}
<h1>a</h1>
{0}
{{% endblock %}}
"""
PAGE = "templates/pages/about.html"
WRONG = {
    "a template that is not there": (
        PAGE,
        ABOUT.format('{% include "componets/badge/badge.html" %}'),
        f'{PAGE}:5  there is no template "componets/badge/badge.html". '
        'Did you mean "components/badge/badge.html"?',
    ),
    "a parent that is not there": (
        "templates/base.html",
        '{% extends "engine/bsae.html" %}',
        'templates/base.html:1  there is no template "engine/bsae.html". Did you mean "engine/base.html"?',
    ),
    "a macro that is not there": (
        PAGE,
        ABOUT.format('{% from "components/badge/badge.html" import bagde %}{{ bagde(here) }}'),
        f'{PAGE}:5  "components/badge/badge.html" has no macro "bagde". Did you mean "badge"?',
    ),
    "a macro that others want": (
        "templates/components/site-footer/site-footer.html",
        "<footer></footer>",
        'templates/components/site-footer/site-footer.html  this template has no macro "site_footer", which '
        '"base.html" asks it for; write one.',
    ),
    "a block that is not there": (
        "templates/base.html",
        '{% extends "engine/base.html" %}\n{% block fotter %}x{% endblock %}',
        'templates/base.html:2  the template that this one extends has no block "fotter", so nobody '
        'would see it. Did you mean "footer"?',
    ),
    "a file that is not there": (
        PAGE,
        ABOUT.format("<img alt=\"\" src=\"{{ here.asset('icon.svgg') }}\">"),
        f'{PAGE}:5  there is no file "icon.svgg" in static. Did you mean "icon.svg"?',
    ),
    "a filter that is not there": (
        PAGE,
        ABOUT.format("{{ here.lang | uper }}"),
        f"{PAGE}:5  No filter named 'uper'..",
    ),
    "a broken template": (
        PAGE,
        ABOUT.format("{% if here %}"),
        f"{PAGE}:6  ",
    ),
    "a style sheet that is not there": (
        "static/css/own.css",
        "/* two\nlines */\n@import url(\"mroe.css\");",
        'static/css/own.css:3  "mroe.css" is not there.',
    ),
    "a property that is not there": (
        "static/css/own.css",
        "p {\n  color: var(--color-qiet);\n  inset: var(--own, 0);\n}",
        'static/css/own.css:2  "--color-qiet" is declared nowhere. Did you mean "--color-quiet"?',
    ),
    "a line that is not there": (
        "static/css/own.css",
        "p { color: var(--line-prot); background: var(--line-pale-port); }",
        'static/css/own.css:1  "--line-prot" is declared nowhere. Did you mean "--line-port"?',
    ),
    "a picture that is not there": (
        "static/css/own.css",
        "p { background: url(\"../icn.svg\"); }",
        'static/css/own.css:1  there is no file "../icn.svg" in static. Did you mean "../icon.svg"?',
    ),
    "a picture from elsewhere": (
        "static/css/own.css",
        "p { background: url(https://example.org/a.png); }",
        'static/css/own.css:1  pages show nothing from "https://example.org/a.png"; put the file into static '
        "and name it from there, such as ../picture.svg.",
    ),
    "a broken style sheet": (
        "static/css/own.css",
        "p {\n  color red;\n}",
        "static/css/own.css:2  the style sheet cannot be read (Parsing stylesheet failed: ",
    ),
    "tokens that others want": (
        "static/css/utilities.css",
        ".visually-hidden { inset: var(--_no); }",
        'static/css/utilities.css:1  "--_no" is declared nowhere.',
    ),
    "a template that nothing uses": (
        "templates/components/site-foter/site-footer.html",
        FOOTER,
        "templates/components/site-foter/site-footer.html  nothing is made from this file. "
        'Did you mean "components/site-footer/site-footer.html"?',
    ),
    "a style sheet that nothing uses": (
        "static/css/onw.css",
        "p { margin: 0; }",
        'static/css/onw.css  nothing is made from this file. Did you mean "static/css/own.css"?',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "sentence"), WRONG.values(), ids=WRONG)
def test_mistake_is_said_at_its_own_place(content: Path, name: str, text: str, sentence: str) -> None:
    """One sentence with the site's own file and its line, from `check` as from a build."""
    own(content, name, text)
    (found,) = said(content)
    assert found.startswith(sentence)


def test_sheet_that_drops_tokens_is_told_which_are_needed(content: Path) -> None:
    """All of them in one sentence."""
    own(content, "static/css/tokens.css", ":root { --color-paper: #fff; }")
    (found,) = said(content)
    assert found.startswith(
        "static/css/tokens.css  the sheet that this one replaces declares --color-sheet, "
    )
    assert found.endswith(", which others need; declare that here.")
    assert "--color-paper" not in found


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("{{ here.words.menue }}", 'there is no "menue" here. Did you mean "menu"?'),
        ("{{ here.words.weight.singel }}", 'there is no "singel" here. Did you mean "single"?'),
        ("{{ here.adress }}", 'there is no "adress" here.'),
        ("{{ elephants }}", 'there is no "elephants" here.'),
        ("{{ here.href('abuot') }}", 'there is no page "abuot". Did you mean "about"?'),
        ("{{ here.number('many') }}", ""),
        ("{{ 1 / 0 }}", "division by zero."),
        ("{% include 'componets/' ~ here.lang %}", 'there is no template "componets/'),
        (
            '{% from "components/badge/badge.html" import badge %}{{ badge(here, "no-such-line") }}',
            'there is no "',
        ),
    ],
)
def test_mistake_that_shows_when_pages_are_made_is_said_once(
    content: Path, broken: str, sentence: str
) -> None:
    """At the line of the site's own file, however many pages it spoils and wherever it ends."""
    start = '{% extends "engine/base.html" %}\n{% block after_main %}\n'
    own(content, "templates/base.html", f"{start}{broken}\n{{% endblock %}}\n")
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    found = caught.value.problems
    assert {str(it.place) for it in found} == {f"{content.parent.as_posix()}/templates/base.html:3"}
    assert len({str(it.message) for it in found}) == len(found) <= len(LANGUAGES)
    assert all(str(it.message).startswith(sentence) for it in found)


def test_mistake_in_a_feed_is_said(content: Path) -> None:
    """As in a page."""
    own(content, "templates/feeds/robots.txt", "User-agent: *\n{{ rots }}\n")
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    (problem,) = caught.value.problems
    assert str(problem).endswith('templates/feeds/robots.txt:2  robots.txt: there is no "rots" here.')


def test_static_file_does_not_take_the_address_of_a_page(content: Path) -> None:
    """What the site makes itself is not written over."""
    own(content, "static/fr/index.html", "mine")
    own(content, "static/robots.txt", "mine")
    with pytest.raises(ContentError) as caught:
        build(content, DAY, BASE_URL)
    assert [str(it.message) for it in caught.value.problems] == [
        'the site makes "fr/index.html" itself; give this file another name.',
        'the site makes "robots.txt" itself; give this file another name.',
    ]
