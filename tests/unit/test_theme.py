"""The settings under `theme:`: what is drawn from them, and what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from microsite.colours.spaces import contrast
from microsite.content.picture_size import size_of
from microsite.content.theme import SCHEMES, Colours
from microsite.line import read
from microsite.messages.problems import ContentError, Problem
from microsite.output.styles import minified
from microsite.output.theme import theme_styles
from microsite.rules.theme import LEAST
from tests.samples import DAY, Sample, edit

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 64, 32)


@pytest.fixture
def static(content: Path) -> Path:
    """The static folder of a site, beside its content: a logo, a font, and a heavy one."""
    folder = content.parent / "static"
    (folder / "fonts").mkdir(parents=True)
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"/>', "utf-8")
    (folder / "fonts/words.woff2").write_bytes(b"wOF2" + bytes(9996))
    (folder / "fonts/heavy.woff2").write_bytes(b"wOF2" + bytes(120_000))
    (folder / "fonts/old.woff2").write_bytes(b"OTTO")
    return folder


def themed(content: Path, theme: str) -> Path:
    """The content with a theme, in the form of YAML, at the end of `site.yaml`."""
    file = content / "site.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\ntheme: {theme}\n", "utf-8")
    return content


def faults(content: Path, theme: str) -> list[str]:
    """What is said of a theme: key and sentence, warnings included."""
    last = len((content / "site.yaml").read_text("utf-8").rstrip().split("\n")) + 1
    found: tuple[Problem, ...]
    try:
        found = read(themed(content, theme), DAY).warnings
    except ContentError as error:
        found = error.problems
    for problem in found:
        assert (problem.place.file, problem.place.line) == (f"{content.as_posix()}/site.yaml", last)
        assert problem.place.column > 1
    return [f"{it.severity} {it.where}: {it.message}" for it in found]


# --- what is drawn --------------------------------------------------------------------------------


def test_site_without_a_theme_draws_nothing(sample: Sample) -> None:
    """What the style sheets have holds."""
    assert theme_styles(sample.site) == ""


def test_theme_takes_the_place_of_tokens(content: Path) -> None:
    """Only what is written; black and white stay for readers who ask for more contrast."""
    theme = (
        '{colours: {paper: {light: "#FFF6E9", dark: "#1c1014"}, link: {light: "#7a1f3d", dark: "#ffb3c7"}}, '
        "fonts: {body: [Own Words, serif], heading: [Verdana]}, sizes: {text: 1.125, page: 75}}"
    )
    style = theme_styles(read(themed(content, theme), DAY).site)
    assert style == (
        "@layer tokens{:root{--color-link:light-dark(#7a1f3d,#ffb3c7);"
        '--font:"Own Words",serif;--font-heading:"Verdana",system-ui,sans-serif;'
        "--text-body:1.125rem;--page:75rem}"
        "@media not (prefers-contrast:more){:root{--color-paper:light-dark(#fff6e9,#1c1014)}}}"
    )
    assert minified(style, "css/any.css")


# --- colours ----------------------------------------------------------------------------------------


def test_colours_of_the_generator_will_do() -> None:
    """They keep the contrast that is asked of a site's own."""
    colours = Colours()
    for name, grounds in LEAST.items():
        for ground, least in grounds.items():
            for scheme in SCHEMES:
                assert contrast(getattr(colours, name)[scheme], getattr(colours, ground)[scheme]) >= least


@pytest.mark.parametrize("name", ["text", "quiet", "link", "focus", "warning"])
@pytest.mark.parametrize(("light", "dark"), [("#888888", "#ffffff"), ("#000000", "#777777")])
def test_pale_letters_are_refused_with_a_colour_that_will_do(
    content: Path, name: str, light: str, dark: str
) -> None:
    """The sentence has the ratio that was found, the one that is wanted, and a colour that has it."""
    found = faults(content, f'{{colours: {{{name}: {{light: "{light}", dark: "{dark}"}}}}}}')
    scheme = "light" if light == "#888888" else "dark"
    assert (
        f"error theme › colours › {name} › {scheme}: {name} {light if scheme == 'light' else dark}"
        in found[0]
    )
    assert f":1 in the {scheme} scheme, and needs 7:1; write {name} " in found[0]
    fitting = found[0].rpartition('"#')[2][:6]
    other = content.parent / "other"
    other.mkdir()
    (content / "site.yaml").write_text(
        (content / "site.yaml")
        .read_text("utf-8")
        .replace(light if scheme == "light" else dark, f"#{fitting}"),
        "utf-8",
    )
    assert not read(content, DAY).warnings


def test_paper_is_judged_with_the_letters_that_stay(content: Path) -> None:
    """Where only the paper is written, it is what is wrong."""
    said = faults(content, '{colours: {paper: {light: "#dcc9a8", dark: "#12151c"}}}')
    assert said[0].startswith("error theme › colours › paper › light: ")
    assert "quiet #474c58 on paper #dcc9a8 has a contrast of only 5.3:1 in the light scheme" in "".join(said)


