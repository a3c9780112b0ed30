"""The coordinates of each language's map as style rules.

Pages carry no inline style, so places are rules of the style sheet: one a column of years and one a
ring, found by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microsite.map.axis import CLOSED
from microsite.map.lengths import OF_MAP, ROW, declarations, rem
from microsite.map.line_map import LineMap
from microsite.map.strip import STRIP_LEAST, Group, Strip, percent, strip_of

# In the narrow form the past is as wide as its share here, and every year as wide as the next.
NARROW_PAST = 0.36
NARROW_SIDES = 5.25  # rem: what stands beside the longest word of a name, besides the strip
NARROW_SHARE = 0.44  # of the map: the strip is never longer, as narrow.css has it
NARROW_NONE = 2.0  # rem: what stands behind it
NARROW_QUIET = 0.4  # of the width of a year into which something falls
NARROW_YEAR = 0.8  # rem: a year on the shortest strip beside a name, whose ring is hardly smaller


def map_styles(drawn: LineMap) -> str:
    """The style rules of one language's map."""
    wide, narrow = "".join(_wide(drawn)), "".join(_narrow(drawn))
    return (
        f"@layer components{{.line-map{{{_lengths(drawn)};{declarations(OF_MAP)}}}"
        f"@container map (width < var(--map-wide)){{{narrow}}}"
        f"@container map (width >= var(--map-wide)){{.line-map>*{{--names:{rem(drawn.names[0])}}}{wide}}}"
        f"@container map (width >= var(--map-wider)){{.line-map>*{{--names:{rem(drawn.names[1])}}}}}"
        f"{''.join(_short(drawn))}}}"
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
        "map-narrow": rem(_turn(drawn)),
        "map-wide": rem(drawn.width),
        "map-wider": rem(drawn.width + drawn.names[1] - drawn.names[0]),
    }
    return ";".join(f"--{name}:{length}" for name, length in lengths.items())


def _wide(drawn: LineMap) -> Iterator[str]:
    yield from _days(drawn.launch, drawn.checked, drawn.now)
    for at, column in enumerate(drawn.columns):
        places = [f"--x:{percent(column.left)}", f"--w:{percent(column.right - column.left)}"]
        if column.closed:
            places.append(f"--e:{rem(CLOSED)}")
        yield f'[data-column="{at}"]{{{";".join(places)}}}'
    for at, (_, x) in enumerate(drawn.axis.ticks):
        yield f'[data-tick="{at}"]{{--x:{percent(x)}}}'
    for at, ring in enumerate(drawn.rings):
        places = [f"--x:{percent(ring.x)}"]
        if ring.length:
            places.append(f"--l:{percent(ring.length)}")
        if ring.side:
            places += [f"--w:{rem(ring.width)}", f"--s:{rem(ring.shift)}"]
        yield f'[data-ring="{at}"]{{{";".join(places)}}}'
    for at, capsule in enumerate(drawn.capsules):
        yield f'[data-capsule="{at}"]{{--x:{percent(capsule.x)}}}'
    for head in drawn.heads:
        yield f'[data-head="{_id(drawn, head.name)}"]{{--x:{percent(head.x)};--t:{head.tier}}}'
    for at, joint in enumerate(drawn.joints):
        yield (
            f'[data-joint="{at}"]{{--x:{percent(joint.x)};--y:{rem(joint.top * ROW)};'
            f"--h:{rem((joint.bottom - joint.top) * ROW)}}}"
        )
    yield from _courses(drawn)


def _narrow(drawn: LineMap) -> Iterator[str]:
    """The same on a strip: what has happened in a third of it, and each year as wide as the next."""
    weights, past, scale = _weights(drawn), _past(drawn), _scale(drawn)
    yield from _days(
        drawn.launch * scale,
        None if drawn.checked is None else drawn.checked * scale,
        None if drawn.now is None else past,
    )
    left, ends = past, []
    for at, weight in enumerate(weights):
        width = (1 - past) * weight / sum(weights)
        yield f'[data-column="{at}"]{{--x:{percent(left)};--w:{percent(width)}}}'
        left += width
        ends.append(left)
    if not weights:
        for at, (_, x) in enumerate(drawn.axis.ticks):
            yield f'[data-tick="{at}"]{{--x:{percent(x)}}}'
    for strip in _strips(drawn):
        for group, place in zip(strip.groups, strip.places(STRIP_LEAST), strict=True):
            yield f'[data-ring="{group.leader}"]{{--x:{place}}}'
    for at, capsule in enumerate(drawn.capsules):
        x = capsule.x * scale if capsule.column is None else ends[capsule.column]
        yield f'[data-capsule="{at}"]{{--x:{percent(x)}}}'
    yield from _courses(drawn, scale)


