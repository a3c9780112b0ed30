"""What lists and the map can be filtered by, and by which words a filter finds an entry."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from microsite.content.promises import Standing
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.pages.filter_styles import filter_word
from microsite.pages.standings import TargetRow

Choice = tuple[str, Markup | str, str | None]  # value, text, and the sector it stands for, if any
FilterGroup = tuple[str, str, list[Choice]]  # name, legend, choices

# The legends of groups whose name is not that of a heading.
LEGENDS = {"sector": "sector", "station_kind": "kind"}


def filter_groups(phrases: Phrases, names: Iterable[str], standings: Iterable[str]) -> list[FilterGroup]:
    """Each group with its choices in one language; a group with a single choice is none.

    `sector` offers the sectors, `standing` those that are given; `station_kind`, `measure` and `weight`
    offer what any entry has.
    """
    site = phrases.site
    offered: dict[str, set[str]] = {
        "standing": set(standings),
        "weight": set(site.weights.values()),
        "station_kind": {station.kind for station in site.stations.values()},
        "measure": {target.measure for _, target in site.targets.values()},
    }
    groups: list[FilterGroup] = []
    for name in names:
        legend = phrases.words[LEGENDS.get(name, f"{name}_heading")]
        if name == "sector":
            choices: list[Choice] = [(id, phrases.say(it.name), id) for id, it in site.sectors.items()]
        else:
            words = phrases.words[name].items()
            choices = [(value, text, None) for value, text in words if value in offered[name]]
        groups.append((name, legend, choices))
    return [group for group in groups if len(group[-1]) > 1]


def station_words(site: Site, id: str, standing: Standing | None) -> str:
    """Its lines, its kind, how much its sources weigh and, where it is planned, what is known of it."""
    words: dict[str, str] = {"station_kind": site.stations[id].kind, "weight": site.weights[id]}
    if standing:
        words["standing"] = standing.state
    return _joined(site.sectors_of(site.stations[id]), words)


def target_words(site: Site, row: TargetRow) -> str:
    """Its line, what is known of it, how it can be measured, how much its sources weigh."""
    words: dict[str, str] = {
        "standing": row.standing.state,
        "measure": row.target.measure,
        "weight": site.weights[row.id],
    }
    return _joined(filter(None, (row.sector_id,)), words)


def _joined(sectors: Iterable[str], words: dict[str, str]) -> str:
    found = [("sector", id) for id in sectors]
    return " ".join(filter_word(group, word) for group, word in [*found, *words.items()])
