"""What a pressed filter leaves out, as style rules drawn from the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from microsite.content.entries import StationKind
from microsite.content.promises import Measure, State
from microsite.content.site import Site
from microsite.content.weights import Weight

# Groups of words, besides the sectors, that lists and the map can be filtered by.
FILTERED: Mapping[str, Any] = {
    "station_kind": StationKind,
    "standing": State,
    "measure": Measure,
    "weight": Weight,
}


def filter_word(group: str, word: str) -> str:
    """By which an entry is found that has this word of a group."""
    return f"{group}:{word}"


def filter_styles(site: Site) -> str:
    """What is left out by the choices that are pressed, wherever on the page their boxes stand.

    An entry stays that has a pressed word of every group in which something is pressed. What does not stay
    has `--shown: none`, or the value of `--faded` where that is set, as on the map.
    """
    return "@layer utilities{" + "".join(_rules(site)) + "}"


def _rules(site: Site) -> Iterator[str]:
    groups: dict[str, tuple[str, ...]] = {"sector": tuple(site.sectors)}
    groups |= {group: get_args(words) for group, words in FILTERED.items()}
    shown = ""
    for group, words in groups.items():
        box, out = f'[name="{group}"]', f"--out-{group}"
        yield f":root:has({box}:checked) .filtered [data-of]{{{out}:var(--faded,none)}}"
        for word in words:
            entries = f'.filtered [data-of~="{filter_word(group, word)}"]'
            yield f':root:has({box}[value="{word}"]:checked) {entries}{{{out}:initial}}'
        shown = f"var({out},{shown})" if shown else f"var({out})"
    yield f".filtered [data-of]{{--shown:{shown}}}"
    # In a layer behind the components, so that what stays looks as its component has it.
    yield ".filtered :is(.station-brief,tr)[data-of]{display:var(--shown,revert-layer)}"
    yield ".filtered .line-map [data-of]{opacity:var(--shown,revert-layer)}"
