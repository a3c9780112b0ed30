"""Each line's one colour, as content gives it -> its strokes and badges on both papers, as CSS.

On the light paper a line is drawn in the colour as given. Everything else keeps that hue and finds
its lightness by search. `rules/colours.py` says which colours will not do.

Colours are written `#rrggbb`. The formulas stand here, each with its source: a library for them
(coloraide) takes a quarter of a second to import, too much of a build that takes less than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsite.colours.spaces import contrast, mixed, oklab, relit
from microsite.content.site import Site
from microsite.content.theme import SCHEMES, Pair, Scheme

INK = "#14171f"  # the light text of a site without colours of its own
WHITE, BLACK = "#ffffff", "#000000"

LEAST_STROKE = 3.0  # contrast ratio with the paper; WCAG 2.2, 1.4.11 Non-text Contrast
LEAST_DARK_STROKE = 4.5  # it costs nothing here: on dark paper the stroke is ours to choose
# WCAG 2.2, 1.4.6 Contrast (Enhanced), asks for 7 between a number and its badge; the rest is for rounding.
LEAST_NUMBER = 7.05

LIFT = 0.2  # of OKLCH lightness, from the stroke on light paper to the one on dark paper
PALE = 0.34  # the share of the stroke in its pale part; the rest is paper
STEP = 0.005  # of OKLCH lightness, in searches


@dataclass(frozen=True)
class Shades:
    """One line in one scheme."""

    stroke: str
    pale: str  # the promised part of the stroke; decoration, its outline carries the meaning
    badge: str
    number: str


def line_colours(site: Site) -> str:
    """CSS with the shades of every line: for elements with `data-line`, and by id for the map."""
    papers = site.settings.theme.colours.paper
    rules: list[str] = []
    named: list[str] = []
    for id, sector in site.sectors.items():
        light, dark = (shades(sector.colour, scheme, papers) for scheme in SCHEMES)
        line = f"light-dark({light.stroke},{dark.stroke})"
        pale = f"light-dark({light.pale},{dark.pale})"
        badge = f"--badge:light-dark({light.badge},{dark.badge})"
        number = f"--badge-number:light-dark({light.number},{dark.number})"
        rules.append(f'[data-line="{id}"]{{--line:{line};--line-pale:{pale};{badge};{number}}}')
        named.append(f"--line-{id}:{line};--line-pale-{id}:{pale}")
    return f"@layer tokens{{{''.join(rules)}:root{{{';'.join(named)}}}}}"


def shades(colour: str, scheme: Scheme, papers: Pair) -> Shades:
    """The stroke, its pale part, and the badge of a line on the paper of a scheme."""
    line = stroke(colour, scheme, papers)
    badge, number = _badge(line)
    return Shades(line, mixed(line, papers[scheme], PALE), badge, number)


def stroke(colour: str, scheme: Scheme, papers: Pair) -> str:
    """The colour as given, or on dark paper a lighter one of the same hue.

    Every colour rises by the same lightness, and further only where the contrast asks for it, so
    that neighbours of different lightness stay different. On a paper that is not dark it ends at white.
    """
    if scheme == "light":
        return colour
    lifted = relit(colour, min(oklab(colour)[0] + LIFT, 1.0))
    lighter = lightnesses(lifted, STEP)
    return next((it for it in lighter if contrast(it, papers.dark) >= LEAST_DARK_STROKE), WHITE)


def _badge(line: str) -> tuple[str, str]:
    """The background nearest to a stroke on which a number can be read, and the number's colour."""
    number = max(WHITE, INK, key=lambda colour: contrast(colour, line))
    away = lightnesses(line, -STEP if number == WHITE else STEP)
    return next(shade for shade in away if contrast(shade, number) >= LEAST_NUMBER), number


def lightnesses(colour: str, step: float) -> Iterator[str]:
    """The colour itself, then the same hue ever lighter up to white or ever darker down to black."""
    yield colour
    lightness = oklab(colour)[0] + step
    while 0 < lightness < 1:
        yield relit(colour, lightness)
        lightness += step
    yield WHITE if step > 0 else BLACK
