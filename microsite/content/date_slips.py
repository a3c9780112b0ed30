"""What was meant by a date that is written otherwise, and which years dates do not reach."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from microsite.messages.catalogue import Message, Part

WORDS = Path(__file__).with_name("date_words.yaml")
YEAR = r"(?<![0-9])[1-9][0-9]{3}(?![0-9])"


@cache
def _words() -> Mapping[str, str]:
    """The words of `date_words.yaml` by what they say, as patterns: whole words, or right behind digits."""
    loaded: Mapping[str, list[str]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return {
        name: rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![a-z])"
        for name, words in loaded.items()
    }


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", written).casefold().strip()


def outside_of_time(written: str) -> bool:
    """Whether this is a year before 1000 or after 9999, in digits, or said to be before our era."""
    plain = _plain(written)
    if re.search(_words()["before"], plain) and re.search("[0-9]", plain):
        return True
    year = re.fullmatch(r"([-−–+]?)([0-9]+)(?:s|-q?[0-9-]+)?", plain)
    return bool(year and (year[1] in tuple("-−–") or year[2][0] == "0" or len(year[2]) in (3, 5)))


def meant(written: str) -> Part:
    """A question whether a decade, a quarter or a year was meant that is written otherwise, or nothing."""
    plain = _plain(written)
    found = re.search(YEAR, plain)
    if not found:
        return ""
    year, rest = found[0], plain[: found.start()] + " " + plain[found.end() :]
    parts = re.findall("[0-9]+", rest)
    if parts == [] and re.search(_words()["decade"], rest):
        return Message("did-you-mean", near=f"{year[:3]}0s")
    if len(parts) == 1 and re.fullmatch("[1-4]", parts[0]) and re.search(_words()["quarter"], rest):
        return Message("did-you-mean", near=f"{year}-Q{parts[0]}")
    return ""
