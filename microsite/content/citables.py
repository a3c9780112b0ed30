"""Everything that prose can name, from the entries of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsite.content.entries import Confidence, Figure, Launch, Sector, Station, Term
from microsite.content.site import Citable, PageKey


def citables(
    launch: Launch | None,
    sectors: Mapping[str, Sector],
    stations: Mapping[str, Station],
    glossary: Mapping[str, Term],
) -> Iterator[Citable]:
    """Everything that prose can name, with the page and anchor where it is shown."""
    page: PageKey = ("launch", "")
    for id, fact in (launch.facts if launch else {}).items():
        yield Citable(id, "fact", fact, fact.label, fact.sources, fact.confidence, page, id)
    for name, sector in sectors.items():
        page = ("sector", name)
        for id, target in sector.targets.items():
            sources, confidence = target.sources, target.confidence
            yield Citable(id, "target", target, target.title, sources, confidence, page, id)
        for id, number in sector.figures.items():
            sources, confidence = number.sources, number.confidence
            yield Citable(id, "figure", number, number.label, sources, confidence, page, id)
    for name, station in stations.items():
        page = ("year", str(station.date.year))
        sources, confidence = station.sources, station.confidence
        yield Citable(name, "station", station, station.title, sources, confidence, page, name)
        for id, figure in station.figures.items():
            yield _inherited(id, figure, sources, confidence, page, name)
    for name, term in glossary.items():
        for id, figure in term.figures.items():
            confidence = "confirmed" if len(term.sources) > 1 else "single-source"
            yield _inherited(id, figure, term.sources, confidence, ("glossary", ""), name)


def _inherited(
    id: str, figure: Figure, sources: tuple[str, ...], confidence: Confidence, page: PageKey, anchor: str
) -> Citable:
    """A figure inside another entry takes over what it does not say itself."""
    own = figure.confidence or confidence
    return Citable(id, "figure", figure, figure.label, figure.sources or sources, own, page, anchor)
