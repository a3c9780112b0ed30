"""Particles: short words that lean on the one before them, and in some languages go by its last sound.

Which there are stands with the words of a language (`microsite/words/`); here is how a sound is told: a
syllable of Hangul is closed when Unicode takes it apart into three letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from microsite.content.shipped import shipped, shipped_languages

FINAL_L = "\u11af"  # the letter that is l at the end of a syllable


@dataclass(frozen=True)
class BySound:
    """A particle with two forms, and whether l at the end of a word counts as a vowel."""

    closed: str
    open: str
    l_is_open: bool


@dataclass(frozen=True)
class Particles:
    """The particles of a language: those that go by the sound, by each of their forms; all forms there are;
    how signs are read."""

    by_sound: Mapping[str, BySound]
    forms: frozenset[str]
    readings: Mapping[str, str]

    def right_form(self, before: str, written: str) -> str | None:
        """The form that a particle must have behind these words; None where nobody can tell."""
        particle = self.by_sound.get(written)
        last = self.readings.get(before[-1:], before)[-1:]
        letters = unicodedata.normalize("NFD", last)
        if particle is None or len(letters) not in (2, 3) or not "\u1100" <= letters[0] <= "\u11ff":
            return None
        closed = len(letters) == 3 and not (particle.l_is_open and letters[2] == FINAL_L)
        return particle.closed if closed else particle.open


@cache
def particles_of(lang: str) -> Particles:
    """The particles of a language; none where nothing is known of them."""
    known = (shipped(lang) or {}).get("particles", {})
    pairs = [BySound(it["closed"], it["open"], it.get("l") == "open") for it in known.get("by_sound", ())]
    by_sound = {form: pair for pair in pairs for form in (pair.closed, pair.open)}
    return Particles(by_sound, frozenset((*by_sound, *known.get("always", ()))), known.get("readings", {}))


@cache
def all_forms() -> frozenset[str]:
    """The particles of every language that the engine brings, for what is in no language: addresses."""
    return frozenset().union(*(particles_of(lang).forms for lang in shipped_languages()))
