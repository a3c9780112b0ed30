"""How a number is meant, and what that means: whatever asks so looks here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

# What a number is to the true one: that itself, or the least or most that it can be; of a range, both ends
# are written, and what sorts and draws goes by the lower one.
Meaning = Literal["itself", "least", "most", "range"]

EXACT, RANGE = "exact", "between"

# The comparators that every site has. Those that a site adds have words, and no meaning that is known here:
# their numbers are printed and sorted, but no way is drawn to or from them.
MEANINGS: Mapping[str, Meaning] = {
    EXACT: "itself",
    "about": "itself",
    "at-least": "least",
    "over": "least",
    "at-most": "most",
    "under": "most",
    RANGE: "range",
}

# Those that are said by words around a number.
Worded = Literal["at-least", "over", "at-most", "under", "about"]
