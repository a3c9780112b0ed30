"""Parts of the site that stand in pages of others, a small page each: the map, a sector, a promise.

Source: docs/decisions/0030-parts-stand-in-pages-of-others.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from microsite.content.pages import PageKey
from microsite.content.promises import Target
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.map.line_map import LineMap
from microsite.pages import urls
from microsite.pages.citation import unjoined
from microsite.pages.plan import Page

if TYPE_CHECKING:
    from microsite.pages.edition import Edition

FITTING = "embed.js"  # what a page of others may have beside the frames, to give them their heights

EmbedPart = Literal["map", "sector", "promise"]
EMBEDS: Mapping[EmbedPart, str] = {  # the template of each
    "map": "embeds/map.html",
    "sector": "embeds/sector.html",
    "promise": "embeds/promise.html",
}
# In px, of a frame as wide as a column of 420 px: those of the sector and of the promise with most to say but
# a few, what a map has besides its lines, and what each of these needs. What is too high leaves room below;
# what is too low would hide where it comes from.
HEIGHTS: Mapping[EmbedPart, int] = {"sector": 660, "promise": 480}
MAP_HEIGHT, LINE_HEIGHT = 580, 56


@dataclass(frozen=True)
class Embed(Page):
    """A part of a page by itself. Its key is that of the page where it has its place."""

    part: EmbedPart
    id: str = ""  # of the sector or the promise
    anchor: str = ""  # where on the page it stands

    @property
    def sheet(self) -> str:
        return sheet_of(self.part)


def sheet_of(part: EmbedPart) -> str:
    """What the style sheet of a part is called."""
    return f"embed-{part}"


def plan_embeds(site: Site) -> tuple[Embed, ...]:
    """Every part of the site that can stand elsewhere, in every language.

    What was called otherwise stands at its old addresses as well: nobody renews the pages of others.
    """
    parts = [*_parts(site)]
    known = {(part, id) for part, id, _, _, _ in parts}
    old = [
        (part, name, id, key, anchor)
        for part, id, key, anchor, moved in parts
        for name in moved
        if (part, name) not in known
    ]
    named = [(part, id, id, key, anchor) for part, id, key, anchor, _ in parts] + old
    return tuple(
        Embed(key, lang, urls.embed(lang, part, name), part, id, anchor)
        for lang in site.settings.languages
        for part, name, id, key, anchor in named
    )


def _parts(site: Site) -> Iterator[tuple[EmbedPart, str, PageKey, str, tuple[str, ...]]]:
    """Each part: what it is, its id, the page where it has its place, the anchor there, and what it was
    called before."""
    if site.has_map:
        yield "map", "", ("timeline" if "timeline" in site.there else "home", ""), "", ()
    for id, sector in site.sectors.items():
        yield "sector", id, ("sector", id), "", sector.moved
    for id, (_, target) in site.targets.items():
        place = site.citables[id]
        yield "promise", id, place.page, place.anchor, target.moved


def values_of(edition: Edition, embed: Embed) -> Mapping[str, Any]:
    """What the template of a part is given besides its page and the map: what it shows, the ids of its
    sources (None where these are all of the site), and the address of the page that it is a part of."""
    standings, base = edition.digest.standings, edition.site.settings.base_url
    canonical = urls.absolute(base, edition.paths[embed.lang, embed.key])
    if embed.part == "map":
        return {"canonical": canonical, "sources": None, "rush": standings.rush}
    if embed.part == "promise":
        promise = standings.rows[embed.id]
        return {"canonical": canonical, "sources": _sources(promise.target), "row": promise}
    sector = edition.site.sectors[embed.id]
    row = standings.rows[sector.headline] if sector.headline else None
    return {
        "canonical": canonical,
        "sources": _sources(row.target) if row else (),
        "row": row,
        "sector": sector,
        "tally": standings.tallies[embed.id],
    }


def _sources(target: Target) -> tuple[str, ...]:
    """The sources of a promise and of the numbers by which it is shown to move."""
    measured = (it for it in (target.start, target.latest) if it and target.way)
    return tuple(dict.fromkeys([*target.sources, *(id for it in measured for id in it.sources)]))


def frame_of(phrases: Phrases, part: EmbedPart, id: str, drawn: LineMap | None) -> str:
    """The line of HTML by which a page of others shows a part; of a map, `drawn` says how high it is."""
    site = phrases.site
    if part == "sector":
        title, own = site.sectors[id].name, None
    elif part == "promise":
        own = site.targets[id][1]
        title = own.title
    else:
        title, own = site.pages["timeline"].title, None
    named = f"{phrases.plain(title, own)} – {phrases.plain(site.settings.name)}"
    line = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" style="border:0" loading="lazy"></iframe>'
    )
    address = urls.absolute(site.settings.base_url, urls.embed(phrases.lang, part, id))
    return str(line.format(address, unjoined(named), _height(part, drawn)))


def _height(part: EmbedPart, drawn: LineMap | None) -> int:
    """What a part needs in px; where it is higher it scrolls inside."""
    if drawn:
        return MAP_HEIGHT + LINE_HEIGHT * drawn.lines
    return HEIGHTS[part]
