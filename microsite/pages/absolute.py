"""What stands outside of the site: its links have the full address, its texts no marks of where to break."""

from __future__ import annotations

from markupsafe import Markup

from microsite.content.scalars import Entry, Text
from microsite.language.formats import plain_text
from microsite.pages import urls
from microsite.pages.links import PageLinks


class AbsoluteLinks(PageLinks):
    """A page in one language, as feeds and calendars speak of it and of what it links to."""

    def _link(self, path: str, anchor: str = "") -> str:
        return urls.absolute(self.site.settings.base_url, path) + (f"#{anchor}" if anchor else "")

    def plain(self, text: Text, own: Entry | None = None) -> str:
        return self.bare(self.say(text, own))

    def bare(self, html: Markup) -> str:
        """The words of some HTML in one line."""
        return plain_text(html.striptags())