def _weights(drawn: LineMap) -> list[float]:
    """How wide the years are on a strip, against each other."""
    return [NARROW_QUIET if column.quiet else 1.0 for column in drawn.columns]


def _past(drawn: LineMap) -> float:
    """The share that the past has of a strip."""
    return 0.0 if not drawn.axis.past else NARROW_PAST if drawn.columns else 1.0


def _scale(drawn: LineMap) -> float:
    return _past(drawn) / drawn.axis.past if drawn.axis.past else 0.0


def _turn(drawn: LineMap) -> float:
    """The least width of the map at which the strip stands beside the name."""
    years = sum(_weights(drawn)) * NARROW_YEAR / (1 - _past(drawn)) if drawn.columns else 0.0
    return drawn.least + NARROW_SIDES + max(STRIP_LEAST, years)


def _strips(drawn: LineMap) -> list[Strip]:
    """The marks of each row: where anything is ahead, of what has happened only what was promised."""
    rows: dict[int, list[int]] = {}
    for at, ring in enumerate(drawn.rings):
        if ring.stop.promised or not drawn.columns:
            rows.setdefault(ring.row, []).append(at)
    return [
        strip_of([(at, drawn.rings[at]) for at in row], _scale(drawn), _past(drawn)) for row in rows.values()
    ]


def _short(drawn: LineMap) -> Iterator[str]:
    """What stands on strips that are too short for all of it; the words of a line have each of them."""
    turn, beside = _turn(drawn), drawn.least + NARROW_SIDES
    for strip in _strips(drawn):
        for level in strip.levels(STRIP_LEAST):
            below = level.below + NARROW_NONE
            until = min(max(level.below / NARROW_SHARE, level.below + beside), drawn.width)
            rules = _grouped(level.groups, strip.past)
            yield f"@container map (width < {rem(below)}){{{_scoped('', rules)}}}"
            if until > max(turn, below):
                many = _scoped(".line-map:not(.line-map--one) ", rules)
                yield f"@container map ({rem(turn)} <= width < {rem(until)}){{{many}}}"


FOLDED = ".line:not(:target,:has(:checked)) "


def _scoped(where: str, rules: Sequence[tuple[str, str]]) -> str:
    return "".join(f"{where}{FOLDED}{selector}{{{rule}}}" for selector, rule in rules)


def _grouped(groups: Sequence[Group], past: float) -> list[tuple[str, str]]:
    """The places of groups, and the number in each of more than one; a sign only where all have the same."""
    rules = []
    for group, place in zip(groups, Strip(tuple(groups), past).places(STRIP_LEAST), strict=True):
        ring = f'[data-ring="{group.leader}"]'
        if not group.absorbed:
            rules.append((ring, f"--x:{place}"))
            continue
        rules.append((ring, f'--x:{place};--glyph:"{len(group.rings)}"'))
        rules += [(f'[data-ring="{at}"]', "display:none") for at in group.absorbed]
        if group.sign is None:
            rules.append((f"{ring} .stop__mark", MIXED))
            rules.append((f"{ring} .stop__mark::before", "transform:none"))
    return rules


MIXED = (
    "background:var(--color-text);border-color:var(--color-text);border-radius:50%;color:var(--color-paper);"
    "transform:none"
)


def _courses(drawn: LineMap, scale: float = 1.0) -> Iterator[str]:
    """Where lines begin and end that do not run from the launch to the end: in the past, or at its end."""
    for line, extent in drawn.extents.items():
        if extent.start != drawn.launch or extent.end != 1:
            end = 0.0 if extent.end == 1 else 1 - extent.end * scale
            yield f'[data-course="{line}"]{{--start:{percent(extent.start * scale)};--end:{percent(end)}}}'


def _days(launch: float, checked: float | None, now: float | None) -> Iterator[str]:
    """The launch, the last check, and now; where the map has no now, all that it shows has passed."""
    passed = 1.0 if now is None else now
    yield (
        f".line-map>*{{--launch:{percent(launch)};--now:{percent(passed)};"
        f"--checked:{percent(passed if checked is None else checked)}}}"
    )


def _id(drawn: LineMap, name: str) -> str:
    """What a name at the head is found by: a capsule by its number."""
    numbers = {it.stop.id: str(at) for at, it in enumerate(drawn.capsules)}
    return numbers.get(name, name)
