"""The sections of a page, as its list of contents names them."""

from __future__ import annotations

import re

from markupsafe import Markup

# As templates and prose write it: the id comes first.
HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def headings(html: Markup) -> list[tuple[str, str]]:
    """The headings of the second level in the order of a text: the anchor and the words of each."""
    return [(anchor, Markup(words).striptags()) for anchor, words in HEADING.findall(html)]
