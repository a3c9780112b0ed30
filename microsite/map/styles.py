"""The coordinates of each language's map as style rules.

Pages carry no inline style, so the places of labels are rules of the style sheet, one a station,
found by the station's number on the map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from microsite.content.entries import Confidence, Scope
from microsite.content.interface import StationKind
from microsite.content.site import Site
from microsite.map.geometry import LineMap
from microsite.map.lengths import OF_MAP, declarations, rem


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
    words = [*site.sectors, *get_args(StationKind), *get_args(Confidence), *get_args(Scope)]
    for word in words:
        others = f'.filtered:has([value="{word}"]:checked) [data-of]:not([data-of~="{word}"])'
        yield f"{others}{{--shown:none;opacity:var(--faded,1)}}"
    for id in site.sectors:
        yield f'.filtered:has([value="{id}"]:checked) path[data-line]:not([data-line="{id}"]){{opacity:.15}}'


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
