"""Which colours will not do for a line, and which would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, floor, radians, sin

from microsite.colours.shades import BLACK, LEAST_STROKE, STEP, WHITE, lightnesses, stroke
from microsite.colours.spaces import VISIONS, contrast, difference, hex_of, linear_from_oklab, relit
from microsite.content.files import SECTOR
from microsite.content.site import Draft
from microsite.content.theme import SCHEMES, Colours, Pair, Scheme, Theme
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem

Lines = Mapping[str, tuple[int, str]]  # the number and the colour of each line by its id


WORDS = 7.0  # contrast of words with what they stand on; WCAG 2.2, 1.4.6 Contrast (Enhanced)
ENDS: Mapping[Scheme, str] = {"light": BLACK, "dark": WHITE}  # what stands out most from a paper

LEAST_DIFFERENCE = 10.0  # ΔE OK × 100 between neighbours; docs/decisions/0003-colours-from-content.md


def problems_of(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the colours of a draft's sectors."""
    lines = {id: (sector.number, sector.colour) for id, sector in draft.sectors.items()}
    whole = lines.keys() >= set(draft.known.get("sector", ()))
    for id, message in unfit_colours(lines, papers_of(draft), whole):
        document = draft.documents[SECTOR.file(id)]
        yield Problem(document.place(("colour",)), "colour", message)


def papers_of(draft: Draft) -> Pair:
    """What lines are drawn on: the site's own papers, as far as words can be read on both of them."""
    papers = (draft.settings.theme if draft.settings else Theme()).colours.paper
    fit = all(contrast(papers[scheme], ENDS[scheme]) >= WORDS for scheme in SCHEMES)
    return papers if fit else Colours().paper


def unfit_colours(lines: Lines, papers: Pair, whole: bool = True) -> Iterator[tuple[str, Message]]:
    """Yield the id of each line whose colour will not do, and a message that says why.

    A stroke must stand out from the light paper, and differ from the strokes of the numbers before
    and after it, in both schemes and for every kind of vision. Nothing else can go wrong: the dark
    stroke and the badge move until they are right. Where lines are missing (`whole` is false), neighbours
    are those that no other can part.
    """
    for id, (_, colour) in lines.items():
        ratio = contrast(colour, papers.light)
        if ratio < LEAST_STROKE:
            yield (
                id,
                Message(
                    "colour-too-pale",
                    colour=colour,
                    ratio=less(ratio),
                    paper=papers.light,
                    least=f"{LEAST_STROKE:g}",
                    visible=_visible(colour, papers),
                ),
            )
    in_order = sorted(lines, key=lambda name: lines[name][0])
    for at, (before, id) in enumerate(pairwise(in_order)):
        number, colour = lines[id]
        if not whole and number > lines[before][0] + 1:
            continue
        value, scheme, vision = least_difference(lines[before][1], colour, papers)
        if value < LEAST_DIFFERENCE:
            around = [lines[other][1] for other in (before, *in_order[at + 2 : at + 3])]
            yield (
                id,
                Message(
                    "neighbours-too-alike",
                    scheme=Message(f"scheme-{scheme}"),
                    vision=Message(f"vision-{vision}"),
                    line=f"{number} ({id})",
                    neighbour=f"{lines[before][0]} ({before})",
                    difference=less(value),
                    least=f"{LEAST_DIFFERENCE:g}",
                    advice=_advice(colour, around, papers),
                ),
            )


def another_colour(lines: Lines, papers: Pair) -> str:
    """A colour for one more line: of those that will do, the one least like any line there is."""
    number = max((number for number, _ in lines.values()), default=0) + 1
    fitting = [
        it
        for it in _palette()
        if not any(id == "" for id, _ in unfit_colours({**lines, "": (number, it)}, papers))
    ]
    used = [colour for _, colour in lines.values()]
    return max(fitting, key=lambda it: min((difference(it, colour) for colour in used), default=0.0))


def _palette() -> Iterator[str]:
    """Colours round the wheel in steps of 15 degrees, in three lightnesses (OKLCH)."""
    for lightness in (0.40, 0.48, 0.56):
        for degrees in range(0, 360, 15):
            a, b = (0.13 * turn(radians(degrees)) for turn in (cos, sin))
            yield relit(hex_of(linear_from_oklab((lightness, a, b))), lightness)


def less(value: float) -> str:
    """A value that is too small, rounded down, so that it never reads like the limit it misses."""
    return f"{floor(value * 10) / 10:.1f}"


def _visible(colour: str, papers: Pair) -> str:
    """The nearest darker colour of the same hue that does for a line on light paper."""
    darker = lightnesses(colour, -STEP)
    return next((it for it in darker if contrast(it, papers.light) >= LEAST_STROKE), BLACK)


def _advice(colour: str, around: list[str], papers: Pair) -> Message:
    """What to write so that a line can be told from the lines around it."""
    candidates = [*lightnesses(colour, -STEP), *lightnesses(colour, STEP)]
    for shade in sorted(candidates, key=lambda shade: difference(shade, colour)):
        apart = all(least_difference(shade, other, papers)[0] >= LEAST_DIFFERENCE for other in around)
        if apart and contrast(shade, papers.light) >= LEAST_STROKE:
            return Message("write-colour", colour=shade)
    return Message("another-hue")


def least_difference(one: str, other: str, papers: Pair) -> tuple[float, Scheme, str]:
    """Where two lines are hardest to tell apart: ΔE OK × 100, the scheme and the vision."""
    strokes = [(it, stroke(one, it, papers), stroke(other, it, papers)) for it in SCHEMES]
    return min(
        (difference(here, there, vision), scheme, vision)
        for scheme, here, there in strokes
        for vision in VISIONS
    )
