"""Numbers as people write them, read back: the opposite of `microsite.formats`."""

from __future__ import annotations

import re
from decimal import Decimal

WORDS = {
    "만": Decimal(10**4),
    "억": Decimal(10**8),
    "조": Decimal(10**12),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
PART = re.compile(rf"([\d,]+(?:\.\d+)?)\s*({'|'.join(WORDS)})?")


def read_amount(text: str) -> Decimal:
    """The number that a text with a unit says; several words of a text add up."""
    return sum(
        (
            Decimal(digits.replace(",", "")) * WORDS.get(word, Decimal(1))
            for digits, word in PART.findall(text)
        ),
        Decimal(0),
    )
