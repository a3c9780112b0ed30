"""The coordinates of each language's map as style rules.

Pages carry no inline style, so places are rules of the style sheet: one a column of years and one a
ring, found by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsite.map.axis import CLOSED
from microsite.map.lengths import OF_MAP, ROW, declarations, rem
from microsite.map.line_map import LineMap

# In the narrow form the past is as wide as its share here, and every year as wide as the next.
NARROW_PAST = 0.36
NARROW_SIDES = 5.25  # rem: what stands beside the longest word of a name, besides the strip
STRIP_LEAST = 5.0  # rem: where the strip would be shorter, it stands below the name
NARROW_QUIET = 0.4  # of the width of a year into which something falls


def map_styles(drawn: LineMap) -> str:
    """The style rules of one language's map."""
    wide, narrow = "".join(_wide(drawn)), "".join(_narrow(drawn))
    return (
        f"@layer components{{.line-map{{{_lengths(drawn)};{declarations(OF_MAP)}}}"
        f"@container map (width < var(--map-wide)){{{narrow}}}"
        f"@container map (width >= var(--map-wide)){{.line-map>*{{--names:{rem(drawn.names[0])}}}{wide}}}"
        f"@container map (width >= var(--map-wider)){{.line-map>*{{--names:{rem(drawn.names[1])}}}}}}}"
    )


def _lengths(drawn: LineMap) -> str:
    """How large the map is, and from which width on it takes which form."""
    beside = drawn.least + NARROW_SIDES
    lengths = {
        "rows": drawn.lines + drawn.setting,
        "setting": int(drawn.setting),
        "tiers": drawn.tiers,
        "break": "block" if drawn.broken else "none",
        "beside": rem(beside),
        "map-narrow": rem(beside + STRIP_LEAST),
        "map-wide": rem(drawn.width),
        "map-wider": rem(drawn.width + drawn.names[1] - drawn.names[0]),
    }
    return ";".join(f"--{name}:{length}" for name, length in lengths.items())


def _wide(drawn: LineMap) -> Iterator[str]:
    yield from _days(drawn.launch, drawn.checked, drawn.now)
    for at, column in enumerate(drawn.columns):
        places = [f"--x:{_share(column.left)}", f"--w:{_share(column.right - column.left)}"]
        if column.closed:
            places.append(f"--e:{rem(CLOSED)}")
        yield f'[data-column="{at}"]{{{";".join(places)}}}'
    for at, (_, x) in enumerate(drawn.axis.ticks):
        yield f'[data-tick="{at}"]{{--x:{_share(x)}}}'
    for at, ring in enumerate(drawn.rings):
        places = [f"--x:{_share(ring.x)}"]
        if ring.length:
            places.append(f"--l:{_share(ring.length)}")
        if ring.side:
            places += [f"--w:{rem(ring.width)}", f"--s:{rem(ring.shift)}"]
        yield f'[data-ring="{at}"]{{{";".join(places)}}}'
    for at, capsule in enumerate(drawn.capsules):
        yield f'[data-capsule="{at}"]{{--x:{_share(capsule.x)}}}'
    for head in drawn.heads:
        yield f'[data-head="{_id(drawn, head.name)}"]{{--x:{_share(head.x)};--t:{head.tier}}}'
    for at, joint in enumerate(drawn.joints):
        yield (
            f'[data-joint="{at}"]{{--x:{_share(joint.x)};--y:{rem(joint.top * ROW)};'
            f"--h:{rem((joint.bottom - joint.top) * ROW)}}}"
        )
    yield from _courses(drawn)


def _narrow(drawn: LineMap) -> Iterator[str]:
    """The same on a strip: what has happened in a third of it, and each year as wide as the next."""
    weights = [NARROW_QUIET if column.quiet else 1.0 for column in drawn.columns]
    past = 0.0 if not drawn.axis.past else NARROW_PAST if weights else 1.0
    scale = past / drawn.axis.past if drawn.axis.past else 0.0
    yield from _days(
        drawn.launch * scale,
        None if drawn.checked is None else drawn.checked * scale,
        None if drawn.now is None else past,
    )
    left, ends = past, []
    for at, weight in enumerate(weights):
        width = (1 - past) * weight / sum(weights)
        yield f'[data-column="{at}"]{{--x:{_share(left)};--w:{_share(width)}}}'
        left += width
        ends.append(left)
    if not weights:
        for at, (_, x) in enumerate(drawn.axis.ticks):
            yield f'[data-tick="{at}"]{{--x:{_share(x)}}}'
    for at, ring in enumerate(drawn.rings):
        yield f'[data-ring="{at}"]{{--x:{_share(ring.x * scale)}}}'
    for at, capsule in enumerate(drawn.capsules):
        x = capsule.x * scale if capsule.column is None else ends[capsule.column]
        yield f'[data-capsule="{at}"]{{--x:{_share(x)}}}'
    yield from _courses(drawn, scale)


def _courses(drawn: LineMap, scale: float = 1.0) -> Iterator[str]:
    """Where lines begin and end that do not run from the launch to the end: in the past, or at its end."""
    for line, extent in drawn.extents.items():
        if extent.start != drawn.launch or extent.end != 1:
            end = 0.0 if extent.end == 1 else 1 - extent.end * scale
            yield f'[data-course="{line}"]{{--start:{_share(extent.start * scale)};--end:{_share(end)}}}'


def _days(launch: float, checked: float | None, now: float | None) -> Iterator[str]:
    """The launch, the last check, and now; where the map has no now, all that it shows has passed."""
    passed = 1.0 if now is None else now
    yield (
        f".line-map>*{{--launch:{_share(launch)};--now:{_share(passed)};"
        f"--checked:{_share(passed if checked is None else checked)}}}"
    )


def _id(drawn: LineMap, name: str) -> str:
    """What a name at the head is found by: a capsule by its number."""
    numbers = {it.stop.id: str(at) for at, it in enumerate(drawn.capsules)}
    return numbers.get(name, name)


def _share(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
