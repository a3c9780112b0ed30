"""Numbers typed in digits that the halves of a text do not share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from babel import Locale

from microsite.content.site import Draft
from microsite.messages.catalogue import Message

# A number in digits that is no part of a name (F-35, K2), without the digits of addresses.
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,\u00a0\u202f٬٫]\d+)*")
_DIGIT = re.compile(r"\d")
_UNREAD = re.compile(r"\{[^{}]*\}|\]\([^()\s]*\)|https?://\S+|`[^`\n]*`")


def uneven(draft: Draft, halves: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    """Halves that each have a number in digits which the other has not, with the second of them.

    What stands in digits in one half only may be in words in the other. Zeros at the end do not count, as
    a million may be 100만, nor does how digits are grouped.
    """
    settings = draft.settings
    if settings is None or sum(bool(_DIGIT.search(words)) for words in halves.values()) < 2:
        return
    found = {
        lang: _numbers(words, settings.languages[lang].locale)
        for lang, words in halves.items()
        if lang in settings.languages
    }
    for (one, ours), (other, theirs) in pairwise(found.items()):
        here = [digits for digits in ours if digits not in theirs]
        there = [digits for digits in theirs if digits not in ours]
        alike = {it.strip("0") for it in here} & {it.strip("0") for it in there}
        here, there = ([it for it in its if it.strip("0") not in alike] for its in (here, there))
        if here and there and _joined(here) != _joined(there):
            message = Message(
                "numbers-differ", one=one, ours=ours[here[0]], other=other, theirs=theirs[there[0]]
            )
            yield other, message


def _numbers(words: str, locale: str) -> Mapping[str, str]:
    """The numbers of a text as they are written, by their digits alone."""
    words = _months(locale).sub(" ", _UNREAD.sub(" ", words))
    return {_digits(match[0]): match[0] for match in _NUMBER.finditer(words)}


def _digits(written: str) -> str:
    return "".join(str(int(it)) for it in written if it.isdigit())


def _joined(numbers: Iterable[str]) -> str:
    """The digits of some numbers in a row, as 1만 2,000 is 12,000."""
    return "".join(it.strip("0") for it in numbers)


@cache
def _months(locale: str) -> re.Pattern[str]:
    """The names of months that are numbers in this language, as 3월 is."""
    names = Locale.parse(locale).months["format"]["wide"].values()
    numbered = [name for name in names if any(it.isdigit() for it in name)]
    return re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, numbered))})" if numbered else r"(?!)")
