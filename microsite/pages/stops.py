"""What a page says of one station or promise on the line map."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from microsite.content.moments import Moment
from microsite.content.promises import Standing, State
from microsite.map.entries import MapRow
from microsite.map.line_map import Pill

if TYPE_CHECKING:
    from microsite.pages.context import PageContext

# What has happened; what is promised, or planned by others; and of what has fallen due how it stands.
StopKind = Literal["event", "planned", "related"] | State
MOVED: Collection[State] = ("postponed", "changed")  # and still to come, if the date that it has is


def has_fallen_due(kind: StopKind) -> bool:
    """Whether a kind is the standing of a promise whose date has passed."""
    return kind not in ("event", "planned", "related")


@dataclass(frozen=True)
class StopView:
    """A station or promise: by what name, when, what is known of it, and where there is more."""

    kind: StopKind
    name: Markup | str  # its short name; empty where it has none
    title: Markup
    date: Moment
    href: str
    standing: Standing | None
    target: str | None  # the promise that it is or tells of
    filter_words: str

    @property
    def due(self) -> bool:
        """Whether it is a promise whose date has passed."""
        return has_fallen_due(self.kind)


def stop_view(here: PageContext, id: str) -> StopView:
    """What there is to say of a station, or of a promise that no station tells of."""
    site, standings = here.site, here.standings
    citable = site.citables[id]
    station = site.stations.get(id)
    told = station.target if station else id
    target = site.targets[told][1] if told else None
    named = site.name_on_map(id)
    standing = standings.of_station(id) if station else standings.rows[id].standing
    date = station.date if station else (standing and standing.moved) or (target.due if target else None)
    assert date
    kind: StopKind = "event"
    if standing and (standing.state == "ahead" or (standing.state in MOVED and date.last >= here.today)):
        kind = "planned" if target and here.site.counts(target) else "related"
    elif standing and standing.state != "undated":
        kind = standing.state
    return StopView(
        kind,
        here.say(*named) if named else "",
        here.say(citable.entry.title, citable.entry),
        date,
        here.href_of(citable.page, id),
        standing,
        told,
        here.station_filter_words(id) if station else here.target_filter_words(standings.rows[id]),
    )


def kinds_of(here: PageContext, rows: Iterable[MapRow]) -> set[str]:
    """The kinds of entries that rows of the map show; `lead`: the main promise of a line, `more`: further
    ones behind a name."""
    kinds: set[str] = set()
    leads = {sector.headline for sector in here.site.sectors.values()}
    for item in (item for row in rows for item in row.items):
        entry = here.map_entry(item.stop.id)
        kinds |= {entry.kind} | ({"lead"} if entry.target in leads else set())
        if item.others or (isinstance(item, Pill) and not item.stop.label):
            kinds.add("more")
    return kinds
