"""What the page of one entry says of values that the entry had once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from microsite.content.entries import Matter
from microsite.content.moments import Moment
from microsite.content.scalars import Text
from microsite.pages import urls
from microsite.pages.links import PageLinks
from microsite.pages.records import Measurement, Past, Value, past_of


class RecordWords(PageLinks):
    """What the page of one fact, target or station says of it."""

    @property
    def past(self) -> Past:
        """What this site has said of the entry that the page tells of."""
        return past_of(self._edition, self.page.key[1])

    @property
    def record_data(self) -> str:
        """A link to the same as data."""
        return self._link(urls.record_data(self.page.key[1]))

    def said_then(self, value: Value) -> Markup:
        """A value that an entry had once."""
        if isinstance(value, Measurement):
            quantity = self.quantity(value.amount)
            return self.fill(self.words["quantity_on"], quantity=quantity, when=self.when(value.date))
        return self.when(value) if isinstance(value, Moment) else self.quantity(value)

    def said_once(self, words: str) -> str:
        """What a text in the page's language said once; its dates are none that another language has."""
        return self.plain(Text({self.lang: words}))

    def matters(self, matters: Iterable[Matter]) -> Markup:
        """What was changed besides values, in a row."""
        return self.listed([self.words["record_matter"][it] for it in matters])
