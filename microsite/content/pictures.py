"""Pictures: what editors say of each, and whether its file is one that can be shown."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

from microsite.content.documents import Document
from microsite.content.scalars import PICTURE_PATTERN, Entry, Link, Text, Words
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "pictures/"  # of the files, inside the content folder
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60  # millions; a picture is unpacked as a whole
MOST_BYTES = 30  # millions


class Picture(Entry):
    """A photograph, a drawing, a chart."""

    file: Annotated[str, StringConstraints(pattern=PICTURE_PATTERN)]  # in the folder of pictures
    alt: Text  # what it shows, for those who do not see it
    caption: Text | None = None
    credit: Words  # who made it
    licence: Words
    url: Link | None = None  # where it comes from


@dataclass(frozen=True)
class Rendition:
    """A picture as the site serves it: the file, and its size in pixels."""

    path: str
    width: int
    height: int


def opened(raw: bytes) -> Image | Message:
    """A picture that is not unpacked yet, or why there is none to be shown."""
    from PIL import Image  # takes its time, and few sites have pictures

    too_large = Message("picture-too-large", pixels=MOST_PIXELS, bytes=MOST_BYTES)
    if len(raw) > MOST_BYTES * 1_000_000:
        return too_large
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return too_large
        except Exception:  # each format fails in its own ways
            return Message("not-a-picture")
    if image.width * image.height > MOST_PIXELS * 1_000_000:
        return too_large
    # A photograph may have a small one beside it; that is no motion.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        return Message("picture-moves")
    return image


def wrong_with(raw: bytes) -> Message | None:
    """Why a file cannot be shown as a picture; it is read to its end."""
    image = opened(raw)
    if isinstance(image, Message):
        return image
    try:
        image.draft("RGB", (1, 1))  # in the smallest size that a photograph can be unpacked in
        image.load()
    except Exception:  # see above
        return Message("not-a-picture")
    return None


def problems_of(
    pictures: Mapping[str, Picture],
    document: Document | None,
    folder: Path,
    shown: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield what is wrong with the files of pictures, and a warning for each that no entry names.

    `shown` are the files in the folder of pictures: by their names in it, as they are named to editors.
    `document` has the entries as they are written, wrong ones included; without one there are none.
    """
    named: set[str] = set()
    for id, picture in pictures.items():
        if document and picture.file not in shown:
            hint = did_you_mean(picture.file, shown)
            yield document.problem((id, "file"), "no-such-picture", file=picture.file, hint=hint)
        elif picture.file not in named:
            named.add(picture.file)
            yield from _in_file(folder / picture.file, shown[picture.file])
    entries = document.data.values() if document else ()
    written = {str(entry.get("file")) for entry in entries if isinstance(entry, dict)}
    for file in shown.keys() - written:
        yield Problem(Place(shown[file]), "", Message("unnamed-picture"), "warning")


def _in_file(path: Path, shown: str) -> Iterator[Problem]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        yield Problem(Place(shown), "", Message("cannot-open", reason=error.strerror or "?"))
        return
    if message := wrong_with(raw):
        yield Problem(Place(shown), "", message)
