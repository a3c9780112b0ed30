"""The theme of a site -> the rules that take the place of what the style sheets have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from microsite.content.site import Site
from microsite.content.theme import Colours, FontFile, Theme
from microsite.map.lengths import rem

# Readers who ask for more contrast get black and white, with whatever stands out from these; see tokens.css.
UNDER_MORE_CONTRAST = ("link", "focus", "warning")
GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif")
LAST_RESORT = ("system-ui", "sans-serif")


def theme_styles(site: Site) -> str:
    """What the theme of a site has of its own, as the properties that style sheets name."""
    theme = site.settings.theme
    always = [*_colours(theme.colours, UNDER_MORE_CONTRAST), *_letters(theme)]
    others = [name for name in Colours.model_fields if name not in UNDER_MORE_CONTRAST]
    usual = list(_colours(theme.colours, others))
    rules = f":root{{{';'.join(always)}}}" if always else ""
    if usual:
        rules += f"@media not (prefers-contrast:more){{:root{{{';'.join(usual)}}}}}"
    return f"@layer tokens{{{rules}}}" if rules else ""


def _colours(colours: Colours, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name in colours.model_fields_set:
            pair = getattr(colours, name)
            yield f"--color-{name}:light-dark({pair.light},{pair.dark})"


def _letters(theme: Theme) -> Iterator[str]:
    fonts, sizes = theme.fonts, theme.sizes
    if fonts.body:
        yield f"--font:{_families(fonts.body)}"
    if fonts.heading:
        yield f"--font-heading:{_families(fonts.heading)}"
    if sizes.text:
        yield f"--text-body:{rem(float(sizes.text))}"
    if sizes.page:
        yield f"--page:{rem(float(sizes.page))}"


def _families(names: Sequence[str]) -> str:
    """Families as style sheets name them; behind the last one, whatever the system has."""
    rest = () if names[-1] in GENERIC else LAST_RESORT
    return ",".join([name if name in GENERIC else f'"{name}"' for name in names] + list(rest))


def font_faces(files: Sequence[FontFile], versions: Mapping[str, str]) -> str:
    """The fonts that the site serves, by the addresses under which pages ask for them, too.

    Until a font is there, words stand in the next one that is.
    """
    return "".join(
        f'@font-face{{font-family:"{it.family}";font-style:{it.style};font-weight:{it.weight};font-display:swap;'
        f'src:url("../{it.file}?h={versions[it.file]}") format("woff2")}}'
        for it in files
    )
