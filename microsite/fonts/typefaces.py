"""Font files -> the letters they have and how wide each is.

Pictures are set in files that are named here, never in what a machine has: the same bytes come out
everywhere. A site's own fonts go before those that the generator has.
"""

from __future__ import annotations

import io
import marshal
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path

from microsite.cache import compiled_folder, read_whole, write_whole

SHIPPED = tuple(
    Path(__file__).with_name(family) / f"{file}-{weight}.{kind}"
    for family, file, kind in (
        ("pretendard", "Pretendard", "otf"),  # Latin, Greek, Cyrillic, Hangul, kana
        ("noto-sans-arabic", "NotoSansArabic", "ttf"),  # Arabic, and Latin beside it
    )
    for weight in ("Regular", "Bold")
)
REGULAR, BOLD = 400, 700
PER_EM = 1000  # widths of letters are counted in thousandths of an em
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16  # names in a font: OpenType, "name"


@dataclass(frozen=True)
class Font:
    """One font file. `widths` are thousandths of an em by letter; what is not there, it cannot draw."""

    file: Path
    digest: str
    family: str
    weight: int
    widths: Mapping[int, int]


@dataclass(frozen=True)
class Run:
    """Some letters of a text that one family has."""

    text: str
    family: str


@dataclass(frozen=True)
class Typefaces:
    """The fonts that a picture may be set in, the family that is wanted most first."""

    fonts: Sequence[Font]

    @cached_property
    def families(self) -> Mapping[str, Sequence[Font]]:
        """The fonts of each family, the lightest first."""
        names = dict.fromkeys(font.family for font in self.fonts)
        ordered = sorted(self.fonts, key=lambda font: font.weight)
        return {name: [font for font in ordered if font.family == name] for name in names}

    @property
    def files(self) -> list[str]:
        return [os.fspath(font.file) for font in self.fonts]

    @property
    def digests(self) -> list[str]:
        """What tells these files from others."""
        return [font.digest for font in self.fonts]

    def missing(self, text: str) -> str:
        """The letters that no font has, each once, in their order."""
        return "".join(dict.fromkeys(it for it in text if not self._having(it)))

    def runs(self, text: str) -> tuple[Run, ...]:
        """A text in parts that one family each can draw; one part, wherever a family has all of it.

        Letters that join are drawn together only within a part. Letters that no font has are left out.
        """
        for family in self.families:
            if all(family in self._having(it) for it in text if not _unseen(it)):
                return (Run("".join(map(drawn, text)), family),)
        found: list[Run] = []
        for letter in text:
            having = self._having(letter)
            if having and found and (_unseen(letter) or found[-1].family in having):
                found[-1] = Run(found[-1].text + drawn(letter), found[-1].family)
            elif having:
                found.append(Run(drawn(letter), having[0]))
        return tuple(found)

    def width(self, text: str, weight: int) -> float:
        """How wide a text is at most, in em: pairs of letters that are drawn closer are not looked at."""
        return sum(self._width(run.family, it, weight) for run in self.runs(text) for it in run.text) / PER_EM

    def _width(self, family: str, letter: str, weight: int) -> int:
        fonts = self.families[family]
        nearest = min(fonts, key=lambda font: abs(font.weight - weight))
        return 0 if _unseen(letter) else nearest.widths.get(ord(drawn(letter)), 0)

    def _having(self, letter: str) -> Sequence[str]:
        """The families that can draw a letter in every weight."""
        if _unseen(letter):
            return tuple(self.families)
        code = ord(drawn(letter))
        return [name for name, it in self.families.items() if all(code in font.widths for font in it)]


def drawn(letter: str) -> str:
    """What a letter is drawn as: few fonts have every space there is."""
    return " " if unicodedata.category(letter) == "Zs" else letter


def _unseen(letter: str) -> bool:
    """Whether nothing is drawn for a letter: it only says where lines may break, or which way words run."""
    return unicodedata.category(letter) == "Cf"


def typefaces(own: Iterable[Path] = ()) -> Typefaces:
    """A site's own fonts, then those of the generator.

    Raises `OSError` for a file that cannot be read, `ValueError` for one that is no font.
    """
    return _typefaces(tuple((path, _digest(path)) for path in (*own, *SHIPPED)))


@lru_cache(maxsize=8)
def _typefaces(files: tuple[tuple[Path, str], ...]) -> Typefaces:
    return Typefaces([read_font(path, digest) for path, digest in files])


@lru_cache(maxsize=64)
def _digest_of(path: Path, size: int, changed: int) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _digest(path: Path) -> str:
    stat = path.stat()
    return _digest_of(path, stat.st_size, stat.st_mtime_ns)


def read_font(path: Path, digest: str) -> Font:
    """A font file by the digest of its bytes; what it has is looked up once, since that takes a while.

    Raises `OSError` when it cannot be read, `ValueError` when it is no font.
    """
    name = f"{digest}.letters.pyc"  # as little part of the program as compiled modules
    folder = compiled_folder() if path in SHIPPED else None
    known = read_whole(name, folder)
    if known is None:
        known = marshal.dumps(_contents(path.read_bytes()))
        write_whole(name, known, folder)
    family, weight, widths = marshal.loads(known)
    return Font(path, digest, family, weight, widths)


def _contents(body: bytes) -> tuple[str, int, dict[int, int]]:
    """The family of a font, its weight and the widths of its letters; `ValueError` when it is none."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(io.BytesIO(body), lazy=True)
        if font.flavor:  # packed for the web: the pictures cannot be set in it
            raise ValueError("packed")
        names, advances, per_em = font["name"], font["hmtx"].metrics, font["head"].unitsPerEm
        widths = {
            code: round(advances[glyph][0] * PER_EM / per_em) for code, glyph in font.getBestCmap().items()
        }
        family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY)
        return str(family), int(font["OS/2"].usWeightClass), widths
    except Exception as error:  # a damaged font fails in any way
        raise ValueError("no font") from error
