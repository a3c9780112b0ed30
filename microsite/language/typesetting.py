"""How each language is set, as content gives it -> CSS."""

from __future__ import annotations

from microsite.content.site import Site


def type_styles(site: Site) -> str:
    """One rule a language; what stands in another language than its page follows its own."""
    rules = []
    for lang, language in site.settings.languages.items():
        type = language.type
        words = "keep-all" if type.whole_words else "normal"
        rules.append(
            f":lang({lang}){{--leading:{type.leading};--measure:{type.measure};"
            f"--tracking-tight:{type.tracking};word-break:{words}}}"
        )
    return f"@layer tokens{{{''.join(rules)}}}"
