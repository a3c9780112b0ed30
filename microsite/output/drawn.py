"""The rules of style that are drawn from the content: for every page of a language, and for those that have a
component."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from microsite.colours.shades import line_colours
from microsite.content.site import Site
from microsite.language.typesetting import type_styles
from microsite.map.line_map import LineMap
from microsite.map.styles import map_styles
from microsite.output.theme import theme_styles
from microsite.pages.brand import Logo
from microsite.pages.filter_styles import filter_styles
from microsite.pages.navigation import menu_styles


@dataclass(frozen=True)
class Drawn:
    """Rules drawn from the content for one language: for every page, and for those with a component."""

    every: str
    by_component: Mapping[str, str | None]  # None where there is nothing to draw, and no use for its sheet

    def for_components(self, components: Collection[str]) -> str:
        """The rules of a page that uses these components."""
        own = (rules for name, rules in self.by_component.items() if name in components)
        return self.every + "".join(filter(None, own))

    @property
    def idle(self) -> frozenset[str]:
        """The components that no page of the site has."""
        return frozenset(name for name, rules in self.by_component.items() if rules is None)


def drawn_styles(site: Site, maps: Mapping[str, LineMap], logo: Logo | None) -> Mapping[str, Drawn]:
    """The rules of each language."""
    every = type_styles(site) + line_colours(site) + theme_styles(site)
    filters = filter_styles(site)
    return {
        lang: Drawn(
            every + menu_styles(site, lang, logo),
            {
                "line-map": map_styles(maps[lang]) if maps else None,
                "map-legend": "" if maps else None,
                "filters": filters,
            },
        )
        for lang in site.settings.languages
    }
