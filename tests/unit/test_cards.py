"""Cards: the picture of each page where others show it, read back by an independent decoder."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from microsite.cards import drawn as cards
from microsite.cards.drawing import lightened, png_of
from microsite.cards.marks import HEIGHT, WIDTH
from microsite.colours.shades import shades
from microsite.content.pages import PageKey
from microsite.content.site import Site
from microsite.fonts.typefaces import typefaces
from microsite.gate import whole
from microsite.language.plain import plain_text
from microsite.line import Built, build, read
from microsite.memory import Memory
from microsite.messages.problems import ContentError
from microsite.pages import render
from microsite.pages.card_words import card_text
from microsite.pages.context import PageContext
from microsite.pages.edition import Edition
from microsite.pages.plan import Page
from microsite.pages.render import Wish
from microsite.pages.urls import CARD, beside, page_path
from tests.samples import BASE_URL, DAY, SITES, attributes, copy_of_other, edit

MOST_BYTES = 60_000
DRAWN = Wish(cards=True)
LANGUAGES = ("fr", "ar")
KINDS = ("home", "sector", "about")  # one of each way in which cards are laid out
VERDICT = """    verdicts:
      - outcome: dropped
        date: 2026-03-01
        text: {fr: "Le projet est abandonné.", ar: "أُلغي المشروع.", de: "Das Vorhaben ist aufgegeben."}
        sources: [gazette-2019]
"""

Colour = tuple[int, int, int]


def with_cards(content: Path, memory: Memory | None = None, wish: Wish = DRAWN) -> Built:
    return build(content, DAY, BASE_URL, memory=memory, wish=wish)


@contextmanager
def only_some() -> Iterator[None]:
    """Only the cards of some pages: all of them take long."""
    all_of_them = cards.pages_with_card

    def some(site: Site, pages: Sequence[Page]) -> list[Page]:
        return [it for it in all_of_them(site, pages) if it.key[0] in KINDS and it.lang in LANGUAGES]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "pages_with_card", some)
        patch.setattr(whole, "problems_of", lambda *_, **__: iter(()))  # which would miss the others
        yield


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The made-up town, in a language that is written from left to right and in one from right to left."""
    with only_some():
        return with_cards(copy_of_other(tmp_path_factory.mktemp("town")))


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """The content of a small site, to be changed."""
    return Path(shutil.copytree(SITES / "past", tmp_path / "content"))


def picture(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body)).convert("RGB")


def colours(image: Image.Image) -> Counter[Colour]:
    """How many pixels have each colour."""
    found: Any = image.getcolors(WIDTH * HEIGHT)
    return Counter({colour: count for count, colour in found})


def rgb(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def colour_of(built: Built, sector: str) -> Colour:
    return rgb(built.site.sectors[sector].colour)


def card_of(built: Built, lang: str, key: PageKey) -> str:
    return beside(page_path(built.site, lang, key), CARD)


# --- files ----------------------------------------------------------------------------------------


def test_every_page_has_a_card(ferry: Path) -> None:
    """Beside it, as large as others show it, light, and the same in every build; a page that sets another one
    in several languages is shown by that one's."""
    built = with_cards(ferry)
    found = {path: body for path, body in built.files.items() if path.endswith(CARD)}
    pages = [LexborHTMLParser(body) for path, body in built.files.items() if path.endswith("index.html")]
    named = {it for page in pages for it in attributes(page, "meta[property='og:image']", "content")}
    assert named == {BASE_URL + path for path in found}
    for path, body in found.items():
        image = Image.open(io.BytesIO(body))
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT)), path
        assert len(body) < MOST_BYTES, path
        assert len(colours(picture(body))) > len(built.site.sectors) + 3, path
    again = with_cards(ferry).files
    assert {path: again[path] for path in found} == found


def test_cards_are_drawn_only_for_a_site_that_is_published(ferry: Path) -> None:
    """Whoever only looks does not wait for them."""
    assert not [path for path in build(ferry, DAY).files if path.endswith(CARD)]


def test_no_card_is_too_heavy(town: Built) -> None:
    """Not even that of the whole map."""
    weights = {path: len(body) for path, body in town.files.items() if path.endswith(CARD)}
    assert len(weights) == 1 + 2 * 4
    assert max(weights.values()) < MOST_BYTES


# --- what is kept ---------------------------------------------------------------------------------


def test_only_what_is_another_is_drawn_again(ferry: Path) -> None:
    """The card of a page whose title has changed, and whatever the site lacks; as a clean build has it."""
    memory = Memory()
    first = with_cards(ferry, memory)
    there = replace(DRAWN, lacks=lambda path: path == "de/card.png")
    edit(ferry / "sectors" / "ferry.yaml", "Die Fähre", "Die alte Fähre")
    built = with_cards(ferry, memory, there)
    new = {path for path in built.files if path.endswith(CARD)}
    assert new == {"de/card.png", *(path for path in new if "ferry" in path)}
    assert len(new) == 2
    all_cards = {path for path in first.files if path.endswith(CARD)}
    assert {path for path in built.kept if path.endswith(CARD)} == all_cards - new
    clean = with_cards(ferry).files
    assert {path: first.files[path] for path in all_cards} | {path: built.files[path] for path in new} == {
        path: clean[path] for path in all_cards
    }


