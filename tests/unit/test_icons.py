"""The icon of a site on home screens, and the manifest that names it."""

from __future__ import annotations

import io
import json
import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from microsite.cards.icons import icon_files
from microsite.folders import folders_of
from microsite.language.phrases import Phrases
from microsite.pages.urls import INDEX, manifest
from tests.samples import ROOT, Sample

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 {0}"><path d="M0 0h10v{0}H0" fill="{1}"/></svg>'
)


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def target(path: str, link: str) -> str:
    """The file that a link in a file leads to."""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return posixpath.normpath(f"{found}/{INDEX}") if link.endswith(("/", ".")) else found


def test_manifest_of_each_language(sample: Sample) -> None:
    """It has the names of the site in it and leads to its pages; every icon is as large as it says."""
    for lang in sample.languages:
        path = manifest(lang)
        said: dict[str, Any] = json.loads(sample.files[path])
        settings = sample.site.settings
        assert (said["lang"], said["dir"]) == (lang, settings.languages[lang].direction)
        phrases = Phrases(sample.site, lang)
        assert (said["name"], said["short_name"]) == (
            phrases.plain(settings.title),
            phrases.plain(settings.name),
        )
        assert target(path, said["start_url"]) == f"{lang}/{INDEX}"
        assert target(path, said["scope"]) == INDEX
        assert said["theme_color"] == settings.theme.colours.paper.light
        sizes = {}
        for icon in said["icons"]:
            body = sample.files[target(path, icon["src"])]
            if icon["type"] == "image/svg+xml":
                assert icon["sizes"] == "any"
                continue
            image = opened(body)
            assert (image.format, icon["type"]) == ("PNG", "image/png")
            assert f"{image.width}x{image.height}" == icon["sizes"]
            sizes[image.width] = icon.get("purpose", "any")
        assert sizes == {180: "maskable", 192: "any", 512: "maskable"}


@pytest.fixture
def icons(other: Sample, tmp_path: Path) -> Callable[..., Mapping[str, bytes]]:
    """The pictures that are made of an icon, with other static files of the site."""

    def made(icon: bytes | None, **files: bytes) -> Mapping[str, bytes]:
        static = tmp_path / "static"
        static.mkdir(exist_ok=True)
        for name, body in {**files, "icon.svg": icon}.items():
            if body is not None:
                (static / name).write_bytes(body)
        return icon_files(other.site, folders_of(tmp_path / "content"))

    return made


@pytest.mark.parametrize(
    ("high", "colour", "ground"),
    [(10, "#b41d38", "#b41d38"), (20, "#b41d38", "#fbfbf9"), (10, "none", "#fbfbf9")],
)
def test_whole_icons_stand_on_a_ground(
    icons: Callable[..., Mapping[str, bytes]], high: int, colour: str, ground: str
) -> None:
    """That of a drawing which has one up to its edges, else the paper; nothing else may be cut off."""
    icon = opened(icons(DRAWING.format(high, colour).encode())["icon-512.png"])
    assert (icon.mode, icon.size) == ("RGB", (512, 512))
    edge = {icon.getpixel((x, y)) for x in (0, 40, 511) for y in (0, 40, 511)}
    assert edge == {tuple(bytes.fromhex(ground[1:]))}


@pytest.mark.parametrize("body", [b"", b"<svg viewBox='0 0 9 9'><g></svg>", b"\xff"])
def test_icon_that_cannot_be_drawn(icons: Callable[..., Mapping[str, bytes]], body: bytes) -> None:
    """Home screens then show that of the generator."""
    assert icons(body) == icons((ROOT / "static" / "icon.svg").read_bytes())


def test_pictures_of_a_sites_own_stay(icons: Callable[..., Mapping[str, bytes]]) -> None:
    """Nobody draws what is there."""
    made = icons(None, **{"apple-touch-icon.png": b"own"})
    assert sorted(made) == ["icon-192.png", "icon-512.png"]
