"""How each language is set, as content gives it -> CSS."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.settings import HALF, Typesetting
from microsite.content.site import Site

# In every language: no small kana or lengthening mark begins a line, and no number or date is parted.
EVERYWHERE = ":root{line-break:strict}data,time{word-break:keep-all}"

# A browser that knows no phrases keeps to the declaration before.
BREAKS = {
    "normal": "word-break:normal",
    "words": "word-break:keep-all",
    "phrases": "word-break:normal;word-break:auto-phrase",
}

# A hyphen is the last resort: where the window is not narrow, only still longer words are parted.
WIDE_WINDOW = "30rem"
LONGER = 4  # letters


def type_styles(site: Site) -> str:
    """A few rules a language; what stands in another language than its page follows its own.

    They hold where an element names its language, and are handed down from there: what a component
    sets otherwise holds for all that is in it.
    """
    languages = site.settings.languages.items()
    rules = (rule for lang, language in languages for rule in _rules(lang, language.type))
    return f"@layer tokens{{{EVERYWHERE}{''.join(rules)}}}"


def _rules(lang: str, type: Typesetting) -> Iterator[str]:
    here = f'[lang|="{lang}"]'
    yield (
        f"{here}{{--leading:{type.leading};--measure:{type.measure};--tracking-tight:{type.tracking};"
        f"{BREAKS[type.breaks]};{_hyphens(type)}}}"
    )
    if type.hyphens:
        yield f"@media (width>={WIDE_WINDOW}){{{here}{{{_limits(type.hyphens + LONGER)}}}}}"


def _hyphens(type: Typesetting) -> str:
    """Without hyphens of the browser's own, those that authors have written as U+00AD remain."""
    return f"hyphens:auto;{_limits(type.hyphens)}" if type.hyphens else "hyphens:manual"


def _limits(letters: int) -> str:
    return f"hyphenate-limit-chars:{letters} {HALF} {HALF}"