# --- what is seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_card_of_a_sector_has_its_colour(town: Built, lang: str) -> None:
    """Its own and no other line's, with its badge where lines begin."""
    one, other = town.site.sectors
    for sector, stranger in ((one, other), (other, one)):
        image = picture(town.files[card_of(town, lang, ("sector", sector))])
        seen = colours(image)
        assert seen[colour_of(town, sector)] > 1000
        assert not seen[colour_of(town, stranger)]
        left, right = (colours(image.crop((x, 0, x + 150, 150))) for x in (0, WIDTH - 150))
        with_badge, without = (right, left) if lang == "ar" else (left, right)
        badge = shades(
            town.site.sectors[sector].colour, "light", town.site.settings.theme.colours.paper
        ).badge
        assert with_badge[rgb(badge)] > 1000
        assert not without[rgb(badge)]


def test_changed_standing_changes_the_card(town: Built, content: Path) -> None:
    """Of the sector whose promise it is, in each language."""
    due = "    comparator: at-least\n    due: 2028\n"
    edit(content / "sectors" / "port.yaml", due, due + VERDICT)
    with only_some():
        built = with_cards(content)
    for lang in LANGUAGES:
        paths = {sector: card_of(built, lang, ("sector", sector)) for sector in built.site.sectors}
        changed = [sector for sector, it in paths.items() if built.files[it] != town.files[it]]
        assert changed == ["port"]


def test_letters_are_those_that_are_written() -> None:
    """Hangul, Arabic and Latin in both weights, none as the box that stands for what a font has not."""
    faces = typefaces()

    def drawn(letter: str, weight: int = 400) -> bytes:
        (run,) = faces.runs(letter) or (None,)
        family = run.family if run else "Pretendard"
        font = f'font-family="{family}" font-weight="{weight}" font-size="70"'
        text = f'<text x="20" y="80" {font}>{letter}</text>'
        return png_of(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{text}</svg>', faces.files
        )

    letters = "가뷁힣A9ßсعش"
    pictures = [drawn(letter, weight) for letter in letters for weight in (400, 700)]
    assert len({*pictures, drawn("漢"), drawn(" ")}) == 2 * len(letters) + 2
    assert faces.missing(letters) == ""
    assert faces.missing("가漢字漢") == "漢字"


def test_text_without_letters_is_left_out(content: Path) -> None:
    """And said to the editor, with the letters, how many texts there are, and what to do."""
    edit(content / "pages" / "about.yaml", "عن هذا الموقع", "漢字")
    with only_some():
        built = with_cards(content)
    image = picture(built.files[card_of(built, "ar", ("about", ""))])
    assert len(colours(image.crop((0, 0, WIDTH, 250)))) == 1
    (said,) = [it for it in built.warnings if it.message.code == "letters-without-font"]
    assert (said.place.file.rpartition("/")[2], said.where) == ("about.yaml", "title › ar")
    assert "漢 字, so 1 of their texts" in str(said.message)


@pytest.mark.parametrize(
    ("fonts", "said"),
    [
        ("words.woff2", ["not-a-card-font-file"]),
        ("words.otf, word.otf", ["not-a-card-font", "no-such-asset"]),
    ],
)
def test_card_font_that_is_none_is_refused(content: Path, fonts: str, said: list[str]) -> None:
    """One that is not there, one that cannot be read, and one that is packed for the web."""
    static = content.parent / "static"
    static.mkdir()
    (static / "words.otf").write_bytes(b"OTTO and no more")
    with (content / "site.yaml").open("a") as settings:
        settings.write(f"\ntheme: {{card_fonts: [{fonts}]}}\n")
    with pytest.raises(ContentError) as raised:
        read(content, DAY)
    codes = [it.message.code for it in raised.value.problems]
    assert codes == said


def test_colours_of_a_picture_stay() -> None:
    """Of thousands of colours, those of which there is most are as they were."""
    full = Image.new("RGB", (512, 512), "#fbfbf9")
    for x, colour in enumerate(("#0c41ad", "#05896c", "#f6f8f9")):
        full.paste(colour, (100 * x, 0, 100 * x + 80, 200))
    for x in range(256):
        full.putpixel((x, 300), (x, 255 - x, x // 2))
    body = io.BytesIO()
    full.save(body, "PNG")
    seen = colours(picture(lightened(body.getvalue())))
    assert seen[rgb("#0c41ad")] >= 80 * 200
    assert seen[rgb("#05896c")] >= 80 * 200
    assert seen.most_common(1)[0][0] == rgb("#fbfbf9")


# --- what is said ---------------------------------------------------------------------------------


def spelt(text: str) -> str:
    """The letters of a text, whatever keeps its words together."""
    return " ".join(plain_text(text).replace("\u2060", "").split())


def test_card_says_what_its_page_says(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text of a card stands on its page, numbers and dates included; the picture is where it is said."""
    editions: list[Edition] = []

    def noted(edition: Edition, *given: Any) -> render.Rendered:
        editions.append(edition)
        return render_pages(edition, *given)

    render_pages = render.render_pages
    monkeypatch.setattr(render, "render_pages", noted)
    built = build(content, DAY, BASE_URL)
    (edition,) = editions
    pages = [page for versions in edition.versions.values() for page in versions]
    own = {BASE_URL + cards.card_path(page) for page in cards.pages_with_card(built.site, pages)}
    for page in pages:
        here = PageContext(edition, page)
        assert here.card in own
        if page.key[0] in ("sector", "home"):
            tree = LexborHTMLParser(built.files[page.path])
            for mark in tree.css("main a.mark"):
                mark.decompose()
            shown = spelt(tree.text())
            assert [it for it in map(spelt, card_text(here).split(" · ")) if it not in shown] == []
    riders = PageContext(
        edition, next(it for it in pages if it.key == ("sector", "port") and it.lang == "fr")
    )
    assert "au moins 18 000 voyageurs" in spelt(card_text(riders))
