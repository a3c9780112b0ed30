"""`theme:` in `site.yaml`: the colours, letters and pictures that a site has of its own.

What is left out is as in `static/css/tokens.css`, whose colours stand here as well, since contrast is
measured against them; a test compares.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from microsite.content.scalars import COLOUR_PATTERN, Entry, Number, refused

FAMILY_PATTERN = r"^[^\s\"'\\{};<>,][^\"'\\{};<>,\n]*$"
FONT_PATTERN = r"^(?:\w[\w.-]*/)*\w[\w.-]*\.woff2$"
CARD_FONT_PATTERN = r"^(?:\w[\w.-]*/)*\w[\w.-]*\.(?:otf|ttf)$"
ICON_PATTERN = r"^(?:\w[\w.-]*/)*\w[\w.-]*\.(?:svg|png)$"
WEIGHT_PATTERN = r"^[1-9][0-9]{2}(?: [1-9][0-9]{2})?$"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
Hex = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN, to_lower=True)]
Family = Annotated[str, StringConstraints(pattern=FAMILY_PATTERN)]
CardFont = Annotated[str, StringConstraints(pattern=CARD_FONT_PATTERN)]
DrawnFile = Annotated[str, StringConstraints(pattern=ICON_PATTERN)]


class Pair(Entry):
    """One colour in the light and in the dark scheme."""

    light: Hex
    dark: Hex

    def __getitem__(self, scheme: Scheme) -> str:
        return self.light if scheme == "light" else self.dark


def _pair(light: str, dark: str) -> Pair:
    return Pair(light=light, dark=dark)


class Colours(Entry):
    """The colours that a site can have of its own; those of its lines stand with these."""

    paper: Pair = _pair("#fbfbf9", "#12151c")
    raised: Pair = _pair("#ffffff", "#1a1e27")
    text: Pair = _pair("#14171f", "#eceef2")
    quiet: Pair = _pair("#474c58", "#b9bfca")
    rule: Pair = _pair("#c9ccd3", "#3a4050")
    link: Pair = _pair("#123f8c", "#a9c8ff")
    focus: Pair = _pair("#123f8c", "#ffd166")
    warning: Pair = _pair("#7a2e00", "#ffc38a")


class Fonts(Entry):
    """Families by their names, the one that is wanted most first."""

    body: Annotated[tuple[Family, ...], Field(min_length=1)] | None = None
    heading: Annotated[tuple[Family, ...], Field(min_length=1)] | None = None


class Sizes(Entry):
    """Lengths in rem: how large readers have set their letters, by default 16 px."""

    text: Annotated[Number, Field(ge=1, le=1.25)] | None = None
    page: Annotated[Number, Field(ge=60, le=120)] | None = None


class FontFile(Entry):
    """One file of a font, which the site serves itself."""

    family: Family
    file: Annotated[str, StringConstraints(pattern=FONT_PATTERN)]  # in `static/`
    weight: Annotated[str, StringConstraints(pattern=WEIGHT_PATTERN)] = "400"  # or the span of a variable one
    style: Literal["normal", "italic"] = "normal"

    @field_validator("weight")
    @classmethod
    def _in_order(cls, weight: str) -> str:
        lightest, *others = weight.split()
        if others and others[0] <= lightest:
            raise refused("not-a-weight", value=weight)
        return weight

    def has_weight(self, wanted: int) -> bool:
        """Whether letters of a weight are drawn from this file."""
        numbers = [int(number) for number in self.weight.split()]
        return numbers[0] <= wanted <= numbers[-1]


class Theme(Entry):
    """What a site looks like where it does not look as the generator has it."""

    colours: Colours = Colours()
    fonts: Fonts = Fonts()
    sizes: Sizes = Sizes()
    font_files: tuple[FontFile, ...] = ()
    card_fonts: tuple[CardFont, ...] = ()  # in `static/`; for letters that those of the generator lack
    logo: DrawnFile | None = None  # in `static/`
    icon: DrawnFile | None = None  # in `static/`

    @property
    def preloaded(self) -> tuple[FontFile, ...]:
        """The files that the first words of every page wait for."""
        first = self.fonts.body[0] if self.fonts.body else None
        return tuple(
            it for it in self.font_files if it.family == first and it.style == "normal" and it.has_weight(400)
        )
