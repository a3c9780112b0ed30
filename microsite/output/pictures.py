"""Pictures as editors keep them -> as the site serves them: upright, small, in a few widths, and with nothing
in them but what is seen.

The same bytes give the same files. Encoding takes its time; what was encoded is kept by what it was made of
and how, as long as the process lasts, since a preview builds again and again.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from microsite.content.pictures import FOLDER, Picture, Rendition, opened
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, stop_if_any

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class Settings:
    """How pictures are encoded: widths and height in pixels, quality from 1 to 100, size in bytes."""

    widths: tuple[int, ...] = (480, 960, 1280)
    height: int = 4000  # a longer picture is made narrower
    qualities: tuple[int, ...] = (82, 72, 62, 52, 42, 32, 22)  # the first that is small enough is taken
    most: int = 100_000


@dataclass(frozen=True)
class Encoded:
    """One file of a picture, with its size in pixels."""

    width: int
    height: int
    body: bytes


@dataclass(frozen=True)
class Pictures:
    """The files of all pictures by their path in the site, and those of each picture from narrow to wide."""

    files: Mapping[str, bytes]
    renditions: Mapping[str, tuple[Rendition, ...]]


SETTINGS = Settings()
_kept: dict[tuple[str, Settings], tuple[Encoded, ...]] = {}


def gather_pictures(content: Path, pictures: Mapping[str, Picture]) -> Pictures:
    """Make the files of every picture of a content folder.

    Raises `ContentError` for each file that has gone or changed since it was checked and cannot be shown.
    """
    files: dict[str, bytes] = {}
    renditions: dict[str, tuple[Rendition, ...]] = {}
    problems: list[Problem] = []
    for id, picture in pictures.items():
        path = content / FOLDER / picture.file
        try:
            encoded = encode(path.read_bytes())
        except OSError as error:
            message = Message("cannot-open", reason=error.strerror or "?")
            problems.append(Problem(Place(path.as_posix()), "", message))
            continue
        except ValueError:
            problems.append(Problem(Place(path.as_posix()), "", Message("not-a-picture")))
            continue
        named = {f"{FOLDER}{id}-{it.width}.{_hash(it.body)[:8]}.webp": it for it in encoded}
        files |= {name: it.body for name, it in named.items()}
        renditions[id] = tuple(Rendition(name, it.width, it.height) for name, it in named.items())
    stop_if_any(problems)
    return Pictures(files, renditions)


def encode(raw: bytes, settings: Settings = SETTINGS) -> tuple[Encoded, ...]:
    """The files of one picture, from narrow to wide; `ValueError` when the bytes are no picture."""
    key = (_hash(raw), settings)
    if key not in _kept:
        _kept[key] = tuple(_encoded(raw, settings))
    return _kept[key]


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _encoded(raw: bytes, settings: Settings) -> list[Encoded]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about metadata that nobody will see
        try:
            image = _seen(raw)
        except Exception as error:  # each format fails in its own ways
            raise ValueError("no picture") from error
    drawn = image.mode == "RGBA" or len(image.getcolors(FEW_COLOURS) or ()) > 0
    widest = max(1, min(image.width, settings.widths[-1], settings.height * image.width // image.height))
    found: list[Encoded] = []
    for width in sorted({min(width, widest) for width in settings.widths}):
        one = _small_enough(image, width, drawn, settings)
        if not found or one.width > found[-1].width:
            found.append(one)
    return found


FEW_COLOURS = 4096  # what has no more is drawn, and stays sharp where nothing is thrown away


def _seen(raw: bytes) -> Image:
    """A picture as it is to be seen: upright, in the colours of the web, without what else its file says."""
    from PIL import ImageOps

    image = opened(raw)
    if isinstance(image, Message):
        raise ValueError(str(image))
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits a pixel, of which screens show eight
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        return image.convert("RGBA")
    return _in_srgb(image, profile)


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """A picture in the colours that browsers take for granted; those of its own profile are converted."""
    from PIL import ImageCms

    if profile and image.mode in ("RGB", "CMYK"):
        try:
            own, web = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            if converted := ImageCms.profileToProfile(image, own, web, outputMode="RGB"):
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a damaged profile: the colours are taken as they are
    return image.convert("RGB")


def _small_enough(image: Image, width: int, drawn: bool, settings: Settings) -> Encoded:
    """A picture at a width, or as near to it as it is small enough; what is drawn loses nothing if it may."""
    from PIL.Image import Resampling

    while True:
        height = max(1, round(image.height * width / image.width))
        sized = image.resize((width, height), Resampling.LANCZOS) if width != image.width else image
        for quality in (None, *settings.qualities) if drawn else settings.qualities:
            body, lossless = io.BytesIO(), quality is None
            sized.save(
                body, "WEBP", lossless=lossless, quality=quality or 80, exif=b"", icc_profile=b"", xmp=b""
            )
            if body.tell() <= settings.most:
                return Encoded(width, height, body.getvalue())
        width = max(1, width * 3 // 4)
