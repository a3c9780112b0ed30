"""Each line's one colour, as content gives it -> the rules that style its strokes and badges."""

from __future__ import annotations

from microsite.site import Site


def line_colours(site: Site) -> str:
    """CSS that gives each line its colour under the name `--line`."""
    rules = (f'[data-line="{id}"]{{--line:{sector.colour}}}' for id, sector in site.sectors.items())
    return "@layer tokens{" + "".join(rules) + "}"
