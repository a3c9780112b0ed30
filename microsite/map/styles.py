"""The coordinates of each language's map as style rules.

Pages carry no inline style, so the places of labels are rules of the style sheet, one a station,
found by the station's number on the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from microsite.content.entries import StationKind
from microsite.content.promises import Measure, Scope, State
from microsite.content.site import Site
from microsite.content.weights import Weight
from microsite.map.geometry import LineMap
from microsite.map.lengths import OF_MAP, declarations, rem

# Groups of words, besides the sectors, that lists and the map can be filtered by.
FILTERED: Mapping[str, Any] = {
    "station_kind": StationKind,
    "standing": State,
    "measure": Measure,
    "weight": Weight,
    "scope": Scope,
}


def filter_word(group: str, word: str) -> str:
    """By which an entry is found that has this word of a group; no id of a sector looks like it."""
    return f"{group}:{word}"


def year_styles(drawn: LineMap) -> str:
    """Where the years stand on the map, and on one line by itself."""
    rules = (f'[data-year="{at}"]{{--x:{_share(left)}}}' for at, (_, left, _) in enumerate(drawn.years))
    return f"@layer components{{{''.join(rules)}}}"


def map_styles(site: Site, drawn: LineMap) -> str:
    """The style rules of one language's map: places of labels and lines, the lanes, and the filters."""
    return "@layer components{" + "".join(_rules(site, drawn)) + "}"


def _rules(site: Site, drawn: LineMap) -> Iterator[str]:
    yield f".line-map{{--height:{rem(drawn.height)};--top:{rem(drawn.top)};{declarations(OF_MAP)}}}"
    if drawn.now is not None:
        yield f".line-map__now{{--x:{_share(drawn.now)}}}"
    for row in drawn.rows:
        if row.line is not None:
            yield f'[data-row="{row.line}"]{{--y:{rem(row.y)}}}'
    for at, item in enumerate(drawn.placed):
        places = f"--x:{_share(item.x)};--y:{rem(item.y)};--w:{rem(item.width)};--s:{rem(item.shift)}"
        tier = f";--t:{item.tier}" if item.tier else ""
        yield f'[data-stop="{at}"]{{{places}{tier}}}'
    yield from _lanes(site)
    yield from _filters(site)


def _filters(site: Site) -> Iterator[str]:
    """What a pressed filter leaves out: entries of lists go, parts of the map fade."""
    choices = [("sector", id, id) for id in site.sectors]
    for group, words in FILTERED.items():
        choices += [(group, word, filter_word(group, word)) for word in get_args(words)]
    for group, value, word in choices:
        pressed = f'.filtered:has([name="{group}"][value="{value}"]:checked)'
        yield f'{pressed} [data-of]:not([data-of~="{word}"]){{--shown:none;opacity:var(--faded,1)}}'
        if group == "sector":
            yield f'{pressed} path[data-line]:not([data-line="{value}"]){{opacity:.15}}'


def _lanes(site: Site) -> Iterator[str]:
    """The parallel lanes of the narrow form: one stripe a line, and which lane a ring stands on."""
    lines = range(len(site.sectors))
    for at in lines:
        yield f'[data-from="{at}"]{{--from:{at}}}[data-to="{at}"]{{--to:{at}}}'
    for name, colour in (("--lanes", "--line"), ("--lanes-pale", "--line-pale")):
        stripes = ",".join(f"linear-gradient(var({colour}-{id}) 0 0)" for id in site.sectors)
        yield f".line-map{{{name}:{stripes}}}"
    for direction, side in (("ltr", "left"), ("rtl", "right")):
        places = ",".join(f"{side} calc({at}*var(--lane)) top" for at in lines)
        yield f'[dir="{direction}"] .lanes{{background-position:{places}}}'
    yield f".line-map{{--lane-count:{len(site.sectors)}}}"


def _share(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
