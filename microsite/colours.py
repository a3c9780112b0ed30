"""Each line's one colour, as content gives it -> its strokes and badges on both papers, as CSS.

On the light paper a line is drawn in the colour as given. Everything else keeps that hue and finds
its lightness by search. `complaints` says which colours will not do.

Colours are written `#rrggbb`. The formulas stand here, each with its source: a library for them
(coloraide) takes a quarter of a second to import, too much of a build that takes less than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, floor, radians, sin
from typing import Literal

from microsite.catalogue import Message, say
from microsite.site import Site

Scheme = Literal["light", "dark"]
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
Lines = Mapping[str, tuple[int, str]]  # the number and the colour of each line by its id

# The same as `--color-paper` and the light `--color-text` in static/css/tokens.css; a test compares.
PAPERS: Mapping[Scheme, str] = {"light": "#fbfbf9", "dark": "#12151c"}
INK = "#14171f"
WHITE = "#ffffff"

LEAST_STROKE = 3.0  # contrast ratio with the paper; WCAG 2.2, 1.4.11 Non-text Contrast
LEAST_DARK_STROKE = 4.5  # it costs nothing here: on dark paper the stroke is ours to choose
# WCAG 2.2, 1.4.6 Contrast (Enhanced), asks for 7 between a number and its badge; the rest is for rounding.
LEAST_NUMBER = 7.05
LEAST_DIFFERENCE = 10.0  # ΔE OK × 100 between neighbours; docs/decisions/0003-colours-from-content.md

LIFT = 0.2  # of OKLCH lightness, from the stroke on light paper to the one on dark paper
PALE = 0.34  # the share of the stroke in its pale part; the rest is paper
STEP = 0.005  # of OKLCH lightness, in searches

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


@dataclass(frozen=True)
class Shades:
    """One line in one scheme."""

    stroke: str
    pale: str  # the promised part of the stroke; decoration, its outline carries the meaning
    badge: str
    number: str


def line_colours(site: Site) -> str:
    """CSS with the shades of every line: for elements with `data-line`, and by id for the map."""
    rules: list[str] = []
    named: list[str] = []
    for id, sector in site.sectors.items():
        light, dark = shades(sector.colour, "light"), shades(sector.colour, "dark")
        line = f"light-dark({light.stroke},{dark.stroke})"
        pale = f"light-dark({light.pale},{dark.pale})"
        badge = f"--badge:light-dark({light.badge},{dark.badge})"
        number = f"--badge-number:light-dark({light.number},{dark.number})"
        rules.append(f'[data-line="{id}"]{{--line:{line};--line-pale:{pale};{badge};{number}}}')
        named.append(f"--line-{id}:{line};--line-pale-{id}:{pale}")
    return f"@layer tokens{{{''.join(rules)}:root{{{';'.join(named)}}}}}"


def complaints(lines: Lines) -> Iterator[tuple[str, Message]]:
    """Yield the id of each line whose colour will not do, and a message that says why.

    A stroke must stand out from the light paper, and differ from the strokes of the numbers before
    and after it, in both schemes and for every kind of vision. Nothing else can go wrong: the dark
    stroke and the badge move until they are right.
    """
    for id, (_, colour) in lines.items():
        ratio = contrast(colour, PAPERS["light"])
        if ratio < LEAST_STROKE:
            yield (
                id,
                say(
                    "colour-too-pale",
                    colour=colour,
                    ratio=_less(ratio),
                    paper=PAPERS["light"],
                    least=f"{LEAST_STROKE:g}",
                    visible=_visible(colour),
                ),
            )
    in_order = sorted(lines, key=lambda name: lines[name][0])
    for at, (before, id) in enumerate(pairwise(in_order)):
        number, colour = lines[id]
        value, scheme, vision = least_difference(lines[before][1], colour)
        if value < LEAST_DIFFERENCE:
            around = [lines[other][1] for other in (before, *in_order[at + 2 : at + 3])]
            yield (
                id,
                say(
                    "neighbours-too-alike",
                    scheme=say(f"scheme-{scheme}"),
                    vision=say(f"vision-{vision}"),
                    line=f"{number} ({id})",
                    neighbour=f"{lines[before][0]} ({before})",
                    difference=_less(value),
                    least=f"{LEAST_DIFFERENCE:g}",
                    advice=_advice(colour, around),
                ),
            )


def another_colour(lines: Lines) -> str:
    """A colour for one more line: of those that will do, the one least like any line there is."""
    number = max((number for number, _ in lines.values()), default=0) + 1
    fitting = [
        it for it in _palette() if not any(id == "" for id, _ in complaints({**lines, "": (number, it)}))
    ]
    used = [colour for _, colour in lines.values()]
    return max(fitting, key=lambda it: min((difference(it, colour) for colour in used), default=0.0))


def _palette() -> Iterator[str]:
    """Colours round the wheel in steps of 15 degrees, in three lightnesses (OKLCH)."""
    for lightness in (0.40, 0.48, 0.56):
        for degrees in range(0, 360, 15):
            a, b = (0.13 * turn(radians(degrees)) for turn in (cos, sin))
            yield relit(_hex(_linear_from_oklab((lightness, a, b))), lightness)


def _less(value: float) -> str:
    """A value that is too small, rounded down, so that it never reads like the limit it misses."""
    return f"{floor(value * 10) / 10:.1f}"


def _visible(colour: str) -> str:
    """The nearest darker colour of the same hue that does for a line on light paper."""
    darker = _lightnesses(colour, -STEP)
    return next(shade for shade in darker if contrast(shade, PAPERS["light"]) >= LEAST_STROKE)


def _advice(colour: str, around: list[str]) -> Message:
    """What to write so that a line can be told from the lines around it."""
    candidates = [*_lightnesses(colour, -STEP), *_lightnesses(colour, STEP)]
    for shade in sorted(candidates, key=lambda shade: difference(shade, colour)):
        apart = all(least_difference(shade, other)[0] >= LEAST_DIFFERENCE for other in around)
        if apart and contrast(shade, PAPERS["light"]) >= LEAST_STROKE:
            return say("write-colour", colour=shade)
    return say("another-hue")


# --- shades -------------------------------------------------------------------------------------


def shades(colour: str, scheme: Scheme) -> Shades:
    """The stroke, its pale part, and the badge of a line on the paper of a scheme."""
    line = stroke(colour, scheme)
    badge, number = _badge(line)
    return Shades(line, _mixed(line, PAPERS[scheme], PALE), badge, number)


def stroke(colour: str, scheme: Scheme) -> str:
    """The colour as given, or on dark paper a lighter one of the same hue.

    Every colour rises by the same lightness, and further only where the contrast asks for it, so
    that neighbours of different lightness stay different.
    """
    if scheme == "light":
        return colour
    lifted = relit(colour, min(_oklab(colour)[0] + LIFT, 1.0))
    lighter = _lightnesses(lifted, STEP)
    return next(shade for shade in lighter if contrast(shade, PAPERS["dark"]) >= LEAST_DARK_STROKE)


def _badge(line: str) -> tuple[str, str]:
    """The background nearest to a stroke on which a number can be read, and the number's colour."""
    number = max(WHITE, INK, key=lambda colour: contrast(colour, line))
    away = _lightnesses(line, -STEP if number == WHITE else STEP)
    return next(shade for shade in away if contrast(shade, number) >= LEAST_NUMBER), number