def test_middle_grey_is_no_paper(content: Path) -> None:
    """One sentence, not one for each colour that stands on it."""
    (said,) = faults(content, '{colours: {paper: {light: "#fbfbf9", dark: "#808080"}}}')
    assert said.startswith("error theme › colours › paper › dark: on #808080 even words in #ffffff have a ")
    assert said.endswith(' contrast of only 3.9:1, and need 7:1; write "#595959".')


def test_lines_are_judged_on_the_own_paper(content: Path) -> None:
    """A colour that will do on white may be too pale on another paper."""
    themed(content, '{colours: {paper: {light: "#d9d9d9", dark: "#12151c"}}}')
    edit(content / "sectors/port.yaml", "#0b6e8f", "#4490ad")
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    (said,) = [str(it.message) for it in caught.value.problems if it.place.file.endswith("port.yaml")]
    assert said.startswith(
        "#4490ad has a contrast of only 2.5:1 with the light paper (#d9d9d9), and a line needs 3:1"
    )


# --- fonts and pictures -------------------------------------------------------------------------------


def font(family: str = "Words", file: str = "fonts/words.woff2", more: str = "") -> str:
    """A theme with one font."""
    return f"{{fonts: {{body: [Words]}}, font_files: [{{family: {family}, file: {file}{more}}}]}}"


# A theme -> the key, and how the sentence begins and ends; nothing for what is in order.
FILES = {
    "{logo: logo.svg, icon: logo.svg}": (),
    "{logo: logo.gif}": ("error theme › logo", '"logo.gif" is not a picture of static; ', "logo.svg."),
    "{logo: ../logo.svg}": ("error theme › logo", '"../logo.svg" is not a picture', "logo.svg."),
    "{logo: loggo.svg}": ("error theme › logo", 'there is no file "loggo.svg"', 'mean "logo.svg"?'),
    "{icon: empty.png}": ("error theme › icon", '"empty.png" does not say how large', "with a viewBox."),
    font(): (),
    font("Wrods"): ("error theme › font_files › 1 › family", 'nothing is set in "Wrods"', '"Words"?'),
    font(file="fonts/word.woff2"): (
        "error theme › font_files › 1 › file",
        'there is no file "fonts/word.woff2" in static',
        'mean "fonts/words.woff2"?',
    ),
    font(file="fonts/old.woff2"): (
        "error theme › font_files › 1 › file",
        '"fonts/old.woff2" is no font in WOFF2; convert',
        "(docs/theme.md shows how).",
    ),
    font(file="fonts/heavy.woff2"): (
        "warning theme › font_files › 1 › file",
        '"fonts/heavy.woff2" weighs 120 kB, ',
        "100 kB at the most (docs/theme.md shows how).",
    ),
    font(file="fonts/words.ttf"): (
        "error theme › font_files › 1 › file",
        '"fonts/words.ttf" is not a font file of static; ',
        "fonts/words.woff2.",
    ),
    font(more=", weight: 700 300"): (
        "error theme › font_files › 1 › weight",
        '"700 300" is not a weight; ',
        "such as 300 800.",
    ),
    "{fonts: {body: ['Words; x']}}": (
        "error theme › fonts › body › 1",
        '"Words; x" is not the name of a font; ',
        "Noto Sans.",
    ),
    "{sizes: {text: 3}}": ("error theme › sizes › text", '"3" is out of range', "limit is 1.25."),
}


@pytest.mark.parametrize(("theme", "said"), FILES.items(), ids=FILES)
def test_files_that_a_theme_names_are_looked_at(
    content: Path, static: Path, theme: str, said: tuple[str, ...]
) -> None:
    """Each is there and what it should be, and every font is used; all that is wrong has its place."""
    (static / "empty.png").write_bytes(b"")
    found = faults(content, theme)
    assert len(found) == bool(said)
    for sentence in found:
        key, start, end = said
        assert sentence.startswith(f"{key}: {start}")
        assert sentence.endswith(end)


@pytest.mark.parametrize(
    ("body", "size"),
    [
        (PNG, (64, 32)),
        (PNG[:18], None),
        (b"", None),
        (b'<?xml version="1.0"?><svg viewBox="0 0 12.5 5"><rect width="9"/></svg>', (12.5, 5)),
        (b"<svg width='24px' height='12'></svg>", (24, 12)),
        (b'<svg width="100%" height="12"></svg>', None),
        (b'<svg viewBox="0 0 0 5"></svg>', None),
        (b'<svg viewBox="0 0 . 5"></svg>', None),
    ],
)
def test_pictures_say_how_large_they_are(body: bytes, size: tuple[float, float] | None) -> None:
    """A PNG in its first chunk, an SVG in its root."""
    assert size_of(body) == size
