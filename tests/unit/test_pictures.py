"""Pictures, from the file that an editor has to what a page asks for; the files are made here."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborNode

from microsite.content.pictures import MOST_BYTES, wrong_with
from microsite.line import build, read
from microsite.messages.problems import ContentError
from microsite.output import pictures
from microsite.output.pictures import Encoded, Settings, encode
from tests.samples import BASE_URL, DAY, Sample, build_sample, edit

ORIENTATION = 0x0112  # of a photograph, in what a camera notes
LEFT_SIDE_UP = 6


def saved(image: Image.Image, format: str = "PNG", **options: Any) -> bytes:
    body = io.BytesIO()
    image.save(body, format, **options)
    return body.getvalue()


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def noise(width: int, height: int) -> Image.Image:
    """What no format makes small."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def decoded(one: Encoded) -> Image.Image:
    image = Image.open(io.BytesIO(one.body))
    assert image.format == "WEBP"
    assert image.size == (one.width, one.height)
    return image.convert("RGBA")


# --- encoding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "widths"),
    [(2000, [480, 960, 1280]), (1000, [480, 960, 1000]), (960, [480, 960]), (300, [300]), (1, [1])],
)
def test_widths_are_those_that_the_picture_has(width: int, widths: list[int]) -> None:
    """A picture is served in a few widths, the widest its own, and never larger than it is."""
    found = encode(saved(halves(width, max(1, width // 2)), "JPEG"))
    assert [one.width for one in found] == widths
    assert all(abs(one.height - one.width / 2) <= 1 for one in found)


def test_no_file_is_large() -> None:
    """What does not get small enough by quality gets narrower."""
    found = encode(saved(noise(1280, 1280), "JPEG"))
    assert all(len(one.body) <= 100_000 for one in found)
    assert [one.width for one in found] == sorted({one.width for one in found})


def test_quality_is_no_lower_than_it_must_be() -> None:
    """A picture that is small anyway keeps its quality; a lower limit lowers it."""
    raw = saved(noise(200, 200), "JPEG")
    (best,) = encode(raw)
    limit = len(best.body) * 2 // 3
    (less,) = encode(raw, Settings(most=limit))
    assert len(less.body) <= limit
    assert (best.width, less.width) == (200, 200)


def test_photograph_is_turned_upright() -> None:
    """What the camera notes of how it was held is done, not passed on."""
    exif = Image.Exif()
    exif[ORIENTATION] = LEFT_SIDE_UP
    (one,) = encode(saved(halves(80, 40), "JPEG", exif=exif))
    assert (one.width, one.height) == (40, 80)
    image = decoded(one)
    red, blue = image.getpixel((20, 10)), image.getpixel((20, 70))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]


def test_metadata_is_left_out() -> None:
    """Neither who took it, nor where, nor a profile is published."""
    exif = Image.Exif()
    exif[0x013B] = "Somebody Private"
    for format in ("JPEG", "PNG", "WEBP"):
        (one,) = encode(saved(halves(80, 40), format, exif=exif))
        assert b"Somebody" not in one.body
        assert not set(Image.open(io.BytesIO(one.body)).info) & {"exif", "icc_profile", "xmp"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_shown(mode: str) -> None:
    """Grey, a palette, sixteen bits, ink: white stays white."""
    white: Any = {"LA": (255, 255), "RGBA": (255,) * 4, "CMYK": (0,) * 4, "I;16": 65535, "P": 255}
    image = Image.new("L", (20, 10), 255).convert("P") if mode == "P" else None
    image = image or Image.new(mode, (20, 10), white.get(mode, (255,) * 3 if mode == "RGB" else 255))
    (one,) = encode(saved(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert decoded(one).getpixel((5, 5)) == (255, 255, 255, 255)


def test_what_is_transparent_stays_so() -> None:
    """A drawing without a background, in a palette as well."""
    image = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    image.paste((0, 0, 255, 255), (10, 0, 20, 10))
    for raw in (saved(image), saved(image.quantize(8))):
        (one,) = encode(raw)
        left, right = decoded(one).getpixel((2, 5)), decoded(one).getpixel((17, 5))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        assert (left[3], right[3]) == (0, 255)


def test_same_bytes_give_the_same_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encoding is deterministic, and done once for one content and one way."""
    raw = saved(noise(60, 30))
    first = encode(raw)
    monkeypatch.setattr(pictures, "_kept", {})
    assert encode(raw) == first
    monkeypatch.setattr(pictures, "_encoded", lambda *_: pytest.fail("encoded again"))
    assert encode(raw) == first


# --- files that are no pictures -----------------------------------------------------------------


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("damage", [cut, lambda raw: raw[:40], lambda raw: b"", lambda raw: b"GIF89a" + raw])
def test_damaged_file_is_refused(format: str, damage: Callable[[bytes], bytes]) -> None:
    """Half a picture is none, however well it begins."""
    raw = saved(noise(64, 64), format)
    assert wrong_with(raw) is None
    message = wrong_with(damage(raw))
    assert message is not None
    assert message.code == "not-a-picture"


def test_other_formats_are_refused() -> None:
    for format in ("GIF", "BMP", "TIFF", "ICO"):
        message = wrong_with(saved(halves(32, 32), format))
        assert message is not None
        assert message.code == "not-a-picture", format


def test_large_file_is_refused_before_it_is_unpacked() -> None:
    message = wrong_with(bytes(MOST_BYTES * 1_000_000 + 1))
    assert message is not None
    assert message.code == "picture-too-large"


def test_any_damage_is_said_and_never_raised() -> None:
    """Whatever byte is wrong, a file is a picture that can be encoded, or it is not."""
    numbers = random.Random(2)
    for format in ("JPEG", "PNG", "WEBP"):
        whole = saved(halves(48, 32), format)
        for _ in range(120):
            raw = bytearray(whole)
            for _ in range(numbers.randint(1, 4)):
                raw[numbers.randrange(len(raw))] = numbers.randrange(256)
            if wrong_with(bytes(raw)) is None:
                assert encode(bytes(raw))


# --- on pages -----------------------------------------------------------------------------------


def figure(sample: Sample, path: str) -> LexborNode:
    (found,) = sample.trees[path].css("main figure.picture")
    return found


def test_picture_stands_in_its_place_with_its_words(other: Sample) -> None:
    """A figure with its size, its files, its alternative text, its caption with a number, and its origin."""
    page = other.page("sectors", "de")
    shown = figure(other, page.path)
    image = shown.css_first("img")
    assert image is not None
    words = image.attributes
    assert (words["width"], words["height"]) == ("1280", "512")
    assert (words["loading"], words["decoding"]) == ("lazy", "async")
    assert words["alt"] == other.site.pictures["line-plan"].alt["de"]
    files = [part.split() for part in str(words["srcset"]).split(", ")]
    assert [width for _, width in files] == ["480w", "960w", "1280w"]
    for link, _ in files:
        assert len(other.files[link.removeprefix("../../")]) <= 100_000
    caption = shown.css_first("figcaption")
    assert caption is not None
    assert caption.css_first("data") is not None
    assert "Amala Mobilité, CC BY-SA 4.0" in caption.text()


def test_picture_of_a_sector_stands_beside_its_lead(other: Sample) -> None:
    page = other.page("sector", "fr", "collines")
    shown = figure(other, page.path)
    image = shown.css_first("img")
    assert image is not None
    assert image.attributes["loading"] == "eager"
    assert shown.parent is not None
    assert shown.parent.css_first(".page-head__lead") is not None


def test_words_in_brackets_replace_the_alternative_text(content: Path) -> None:
    """At that place only, and with facts in them; a picture that leads its page is not waited for."""
    for lang in ("fr", "ar", "de"):
        text = content / f"pages/sectors.{lang}.md"
        text.write_text('![Plan, {port-length} & "b" < c](line-plan)\n\n' + text.read_text("utf-8"), "utf-8")
    sample = build_sample(content)
    first, second = sample.trees[sample.page("sectors", "fr").path].css("main figure img")
    said = unicodedata.normalize("NFKC", first.attributes["alt"] or "")
    assert said == 'Plan, 6,8 kilomètres & "b" < c'
    assert second.attributes["alt"] == sample.site.pictures["line-plan"].alt["fr"]
    assert [image.attributes["loading"] for image in (first, second)] == ["eager", "lazy"]


def test_pictures_stand_beside_each_other_in_all_languages(content: Path) -> None:
    for lang in ("fr", "ar", "de"):
        edit(content / f"sectors/port.{lang}.md", "{#route}\n", "{#route}\n\n![](line-plan)\n")
    sample = build_sample(content)
    path = sample.page("compare", "fr", "sector:port").path
    alt = sample.site.pictures["line-plan"].alt
    shown = [image.attributes["alt"] for image in sample.trees[path].css(".compare img")]
    assert shown == [alt["fr"], alt["ar"], alt["de"]]


def test_file_that_goes_between_check_and_build_is_said(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last good site stays."""
    found = read(content, DAY)
    (content / "pictures/line-plan.png").unlink()
    monkeypatch.setattr("microsite.line.read", lambda *_: found)
    with pytest.raises(ContentError, match=r"line-plan\.png"):
        build(content, DAY, BASE_URL)


def test_site_without_pictures_has_none(guide: Sample) -> None:
    assert not [path for path in guide.files if path.startswith("pictures/")]
