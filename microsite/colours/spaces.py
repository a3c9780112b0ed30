"""Colours as numbers: contrast, difference, lightness, mixtures.

Colours are written `#rrggbb`. The formulas stand here, each with its source: a library for them
(coloraide) takes a quarter of a second to import, too much of a build that takes less than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import dist

Triple = tuple[float, float, float]


Matrix = tuple[Triple, Triple, Triple]


# Linear sRGB -> what a person sees who lacks one kind of cone. Machado, Oliveira and Fernandes
# (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0.
VISIONS: Mapping[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


# Linear sRGB -> cone responses -> (after a cube root) OKLab, and back.
# Ottosson (2020), "A perceptual color space for image processing".
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)


TO_OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


FROM_OKLAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)


FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def relit(colour: str, lightness: float) -> str:
    """The same hue at another OKLCH lightness (0 to 1), with as much of its chroma as sRGB holds."""
    _, a, b = oklab(colour)
    for percent in range(100, 0, -1):
        linear = linear_from_oklab((lightness, a * percent / 100, b * percent / 100))
        if all(-1e-4 <= channel <= 1 + 1e-4 for channel in linear):
            return hex_of(linear)
    return hex_of(linear_from_oklab((lightness, 0.0, 0.0)))


def mixed(colour: str, other: str, share: float) -> str:
    """`share` (0 to 1) of a colour in another, mixed in OKLab."""
    one, two = oklab(colour), oklab(other)
    lightness, a, b = (x * share + y * (1 - share) for x, y in zip(one, two, strict=True))
    return hex_of(linear_from_oklab((lightness, a, b)))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: str, other: str, vision: str = "normal") -> float:
    """How different two colours look to a kind of vision (a key of `VISIONS`): ΔE OK × 100.

    That is the distance in OKLab (Ottosson 2020; "deltaEOK" in CSS Color 4) in hundredths: black
    and white are 100 apart, and CSS Color 4 takes 2 for just noticeable.
    """
    return 100 * dist(_oklab_of(_seen(one, vision)), _oklab_of(_seen(other, vision)))


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _seen(colour: str, vision: str) -> Triple:
    """The linear sRGB of a colour as a kind of vision sees it, kept inside what a screen shows."""
    red, green, blue = _times(VISIONS[vision], _linear(colour))
    return _clamped(red), _clamped(green), _clamped(blue)


def _linear(colour: str) -> Triple:
    """`#rrggbb` as linear light, 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def hex_of(linear: Triple) -> str:
    return "#" + "".join(f"{round(255 * _from_linear(_clamped(channel))):02x}" for channel in linear)


def _from_linear(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _clamped(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)


def oklab(colour: str) -> Triple:
    return _oklab_of(_linear(colour))


def _oklab_of(linear: Triple) -> Triple:
    long, medium, short = _times(TO_CONES, linear)
    return _times(TO_OKLAB, (long ** (1 / 3), medium ** (1 / 3), short ** (1 / 3)))


def linear_from_oklab(oklab: Triple) -> Triple:
    long, medium, short = _times(FROM_OKLAB, oklab)
    return _times(FROM_CONES, (long**3, medium**3, short**3))


def _times(matrix: Matrix, vector: Triple) -> Triple:
    x, y, z = vector
    one, two, three = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return one, two, three