def _lightnesses(colour: str, step: float) -> Iterator[str]:
    """The colour itself, then the same hue ever lighter up to white or ever darker down to black."""
    yield colour
    lightness = _oklab(colour)[0] + step
    while 0 < lightness < 1:
        yield relit(colour, lightness)
        lightness += step
    yield WHITE if step > 0 else "#000000"


def relit(colour: str, lightness: float) -> str:
    """The same hue at another OKLCH lightness (0 to 1), with as much of its chroma as sRGB holds."""
    _, a, b = _oklab(colour)
    for percent in range(100, 0, -1):
        linear = _linear_from_oklab((lightness, a * percent / 100, b * percent / 100))
        if all(-1e-4 <= channel <= 1 + 1e-4 for channel in linear):
            return _hex(linear)
    return _hex(_linear_from_oklab((lightness, 0.0, 0.0)))


def _mixed(colour: str, other: str, share: float) -> str:
    """`share` (0 to 1) of a colour in another, mixed in OKLab."""
    one, two = _oklab(colour), _oklab(other)
    lightness, a, b = (x * share + y * (1 - share) for x, y in zip(one, two, strict=True))
    return _hex(_linear_from_oklab((lightness, a, b)))


# --- measures -----------------------------------------------------------------------------------


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


def least_difference(one: str, other: str) -> tuple[float, Scheme, str]:
    """Where two lines are hardest to tell apart: ΔE OK × 100, the scheme and the vision."""
    strokes = [(scheme, stroke(one, scheme), stroke(other, scheme)) for scheme in PAPERS]
    return min(
        (difference(here, there, vision), scheme, vision)
        for scheme, here, there in strokes
        for vision in VISIONS
    )


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _seen(colour: str, vision: str) -> Triple:
    """The linear sRGB of a colour as a kind of vision sees it, kept inside what a screen shows."""
    red, green, blue = _times(VISIONS[vision], _linear(colour))
    return _clamped(red), _clamped(green), _clamped(blue)


# --- colour spaces ------------------------------------------------------------------------------


def _linear(colour: str) -> Triple:
    """`#rrggbb` as linear light, 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _hex(linear: Triple) -> str:
    return "#" + "".join(f"{round(255 * _from_linear(_clamped(channel))):02x}" for channel in linear)


def _from_linear(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _clamped(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)


def _oklab(colour: str) -> Triple:
    return _oklab_of(_linear(colour))


def _oklab_of(linear: Triple) -> Triple:
    long, medium, short = _times(TO_CONES, linear)
    return _times(TO_OKLAB, (long ** (1 / 3), medium ** (1 / 3), short ** (1 / 3)))


def _linear_from_oklab(oklab: Triple) -> Triple:
    long, medium, short = _times(FROM_OKLAB, oklab)
    return _times(FROM_CONES, (long**3, medium**3, short**3))


def _times(matrix: Matrix, vector: Triple) -> Triple:
    x, y, z = vector
    one, two, three = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return one, two, three
