"""The sections of a page, as its list of contents names them."""

from __future__ import annotations

import re

from markupsafe import Markup

# As templates and prose write it: the id comes first.
HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


# What is no code: braces in code are no marks that were left over, in a list of contents as little as here.
TAG = re.compile(r"<(?!/?code>)[^>]*>")


def headings(html: Markup) -> list[tuple[str, Markup]]:
    """The headings of the second level in the order of a text: the anchor of each, and its words as HTML."""
    return [(anchor, Markup(TAG.sub("", words).strip())) for anchor, words in HEADING.findall(html)]
