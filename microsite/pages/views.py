"""What each kind of page shows, gathered, sorted and counted before a template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, get_args

from pydantic import BaseModel

from microsite.content.citations import UsedSource
from microsite.content.entries import UNDATED, Conflict, HowRead, Question, Station
from microsite.content.files import IdKind
from microsite.content.index import Indexed
from microsite.content.moments import read_moment
from microsite.content.pages import PageKey, PageKind, page_named
from microsite.content.promises import Standing, Target
from microsite.content.site import Site
from microsite.content.weights import Weight, chain_of
from microsite.pages.digest import Digest
from microsite.pages.standings import TargetRow
from microsite.pages.years import years_of

NEXT_STATIONS = 3

Values = Mapping[str, Any]
View = Callable[[Digest, str], Values]  # the second is the subject of the page


def home(digest: Digest, _: str) -> Values:
    site, page = digest.site, digest.site.pages["home"]
    return {
        "figures": [site.citables[id] for id in page.figures],
        "money": _shares([site.citables[id] for id in page.money]),
        "cards": digest.cards,
        "tally": digest.standings.tally,
        "rush": digest.standings.rush,
        "fell_due": digest.open_promises,
        "next_stops": [row for row in digest.stations if not row.passed][:NEXT_STATIONS],
        "counts": digest.counts,
    }


def _shares(facts: Sequence[Indexed]) -> list[tuple[Indexed, float]]:
    """Facts of one unit, each with its share of the largest (0 to 1)."""
    values = [fact.entry.value or Decimal(0) for fact in facts]
    largest = max(values, default=Decimal(1)) or Decimal(1)
    return [(fact, float(value / largest)) for fact, value in zip(facts, values, strict=True)]


def launch(digest: Digest, _: str) -> Values:
    launch = digest.site.launch
    assert launch  # else there is no such page
    shown = {*launch.key_facts, *launch.since}
    return {
        "key_facts": [(id, launch.facts[id]) for id in launch.key_facts],
        "since": [(id, launch.facts[id]) for id in launch.since if id not in launch.key_facts],
        "others": [(id, fact) for id, fact in launch.facts.items() if id not in shown],
        "targets": _rows_of(digest, launch.targets),
        "conflicts_about": {name: digest.conflicts_by_entry.get(name, ()) for name in launch.targets},
    }


def sectors(digest: Digest, _: str) -> Values:
    rows = digest.standings.rows
    leads = {
        id: rows[sector.headline].standing if sector.headline else None for id, sector, _ in digest.cards
    }
    return {"cards": digest.cards, "tallies": digest.standings.tallies, "leads": leads}


def sector(digest: Digest, id: str) -> Values:
    one = digest.site.sectors[id]
    before, after = digest.neighbours[id]
    return {
        "sector_id": id,
        "sector": one,
        "previous": before,
        "next": after,
        "stops": digest.stations_by_sector[id],
        "targets": _rows_of(digest, one.targets),
        "questions": digest.questions_by_sector.get(id, {}),
        "conflicts_about": {name: digest.conflicts_by_entry.get(name, ()) for name in one.targets},
    }


def timeline(digest: Digest, _: str) -> Values:
    return {
        "years": years_of(digest),
        "states": {row.standing.state for row in digest.stations if row.standing},
    }


def year(digest: Digest, year: str) -> Values:
    period = read_moment(year)
    return {"period": period, "stops": digest.divided(period), "periods": digest.site.periods}


def targets(digest: Digest, _: str) -> Values:
    return {"rows": _by_date(digest.standings.promises), "related": _by_date(digest.standings.related)}


def _by_date(rows: Iterable[TargetRow]) -> list[TargetRow]:
    """What has fallen due and is open first, then by the date, what has none last."""

    def place(row: TargetRow) -> tuple[bool, date]:
        due = row.standing.due or row.target.due
        return not row.standing.open, due.last if due else date.max

    return sorted(rows, key=place)


def questions(digest: Digest, _: str) -> Values:
    told: set[str] = set()
    groups: dict[str | None, list[tuple[str, Question, bool]]] = {}
    for sector, questions in digest.questions_by_sector.items():
        groups[sector] = [(id, question, id not in told) for id, question in questions.items()]
        told |= questions.keys()
    return {"groups": groups}  # of each question whether it has its place there: it may stand in several


def _targets_on(site: Site, page: PageKey) -> Iterable[str]:
    """The ids of the promises that have their place on a page."""
    if page[0] == "sector":
        return site.sectors[page[1]].targets
    return site.common_targets if page[0] == "launch" else ()


def _rows_of(digest: Digest, targets: Iterable[str]) -> Mapping[str, TargetRow]:
    """Promises as a page shows them: those that are due and open first."""
    rows = [digest.standings.rows[id] for id in targets]
    return {row.id: row for row in sorted(rows, key=lambda row: not row.standing.open)}


def sources(digest: Digest, _: str) -> Values:
    kinds = {shelf: Counter[str]() for shelf in digest.site.shelves}
    published: dict[str, list[UsedSource]] = {}
    for used in digest.sources:
        kinds[used.source.shelf][used.source.kind] += 1
        published.setdefault(used.source.publisher, []).append(used)
    origins = digest.site.origins
    repeated = Counter(
        id for used in digest.sources if used.source.origin for id in chain_of(used.source.origin, origins)
    )
    return {
        "shelves": {shelf: counted for shelf, counted in kinds.items() if counted},
        "publishers": sorted(sorted(published.values(), key=_publisher), key=len, reverse=True),
        "origins": [(id, origin, repeated[id]) for id, origin in origins.items()],
    }


def _publisher(used: Sequence[UsedSource]) -> str:
    return used[0].source.publisher


def shelf(digest: Digest, shelf: str) -> Values:
    used = [used for used in digest.sources if used.source.shelf == shelf]
    return {"shelf": shelf, "undated": UNDATED, "used": used}


def method(digest: Digest, _: str) -> Values:
    site = digest.site
    conflicts: list[tuple[str, Conflict, list[Indexed]]] = [
        (id, conflict, [site.citables[name] for name in conflict.about])
        for id, conflict in site.conflicts.items()
    ]
    weights = Counter(site.weights.values())
    read = Counter(used.source.read for used in digest.sources)
    return {
        "conflicts": conflicts,
        "counts": digest.counts,
        "weights": {weight: weights[weight] for weight in get_args(Weight)},
        "read": {how: read[how] for how in get_args(HowRead)},
    }


def changes(digest: Digest, _: str) -> Values:
    site = digest.site
    told = [(id, it, [page_named(name) for name in it.pages]) for id, it in site.changes.items()]
    return {
        "changes": [(day, list(them)) for day, them in groupby(told, lambda it: it[1].date)],
        "standing_changes": [
            (day, list(them)) for day, them in groupby(digest.standings.changes, lambda it: it.day)
        ],
    }


def compare(digest: Digest, name: str) -> Values:
    original = page_named(name)
    sector_id = original[1] if original[0] == "sector" else None
    return {
        "original": original,
        "sector_id": sector_id,
        "title": digest.site.title_of(original),
        "lead": digest.site.sectors[sector_id].answer if sector_id else None,
        "targets": _rows_of(digest, _targets_on(digest.site, original)),
    }


def record(digest: Digest, id: str) -> Values:
    site = digest.site
    citable = site.citables[id]
    stations, standings = site.stations, digest.standings.all_of(id)
    listed: Mapping[IdKind, PageKind] = {"target": "targets", "station": "timeline"}
    return {
        "id": id,
        "citable": citable,
        "entry": citable.entry,
        "said": citable.sentence,
        "measured": getattr(citable.entry, "observations", ()),
        "plan": getattr(citable.entry, "earlier", None),
        "row": _row_alone(digest, id, citable.entry, standings) if citable.kind == "target" else None,
        "standing": standings[-1] if standings else None,
        "sectors": [(name, *digest.sector_names[name]) for name in _sectors_of(digest, citable)],
        "conflicts": [(name, site.conflicts[name]) for name in digest.conflicts_by_entry.get(id, ())],
        "sources": [
            (name, site.sources[name], digest.uses_by_source.get(name, 0)) for name in citable.sources
        ],
        "related": [stations[id].target] if id in stations else digest.stations_by_target.get(id, ()),
        "listed": listed.get(citable.kind),
    }


def _row_alone(digest: Digest, id: str, target: Target, standings: tuple[Standing, ...]) -> TargetRow:
    """A promise without its sector, in which other promises stand that its page does not show."""
    return TargetRow(id, target, None, None, standings, digest.standings.time_passed(target))


def _sectors_of(digest: Digest, citable: Indexed) -> Sequence[str]:
    """The sectors that an entry concerns, where it is not all of several."""
    if isinstance(citable.entry, Station):
        named = () if digest.site.everywhere(citable.entry) else citable.entry.sectors
        return [id for id in digest.sector_names if named == "all" or id in named]
    kind, subject = citable.page
    return (subject,) if kind == "sector" else ()


def plain(digest: Digest, _: str) -> Values:
    return {}


def samples(digest: Digest, _: str) -> Values:
    """What the examples of components are made of: entries of the site itself, and what its pages show."""
    site = digest.site
    targets_of_all = {id: target for id, (_, target) in site.targets.items()}
    chosen_sectors = set(extremes(site.sectors))
    stations = {row.id: row for row in digest.stations}
    return {
        **home(digest, ""),
        **targets(digest, ""),
        **sectors(digest, ""),
        **sources(digest, ""),
        **method(digest, ""),
        **changes(digest, ""),
        "dividers": digest.dividers,
        "years": years_of(digest),
        **questions(digest, ""),
        "used": digest.sources,
        "extremes": extremes,
        "conflicts_by_entry": digest.conflicts_by_entry,
        "targets": _rows_of(digest, extremes(targets_of_all)),
        "cards": [card for card in digest.cards if card[0] in chosen_sectors],
        "stops": [stations[id] for id in extremes(site.stations)],
        "facts": [(id, site.facts[id]) for id in extremes(site.facts)],
    }


def extremes(entries: Mapping[str, BaseModel]) -> list[str]:
    """The first entry, the one with most text, the one with least, and the one with fewest fields."""
    if not entries:
        return []
    length = {id: len(entry.model_dump_json(exclude_none=True)) for id, entry in entries.items()}
    fields = {id: len(entry.model_dump(exclude_defaults=True)) for id, entry in entries.items()}
    first, longest = next(iter(entries)), max(length, key=length.__getitem__)
    shortest, barest = min(length, key=length.__getitem__), min(fields, key=fields.__getitem__)
    return list(dict.fromkeys((first, longest, shortest, barest)))
