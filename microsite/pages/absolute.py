"""What stands outside of the site: its links have the full address, its texts no marks of where to break."""

from __future__ import annotations

from markupsafe import Markup

from microsite.language.plain import words_of
from microsite.pages import urls
from microsite.pages.links import PageLinks


class AbsoluteLinks(PageLinks):
    """A page in one language, as feeds and calendars speak of it and of what it links to."""

    def _link(self, path: str, anchor: str = "") -> str:
        return urls.absolute(self.site.settings.base_url, path) + (f"#{anchor}" if anchor else "")

    def bare(self, html: Markup) -> str:
        """The words of some HTML in one line."""
        return words_of(html)
